"""The GitHub emulator keeps the rules of GitHub's API that the wall relies on."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
import requests
from github import Auth, Github, GithubException

from github_emulator import Emulator, Fault
from github_emulator.loading import read_lines

NOW = "2026-11-03T10:00:00Z"
SHOP = "northwind-kettles/feedback"
REAL_CONVERSATIONS = Path(__file__).parents[1].parent / "shared" / "data"


@pytest.fixture(scope="session")
def everlasting() -> Iterator[Emulator]:
    """Give one emulator for the tests that only read; a missing schema fails here, and says so."""
    with Emulator(now=NOW, points_an_hour=1_000_000) as github:
        github.load_sample()
        yield github


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulator of one's own, with a stopped clock and the made-up conversations."""
    with Emulator(now=NOW) as github:
        github.load_sample()
        yield github


def post(
    github: Emulator, query: str, token: str = "secret", **variables: Any
) -> requests.Response:
    """Send a query as a client would."""
    return requests.post(
        f"{github.url}/graphql",
        json={"query": query, "variables": variables},
        headers={"Authorization": f"bearer {token}"} if token else {},
        timeout=10,
    )


def in_shop(selection: str) -> str:
    """Ask something of the sample's repository."""
    return f'{{ repository(owner: "northwind-kettles", name: "feedback") {{ {selection} }} }}'


def ask_shop(github: Emulator, selection: str) -> Any:
    """Ask something of the sample's repository, and give it."""
    return github.ask(in_shop(selection))["data"]["repository"]


def only_error(answer: dict[str, Any]) -> dict[str, Any]:
    """Give the one error of an answer."""
    (error,) = answer["errors"]
    assert isinstance(error, dict)
    return error


def numbers(connection: dict[str, Any]) -> list[int]:
    """Name the threads of a page."""
    return [thread["number"] for thread in connection["nodes"]]


def some_issues(github: Emulator, count: int, repository: str = "ada/lamps") -> list[str]:
    """Open Issues 1, 2, 3, ... a minute apart, and give their ids."""
    github.changes.add_repository(repository)
    ids = []
    for number in range(1, count + 1):
        github.clock.move(minutes=1)
        thread = github.changes.add_thread(
            repository, number=number, url=f"https://github.com/{repository}/issues/{number}"
        )
        ids.append(thread["id"])
    return ids


# Queries and their errors


def test_unknown_field_is_rejected(everlasting: Emulator) -> None:
    """A query that GitHub's schema does not allow gets GitHub's error, and no data."""
    answer = everlasting.ask("query Q { viewer { login shoeSize } }")

    expected = {
        "path": ["query Q", "viewer", "shoeSize"],
        "extensions": {"code": "undefinedField", "fieldName": "shoeSize", "typeName": "User"},
        "locations": [{"line": 1, "column": 26}],
        "message": "Field 'shoeSize' doesn't exist on type 'User'",
    }
    assert {"errors": [expected]} == answer


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ repository(owner: "a") { id } }', "missingRequiredArguments"),
        ("{ viewer }", "selectionMismatch"),
        ("{ viewer { login { x } } }", "selectionMismatch"),
        ("{ viewer(x: 1) { login } }", "argumentNotAccepted"),
        ("query ($x: Int) { viewer { login } }", "variableNotUsed"),
        ("{ node(id: $x) { id } }", "variableNotDefined"),
        ("{ ...F } fragment F on Nothing { id }", "undefinedType"),
        ("{ viewer { ... on Issue { id } } }", "cannotSpreadFragment"),
        ("{ nodes(ids: [1.5]) { id } }", "argumentLiteralsIncompatible"),
    ],
)
def test_rejected_query_has_code(everlasting: Emulator, query: str, code: str) -> None:
    """A rejected query tells by a code what is wrong with it."""
    codes = [error["extensions"]["code"] for error in everlasting.ask(query)["errors"]]

    assert code in codes


@pytest.mark.parametrize("query", ["{", "{ }", "query", ""])
def test_what_is_no_query_is_rejected(everlasting: Emulator, query: str) -> None:
    """Text that is no query gets an error and no data."""
    answer = everlasting.ask(query)

    assert list(answer) == ["errors"]


def test_mutation_is_rejected(everlasting: Emulator) -> None:
    """The emulator answers queries only; changes are made in process."""
    mutation = 'mutation { addStar(input: {starrableId: "x"}) { clientMutationId } }'

    assert "queries only" in only_error(everlasting.ask(mutation))["message"]


@pytest.mark.parametrize(
    ("query", "path", "message"),
    [
        (
            '{ repository(owner: "no", name: "body") { id } }',
            ["repository"],
            "Could not resolve to a Repository with the name 'no/body'.",
        ),
        (
            in_shop("issue(number: 999) { id }"),
            ["repository", "issue"],
            "Could not resolve to an Issue with the number of 999.",
        ),
        (
            '{ node(id: "I_none") { id } }',
            ["node"],
            "Could not resolve to a node with the global id of 'I_none'",
        ),
    ],
)
def test_what_is_not_there(everlasting: Emulator, query: str, path: Any, message: str) -> None:
    """What is not there is null, with a NOT_FOUND error, over HTTP 200."""
    response = post(everlasting, query)

    error = only_error(response.json())
    assert (200, "NOT_FOUND", path, message) == (
        response.status_code,
        error["type"],
        error["path"],
        error["message"],
    )


