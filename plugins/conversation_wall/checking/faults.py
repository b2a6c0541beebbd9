"""What can be wrong with a built site, one by one."""

from dataclasses import dataclass
from enum import Enum, auto


class Rule(Enum):
    """What a site holds to."""

    READABLE = auto()
    PLAIN_FILE = auto()
    LINK = auto()
    LINK_INSIDE = auto()
    ANCHOR = auto()
    ID_ONCE = auto()
    LOAD = auto()
    LOAD_FROM_HERE = auto()
    POLICY = auto()
    ONE_ADDRESS = auto()
    FEED = auto()
    FEED_ADDRESS = auto()
    SITEMAP = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the file that has it, and what it is (a link, an id, an address)."""

    rule: Rule
    file: str
    detail: str

    def __str__(self) -> str:
        """Say it on one line."""
        return f"{self.file}: {self.rule.name.lower().replace('_', ' ')}: {self.detail}"
