"""What is not shown, why, how much, and since when."""

from dataclasses import dataclass

from .doing import GroupsView


@dataclass(frozen=True, slots=True)
class ModerationView:
    """The ledger in a table; `text` says what it cannot tell, or that there is nothing."""

    title: str
    lead: str
    ledger: GroupsView | None
    text: str
