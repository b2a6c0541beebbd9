"""A faulty form is told with its place and what to do, whatever stands in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_wall.project.form_checks import faults_in_form

IDEAS = ".github/DISCUSSION_TEMPLATE/ideas.yml"
IDEA = ".github/ISSUE_TEMPLATE/idea.yml"
CONFIG = ".github/ISSUE_TEMPLATE/config.yml"
FIELD = "body:\n- type: textarea\n  id: what\n  attributes:\n    label: Your idea\n"


def faults(text: str, path: str = IDEAS, categories: tuple[str, ...] | None = None) -> list[str]:
    """Give what is wrong with a file, without its path."""
    found = faults_in_form(path, text, approved_label="Approved", categories=categories)
    assert all(fault.startswith(path) for fault in found)
    return [fault.removeprefix(path) for fault in found]


def test_a_good_form_has_no_faults() -> None:
    """All the keys that GitHub knows may stand there."""
    validated = f"{FIELD}  validations:\n    required: true\n"
    issue = f"name: An idea\ndescription: Tell us.\ntitle: ''\nlabels: [idea]\n{FIELD}"

    assert [] == faults(f"title: ''\nlabels: idea, tea\n{validated}", categories=("ideas",))
    assert [] == faults(issue, IDEA)
    assert [] == faults("blank_issues_enabled: false\n", CONFIG)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("body:\n- type: [", ", line 2: this line does not read as YAML"),
        ("body:\n  a: 1\n b: 2\n", ", line 3: this line does not read as YAML"),
        ("body: a: b\n", ", line 1: this line does not read as YAML"),
        ("", " is empty or no list of keys"),
        ("- body\n", " is empty or no list of keys"),
        ("just words", " is empty or no list of keys"),
        ("---\na: 1\n---\nb: 2\n", ", line 3: this line does not read as YAML"),
        (f"colour: red\n{FIELD}", ", line 1: GitHub knows no “colour” here, only title, labels"),
        (f"name: Idea\n{FIELD}", ", line 1: GitHub knows no “name” here"),
        (f"{FIELD}    color: red\n", ", line 6: GitHub knows no “color” here, only label"),
        (f"{FIELD}{FIELD}", ", line 6: “body” stands here for the second time"),
        ("title: x\n", ": “body” must be a list of fields."),
        ("body: words\n", ", line 1: “body” must be a list of fields."),
        ("body: []\n", ", line 1: “body” must be a list of fields."),
        ("body:\n- words\n", ", line 2: a field needs a “type”, one of markdown, input"),
        ("body:\n- type: text\n", ", line 2: a field needs a “type”"),
        ("body:\n- type: input\n", ", line 2: this input has no “attributes”"),
        ("body:\n- type: input\n  attributes: {}\n", ", line 3: this input has no “label”."),
        (f"{FIELD}  validations: {{required: yes please}}\n", ", line 6: “required” must be true"),
        (FIELD.replace("what", "what?"), ", line 3: an “id” is made of letters, digits"),
        (
            "body:\n- type: markdown\n  attributes: {value: Hello}\n",
            ", line 2: there is nothing to fill in",
        ),
        (
            f"{FIELD}- type: input\n  id: what\n  attributes: {{label: Other}}\n",
            ", line 7: another field has the id “what”, too.",
        ),
        (
            f"{FIELD}- type: input\n  attributes: {{label: Your idea}}\n",
            ", line 7: another field has the label “Your idea”, too.",
        ),
        (
            "body:\n- type: dropdown\n  attributes:\n    label: A\n    options: [a, a]\n",
            ", line 5: this dropdown needs “options”, a list of different words.",
        ),
        (
            "body:\n- type: checkboxes\n  attributes: {label: A, options: [a]}\n",
            ", line 3: this checkboxes needs “options”, a list of different words, each with",
        ),
        (f"a: &a [x]\n{FIELD}", ", line 1: here is an anchor or alias (& or *)."),
        (f"{FIELD}\0", " holds a character that YAML forbids."),
        ("[" * 60_000, ", line 1: this is nested too deeply."),
        ("a: b\n" * 20_000, " is longer than 64,000 characters."),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, expected: str) -> None:
    """The line is that of the file, and a sentence says what is wrong there."""
    found = faults(text)

    assert 1 == len(found), found
    assert found[0].startswith(expected)
    assert found[0].endswith(".")


def test_an_issue_form_needs_a_name() -> None:
    """GitHub shows no form without a name and a description."""
    assert [
        " has no “name”, without which GitHub does not show it. Add one at the top.",
        " has no “description”, without which GitHub does not show it. Add one at the top.",
    ] == faults(f"name: ''\n{FIELD}", IDEA)


@pytest.mark.parametrize(
    "labels",
    ["[idea, approved]", "APPROVED", "'idea, Approved '", "[' approved']", "['a,approved']"],
)
def test_no_form_sets_the_approving_label(labels: str) -> None:
    """Whoever fills in such a form would publish without anybody's reading it."""
    text = f"name: A\ndescription: B\nlabels: {labels}\n{FIELD}"
    old = f"---\nname: A\nlabels: {labels}\n---\nbody: [\n"

    for path, content in ((IDEA, text), (IDEA.replace("yml", "md"), old)):
        found = faults(content, path)
        assert 1 == len(found)
        assert found[0].startswith(", line 3: it sets “Approved”, the label by which you approve")


