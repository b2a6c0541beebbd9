"""
What a check asks of GitHub: one question for each repository, one for the team, one for Pages.

    fetch_repository_facts   what is switched on, categories, labels, what is left of the hour
    fetch_accounts           which logins there are, and GitHub's numbers of them
    fetch_pages_facts        where GitHub Pages publishes a repository's site, and from what
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import queries
from .shapes import next_cursor
from .transport import GitHubTransport, Transport


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """A category of Discussions."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """A repository as the token sees it; `name` is what it is called today."""

    name: str
    is_private: bool
    has_issues: bool
    has_discussions: bool
    categories: tuple[CategoryFacts, ...]
    labels: tuple[str, ...]
    points_left: int | None
    points_an_hour: int | None


@dataclass(frozen=True, slots=True)
class PagesFacts:
    """
    Where GitHub Pages publishes a site.

    `is_built_by_workflow` is false where GitHub takes the files of a branch as they are.
    """

    url: str
    own_domain: str | None
    is_built_by_workflow: bool
    is_https_only: bool
    is_public: bool


def fetch_repository_facts(transport: Transport, repository: str) -> RepositoryFacts:
    """Ask what a repository is like; raises `GitHubError`."""
    owner, name = repository.split("/")
    variables: dict[str, object] = {"owner": owner, "name": name, "cursor": None}
    labels: list[str] = []
    while True:
        data = transport.fetch(queries.REPOSITORY_FACTS, variables).data
        node = data["repository"]
        labels += [label["name"] for label in node["labels"]["nodes"]]
        variables["cursor"] = next_cursor(node["labels"])
        if variables["cursor"] is None:
            return _repository_facts(node, tuple(labels), data.get("rateLimit") or {})


def fetch_accounts(transport: Transport, logins: Sequence[str]) -> Mapping[str, int | None]:
    """
    Ask which of these logins there are; raises `GitHubError`.

    Gives GitHub's number of each account by the login that was asked for; one that does not
    exist is left out.
    """
    found: dict[str, int | None] = {}
    for first in range(0, len(logins), queries.LOGINS_AT_ONCE):
        some = logins[first : first + queries.LOGINS_AT_ONCE]
        variables = {f"l{place}": login for place, login in enumerate(some)}
        data = transport.fetch(queries.accounts_query(len(some)), variables).data
        for place, login in enumerate(some):
            if user := data.get(f"u{place}"):
                found[login] = user["databaseId"]
    return found


def fetch_pages_facts(transport: GitHubTransport, repository: str) -> PagesFacts | None:
    """
    Ask where GitHub Pages publishes a repository; None where it is switched off.

    Raises `GitHubError`, and `RefusedError` where the token may not see it.
    """
    answer = transport.look_up(f"/repos/{repository}/pages")
    if answer is None:
        return None
    return PagesFacts(
        url=str(answer.get("html_url") or ""),
        own_domain=answer.get("cname") or None,
        is_built_by_workflow=answer.get("build_type") == "workflow",
        is_https_only=answer.get("https_enforced") is not False,
        is_public=answer.get("public") is not False,
    )


def _repository_facts(
    node: Mapping[str, Any], labels: tuple[str, ...], rate: Mapping[str, Any]
) -> RepositoryFacts:
    return RepositoryFacts(
        name=node["nameWithOwner"],
        is_private=node["isPrivate"],
        has_issues=node["hasIssuesEnabled"],
        has_discussions=node["hasDiscussionsEnabled"],
        categories=tuple(
            CategoryFacts(category["name"], category["slug"])
            for category in node["discussionCategories"]["nodes"]
        ),
        labels=labels,
        points_left=rate.get("remaining"),
        points_an_hour=rate.get("limit"),
    )
