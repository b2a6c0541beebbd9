"""
How the fields of GitHub's schema are answered that are more than a dict's value.

`RESOLVERS` is the whole map, by type and field; `schema` attaches it. Every resolver
gets its source dict, and the state through `info.context`.
"""

from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

from . import defaults
from .listings import Resolver, listed, one_of, pins, resolve_owned
from .pages import BROKEN, Info, Node, cut_listed, read_bounds
from .reactions import resolve_groups, resolve_reacting_users, resolve_reactions, resolve_reactors
from .state import DISCUSSION, HOST, ISSUE, Repository, State
from .threads import (
    resolve_comments,
    resolve_discussions,
    resolve_issues,
    resolve_labelled_issues,
    resolve_milestone_issues,
    resolve_replies,
)
from .timelines import (
    resolve_closing_pulls,
    resolve_pull,
    resolve_pulls,
    resolve_releases,
    resolve_thing,
    resolve_timeline,
)

MOST_IDS = 100


@dataclass(frozen=True, slots=True)
class Answering:
    """What the resolvers of one request share."""

    state: State
    viewer: str
    rate_limit: Node


POLL_PREFIX = "DP_"


def not_found(message: str) -> GraphQLError:
    """Make GitHub's error for a thing that is not there, or not for this token."""
    return GraphQLError(message, extensions={"type": "NOT_FOUND"})


