"""Where people write: a letter first, and on GitHub the place of what they have to say."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from builders import a_thread, on_day
from conversation_wall.site.views import Link
from conversation_wall.site.writing import new_thread_links, new_thread_url, writing_links
from conversation_wall.store import Store
from conversation_wall.wall.model import Kind
from scenes import Stage, a_stage

NEW = "https://github.com/hollin/coffee/"
FORMS = {"problem": "problems", "praise": "praise.yml"}


def url_of(folder: Path, kind: Kind | None, title: str = "", **settings: Any) -> str | None:
    """Give the address for something new of a kind."""
    return new_thread_url(a_stage(folder, [], **settings).scene, kind, title)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.PROBLEM, "discussions/new?category=problems"),
        (Kind.PRAISE, "issues/new?template=praise.yml"),
        (Kind.IDEA, "discussions/new/choose"),
        (Kind.ANNOUNCEMENT, "discussions/new/choose"),
        (None, "discussions/new/choose"),
    ],
)
def test_a_kind_leads_to_its_own_place(tmp_path: Path, kind: Kind | None, expected: str) -> None:
    """By category, or by form; where none is named GitHub lets people choose."""
    assert f"{NEW}{expected}" == url_of(tmp_path, kind, forms=FORMS)


def test_issues_are_taken_where_only_they_are_read(tmp_path: Path) -> None:
    """Of a repository of which both are read, it is the Discussions."""
    issues: dict[str, Any] = {"sources": ["hollin/coffee#issues", "hollin/tea"]}

    assert f"{NEW}issues/new/choose" == url_of(tmp_path, Kind.IDEA, **issues)
    assert f"{NEW}issues/new?template=idea.yml" == url_of(
        tmp_path, Kind.IDEA, forms={"idea": "idea.yml"}, **issues
    )


def test_a_title_is_given_in_an_address_that_holds(tmp_path: Path) -> None:
    """Only what GitHub documents, or many use, stands there: never labels."""
    url = url_of(tmp_path, Kind.PROBLEM, "Where & #44?", forms=FORMS) or ""

    assert {"category": ["problems"], "title": ["Where & #44?"]} == parse_qs(urlsplit(url).query)
    assert "?" not in (url_of(tmp_path, Kind.IDEA, "Where?", forms=FORMS) or "")


def test_enterprise_has_its_own_address(tmp_path: Path) -> None:
    """`WALL_GITHUB_URL` is where people write, too."""
    url = url_of(tmp_path, Kind.PROBLEM, forms=FORMS, github_url="https://git.hollin.example")

    assert url == "https://git.hollin.example/hollin/coffee/discussions/new?category=problems"


def test_without_a_repository_there_is_no_address(tmp_path: Path) -> None:
    """Nobody is sent to a place that is not there."""
    scene = a_stage(tmp_path, [], sources=[]).scene

    assert new_thread_url(scene, Kind.IDEA) is None
    assert () == new_thread_links(scene)
    assert () == writing_links(scene, Kind.IDEA, "Subject")


def test_kinds_without_a_place_are_something_else(tmp_path: Path) -> None:
    """Whoever has none of the named kinds to say is not turned away."""
    links = new_thread_links(a_stage(tmp_path, [], forms=FORMS).scene)

    assert ["A problem", "Kind words", "Something else"] == [link.text for link in links]
    assert f"{NEW}discussions/new/choose" == links[-1].url


def test_without_forms_there_is_one_link(tmp_path: Path) -> None:
    """No category is named that may not be there."""
    link = Link("Write on GitHub", f"{NEW}discussions/new/choose")

    assert (link,) == new_thread_links(a_stage(tmp_path, []).scene)


def a_wall_with_gaps(folder: Path, **settings: Any) -> Stage:
    """A wall with kind words, and a conversation that is gone."""
    lost = a_thread(number=44)
    stage = a_stage(folder, [a_thread(category="praise")], **settings)
    with Store.open(stage.store) as store, store.transaction():
        store.save_thread(lost)
        store.remove_threads([lost.id], on_day(9))
    return stage


def test_a_page_that_is_not_there_leads_to_a_question(tmp_path: Path) -> None:
    """The title says what it is about; the letter comes first, and needs no account."""
    stage = a_wall_with_gaps(tmp_path, forms={"question": "q-a"}, contact_email="a@hollin.example")
    pages = stage.pages()

    new = f"{NEW}discussions/new?category=q-a&title="
    assert (
        Link(
            "Write an email", "mailto:a@hollin.example?subject=A%20page%20that%20I%20looked%20for"
        ),
        Link("Write on GitHub", f"{new}A%20page%20that%20I%20looked%20for"),
    ) == pages["404.html"].view.ask
    assert f"{new}What%20became%20of%20conversation%2044%3F" == (
        pages["said/44/index.html"].view.ask[1].url
    )


def test_a_list_of_one_kind_leads_to_more_of_it(tmp_path: Path) -> None:
    """Kind words have their own form at the head of their list; other lists hold all kinds."""
    pages = a_wall_with_gaps(tmp_path, forms={"praise": "praise"}).pages()
    praise, waiting = (
        pages["kind-words/index.html"].view.list,
        pages["waiting/index.html"].view.list,
    )

    assert praise
    assert waiting
    assert (Link("Write on GitHub", f"{NEW}discussions/new?category=praise"),) == praise.say
    assert () == waiting.say


def test_the_letter_on_the_front_page_has_prompts(tmp_path: Path) -> None:
    """It is the same letter as on the page of the ways."""
    view = a_stage(tmp_path, [], contact_email="a@hollin.example").pages()["index.html"].view.list

    assert view
    assert view.hero
    assert view.hero.email
    assert {"subject", "body"} == set(parse_qs(urlsplit(view.hero.email.url).query))
