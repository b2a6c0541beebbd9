"""
The files of an owner's repository: settings, pages, forms, workflow.

`wall init` writes them, `wall upgrade` brings them up to date, `wall check` looks at them.
What is generated lies in `files/`; this repository's own copies are made from it, too.
"""