def test_missing_node_leaves_the_others(everlasting: Emulator) -> None:
    """Of many nodes, each that is gone is null in its place, with its own error."""
    answer = everlasting.ask('{ nodes(ids: ["gone", "D_sample_lid"]) { id } }')

    assert answer["data"]["nodes"] == [None, {"id": "D_sample_lid"}]
    assert only_error(answer)["path"] == ["nodes", 0]


def test_at_most_100_ids(everlasting: Emulator) -> None:
    """No more than 100 ids are resolved at once."""
    ids = json.dumps(["x"] * 101)

    assert (
        only_error(everlasting.ask(f"{{ nodes(ids: {ids}) {{ id }} }}"))["type"] == "ARGUMENT_LIMIT"
    )


def test_wrong_variable_is_rejected(everlasting: Emulator) -> None:
    """A variable of another type is rejected before anything runs."""
    query = "query ($id: ID!) { node(id: $id) { id } }"

    error = only_error(everlasting.ask(query, id=[1]))
    assert error["message"] == "Variable $id of type ID! was provided invalid value"


def test_unanswerable_field_is_named(everlasting: Emulator) -> None:
    """A field that the emulator cannot answer fails with its name, not with a made-up value."""
    answer = everlasting.ask(in_shop("planFeatures { maximumAssignees }"))

    assert "Repository.planFeatures" in only_error(answer)["message"]


# Pages


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        (
            "",
            "MISSING_PAGINATION_BOUNDARIES",
            "You must provide a `first` or `last` value to properly paginate "
            "the `issues` connection.",
        ),
        (
            "(first: 101)",
            "EXCESSIVE_PAGINATION",
            "Requesting 101 records on the `issues` connection exceeds "
            "the `first` limit of 100 records.",
        ),
        (
            "(last: 500)",
            "EXCESSIVE_PAGINATION",
            "Requesting 500 records on the `issues` connection exceeds "
            "the `last` limit of 100 records.",
        ),
        (
            '(first: 1, after: "abc")',
            "INVALID_CURSOR_ARGUMENTS",
            "`abc` does not appear to be a valid cursor.",
        ),
    ],
)
def test_bounds_of_a_page(everlasting: Emulator, arguments: str, kind: str, message: str) -> None:
    """A page needs a size from 1 to 100 and, if any, a cursor of GitHub's making."""
    answer = everlasting.ask(in_shop(f"issues{arguments} {{ nodes {{ id }} }}"))

    error = only_error(answer)
    assert (kind, message) == (error["type"], error["message"])


def test_count_needs_no_page(everlasting: Emulator) -> None:
    """Connections asked for their count alone need no size, and cost nothing."""
    answer = everlasting.ask(
        f"{in_shop('issues { totalCount }')[:-1]} rateLimit {{ cost nodeCount }} }}"
    )

    assert answer["data"]["repository"]["issues"]["totalCount"] == 2
    assert answer["data"]["rateLimit"] == {"cost": 1, "nodeCount": 0}


def test_pages_forward_and_back(github: Emulator) -> None:
    """Pages follow each other both ways and tell where they end."""
    some_issues(github, 5)
    query = """query ($after: String, $before: String, $first: Int, $last: Int) {
        repository(owner: "ada", name: "lamps") {
            issues(first: $first, last: $last, after: $after, before: $before) {
                totalCount nodes { number } edges { cursor node { number } }
                pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } }"""

    def page(**bounds: Any) -> dict[str, Any]:
        issues: dict[str, Any] = github.ask(query, **bounds)["data"]["repository"]["issues"]
        return issues

    first = page(first=2)
    second = page(first=2, after=first["pageInfo"]["endCursor"])
    last = page(last=2)
    before = page(last=2, before=last["pageInfo"]["startCursor"])

    assert [numbers(each) for each in (first, second, last, before)] == [
        [1, 2],
        [3, 4],
        [4, 5],
        [2, 3],
    ]
    assert (first["pageInfo"]["hasNextPage"], first["pageInfo"]["hasPreviousPage"]) == (True, False)
    assert (last["pageInfo"]["hasNextPage"], last["pageInfo"]["hasPreviousPage"]) == (False, True)
    assert first["edges"][1] == {"cursor": first["pageInfo"]["endCursor"], "node": {"number": 2}}
    assert first["pageInfo"]["endCursor"].startswith("Y3Vyc29yOnYy")


def test_cursor_outlives_its_thread(github: Emulator) -> None:
    """A cursor keeps its place when threads before it, and its own, are deleted."""
    ids = some_issues(github, 5)
    query = """query ($after: String) { repository(owner: "ada", name: "lamps") {
        issues(first: 3, after: $after) { nodes { number } pageInfo { endCursor } } } }"""
    page = github.ask(query)["data"]["repository"]["issues"]
    for thread_id in (ids[0], ids[2]):
        github.changes.delete_thread(thread_id)

    rest = github.ask(query, after=page["pageInfo"]["endCursor"])["data"]["repository"]["issues"]
    assert numbers(rest) == [4, 5]


