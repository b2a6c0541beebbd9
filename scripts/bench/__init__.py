"""
Measure the wall, one command for each thing that is measured.

    .venv/bin/python scripts/bench pages      Lighthouse on the sample's most visited pages

    commands      what the command line offers; each prints a table and ends with 1 below its aim
    making        as many made-up conversations as wanted, the same for a seed
    lighthouse    the program from npm, pinned here, and what it found
    serving       a folder as GitHub Pages would send it
    tables        Markdown

Numbers depend on the machine, so none of this is a test; the tests look at the pieces.
"""
