"""
A runner for our workflow on this machine: jobs in order, their steps in a shell.

    run_workflow(text, github, event) ─→ Ended    github: cache, artifact, published site

The actions that it uses are GitHub's own and are stood in for, by what their documentation
says: a checkout is a copy, the cache a list of folders, Pages a folder.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from workflow_expressions import Functions, fill, holds, starts_with

SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")


class StepError(Exception):
    """An action failed."""


@dataclass(slots=True)
class GitHub:
    """What GitHub keeps of one repository between two runs; `pages` is where it publishes."""

    folder: Path
    checkout: Path
    pages: str = "http://127.0.0.1:9/"
    has_pages: bool = True
    repository: Mapping[str, Any] = field(default_factory=lambda: {"default_branch": "main"})
    cache: list[tuple[str, Path]] = field(default_factory=list)
    runs: int = 0
    deployments: int = 0

    @property
    def published(self) -> Path:
        """Where the site lies that visitors see."""
        return self.folder / "published"


@dataclass(frozen=True, slots=True)
class Event:
    """What started a run."""

    name: str = "discussion_comment"
    payload: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, Any] = field(default_factory=dict)
    ref_name: str = "main"
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Ended:
    """How a run ended: each job and step, all that was logged, and what its page says."""

    results: dict[str, str] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    summary: str = ""


def run_workflow(text: str, github: GitHub, event: Event) -> Ended:
    """Run every job, in the order in which they stand."""
    github.runs += 1
    workflow = yaml.safe_load(text)
    ended = Ended()
    needs: dict[str, Any] = {}
    for name, job in workflow["jobs"].items():
        needs[name] = _Job(workflow, job, github, event, ended, needs).run()
        ended.results[name] = needs[name]["result"]
    return ended


def names_of(github: GitHub, event: Event) -> dict[str, Any]:
    """Give the contexts that a whole run shares."""
    return {
        "github": {
            "event_name": event.name,
            "event": {"repository": github.repository, **event.payload},
            "ref_name": event.ref_name,
            "run_id": 1000 + github.runs,
            "run_attempt": 1,
            "token": "a-token-that-nobody-may-see",
        },
        "inputs": event.inputs,
    }


class _Job:
    def __init__(
        self,
        workflow: dict[str, Any],
        job: dict[str, Any],
        github: GitHub,
        event: Event,
        ended: Ended,
        needs: Mapping[str, Any],
    ) -> None:
        assert workflow["defaults"] == {"run": {"shell": "bash"}}
        self._job = job
        self._github = github
        self._event = event
        self._ended = ended
        self._folder = github.folder / f"run-{github.runs}" / f"job-{len(needs)}"
        self._space = self._folder / "workspace"
        self._steps: dict[str, Any] = {}
        self._environment: dict[str, str] = {}
        self._result = "success"
        self._names = {**names_of(github, event), "steps": self._steps, "needs": needs}
        after = job.get("needs")
        self._follows = {"success": True} | (
            {"success": needs[after]["result"] == "success"} if after else {}
        )

    def run(self) -> dict[str, Any]:
        follows = self._follows["success"]
        before: Functions = {
            **self._functions(),
            "success": lambda: follows,
            "failure": lambda: not follows,
        }
        if not holds(self._job.get("if"), self._names, before):
            return {"result": "skipped", "outputs": {}}
        self._space.mkdir(parents=True)
        for step in self._job["steps"]:
            self._run_step(step)
        outputs = {
            name: fill(value, self._names, self._functions())
            for name, value in self._job.get("outputs", {}).items()
        }
        return {"result": self._result, "outputs": outputs}

    def _run_step(self, step: dict[str, Any]) -> None:
        functions = self._functions()
        outputs: dict[str, str] = {}
        outcome = "skipped"
        if holds(step.get("if"), self._names, functions):
            try:
                if "run" in step:
                    outputs = self._run_shell(step)
                else:
                    given = step.get("with", {}).items()
                    values = {name: fill(value, self._names, functions) for name, value in given}
                    outputs = ACTIONS[step["uses"].split("@")[0]](self._github, self._space, values)
                outcome = "success"
            except StepError as error:
                # What a failed step has put out is there.
                outputs = error.args[0]
                outcome = self._result = "failure"
        self._steps[step.get("id", step["name"])] = {"outcome": outcome, "outputs": outputs}
        self._ended.steps[step["name"]] = outcome

    def _run_shell(self, step: dict[str, Any]) -> dict[str, str]:
        assert "${{" not in step["run"]
        files = {name: self._folder / name for name in ("ENV", "OUTPUT", "STEP_SUMMARY")}
        for file in files.values():
            file.write_text("", "utf-8")
        given = {**self._job.get("env", {}), **step.get("env", {})}
        filled = {
            name: fill(value, self._names, self._functions()) for name, value in given.items()
        }
        script = self._folder / "script.sh"
        script.write_text(step["run"], "utf-8")
        process = subprocess.run(
            (*SHELL, script),
            cwd=self._space,
            env={
                **_machine(),
                **{f"GITHUB_{name}": str(file) for name, file in files.items()},
                **self._event.environment,
                **self._environment,
                **filled,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self._read_log(process.stdout)
        self._environment |= _pairs(files["ENV"])
        self._ended.summary += files["STEP_SUMMARY"].read_text("utf-8")
        if process.returncode:
            raise StepError(_pairs(files["OUTPUT"]))
        return _pairs(files["OUTPUT"])

    def _read_log(self, text: str) -> None:
        """Take lines for commands until one says to stop, as GitHub's runner does."""
        stopped_by = ""
        for line in text.splitlines():
            self._ended.log.append(line)
            is_command = line.lstrip().startswith("::") or "##[" in line
            if stopped_by:
                stopped_by = "" if line.strip() == f"::{stopped_by}::" else stopped_by
            elif line.startswith("::stop-commands::"):
                stopped_by = line.removeprefix("::stop-commands::")
            elif is_command:
                self._ended.commands.append(line)

    def _functions(self) -> dict[str, Callable[..., Any]]:
        return {
            "success": lambda: self._result == "success",
            "failure": lambda: self._result == "failure",
            "always": lambda: True,
            "cancelled": lambda: False,
            "hashFiles": self._hash_files,
            "startsWith": starts_with,
        }

    def _hash_files(self, pattern: str) -> str:
        found = sorted(path for path in self._space.glob(pattern) if path.is_file())
        return sha256(b"".join(path.read_bytes() for path in found)).hexdigest() if found else ""


