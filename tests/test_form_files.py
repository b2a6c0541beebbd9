"""The form files are GitHub's, and this repository's own are made from the same source."""

from pathlib import Path

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from conversation_wall.project.form_checks import faults_in_form
from conversation_wall.project.forms import (
    CATEGORIES,
    DISCUSSION_FOLDER,
    ISSUE_CONFIG,
    ISSUE_FOLDER,
    ISSUE_FORMS,
    form_files,
)

ROOT = Path(__file__).resolve().parent.parent
SHARED_CATEGORY = {"problem": "general", "idea": "ideas", "question": "q-a", "praise": "general"}


def written(folder: Path, files: dict[str, str]) -> dict[str, list[Path]]:
    """Write form files, and give their places by the schema that they follow."""
    by_schema: dict[str, list[Path]] = {}
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        is_discussion = path.startswith(DISCUSSION_FOLDER)
        schema = "config" if path == ISSUE_CONFIG else "" if is_discussion else "forms"
        name = f"github-issue-{schema}" if schema else "github-discussion"
        by_schema.setdefault(f"vendor.{name}", []).append(file)
    return by_schema


def fields_of(text: str) -> list[str]:
    """Name the fields of a form file."""
    fields = yaml.safe_load(text)["body"]
    return [field["attributes"]["label"] for field in fields if field["type"] != "markdown"]


def test_this_repository_has_the_forms_it_gives() -> None:
    """Whoever uses the template has the same files as whoever asks for them."""
    folders = (ROOT / DISCUSSION_FOLDER, ROOT / ISSUE_FOLDER)
    own = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for folder in folders
        for path in folder.iterdir()
    }

    assert dict(form_files()) == own


def test_github_takes_every_form(tmp_path: Path) -> None:
    """The files follow the published schemas of discussion forms, issue forms and their list."""
    shared = form_files(SHARED_CATEGORY, site_url="https://hollin.example/wall")
    files = {**shared, **form_files(issues=False)}
    runner = CliRunner()
    results = {
        schema: runner.invoke(check_jsonschema, ["--builtin-schema", schema, *map(str, paths)])
        for schema, paths in written(tmp_path, files).items()
    }

    assert {
        "vendor.github-discussion": 0,
        "vendor.github-issue-forms": 0,
        "vendor.github-issue-config": 0,
    } == {schema: result.exit_code for schema, result in results.items()}


@pytest.mark.parametrize("categories", [CATEGORIES, SHARED_CATEGORY, {"idea": "ideas"}, {}])
def test_our_own_checks_find_nothing(categories: dict[str, str]) -> None:
    """Every form that we give passes what `wall check` looks at, and approves nothing."""
    slugs = {*categories.values(), "told-elsewhere"}
    files = form_files(categories, site_url="https://hollin.example")

    assert () == sum(
        (
            faults_in_form(path, text, approved_label="approved", categories=slugs)
            for path, text in files.items()
        ),
        (),
    )


def test_a_category_has_one_form() -> None:
    """Kinds that share a category share a form that asks for the kind."""
    files = form_files(SHARED_CATEGORY, issues=False)

    assert [
        f"{DISCUSSION_FOLDER}{slug}.yml" for slug in ("general", "ideas", "q-a", "told-elsewhere")
    ] == list(files)
    assert ["What is it?", "Your words"] == fields_of(files[f"{DISCUSSION_FOLDER}general.yml"])


def test_a_category_may_have_any_name() -> None:
    """The form lies where the owner's category is."""
    files = form_files({"praise": "kind-words"}, issues=False)

    assert ["What did you like?"] == fields_of(files[f"{DISCUSSION_FOLDER}kind-words.yml"])


def test_only_what_is_read_has_forms() -> None:
    """A wall of Issues gets no forms for Discussions, and the other way round."""
    assert {DISCUSSION_FOLDER} == {f"{Path(path).parent}/" for path in form_files(issues=False)}
    assert {ISSUE_FOLDER} == {f"{Path(path).parent}/" for path in form_files(discussions=False)}


def test_issue_forms_are_named_as_the_settings_name_them() -> None:
    """What `WALL_FORMS` may hold for Issues are files that are there."""
    assert {f"{ISSUE_FOLDER}{name}" for name in ISSUE_FORMS.values()} < set(form_files())
    assert list(CATEGORIES) == list(ISSUE_FORMS)


def test_those_without_an_account_are_told_of_other_ways() -> None:
    """Where Issues are chosen stands a link to the wall, and nobody has to take a form."""
    config = yaml.safe_load(form_files(site_url="https://hollin.example/wall/")[ISSUE_CONFIG])

    assert config["blank_issues_enabled"]
    assert ["https://hollin.example/wall/say/"] == [link["url"] for link in config["contact_links"]]
    assert {"blank_issues_enabled": True} == yaml.safe_load(form_files()[ISSUE_CONFIG])


def test_no_form_approves_what_comes_in() -> None:
    """A kind's label is left out where it is the label that approves."""
    files = form_files(discussions=False, approved_label="Praise ")

    assert "labels" not in yaml.safe_load(files[f"{ISSUE_FOLDER}praise.yml"])
    assert ["bug"] == yaml.safe_load(files[f"{ISSUE_FOLDER}problem.yml"])["labels"]


def test_those_who_write_are_led_to_the_pact() -> None:
    """Above the fields, where the wall's address is known; the team's own form needs none."""
    files = dict(form_files(site_url="https://hollin.example/wall/"))
    del files[ISSUE_CONFIG]
    led = {path for path, text in files.items() if "(https://hollin.example/wall/pact/)" in text}

    assert {path for path in files if "told-elsewhere" not in path} == led
    assert not any("pact" in text for text in form_files().values())
