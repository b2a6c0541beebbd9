"""Who has waited longer than the owner aims for: what `wall sync` says after it has read."""

from collections.abc import Iterator

from .language import gettext, ngettext
from .pairs import Scene
from .score import tally_of
from .speakers import speaker_view

_NAMED = 10


def reminders(scene: Scene) -> Iterator[str]:
    """Name them, the longest wait first, with where to answer: ten at most."""
    language, aim = scene.language, scene.config.answer_within
    late = [
        (days, item)
        for item in tally_of(scene).waiting
        if item.is_clocked and (days := language.days(item.opened_at, language.now)) > aim
    ]
    if not late:
        return
    yield ngettext(
        "%(count)s customer has waited for more than %(aim)s:",
        "%(count)s customers have waited for more than %(aim)s:",
        len(late),
    ) % {
        "count": language.words(len(late)).capitalize(),
        "aim": language.span_in_words(aim),
    }
    for days, item in late[:_NAMED]:
        # GitHub leads on from here where the thread is a Discussion.
        url = f"{scene.config.github_url}/{item.key.source}/issues/{item.key.number}"
        yield gettext("- %(name)s, %(span)s: “%(title)s” (%(url)s)") % {
            "name": speaker_view(item.opener, item.told).name,
            "span": language.span(days),
            "title": item.title,
            "url": url,
        }
    if len(late) > _NAMED:
        rest = len(late) - _NAMED
        yield ngettext("- and %(count)s more", "- and %(count)s more", rest) % {
            "count": language.number(rest)
        }
