"""The thread page: what became of it, the steps there, and the whole conversation in turns."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from ..wall.model import Kind, Post, Role, Status, Thread, ThreadKey
from ..wall.words import spoken_words
from .addresses import mailto
from .counts import say_count
from .language import gettext, ngettext
from .moderation import notes_of, report_view
from .outcomes import outcome_view, settled_tag, step_views
from .pairs import (
    POSTS_ON_PAGE,
    Scene,
    agree_text,
    answered_after,
    gap_view,
    post_url,
    reason_text,
    status_of,
    topic_links,
)
from .speakers import changed_tag_view, speaker_view, tag_view
from .text import clean_title
from .views import (
    FieldView,
    GapView,
    Link,
    PagerView,
    PollView,
    PostView,
    RelatedView,
    SettledView,
    SpeakerView,
    TagView,
    ThreadView,
    TurnView,
    WaitView,
)
from .writing import new_thread_url

_RELATED = 4
_ASKS = ("?", "\N{ARABIC QUESTION MARK}", "\N{FULLWIDTH QUESTION MARK}")
_OPEN_LEAD = gettext("Disagree, or found it isn’t fixed? Say so. It stays open for replies.")
_LOCKED_LEAD = gettext("Disagree, or found it isn’t fixed? Tell us, or begin a new conversation.")


@dataclass(slots=True)
class _Turn:
    said: list[Post] = field(default_factory=list)
    answered: list[Post] = field(default_factory=list)
    after: Post | None = None


def thread_view(thread: Thread, scene: Scene, root: str, page: int = 1) -> ThreadView:
    """Make a page of a thread; all but very long ones have a single page."""
    status = status_of(thread, scene)
    first = (page - 1) * POSTS_ON_PAGE
    posts = thread.posts[first : first + POSTS_ON_PAGE]
    is_end = first + POSTS_ON_PAGE >= len(thread.posts)
    topics = topic_links(thread, scene, root)
    original = scene.gathered.originals.get(thread.key)
    speaker = speaker_view(thread.opening.speaker, thread.told)
    day = scene.language.long_day(thread.opened_at)
    return ThreadView(
        title=clean_title(thread.title),
        crumbs=(Link(gettext("The wall"), root or "./"), *topics[:1]),
        raised=_raised(speaker, day.text),
        speaker=speaker,
        day=day,
        agree=agree_text(thread),
        outcome=outcome_view(thread, status, scene, root),
        steps=step_views(thread, status, scene) if page == 1 else (),
        poll=_poll(thread) if page == 1 else None,
        turns=tuple(_turns(thread, posts, scene, root, is_end=is_end)),
        settled=_settled(thread) if is_end else None,
        notes=tuple(notes_of(thread)),
        duplicate_of=_thread_link(original, scene, root) if original else None,
        duplicates=tuple(
            _thread_link(key, scene, root) for key in scene.gathered.twins.get(thread.key, ())
        ),
        reply=_reply(thread, scene),
        reply_lead=_LOCKED_LEAD if thread.is_locked else _OPEN_LEAD,
        email=_email(thread, scene),
        related_title=gettext("More about %(topic)s") % {"topic": topics[0].text} if topics else "",
        related=tuple(_related(thread, scene, root)),
        pager=_pager(thread, scene, root, page),
    )


def page_count(thread: Thread) -> int:
    """Give on how many pages a thread stands."""
    return -(-len(thread.posts) // POSTS_ON_PAGE)


def _raised(speaker: SpeakerView, day: str) -> str:
    words = {"name": speaker.name, "day": day, "note": speaker.note}
    if speaker.note:
        return gettext("%(name)s said this %(note)s on %(day)s") % words
    return gettext("%(name)s said this on %(day)s") % words


def _poll(thread: Thread) -> PollView | None:
    poll = thread.poll
    if poll is None:
        return None
    total = sum(option.total_vote_count for option in poll.options)

    def votes(count: int) -> str:
        return ngettext("%(count)d vote", "%(count)d votes", count) % {"count": count}

    return PollView(
        question=clean_title(poll.question),
        rows=tuple(
            (
                clean_title(option.option),
                votes(option.total_vote_count),
                round(100 * option.total_vote_count / total) if total else 0,
            )
            for option in poll.options
        ),
        total=votes(total),
    )


def _turns(
    thread: Thread, posts: tuple[Post, ...], scene: Scene, root: str, *, is_end: bool
) -> Iterator[TurnView]:
    turns = _cut(posts, scene)
    for place, turn in enumerate(turns):
        is_last = is_end and place == len(turns) - 1
        yield TurnView(
            said=tuple(_post(thread, post, scene, root) for post in turn.said),
            answered=tuple(_post(thread, post, scene, root) for post in turn.answered),
            wait=_wait(turn, scene),
            gap=_last_gap(thread, turn, scene, root) if is_last else None,
            later=_later(turn, scene),
        )


def _cut(posts: tuple[Post, ...], scene: Scene) -> list[_Turn]:
    """Begin a row where a customer speaks after the team, or the team again on another day."""
    turns: list[_Turn] = []
    for post in posts:
        last = turns[-1] if turns else None
        if not post.speaker.is_team:
            if last is None or last.answered:
                turns.append(last := _Turn())
            last.said.append(post)
        else:
            spoke = last.answered[-1] if last and last.answered else None
            is_later = spoke and scene.language.days(spoke.created_at, post.created_at) > 0
            if last is None or is_later:
                turns.append(last := _Turn(after=spoke))
            last.answered.append(post)
    return turns


def _wait(turn: _Turn, scene: Scene) -> WaitView | None:
    asked = next((post for post in turn.said if post.speaker.role is Role.CUSTOMER), None)
    answer = next((post for post in turn.answered if not post.is_boilerplate), None)
    if asked is None or answer is None:
        return None
    return answered_after(asked.created_at, answer.created_at, scene)


def _later(turn: _Turn, scene: Scene) -> str | None:
    if turn.after is None:
        return None
    days = scene.language.days(turn.after.created_at, turn.answered[0].created_at)
    return gettext("%(span)s later") % {"span": scene.language.span(days)}


def _last_gap(thread: Thread, turn: _Turn, scene: Scene, root: str) -> GapView | None:
    """Draw a gap where the last word is a customer's and it waits, or asks something."""
    if turn.answered or not any(post.speaker.role is Role.CUSTOMER for post in turn.said):
        return None
    if not thread.first_answer_at:
        return gap_view(thread, scene, root)
    asked = turn.said[-1]
    if not any(mark in asked.body for mark in _ASKS) or not spoken_words(asked.body):
        return None
    if thread.is_closed or thread.kind is Kind.PRAISE:
        return None
    days = scene.language.days(asked.created_at, scene.language.now)
    return GapView(
        headline=say_count("gap", days, scene.language),
        text=gettext("This question came after our last answer."),
        state="open",
        count=scene.count("gap", asked.created_at),
    )


