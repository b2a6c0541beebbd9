"""
The words that somebody says in a Markdown body.

    a body ─ lines ──→ without fenced and indented code, > quotes, tails of e-mails, comments
           ─ inline ─→ without code, images, addresses, mentions, tags, names of emoji
           ─ words

A word is a run of letters and digits with their marks. Han and kana are written without
spaces, so each of their characters counts as one. Every step is linear in the body's
length, whatever a stranger sends.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)", re.DOTALL)
_QUOTE = re.compile(r" {0,3}>")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_DEFINITION = re.compile(r" {0,3}\[[^\]]{1,300}\]:")
_BREAK = re.compile(r"\r\n?|\n")

# "On Mon, 3 March 2025 at 10:15, Ada <ada@example.com> wrote:" in a few languages.
_MAIL_STARTS = ("On ", "Am ", "Le ", "El ", "Op ", "Il ", "Em ")
_MAIL_VERBS = ("wrote", "schrieb", "écrit", "escribió", "schreef", "scritto", "escreveu")
_MAIL_LIMIT = 300

# Each with the text without which it cannot match: most paragraphs have none of them.
_UNSPOKEN = tuple(
    (needle, re.compile(pattern, re.ASCII | re.IGNORECASE))
    for needle, pattern in (
        ("![", r"!\[[^\[\]]{0,500}\]"),  # image; its target goes with the links'
        (
            "](",
            r"\]\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?:\s\"[^\"]{0,300}\")?\)",
        ),
        ("://", r"(?<![a-z0-9])https?://[^\s<>\[\]\"]+"),
        ("www.", r"(?<![a-z0-9])www\.[^\s<>\[\]\"]+"),
        ("@", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,200}"),  # e-mail
        ("<", r"</?[a-z][^<>]{0,2000}>"),
        ("@", r"(?<![\w@/.])@\w[\w-]{0,100}(?:/[\w-]{1,100})?"),  # mention, of a team too
        (":", r"(?<![\w:]):(?:[a-z][a-z0-9_+-]{0,50}|[+-]1|100):"),  # emoji by name
    )
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_TICKS = re.compile(r"`+")

_IDEOGRAPHS = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd"
)
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"  # letters to Unicode, nothing to the eye


def _marks() -> str:
    # `\w` has no combining marks, and without them most words of India fall to pieces.
    ranges: list[list[int]] = []
    for code in range(0x300, 0x10000):
        if unicodedata.category(chr(code)).startswith("M"):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges) + "\u200c\u200d"


_LETTER = rf"[^\W_{_IDEOGRAPHS}{_BLANK_LETTERS}]"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|{_LETTER}+(?:[{_marks()}]+{_LETTER}*|['’]{_LETTER}+)*")


def spoken_words(body: str) -> tuple[str, ...]:
    """
    Give the words of a body, as they were written.

    Left out: code, quotes (lines that begin with `>`, and what an e-mail program puts
    below "On … wrote:"), comments, images, addresses, mentions and `:tada:`. A
    reference stays: "Fixed in #12" says another thing than "Fixed in #13".
    """
    return tuple(word for text in spoken_paragraphs(body) for word in words_among(text))


def has_spoken_words(body: str) -> bool:
    """Tell whether somebody says at least one word in a body."""
    return any(_WORD.search(text) for text in spoken_paragraphs(body))


def words_among(text: str) -> list[str]:
    """Give the words of a text in which all is spoken."""
    return _WORD.findall(text)


def spoken_text(body: str) -> str:
    """Give the lines of a body without code, quotes and comments; the rest as written."""
    return "\n".join(_spoken_lines(body))


def spoken_paragraphs(body: str) -> Iterator[str]:
    """Give the paragraphs of a body without what `spoken_words` leaves out."""
    for paragraph in _paragraphs(_spoken_lines(body)):
        text = _without_code(paragraph)
        for needle, pattern in _UNSPOKEN:
            if needle in text:
                text = pattern.sub(" ", text)
        yield _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def _spoken_lines(body: str) -> Iterator[str]:
    """Give the lines that are neither code nor quote, and an empty one for each that is."""
    lines = _BREAK.split(body)
    in_list = has_spoken = False
    after_blank = True
    mail_end = 0
    for number, line in enumerate(_visible_lines(lines)):
        is_blank = not line or line.isspace()
        if is_blank or number < mail_end:
            after_blank = True
            yield ""
            continue
        if _LIST_ITEM.match(line):
            in_list = True
        elif after_blank and not line.startswith((" ", "\t")):
            in_list = False
        is_code = line.startswith(("    ", "\t")) and after_blank and not in_list
        after_blank = is_code
        if is_code or _QUOTE.match(line) or _DEFINITION.match(line):
            yield ""
        elif line.startswith(_MAIL_STARTS) and (mail_end := _end_of_mail_head(lines, number)):
            # A mail's tail stands below the answer; words below a bare head are the answer.
            if has_spoken and not _is_quoted(lines[mail_end : mail_end + 3]):
                return
            yield ""
        else:
            has_spoken = True
            yield line


def _visible_lines(lines: list[str]) -> Iterator[str]:
    """Give the lines without HTML comments, and an empty one for each in a code fence."""
    last_end: int | None = None
    fence = ""
    in_comment = False
    for number, line in enumerate(lines):
        opened = None if in_comment else _FENCE.match(line)
        if fence:
            if opened and opened[1].startswith(fence) and not opened[2].strip():
                fence = ""
            yield ""
        elif opened and not (opened[1][0] == "`" and "`" in opened[2]):
            fence = opened[1]
            yield ""
        elif in_comment or "<!--" in line:
            if last_end is None:
                last_end = max((i for i, text in enumerate(lines) if "-->" in text), default=-1)
            kept, in_comment = _uncomment(line, in_comment, ends_below=number < last_end)
            yield kept
        else:
            yield line


def _uncomment(line: str, in_comment: bool, *, ends_below: bool) -> tuple[str, bool]:
    """
    Cut the comments out of a line, and tell whether one goes on below.

    One that never ends is text, unless it begins its line: GitHub hides all below that.
    """
    kept: list[str] = []
    at = 0
    while True:
        if in_comment:
            end = line.find("-->", at)
            if end < 0:
                return " ".join(kept), True
            at = end + 3
        start = line.find("<!--", at)
        if start < 0:
            return " ".join([*kept, line[at:]]), False
        begins_line = not kept and not line[at:start].strip()
        if not (ends_below or begins_line) and line.find("-->", start) < 0:
            return " ".join([*kept, line[at:]]), False
        kept.append(line[at:start])
        at = start + 4
        in_comment = True


def _end_of_mail_head(lines: list[str], number: int) -> int:
    """Give where "On … wrote:" ends, which mail programs may break in two; 0 where it is none."""
    head = lines[number : number + 2]
    if not any(line.rstrip().endswith(":") for line in head):
        return 0
    text = ""
    for end, line in enumerate(head, start=number + 1):
        text = f"{text} {line[:_MAIL_LIMIT]}".rstrip()
        if text.endswith(":") and any(verb in text for verb in _MAIL_VERBS):
            return end if any(map(str.isdigit, text)) else 0
    return 0


def _is_quoted(lines: list[str]) -> bool:
    """Tell whether the first line that is not blank begins with `>`."""
    return any(_QUOTE.match(line) for line in [line for line in lines if line.strip()][:1])


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    paragraph: list[str] = []
    for line in lines:
        if line:
            paragraph.append(line)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph = []
    if paragraph:
        yield "\n".join(paragraph)


def _without_code(paragraph: str) -> str:
    """Cut out code spans: from a run of backticks to the next one of the same length."""
    if "`" not in paragraph:
        return paragraph
    runs = [(run.start(), run.end()) for run in _TICKS.finditer(paragraph)]
    partner = [-1] * len(runs)
    seen: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        partner[index] = seen.get(length, -1)
        seen[length] = index
    kept = []
    end = index = 0
    while index < len(runs):
        if partner[index] < 0:
            index += 1
            continue
        kept.append(paragraph[end : runs[index][0]])
        end = runs[partner[index]][1]
        index = partner[index] + 1
    return " ".join([*kept, paragraph[end:]])
