"""
From a wall to pages: views, markup, lists and the one place that writes files.

HTML lives here and in the theme only. Strangers' text becomes `Markup` in `markup`, and
nowhere else.
"""
