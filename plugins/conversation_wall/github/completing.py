"""
Read lists to their ends: comments, replies, labels, the options of a poll.

The next pages of so many lists as make a point, of many threads, are one question. What
does not fill one waits for the threads to come. Where GitHub gives up, half of the lists are asked for, and of one list less at a time. A list whose
place GitHub lost is read from its beginning, once.
"""

from collections.abc import Callable
from dataclasses import replace

from ..errors import GitHubError
from . import queries
from .asking import Asking
from .shapes import Draft, OpenList, flatten_item, list_page
from .transport import Answer, Hole, StaleCursorError, TooMuchAskedError
from .values import NotAThread

_SMALLEST_LIST = 10

Pair = tuple[Draft, OpenList]
Tell = Callable[[str, str], None]


class Completion:
    """Completes threads, and remembers how long a page of a list can be."""

    def __init__(self, asking: Asking) -> None:
        """Ask here."""
        self._asking = asking
        self._list_size = queries.LIST_SIZE
        # By id, the threads that came to nothing, and why; without a reason they are gone.
        self._lost: dict[str, str | None] = {}

    def complete(self, drafts: list[Draft], tell: Tell, *, to_end: bool) -> GitHubError | None:
        """
        Read the open lists of these threads, as far as they fill whole questions, or `to_end`.

        Gives what stopped it before they were read.
        Threads that cannot be read, or went meanwhile, are taken out of the list; `tell`
        gets the address and the reason of the former.
        """
        self._lost.clear()
        stopped_by: GitHubError | None = None
        waiting = [(draft, one) for draft in drafts for one in draft.lists]
        least = 1 if to_end else queries.LISTS_AT_ONCE
        while len(waiting) >= least and stopped_by is None:
            some, waiting = waiting[: queries.LISTS_AT_ONCE], waiting[queries.LISTS_AT_ONCE :]
            try:
                waiting += self._fetch(some)
            except GitHubError as error:
                stopped_by = error
            waiting = [
                (draft, one)
                for draft, one in waiting
                if draft.id not in self._lost and one in draft.lists
            ]
        for draft in drafts:
            if reason := self._lost.get(draft.id):
                tell(str(draft.node.get("url")), reason)
        drafts[:] = [draft for draft in drafts if draft.id not in self._lost]
        return stopped_by

    def _fetch(self, pairs: list[Pair]) -> list[Pair]:
        """Add the next page of some lists to their items; give what is open after it."""
        query = queries.lists_query(tuple((one.owner_type, one.name, one.item) for _, one in pairs))
        variables: dict[str, object] = {"size": self._list_size}
        for place, (_, one) in enumerate(pairs):
            variables |= {f"i{place}": one.owner_id, f"c{place}": one.cursor}
        try:
            answer = self._asking.fetch(query, variables)
        except (TooMuchAskedError, StaleCursorError) as error:
            return self._fetch_less(pairs, error)
        further = []
        for place, (draft, one) in enumerate(pairs):
            further += self._take(draft, one, answer, f"n{place}")
        return further

    def _fetch_less(self, pairs: list[Pair], error: GitHubError) -> list[Pair]:
        if len(pairs) > 1:
            half = len(pairs) // 2
            further = self._fetch(pairs[:half])
            return further + self._fetch(pairs[half:])
        draft, one = pairs[0]
        if isinstance(error, StaleCursorError):
            return self._restart(draft, one, str(error))
        if self._list_size <= _SMALLEST_LIST:
            self._lost[draft.id] = self._asking.give_up(error)
            return []
        self._list_size //= 2
        return self._fetch(pairs)

    def _take(self, draft: Draft, one: OpenList, answer: Answer, alias: str) -> list[Pair]:
        """Take one list's page out of an answer."""
        hole = answer.hole(alias)
        if hole and hole.is_stale:
            return self._restart(draft, one, hole.reason)
        if hole and hole.is_gone:
            self._miss(draft, one)
            return []
        try:
            items, further = _read(one, answer, alias, hole)
        except NotAThread as error:
            self._lost[draft.id] = str(error)
            return []
        known = {item.get("id") for item in one.items} - {None}
        one.items += [item for item in items if item.get("id") not in known]
        draft.lists.remove(one)
        draft.lists += further
        return [(draft, each) for each in further]

    def _miss(self, draft: Draft, one: OpenList) -> None:
        """Note that the owner of a list went since it was read."""
        if one.owner_id == draft.id:
            self._lost[draft.id] = None
        else:
            # A comment went: its thread has changed, and is read again for that.
            draft.lists.remove(one)

    def _restart(self, draft: Draft, one: OpenList, reason: str) -> list[Pair]:
        if one.is_restarted:
            self._lost[draft.id] = reason
            return []
        orphans = {str(item.get("id")) for item in one.items}
        draft.lists[:] = [each for each in draft.lists if each.owner_id not in orphans]
        one.items.clear()
        one.cursor = None
        one.is_restarted = True
        return [(draft, one)]


def _read(
    one: OpenList, answer: Answer, alias: str, hole: Hole | None
) -> tuple[list[dict[str, object]], list[OpenList]]:
    """Give the items of a list's page, and the lists that are open after it."""
    if hole:
        raise NotAThread(hole.reason)
    items, cursor = list_page((answer.data.get(alias) or {}).get("list"), one.item)
    further = [each for item in items for each in flatten_item(item, one.item)]
    if cursor is not None:
        further.append(replace(one, cursor=cursor))
    return items, further
