"""
What is published of the store: judged by the settings, screened, and veiled.

    ThreadRecord ─screened→ curate ─veiled→ Thread       or None

Lists, pages, feeds and files all get their threads here: what the owner's settings hide, mask
or name otherwise is so on all of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..config import Config
from ..records import ThreadRecord
from ..wall.boilerplate import boilerplate_posts
from ..wall.curation import curate, judged, team_posts
from ..wall.model import Thread, ThreadKey, Written
from ..wall.outcomes import with_outcome
from ..wall.privacy.census import Census, counted
from ..wall.privacy.forgetting import hashed_names
from ..wall.privacy.masking import Masker, published_in
from ..wall.privacy.naming import Naming, ordinary_among
from ..wall.privacy.phones import regions_of
from ..wall.privacy.screening import HELD, Screen, screen_of, screened
from ..wall.privacy.veiling import Veil, veiled
from ..wall.publishing import is_held
from .language import gettext
from .masks import marks_of


@dataclass(frozen=True, slots=True)
class Rules:
    """All that decides what is published of a thread; some of it takes the whole store."""

    config: Config
    boilerplate: frozenset[str]
    screen: Screen
    veil: Veil
    outcomes: Mapping[ThreadKey, Written] = field(default_factory=dict)


def rules_of(
    load: Callable[[], Iterable[ThreadRecord]],
    config: Config,
    outcomes: Iterable[Written] = (),
) -> Rules:
    """Read all threads for the rules: once, and once more where somebody asks for privacy."""
    census = Census()
    boilerplate = boilerplate_posts(team_posts(counted(load(), census, config), config))
    screen = screen_of(load(), census, config)
    naming = _naming(config, census)
    if not naming.is_plain:
        words = ordinary_among(load(), naming.people, naming.forgotten)
        naming = replace(naming, ordinary=words)
    veil = Veil(naming, masker_of(config), config)
    written = {outcome.key: outcome for outcome in outcomes}
    return Rules(config, boilerplate, screen, veil, written)


def published(
    record: ThreadRecord, rules: Rules, counts: Counter[str] | None = None
) -> Thread | None:
    """Make the thread that the wall shows, or None; count what is masked in it."""
    shown = screened(record, rules.screen)
    thread = shown_as(shown, rules)
    return veiled(thread, shown, rules.veil, counts) if thread else None


def shown_as(shown: ThreadRecord, rules: Rules) -> Thread | None:
    """Make the thread that the wall shows, unveiled, of a record after screening."""
    thread = curate(shown, rules.config, rules.boilerplate)
    return with_outcome(thread, rules.outcomes, rules.config.timezone) if thread else None


def held(record: ThreadRecord, shown: ThreadRecord, rules: Rules) -> Thread | None:
    """
    Make the thread that waits for approval, unveiled, or None where it waits for nothing.

    Nobody sees it, but the figures count it. `shown` is the record after screening.
    """
    if shown.opening.minimized_reason == HELD:
        shown = replace(shown, opening=record.opening)
        return curate(shown, rules.config, rules.boilerplate)
    if is_held(shown, rules.config):
        return judged(shown, rules.config, rules.boilerplate)
    return None


def all_published(records: Iterable[ThreadRecord], rules: Rules) -> Iterator[Thread]:
    """Give the published threads."""
    for record in records:
        thread = published(record, rules)
        if thread:
            yield thread


def masker_of(config: Config) -> Masker:
    """Make what masks by `WALL_REDACT`; what the owner's own settings say stays."""
    marks = marks_of()
    regions = regions_of(config.lang, config.timezone.key)
    own = (config.contact_email, config.question, config.lead, config.banner, config.counter)
    return Masker(
        {kind: marks[kind] for kind in config.redact},
        regions,
        published_in((text for text in own if text), regions),
    )


def _naming(config: Config, census: Census) -> Naming:
    owners = {source.repository.partition("/")[0].casefold() for source in config.sources}
    roster = {member.login.casefold() for member in config.team}
    bots = {login.casefold() for login in config.bots}
    own = frozenset(census.own | owners | roster | bots)
    return Naming(
        way=config.people,
        hidden=marks_of()["names"],
        link=marks_of()["links"],
        customer=_customer,
        github_url=config.github_url,
        forgotten=hashed_names(config.forget),
        own=own,
        people=frozenset(census.customers - own),
    )


def _customer(letter: str) -> str:
    return gettext("Customer %(letter)s") % {"letter": letter}
