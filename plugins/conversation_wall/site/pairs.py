"""The pair: critique, wait, answer or gap, as lists and threads show it."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ..config import Config
from ..wall.model import AnswerReason, Post, Status, Thread, ThreadKey
from .addresses import Addresses
from .counts import count_since, say_count
from .gathering import Gathered, Summary
from .language import Language, gettext, ngettext
from .markup import RenderContext, ThreadLink, excerpt, place, spoken
from .masks import show_marks
from .sentences import first_sentences, without_status
from .speakers import speaker_view, tag_view
from .text import clean_title
from .views import AnswerView, Count, GapView, Link, PairView, StepNote, WaitView

# A page of a hundred posts stays below a megabyte.
POSTS_ON_PAGE = 100
WITHOUT_A_WORD = gettext("Marked so on GitHub, without a word from us.")
_QUOTE_LIMIT = 320
_ANSWER_LIMIT = 420
_NEXT_STEP_LIMIT = 140
_REASONS = {
    AnswerReason.MARKED_ON_GITHUB: gettext("Marked as the answer on GitHub."),
    AnswerReason.MARKED_BY_TEAM: gettext("Marked as our answer."),
    AnswerReason.FIRST_REPLY: None,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What every view is made with: settings, language, addresses, and all summaries."""

    config: Config
    language: Language
    addresses: Addresses
    gathered: Gathered
    threads_by_name: dict[tuple[str, int], Summary]
    by_topic: dict[str, tuple[Summary, ...]]
    place_in_topic: dict[ThreadKey, int]
    listed_topics: frozenset[str]

    def neighbours(self, key: ThreadKey, slug: str, count: int) -> list[Summary]:
        """Give some other threads of a topic: those opened next to this one."""
        items = self.by_topic.get(slug, ())
        first = max(0, min(self.place_in_topic.get(key, 0) - count // 2, len(items) - count - 1))
        return [item for item in items[first : first + count + 1] if item.key != key][:count]

    def count(self, form: str, since: datetime) -> Count | None:
        """Let a count of days run on, where the owner has switched `days.js` on."""
        return count_since(form, since, self.language) if "days" in self.config.scripts else None

    def html(self, thread: Thread, post: Post, root: str) -> Markup:
        """Render a post for a page that lies `root` below the top of the site."""

        def find(repository: str, number: int) -> ThreadLink | None:
            found = self.threads_by_name.get((repository.lower(), number))
            if found is None:
                return None
            return ThreadLink(root + self.addresses.thread(found.key), found.title)

        context = RenderContext(
            id_prefix=post.anchor,
            repository=thread.key.source,
            github_url=self.config.github_url,
            url=post.url,
            thread_links=find,
            find_image=self.gathered.album.finder(root),
            are_mentions_linked=self.config.people == "names",
        )
        return show_marks(place(self.gathered.shelf.text(post.body), context).html)


def status_of(thread: Thread, scene: Scene) -> Status:
    """Give the status that the wall shows: a duplicate of nothing here stands on its own."""
    return scene.gathered.summaries[thread.key].status


def pair_view(thread: Thread, scene: Scene, root: str) -> PairView:
    """Make the pair of a thread for a list."""
    url = root + scene.addresses.thread(thread.key)
    quote = excerpt(scene.html(thread, thread.opening, root), _QUOTE_LIMIT)
    return PairView(
        id=element_id(url),
        title=clean_title(thread.title),
        url=url,
        speaker=speaker_view(thread.opening.speaker, thread.told),
        day=scene.language.day(thread.opened_at),
        topics=topic_links(thread, scene, root),
        quote=quote.text,
        more=Link(gettext("Read all of it"), url) if quote.is_cut else None,
        agree=agree_text(thread),
        wait=wait_view(thread, scene),
        answer=_answer_view(thread, scene, root),
        gap=gap_view(thread, scene, root),
    )


def element_id(url: str) -> str:
    """Name the element that shows the thread at `url`, as no other on its page is named."""
    return f"wall-{url.strip('./').replace('/', '-')}"


def words_of(thread: Thread, post: Post, scene: Scene, root: str) -> str:
    """Give what a post says as plain text."""
    return spoken(scene.html(thread, post, root))


def gist_of(thread: Thread, post: Post, scene: Scene, root: str, limit: int) -> str:
    """Give the first sentences of a post, without a status that the tag beside it says."""
    return first_sentences(without_status(words_of(thread, post, scene, root)), limit)


def post_url(thread: Thread, post: Post, scene: Scene, root: str) -> str:
    """Give the address of a post on its thread's page, also where a thread has several."""
    place = next(i for i, other in enumerate(thread.posts) if other.id == post.id)
    page = place // POSTS_ON_PAGE + 1
    return f"{root}{scene.addresses.thread(thread.key, page)}#{post.anchor}"


def topic_links(thread: Thread, scene: Scene, root: str) -> tuple[Link, ...]:
    """Link a thread's topics, where they have a page: not those of duplicates alone."""
    topics = scene.gathered.summaries[thread.key].topics
    return tuple(
        Link(topic.name, f"{root}topic/{topic.slug}/")
        for topic in topics
        if topic.slug in scene.listed_topics
    )


def agree_text(thread: Thread) -> str | None:
    """Say how many agree, or nothing where nobody does."""
    count = thread.agree_count
    if not count:
        return None
    return ngettext("%(count)d person agrees", "%(count)d people agree", count) % {"count": count}


def wait_view(thread: Thread, scene: Scene) -> WaitView | None:
    """Draw the wait to the first answer; what is off the clocks has none."""
    language = scene.language
    if not thread.is_clocked:
        return None
    if thread.first_answer_at:
        return answered_after(thread.opened_at, thread.first_answer_at, scene)
    if status_of(thread, scene) is not Status.WAITING:
        return None
    days = language.days(thread.opened_at, language.now)
    return WaitView(
        text=say_count("span", days, language),
        sentence=say_count("so-far", days, language),
        state=_gap_state(thread, days, scene),
        text_count=scene.count("span", thread.opened_at),
        sentence_count=scene.count("so-far", thread.opened_at),
    )


def answered_after(asked_at: datetime, answered_at: datetime, scene: Scene) -> WaitView:
    """Draw the line from what was asked to what was answered."""
    days = scene.language.days(asked_at, answered_at)
    span = scene.language.span(days)
    sentence = (
        gettext("Answered after %(span)s") % {"span": span}
        if days
        else gettext("Answered same day")
    )
    return WaitView(text=span, sentence=sentence, state="answered")


def gap_view(thread: Thread, scene: Scene, root: str) -> GapView | None:
    """Draw the empty answer box of a thread that waits, or that its opener closed before."""
    status, language = status_of(thread, scene), scene.language
    if status is Status.WITHDRAWN:
        name = speaker_view(thread.opening.speaker).name
        day = language.day(thread.changed_at).text
        text = gettext("%(name)s closed this on %(day)s.") % {"name": name, "day": day}
        return GapView("", text, "withdrawn")
    if status is not Status.WAITING or not thread.kind.is_critique:
        return None
    aim = scene.config.answer_within
    days = language.days(thread.opened_at, language.now)
    state = _gap_state(thread, days, scene)
    form = "closed" if state == "closed" else "gap"
    aim_text = language.span_in_words(aim)
    if state == "closed":
        text = gettext("We closed this and gave no reason.")
    else:
        text = (
            gettext("We aim for %(aim)s. We’re late.") % {"aim": aim_text}
            if state == "late"
            else gettext("We aim to answer within %(aim)s.") % {"aim": aim_text}
        )
    link = Link(gettext("Everyone who’s waiting"), f"{root}waiting/") if state == "late" else None
    if not thread.is_clocked and form == "gap":
        return GapView(gettext("Not answered yet"), text, state, link)
    headline = say_count(form, days, language)
    return GapView(headline, text, state, link, scene.count(form, thread.opened_at))


def reason_text(thread: Thread, post: Post) -> str | None:
    """Say why this post stands beside the critique, where it is not simply the first."""
    if thread.answer and thread.answer.post.id == post.id:
        return _REASONS[thread.answer.reason]
    if thread.helper and thread.helper.id == post.id:
        return gettext("Marked as the answer on GitHub: answered by another customer.")
    return None


def _answer_view(thread: Thread, scene: Scene, root: str) -> AnswerView | None:
    status = status_of(thread, scene)
    tag = tag_view(status) if thread.kind.is_critique else None
    if thread.answer is None:
        if tag is None:
            return None
        return AnswerView(tag=tag, text=WITHOUT_A_WORD)
    post = thread.answer.post
    words = excerpt(scene.html(thread, post, root), _ANSWER_LIMIT)
    return AnswerView(
        tag=tag,
        text=words.text,
        speaker=speaker_view(post.speaker),
        day=scene.language.day(post.created_at),
        more=Link(gettext("Read all of it"), post_url(thread, post, scene, root))
        if words.is_cut
        else None,
        reason=reason_text(thread, post),
        next_step=_next_step(thread, status, scene, root),
    )


def _next_step(thread: Thread, status: Status, scene: Scene, root: str) -> StepNote | None:
    """Give the beginning of the outcome, where another post than it stands as the answer."""
    post = thread.outcome
    if post is None or not status.is_decision:
        return None
    if thread.answer and thread.answer.post.id == post.id:
        return None
    text = gist_of(thread, post, scene, root, _NEXT_STEP_LIMIT)
    return StepNote(scene.language.day(post.created_at), text)


def _gap_state(thread: Thread, days: int, scene: Scene) -> str:
    if thread.is_wordless:
        return "closed"
    return "late" if thread.is_clocked and days > scene.config.answer_within else "open"
