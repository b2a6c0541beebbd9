"""
Where people write to the business: a letter, or a new conversation on GitHub.

    a kind with a category  …/discussions/new?category=ideas
    a kind with a form      …/issues/new?template=idea.yml
    any other               …/discussions/new/choose, where GitHub lets them choose
    the team's questions    …/discussions/new?category=announcements&title=…&body=…

Labels are never in an address: to those who may not set them, GitHub shows "not found".
"""

from urllib.parse import quote

from ..config import is_issue_form
from ..wall.model import Kind
from .addresses import mailto
from .language import gettext
from .pairs import Scene
from .views import Link

KINDS = {
    Kind.PROBLEM: gettext("A problem"),
    Kind.IDEA: gettext("An idea"),
    Kind.QUESTION: gettext("A question"),
    Kind.PRAISE: gettext("Kind words"),
}

_LINE_END = "\r\n"


def repository_url(scene: Scene) -> str | None:
    """Give the address of the repository that people write to, if there is one."""
    config = scene.config
    names = [source.repository for source in config.sources] or list(scene.addresses.prefixes)
    return f"{config.github_url}/{names[0]}" if names else None


def new_thread_url(scene: Scene, kind: Kind | None = None, title: str = "") -> str | None:
    """
    Give the address where a new Discussion or Issue is begun, if there is a repository.

    Where `WALL_FORMS` names no place for the kind, GitHub lets people choose; a title can
    then not be given.
    """
    url, sources = repository_url(scene), scene.config.sources
    if url is None:
        return None
    form = scene.config.forms.get(kind.value) if kind else None
    if form is None:
        part = "issues" if sources and not sources[0].discussions else "discussions"
        return f"{url}/{part}/new/choose"
    start = "issues/new?template" if is_issue_form(form) else "discussions/new?category"
    end = f"&title={quote(title, safe='')}" if title else ""
    return f"{url}/{start}={quote(form, safe='')}{end}"


def new_question_url(scene: Scene, title: str, text: str) -> str | None:
    """Give the address where the team asks a question, filled in, if there is a repository."""
    url, sources = repository_url(scene), scene.config.sources
    if url is None:
        return None
    words = f"title={quote(title, safe='')}&body={quote(text, safe='')}"
    if sources and not sources[0].discussions:
        return f"{url}/issues/new?{words}"
    # The owner's own rules come after the built-in ones.
    signs = reversed([*scene.config.kinds.items()])
    category = next(
        (sign.removeprefix("category:") for sign, kind in signs if _is_asking(sign, kind)),
        "general",
    )
    return f"{url}/discussions/new?category={quote(category, safe='')}&{words}"


def new_thread_links(scene: Scene) -> tuple[Link, ...]:
    """Lead to each kind's own form; one link for all where there is none, or some have none."""
    choice = new_thread_url(scene)
    if choice is None:
        return ()
    links = [
        Link(words, new_thread_url(scene, kind) or choice)
        for kind, words in KINDS.items()
        if kind.value in scene.config.forms
    ]
    if not links:
        return (Link(gettext("Write on GitHub"), choice),)
    if len(links) < len(KINDS):
        links.append(Link(gettext("Something else"), choice))
    return tuple(links)


def letter_url(address: str) -> str:
    """Give the address of a letter that asks what to say, so that nobody faces an empty page."""
    prompts = (
        gettext("What happened?"),
        gettext("What should have happened?"),
        gettext("Which name may we show?"),
    )
    body = (_LINE_END * 3).join(prompts) + _LINE_END
    return mailto(address, subject=gettext("Something for the wall"), body=body)


def writing_links(scene: Scene, kind: Kind, subject: str, title: str = "") -> tuple[Link, ...]:
    """Lead to a letter, which needs no account, and to GitHub: for one kind of words."""
    address, url = scene.config.contact_email, new_thread_url(scene, kind, title)
    links = []
    if address:
        links.append(Link(gettext("Write an email"), mailto(address, subject=subject)))
    if url:
        links.append(Link(gettext("Write on GitHub"), url))
    return tuple(links)


def _is_asking(sign: str, kind: str) -> bool:
    return kind == Kind.ANNOUNCEMENT.value and sign.startswith("category:")
