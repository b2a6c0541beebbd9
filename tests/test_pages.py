"""Every page of the wall: where it lies and what stands around it."""

from pathlib import Path

from builders import a_post, a_thread
from conversation_wall.site.views import ListView, Sentence
from scenes import Stage, a_stage

ANSWER = a_post("New lid.", by="ada", day=1)


def front(stage: Stage) -> ListView:
    """Give the wall's first page."""
    view = stage.pages()["index.html"].view.list
    assert view
    return view


def test_small_wall_has_its_pages_and_no_more(tmp_path: Path) -> None:
    """The lists of statuses are always there; each thread has its page."""
    stage = a_stage(tmp_path, [a_thread(number=44, labels=["Cups"])])

    assert [
        "404.html", "accessibility/index.html", "answered/index.html", "badge.svg",
        "declined/index.html", "done/index.html", "embed-code/index.html", "embed/dark/index.html",
        "embed/index.html", "embed/light/index.html", "house-rules/index.html",
        "how-were-doing/index.html", "index.html", "moderation/index.html", "pact/index.html", "people/cara/index.html",
        "people/index.html", "planned/index.html", "privacy/index.html", "said/44/index.html",
        "say/card/index.html", "say/index.html", "topic/cups/index.html", "waiting/index.html",
        "you-said-we-did/index.html",
    ] == sorted(stage.pages())  # fmt: skip


def test_counts_of_the_tabs_are_those_of_the_lists(tmp_path: Path) -> None:
    """Waiting and answered make up all."""
    stage = a_stage(tmp_path, [a_thread(number=1), a_thread(number=2, comments=[ANSWER])])

    counts = {tab.text: tab.count for tab in front(stage).tabs}
    assert ("2", "1", "1") == (counts["All"], counts["Waiting"], counts["Answered"])


def test_score_counts_critiques(tmp_path: Path) -> None:
    """Praise and announcements are none."""
    threads = [
        a_thread(number=1),
        a_thread(number=2, comments=[ANSWER]),
        a_thread(number=3, category="kind-words"),
        a_thread(number=4, category="announcements", by="ada"),
    ]
    hero = front(a_stage(tmp_path, threads)).hero

    assert hero
    assert hero.score
    assert "1 of 2 critiques answered" == str(hero.score.headline)
    sentence = Sentence(
        "One person is waiting: 30\xa0days so far.", "30\xa0days", figure="score.waiting"
    )
    assert (sentence,) == hero.score.sentences
    assert (50, True) == (hero.score.answered_share, hero.score.has_waiting)


def test_wall_without_a_critique_has_no_score(tmp_path: Path) -> None:
    """Nothing is not "0 of 0"."""
    hero = front(a_stage(tmp_path, [])).hero

    assert hero
    assert hero.score is None


def test_empty_wall_invites(tmp_path: Path) -> None:
    """Nobody has said anything yet."""
    empty = front(a_stage(tmp_path, [])).empty

    assert empty
    assert "Nobody has said anything yet" == empty.headline
    assert empty.link
    assert "say/" == empty.link.url


def test_only_front_page_and_figures_say_when_they_were_updated(tmp_path: Path) -> None:
    """A sync that finds nothing touches two pages."""
    pages = a_stage(tmp_path, [a_thread()]).pages()

    updated = {name for name, page in pages.items() if page.view.updated}
    assert {"index.html", "how-were-doing/index.html"} == updated


def test_pages_of_a_list_have_a_way_on_and_back(tmp_path: Path) -> None:
    """Older from the front, newer from the oldest."""
    threads = [a_thread(number=number, day=number) for number in range(1, 31)]
    pages = a_stage(tmp_path, threads).pages()
    newest, oldest = pages["index.html"].view.list, pages["page/1/index.html"].view.list

    assert newest
    assert oldest
    assert newest.pager
    assert oldest.pager
    assert (None, "page/2/") == (newest.pager.newer, newest.pager.older and newest.pager.older.url)
    assert ("../../page/2/", None) == (
        oldest.pager.newer and oldest.pager.newer.url,
        oldest.pager.older,
    )
    assert "1 to 10" == oldest.pager.text


def test_addresses_lead_up_from_every_depth(tmp_path: Path) -> None:
    """Each page knows the way to the top; 404.html is served anywhere and says it in full."""
    pages = a_stage(tmp_path, [a_thread()]).pages("https://hollin.example/wall")

    assert "" == pages["index.html"].view.root
    assert "../../" == pages["said/1/index.html"].view.root
    assert "https://hollin.example/wall/" == pages["404.html"].view.root
    assert "https://hollin.example/wall/said/1/" == pages["said/1/index.html"].view.canonical
    assert pages["404.html"].view.canonical is None


def test_page_is_described_by_the_critique(tmp_path: Path) -> None:
    """Search engines show the customer's words, and never hidden ones."""
    thread = a_thread("The lid **drips**.", comments=[a_post("spam", minimized="spam")])
    view = a_stage(tmp_path, [thread]).pages()["said/1/index.html"].view

    assert ("Cold coffee", "The lid drips.") == (view.title, view.description)


def test_wall_without_a_repository_has_nowhere_to_send_people(tmp_path: Path) -> None:
    """No source and no thread: no link to GitHub is made up."""
    view = a_stage(tmp_path, [], sources=[]).pages()["index.html"].view

    assert view.source is None


def test_score_leaves_nobody_out(tmp_path: Path) -> None:
    """Who has a label and no word neither waits nor has an answer, and is told of."""
    threads = [
        a_thread(number=1, comments=[ANSWER]),
        a_thread(number=2),
        a_thread(number=3, labels=["planned"]),
    ]
    hero = front(a_stage(tmp_path, threads)).hero

    assert hero
    assert hero.score
    assert "1 of 3 critiques answered" == str(hero.score.headline)
    assert ["score.waiting", "score.silent"] == [each.figure for each in hero.score.sentences]
    assert "One more went on without a word from us." == hero.score.sentences[-1].text
