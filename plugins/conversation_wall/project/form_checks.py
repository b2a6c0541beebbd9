"""
What is wrong with the form files of a repository, each with its line and what to do.

GitHub shows a faulty form to nobody and says so only on the file's own page. Published schemas
say which keys there are; the rest is told in GitHub's documentation of forms.

    text ─→ size, aliases ─→ YAML nodes, with their lines ─→ keys · labels · fields · category

Only nodes are made, no values: a file may hold anything, and there is nothing to expand.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

import yaml

from .forms import DISCUSSION_FOLDER, ISSUE_CONFIG

_LARGEST = 64_000
_DEEPEST = 20
_OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
_CONFIG_FILES = (ISSUE_CONFIG, ISSUE_CONFIG.replace(".yml", ".yaml"))

_DISCUSSION_KEYS = ("title", "labels", "body")
_ISSUE_KEYS = ("name", "description", "title", "labels", "assignees", "projects", "type", "body")
_CONFIG_KEYS = ("blank_issues_enabled", "contact_links")
_LINK_KEYS = ("name", "url", "about")
_ELEMENT_KEYS = ("type", "id", "attributes", "validations")
_ATTRIBUTES = {
    "markdown": ("value",),
    "input": ("label", "description", "placeholder", "value"),
    "textarea": ("label", "description", "placeholder", "value", "render"),
    "dropdown": ("label", "description", "multiple", "options", "default"),
    "checkboxes": ("label", "description", "options"),
    "upload": ("label", "description"),
}
_ID = re.compile(r"[A-Za-z0-9_-]+")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)---[ \t]*(?:\r?\n|$)", re.DOTALL)


class _Fault(Exception):  # noqa: N818 - it is told, never raised to anybody outside
    """A file that cannot be read any further."""


def faults_in_form(
    path: str,
    text: str,
    *,
    approved_label: str | None = None,
    categories: Collection[str] | None = None,
) -> tuple[str, ...]:
    """
    Find what is wrong with a file of `.github/DISCUSSION_TEMPLATE` or `.github/ISSUE_TEMPLATE`.

    `approved_label` may be set by no form; without one the labels may be any. `categories`
    are the slugs of the repository's categories, None where they are not known.
    Of an older template in Markdown only the labels are looked at.
    """
    try:
        found = tuple(_faults(path, text, approved_label, categories))
    except _Fault as fault:
        found = (str(fault),)
    return tuple(f"{path}{fault}" for fault in found)


def _faults(
    path: str, text: str, approved_label: str | None, categories: Collection[str] | None
) -> Iterator[str]:
    if path.endswith(".md"):
        if front := _FRONT_MATTER.match(text):
            # An empty line for the one with the dashes, so that lines are counted as in the file.
            yield from _labels(_read("\n" + front[1]), approved_label)
        return
    node = _read(text)
    if path in _CONFIG_FILES:
        yield from _config(node)
        return
    if path.startswith(DISCUSSION_FOLDER):
        yield from _misplaced(PurePosixPath(path).stem, categories)
    yield from _form(node, path, approved_label)


def _read(text: str) -> yaml.MappingNode:
    if len(text) > _LARGEST:
        raise _Fault(f" is longer than {_LARGEST:,} characters. Keep forms short.")
    try:
        _bound(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Fault(
            f"{_at(mark)}: this line does not read as YAML, the language of forms. Look at its "
            "indentation, dashes, colons and quotes, and at the line above."
        ) from error
    except yaml.YAMLError as error:
        raise _Fault(
            " holds a character that YAML forbids. Save it as plain text, in UTF-8."
        ) from error
    if not isinstance(node, yaml.MappingNode):
        raise _Fault(" is empty or no list of keys like “body:”. Take the form that we ship.")
    return node


def _bound(text: str) -> None:
    """Refuse what has no place in a form, and would take a reader long: knots and towers."""
    depth = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
            raise _Fault(
                f"{_at(token.start_mark)}: here is an anchor or alias (& or *). "
                "Write the text out, or put it between quotes."
            )
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > _DEEPEST:
            raise _Fault(
                f"{_at(token.start_mark)}: this is nested too deeply. "
                "A form is a list of fields, nothing more."
            )


def _misplaced(slug: str, categories: Collection[str] | None) -> Iterator[str]:
    if categories is not None and slug not in categories:
        there = ", ".join(sorted(categories)) or "none"
        yield (
            f" belongs to no category of the repository: its name must be a category’s slug. "
            f"There are: {there}. Make the category on GitHub, or rename or delete the file."
        )


def _config(node: yaml.MappingNode) -> Iterator[str]:
    yield from _unknown(node, _CONFIG_KEYS)
    keys = _keys(node)
    blank = keys.get("blank_issues_enabled")
    if blank is not None and not _is_boolean(blank):
        yield f"{_line(blank)}: “blank_issues_enabled” must be true or false."
    links = keys.get("contact_links")
    if links is None:
        return
    if not isinstance(links, yaml.SequenceNode) or not links.value:
        yield f"{_line(links)}: “contact_links” must be a list. Without a link leave it out."
        return
    for link in links.value:
        parts = _keys(link)
        yield from _unknown(link, _LINK_KEYS)
        for name in _LINK_KEYS:
            if not _scalar(parts.get(name)):
                yield f"{_line(link)}: a contact link needs “{name}”."
        address = _scalar(parts.get("url"))
        if address and not address.startswith(("https://", "http://")):
            yield f"{_line(parts['url'])}: “url” must begin with https://."


def _form(node: yaml.MappingNode, path: str, approved_label: str | None) -> Iterator[str]:
    is_discussion = path.startswith(DISCUSSION_FOLDER)
    yield from _unknown(node, _DISCUSSION_KEYS if is_discussion else _ISSUE_KEYS)
    keys = _keys(node)
    for name in () if is_discussion else ("name", "description"):
        if not _scalar(keys.get(name)):
            yield f" has no “{name}”, without which GitHub does not show it. Add one at the top."
    yield from _labels(node, approved_label)
    body = keys.get("body")
    if not isinstance(body, yaml.SequenceNode) or not body.value:
        yield f"{_line(body) if body else ''}: “body” must be a list of fields. Add at least one."
        return
    seen: dict[str, set[str]] = {"id": set(), "label": set()}
    for element in body.value:
        yield from _element(element, seen)
    types = {_scalar(_keys(element).get("type")) for element in body.value}
    if types == {"markdown"}:
        yield (
            f"{_line(body)}: there is nothing to fill in, so GitHub does not show the form. "
            "Add a field of the type “textarea”."
        )


def _labels(node: yaml.MappingNode, approved_label: str | None) -> Iterator[str]:
    labels = _keys(node).get("labels")
    if labels is None:
        return
    items = labels.value if isinstance(labels, yaml.SequenceNode) else [labels]
    for item in items:
        if not isinstance(item, yaml.ScalarNode):
            yield f"{_line(item)}: “labels” must be a list of names."
        elif approved_label is not None and approved_label.casefold() in (
            name.strip().casefold() for name in (item.value, *item.value.split(","))
        ):
            yield (
                f"{_line(item)}: it sets “{approved_label}”, the label by which you approve what "
                "is published: whatever comes in by this form would be. Take the label out."
            )


def _element(element: yaml.Node, seen: Mapping[str, set[str]]) -> Iterator[str]:
    keys = _keys(element)
    kind = _scalar(keys.get("type"))
    if kind not in _ATTRIBUTES:
        types = ", ".join(_ATTRIBUTES)
        yield f"{_line(element)}: a field needs a “type”, one of {types}."
        return
    yield from _unknown(element, _ELEMENT_KEYS)
    name = keys.get("id")
    if name is not None and not _ID.fullmatch(_scalar(name)):
        yield f"{_line(name)}: an “id” is made of letters, digits, - and _."
    attributes = keys.get("attributes")
    if not isinstance(attributes, yaml.MappingNode):
        yield f"{_line(element)}: this {kind} has no “attributes”, where its label or text stands."
        return
    yield from _unknown(attributes, _ATTRIBUTES[kind])
    given = _keys(attributes)
    needed = "value" if kind == "markdown" else "label"
    if not _scalar(given.get(needed)):
        yield f"{_line(attributes)}: this {kind} has no “{needed}”."
    if kind in ("dropdown", "checkboxes"):
        yield from _options(attributes, kind)
    for what, each in (("id", name), ("label", given.get("label"))):
        word = _scalar(each)
        if each and word and word in seen[what]:
            yield f"{_line(each)}: another field has the {what} “{word}”, too. Name it otherwise."
        seen[what].add(word)
    required = _keys(keys.get("validations")).get("required")
    if required is not None and not _is_boolean(required):
        yield f"{_line(required)}: “required” must be true or false."


def _options(attributes: yaml.MappingNode, kind: str) -> Iterator[str]:
    options = _keys(attributes).get("options")
    items = options.value if isinstance(options, yaml.SequenceNode) else []
    words = [_scalar(item if kind == "dropdown" else _keys(item).get("label")) for item in items]
    if not words or not all(words) or len(set(words)) < len(words):
        yield (
            f"{_line(options or attributes)}: this {kind} needs “options”, a list of different "
            "words" + ("." if kind == "dropdown" else ", each with a “label”.")
        )


def _unknown(node: yaml.Node, known: Collection[str]) -> Iterator[str]:
    """Tell which keys GitHub does not know here, and which stand twice."""
    if not isinstance(node, yaml.MappingNode):
        yield f"{_line(node)}: there should be keys like “{next(iter(known))}:”."
        return
    seen = set()
    for key, _ in node.value:
        name = _scalar(key)
        if name not in known:
            yield (
                f"{_line(key)}: GitHub knows no “{name[:50]}” here, only {', '.join(known)}. "
                "Mend the word, or take it out."
            )
        elif name in seen:
            yield f"{_line(key)}: “{name}” stands here for the second time. Keep one."
        seen.add(name)


def _keys(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {_scalar(key): value for key, value in node.value}


def _scalar(node: yaml.Node | None) -> str:
    """Give the text of a node, or the empty text where there is none."""
    is_null = isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) and not is_null else ""


def _is_boolean(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value.lower() in ("true", "false")


def _line(node: yaml.Node) -> str:
    return _at(node.start_mark)


def _at(mark: yaml.Mark | None) -> str:
    return f", line {mark.line + 1}" if mark else ""
