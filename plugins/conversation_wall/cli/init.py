"""`wall init`: from a copy of the template, or an empty folder, to the owner's own wall."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from ..config import PUBLIC_GITHUB, load_config, read_settings
from ..errors import ConfigError
from ..project.answers import PARTS, known_answers, settings_of
from ..project.changes import find_changes
from ..project.folders import SETTINGS_FILE, Kind, kind_of, refuse_other_version
from ..project.forms import DISCUSSION_FOLDER
from ..project.site_files import made_files, owned_files, settings_text, words_of
from .agreeing import carry_out, has_terminal
from .questions import find_answers
from .surroundings import local_timezone, repository_of

# Every repository with Discussions has them.
_GITHUBS_OWN = ("ideas", "q-a")


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--repository", help="Where customers write, like owner/name.")
@click.option("--parts", help=f"What they write in: {', '.join(PARTS)}.")
@click.option("--name", help="The name of your business.")
@click.option(
    "--team",
    multiple=True,
    help="Who answers, like ada=Ada; once for each person, all of them.",
)
@click.option("--site-url", help="The address of the site.")
@click.option("--question", help="The headline: what you ask your customers.")
@click.option("--colour", help="Your colour, like #0c4a5b.")
@click.option("--email", help="An address for customers without a GitHub account.")
@click.option("--timezone", help="Your time zone, like Europe/London.")
@click.option("--yes", is_flag=True, help="Ask nothing, and agree to every change that is shown.")
def init_command(folder: Path, yes: bool, team: tuple[str, ...], **options: str | None) -> None:
    """
    Set up a wall in FOLDER: a copy of the template, or an empty folder.

    Asks on a terminal; elsewhere, or with --yes, the options answer. Run it again whenever
    you like: what is there is the default, and nothing is overwritten unseen.
    """
    folder = folder.absolute()
    kind = kind_of(folder)
    is_asking = has_terminal() and not yes
    _refuse_strange(folder, kind, is_asking=is_asking, yes=yes)
    refuse_other_version(folder, kind)
    settings_file = folder / SETTINGS_FILE
    current = read_settings(settings_file) if settings_file.is_file() else {}
    server = str(current.get("WALL_GITHUB_URL", PUBLIC_GITHUB))
    given = {field: text for field, text in options.items() if text is not None}
    if team:
        given["team"] = "".join(f"{member}\n" for member in team)
    known = known_answers(current)
    is_new = "repository" not in known
    answers = find_answers(
        given,
        _guesses(folder, server) | known,
        is_asking=is_asking,
        is_on_pages=is_new and server == PUBLIC_GITHUB,
    )

    values = settings_of(answers, current)
    config = load_config({**current, **values}, settings_file)
    texts = {
        **made_files(folder, kind, config, answers.site_url),
        **owned_files(
            folder,
            kind,
            words_of(answers.name, answers.repository, answers.parts, server),
            words_of(known.get("name", ""), known.get("repository", ""), known["parts"], server),
        ),
        # Last, so that a site with settings is a whole one.
        SETTINGS_FILE: settings_text(folder, values),
    }
    changes = find_changes(folder, texts)
    if not changes:
        click.echo("Nothing to do: everything is set up, and up to date.")
        return
    carry_out(folder, changes, yes=yes)
    if is_new:
        _tell_next(kind, answers.repository, tuple(texts))


def _refuse_strange(folder: Path, kind: Kind, *, is_asking: bool, yes: bool) -> None:
    if kind is Kind.PELICAN:
        raise ConfigError(
            f"{folder} has a pelicanconf.py that is not a wall's: it is a Pelican site of its own. "
            "Name an empty folder, or add the wall to this site by hand: the README says how, "
            "under “In a Pelican site that you have”."
        )
    if kind is not Kind.OTHER or yes:
        return
    words = (
        f"{folder} holds other files already. A wall's files would be put among them; none that "
        "is there is overwritten unseen."
    )
    if not is_asking:
        raise ConfigError(f"{words} Name an empty folder, or say --yes if that is what you want.")
    click.confirm(f"{words} Go on?", default=False, abort=True)


def _guesses(folder: Path, server: str) -> dict[str, str]:
    found = {
        "repository": repository_of(folder, urlsplit(server).hostname or ""),
        "timezone": local_timezone() or "UTC",
    }
    return {field: text for field, text in found.items() if text}


def _tell_next(kind: Kind, repository: str, paths: tuple[str, ...]) -> None:
    slugs = [Path(path).stem for path in paths if path.startswith(DISCUSSION_FOLDER)]
    steps = ["Write your own words on the about page, content/pages/about.md."]
    if kind is not Kind.COPY:
        steps.append(
            "requirements.txt asks pip for the package pelican-conversation-wall. Where pip does "
            "not find it, write the address of its wheel there instead."
        )
    if slugs:
        names = ", ".join(_category(slug) for slug in slugs if slug not in _GITHUBS_OWN)
        steps.append(
            f"On GitHub, in {repository}: Settings, General, tick Discussions. Then Discussions, "
            f"the pencil beside Categories, and make those that are not there yet: {names}."
        )
    steps += [
        "Under Issues, Labels, make the labels planned, in progress, done and not doing: by them "
        "you say what became of a critique.",
        "In Settings, Pages, choose the source “GitHub Actions”. Then commit these files and push "
        "them to GitHub.",
        "Run `wall check`: it looks at all of it and says what is not right yet.",
    ]
    click.echo("\nWhat comes next:")
    for step in steps:
        click.echo(f"  - {step}")


def _category(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
