"""
Who talks: turns, dialogue and voice.

    c c t c        customer, customer, team, customer ── three turns: interactive
    c t            two: reactive
    c · t t t      one side only: one-way

A turn is a run of posts by one side (after S. Rafaeli, 1988). Bots take no part, and a
saved reply of the team is no turn: it would make an exchange of every complaint.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from .facts import CUSTOMER, SAVED, TEAM, Facts
from .shares import Estimate, Share, ratio_of, share_of

_REACTIVE = 2


class Exchange(Enum):
    """How far a thread went."""

    ONE_WAY = "one-way"
    REACTIVE = "reactive"
    INTERACTIVE = "interactive"


class Talk(Enum):
    """Who spoke in a thread: both sides, a customer alone, or we alone."""

    CONVERSATION = "conversation"
    HANGING = "hanging"
    MONOLOGUE = "monologue"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """
    D = (½·reactive + interactive)/all, announcements included.

    `share` has a Wilson interval, which is a little too wide for halves.
    """

    one_way: int
    reactive: int
    interactive: int
    share: Share


@dataclass(frozen=True, slots=True)
class Voice:
    """
    How much of the words is the team's, over `threads`.

    The dial V = min(1, 2(1 − v)) is full until the team speaks more than half.
    """

    threads: int
    share: Share
    dial: Estimate


def turns_in(facts: Facts) -> int:
    """Count the turns of a thread."""
    spoken = [side for side in facts.sides if side in (CUSTOMER, TEAM)]
    return sum(side != before for before, side in zip(["", *spoken], spoken, strict=False))


def exchange_of(facts: Facts) -> Exchange:
    """Tell how far a thread went."""
    turns = turns_in(facts)
    if turns < _REACTIVE:
        return Exchange.ONE_WAY
    return Exchange.REACTIVE if turns == _REACTIVE else Exchange.INTERACTIVE


def dialogue_of(threads: Iterable[Facts]) -> Dialogue | None:
    """Measure the dialogue; of no threads there is none."""
    counts = Counter(map(exchange_of, threads))
    reactive, interactive = counts[Exchange.REACTIVE], counts[Exchange.INTERACTIVE]
    share = share_of(reactive / 2 + interactive, counts.total())
    if share is None:
        return None
    return Dialogue(counts[Exchange.ONE_WAY], reactive, interactive, share)


def words_of(facts: Facts) -> tuple[int, int]:
    """Count the words of the team, saved replies included, and of customers."""
    team = customers = 0
    for side, count in zip(facts.sides, facts.words, strict=True):
        if side == CUSTOMER:
            customers += count
        elif side in (TEAM, SAVED):
            team += count
    return team, customers


def voice_of(threads: Sequence[Facts]) -> Voice | None:
    """Measure the voice; where nobody said a word there is none."""
    counted = [words_of(facts) for facts in threads]
    share = ratio_of(
        [team for team, _ in counted], [team + customers for team, customers in counted]
    )
    if share is None:
        return None
    return Voice(
        len(threads),
        share,
        Estimate(_dial(share.share), _dial(share.high), _dial(share.low)),
    )


def _dial(share: float) -> float:
    return min(1.0, 2 * (1 - share))


def talk_of(facts: Facts) -> Talk:
    """Tell who spoke; a critique hangs until the first answer, whatever its label says."""
    if facts.kind.is_critique and facts.answered_at is None:
        return Talk.HANGING
    return Talk.CONVERSATION if turns_in(facts) >= _REACTIVE else Talk.MONOLOGUE
