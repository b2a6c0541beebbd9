"""
The questions of `wall init`: asked on a terminal, or answered by options.

    options ─┐
    settings ├→ a default for each question ─terminal?→ asked, until the answer is right
    guesses ─┘                              └─────────→ all that is wrong or missing, at once
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import click

from ..config.checks import a_text, maybe_a_colour, maybe_an_email
from ..errors import ConfigError
from ..project.answers import (
    Answers,
    check_parts,
    check_repository,
    check_site_url,
    check_team,
    check_timezone,
    site_url_for,
)
from ..project.changes import visible

# What an owner types to take an answer away that is there.
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask; `flag` shows how an option says it, `field` is its name in `Answers`."""

    field: str
    flag: str
    text: str
    check: Callable[[str], object]
    is_required: bool = True


QUESTIONS = (
    Question(
        "repository",
        "--repository owner/name",
        "The repository on GitHub where customers write, like owner/name",
        check_repository,
    ),
    Question(
        "parts",
        "--parts both",
        "What customers write in: both, discussions or issues",
        check_parts,
    ),
    Question("name", '--name "Your business"', "The name of your business", a_text),
    Question(
        "team",
        "--team login=Name",
        "Who answers for you: logins on GitHub and names, like ada=Ada, lin=Lin",
        check_team,
    ),
    Question("site_url", "--site-url URL", "The address of the site", check_site_url, False),
    Question("question", "--question TEXT", "The headline: what you ask your customers", a_text),
    Question("colour", "--colour #0c4a5b", "Your colour, like #0c4a5b", maybe_a_colour, False),
    Question(
        "email",
        "--email ADDRESS",
        "An e-mail address for customers without a GitHub account",
        maybe_an_email,
        False,
    ),
    Question("timezone", "--timezone NAME", "Your time zone, like Europe/London", check_timezone),
)


def find_answers(
    given: Mapping[str, str], known: Mapping[str, str], *, is_asking: bool, is_on_pages: bool
) -> Answers:
    """
    Answer every question, by asking for it or from what is given and known.

    On GitHub Pages the address follows from the repository, unless somebody says another.
    Raises `ConfigError` for all that is wrong with what is given, and, where nobody can be
    asked, for all that is missing.
    """
    if is_asking:
        click.echo(
            "Enter keeps what stands in brackets. Nothing is written before the last answer.\n"
        )
    answers: dict[str, Any] = {}
    faults = []
    for question in QUESTIONS:
        if question.field in given:
            try:
                answers[question.field] = question.check(given[question.field])
            except ValueError as error:
                faults.append(f"{question.flag.split()[0]} {error}.")
    if faults:
        raise ConfigError(_listing("wrong", faults) + "\nMend the command, then try again.")
    missing = []
    for question in QUESTIONS:
        if question.field in answers:
            continue
        default = known.get(question.field, "")
        if question.field == "site_url" and is_on_pages and "repository" in answers:
            default = default or site_url_for(answers["repository"])
        if is_asking:
            answers[question.field] = _ask(question, default)
        elif default or not question.is_required:
            answers[question.field] = question.check(default)
        else:
            missing.append(question.flag)
    if missing:
        raise ConfigError(
            _listing("missing, and there is no terminal to ask on", missing)
            + f"\nGive them as options: wall init {' '.join(missing)}"
        )
    return Answers(**answers)


def _ask(question: Question, default: str) -> object:
    # What cannot be seen must not reach the terminal, not even as what is there.
    offered = default if default == visible(default) else ""
    hint = ""
    if not question.is_required:
        hint = f" ({NOTHING} for none)" if offered else " (Enter for none)"
    while True:
        # click asks again for an empty answer without a word: it is asked as a default here.
        text = click.prompt(
            f"{question.text}{hint}",
            default=offered,
            show_default=bool(offered),
        ).strip()
        if text == NOTHING and not question.is_required:
            text = ""
        if not text and question.is_required:
            click.echo("  This one is needed.")
            continue
        try:
            return question.check(text)
        except ValueError as error:
            click.echo(f"  That {error}. Please try again.")


def _listing(what: str, lines: list[str]) -> str:
    listed = "\n".join(f"  - {line}" for line in lines)
    return f"{'1 answer is' if len(lines) == 1 else f'{len(lines)} answers are'} {what}:\n{listed}"
