"""
The files by which GitHub shows our forms, as text for an owner's repository.

    .github/DISCUSSION_TEMPLATE/<slug of the category>.yml
    .github/ISSUE_TEMPLATE/<kind>.yml, config.yml

What the forms ask stands in `wall.forms`, which also reads the answers. Field ids, labels and
keys are those of GitHub's form schema.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import yaml

from ..wall.forms import ANYTHING, KIND_FORMS, TOLD, Field, Form

DISCUSSION_FOLDER = ".github/DISCUSSION_TEMPLATE/"
ISSUE_FOLDER = ".github/ISSUE_TEMPLATE/"
ISSUE_CONFIG = f"{ISSUE_FOLDER}config.yml"

# What `WALL_FORMS` may hold, where an owner goes with our names.
CATEGORIES: Mapping[str, str] = MappingProxyType({form.name: form.category for form in KIND_FORMS})
ISSUE_FORMS: Mapping[str, str] = MappingProxyType(
    {form.name: f"{form.name}.yml" for form in KIND_FORMS}
)

_WIDTH = 96
_HEAD = (
    "# A form of the wall. You may change the hints and examples. Leave the labels as they are:\n"
    "# by them the wall tells the form’s words from your customers’.\n"
)
_ELSEWHERE = "Without a GitHub account"
_PACT = "What you can expect of us, and we of you"


def form_files(
    categories: Mapping[str, str] = CATEGORIES,
    *,
    discussions: bool = True,
    issues: bool = True,
    site_url: str = "",
    approved_label: str = "",
) -> Mapping[str, str]:
    """
    Give every file by its path in the repository.

    `categories` names the category of each kind, like `WALL_FORMS`; several kinds in one
    category share a form that asks for the kind. With the wall's address, `site_url`, those
    who write are led to what both sides owe each other, and from Issues to the other ways.
    """
    files: dict[str, str] = {}
    if discussions:
        for slug, form in _by_category(categories):
            files[f"{DISCUSSION_FOLDER}{slug}.yml"] = _text({"body": _body(form, site_url)})
    if issues:
        for form in (*KIND_FORMS, TOLD):
            is_approving = form.label.casefold() == approved_label.strip().casefold()
            labels = {} if is_approving else {"labels": [form.label]}
            head = {"name": form.title, "description": form.about}
            files[f"{ISSUE_FOLDER}{form.name}.yml"] = _text(
                head | labels | {"body": _body(form, site_url)}
            )
        files[ISSUE_CONFIG] = _dump(_chooser(site_url))
    return files


def _by_category(categories: Mapping[str, str]) -> Iterator[tuple[str, Form]]:
    kinds = {form.name: form for form in KIND_FORMS}
    slugs = [categories[name] for name in kinds if name in categories]
    for slug in dict.fromkeys(slugs):
        forms = [kinds[name] for name, own in categories.items() if own == slug and name in kinds]
        yield slug, forms[0] if len(forms) == 1 else ANYTHING
    yield TOLD.category, TOLD


def _body(form: Form, site_url: str) -> list[dict[str, object]]:
    """Put what is to be read above the fields; a form for the team needs no pact."""
    pact = f"[{_PACT}]({site_url.rstrip('/')}/pact/)" if site_url and form is not TOLD else ""
    notes: list[dict[str, object]] = [
        {"type": "markdown", "attributes": {"value": note}} for note in (form.note, pact) if note
    ]
    return [*notes, *map(_element, form.fields)]


def _element(field: Field) -> dict[str, object]:
    attributes: dict[str, object] = {"label": field.label}
    if field.hint:
        attributes["description"] = field.hint
    if field.example:
        attributes["placeholder"] = field.example
    if field.choices:
        attributes["options"] = list(field.choices)
    kind = "dropdown" if field.choices else "input" if field.is_line else "textarea"
    element: dict[str, object] = {"type": kind, "id": field.id, "attributes": attributes}
    if field.is_required:
        element["validations"] = {"required": True}
    return element


def _chooser(site_url: str) -> dict[str, object]:
    # Whoever likes none of the forms is not sent away.
    chooser: dict[str, object] = {"blank_issues_enabled": True}
    if site_url:
        about = "You can also write to us without an account, or on paper."
        link = {"name": _ELSEWHERE, "url": f"{site_url.rstrip('/')}/say/", "about": about}
        chooser["contact_links"] = [link]
    return chooser


def _text(form: Mapping[str, object]) -> str:
    return _HEAD + _dump(form)


def _dump(content: Mapping[str, object]) -> str:
    return yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=_WIDTH)
