"""How often the team has promised something again."""

from ..config import Config
from .model import Status, Thread
from .statuses import names


def promised_again(thread: Thread, config: Config) -> int:
    """
    Count the posts of the team that say anew what an earlier one has said.

    "Planned" and then "In progress" is a step; "Planned" and "Planned" is a promise put off.
    """
    said = [post for post in thread.posts if post.speaker.is_team and post.is_substantive]
    counts = (
        sum(names(post, status, config) for post in said)
        for status in (Status.PLANNED, Status.STARTED)
    )
    return sum(max(0, count - 1) for count in counts)
