"""What is not shown: counted, with the reason and the days."""

from conversation_wall.site.views import GroupsView, GroupView, ModerationView

from .parts import LONG_WORD, Sample, a_page

_LEAD = (
    "We hide only what our house rules name, and no critique because it hurts. So that you can "
    "hold us to that, here is how much is not shown, why, and since when."
)


def _row(name: str, count: str, first: str, last: str) -> GroupView:
    return GroupView(name, None, (count, first, last))


LEDGER = ModerationView(
    title="What is not shown",
    lead=_LEAD,
    ledger=GroupsView(
        id="ledger",
        title="The ledger",
        heads=("How many", "The first", "The last"),
        rows=(
            _row("Messages deleted on GitHub", "12", "3 January 2025", "2 November 2026"),
            _row("Messages hidden on GitHub as spam", "1,204", "3 January 2025", "2 November 2026"),
            _row(f"Messages hidden on GitHub: {LONG_WORD}", "1", "4 June 2026", "4 June 2026"),
            _row("Messages of people who asked to be forgotten", "3", "–", "–"),
        ),
    ),
    text="GitHub does not say who deleted something: whoever wrote it, or we.",
)
NOTHING = ModerationView(
    LEDGER.title,
    _LEAD,
    None,
    "Nothing is hidden, held back or locked, and we know of nothing deleted.",
)


def moderation_page(moderation: ModerationView) -> Sample:
    """The page of the ledger."""
    return "moderation.html", {"view": a_page(title=moderation.title, moderation=moderation)}


PAGES: dict[str, Sample] = {
    "moderation": moderation_page(LEDGER),
    "moderation-none": moderation_page(NOTHING),
}
