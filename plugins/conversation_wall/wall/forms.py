"""
The forms in which people say something, and what they filled in.

GitHub turns a form into a post: each field's label is a heading, with the answer below it.

    ### What happened?                    ### What should have happened?

    The coffee was cold.                  _No response_

The headings are the form's words, not the customer's. So labels are never changed lightly:
posts that were made with the old ones would show them.
"""

import re
from dataclasses import dataclass

from .model import Filled, Kind

_HEADING = "### "
_NO_RESPONSE = "_No response_"
_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Field:
    """
    What a form asks. `hint` stands below the label, `example` in the empty field.

    With `choices` one of them is picked; `is_line` leaves room for a few words only.
    """

    id: str
    label: str
    hint: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    is_line: bool = False
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """
    A form. `category` is the slug of its Discussions, `label` what its Issues get, if any.

    `note` stands above the fields, for whoever fills them in.
    """

    name: str
    title: str
    about: str
    category: str
    fields: tuple[Field, ...]
    kind: Kind | None = None
    label: str = ""
    note: str = ""


KIND_CHOICES = {
    "A problem": Kind.PROBLEM,
    "An idea": Kind.IDEA,
    "A question": Kind.QUESTION,
    "Kind words": Kind.PRAISE,
}
_WHAT_IS_IT = "What is it?"
_IN_PUBLIC = (
    "Everybody can read this. Please leave out order numbers, addresses, phone numbers and "
    "anyone’s full name."
)

# The labels of problems, ideas and questions are those that GitHub gives every repository: a
# label that is not there would not be set.
KIND_FORMS = (
    Form(
        "problem",
        "Something went wrong",
        "Tell us what we got wrong. Be as critical as you like about us.",
        "problems",
        (
            Field("what", "What happened?", _IN_PUBLIC, is_required=True),
            Field("instead", "What should have happened?"),
        ),
        Kind.PROBLEM,
        "bug",
    ),
    Form(
        "idea",
        "An idea",
        "Tell us what we could do, or do better.",
        "ideas",
        (
            Field("what", "What is your idea?", _IN_PUBLIC, is_required=True),
            Field("why", "What would it change for you?"),
        ),
        Kind.IDEA,
        "enhancement",
    ),
    Form(
        "question",
        "A question",
        "Ask us. The answer helps the next one who wonders.",
        "q-a",
        (Field("what", "What would you like to know?", _IN_PUBLIC, is_required=True),),
        Kind.QUESTION,
        "question",
    ),
    Form(
        "praise",
        "Kind words",
        "Tell us what was good. You wait for nothing, and somebody’s day is better.",
        "praise",
        (Field("what", "What did you like?", _IN_PUBLIC, is_required=True),),
        Kind.PRAISE,
        "praise",
    ),
)

# For a category that holds several kinds.
ANYTHING = Form(
    "anything",
    "Say something",
    "A problem, an idea, a question or kind words.",
    "general",
    (
        Field("kind", _WHAT_IS_IT, choices=tuple(KIND_CHOICES), is_required=True),
        Field("words", "Your words", _IN_PUBLIC, is_required=True),
    ),
)

# Only the team's are read as somebody else's words. They come last: see `split_fields`.
TOLD = Form(
    "told-elsewhere",
    "Told to us elsewhere",
    "For our team: what a customer told us by e-mail, by phone or at the counter.",
    "told-elsewhere",
    (
        Field(
            "who",
            "Who",
            "The name they want to be shown by. Leave it empty for “a customer”.",
            "Dafydd P.",
            is_line=True,
        ),
        Field(
            "where",
            "Where",
            "It stands beside the name.",
            "by e-mail",
            is_line=True,
            is_required=True,
        ),
        Field(
            "when",
            "When",
            "The day they told us, like 2026-03-31. Without it nobody counts how long they wait.",
            "2026-03-31",
            is_line=True,
        ),
        Field("kind", _WHAT_IS_IT, choices=tuple(KIND_CHOICES)),
        Field(
            "words",
            "Their words",
            "Unchanged, but without their address, phone number and order number.",
            is_required=True,
        ),
    ),
    label="told elsewhere",
    note="This form is for our team. The wall shows these words as the customer’s, not as ours. "
    "Are you a customer? Then take another form: what you write here stands under your own name.",
)

_BY_FIRST_LABEL = {form.fields[0].label.casefold(): form for form in (*KIND_FORMS, ANYTHING)}
_CHOSEN = {choice.casefold(): kind for choice, kind in KIND_CHOICES.items()}


def split_fields(body: str, form: Form) -> tuple[str, tuple[Filled, ...]]:
    """
    Split a post at a form's headings: what stands before them, and the fields.

    Fields come in the form's order; any other heading belongs to the text above it. So
    nothing that was copied into the last field can fill in another. A field without a
    response is empty.
    """
    labels = {field.label.casefold(): place for place, field in enumerate(form.fields)}
    last = -1
    before: list[str] = []
    found: list[tuple[int, list[str]]] = []
    for line in _BREAK.split(body):
        place = labels.get(_heading(line), -1)
        if place > last:
            last = place
            found.append((place, []))
        else:
            (found[-1][1] if found else before).append(line)
    fields = (Filled(form.fields[place].label, _text(lines)) for place, lines in found)
    return _text(before), tuple(fields)


def words_in(body: str) -> tuple[Filled, ...] | None:
    """
    Give what was written into a form, field by field; None where a post is made with none.

    Such a post begins with the first heading of its form. What was picked, and what was
    left empty, are no words.
    """
    form = _form_of(body)
    if form is None:
        return None
    _, filled = split_fields(body, form)
    picked = {field.label for field in form.fields if field.choices}
    return tuple(field for field in filled if field.text and field.label not in picked)


def kind_in(body: str) -> Kind | None:
    """Give the kind that was picked in a form, where it asks for one."""
    for field in split_fields(body, _form_of(body) or TOLD)[1]:
        if field.label == _WHAT_IS_IT:
            return _CHOSEN.get(field.text.casefold())
    return None


def _form_of(body: str) -> Form | None:
    return _BY_FIRST_LABEL.get(_heading(body.lstrip().partition("\n")[0]))


def _heading(line: str) -> str:
    return line[len(_HEADING) :].strip().casefold() if line.startswith(_HEADING) else ""


def _text(lines: list[str]) -> str:
    text = "\n".join(lines).strip()
    return "" if text == _NO_RESPONSE else text
