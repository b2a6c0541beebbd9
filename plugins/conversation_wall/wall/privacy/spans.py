"""Where something stands in a text."""

# From its first character to the one after its last.
Span = tuple[int, int]
