"""
From a thread as it was judged to the thread as it is published: names and texts veiled.

    Thread ─┬─ speakers ── named as WALL_PEOPLE says
            └─ texts ───── logins replaced, then addresses, numbers and secrets masked

Everything that a page, a feed or a file shows of a thread passes here: title, posts, topics,
poll, and who told it. Rules are judged before, by what GitHub said.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b

from ...config import Config
from ...records import PollRecord, ThreadRecord
from ..kinds import slug_of
from ..model import Answer, Filled, Post, Role, Speaker, Thread, Told, Topic
from .masking import Masker
from .naming import Names, Naming, initials_of, names_in


@dataclass(frozen=True, slots=True)
class Veil:
    """How people are named, and what is masked."""

    naming: Naming
    masker: Masker
    config: Config


def veiled(
    thread: Thread, record: ThreadRecord, veil: Veil, counts: Counter[str] | None = None
) -> Thread:
    """Veil a thread; count what is masked. `record` is what it was made of, screened."""
    names = names_in(record, veil.naming, veil.config)

    def text(words: str) -> str:
        return veil.masker.mask(names.rewrite(words), counts)

    posts = {
        post.id: replace(
            post,
            speaker=_named(post.speaker, names),
            body=text(post.body),
            fields=tuple(_field(field, names, veil) for field in post.fields),
        )
        for post in thread.posts
    }

    def post(of: Post | None) -> Post | None:
        return posts[of.id] if of else None

    settler = thread.settled_by
    answer = thread.answer
    return replace(
        thread,
        title=text(thread.title),
        posts=tuple(posts[each.id] for each in thread.posts),
        answer=Answer(posts[answer.post.id], answer.reason) if answer else None,
        helper=post(thread.helper),
        outcome=post(thread.outcome),
        promises=tuple((status, posts[each.id]) for status, each in thread.promises),
        topics=_topics(thread.topics, text),
        told=_told(thread.told, names, text(thread.told.who)) if thread.told else None,
        poll=_poll(thread.poll, names, veil) if thread.poll else None,
        settled_by=_named(settler, names) if settler else None,
    )


def _named(speaker: Speaker, names: Names) -> Speaker:
    """Name a customer; whom the wall names otherwise keeps nothing that leads to the account."""
    if names.naming.way == "names" or speaker.role is not Role.CUSTOMER or not speaker.login:
        return speaker
    # It tells two people apart, and is never shown.
    token = blake2b(speaker.login.casefold().encode(), digest_size=8).hexdigest()
    return Speaker(role=speaker.role, login=token, name=names.name_of(speaker.login))


def _topics(topics: tuple[Topic, ...], text: Callable[[str], str]) -> tuple[Topic, ...]:
    found: dict[str, Topic] = {}
    for topic in topics:
        name = text(topic.name)
        kept = topic if name == topic.name else Topic(name, slug_of(name))
        found.setdefault(kept.slug, kept)
    return tuple(found.values())


def _told(told: Told, names: Names, who: str) -> Told:
    """Call whom the team told of as the wall calls all others; without a name, "a customer"."""
    if names.naming.way == "pseudonyms":
        who = ""
    elif names.naming.way == "initials" and who:
        who = initials_of(who)
    return replace(told, who=who)


def _field(field: Filled, names: Names, veil: Veil) -> Filled:
    # What is masked here is counted in the body, which has the same words.
    def text(words: str) -> str:
        return veil.masker.mask(names.rewrite(words))

    return Filled(text(field.label), text(field.text))


def _poll(poll: PollRecord, names: Names, veil: Veil) -> PollRecord:
    def text(words: str) -> str:
        return veil.masker.mask(names.rewrite(words))

    return replace(
        poll,
        question=text(poll.question),
        options=tuple(replace(option, option=text(option.option)) for option in poll.options),
    )
