"""
Who asked to be forgotten, kept so that the settings name nobody.

    "cara" ─blake2b, keyed by the wall's salt─→ "5f0c…-9ad1…" in WALL_FORGET

The salt is a random number in front of each hash, the same one in all of a wall. Whoever
has a name in mind can try it; nobody can read names from the list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

_DIGEST_SIZE = 16
SALT_SIZE = 8


@dataclass(frozen=True, slots=True)
class HashedNames:
    """Logins and accounts that are known by their hashes alone."""

    entries: frozenset[str]
    salts: frozenset[str]

    def names(self, login: str, account_id: int | None = None) -> bool:
        """Tell whether a login is meant, or an account that had another login then."""
        if not self.entries or not login:
            return False
        return any(
            entry in self.entries
            for salt in self.salts
            for entry in entries_of(login, account_id, salt)
        )


def hashed_names(entries: Iterable[str]) -> HashedNames:
    """Take the hashes from a setting, and leave what else it holds."""
    found = frozenset(entry for entry in entries if is_entry(entry))
    return HashedNames(found, frozenset(map(_salt_in, found)))


def is_entry(text: str) -> bool:
    """Tell a hash from a login: no login is so long."""
    return len(text) == 2 * SALT_SIZE + 1 + 2 * _DIGEST_SIZE


def salt_of(entries: Iterable[str]) -> str | None:
    """Give the wall's salt, where there is a hash already."""
    return next(map(_salt_in, entries), None)


def entries_of(login: str, account_id: int | None, salt: str) -> tuple[str, ...]:
    """Give what is written into the settings for a person, by login and by account."""
    names = [f"login:{login.casefold()}"]
    if account_id is not None:
        names.append(f"account:{account_id}")
    return tuple(f"{salt}-{_digest(name, salt)}" for name in names)


def _salt_in(entry: str) -> str:
    return entry.partition("-")[0]


@lru_cache(maxsize=65_536)
def _digest(name: str, salt: str) -> str:
    key = bytes.fromhex(salt)
    return blake2b(name.encode(), key=key, digest_size=_DIGEST_SIZE).hexdigest()