def _resolve_repository(source: Node, info: Info, owner: str, name: str, **_: Any) -> Node:
    repository = info.context.state.find_repository(owner, name)
    if repository is None:
        raise not_found(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
    found: Node = repository.node
    return found


def _resolve_node(source: Node, info: Info, **arguments: str) -> Node:
    return _find_node(info, arguments["id"])


def _find_node(info: Info, node_id: str) -> Node:
    nodes = info.context.state.nodes
    # A poll has no life of its own: it is found through its discussion.
    node: Node | None = nodes.get(node_id.removeprefix(POLL_PREFIX))
    if node is not None and node_id.startswith(POLL_PREFIX):
        node = _resolve_poll(node, info)
    if node is None or not _is_visible(node):
        raise not_found(f"Could not resolve to a node with the global id of '{node_id}'")
    if BROKEN in node:
        raise GraphQLError(node[BROKEN])
    return node


def _resolve_nodes(source: Node, info: Info, ids: list[str]) -> list[Any]:
    if len(ids) > MOST_IDS:
        raise GraphQLError(
            f"You may not provide more than {MOST_IDS} node ids; you provided {len(ids)}.",
            extensions={"type": "ARGUMENT_LIMIT"},
        )
    found: list[Any] = []
    for node_id in ids:
        try:
            found.append(_find_node(info, node_id))
        except GraphQLError as error:
            found.append(error)  # the executor puts it in its own place of the list
    return found


def _is_visible(node: Node) -> bool:
    thread = node.get("_thread", node)
    repository: Repository = thread["_repository"]
    kind = thread.get("__typename")
    return not repository.is_hidden and (
        kind not in (ISSUE, DISCUSSION) or repository.has_kind(kind)
    )


def _resolve_viewer(source: Node, info: Info) -> Node:
    login = info.context.viewer
    return {
        "__typename": "User",
        "login": login,
        "url": f"{HOST}/{login}",
        "avatarUrl": f"{HOST}/{login}.png",
        "createdAt": "2020-01-01T00:00:00Z",
    }


def _resolve_user(source: Node, info: Info, login: str) -> Node:
    state = info.context.state
    for person in (*state.accounts.values(), *state.people.values()):
        if person["login"].lower() == login.lower() and person["__typename"] == "User":
            found: Node = person
            return found
    if login.lower() == info.context.viewer.lower():
        return _resolve_viewer(source, info)
    raise not_found(f"Could not resolve to a User with the login of '{login}'.")


def _resolve_search(source: Node, info: Info, **_: Any) -> Node:
    raise GraphQLError("The emulator has no search, whose index GitHub keeps apart.")


def _thread_by_number(kind: str) -> Resolver:
    def resolve(source: Node, info: Info, number: int) -> Node:
        repository: Repository = source["_repository"]
        thread = repository.threads.get((kind, number)) if repository.has_kind(kind) else None
        if thread is None:
            article = "an" if kind == ISSUE else "a"
            raise not_found(f"Could not resolve to {article} {kind} with the number of {number}.")
        if BROKEN in thread:
            raise GraphQLError(thread[BROKEN])
        return thread

    return resolve


def _resolve_issue_or_pull(source: Node, info: Info, number: int) -> Any:
    return resolve_pull(source, info, number) or _thread_by_number(ISSUE)(source, info, number)


def _resolve_repository_of(source: Node, info: Info) -> Any:
    return source.get("_thread", source)["_repository"].node


def _resolve_labels(source: Node, info: Info, **arguments: Any) -> Node:
    labels = source["labels"]
    order = arguments.get("orderBy")
    if order and order["field"] == "NAME":
        labels = sorted(
            labels, key=lambda label: label["name"], reverse=order["direction"] == "DESC"
        )
    return cut_listed(labels, read_bounds(info, arguments), _id_of)


def _resolve_milestone(source: Node, info: Info) -> Node | None:
    repository: Repository = source["_repository"]
    return repository.milestones.get(source.get("milestone"))  # type: ignore[arg-type]


def _resolve_state_reason(source: Node, info: Info, **arguments: bool) -> Any:
    reason = source.get("stateReason")
    # Without the argument GitHub keeps to the reasons that older clients know.
    is_new = reason == "DUPLICATE" and not arguments.get("enableDuplicate")
    return "NOT_PLANNED" if is_new else reason


def _resolve_answer(source: Node, info: Info) -> Any:
    return info.context.state.nodes.get(source.get("answer"))


def _resolve_poll(source: Node, info: Info) -> Node | None:
    poll = source.get("poll")
    if poll is None:
        return None
    return {
        "__typename": "DiscussionPoll",
        "id": f"{POLL_PREFIX}{source['id']}",
        "question": poll["question"],
        "totalVoteCount": poll["totalVoteCount"],
        "discussion": source,
        "_options": poll["options"],
        "_thread": source,
    }


def _resolve_poll_options(source: Node, info: Info, **arguments: Any) -> Node:
    options = [
        {"__typename": "DiscussionPollOption", "id": f"DPO_{source['id']}-{index}", "poll": source}
        | option
        for index, option in enumerate(source["_options"])
    ]
    order = arguments.get("orderBy")
    if order and order["field"] == "VOTE_COUNT":
        is_descending = order["direction"] == "DESC"
        options.sort(key=lambda option: option["totalVoteCount"], reverse=is_descending)
    return cut_listed(options, read_bounds(info, arguments), _id_of)


def _behind(key: str) -> Resolver:
    """Make the resolver of a link that the emulator keeps under a name of its own."""
    return lambda source, info: source.get(key)


def _id_of(item: Node) -> str:
    return str(item["id"])


_POST: dict[str, Resolver] = {
    "bodyText": defaults.resolve_body_text,
    "includesCreatedEdit": defaults.resolve_created_edit,
    "publishedAt": defaults.resolve_published_at,
    "reactionGroups": resolve_groups,
    "reactions": resolve_reactions,
}
_THREAD: dict[str, Resolver] = _POST | {
    "comments": resolve_comments,
    "labels": _resolve_labels,
    "repository": _resolve_repository_of,
}
_PERSON: dict[str, Resolver] = {"id": defaults.resolve_person_id}

RESOLVERS: dict[str, dict[str, Resolver]] = {
    "Query": {
        "repository": _resolve_repository,
        "node": _resolve_node,
        "nodes": _resolve_nodes,
        "viewer": _resolve_viewer,
        "user": _resolve_user,
        "rateLimit": lambda source, info, **_: info.context.rate_limit,
        "search": _resolve_search,
        "relay": lambda source, info: source,
    },
    "Repository": {
        "issue": _thread_by_number(ISSUE),
        "issueOrPullRequest": _resolve_issue_or_pull,
        "discussion": _thread_by_number(DISCUSSION),
        "issues": resolve_issues,
        "pullRequest": resolve_pull,
        "pullRequests": resolve_pulls,
        "releases": resolve_releases,
        "discussions": resolve_discussions,
        "discussionCategories": listed("categories"),
        "discussionCategory": one_of("categories", "slug"),
        "labels": listed("labels"),
        "label": one_of("labels", "name"),
        "milestones": listed("milestones"),
        "milestone": one_of("milestones", "number"),
        "pinnedIssues": pins(ISSUE),
        "pinnedDiscussions": pins(DISCUSSION),
    },
    "Issue": _THREAD
    | {
        "milestone": _resolve_milestone,
        "stateReason": _resolve_state_reason,
        "titleHTML": defaults.resolve_title_html,
        "timelineItems": resolve_timeline,
        "closedByPullRequestsReferences": resolve_closing_pulls,
    },
    "Discussion": _THREAD
    | {
        "answer": _resolve_answer,
        "poll": _resolve_poll,
    },
    "IssueComment": _POST | {"issue": _behind("_thread"), "repository": _resolve_repository_of},
    "DiscussionComment": _POST
    | {
        "discussion": _behind("_thread"),
        "replyTo": _behind("_reply_to"),
        "replies": resolve_replies,
    },
    "DiscussionPoll": {"options": _resolve_poll_options},
    "DiscussionCategory": {"repository": _resolve_repository_of},
    "Label": {"issues": resolve_labelled_issues, "repository": _resolve_repository_of},
    "Milestone": {"issues": resolve_milestone_issues, "repository": _resolve_repository_of},
    "ClosedEvent": {"closer": resolve_thing},
    "CrossReferencedEvent": {"source": resolve_thing},
    "MarkedAsDuplicateEvent": {"canonical": resolve_thing},
    "TransferredEvent": {"fromRepository": resolve_thing},
    "ConvertedToDiscussionEvent": {"discussion": resolve_thing},
    "PullRequest": {"repository": _resolve_repository_of},
    "Release": {"repository": _resolve_repository_of},
    "ReactionGroup": {"reactors": resolve_reactors, "users": resolve_reacting_users},
    "User": _PERSON | {"repositories": resolve_owned},
    "Bot": _PERSON,
    "Mannequin": _PERSON,
    "Organization": _PERSON | {"repositories": resolve_owned},
    "EnterpriseUserAccount": _PERSON,
}