def _machine() -> dict[str, str]:
    """Give the environment of a runner: this Python first on the path, and no token."""
    kept = ("HOME", "LANG", "TMPDIR", "SYSTEMROOT", "PIP_CONFIG_FILE", "SSL_CERT_FILE")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_ACTIONS": "true",
        "CI": "true",
        "NO_PROXY": "*",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def _pairs(file: Path) -> dict[str, str]:
    lines = file.read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


# GitHub's actions


def _check_out(github: GitHub, space: Path, given: Mapping[str, str]) -> dict[str, str]:
    assert given == {"persist-credentials": "false"}
    shutil.copytree(github.checkout, space, dirs_exist_ok=True)
    return {}


def _set_up_python(github: GitHub, space: Path, given: Mapping[str, str]) -> dict[str, str]:
    assert given["python-version"] >= "3.11"
    return {}


def _configure_pages(github: GitHub, space: Path, given: Mapping[str, str]) -> dict[str, str]:
    if not github.has_pages:
        raise StepError({})
    return {"base_url": github.pages}


def _restore(github: GitHub, space: Path, given: Mapping[str, str]) -> dict[str, str]:
    wanted = (given["key"], given["restore-keys"])
    for key, folder in reversed(github.cache):
        if key == wanted[0] or key.startswith(wanted[1]):
            shutil.copytree(folder, space / given["path"])
            return {"cache-matched-key": key}
    return {}


def _save(github: GitHub, space: Path, given: Mapping[str, str]) -> dict[str, str]:
    # A key is given once. A folder that is not there is a warning only.
    if given["key"] not in dict(github.cache) and (space / given["path"]).is_dir():
        folder = github.folder / "cache" / given["key"]
        shutil.copytree(space / given["path"], folder)
        github.cache.append((given["key"], folder))
    return {}


def _upload(github: GitHub, space: Path, given: Mapping[str, str]) -> dict[str, str]:
    site = space / given["path"]
    artifact = github.folder / f"artifact-{github.runs}"
    for path in site.rglob("*"):
        needed = 0o755 if path.is_dir() else 0o644
        # Pages refuses a site with links, or that others cannot read.
        assert not path.is_symlink()
        assert path.stat().st_mode & needed == needed, path
    shutil.copytree(site, artifact, ignore=shutil.ignore_patterns(".*"))
    return {"artifact_id": str(github.runs)}


def _deploy(github: GitHub, space: Path, given: Mapping[str, str]) -> dict[str, str]:
    shutil.rmtree(github.published, ignore_errors=True)
    shutil.copytree(github.folder / f"artifact-{github.runs}", github.published)
    github.deployments += 1
    return {"page_url": github.pages}


ACTIONS: Mapping[str, Callable[[GitHub, Path, Mapping[str, str]], dict[str, str]]] = {
    "actions/checkout": _check_out,
    "actions/setup-python": _set_up_python,
    "actions/configure-pages": _configure_pages,
    "actions/cache/restore": _restore,
    "actions/cache/save": _save,
    "actions/upload-pages-artifact": _upload,
    "actions/deploy-pages": _deploy,
}