def _post(thread: Thread, post: Post, scene: Scene, root: str) -> PostView:
    is_told = thread.told is not None and post.id == thread.opening.id
    replied = next((other for other in thread.posts if other.id == post.reply_to), None)
    status = status_of(thread, scene)
    html = scene.html(thread, post, root)
    return PostView(
        anchor=post.anchor,
        speaker=speaker_view(post.speaker, thread.told if is_told else None),
        day=scene.language.day(post.created_at),
        html=html or Markup("<p>{}</p>").format(gettext("(no words)")),
        github=Link(gettext("on GitHub"), post.url or thread.url),
        tag=_tag(thread, post, status),
        edited=_edited(post, scene),
        notes=(gettext("A standard reply: it stops no clock."),) if post.is_boilerplate else (),
        reason=reason_text(thread, post),
        reply_to=_reply_link(thread, replied, scene, root) if replied else None,
        settled=settled_tag(thread) if post is _settling_post(thread) else None,
        fields=tuple(_fields(thread, post, scene, root)),
        report=report_view(thread, post, scene),
    )


def _fields(thread: Thread, post: Post, scene: Scene, root: str) -> Iterator[FieldView]:
    for number, filled in enumerate(post.fields, 1):
        part = replace(post, body=filled.text, anchor=f"{post.anchor}-{number}")
        yield FieldView(filled.label, scene.html(thread, part, root))


def _settling_post(thread: Thread) -> Post | None:
    """Give the last post, where it is by whoever called the thread settled."""
    last, who = thread.posts[-1], thread.settled_by
    is_same = who and (last.speaker.role, last.speaker.login) == (who.role, who.login)
    return last if is_same else None


def _settled(thread: Thread) -> SettledView | None:
    """Say on a line of its own that a thread is settled, where no post says so."""
    tag = settled_tag(thread)
    if tag is None or thread.settled_by is None or _settling_post(thread):
        return None
    return SettledView(tag, is_by_team=thread.settled_by.is_team)


def _tag(thread: Thread, post: Post, status: Status) -> TagView | None:
    """Mark the post by which the team gave a status."""
    if thread.outcome and thread.outcome.id == post.id and status is not Status.ANSWERED:
        is_first = post.created_at == thread.first_answer_at
        return tag_view(status) if is_first else changed_tag_view(status)
    promised = (promise for promise, other in thread.promises if other.id == post.id)
    return next(map(changed_tag_view, promised), None)


def _reply_link(thread: Thread, replied: Post, scene: Scene, root: str) -> Link:
    name = speaker_view(replied.speaker, None).name
    return Link(
        gettext("In reply to %(name)s") % {"name": name}, post_url(thread, replied, scene, root)
    )


def _edited(post: Post, scene: Scene) -> str | None:
    if post.last_edited_at is None:
        return None
    return gettext("edited %(day)s") % {"day": scene.language.day(post.last_edited_at).text}


def _thread_link(key: ThreadKey, scene: Scene, root: str) -> Link:
    return Link(scene.gathered.summaries[key].title, root + scene.addresses.thread(key))


def _related(thread: Thread, scene: Scene, root: str) -> Iterator[RelatedView]:
    topics = scene.gathered.summaries[thread.key].topics
    if not topics:
        return
    for summary in scene.neighbours(thread.key, topics[0].slug, _RELATED):
        yield RelatedView(
            title=summary.title,
            url=root + scene.addresses.thread(summary.key),
            tag=tag_view(summary.status),
        )


def _email(thread: Thread, scene: Scene) -> Link | None:
    address = scene.config.contact_email
    if address is None:
        return None
    subject = f"#{thread.key.number}: {clean_title(thread.title)}"
    return Link(gettext("Reply by email"), mailto(address, subject=subject))


def _reply(thread: Thread, scene: Scene) -> Link | None:
    if not thread.is_locked:
        return Link(gettext("Reply on GitHub"), thread.url) if thread.url else None
    url = new_thread_url(scene, thread.kind)
    return Link(gettext("Begin a new conversation"), url) if url else None


def _pager(thread: Thread, scene: Scene, root: str, page: int) -> PagerView | None:
    last = page_count(thread)
    if last == 1:
        return None

    def to(other: int, words: str) -> Link | None:
        path = root + scene.addresses.thread(thread.key, other)
        return Link(words, path) if 1 <= other <= last else None

    return PagerView(
        text=gettext("Page %(page)d of %(last)d") % {"page": page, "last": last},
        newer=to(page + 1, gettext("Later messages")),
        older=to(page - 1, gettext("Earlier messages")),
    )
