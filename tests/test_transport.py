"""Whatever GitHub or the network does, a question ends in data or in one helpful sentence."""

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from conversation_wall.errors import GitHubError
from conversation_wall.github.transport import (
    GitHubTransport,
    LimitReachedError,
    StaleCursorError,
    TooMuchAskedError,
)
from github_emulator import Emulator, Fault
from github_emulator.faults import SECONDARY_LIMIT

NOW = "2026-11-03T10:00:00Z"
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"
QUERY = "query ($ids: [ID!]!) { rateLimit { cost } nodes(ids: $ids) { id } }"
VARIABLES = {"ids": ["D_sample_lid"]}


@pytest.fixture
def github() -> Iterator[Emulator]:
    """Give an emulated GitHub that lets one token in."""
    with Emulator(now=NOW, token=TOKEN) as github:
        github.load_sample()
        yield github


def a_transport(github: Emulator, token: str = TOKEN) -> GitHubTransport:
    """Build a transport that waits for nothing."""
    return GitHubTransport(token, github.url, sleep=lambda _: None)


def refusal(transport: GitHubTransport, query: str = QUERY, **variables: Any) -> GitHubError:
    """Give the error that a question ends in; the token is never in it."""
    with pytest.raises(GitHubError) as raised:
        transport.fetch(query, variables or (VARIABLES if query == QUERY else {}))
    error: BaseException | None = raised.value
    assert 3 == raised.value.exitcode
    while error:
        assert TOKEN not in str(error)
        assert TOKEN not in repr(error)
        error = error.__cause__
    return raised.value


def test_answer_has_data_time_and_cost(github: Emulator) -> None:
    """An answer is GitHub's data, GitHub's time, and the points it took."""
    answer = a_transport(github).fetch(QUERY, VARIABLES)

    assert [{"id": "D_sample_lid"}] == answer.data["nodes"]
    assert NOW == answer.answered_at.isoformat().replace("+00:00", "Z")
    assert 1 == answer.cost


def test_question_is_signed_and_sent_once(github: Emulator) -> None:
    """One question is one request."""
    a_transport(github).fetch(QUERY, VARIABLES)

    assert [("POST", "/api/graphql", 200)] == [
        (request.method, request.path, request.status) for request in github.requests
    ]


def test_ids_that_are_gone_are_an_answer(github: Emulator) -> None:
    """Asked for several nodes, GitHub's errors about those that are gone are no failure."""
    answer = a_transport(github).fetch(QUERY, {"ids": ["D_gone", "D_sample_lid", "D_lost"]})

    assert [None, {"id": "D_sample_lid"}, None] == answer.data["nodes"]


def test_only_id_gone_is_an_answer(github: Emulator) -> None:
    """Asked for one node that is gone, it is an answer as well."""
    answer = a_transport(github).fetch(QUERY, {"ids": ["D_gone"]})

    assert [None] == answer.data["nodes"]


# Refusals


def test_bad_token_is_told(github: Emulator) -> None:
    """A token that GitHub does not know is told by the name of its variable."""
    error = refusal(a_transport(github, "ghp_wrong"))

    assert "does not accept the token. Look at GITHUB_TOKEN" in str(error)


def test_unknown_repository_is_told(github: Emulator) -> None:
    """A repository that is not there, or hidden, is told with GitHub's words."""
    query = '{ repository(owner: "northwind-kettles", name: "none") { isPrivate } }'
    error = refusal(a_transport(github), query)

    assert "Could not resolve to a Repository" in str(error)
    assert "Look at the repositories in WALL_SOURCES" in str(error)


def test_query_that_github_rejects_is_told(github: Emulator) -> None:
    """What GitHub says about a wrong question is handed on."""
    assert "doesn't exist on type" in str(refusal(a_transport(github), "{ viewer { shoe } }"))


def test_budget_that_is_used_up_is_told() -> None:
    """The end of the hour's points is told as such, and that nothing is lost."""
    with Emulator(now=NOW, points_an_hour=1) as github:
        transport = a_transport(github)
        transport.fetch("{ viewer { login } }", {})
        error = refusal(transport, "{ viewer { login } }")

    assert "limit for this hour is used up" in str(error)
    assert "run `wall sync` again" in str(error)


def test_limit_by_status_is_told(github: Emulator) -> None:
    """A primary limit sent as status 403, with a reset far away, is not waited for."""
    body = {"message": "API rate limit exceeded for user ID 1."}
    github.faults.queue(Fault(status=403, body=body, headers={"X-RateLimit-Reset": "4000000000"}))

    assert "limit for this hour is used up" in str(refusal(a_transport(github)))
    assert 1 == len(github.requests)


