"""
What can go wrong, and how a command ends when it does.

    WallError                    1  unexpected
    ├── ConfigError              2  the settings file
    ├── GitHubError              3  GitHub or the network
    ├── StoreError               4  the store
    └── PartialError             5  some threads could not be read; the rest is there

A message has three parts: what is wrong, where, and what to do next.
"""

from collections.abc import Sequence


class WallError(Exception):
    """The root of our errors; `exitcode` is what a command ends with."""

    exitcode = 1


class ConfigError(WallError):
    """
    A setting is unknown, of the wrong type, or impossible.

    `faults` are the sentences about single settings, each begins with the setting's name.
    """

    exitcode = 2

    def __init__(self, message: str, faults: Sequence[str] = ()) -> None:
        """Keep the single faults beside the message."""
        super().__init__(message)
        self.faults = tuple(faults)


class GitHubError(WallError):
    """GitHub refused, or could not be reached."""

    exitcode = 3


class StoreError(WallError):
    """The store cannot be opened, read or written."""

    exitcode = 4


class PartialError(WallError):
    """Some threads could not be read; they are named, and the rest is kept."""

    exitcode = 5
