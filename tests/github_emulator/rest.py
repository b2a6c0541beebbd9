"""The little of GitHub's REST API that a wall meets, and its way of saying no."""

import json
from dataclasses import dataclass, field
from typing import Any

from .answers import Budget
from .pages import Node
from .state import Repository, State

DOCUMENTATION = "https://docs.github.com/rest"


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over HTTP."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_json(cls, status: int, payload: Any, **headers: str) -> "Reply":
        """Send an object as GitHub sends JSON."""
        content_type = {"Content-Type": "application/json; charset=utf-8"}
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        return cls(status, body.encode("utf-8", "replace"), content_type | headers)


def reply_error(status: int, message: str) -> Reply:
    """Say no, in the shape of GitHub's REST API."""
    payload = {"message": message, "documentation_url": DOCUMENTATION, "status": str(status)}
    return Reply.of_json(status, payload)


def reply_to_get(
    state: State, path: str, base_url: str, viewer: str, budgets: dict[str, Budget]
) -> Reply:
    """Answer a GET of the REST API; what is not emulated is not found."""
    match path.strip("/").split("/"):
        case ["rate_limit"]:
            return Reply.of_json(200, _rate_limits(budgets))
        case ["user"]:
            return Reply.of_json(200, _user(viewer))
        case ["repos", owner, name]:
            return _reply_repository(state, owner, name, base_url)
        case ["repos", owner, name, "pages"]:
            repository = state.find_repository(owner, name)
            if repository and repository.pages is not None:
                return Reply.of_json(200, _pages(repository.node, repository.pages, base_url))
        case ["repositories", number] if number.isdigit():
            for repository in state.repositories.values():
                if repository.node["databaseId"] == int(number) and not repository.is_hidden:
                    return Reply.of_json(200, _repository(repository, base_url))
    return reply_error(404, "Not Found")


def _reply_repository(state: State, owner: str, name: str, base_url: str) -> Reply:
    repository = state.find_repository(owner, name)
    if repository is None:
        return reply_error(404, "Not Found")
    if f"{owner}/{name}".lower() in state.repositories:
        return Reply.of_json(200, _repository(repository, base_url))
    url = f"{base_url}/repositories/{repository.node['databaseId']}"
    moved = {"message": "Moved Permanently", "url": url, "documentation_url": DOCUMENTATION}
    return Reply.of_json(301, moved, Location=url)


def _repository(repository: Repository, base_url: str) -> Node:
    node = repository.node
    owner = node["owner"]
    return {
        "id": node["databaseId"],
        "node_id": node["id"],
        "name": node["name"],
        "full_name": node["nameWithOwner"],
        "private": node["isPrivate"],
        "owner": {"login": owner["login"], "node_id": owner["id"], "type": owner["__typename"]},
        "html_url": node["url"],
        "url": f"{base_url}/repos/{node['nameWithOwner']}",
        "description": node["description"],
        "fork": False,
        "archived": node["isArchived"],
        "visibility": node["visibility"].lower(),
        "has_issues": node["hasIssuesEnabled"],
        "has_discussions": node["hasDiscussionsEnabled"],
        "created_at": node["createdAt"],
        "updated_at": node["updatedAt"],
        "pushed_at": node["pushedAt"],
        "default_branch": "main",
    }


def _pages(node: Node, pages: Node, base_url: str) -> Node:
    owner, name = node["owner"]["login"], node["name"]
    return {
        "url": f"{base_url}/repos/{owner}/{name}/pages",
        "status": "built",
        "cname": None,
        "custom_404": False,
        "html_url": f"https://{owner.lower()}.github.io/{name}/",
        "build_type": "workflow",
        "source": {"branch": "main", "path": "/"},
        "public": not node["isPrivate"],
        "https_enforced": True,
    } | pages


def _user(viewer: str) -> Node:
    return {"login": viewer, "id": 1, "type": "User", "html_url": f"https://github.com/{viewer}"}


def _rate_limits(budgets: dict[str, Budget]) -> Node:
    resources = {
        name: {
            "limit": budget.limit,
            "used": budget.used,
            "remaining": budget.remaining,
            "reset": int(budget.reset_at.timestamp()),
        }
        for name, budget in budgets.items()
    }
    return {"resources": resources, "rate": resources["core"]}
