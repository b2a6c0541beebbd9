"""
The door to Pelican: the only folder that knows it.

`generator` writes the wall among Pelican's own pages, `defaults` switches off what a
wall does not have, `building` runs a whole build into its place, and `workshop` is where it is made.
"""

from .generator import connect

__all__ = ["connect"]
