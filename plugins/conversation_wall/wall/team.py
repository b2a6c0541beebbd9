"""
Who speaks: the business, a customer, or a program.

Badges come from the roster (`WALL_TEAM`) alone. Only where there is no roster does
GitHub's association count, as it was when the post was first seen. Nothing that a
customer can type makes them team.
"""

from datetime import datetime

from ..config import Config, Member
from ..records import PersonRecord, PostRecord
from .model import Role, Speaker

_TEAM_ASSOCIATIONS = ("OWNER", "MEMBER", "COLLABORATOR")
_NOBODY = Speaker(role=Role.CUSTOMER, login="", name="")


def speaker_of(
    author: PersonRecord, association: str, created_at: datetime, config: Config
) -> Speaker:
    """
    Name the author of a post, and the side they stood on when they wrote it.

    `association` is the one first seen; CONTRIBUTOR is anybody who was merged once, so
    not team. A program is never team, also where the roster lists it. A deleted account
    is a customer without a name.
    """
    if not author.login:
        return _NOBODY
    url = author.url if author.url.startswith("https://") else None
    if is_bot(author, config):
        return Speaker(role=Role.BOT, login=author.login, name=author.login, url=url)
    member = _member(author, created_at, config)
    if member:
        return Speaker(
            role=Role.TEAM, login=author.login, name=member.name, title=member.role, url=url
        )
    is_guessed = not config.team and association in _TEAM_ASSOCIATIONS
    role = Role.TEAM if is_guessed else Role.CUSTOMER
    return Speaker(role=role, login=author.login, name=author.login, url=url)


def author_of(post: PostRecord, config: Config) -> Speaker:
    """Name the author of a post, by the association that was first seen."""
    association = post.first_association or post.association
    return speaker_of(post.author, association, post.created_at, config)


def is_bot(author: PersonRecord, config: Config) -> bool:
    """Tell whether a program wrote it: by GitHub's type, by the login, or as listed."""
    login = author.login.casefold()
    return (
        author.typename == "Bot"
        or login.endswith("[bot]")
        or any(login == listed.casefold() for listed in config.bots)
    )


def _member(author: PersonRecord, at: datetime, config: Config) -> Member | None:
    login = author.login.casefold()
    for member in config.team:
        if member.login.casefold() == login and _is_account(member, author):
            is_later = member.since is None or member.since <= at
            is_earlier = member.until is None or at <= member.until
            if is_later and is_earlier:
                return member
    return None


def _is_account(member: Member, author: PersonRecord) -> bool:
    # Who registers a login that was given up has another number. Old records have none.
    if member.account_id is None or author.database_id is None:
        return True
    return member.account_id == author.database_id
