"""
Measure the wall, one command for each thing that is measured.

    .venv/bin/python scripts/bench pages      Lighthouse on the sample's most visited pages
    .venv/bin/python scripts/bench sync       points, CPU and memory of first syncs
    .venv/bin/python scripts/bench build      builds, beside Hugo's and Pelican's of the same
    .venv/bin/python scripts/bench text       posts: time, agreement with GitHub's own HTML
    .venv/bin/python scripts/bench kill       syncs and builds, killed at 300 moments
    .venv/bin/python scripts/bench bounds D    texts of the worst kinds: seconds and memory
    .venv/bin/python scripts/bench payloads D  attacks in every place, looked at in Chromium
    .venv/bin/python scripts/bench replay F   a sync after every change of a recorded history

    commands      what the command line offers; each prints a table and ends with 1 below its aim
    syncing       what a sync takes of GitHub and of the machine
    building      what builds take, in every way
    building_report  what was aimed for, and what it is
    rivals        the same conversations for Hugo and Pelican
    text          what rendering posts costs
    agreement     how far it says what GitHub's own HTML says
    replaying     a recorded history, lived through, with a sync after each change
    killing       a wall that is killed at any moment, and run again
    dying         a command that kills itself at a given moment
    bounds        what one text of the worst kind takes, and all of them together
    shapes        such texts
    hostile       walls full of attacks: nothing may happen
    payloads      published attacks, put into every place where a stranger can type
    attacking     pages in Chromium, and what was found there that must not be
    running       commands of a wall, measured, and an emulated GitHub beside them
    making        as many made-up conversations as wanted, the same for a seed
    lighthouse    the program from npm, pinned here, and what it found
    serving       a folder as GitHub Pages would send it
    tables        Markdown

Numbers depend on the machine, so none of this is a test; the tests look at the pieces.
"""