def test_comment_cursor_outlives_its_comment(github: Emulator) -> None:
    """A cursor among comments keeps its place as well, when others come and go."""
    thread = github.changes.add_thread(SHOP, title="Too loud")
    ids = [github.changes.add_comment(thread["id"], f"comment {n}")["id"] for n in range(4)]
    query = """query ($id: ID!, $after: String) { node(id: $id) { ... on Issue {
        comments(first: 2, after: $after) { nodes { body } pageInfo { endCursor } } } } }"""
    page = github.ask(query, id=thread["id"])["data"]["node"]["comments"]
    github.changes.delete_comment(ids[0])
    github.changes.delete_comment(ids[1])
    github.changes.add_comment(thread["id"], "comment 4")

    after = page["pageInfo"]["endCursor"]
    rest = github.ask(query, id=thread["id"], after=after)["data"]["node"]["comments"]
    assert [comment["body"] for comment in rest["nodes"]] == ["comment 2", "comment 3"]


def test_default_orders(github: Emulator) -> None:
    """Issues come by creation, Discussions by change, the newest first."""
    github.changes.add_comment("D_sample_lid", "Still dry.")
    threads = ask_shop(
        github, "issues(first: 9) { nodes { number } } discussions(first: 9) { nodes { number } }"
    )

    assert (numbers(threads["issues"]), numbers(threads["discussions"])) == ([3, 4], [1, 2])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('filterBy: {since: "2026-10-06T09:00:00Z"}', [4]),
        ('filterBy: {since: "2026-10-06T11:00:00+02:00"}', [4]),
        ("states: [OPEN]", [3]),
        ('labels: ["planned"]', [3]),
        ('filterBy: {createdBy: "li-wei"}', [4]),
        ("orderBy: {field: UPDATED_AT, direction: DESC}", [4, 3]),
        ("orderBy: {field: COMMENTS, direction: ASC}", [4, 3]),
    ],
)
def test_issues_filtered_and_ordered(
    everlasting: Emulator, arguments: str, expected: list[int]
) -> None:
    """Issues are filtered and ordered as asked; `since` takes the moment itself in."""
    threads = ask_shop(everlasting, f"issues(first: 9, {arguments}) {{ nodes {{ number }} }}")

    assert expected == numbers(threads["issues"])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [("answered: true", [1]), ('categoryId: "DIC_polls"', [2]), ("states: [CLOSED]", [])],
)
def test_discussions_filtered(everlasting: Emulator, arguments: str, expected: list[int]) -> None:
    """Discussions are filtered by answer, category and state."""
    found = ask_shop(everlasting, f"discussions(first: 9, {arguments}) {{ nodes {{ number }} }}")

    assert expected == numbers(found["discussions"])


# What a query costs

DOCUMENTED_POINTS = """{ viewer { login repositories(first: 100) { edges { node { id
    issues(first: 50) { edges { node { id
        labels(first: 60) { edges { node { id name } } } } } } } } } }
    rateLimit { cost nodeCount } }"""

DOCUMENTED_NODES = """{ viewer {
    repositories(first: 50) { edges { repository: node { name
        pullRequests(first: 20) { edges { pullRequest: node { title
            comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
        issues(first: 20) { totalCount edges { issue: node { title bodyHTML
            comments(first: 10) { edges { comment: node { bodyHTML } } } } } } } } }
    followers(first: 10) { edges { follower: node { login } } } }
    rateLimit { nodeCount } }"""


def test_points_of_the_documented_query(everlasting: Emulator) -> None:
    """GitHub's own example, 1 + 100 + 5,000 requests, costs 51 points."""
    assert everlasting.ask(DOCUMENTED_POINTS)["data"]["rateLimit"]["cost"] == 51


def test_nodes_of_the_documented_query(everlasting: Emulator) -> None:
    """GitHub's own example asks for 22,060 nodes."""
    assert everlasting.ask(DOCUMENTED_NODES)["data"]["rateLimit"]["nodeCount"] == 22_060


@pytest.mark.parametrize(
    ("selection", "points"),
    [
        ("issues(first: 50) { nodes { comments(first: 50) { nodes { id } } } }", 1),
        (
            "discussions(first: 25) { nodes { comments(first: 20) { nodes {"
            " replies(first: 10) { nodes { id } } } } } }",
            5,
        ),
        (
            "discussions(first: 100) { nodes { comments(first: 30) { nodes {"
            " replies { totalCount } } } } }",
            1,
        ),
        ("issues(first: 100) { nodes { ...F ...F } }", 2),
    ],
)
def test_points_of_the_walls_queries(everlasting: Emulator, selection: str, points: int) -> None:
    """Points follow the pages around each connection; the same field twice counts once."""
    fragment = """fragment F on Issue { comments(first: 2) { nodes { id } }
        labels(first: 2) { nodes { id } } }"""
    query = in_shop(selection)[:-1] + " rateLimit { cost } }"
    query += fragment if "...F" in selection else ""

    assert points == everlasting.ask(query)["data"]["rateLimit"]["cost"]


def test_every_id_is_a_parent(everlasting: Emulator) -> None:
    """Of `nodes(ids:)` each id is asked for its own connections."""
    query = """query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Discussion {
        comments(first: 10) { nodes { replies(first: 10) { nodes { id } } } } } }
        rateLimit { cost nodeCount } }"""

    limit = everlasting.ask(query, ids=["D_sample_lid"] * 40)["data"]["rateLimit"]
    assert limit == {"cost": 4, "nodeCount": 40 * 10 + 40 * 10 * 10}


