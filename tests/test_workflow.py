"""
What is published when: the workflow's own steps, run in order against an emulated GitHub.

A full copy of this repository runs again and again, as it would live; then a thin site.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from conversation_wall.project.workflow import WORKFLOW, workflow_files
from github_emulator import Emulator
from github_emulator.faults import Fault
from serving import served
from sites import a_wall, files_of
from workflow_expressions import evaluate, fill, starts_with
from workflow_runner import Ended, Event, GitHub, names_of, run_workflow

ROOT = Path(__file__).resolve().parent.parent
TEXT = workflow_files()[WORKFLOW]
SAMPLE = ROOT / "scripts" / "sample" / "threads.ndjson"
# In the conversation that is the last of those served.
(PICTURE,) = (ROOT / "scripts" / "sample" / "attachments").iterdir()
COUNT = 12
HOSTILE = "x\n::error::pwned\n##[error]pwned\n$(touch pwned) <b>pwned</b>"
GREEN = {"build": "success", "deploy": "success"}
RED = {"build": "failure", "deploy": "skipped"}


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """Serve some of the sample's conversations, at a time that stands still."""
    threads = tmp_path_factory.mktemp("threads") / "threads.ndjson"
    lines = SAMPLE.read_text("utf-8").splitlines(True)
    pictured = next(line for line in lines if PICTURE.stem in line)
    threads.write_text("".join([*lines[: COUNT - 1], pictured]), "utf-8")
    with Emulator(now=datetime.now(UTC).replace(microsecond=0)) as emulator:
        emulator.load(threads, "hollin-lane", "wall")
        yield emulator


@pytest.fixture(scope="module")
def lived(
    emulator: Emulator, repository_files: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[Ended, dict[str, bytes]]]]:
    """Let a full copy live: its runs, and what visitors saw after each."""
    folder = tmp_path_factory.mktemp("full")
    for path in repository_files:
        if path.parts[0] not in {"tests", "docs"}:
            (folder / "copy" / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, folder / "copy" / path)
    event = Event(environment={"WALL_GITHUB_URL": emulator.url})
    runs: dict[str, tuple[Ended, dict[str, bytes]]] = {}

    def live(name: str) -> None:
        runs[name] = (run_workflow(TEXT, github, event), files_of(github.published))

    with served(folder / "published") as pages:
        github = GitHub(folder, folder / "copy", f"{pages}/")
        emulator.attachments.add(PICTURE.name, PICTURE.read_bytes())
        live("first")
        emulator.attachments.remove(PICTURE.name)
        live("nothing changed")
        emulator.attachments.add(PICTURE.name, PICTURE.read_bytes())
        github.cache.clear()
        live("the cache was evicted")
        emulator.faults.saml()
        live("GitHub refuses")
        yield runs


@pytest.fixture(scope="module")
def thin(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Ended, str]]:
    """Let a thin site be read once, three days ago, all but a thread; then GitHub is down."""
    folder = tmp_path_factory.mktemp("thin")
    site = a_wall(folder / "site", WALL_SOURCES=["thin/site"])
    shutil.copy2(ROOT / "publishconf.py", site)
    (site / "requirements.txt").write_text("pelican-conversation-wall==0.1.0\n", "utf-8")
    emulator.changes.add_repository("thin/site")
    emulator.changes.add_thread("thin/site", title="Too hot", body="The tea is too hot.")
    hostile = emulator.changes.add_thread("thin/site", title=HOSTILE, body=HOSTILE)
    emulator.changes.break_node(hostile["id"], HOSTILE)
    event = Event("schedule", environment={"WALL_GITHUB_URL": emulator.url})
    now = emulator.clock.now()
    emulator.clock.freeze(now - timedelta(days=3))
    runs = []
    with served(folder / "published") as pages:
        github = GitHub(folder, site, f"{pages}/")
        for is_down in (False, True):
            if is_down:
                emulator.faults.queue(Fault(fits="/graphql", status=401, body={"message": "No."}))
            ended = run_workflow(TEXT, github, event)
            runs.append((ended, (github.published / "index.html").read_text("utf-8")))
    emulator.clock.freeze(now)
    return runs


