"""
What the team says first, and under which condition: whole sentences of plain text.

    "Done. New lids. They fit." ─→ "New lids. They fit."       the tag says "Done" already
    "No room. We’d change our mind if we move." ─→ "No room.", "We’d change our mind if we move."
"""

import re

from .markup import shorten
from .speakers import STATUS_NAMES

# A full stop ends a sentence unless a small letter follows: "e.g. this" goes on.
_END = re.compile(r"(?<=[.!?…؟])[\"'”’»)\]]*\s+(?![a-zß-ÿ])|[。！？]+[」』）]*\s*")
_STATUS = re.compile(
    rf"(?:{'|'.join(map(re.escape, STATUS_NAMES.values()))})"
    r"(?:,? (?:in|by|with) \S{0,100}#\d{1,10})?\s*(?:[.:!]+|[–—-])(?:\s+|$)",
    re.IGNORECASE,
)
# An address or the name of a file is left as it is written.
_STARTS_WITH_WORD = re.compile(r"[^\W\d_][\w'’]*[,;:]?(?:\s|$)")
_CONDITION = re.compile(r"we(?:['’]d| would) change our minds? (?:if|when|once)\b", re.IGNORECASE)


def first_sentences(text: str, limit: int) -> str:
    """Give as many whole sentences as fit, or the beginning of a first one that is longer."""
    whole = ""
    for sentence in _sentences(text):
        longer = f"{whole} {sentence}".lstrip()
        if len(longer) > limit:
            break
        whole = longer
    return whole or shorten(text, limit).text


def without_status(text: str) -> str:
    """Drop a status that is said first, like "Done." or "Planned, in #12:"; alone it stays."""
    said = _STATUS.match(text)
    rest = text[said.end() :] if said else ""
    return rest[:1].upper() + rest[1:] if _STARTS_WITH_WORD.match(rest) else rest or text


def split_condition(text: str) -> tuple[str, str | None]:
    """
    Take out the sentence that begins with "We’d change our mind if".

    The first part is what stands before it, or what comes after where it stands first.
    """
    sentences = _sentences(text)
    for place, sentence in enumerate(sentences):
        if _CONDITION.match(sentence):
            return " ".join(sentences[:place] or sentences[place + 1 :]), sentence
    return text, None


def _sentences(text: str) -> list[str]:
    start, found = 0, []
    for end in _END.finditer(text):
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [*found, text[start:]] if text[start:] else found