def test_too_many_nodes(everlasting: Emulator) -> None:
    """A query for more than 500,000 nodes does not run."""
    selection = """discussions(first: 100) { nodes { comments(first: 100) { nodes {
        replies(first: 100) { nodes { id } } } } } }"""

    answer = everlasting.ask(in_shop(selection))
    assert list(answer) == ["errors"]
    assert only_error(answer)["type"] == "MAX_NODE_LIMIT_EXCEEDED"
    assert "1,010,100 possible nodes" in only_error(answer)["message"]


def test_spent_budget_is_renewed(github: Emulator) -> None:
    """When the points of an hour are spent, queries fail with RATE_LIMITED until the next."""
    with Emulator(now=NOW, points_an_hour=60) as poor:
        poor.ask(DOCUMENTED_POINTS)
        poor.ask(DOCUMENTED_POINTS)  # GitHub lets the last query overdraw
        refused = post(poor, "{ viewer { login } }")
        poor.clock.move(hours=1)
        renewed = post(poor, "{ viewer { login } }")

    assert (refused.status_code, only_error(refused.json())["type"]) == (200, "RATE_LIMITED")
    assert (
        refused.headers["x-ratelimit-remaining"],
        refused.headers["x-ratelimit-used"],
    ) == ("0", "60")
    assert (
        renewed.headers["x-ratelimit-remaining"],
        renewed.json()["data"]["viewer"]["login"],
    ) == ("59", "wall")


# What GitHub says of threads and posts


def test_ghost_is_null(everlasting: Emulator) -> None:
    """The author of a deleted account is null, whatever is asked of it."""
    selection = (
        "comments(last: 1) { nodes { author { __typename login ... on User { databaseId } } } }"
    )

    thread = ask_shop(everlasting, f"discussion(number: 1) {{ {selection} }}")["discussion"]
    assert thread["comments"]["nodes"] == [{"author": None}]


def test_bot_is_no_user(everlasting: Emulator) -> None:
    """A bot is an actor of its own type."""
    selection = "comments(first: 1) { nodes { author { __typename ... on Bot { login } } } }"

    thread = ask_shop(everlasting, f"issue(number: 4) {{ {selection} }}")["issue"]
    author = {"__typename": "Bot", "login": "kettle-bot"}
    assert [{"author": author}] == thread["comments"]["nodes"]


def test_minimised_comments_tell_why(everlasting: Emulator) -> None:
    """A minimised comment keeps its text and tells the reason in small letters."""
    thread = ask_shop(
        everlasting,
        "issue(number: 3) { comments(first: 9) { nodes { isMinimized minimizedReason } } }",
    )["issue"]

    reasons = [comment["minimizedReason"] for comment in thread["comments"]["nodes"]]
    assert reasons == [None, "outdated", "abuse"]


def test_replies_know_their_comment(everlasting: Emulator) -> None:
    """A reply names the comment it replies to; a comment of the first level none."""
    selection = "comments(first: 1) { nodes { id replyTo { id } replies(first: 9) { nodes { replyTo { id } } } } }"

    thread = ask_shop(everlasting, f"discussion(number: 1) {{ {selection} }}")["discussion"]
    parent = {"id": "DC_sample_lid_answer"}
    expected = parent | {"replyTo": None, "replies": {"nodes": [{"replyTo": parent}] * 2}}
    assert [expected] == thread["comments"]["nodes"]


def test_tombstone(everlasting: Emulator) -> None:
    """A deleted comment with replies stays, without its text and author."""
    selection = (
        "comments(first: 2) { nodes { body deletedAt author { login } replies { totalCount } } }"
    )

    thread = ask_shop(everlasting, f"discussion(number: 1) {{ {selection} }}")["discussion"]
    expected = {"body": "", "deletedAt": "2026-10-06T09:00:00Z", "author": None}
    assert expected | {"replies": {"totalCount": 1}} == thread["comments"]["nodes"][1]


def test_poll(everlasting: Emulator) -> None:
    """A poll gives its options, in their own order or by votes."""
    selection = """poll { question totalVoteCount options(first: 9,
        orderBy: {field: VOTE_COUNT, direction: ASC}) { nodes { option totalVoteCount } } }"""

    poll = ask_shop(everlasting, f"discussion(number: 2) {{ {selection} }}")["discussion"]["poll"]
    assert (
        poll["totalVoteCount"],
        [option["option"] for option in poll["options"]["nodes"]],
    ) == (41, ["Mustard", "Slate"])


def test_all_reaction_groups_in_order(everlasting: Emulator) -> None:
    """All eight groups of reactions come, in GitHub's order, the empty ones too."""
    selection = "reactionGroups { content reactors(first: 2) { totalCount nodes { ... on User { login } } } }"

    thread = ask_shop(everlasting, f"discussion(number: 1) {{ {selection} }}")["discussion"]
    counts = {
        group["content"]: group["reactors"]["totalCount"] for group in thread["reactionGroups"]
    }
    assert [*counts] == [
        "THUMBS_UP",
        "THUMBS_DOWN",
        "LAUGH",
        "HOORAY",
        "CONFUSED",
        "HEART",
        "ROCKET",
        "EYES",
    ]
    assert [*counts.values()] == [4, 0, 0, 0, 0, 0, 0, 0]
    assert len(thread["reactionGroups"][0]["reactors"]["nodes"]) == 2


