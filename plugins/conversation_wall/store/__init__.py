"""
The store: one SQLite file that holds what GitHub said.

SQL lives in this folder only. `schema` lays the tables out and moves old stores forward;
`store` opens, saves and loads.
"""

from .store import Store

__all__ = ["Store"]