def test_forbidden_is_told(github: Emulator) -> None:
    """A 403 that is no limit is handed on with GitHub's words."""
    body = {"message": "Resource protected by organization SAML enforcement."}
    github.faults.queue(Fault(status=403, body=body))

    assert "GitHub refused: Resource protected by" in str(refusal(a_transport(github)))


# What passes


@pytest.mark.parametrize("retry_after", [None, 60])
def test_secondary_limit_is_waited_for(github: Emulator, retry_after: int | None) -> None:
    """Asked too fast, GitHub is asked again after a while."""
    github.faults.secondary_limit(retry_after)
    answer = a_transport(github).fetch(QUERY, VARIABLES)

    assert [{"id": "D_sample_lid"}] == answer.data["nodes"]
    assert [403, 200] == [request.status for request in github.requests]


def test_secondary_limit_that_stays_ends_the_run(github: Emulator) -> None:
    """A limit that does not end leaves the rest to another run, after a while."""
    github.faults.queue(*[Fault(status=403, body=SECONDARY_LIMIT)] * 9)
    error = refusal(a_transport(github))

    assert isinstance(error, LimitReachedError)
    assert "2026-11-03T10:01:00+00:00" == (error.resets_at and error.resets_at.isoformat())
    assert 4 == len(github.requests)
    assert "what was read so far is kept" in str(error).lower()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_failure_is_tried_again(github: Emulator, status: int) -> None:
    """A failure of GitHub's own passes unseen."""
    github.faults.queue(Fault(status=status, body="<html>Unicorn!</html>"))

    assert a_transport(github).fetch(QUERY, VARIABLES).data["nodes"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_failure_that_stays_is_told(github: Emulator, status: int) -> None:
    """A failure of GitHub's own that stays is told with its status."""
    github.faults.queue(*[Fault(status=status, body="<html>Unicorn!</html>")] * 9)
    error = refusal(a_transport(github))

    assert str(status) in str(error)
    assert "try again" in str(error)


def test_broken_connection_is_tried_again(github: Emulator) -> None:
    """A connection that breaks once passes unseen."""
    github.faults.queue(Fault(reset=True))

    assert a_transport(github).fetch(QUERY, VARIABLES).data["nodes"]


# Too much asked


@pytest.mark.parametrize("status", [200, 502, 504])
def test_timed_out_question_may_pass_for_less(github: Emulator, status: int) -> None:
    """GitHub's time-outs are an error of their own, in every shape."""
    github.faults.time_out(status)
    github.faults.time_out(status)

    assert isinstance(refusal(a_transport(github)), TooMuchAskedError)


@pytest.mark.parametrize("status", [502, 504])
def test_timed_out_page_may_pass_for_less(github: Emulator, status: int) -> None:
    """A time-out may come as a page of a proxy."""
    github.faults.queue(*[Fault(status=status, body="<html>Bad gateway</html>")] * 2)
    error = refusal(a_transport(github))

    assert isinstance(error, TooMuchAskedError)
    assert "<html>" not in str(error)


@pytest.mark.parametrize("kind", ["RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED"])
def test_limits_of_one_question_may_pass_for_less(github: Emulator, kind: str) -> None:
    """A partial answer for want of resources is no answer, and less may pass."""
    github.faults.queue(Fault(errors=[{"type": kind, "message": "Too much."}]))

    assert isinstance(refusal(a_transport(github)), TooMuchAskedError)


@pytest.mark.parametrize("path", [["nodes", 0, "id"], ["nodes", 0]])
def test_place_that_github_could_not_fill_is_named(github: Emulator, path: list[object]) -> None:
    """An answer with a hole in it says where, and why; what is gone is another thing."""
    errors = [{"path": path, "message": "Something went wrong."}]
    github.faults.queue(Fault(blanks=[("data", "nodes", 0)], errors=errors))
    answer = a_transport(github).fetch(QUERY, {"ids": ["D_sample_lid", "D_gone"]})

    first, second = answer.hole("nodes", 0), answer.hole("nodes", 1)
    assert first is not None
    assert second is not None
    assert ("Something went wrong.", False) == (first.reason, first.is_gone)
    assert second.is_gone


def test_hole_in_the_whole_is_no_answer(github: Emulator) -> None:
    """Where the repository itself is missing there is no data."""
    error = {"path": ["repository"], "message": "Something went wrong."}
    github.faults.queue(Fault(errors=[error]))

    assert "Something went wrong." in str(refusal(a_transport(github)))


def test_lost_place_in_a_list_is_an_error_of_its_own(github: Emulator) -> None:
    """A cursor that GitHub does not know any more is told from other mistakes."""
    query = (
        'query { repository(owner: "northwind-kettles", name: "feedback") '
        '{ issues(first: 1, after: "nonsense") { nodes { id } } } }'
    )
    assert isinstance(refusal(a_transport(github), query), StaleCursorError)


# Waiting


def waits(github: Emulator, *faults: Fault, chance: float = 0.5) -> list[float]:
    """Give the seconds that a question waits through these faults, and then is answered."""
    waited: list[float] = []
    transport = GitHubTransport(TOKEN, github.url, sleep=waited.append, chance=lambda: chance)
    github.faults.queue(*faults)
    assert transport.fetch(QUERY, VARIABLES).data["nodes"]
    return waited


def test_waits_grow_and_are_spread(github: Emulator) -> None:
    """Each attempt waits twice as long as the one before, a half more or less."""
    faults = [Fault(status=503)] * 4

    assert [1, 2, 4, 8] == waits(github, *faults)
    assert [0.5, 1, 2, 4] == waits(github, *faults, chance=0)
    assert [1.5, 3, 6, 12] == waits(github, *faults, chance=1)


@pytest.mark.parametrize("status", [403, 429])
def test_wait_that_github_asks_for_is_kept(github: Emulator, status: int) -> None:
    """Retry-After is waited out, and no second less."""
    fault = Fault(status=status, headers={"Retry-After": "90"}, body=SECONDARY_LIMIT)

    assert [90, 90] == waits(github, fault, fault, chance=0)


@pytest.mark.parametrize("body", [SECONDARY_LIMIT, "<html>Whoa there!</html>"])
def test_limit_without_a_time_waits_a_minute_and_longer(github: Emulator, body: object) -> None:
    """Where GitHub names no time, its own advice holds."""
    assert [60, 120, 240] == waits(github, *[Fault(status=403, body=body)] * 3)


def test_wait_has_a_bound(github: Emulator) -> None:
    """A Retry-After of a day is left to another run."""
    fault = Fault(status=429, headers={"Retry-After": "86400"}, body=SECONDARY_LIMIT)
    github.faults.queue(fault)
    error = refusal(a_transport(github))

    assert isinstance(error, LimitReachedError)
    assert "2026-11-04T10:00:00+00:00" == (error.resets_at and error.resets_at.isoformat())
    assert 1 == len(github.requests)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(cut_at=40),
        Fault(reset=True),
        Fault(status=200, body="<html>"),
        Fault(status=200, body='{"data": null}'),
        Fault(status=502),
        Fault(status=504),
        Fault(status=500),
        Fault(status=429),
    ],
)
def test_passing_failure_is_asked_again(github: Emulator, fault: Fault) -> None:
    """What went wrong once is tried again, whatever it was."""
    assert 1 == len(waits(github, fault))