def test_duplicate_needs_its_argument(everlasting: Emulator) -> None:
    """The reason DUPLICATE is told only to those who ask for it."""
    issue = ask_shop(
        everlasting, "issue(number: 4) { stateReason full: stateReason(enableDuplicate: true) }"
    )["issue"]

    assert issue == {"stateReason": "NOT_PLANNED", "full": "DUPLICATE"}


def test_answer_milestone_and_pins(everlasting: Emulator) -> None:
    """An answer, a milestone and a pin are objects behind what the files hold as text."""
    shop = ask_shop(
        everlasting,
        """discussion(number: 1) { answer { id isAnswer } answerChosenBy { login } }
        issue(number: 3) { milestone { title number } titleHTML isPinned publishedAt }
        pinnedIssues(first: 3) { nodes { issue { number } } }""",
    )

    assert shop["discussion"]["answer"] == {"id": "DC_sample_lid_answer", "isAnswer": True}
    assert shop["issue"]["milestone"] == {"title": "Spring batch", "number": 1}
    assert shop["issue"]["titleHTML"] == "Base gets hot enough to mark <code>oak</code>"
    assert shop["pinnedIssues"]["nodes"] == [{"issue": {"number": 3}}]


def test_null_html_is_empty(everlasting: Emulator) -> None:
    """HTML that the file does not hold is empty text, for the schema never leaves it null."""
    assert ask_shop(everlasting, "issue(number: 3) { bodyHTML }")["issue"] == {"bodyHTML": ""}


# HTTP


def test_headers(everlasting: Emulator) -> None:
    """Answers carry GitHub's headers, by the emulator's clock."""
    headers = post(everlasting, "{ viewer { login } }").headers

    assert parsedate_to_datetime(headers["Date"]).isoformat().replace("+00:00", "Z") == NOW
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert (
        headers["X-RateLimit-Resource"],
        headers["X-RateLimit-Limit"],
    ) == ("graphql", "1000000")
    assert headers["X-GitHub-Request-Id"]


@pytest.mark.parametrize("token", ["", "wrong"])
def test_wrong_token(token: str) -> None:
    """Without the right token the answer is 401."""
    with Emulator(token="right") as strict:
        response = post(strict, "{ viewer { login } }", token)

    assert (response.status_code, response.json()["message"]) == (401, "Bad credentials")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/repos/{SHOP}", 200),
        (f"/api/v3/repos/{SHOP}", 200),
        ("/user", 200),
        ("/rate_limit", 200),
        ("/repos/no/body", 404),
        ("/repos/no/body/issues", 404),
    ],
)
def test_rest(everlasting: Emulator, path: Any, status: int) -> None:
    """The little REST there is answers under both prefixes; the rest is not found."""
    headers = {"Authorization": "token secret"}

    response = requests.get(everlasting.url + path, headers=headers, timeout=10)
    assert status == response.status_code
    assert status == 200 or response.json()["message"] == "Not Found"


def test_pygithub_asks_here(everlasting: Emulator) -> None:
    """PyGithub's requester reaches the emulator, its errors included."""
    client = Github(auth=Auth.Token("x"), base_url=everlasting.url, retry=None)
    query = in_shop("issue(number: 3) { title }")

    _, answer = client.requester.graphql_query(query, {})
    with pytest.raises(GithubException):
        client.requester.graphql_query("{ nonsense }", {})
    client.close()

    assert answer["data"]["repository"]["issue"]["title"] == "Base gets hot enough to mark `oak`"


def test_enterprise_paths(everlasting: Emulator) -> None:
    """GitHub Enterprise's path serves the same."""
    response = requests.post(
        f"{everlasting.url}/api/graphql",
        json={"query": "{ viewer { login } }"},
        headers={"Authorization": "bearer x"},
        timeout=10,
    )

    assert response.json() == {"data": {"viewer": {"login": "wall"}}}


def test_attachment_expires(github: Emulator, tmp_path: Path) -> None:
    """An attachment's address stays; the one it leads to lasts five minutes."""
    github.attachments.add("0b6f1a52.png", b"\x89PNG")
    address = f"{github.url}/user-attachments/assets/0b6f1a52"

    redirect = requests.get(address, allow_redirects=False, timeout=10)
    fresh = requests.get(redirect.headers["Location"], timeout=10)
    github.clock.move(minutes=5)
    stale = requests.get(redirect.headers["Location"], timeout=10)

    assert (redirect.status_code, fresh.status_code, stale.status_code) == (302, 200, 403)
    assert (fresh.content, fresh.headers["Content-Type"]) == (b"\x89PNG", "image/png")
    assert requests.get(f"{address}0", timeout=10).status_code == 404


def test_attachments_of_a_folder(tmp_path: Path) -> None:
    """Files lie in a folder by their names, and nothing outside it is served."""
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "attachments"
    folder.mkdir()
    (folder / "manual.pdf").write_bytes(b"%PDF")
    with Emulator(attachments=folder) as github:
        stable = f"{github.url}/user-attachments/files/17/"
        manual = requests.get(f"{stable}manual.pdf", timeout=10)
        outside = requests.get(f"{stable}..%2Fsecret.txt", timeout=10)

    assert (manual.content, manual.headers["Content-Type"]) == (b"%PDF", "application/pdf")
    assert outside.status_code == 404


# What goes wrong


