"""
What strangers never meant to publish, and whom the wall does not show or name.

    masking      e-mail addresses, telephone numbers and secrets, out of a text
    emails · phones · secrets   where these stand

It works on GitHub's facts and on source text, before anything is made of them.
"""
