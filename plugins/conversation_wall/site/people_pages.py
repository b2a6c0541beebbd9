"""
The people: who spoke up, most changes first, who answers, and a page for each who spoke.

Only the first two hundred are listed and have a page: a wall of many thousand people would
be mostly pages of one conversation that has a page already.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..config import Member
from ..wall.kinds import RESERVED
from ..wall.model import Role, Speaker, Status
from .addresses import file_of, root_of
from .framing import Framing, Page
from .gathering import Summary
from .language import Language, gettext, ngettext
from .list_pages import Load, list_pages
from .lists import List, by_opening
from .score import Tally
from .text import clean_name
from .views import Link, PeopleView, PersonView

PATH = "people/"
MOST = 200

_HANDLE = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,99})")
_MOST_TOPICS = 4
_NAMES = {
    "names": gettext("Names are those that people have on GitHub."),
    "initials": gettext("Customers are shown by their initials."),
    "pseudonyms": gettext("Customers have no names here: in each conversation they are A, B, C."),
}


@dataclass(slots=True)
class _Customer:
    speaker: Speaker
    items: list[Summary] = field(default_factory=list)

    @property
    def handle(self) -> str | None:
        """What names them in an address: their login, where that is fit for one."""
        login = self.speaker.login.casefold()
        return login if _HANDLE.fullmatch(login) and login not in RESERVED else None

    @property
    def critique_count(self) -> int:
        return sum(item.kind.is_critique for item in self.items)

    @property
    def change_count(self) -> int:
        return sum(item.status is Status.DONE for item in self.items)


def people_pages(framing: Framing, tally: Tally, load: Load) -> Iterator[Page]:
    """Make the page of people, and the pages of all that each of them said."""
    scene = framing.scene
    customers = _customers(scene.gathered.listed)
    way = scene.config.people
    # A pseudonym is of one thread: it would list nobody.
    listed = customers[:MOST] if way != "pseudonyms" else []
    root = root_of(PATH)
    team = _team(framing, tally, root)
    view = framing.page_view(
        PATH,
        gettext("People"),
        gettext("Who spoke up on this wall, and who answers."),
        current=PATH,
    )
    people = PeopleView(
        title=gettext("People"),
        lead=tuple(_lead(scene.language, len(customers), len(team))),
        customers=tuple(
            _customer_view(customer, scene.language, root, has_page=way == "names")
            for customer in listed
        ),
        others=_others(scene.language, len(customers) - len(listed)) if listed else None,
        team=team,
        names=_NAMES[scene.config.people],
        change=Link(gettext("Change or remove yours"), f"{root}privacy/"),
        are_unnamed=way == "pseudonyms" and bool(customers),
    )
    yield Page(
        file_of(PATH),
        "people",
        replace(view, people=people),
        max((item.updated_at for item in scene.gathered.listed), default=None),
    )
    for customer in listed:
        if customer.handle and way == "names":
            yield from list_pages(_list_of(customer, scene.language), (), framing, tally, load)


def _customers(listed: Iterable[Summary]) -> list[_Customer]:
    """Find everybody who raised a critique, those whose words changed most first."""
    found: dict[str, _Customer] = {}
    for item in listed:
        speaker = item.opener
        if speaker.role is Role.CUSTOMER and speaker.login and not item.told:
            key = speaker.login.casefold()
            found.setdefault(key, _Customer(speaker)).items.append(item)
    critics = [customer for customer in found.values() if customer.critique_count]
    return sorted(
        critics,
        key=lambda each: (-each.change_count, -each.critique_count, each.speaker.login.casefold()),
    )


def _customer_view(
    customer: _Customer, language: Language, root: str, *, has_page: bool
) -> PersonView:
    return PersonView(
        name=clean_name(customer.speaker.name),
        url=f"{root}{PATH}{customer.handle}/" if customer.handle and has_page else None,
        count=_critiques(language, customer.critique_count),
        detail=_changes(language, customer.change_count),
    )


def _list_of(customer: _Customer, language: Language) -> List:
    name = clean_name(customer.speaker.name)
    lead = gettext("%(critiques)s. %(changes)s.") % {
        "critiques": _critiques(language, customer.critique_count),
        "changes": _changes(language, customer.change_count),
    }
    path = f"{PATH}{customer.handle}/"
    return List(path, name, name, lead, by_opening(customer.items), "", is_tab=False)


def _critiques(language: Language, count: int) -> str:
    return ngettext("%(count)s critique", "%(count)s critiques", count) % {
        "count": language.number(count)
    }


def _changes(language: Language, count: int) -> str:
    if not count:
        return gettext("Nothing changed yet")
    return ngettext("%(count)s change followed", "%(count)s changes followed", count) % {
        "count": language.number(count)
    }


def _team(framing: Framing, tally: Tally, root: str) -> tuple[PersonView, ...]:
    answered: dict[str, list[Summary]] = {}
    names: dict[str, Speaker] = {}
    for item in tally.critiques:
        if item.answerer:
            key = item.answerer.login.casefold()
            answered.setdefault(key, []).append(item)
            names[key] = item.answerer
    ranked = sorted(answered, key=lambda key: (-len(answered[key]), key))
    members = {member.login.casefold(): member for member in framing.scene.config.team}
    return tuple(
        _member_view(names[key], answered[key], members.get(key), framing) for key in ranked
    )


def _member_view(
    speaker: Speaker, items: list[Summary], member: Member | None, framing: Framing
) -> PersonView:
    language = framing.scene.language
    topics = Counter(topic.name for item in items for topic in item.topics)
    until = member.until if member else None
    return PersonView(
        name=clean_name(speaker.name),
        count=ngettext("%(count)s answer", "%(count)s answers", len(items))
        % {"count": language.number(len(items))},
        title=clean_name(speaker.title) if speaker.title else None,
        topics=tuple(name for name, _ in topics.most_common(_MOST_TOPICS)),
        note=gettext("Until %(day)s") % {"day": language.day(_noon(until)).text}
        if until and until < language.now
        else None,
    )


def _noon(until: datetime) -> datetime:
    # A roster's days are days of the calendar: at noon they are the same one almost anywhere.
    return until.replace(hour=12)


def _lead(language: Language, customers: int, team: int) -> Iterator[str]:
    if not customers:
        yield gettext("Nobody has complained about anything yet.")
        return
    yield ngettext(
        "%(count)s person has made us better by complaining.",
        "%(count)s people have made us better by complaining.",
        customers,
    ) % {"count": language.words(customers).capitalize()}
    if not team:
        yield gettext("None of us has answered yet.")
        return
    yield ngettext("%(count)s of us answers.", "%(count)s of us answer.", team) % {
        "count": language.words(team).capitalize()
    }


def _others(language: Language, count: int) -> str | None:
    if count < 1:
        return None
    return ngettext("and %(count)s more", "and %(count)s more", count) % {
        "count": language.number(count)
    }
