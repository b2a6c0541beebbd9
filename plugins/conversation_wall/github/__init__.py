"""
GitHub's shapes end in this folder.

`transport` asks, `queries` says what, `parse` turns the JSON into records and back,
`interchange` reads and writes NDJSON files, and `sync` keeps the store in step.
A build never imports anything from here.
"""