def test_first_run_publishes_the_wall(lived: dict[str, Any]) -> None:
    """With nothing kept from before everything is read, and a whole site is there."""
    ended, site = lived["first"]

    assert GREEN == ended.results, ended.log
    assert f"Read {COUNT} threads" in ended.summary
    assert {"index.html", "404.html", "sitemap.xml"} <= set(site)
    assert 'href="http://127.0.0.1:' in site["index.html"].decode()


def test_run_without_news_publishes_the_same_bytes(lived: dict[str, Any]) -> None:
    """The store was kept, so that only what changed is read, and nothing did."""
    ended, site = lived["nothing changed"]

    assert GREEN == ended.results, ended.log
    assert lived["first"][1] == site


def test_images_are_kept_with_the_store(lived: dict[str, Any]) -> None:
    """GitHub gave the image to the first run only: the next one has it from the cache."""
    images = [{name for name in site if name.startswith("images/")} for _, site in lived.values()]

    assert 1 == len(images[0])
    assert images[0] == images[1] == images[2]
    assert "Images\\: 1 new\\, 1 in all" in lived["first"][0].summary


def test_evicted_store_takes_its_history_back(lived: dict[str, Any]) -> None:
    """Where the store is lost everything is read anew, and nothing that was seen is forgotten."""
    ended, site = lived["the cache was evicted"]

    assert GREEN == ended.results, ended.log
    assert "was taken back from" in ended.summary
    assert lived["first"][1] == site
    assert site["data/history.ndjson"].count(b"\n") > COUNT


def test_failed_read_publishes_nothing(lived: dict[str, Any]) -> None:
    """The run is red, the last good site stays, and the page of the run says why."""
    ended, site = lived["GitHub refuses"]

    assert RED == ended.results
    assert "skipped" == ended.steps["Hand the site over"]
    assert lived["first"][1] == site
    assert "**Error:** GitHub" in ended.summary
    assert "Nothing was built\\: GitHub was last read on" in ended.summary
    assert "**Nothing was published.** The last good site stays as it was." in ended.summary


def test_what_was_read_is_kept_after_a_failure(lived: dict[str, Any]) -> None:
    """The next run goes on where this one stopped."""
    assert ["success"] * 4 == [ended.steps["Keep what was read"] for ended, _ in lived.values()]


def test_partial_read_publishes_with_a_warning(thin: list[tuple[Ended, str]]) -> None:
    """One conversation that GitHub will not give holds up no other, whatever GitHub says of it."""
    ended, page = thin[0]

    assert GREEN == ended.results, ended.log
    assert "Too hot" in page
    assert "pwned" in "".join(ended.log)
    assert "<b>" not in ended.summary
    assert "1 thread could not be read" in ended.summary
    assert [
        "::warning::Some conversations could not be read. The summary names them."
    ] == ended.commands


def test_summary_says_who_waits(lived: dict[str, Any]) -> None:
    """An owner learns from the page of the run what stands on the wall."""
    for name in ("first", "nothing changed"):
        summary = lived[name][0].summary
        assert "critiques answered" in summary
        assert "waiting" in summary


def test_no_run_shows_the_token(lived: dict[str, Any]) -> None:
    """It is in no line of a log and no summary."""
    said = [line for ended, _ in lived.values() for line in [*ended.log, ended.summary]]

    assert [] == [line for line in said if "nobody-may-see" in line]


def test_thin_site_is_read_and_published(thin: list[tuple[Ended, str]]) -> None:
    """The same text works where the wall is a package, named in requirements.txt."""
    ended, page = thin[0]

    assert GREEN == ended.results, ended.log
    assert "Too hot" in page
    assert "last updated" not in page


