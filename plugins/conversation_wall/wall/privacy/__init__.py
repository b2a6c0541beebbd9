"""
What strangers never meant to publish, and whom the wall does not show or name.

    ThreadRecord ─ census ─→ screening ─→ (judged) ─→ veiling ─→ Thread as it is published

    census       who writes and how much, counted while all threads pass by
    screening    whose posts are not shown: forgotten, blocked, floods, newcomers
    veiling      names and texts of a thread that is shown
    naming       logins, initials or pseudonyms, in by-lines and in texts
    masking      e-mail addresses, phone numbers and secrets, out of a text
    forgetting   hashes in place of logins
    emails · phones · secrets   where these stand in a text
"""