# No GitHub at all


def test_closed_port_is_told() -> None:
    """Where nobody answers, the address and the reason are named."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    error = refusal(GitHubTransport(TOKEN, url, sleep=lambda _: None))

    assert f"cannot be reached at {url} (" in str(error)
    assert "Look at your network connection and try again" in str(error)


@pytest.mark.parametrize(
    "body",
    [b"<html>Sign in</html>", b"", b"null", b"[]", b'"x"', b"{", b"\xff\xfe", b'{"data": 1}'],
)
def test_answer_of_something_else_is_told(github: Emulator, body: bytes) -> None:
    """A sign-in page, or anything else that is no answer of GitHub's, is told as such."""
    github.faults.queue(*[Fault(status=200, body=body)] * 9)

    assert "Look whether a proxy" in str(refusal(a_transport(github)))


@pytest.mark.parametrize("body", [[], {"message": 7}, {"errors": 7}, {"errors": ["x"]}, "x", 7])
@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 422])
def test_odd_answer_is_told(github: Emulator, status: int, body: object) -> None:
    """No shape of an error ends in another error than ours."""
    text = json.dumps(body)
    github.faults.queue(*[Fault(status=status, body=text)] * 9)

    assert str(refusal(a_transport(github)))


def test_answer_cut_short_is_told(github: Emulator) -> None:
    """Half an answer is tried again, and told if it stays."""
    github.faults.queue(*[Fault(cut_at=40)] * 9)

    assert "try again" in str(refusal(a_transport(github))).lower()
