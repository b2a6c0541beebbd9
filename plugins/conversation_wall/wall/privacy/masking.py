"""
Mask what nobody meant to publish: e-mail addresses, telephone numbers, secrets.

    "Write to bob@example.com" ─find→ spans ─→ "Write to ‹e-mail address hidden›"

It is done to the source text, once, before anything is made of it: so pages, feeds, titles
and what else is written from it cannot forget to. The marks hold nothing that Markdown
reads. In a link's target nothing can be marked, so the link becomes one to nowhere, which
is shown as its words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .emails import find_emails
from .phones import find_phones
from .secrets import find_secrets
from .spans import NOWHERE, Span, is_target

_EDGES = " \n\t\r<>\"'()[]"
_SCHEMES = ("mailto:", "tel:", "sms:", "mailto://", "tel://")
_REST_OF_TARGET = re.compile(r"[^\s<>\"')]*")
_LONGEST_LINK = 2_000
_NATIONAL = 9

Mask = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Masker:
    """
    What is masked, and the words that stand in its place.

    `marks` has a mark for each of "emails", "phones", "secrets" that is masked. `kept` are
    addresses and numbers that the business itself publishes, as `folded` gives them.
    """

    marks: Mapping[str, str]
    regions: Sequence[str] = ()
    kept: frozenset[str] = frozenset()

    def mask(self, text: str, counts: Counter[str] | None = None) -> str:
        """Put marks in place of what is found, and count it."""
        found = self._found(text)
        masked = self._masked(text, found, counts)
        if any(kind == "secrets" for _, _, kind in found):
            # A number or an address that touches a key is found when the key is gone.
            masked = self._masked(masked, self._found(masked), counts)
        return masked

    def _masked(
        self, text: str, spans: Iterable[tuple[int, int, str]], counts: Counter[str] | None
    ) -> str:
        pieces: list[str] = []
        end = 0
        for found in spans:
            start, stop, mark = _placed(text, *found[:2], self.marks[found[2]])
            if stop <= end:
                continue
            # The one before may have grown into this one: what is left of it is masked, too.
            pieces += (text[end : max(start, end)], mark)
            end = stop
            if counts is not None:
                counts[found[2]] += 1
        return "".join((*pieces, text[end:])) if pieces else text

    def _found(self, text: str) -> list[tuple[int, int, str]]:
        """Give spans in order; where two overlap, the one of a secret, an address, a number."""
        spans = [
            (start, stop, place, kind)
            for place, (kind, found) in enumerate(self._finders(text))
            for start, stop in found
            if not self.kept or folded(text[start:stop]) not in self.kept
        ]
        kept: list[tuple[int, int, int, str]] = []
        for span in sorted(spans):
            if kept and span[0] < kept[-1][1]:
                if span[2] < kept[-1][2]:
                    kept[-1] = span
            else:
                kept.append(span)
        return [(start, stop, kind) for start, stop, _, kind in kept]

    def _finders(self, text: str) -> Iterator[tuple[str, Iterable[Span]]]:
        if "secrets" in self.marks:
            yield "secrets", find_secrets(text)
        if "emails" in self.marks:
            yield "emails", find_emails(text)
        if "phones" in self.marks:
            yield "phones", find_phones(text, self.regions)


def published_in(texts: Iterable[str], regions: Sequence[str]) -> frozenset[str]:
    """Find the addresses and numbers that the owner's own texts publish."""
    return frozenset(
        folded(text[start:stop])
        for text in texts
        for start, stop in (*find_emails(text), *find_phones(text, regions))
    )


def folded(found: str) -> str:
    """Write an address or a number so that two that are the same are equal."""
    # A number may stand with the code of its country, or without.
    return found.casefold() if "@" in found else re.sub(r"\D", "", found)[-_NATIONAL:] or found


def _placed(text: str, start: int, stop: int, mark: str) -> Mask:
    """Widen a span to what belongs to it, and choose the form of its mark."""
    first = max(0, start - _LONGEST_LINK)
    word = text[max(first, *(text.rfind(edge, first, start) + 1 for edge in _EDGES)) : start]
    if word.lower() in _SCHEMES:
        start -= len(word)
    elif "://" in word:
        return start, stop, re.sub(r"\W+", "-", mark).strip("-")
    if is_target(text, start):
        rest = _REST_OF_TARGET.match(text, stop)
        return start, rest.end() if rest else stop, NOWHERE
    if text.startswith("<", start - 1) and start and text.startswith(">", stop):
        return start - 1, stop + 1, mark
    return start, stop, mark