def test_faults_fall_in_turn(github: Emulator) -> None:
    """Queued faults fall on one request each, then all is well; every request is logged."""
    github.faults.secondary_limit(retry_after=7)
    github.faults.time_out(502)
    responses = [post(github, "{ viewer { login } }") for _ in range(3)]

    assert [response.status_code for response in responses] == [403, 502, 200]
    assert responses[0].headers["Retry-After"] == "7"
    assert [request.status for request in github.requests] == [403, 502, 200]
    assert github.points == 1


@pytest.mark.parametrize("fault", [Fault(reset=True), Fault(cut_at=10)])
def test_broken_connection(github: Emulator, fault: Fault) -> None:
    """A reset or a cut answer breaks the connection in the client's hands."""
    github.faults.queue(fault)

    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        post(github, "{ viewer { login } }")
    assert post(github, "{ viewer { login } }").ok


def test_partial_answer(github: Emulator) -> None:
    """A fault can blank a part of an answer and add the error that explains it."""
    error = {"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Too much."}
    path = ("data", "repository", "issues", "nodes", 0)
    github.faults.queue(Fault(blanks=[path], errors=[error]))

    answer = post(github, in_shop("issues(first: 2) { nodes { number } }")).json()
    assert answer["data"]["repository"]["issues"]["nodes"] == [None, {"number": 4}]
    assert [error] == answer["errors"]


def test_answer_of_another_shape(github: Emulator) -> None:
    """A fault can leave a field out, or give another value, to one request that asks for it."""
    thread = ("data", "repository", "issues", "nodes", 0)
    changed = Fault(asks="number", drops=[(*thread, "number")], values=[((*thread, "x"), "NEW")])
    github.faults.queue(changed)
    query = in_shop("issues(first: 1) { nodes { number } }")

    assert post(github, "{ viewer { login } }").json()["data"]
    assert post(github, query).json()["data"]["repository"]["issues"]["nodes"] == [{"x": "NEW"}]


def test_broken_thread_fails_in_its_place(github: Emulator) -> None:
    """A thread that GitHub cannot give is null in its place, and the others come."""
    issue_id = ask_shop(github, "issue(number: 3) { id }")["issue"]["id"]
    github.changes.break_node(issue_id)

    answer = github.ask(in_shop("issues(first: 2) { nodes { number } }"))
    assert answer["data"]["repository"]["issues"]["nodes"] == [None, {"number": 4}]
    assert only_error(answer)["path"] == ["repository", "issues", "nodes", 0]


def test_large_queries_time_out(github: Emulator) -> None:
    """Queries above a size can be made to time out, so that a client tries smaller ones."""
    github.answerer.times_out_above = 50

    statuses = [
        post(github, in_shop(f"issues(first: {size}) {{ nodes {{ id }} }}")).status_code
        for size in (100, 50)
    ]
    assert statuses == [502, 200]


# Changes

TIMES = "issue(number: 3) { updatedAt comments(first: 9) { totalCount nodes { id body } } }"


@pytest.mark.parametrize(
    ("change", "bumps"),
    [
        (lambda changes, issue, comment: changes.add_comment(issue, "When?"), True),
        (lambda changes, issue, comment: changes.edit_comment(comment, "In May."), True),
        (lambda changes, issue, comment: changes.delete_comment(comment), True),
        (lambda changes, issue, comment: changes.edit_thread(issue, title="Hot"), True),
        (lambda changes, issue, comment: changes.label(issue, "done"), True),
        (lambda changes, issue, comment: changes.close(issue), True),
        (lambda changes, issue, comment: changes.lock(issue, "SPAM"), True),
        (lambda changes, issue, comment: changes.hide(comment, "spam"), False),
        (lambda changes, issue, comment: changes.react(comment, "HEART"), False),
        (lambda changes, issue, comment: changes.delete_comment(comment, bumps=False), False),
        (lambda changes, issue, comment: changes.rename_author("tomasz-k", "tom"), False),
        (lambda changes, issue, comment: changes.remove_author("tomasz-k"), False),
        (lambda changes, issue, comment: changes.purge_author("ada-northwind"), False),
    ],
)
def test_what_moves_updated_at(
    github: Emulator, change: Callable[..., object], bumps: bool
) -> None:
    """Writing moves a thread's `updatedAt`; hiding, reacting and accounts' fates do not."""
    issue = ask_shop(github, f"issue(number: 3) {{ id }} again: {TIMES}")
    change(github.changes, issue["issue"]["id"], issue["again"]["comments"]["nodes"][0]["id"])

    after = ask_shop(github, TIMES)["issue"]["updatedAt"]
    assert bumps == (after == NOW)
    assert bumps or after == issue["again"]["updatedAt"]


def test_edited_comment_tells_it(github: Emulator) -> None:
    """An edit is told by its time and its editor."""
    comment = github.changes.add_comment("D_sample_lid", "Teh lid", by="ines-m")
    github.clock.move(minutes=3)
    github.changes.edit_comment(comment["id"], "The lid")
    query = """query ($id: ID!) { node(id: $id) { ... on DiscussionComment {
        body lastEditedAt includesCreatedEdit editor { login } } } }"""

    edited = github.ask(query, id=comment["id"])["data"]["node"]
    assert tuple(edited.values()) == ("The lid", "2026-11-03T10:03:00Z", True, {"login": "ines-m"})


