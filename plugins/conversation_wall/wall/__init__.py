"""
Judgements: who is team, what is the answer, what became of it.

Pure functions from records to a wall. Nothing here knows Pelican, GitHub's API, HTML or
SQL, and nothing reads a clock: `now` is handed in.
"""
