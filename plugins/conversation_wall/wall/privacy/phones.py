"""
Telephone numbers in a text: Google's rules for every country, asked only about likely runs.

    +44 20 7946 0958   anywhere, by the rules of the country it names
    020 7946 0958      in groups as they are written in the wall's own countries
    02079460958        in one run only after a word like "phone" or "call"

Dates, versions, prices, addresses of machines, hashes and numbers of lines are no telephone
numbers: counted on real conversations, see `docs/decisions/`.
"""

import re
from collections.abc import Iterator, Sequence

import phonenumbers
from babel import Locale
from babel.core import get_global
from phonenumbers import Leniency, PhoneNumberMatcher

from .spans import Span

_FEWEST_DIGITS = 8
_MOST_ASKED = 300
_GAP = r"[ .\-/\u00a0\u2010-\u2015]"
# What is looked at behind a first character: then `re` leaps from one such to the next.
_FREE = r"(?<![\w./#$€£-].)(?<![0-9][:,].)"
_RUN = re.compile(rf"[+(0-9]{_FREE}(?:[ ().\-/\u00a0\u2010-\u2015]{{0,3}}[0-9]){{7,30}}")
_CHAT = re.compile(r"(?<=wa\.me/)\+?[0-9]{8,15}")
# What may be a number; right after it nothing goes on.
_END = r"(?![\w:%/=]|[.,-][0-9])"
_CANDIDATE = re.compile(
    rf"\+(?<!\w.)[0-9](?:(?:[ ().\-\u00a0\u2010-\u2015]{{0,3}}|/)[0-9]){{6,14}}(?![\w+])"
    rf"|[(0-9]{_FREE}(?:(?<=\()[0-9]{{2,5}}\){_GAP}?|(?<=[0-9])[0-9]{{0,4}}{_GAP})[0-9]{{2,}}"
    rf"(?:{_GAP}[0-9]{{2,}}){{0,5}}{_END}"
    rf"|[0-9]{_FREE}[0-9]{{8,13}}{_END}"
)
_DATE = re.compile(r"(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d")
_NO_DIGIT = re.compile(r"\D+")
# Numbers that are kept free for films (and examples) are no valid ones, but look like this.
_USUAL = re.compile(
    r"(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])\d{3}[.-]\d{4}"
    r"|\(?0\d{4}\)? (?:\d{6}|\d{3} \d{3})|\(?0\d{3}\)? \d{3} \d{4}|07\d{9}"
)
_CALL = re.compile(
    r"\b(?:tel|tele(?:ph|f)on[eo]?|phone|fone|mobile?|m[óo]vil|cell|call|ring|fax|sms|text|"
    r"whats\s?app|signal|number is|nummer|anruf\w*|handy)\b[^\d\n]{0,12}\Z",
    re.IGNORECASE,
)
_BEFORE = 36


def regions_of(lang: str, zone: str) -> tuple[str, ...]:
    """
    Give the countries whose way of writing numbers is known here.

    The one that the language names ("en-GB") and the one of the time zone; where there is
    neither, those of the language.
    """
    named = Locale.parse(lang, sep="-").territory
    of_zone = get_global("zone_territories").get(zone)
    found = {region for region in (named, of_zone) if region in phonenumbers.SUPPORTED_REGIONS}
    if not found:
        likely = str(get_global("likely_subtags").get(lang, "")).rpartition("_")[2]
        # English alone is written on both sides of the Atlantic.
        found = {"GB", "US"} if lang == "en" else {likely}
    return tuple(sorted(found))


def find_phones(text: str, regions: Sequence[str]) -> Iterator[Span]:
    """Give where telephone numbers stand."""
    asked = 0
    for run in _RUN.finditer(text):
        at, end = run.start(), min(len(text), run.end() + 2)
        while found := _CANDIDATE.search(text, at, end):
            asked += 1
            # Of a post with so many runs of digits, each that is like a number goes unasked.
            span = _number_in(found, text, regions) if asked <= _MOST_ASKED else found.span()
            at = max(span[1] if span else found.end(), at + 1)
            if span:
                yield span
    if "wa.me/" in text:
        yield from (found.span() for found in _CHAT.finditer(text))


def _number_in(found: re.Match[str], text: str, regions: Sequence[str]) -> Span | None:
    """Give where a number stands in a run that may be one; digits may follow it."""
    run, start = found[0], found.start()
    digits = _NO_DIGIT.sub("", run)
    before = text[max(0, start - _BEFORE) : start]
    if len(digits) < _FEWEST_DIGITS or _DATE.search(run):
        return None
    # The digits in a web address are no telephone number.
    if "://" in before.rpartition(" ")[2]:
        return None
    if run.startswith("+"):
        # The valid one first: other digits may follow it.
        valid = _match(run, start, None, Leniency.VALID)
        return valid or _match(run, start, None, Leniency.POSSIBLE)
    is_named = _CALL.search(before) is not None
    # A run without gaps needs a word for it, or the zero that stands before numbers only.
    if run == digits and not (is_named or run.startswith("0")):
        return None
    is_possible = (run == digits and is_named) or _USUAL.fullmatch(run) is not None
    for region in regions:
        leniency = Leniency.POSSIBLE if is_possible else Leniency.STRICT_GROUPING
        if span := _match(run, start, region, leniency):
            return span
    return None


def _match(run: str, start: int, region: str | None, leniency: int) -> Span | None:
    """Ask whether a run is a number; else whether it begins with one, and another follows."""
    ends = [len(run), *(gap.start() for gap in reversed([*_NO_DIGIT.finditer(run, 1)]))]
    for end in ends:
        if sum(map(str.isdigit, run[:end])) < _FEWEST_DIGITS:
            break
        for match in PhoneNumberMatcher(run[:end], region, leniency):
            return start + match.start, start + match.end
    return None
