"""
How customers are named, and where their logins stand in texts.

    names        "cara-p"       as on GitHub
    initials     "C. P."
    pseudonyms   "Customer A"   in the order in which they first wrote in a thread

With initials and pseudonyms a text must not tell the login either: mentions, the login as a
bare word, and links that hold it are replaced. So it is for who asked to be forgotten,
whatever the others are called. A login that is a word which many use ("coffee") stays as a
bare word: nobody could say whom it means.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ...config import Config
from ...records import ThreadRecord
from ..model import Role
from ..team import author_of
from .forgetting import HashedNames
from .spans import NOWHERE, is_target

_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?"
_PLACE = re.compile(
    rf"(?P<url>https?://[^\s<>\"'`()\[\]]{{1,2000}})|(?P<at>(?<![\w@.])@)?(?P<word>{_WORD})"
)
_LOGIN = re.compile(_WORD)
_JOINTS = re.compile(r"([_-]+)")
_MOST_PIECES = 13
_CODE = re.compile(r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]+`)", re.DOTALL)
_PROFILE = re.compile(rf"/(?:@|sponsors/|users/|orgs/)?({_WORD})/?(?:[?#].*)?")
_AVATARS = "avatars.githubusercontent.com"
_NAME_PARTS = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+")
_MOST_INITIALS = 3
_FEW_THREADS = 3
_FEW_MENTIONS = 4


@dataclass(frozen=True, slots=True)
class Naming:
    """
    How people are named on a wall.

    `own` are logins that may be told: the team's, programs', the repository's owner. `people`
    are all others that ever wrote; `ordinary` are those that are words as well. All in lower
    case. `hidden` and `link` are the marks for a name and for a link; `customer` makes a pseudonym
    of a letter.
    """

    way: str
    hidden: str
    link: str
    customer: Callable[[str], str]
    github_url: str
    forgotten: HashedNames
    own: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()

    @property
    def is_plain(self) -> bool:
        """Whether everybody is called by their login, and nobody is forgotten."""
        return self.way == "names" and not self.forgotten.entries


@dataclass(frozen=True, slots=True)
class Names:
    """The names in one thread: `shown` has those who wrote in it, by login."""

    naming: Naming
    shown: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, login: str) -> str:
        """Give what a customer is called."""
        key = login.casefold()
        if self.naming.way == "names":
            return login
        if key in self.shown:
            return self.shown[key]
        return initials_of(login) if self.naming.way == "initials" else self.naming.hidden

    def rewrite(self, text: str) -> str:
        """Replace the logins in a text, where they are not to be told."""
        if self.naming.is_plain:
            return text
        pieces = _CODE.split(text) if "`" in text or "~~~" in text else [text]
        ways = (self._in_words, self._in_code)
        return "".join(_PLACE.sub(ways[place % 2], piece) for place, piece in enumerate(pieces))

    def _in_words(self, found: re.Match[str]) -> str:
        return self._replace(found, is_code=False)

    def _in_code(self, found: re.Match[str]) -> str:
        return self._replace(found, is_code=True)

    def _replace(self, found: re.Match[str], *, is_code: bool) -> str:
        if url := found["url"]:
            if not self._tells(url):
                return url
            return NOWHERE if is_target(found.string, found.start()) else self.naming.link
        word = found["word"]
        if found["at"]:
            is_scope = found.string.startswith("/", found.end())
            name = self._mentioned(word, is_anybody=not (is_code or is_scope))
            return found[0] if name is None else name
        return self._bare(word)

    def _mentioned(self, word: str, *, is_anybody: bool) -> str | None:
        """Give the name for `@word`, or None where it may stay; it may be who never wrote here."""
        naming, key = self.naming, word.casefold()
        if naming.forgotten.names(key):
            return naming.hidden
        if naming.way == "names" or key in naming.own:
            return None
        return self.name_of(word) if is_anybody or key in naming.people else None

    def _bare(self, word: str) -> str:
        """Replace a login that is a bare word, or joined to others by hyphens."""
        name = self._name_for(word)
        if name is not None:
            return name
        pieces = _JOINTS.split(word)
        if not 1 < len(pieces) <= _MOST_PIECES:
            return word
        kept, start = "", 0
        while start < len(pieces):
            # A login may have hyphens itself: the longest that fits.
            for end in range(len(pieces), start, -2):
                name = self._name_for("".join(pieces[start:end]))
                if name is not None:
                    break
            kept += pieces[start] if name is None else name
            start = start + 1 if name is None else end
            kept += "".join(pieces[start : start + 1])
            start += 1
        return kept

    def _name_for(self, word: str) -> str | None:
        """Give the name for a login that stands as a bare word, or None for any other word."""
        naming, key = self.naming, word.casefold()
        if key in naming.ordinary or key in naming.own:
            return None
        if key in naming.people and naming.way != "names":
            return self.name_of(word)
        return naming.hidden if naming.forgotten.names(key) else None

    def _tells(self, url: str) -> bool:
        """Tell whether an address holds a login, or leads to a person's page."""
        naming = self.naming
        rest = url.partition("://")[2]
        if naming.way != "names" and rest.startswith(_AVATARS):
            return True
        if any(self._bare(word) != word for word in _LOGIN.findall(rest)):
            return True
        if not url.lower().startswith(naming.github_url.lower()):
            return False
        path = url[len(naming.github_url) :]
        profile = _PROFILE.fullmatch(path)
        owner = path[1:].partition("/")[0]
        is_person = self._mentioned(owner, is_anybody=False) is not None
        return is_person or (
            profile is not None and self._mentioned(profile[1], is_anybody=True) is not None
        )


def names_in(record: ThreadRecord, naming: Naming, config: Config) -> Names:
    """Name the customers of a thread; who has no account any more stays without a name."""
    if naming.way != "pseudonyms":
        return Names(naming)
    # Also those whose posts are hidden: so that the others keep their letters.
    posts = sorted(record.posts, key=lambda post: post.created_at)
    logins = dict.fromkeys(
        post.author.login.casefold()
        for post in posts
        if post.author.login and author_of(post, config).role is Role.CUSTOMER
    )
    return Names(
        naming,
        {login: naming.customer(_letters(place)) for place, login in enumerate(logins)},
    )


def initials_of(name: str) -> str:
    """Give the first letters of the parts of a name or login: "D. P." of `dafydd-p`."""
    parts = _NAME_PARTS.findall(name)[:_MOST_INITIALS] or [name]
    return " ".join(f"{part[0].upper()}." for part in parts)


def ordinary_among(
    records: Iterable[ThreadRecord], people: frozenset[str], forgotten: HashedNames
) -> frozenset[str]:
    """
    Find the logins that are words as well, by how the others use them.

    One of letters only, that stands as a bare word in three or more threads in which who has
    it wrote nothing, and hardly ever as a mention.
    """
    bare: Counter[str] = Counter()
    mentioned: Counter[str] = Counter()
    for record in records:
        writers = {post.author.login.casefold() for post in record.posts}
        words: dict[str, set[bool]] = {}
        for text in (record.title, *(post.body for post in record.posts)):
            for found in _PLACE.finditer(text):
                word = (found["word"] or "").casefold()
                if word.isalpha() and (word in people or forgotten.names(word)):
                    words.setdefault(word, set()).add(bool(found["at"]))
        for word in words.keys() - writers:
            bare[word] += False in words[word]
            mentioned[word] += True in words[word]
    return frozenset(
        word
        for word, count in bare.items()
        if count >= _FEW_THREADS and count > _FEW_MENTIONS * mentioned[word]
    )


def _letters(place: int) -> str:
    """Count in letters: A to Z, then AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
