"""
The wall while somebody works on it: built at every save, and shown on this machine.

    watching ──changed──► rebuilding ──outcome──► server ──page, and "load again"──► browser
       what is saved         a new process each       as GitHub Pages sends it

`files` finds what a browser asks for, `reloading` adds the script that loads a page again,
`faults` is the page for what went wrong.
"""
