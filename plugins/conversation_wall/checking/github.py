"""
Ask GitHub what only it knows, and tell what stands in the way of reading and publishing.

As little as possible is asked: one question for each repository, one for the roster, one for
Pages. Where the token is bad, or GitHub is not there, nothing more is asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..config import Config, Source
from ..errors import GitHubError
from ..github.facts import (
    PagesFacts,
    RepositoryFacts,
    fetch_accounts,
    fetch_pages_facts,
    fetch_repository_facts,
)
from ..github.transport import GitHubTransport, RefusedError
from .findings import Area, Finding, Level

# A sync of a small wall takes a few points; below this a large one may stop in the middle.
_FEW_POINTS = 100
_NOT_FOUND = "NOT_FOUND"


@dataclass(slots=True)
class Asked:
    """
    What GitHub answered, and what was found on the way.

    `accounts` is None where it was not asked, or could not be.
    """

    repositories: dict[Source, RepositoryFacts] = field(default_factory=dict)
    accounts: Mapping[str, int | None] | None = None
    findings: list[Finding] = field(default_factory=list)

    def of(self, repository: str) -> RepositoryFacts | None:
        """Give what is known of a repository by its name of today or of the settings."""
        for source, facts in self.repositories.items():
            if repository.lower() in (source.repository.lower(), facts.name.lower()):
                return facts
        return None


def ask_github(config: Config, transport: GitHubTransport, place: "PublishingPlace") -> Asked:
    """Ask all that a check wants to know; what GitHub refuses becomes a finding."""
    asked = Asked()
    try:
        for source in config.sources:
            asked.findings += _look_at(source, config, transport, asked)
        asked.accounts = fetch_accounts(transport, [member.login for member in config.team])
        if place.repository:
            asked.findings += _pages(place, transport)
    except GitHubError as error:
        asked.findings.append(Finding(Area.GITHUB, Level.ERROR, "GitHub", str(error)))
    return asked


@dataclass(frozen=True, slots=True)
class PublishingPlace:
    """
    What is published, from where: the repository of the wall's own files, if it is known.

    `address` is the site's, or nothing; `has_workflow` tells whether our workflow is there.
    """

    repository: str | None
    address: str
    has_workflow: bool


def _look_at(
    source: Source, config: Config, transport: GitHubTransport, asked: Asked
) -> Iterator[Finding]:
    where = source.repository
    try:
        facts = fetch_repository_facts(transport, where)
    except RefusedError as error:
        yield _refused(where, error)
        return
    asked.repositories[source] = facts
    found = [*_privacy(where, facts, config), *_switches(source, facts)]
    if facts.name.lower() != where.lower():
        found.append(
            Finding(
                Area.GITHUB,
                Level.WARNING,
                where,
                f"This repository is called {facts.name} today.",
                f"Write {facts.name} into WALL_SOURCES: the old name may be given to another.",
            )
        )
    if facts.points_left is not None and facts.points_left < _FEW_POINTS:
        found.append(
            Finding(
                Area.GITHUB,
                Level.WARNING,
                where,
                f"Only {facts.points_left} of {facts.points_an_hour} points are left of this hour, "
                "which GitHub counts for each token.",
                "Wait an hour before a large sync; it stops where the points end, and goes on.",
            )
        )
    yield from found
    if not any(finding.level in (Level.ERROR, Level.WARNING) for finding in found):
        what = f"The token may read it; {facts.points_left} points are left of this hour."
        yield Finding(Area.GITHUB, Level.OK, where, what)


def _refused(where: str, error: RefusedError) -> Finding:
    if _NOT_FOUND in error.reasons:
        return Finding(
            Area.GITHUB,
            Level.ERROR,
            where,
            "GitHub shows no such repository: there is none of this name, or the token may not "
            "see it.",
            "Look at the name in WALL_SOURCES. If the repository is private, make a token that "
            "may read it (Settings, Developer settings, Personal access tokens).",
        )
    return Finding(Area.GITHUB, Level.ERROR, where, str(error))


def _privacy(where: str, facts: RepositoryFacts, config: Config) -> Iterator[Finding]:
    if not facts.is_private:
        return
    if config.allow_private:
        yield Finding(
            Area.GITHUB,
            Level.NOTE,
            where,
            "This repository is private, and its conversations are published all the same, since "
            "WALL_ALLOW_PRIVATE is True.",
        )
        return
    yield Finding(
        Area.GITHUB,
        Level.ERROR,
        where,
        "This repository is private, and a wall is public: `wall sync` refuses to read it.",
        "Make it public, take another, or, if everything in it may be published, set "
        "WALL_ALLOW_PRIVATE = True.",
    )


def _switches(source: Source, facts: RepositoryFacts) -> Iterator[Finding]:
    parts = (
        ("Discussions", source.discussions, facts.has_discussions),
        ("Issues", source.issues, facts.has_issues),
    )
    is_read = any(is_wanted and is_on for _, is_wanted, is_on in parts)
    for name, is_wanted, is_on in parts:
        if is_wanted and not is_on:
            yield Finding(
                Area.GITHUB,
                Level.WARNING if is_read else Level.ERROR,
                source.repository,
                f"{name} are switched off, so nothing is read of them.",
                f"On GitHub open the repository's Settings, General, Features, and tick {name}; "
                "or name only the other part in WALL_SOURCES, like "
                f"'{source.repository}#{'issues' if name == 'Discussions' else 'discussions'}'.",
            )


def _pages(place: PublishingPlace, transport: GitHubTransport) -> Iterator[Finding]:
    where = f"GitHub Pages of {place.repository}"
    try:
        facts = fetch_pages_facts(transport, str(place.repository))
    except RefusedError:
        yield Finding(
            Area.GITHUB,
            Level.NOTE,
            where,
            "This token may not see how the site is published, so that was not looked at.",
            "A token that may read Pages can tell. Nothing else needs it.",
        )
        return
    if facts is None:
        yield Finding(
            Area.GITHUB,
            Level.WARNING if place.has_workflow else Level.NOTE,
            where,
            "GitHub Pages is switched off.",
            "If the wall is published there: open the repository's Settings, Pages, and choose "
            "the source “GitHub Actions”. If it is published elsewhere, all is well.",
        )
        return
    found = list(_pages_findings(where, facts, place))
    yield from found
    if not found:
        yield Finding(Area.GITHUB, Level.OK, where, f"A workflow publishes at {facts.url}")


def _pages_findings(where: str, facts: PagesFacts, place: PublishingPlace) -> Iterator[Finding]:
    if not facts.is_built_by_workflow:
        yield Finding(
            Area.GITHUB,
            Level.ERROR if place.has_workflow else Level.WARNING,
            where,
            "GitHub Pages takes the files of a branch, not what the workflow builds.",
            "Open the repository's Settings, Pages, and choose the source “GitHub Actions”.",
        )
    if not facts.is_https_only:
        yield Finding(
            Area.GITHUB,
            Level.WARNING,
            where,
            "The site can be opened without encryption.",
            "Tick “Enforce HTTPS” in the repository's Settings, Pages. With a domain of your own "
            "that may take a day after its set-up.",
        )
    if not facts.is_public:
        yield Finding(
            Area.GITHUB,
            Level.WARNING,
            where,
            "Only people who may see the repository can see the site.",
            "Choose “Public” in the repository's Settings, Pages.",
        )
    if place.address and facts.url and _place_of(place.address) != _place_of(facts.url):
        yield Finding(
            Area.GITHUB,
            Level.WARNING if place.has_workflow else Level.NOTE,
            where,
            f"GitHub publishes at {facts.url}, but the site was made for {place.address}",
            "Where they differ, the feeds and the sitemap name the wrong address. Look at SITEURL, "
            "or at the domain in the repository's Settings, Pages.",
        )


def _place_of(url: str) -> tuple[str, str]:
    """Give what matters of an address: its host and its folder."""
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.path.strip("/")