def test_wall_that_is_behind_says_so(thin: list[tuple[Ended, str]]) -> None:
    """After two days without GitHub the last good store is published, dated; the run stays red."""
    ended, page = thin[1]

    assert {"build": "failure", "deploy": "success"} == ended.results, ended.log
    assert "Too hot" in page
    assert "This wall was last updated on" in page
    assert "**Error:** GitHub does not accept the token" in ended.summary
    assert "Every page says that the wall is as it was" in ended.summary
    assert "Nothing was published" not in ended.summary


def test_switched_off_pages_are_told(tmp_path: Path) -> None:
    """Before anything is read, the owner is told which menu to open."""
    (tmp_path / "empty").mkdir()
    github = GitHub(tmp_path, tmp_path / "empty", has_pages=False)

    ended = run_workflow(TEXT, github, Event())

    assert RED == ended.results
    assert "choose\nthe source “GitHub Actions”" in ended.summary
    assert {"skipped"} == {ended.steps[name] for name in ("Install the wall", "Keep what was read")}


def test_wrong_settings_are_told(emulator: Emulator, tmp_path: Path) -> None:
    """A mistake of the owner's stops a run before anything is asked of GitHub."""
    site = a_wall(tmp_path / "site", WALL_TEEM=["ada"])
    shutil.copy2(ROOT / "publishconf.py", site)
    (site / "requirements.txt").write_text("pelican-conversation-wall==0.1.0\n", "utf-8")

    event = Event(environment={"WALL_GITHUB_URL": emulator.url})
    ended = run_workflow(TEXT, GitHub(tmp_path, site), event)

    assert RED == ended.results
    assert r"WALL\_TEEM" in ended.summary


@pytest.mark.parametrize(
    ("event", "repository", "runs"),
    [
        (Event("discussion"), {}, True),
        (Event("schedule"), {}, True),
        (Event("issue_comment", {"issue": {"number": 1}}), {}, True),
        (Event("issue_comment", {"issue": {"pull_request": {"url": "x"}}}), {}, False),
        (Event("workflow_dispatch", ref_name="try-out"), {}, False),
        (Event("push"), {"fork": True, "has_pages": False}, False),
        (Event("push"), {"fork": True, "has_pages": True}, True),
        (Event("push"), {"is_template": True}, False),
        (Event("push"), {"default_branch": "master"}, False),
        (Event("push", ref_name="master"), {"default_branch": "master"}, True),
    ],
)
def test_runs_only_where_it_should(
    event: Event, repository: dict[str, Any], runs: bool, tmp_path: Path
) -> None:
    """Pull requests, other branches, forks and the template itself publish nothing."""
    github = GitHub(tmp_path, tmp_path, repository={"default_branch": "main", **repository})
    condition = yaml.safe_load(TEXT)["jobs"]["build"]["if"]

    assert runs is bool(evaluate(condition, names_of(github, event), {}))


def test_comment_on_a_pull_request_pushes_no_run_aside(tmp_path: Path) -> None:
    """GitHub keeps one waiting run of a group: what is no news has a group of its own."""
    github = GitHub(tmp_path, tmp_path)
    group = yaml.safe_load(TEXT)["concurrency"]["group"]
    news = Event("issue_comment", {"issue": {"number": 1}})
    no_news = Event("issue_comment", {"issue": {"pull_request": {"url": "x"}}})

    groups = [fill(group, names_of(github, event), {}) for event in (news, no_news)]

    assert ["wall-site", "wall-1000"] == groups


def test_every_night_old_conversations_are_read_again() -> None:
    """What GitHub tells nobody of is found by the schedule, or by hand; an event reads the news."""
    (step,) = (s for s in yaml.safe_load(TEXT)["jobs"]["build"]["steps"] if s.get("id") == "sync")

    def option(event: str, **inputs: bool) -> str:
        names = {"github": {"event_name": event}, "inputs": inputs}
        return fill(step["env"]["HOW"], names, {"startsWith": starts_with})

    assert ["", "", "--full", "--news", "--news", ""] == [
        option("schedule"),
        option("workflow_dispatch", full=False),
        option("workflow_dispatch", full=True),
        option("discussion_comment"),
        option("issues"),
        option("push"),
    ]
