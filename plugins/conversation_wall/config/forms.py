"""Where people write on GitHub: a category of Discussions, or a form of Issues."""

import re
from collections.abc import Mapping

from .checks import Check, a_text

_CATEGORY = re.compile(r"[\w-]{1,100}")
_ISSUE_FORM = re.compile(r"\w[\w.-]{0,100}\.ya?ml")


def some_forms(*kinds: str) -> Check:
    """Make a check for which category or form is for which kind, like {'idea': 'ideas'}."""

    def check(value: object) -> dict[str, str]:
        if not isinstance(value, Mapping):
            raise ValueError(f"must be like {{'idea': 'ideas'}}, not {value!r}")
        for kind in value:
            if kind not in kinds:
                raise ValueError(f"has {kind!r}, which is none of {', '.join(map(repr, kinds))}")
        return {str(kind): _form(form, kind) for kind, form in value.items()}

    return check


def is_issue_form(form: str) -> bool:
    """Tell a form of Issues, like "idea.yml", from a category of Discussions, like "ideas"."""
    return bool(_ISSUE_FORM.fullmatch(form))


def _form(value: object, kind: object) -> str:
    text = a_text(value)
    if is_issue_form(text):
        return text
    if not _CATEGORY.fullmatch(text):
        raise ValueError(
            f"has {text!r} for {kind!r}, which is neither the slug of a category, like 'ideas', "
            "nor a file of .github/ISSUE_TEMPLATE, like 'idea.yml'"
        )
    return text.lower()
