"""
What an owner could ask next: for `wall starters`, and for a page that only the preview has.

    threads ─ note_threads → Notes ─ starters_view → StartersView ─ starters_page → Page

The words to post are the business's own once they are posted: plain, short, with a question at
the end. They name no customer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..wall.model import Thread
from ..wall.starters import Asked, Gap, Noted, Reason, asked_in, find_gaps, marked
from .addresses import file_of
from .framing import Framing, Page
from .language import gettext, ngettext
from .pairs import Scene
from .text import clean_name, clean_title
from .views import AskedView, Link, StartersView, StarterView
from .writing import new_question_url

PATH = "starters/"

_TITLE_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Notes:
    """What starters need of all threads, and which of them were begun by one."""

    threads: tuple[Noted, ...]
    asked: tuple[Asked, ...]


def note_threads(threads: Iterable[Thread]) -> Notes:
    """Read all threads once, and keep little of each."""
    noted, asked = [], []
    for thread in threads:
        noted.append(Noted.of(thread))
        if one := asked_in(thread):
            asked.append(one)
    return Notes(tuple(noted), tuple(asked))


def starters_page(framing: Framing, threads: Iterable[Thread]) -> Page:
    """Make the page; search engines would not find it, and no page leads to it."""
    starters = starters_view(note_threads(threads), framing.scene)
    view = framing.page_view(PATH, starters.title, starters.lead, current=PATH)
    return Page(
        file_of(PATH),
        "starters",
        replace(view, starters=starters, canonical=None, is_indexed=False),
    )


def starters_view(notes: Notes, scene: Scene) -> StartersView:
    """Say what could be asked, why and in which words; and what was asked before."""
    gaps = find_gaps(notes.threads, notes.asked, scene.language.now)
    asked = sorted(notes.asked, key=lambda one: one.thread.opened_at, reverse=True)
    return StartersView(
        title=gettext("Start a conversation"),
        lead=gettext(
            "What this wall itself makes you want to ask. Change the words as you like; a "
            "question in your own voice gets more answers than ours."
        ),
        starters=tuple(_starter(gap, scene) for gap in gaps),
        asked=tuple(_asked(one, scene) for one in asked),
        empty=gettext("Nothing to ask right now: nobody was left without a word."),
    )


def _starter(gap: Gap, scene: Scene) -> StarterView:
    links = tuple(_link(noted) for noted in gap.threads)
    why, title, text = _WORDS[gap.reason](gap, links, scene)
    body = f"{text}\n\n{marked(gap.mark)}"
    url = new_question_url(scene, title, body)
    post = Link(gettext("Post it on GitHub"), url) if url else None
    return StarterView(why, title, text, links, post)


def _link(noted: Noted) -> Link:
    # On GitHub: who began that thread is told of the question there.
    return Link(clean_title(noted.title, _TITLE_LIMIT), noted.url)


def _quoted(link: Link) -> str:
    return gettext("“%(title)s” (%(url)s)") % {"title": link.text, "url": link.url}


def _asked(one: Asked, scene: Scene) -> AskedView:
    number = scene.language.number
    people = ngettext("%(count)s customer", "%(count)s customers", one.people_count) % {
        "count": number(one.people_count)
    }
    result = (
        ngettext(
            "%(count)s reply from %(people)s", "%(count)s replies from %(people)s", one.reply_count
        )
        % {"count": number(one.reply_count), "people": people}
        if one.reply_count
        else gettext("No replies yet")
    )
    return AskedView(clean_title(one.thread.title), one.thread.url, result)


def _first(gap: Gap, _: tuple[Link, ...], scene: Scene) -> tuple[str, str, str]:
    questions = (
        (
            gettext("What should we do better?"),
            gettext(
                "If you could change one thing about us, which one would it be? The smallest thing "
                "counts, and so does the one that you think we do not want to hear."
            ),
        ),
        (
            gettext("When did you nearly go elsewhere?"),
            gettext(
                "Think of the last time that you left us annoyed, or nearly did not come back. What "
                "had happened, and what should have happened?"
            ),
        ),
        (
            gettext("What do we never tell you?"),
            gettext(
                "What did you have to find out for yourself, ask twice, or guess? Tell us, and the "
                "next customer will not have to."
            ),
        ),
    )
    why = gettext("The wall is nearly empty. Somebody has to go first, and it had better be you.")
    return (why, *questions[gap.number - 1])


def _unconfirmed(gap: Gap, links: tuple[Link, ...], scene: Scene) -> tuple[str, str, str]:
    day = scene.language.day(gap.threads[0].changed_at).text
    why = gettext("Done since %(day)s, and whoever asked has not said whether it helped.") % {
        "day": day
    }
    title = gettext("Is it better now? (%(title)s)") % {"title": links[0].text}
    text = gettext(
        "You told us: %(said)s. Since %(day)s we have done something about it. Is it "
        "better now? Please tell us if it is, and all the more if it is not."
    ) % {"said": _quoted(links[0]), "day": day}
    return why, title, text


def _wanted(gap: Gap, links: tuple[Link, ...], scene: Scene) -> tuple[str, str, str]:
    count = gap.threads[0].agree_count
    words = {
        "count": scene.language.words(count),
        "title": links[0].text,
        "said": _quoted(links[0]),
    }
    why = ngettext(
        "%(count)s person agrees, and nobody has answered. Best is an answer; next best is to ask.",
        "%(count)s people agree, and nobody has answered. Best is an answer; next best is to ask.",
        count,
    ) % {"count": words["count"].capitalize()}
    title = gettext("How should we do this? (%(title)s)") % words
    text = (
        ngettext(
            "%(said)s: %(count)s of you agrees, and we owe you an answer. Before we "
            "decide: what would help you most, and what should we leave as it is?",
            "%(said)s: %(count)s of you agree, and we owe you an answer. Before we "
            "decide: what would help you most, and what should we leave as it is?",
            count,
        )
        % words
    )
    return why, title, text


def _anniversary(gap: Gap, links: tuple[Link, ...], scene: Scene) -> tuple[str, str, str]:
    words = {
        "count": scene.language.words(gap.number),
        "title": links[0].text,
        "said": _quoted(links[0]),
    }
    why = (
        ngettext(
            "You promised this a year ago, and it is not done.",
            "You promised this %(count)s years ago, and it is not done.",
            gap.number,
        )
        % words
    )
    title = gettext("Do you still want this? (%(title)s)") % words
    text = (
        ngettext(
            "A year ago we promised to do something about this: %(said)s. We have not done "
            "it yet. Does it still matter to you? Which first step would help?",
            "%(count)s years ago we promised to do something about this: %(said)s. We have "
            "not done it yet. Does it still matter to you? Which first step would help?",
            gap.number,
        )
        % words
    )
    return why, title, text[:1].upper() + text[1:]


def _disagreement(_: Gap, links: tuple[Link, ...], scene: Scene) -> tuple[str, str, str]:
    one, other = links
    why = gettext("Two customers seem to want opposite things.")
    title = gettext("Which would you rather have?")
    text = gettext(
        "Some of you want one thing: %(one)s. Some want another: %(other)s. We may not be able to do both. Which matters more to you, and why?"
    ) % {"one": _quoted(one), "other": _quoted(other)}
    return why, title, text


def _quiet(gap: Gap, _: tuple[Link, ...], scene: Scene) -> tuple[str, str, str]:
    topic = clean_name(gap.topic.name) if gap.topic else ""
    since = scene.language.day(gap.silent_since or scene.language.now).text
    words = {"topic": topic, "since": since}
    why = gettext("Nobody has said anything about %(topic)s since %(since)s.") % words
    title = gettext("What annoys you about %(topic)s?") % words
    text = (
        gettext(
            "It has been quiet about %(topic)s, and we doubt that all is well. What should we do "
            "better there? The smallest thing counts."
        )
        % words
    )
    return why, title, text


_WORDS = {
    Reason.FIRST: _first,
    Reason.UNCONFIRMED: _unconfirmed,
    Reason.WANTED: _wanted,
    Reason.ANNIVERSARY: _anniversary,
    Reason.DISAGREEMENT: _disagreement,
    Reason.QUIET: _quiet,
}
