"""
What `wall init` asks, and the settings that an owner's answers become.

    settings ─known_answers→ what is answered already ─→ Answers ─settings_of→ settings

Every answer is checked as the setting that it becomes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..config.checks import (
    Check,
    a_text,
    a_timezone,
    a_web_address,
    one_of,
    some_sources,
)
from ..config.forms import is_issue_form
from ..config.roster import Member, a_roster
from ..config.settings import PUBLIC_GITHUB, SETTINGS
from .forms import CATEGORIES, ISSUE_FORMS
from .sample import SAMPLE, SAMPLE_PLACE, without_sample

PARTS = ("both", "discussions", "issues")
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}
_CHECKS: Mapping[str, Check] = {
    **{setting.name: setting.check for setting in SETTINGS},
    "SITENAME": a_text,
    "SITEURL": a_web_address,
    "TIMEZONE": a_timezone,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What an owner answered, checked; `team` gives a name for each login."""

    repository: str
    parts: str
    name: str
    team: Mapping[str, str]
    site_url: str
    question: str
    colour: str | None
    email: str | None
    timezone: str


def check_repository(text: str) -> str:
    """Give 'owner/name'."""
    return some_sources([text.removeprefix(f"{PUBLIC_GITHUB}/").removesuffix(".git")])[0].repository


def check_parts(text: str) -> str:
    """Give one of `PARTS`."""
    return str(one_of(*PARTS)(text.strip().lower()))


def check_team(text: str) -> dict[str, str]:
    """Give login → name, from 'ada=Ada, lin=Lin'; with semicolons, or lines, where names have commas."""
    separator = next((sign for sign in "\n;" if sign in text), ",")
    parts = text.split(separator)
    pairs = [part.partition("=") for part in parts if part.strip()]
    team = {login.strip().removeprefix("@"): name.strip() for login, _, name in pairs}
    if not team:
        raise ValueError("names nobody, and only these people can answer")
    return {member.login: member.name for member in a_roster({k: v or k for k, v in team.items()})}


def check_timezone(text: str) -> str:
    """Give the name of a time zone."""
    return a_timezone(text).key


def check_site_url(text: str) -> str:
    """Give the address of the site; it may have none yet."""
    try:
        return a_web_address(text) if text.strip() else ""
    except ValueError as error:
        raise ValueError(
            f"must be an address like 'https://you.example/wall', not {text!r}"
        ) from error


def site_url_for(repository: str) -> str:
    """Give the address at which GitHub Pages shows a repository."""
    owner, name = repository.lower().split("/")[0], repository.split("/")[1]
    host = f"{owner}.github.io"
    return f"https://{host}" if name.lower() == host else f"https://{host}/{name}"


def known_answers(settings: Mapping[str, object]) -> dict[str, str]:
    """
    Give what the settings answer already, as an owner would type it.

    The sample's values are no answers, and neither is what no check lets through.
    """
    own = without_sample(settings)
    found = {"question": str(_DEFAULTS["WALL_QUESTION"]), "parts": "both"}
    for name, field in (
        ("SITENAME", "name"),
        ("SITEURL", "site_url"),
        ("WALL_QUESTION", "question"),
        ("WALL_COLOUR", "colour"),
        ("WALL_CONTACT_EMAIL", "email"),
        ("WALL_TIMEZONE", "timezone"),
    ):
        value = own.get(name)
        if isinstance(value, str) and value and _passes(_CHECKS[name], value):
            found[field] = value
    if _passes(some_sources, own.get("WALL_SOURCES")):
        for source in some_sources(own["WALL_SOURCES"])[:1]:
            found["repository"] = source.repository
            if not (source.discussions and source.issues):
                found["parts"] = "discussions" if source.discussions else "issues"
    present = [member for member in _members(own.get("WALL_TEAM")) if not member.until]
    if present:
        entries = [f"{member.login}={member.name}" for member in present]
        has_commas = any("," in entry for entry in entries)
        found["team"] = "; ".join(entries) + ";" if has_commas else ", ".join(entries)
    return found


def settings_of(answers: Answers, current: Mapping[str, object]) -> dict[str, object]:
    """Give the settings that must change, in the order of the file, so that these answers hold."""
    own = without_sample(current)
    known = own.get("WALL_SOURCES")
    part = "" if answers.parts == "both" else f"#{answers.parts}"
    more = known[1:] if isinstance(known, list | tuple) else ()
    wanted: dict[str, object] = {
        "SITENAME": answers.name,
        "SITEURL": answers.site_url,
        "TIMEZONE": answers.timezone,
        "WALL_SOURCES": [answers.repository + part, *more],
        "WALL_TEAM": _roster(answers.team, own.get("WALL_TEAM")),
        "WALL_QUESTION": answers.question,
        "WALL_COLOUR": answers.colour,
        "WALL_TIMEZONE": answers.timezone,
        "WALL_CONTACT_EMAIL": answers.email,
        "WALL_FORMS": _forms(answers.parts, own.get("WALL_FORMS")),
    }
    for name in (*SAMPLE, *SAMPLE_PLACE):
        if name in current and name not in own and name not in wanted:
            # The built-in kinds hold without being named.
            wanted[name] = {} if name == "WALL_KINDS" else _DEFAULTS[name]
    return {
        name: value
        for name, value in wanted.items()
        if not _means_the_same(name, current.get(name), value)
    }


def _means_the_same(name: str, old: object, new: object) -> bool:
    check = _CHECKS.get(name)
    if check and _passes(check, old) and _passes(check, new):
        return check(old) == check(new)
    return old == new


def _passes(check: Check, value: object) -> bool:
    try:
        check(value)
    except ValueError:
        return False
    return True


def _members(roster: object) -> tuple[Member, ...]:
    """Give who is in a roster, but for the sample's people."""
    if roster is None or not _passes(a_roster, roster):
        return ()
    strangers = {member.login for member in a_roster(SAMPLE["WALL_TEAM"])}
    return tuple(member for member in a_roster(roster) if member.login not in strangers)


def _roster(team: Mapping[str, str], old: object) -> object:
    """Give the roster with these people, keeping what is known of them, and those who left."""
    members = _members(old)
    present = {member.login: member.name for member in members if not member.until}
    if present == team and isinstance(old, Mapping | list | tuple) and len(old) == len(members):
        return old
    known: dict[str, Mapping[str, object]] = {}
    if isinstance(old, Mapping):
        logins = {str(login).removeprefix("@"): details for login, details in old.items()}
        known = {login: each for login, each in logins.items() if isinstance(each, Mapping)}
    left = {member.login: known[member.login] for member in members if member.until}
    return left | {login: {**known.get(login, {}), "name": name} for login, name in team.items()}


def _forms(parts: str, old: object) -> Mapping[str, str]:
    """Give where people write, of the parts that the wall reads; the owner's choice if it fits."""
    ours = ISSUE_FORMS if parts == "issues" else CATEGORIES
    if not isinstance(old, Mapping) or not old:
        return dict(ours)
    fits = {"both": (True, False), "issues": (True,), "discussions": (False,)}[parts]
    return old if all(is_issue_form(str(form)) in fits for form in old.values()) else dict(ours)
