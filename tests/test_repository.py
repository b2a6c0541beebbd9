"""What is kept in the repository, and what never may be."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Put together here, so that this file does not hold what it forbids.
REGISTRIES = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("deb", "debian", "org"),
    ("security", "debian", "org"),
    ("archive", "ubuntu", "com"),
    ("security", "ubuntu", "com"),
)
MACHINE_FOLDERS = ("work", "root", "tmp/s", "opt/pypi", "opt/wheels")

TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "changelog.d",
    "content",
    "docs",
    "package-lock.json",
    "package.json",
    "pelicanconf.py",
    "plugins",
    "publishconf.py",
    "pyproject.toml",
    "requirements",
    "scripts",
    "tests",
    "theme",
}


@pytest.fixture(scope="module")
def texts(repository_files: tuple[Path, ...]) -> dict[Path, str]:
    """Read every text file of the repository."""
    contents = ((path, (ROOT / path).read_bytes()) for path in repository_files)
    return {path: raw.decode("utf-8", "replace") for path, raw in contents if b"\0" not in raw}


def test_no_file_names_a_registry(texts: dict[Path, str]) -> None:
    """Where packages come from is the machine's business: it may have a mirror of its own."""
    hosts = re.compile("|".join(re.escape(".".join(parts)) for parts in REGISTRIES), re.IGNORECASE)

    assert [] == [
        (str(path), found[0]) for path, text in texts.items() if (found := hosts.search(text))
    ]


def test_no_file_names_a_folder_of_one_machine(texts: dict[Path, str]) -> None:
    """A path that exists on one machine only has no place in anybody's checkout."""
    names = "|".join(map(re.escape, MACHINE_FOLDERS))
    folders = re.compile(rf"(?<![\w.~>)}}\]-])/(?:{names})/\w")

    assert [] == [
        (str(path), found[0]) for path, text in texts.items() if (found := folders.search(text))
    ]


def test_top_level_is_short(repository_files: tuple[Path, ...]) -> None:
    """A new entry at the top is a decision: it is added to the list here, or it lives deeper."""
    assert set() == {path.parts[0] for path in repository_files} - TOP_LEVEL


@pytest.mark.parametrize("name", ["run", "demo", "test", "lock"])
def test_requirements_are_pinned_with_hashes(name: str) -> None:
    """Each requirement is one version and the hashes of its files, from no named place."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").replace("\\\n", "")
    requirements = [line for line in text.splitlines() if line.strip()]
    pinned = re.compile(r"[\w.-]+(\[[\w,-]+\])?==\S+( ; [^#@]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")

    assert [] == [line for line in requirements if not pinned.fullmatch(line)]
    assert requirements


def test_package_lock_holds_hashes_and_no_addresses() -> None:
    """Npm's lock file names versions and hashes; npm itself knows where to ask."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = {path: package for path, package in lock["packages"].items() if path}

    assert [] == [path for path, package in packages.items() if "integrity" not in package]
    assert [] == [path for path, package in packages.items() if "resolved" in package]
    assert "node_modules/@octokit/graphql-schema" in packages
