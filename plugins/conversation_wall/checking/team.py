"""
Look at who speaks for the business: does every login exist, and is it still the same account.

GitHub gives a login that was given up to whoever asks for it. The number of an account stays,
so it is recorded beside the login: `{"ada": {"id": 583231}}`.
"""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ..config import Config, Member
from ..store.figures import AuthorCount
from ..wall.team import speaker_of
from .findings import Area, Finding, Level, count_of, some

_WHERE = "WALL_TEAM"


def team_findings(
    config: Config,
    accounts: Mapping[str, int | None] | None,
    authors: Sequence[AuthorCount],
    now: datetime,
) -> Iterator[Finding]:
    """
    Tell what is wrong with the roster, or who is taken for the team where there is none.

    `accounts` are the logins of the roster that GitHub knows, None where it was not asked;
    `authors` is who wrote what the store holds.
    """
    if not config.team:
        yield _guessed(config, authors, now)
        return
    found = [
        finding for member in config.team for finding in _member(member, accounts, authors, now)
    ]
    if not any(finding.level is Level.ERROR for finding in found):
        found += _unheard(config, authors, now)
    if unrecorded := ids_to_record(config, accounts, authors):
        found.append(
            Finding(
                Area.TEAM,
                Level.NOTE,
                _WHERE,
                f"The numbers of these accounts are not recorded yet: {some(unrecorded)}. Without "
                "one, whoever takes an old login over speaks for you.",
                "Run `wall check --fix`, which writes them into your settings.",
            )
        )
    yield from found
    if not found:
        how = "each with its account" if accounts is not None else "not compared with GitHub"
        yield Finding(Area.TEAM, Level.OK, _WHERE, f"{count_of(len(config.team), 'login')}, {how}.")


def ids_to_record(
    config: Config, accounts: Mapping[str, int | None] | None, authors: Sequence[AuthorCount]
) -> dict[str, int]:
    """
    Give the numbers that can be written beside their logins.

    Where the store has posts of another account under that login, somebody has to look first.
    """
    return {
        member.login: number
        for member in config.team
        if member.account_id is None
        and (number := (accounts or {}).get(member.login)) is not None
        and not _other_numbers(member.login, number, authors)
    }


def _member(
    member: Member,
    accounts: Mapping[str, int | None] | None,
    authors: Sequence[AuthorCount],
    now: datetime,
) -> Iterator[Finding]:
    if accounts is None:
        return
    if member.login not in accounts:
        yield _unknown(member, authors, now)
        return
    number = accounts[member.login]
    if number is None:
        return
    if member.account_id not in (None, number):
        yield Finding(
            Area.TEAM,
            Level.ERROR,
            _WHERE,
            f"“{member.login}” is another account today ({number}) than the one that you recorded "
            f"({member.account_id}): somebody took the login over. Nothing they write counts as "
            "yours.",
            "Ask your colleague for their login of today, and write it in place of this one.",
        )
    elif member.account_id is None and (others := _other_numbers(member.login, number, authors)):
        yield Finding(
            Area.TEAM,
            Level.ERROR,
            _WHERE,
            f"“{member.login}” is the account {number} today, but posts on your wall were written "
            f"under this login by another one ({some(map(str, others))}).",
            "Find out which of the two is your colleague, and write its number as 'id'.",
        )


def _unknown(member: Member, authors: Sequence[AuthorCount], now: datetime) -> Finding:
    is_over = member.until is not None and member.until < now
    renamed = [
        author.person.login
        for author in authors
        if member.account_id is not None and author.person.database_id == member.account_id
    ]
    near = renamed or _nearest((member,), authors)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    if is_over:
        what = f"GitHub has no account “{member.login}” any more. What it wrote stays as it is."
        return Finding(Area.TEAM, Level.NOTE, _WHERE, what)
    return Finding(
        Area.TEAM,
        Level.ERROR,
        _WHERE,
        f"GitHub has no account “{member.login}”, so nothing counts as their answer.{hint}",
        "Mend the login. If they left, give them an 'until' day.",
    )


def _unheard(config: Config, authors: Sequence[AuthorCount], now: datetime) -> Iterator[Finding]:
    """Tell where nobody of the roster, of today or of old, wrote what the store holds."""
    always = replace(
        config, team=tuple(replace(member, since=None, until=None) for member in config.team)
    )
    count = sum(author.posts for author in authors)
    if not count or any(_is_team(author, now, always) for author in authors):
        return
    likely = _likely(config, authors, now)
    who = some([*likely.values()] or dict.fromkeys(_nearest(config.team, authors)), most=20)
    yield Finding(
        Area.TEAM,
        Level.WARNING,
        _WHERE,
        f"The store holds {count_of(count, 'post')}, and none of your team wrote any of it, so the "
        f"wall shows no answer. Is a login misspelt?{f' Likely yours: {who}.' if who else ''}",
        "Compare WALL_TEAM with the names beside your answers on GitHub. If nobody has answered "
        "yet, all is well.",
    )


def _guessed(config: Config, authors: Sequence[AuthorCount], now: datetime) -> Finding:
    likely = _likely(config, authors, now)
    who = some(likely.values(), most=20)
    return Finding(
        Area.TEAM,
        Level.WARNING,
        _WHERE,
        "WALL_TEAM names nobody, so the wall guesses who speaks for you from GitHub's owners, "
        f"members and collaborators: {who or 'nobody so far'}.",
        f"Name them, like WALL_TEAM = {[*likely] or ['ada', 'lin']}.",
    )


def _likely(config: Config, authors: Sequence[AuthorCount], now: datetime) -> dict[str, str]:
    """Give the logins that would be taken for the team without a roster, and words on each."""
    guessing = replace(config, team=())
    posts: dict[str, int] = defaultdict(int)
    words: dict[str, str] = {}
    for author in authors:
        if _is_team(author, now, guessing):
            posts[author.person.login] += author.posts
            words[author.person.login] = author.association.lower()
    return {
        login: f"{login} ({words[login]}, {count_of(count, 'post')})"
        for login, count in posts.items()
    }


def _nearest(members: Sequence[Member], authors: Sequence[AuthorCount]) -> list[str]:
    """Give the login that is most like each member's, of those who wrote, where one is."""
    logins = {author.person.login.casefold(): author.person.login for author in authors}
    return [
        logins[key]
        for member in members
        for key in difflib.get_close_matches(member.login.casefold(), logins, n=1)
    ]


def _is_team(author: AuthorCount, now: datetime, config: Config) -> bool:
    return speaker_of(author.person, author.association, now, config).is_team


def _other_numbers(login: str, number: int, authors: Sequence[AuthorCount]) -> list[int]:
    """Give the numbers of other accounts that wrote under a login."""
    numbers = {
        author.person.database_id
        for author in authors
        if author.person.login.casefold() == login.casefold()
    }
    return sorted(each for each in numbers if each is not None and each != number)
