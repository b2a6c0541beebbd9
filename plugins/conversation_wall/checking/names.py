"""Look whether the categories and labels that the settings name exist on GitHub."""

import difflib
from collections.abc import Collection, Iterator, Mapping

from ..config import SETTINGS, Config, Source
from ..github.facts import RepositoryFacts
from ..wall.kinds import approving_sign
from .findings import Area, Finding, Level, count_of

_RULES = ("WALL_KINDS", "WALL_STATUSES", "WALL_ONLY", "WALL_EXCEPT")
_SIGNS = ("category:", "label:")
_NEXT = "Mend the name in the settings, or make it on GitHub."


def name_findings(
    config: Config,
    settings: Mapping[str, object],
    repositories: Mapping[Source, RepositoryFacts],
) -> Iterator[Finding]:
    """
    Tell which names of the settings no repository of the wall has, with the nearest that it has.

    Only what the owner has set is looked at: the built-in rules fit many walls, and no wall
    has all of them.
    """
    known = {sign for source, facts in repositories.items() for sign in _signs_of(source, facts)}
    named = list(_named(config, settings))
    missing = [(setting, sign) for setting, sign in named if sign not in known]
    is_empty = known.isdisjoint(config.only)
    for setting, sign in missing:
        if setting == "WALL_EXCEPT":
            yield _finding(setting, sign, known, Level.ERROR, "so it keeps nothing off the wall")
        elif setting == "WALL_APPROVED_LABEL":
            yield _finding(setting, sign, known, Level.ERROR, "so nothing can be approved")
        elif setting == "WALL_ONLY" and is_empty:
            yield _finding(setting, sign, known, Level.ERROR, "so the wall is empty")
        else:
            yield _finding(setting, sign, known, Level.WARNING, "so this fits no conversation")
    if named and not missing:
        count = count_of(len(named), "category or label", "categories and labels")
        what = f"{count} that the settings name: all there."
        yield Finding(Area.NAMES, Level.OK, "GitHub", what)


def _signs_of(source: Source, facts: RepositoryFacts) -> Iterator[str]:
    if source.discussions:
        for category in facts.categories:
            yield f"category:{category.slug.casefold()}"
            yield f"category:{category.name.strip().casefold()}"
    for label in facts.labels:
        yield f"label:{label.strip().casefold()}"


def _named(config: Config, settings: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for setting in SETTINGS:
        if setting.name in _RULES and setting.name in settings:
            own = setting.check(settings[setting.name])
            signs = tuple(own) if isinstance(own, Mapping | tuple) else ()
            yield from ((setting.name, sign) for sign in signs if sign.startswith(_SIGNS))
    if config.publish == "approved":
        yield "WALL_APPROVED_LABEL", approving_sign(config)


def _finding(setting: str, sign: str, known: Collection[str], level: Level, why: str) -> Finding:
    word, _, name = sign.partition(":")
    others = [each.partition(":")[2] for each in known if each.startswith(f"{word}:")]
    near = difflib.get_close_matches(name, others, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    what = f"There is no {word} “{name}” on GitHub, {why}.{hint}"
    return Finding(Area.NAMES, level, setting, what, _NEXT)