def test_deleted_comment_with_replies_becomes_a_tombstone(github: Emulator) -> None:
    """Deleting an answered comment leaves its replies, and the thread without an answer."""
    github.changes.delete_comment("DC_sample_lid_answer")

    thread = ask_shop(
        github,
        """discussion(number: 1) { isAnswered answer { id } comments(first: 1) { nodes {
            deletedAt body author { login } replies { totalCount } } } }""",
    )["discussion"]
    tombstone = {"deletedAt": NOW, "body": "", "author": None, "replies": {"totalCount": 2}}
    assert (False, None, [tombstone]) == (
        thread["isAnswered"],
        thread["answer"],
        thread["comments"]["nodes"],
    )


def test_transferred_thread_keeps_its_id(github: Emulator) -> None:
    """A transferred thread resolves by its id, in its new repository, under a new number."""
    some_issues(github, 2)
    issue_id = ask_shop(github, "issue(number: 3) { id }")["issue"]["id"]
    github.changes.transfer(issue_id, "ada/lamps")

    query = "query ($id: ID!) { node(id: $id) { ... on Issue { number url repository { nameWithOwner } } } }"
    expected = {
        "number": 3,
        "url": "https://github.com/ada/lamps/issues/3",
        "repository": {"nameWithOwner": "ada/lamps"},
    }
    assert expected == github.ask(query, id=issue_id)["data"]["node"]
    assert only_error(github.ask(in_shop("issue(number: 3) { id }")))["type"] == "NOT_FOUND"


def test_converted_issue_is_another_thread(github: Emulator) -> None:
    """An Issue that becomes a Discussion keeps its words, and has another id and number."""
    (issue,) = some_issues(github, 1)
    github.changes.add_comment(issue, "Here, too.")
    discussion = github.changes.convert(issue)

    query = "query ($id: ID!) { node(id: $id) { ... on Discussion { comments { totalCount } } } }"
    found = github.ask(query, id=discussion["id"])["data"]["node"]
    assert {"comments": {"totalCount": 1}} == found
    assert only_error(github.ask(query, id=issue))["type"] == "NOT_FOUND"


def test_numbers_are_given_once(github: Emulator) -> None:
    """The number of a deleted thread is never given again."""
    thread = github.changes.add_thread(SHOP)
    github.changes.delete_thread(thread["id"])

    assert github.changes.add_thread(SHOP)["number"] == thread["number"] + 1


def test_accounts_change(github: Emulator) -> None:
    """A renamed account is renamed wherever it wrote; a deleted one is a ghost."""
    github.changes.rename_author("ines-m", "ines")
    github.changes.remove_author("tomasz-k")

    shop = ask_shop(
        github,
        "discussion(number: 1) { author { login } } issue(number: 3) { author { login } }",
    )
    assert (shop["discussion"]["author"], shop["issue"]["author"]) == ({"login": "ines"}, None)


def test_renamed_repository_is_found_by_its_old_name(github: Emulator) -> None:
    """GraphQL follows a renamed repository; REST says where it went."""
    github.changes.rename_repository(SHOP, "northwind/kettles")

    headers = {"Authorization": "token x"}
    moved = requests.get(
        f"{github.url}/repos/{SHOP}", headers=headers, allow_redirects=False, timeout=10
    )
    there = requests.get(moved.headers["Location"], headers=headers, timeout=10)
    assert ask_shop(github, "nameWithOwner")["nameWithOwner"] == "northwind/kettles"
    assert (moved.status_code, there.json()["full_name"]) == (301, "northwind/kettles")


def test_hidden_repository(github: Emulator) -> None:
    """A repository made private is told so, or not found by a token that may not see it."""
    github.changes.make_private(SHOP)
    seen = ask_shop(github, "isPrivate visibility")
    github.changes.make_private(SHOP, hides=True)

    assert seen == {"isPrivate": True, "visibility": "PRIVATE"}
    assert only_error(github.ask(in_shop("id")))["type"] == "NOT_FOUND"
    assert only_error(github.ask('{ node(id: "D_sample_lid") { id } }'))["type"] == "NOT_FOUND"


def test_switched_off_issues(github: Emulator) -> None:
    """Issues that are switched off are neither listed nor found."""
    github.changes.switch_off(SHOP, "Issue")

    shop = ask_shop(github, "hasIssuesEnabled issues(first: 9) { totalCount nodes { id } }")
    assert shop == {"hasIssuesEnabled": False, "issues": {"totalCount": 0, "nodes": []}}


def test_changes_and_answers_take_turns(github: Emulator) -> None:
    """Many clients may ask while the conversation changes: each answer is whole."""
    query = in_shop("discussion(number: 1) { comments(first: 100) { totalCount nodes { id } } }")
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(post, github, query) for _ in range(40)]
        for number in range(40):
            github.changes.add_comment("D_sample_lid", f"comment {number}")
    pages = [
        answer.result().json()["data"]["repository"]["discussion"]["comments"] for answer in answers
    ]

    assert all(page["totalCount"] == len(page["nodes"]) for page in pages)
    assert len(github.requests) == 40


def test_clock_moves(github: Emulator) -> None:
    """A frozen clock stands until it is moved."""
    before = github.clock.stamp()
    github.clock.move(days=1, hours=2)

    assert (before, github.clock.stamp()) == (NOW, "2026-11-04T12:00:00Z")


