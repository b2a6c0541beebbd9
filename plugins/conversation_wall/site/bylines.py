"""Who said it, and how many agree, in one line."""

from .gathering import Summary
from .language import Language, gettext, ngettext
from .speakers import speaker_view


def byline(item: Summary, language: Language) -> tuple[str, str]:
    """Say who said it and how many agree, and give the name in it."""
    speaker = speaker_view(item.opener, item.told)
    if speaker.note and item.agree_count:
        text = ngettext(
            "%(name)s, %(note)s, and %(count)s other",
            "%(name)s, %(note)s, and %(count)s others",
            item.agree_count,
        )
    elif speaker.note:
        text = gettext("%(name)s, %(note)s")
    elif item.agree_count:
        text = ngettext(
            "%(name)s and %(count)s other", "%(name)s and %(count)s others", item.agree_count
        )
    else:
        text = "%(name)s"
    count = language.number(item.agree_count)
    return text % {"name": speaker.name, "note": speaker.note, "count": count}, speaker.name
