"""
The wall's own copies of the images that people show in their posts.

    posts ─ images_in → addresses ─ fetching → bytes ─ recoding → a file beside the store

    collecting   which images are wanted, and what becomes of them; the rest is for it
    fetching     from an address to bytes, within bounds, and from nowhere but the open web
    doors        to which hosts, and to which numeric addresses of theirs, a door may open
    recoding     from bytes that may be anything to a plain WebP file, in a process of its own

A visitor's browser asks nobody but the wall, and what a camera wrote into a photograph
(where it was taken, with what) is not passed on. The build reads the files and what
`Store.images` says of them, and never imports this folder.
"""