# Files


def test_what_was_made_can_be_loaded(github: Emulator, tmp_path: Path) -> None:
    """A dump loaded into another emulator, under another name, gives the same lines."""
    github.changes.react("D_sample_lid", "HEART")
    lines = list(github.dump(SHOP))
    file = tmp_path / "threads.ndjson"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with Emulator(now=NOW) as other:
        other.load(file, "copy", "cat")
        other.load(file)
        names = sorted(other.state.repositories)
        copied = list(other.dump("copy/cat"))

    assert (lines, ["copy/cat", SHOP]) == (copied, names)


@pytest.mark.parametrize("name", ["payload-discussions", "bitcoin-core-gui"])
def test_real_conversations_come_back_as_loaded(name: str) -> None:
    """Everything loaded comes back over GraphQL, in its order and with its values."""
    path = REAL_CONVERSATIONS / name / "threads.ndjson.zst"
    if not path.exists():
        pytest.skip(f"Real conversations are not on this machine ({name}).")
    lines = [line.rstrip("\n") for line in read_lines(path)]
    with Emulator(points_an_hour=1_000_000) as github:
        repository = github.load(path)
        got = sorted(fetch_all(github, repository.full_name), key=lambda each: each["number"])
        dumped = list(github.dump(repository.full_name))

    wanted = [json.loads(line) for line in lines]
    assert lines == dumped
    assert [shorten(thread) for thread in wanted] == got


def test_real_history_ends_as_loaded() -> None:
    """A recorded history, lived through, ends in the state of the file of its end."""
    folder = REAL_CONVERSATIONS / "bitcoin-core-gui"
    if not folder.exists():
        pytest.skip("Real conversations are not on this machine (bitcoin-core-gui).")
    with Emulator() as github:
        ticks = list(github.replay(folder / "replay.graphql.ndjson.zst"))
        lines = list(github.dump("bitcoin-core/gui"))

    assert [line.rstrip("\n") for line in read_lines(folder / "threads.ndjson.zst")] == lines
    assert sorted(set(ticks)) == ticks


def fetch_all(github: Emulator, full_name: str) -> Iterator[dict[str, Any]]:
    """Read a repository's threads page by page, and shorten them to what files hold too."""
    owner, name = full_name.split("/")
    post_fields = "id databaseId body createdAt updatedAt authorAssociation author { login }"
    comment_fields = f"{post_fields} url isMinimized"
    query = f"""query ($after: String) {{ repository(owner: "{owner}", name: "{name}") {{
        CONNECTION(first: 20, after: $after, orderBy: {{field: CREATED_AT, direction: ASC}}) {{
            pageInfo {{ hasNextPage endCursor }}
            nodes {{ {post_fields} number title labels(first: 100) {{ nodes {{ name }} }}
                comments(first: 100) {{ nodes {{ {comment_fields} REPLIES }} }} }} }} }} }}"""
    replies = f"replies(first: 50) {{ nodes {{ {comment_fields} }} }}"
    for connection, nested in (("issues", ""), ("discussions", replies)):
        after, has_next = None, True
        while has_next:
            asked = query.replace("CONNECTION", connection).replace("REPLIES", nested)
            page = github.ask(asked, after=after)["data"]["repository"][connection]
            after, has_next = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
            yield from (shorten(thread) for thread in page["nodes"])


def shorten(post: dict[str, Any]) -> dict[str, Any]:
    """Keep of a post what both a file and the query above hold."""
    kept = ("id", "databaseId", "body", "createdAt", "updatedAt", "authorAssociation", "number")
    short: dict[str, Any] = {key: post.get(key) for key in (*kept, "title", "isMinimized")}
    short["author"] = post["author"] and post["author"]["login"]
    short["labels"] = [label["name"] for label in _listed(post, "labels")]
    short["comments"] = [shorten(comment) for comment in _listed(post, "comments")]
    short["replies"] = [shorten(reply) for reply in _listed(post, "replies")]
    return short


def _listed(post: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = post.get(name) or []
    nodes: list[dict[str, Any]] = found["nodes"] if isinstance(found, dict) else found
    return nodes


# The command line


def test_command_line_without_a_schema(tmp_path: Path) -> None:
    """Without GitHub's schema the command says what is missing and what to do."""
    done = subprocess.run(
        [sys.executable, "-m", "github_emulator", "--schema", str(tmp_path / "none.graphql")],
        cwd=Path(__file__).parent,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert done.returncode == 2
    assert "set-up" in done.stderr


def test_command_line_prints_its_address(github: Emulator, tmp_path: Path) -> None:
    """Started from the command line, the emulator loads, prints its address and serves."""
    file = tmp_path / "threads.ndjson"
    file.write_text("\n".join(github.dump(SHOP)) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "github_emulator", "--load", f"copy/cat={file}", "--sample"]
    with subprocess.Popen(
        command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            loaded, address = process.stdout.readline(), process.stdout.readline()
            response = requests.post(
                address.split("GraphQL: ")[1].rstrip(")\n"),
                json={"query": '{ repository(owner: "copy", name: "cat") { name } }'},
                headers={"Authorization": "bearer x"},
                timeout=10,
            )
        finally:
            process.terminate()

    assert loaded == "copy/cat: 4 threads\n"
    assert response.json() == {"data": {"repository": {"name": "cat"}}}