def test_a_template_in_markdown_is_otherwise_left_alone() -> None:
    """The older templates have no fields; what they say is the owner's."""
    assert [] == faults("---\nname: A\nlabels: ''\n---\nText: [", IDEA.replace("yml", "md"))
    assert [] == faults("Just words.", IDEA.replace("yml", "md"))


def test_a_discussion_form_is_named_after_its_category() -> None:
    """GitHub shows it nowhere else; Issue forms may have any name."""
    found = faults(FIELD, categories=("q-a", "general"))

    assert [
        " belongs to no category of the repository: its name must be a category’s slug. There are: "
        "general, q-a. Make the category on GitHub, or rename or delete the file."
    ] == found
    assert [] == faults(f"name: A\ndescription: B\n{FIELD}", IDEA, categories=("q-a",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "blank_issues_enabled: perhaps",
            ", line 1: “blank_issues_enabled” must be true or false.",
        ),
        ("contact_links: []", ", line 1: “contact_links” must be a list."),
        ("contact_links: [{name: A, url: b}]", ", line 1: a contact link needs “about”."),
        ("contact_links: [a]", ", line 1: there should be keys like “name:”."),
        ("blank: true", ", line 1: GitHub knows no “blank” here"),
        (
            "contact_links:\n- {name: A, about: B, url: 'javascript:'}",
            ", line 2: “url” must begin with https://.",
        ),
    ],
)
def test_the_list_of_forms_is_checked_too(text: str, expected: str) -> None:
    """`config.yml` has keys of its own."""
    assert faults(text, CONFIG)[0].startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        "body: !!int x",
        "body: !!timestamp x",
        "body: 2024-99-99",
        "body: !!python/object/apply:os.system ['true']",
        "{[]: 1, {a: b}: 2}",
        "? [a]\n: b",
        "!!bool x: 1",
        "{a: " * 15_000,
        "- " * 20_000,
        "a: b: " * 9_000,
        "\ufeff\ufeff",
        "%YAML 9.9\n---\na: 1",
        "!<" * 999,
        "\ud800",
        "body:\n" + "- type: input\n  attributes: {label: A}\n" * 1_400,
    ],
)
@pytest.mark.parametrize("path", [IDEAS, IDEA, CONFIG])
def test_whatever_stands_in_a_file_is_told_in_words(text: str, path: str) -> None:
    """A file may hold anything: there is a message, and never a traceback."""
    assert faults(text, path)


@given(
    st.lists(
        st.sampled_from(
            ("body:", "- ", "\n", "  ", "type: input", "labels: ", "{", "}", "[", "]", "&a", "*a")
        )
        | st.text(max_size=3)
    ).map("".join)
)
def test_no_file_stops_the_check(text: str) -> None:
    """Whatever comes, comes back as sentences."""
    assert all(isinstance(fault, str) for fault in faults(text))
