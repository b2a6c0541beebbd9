"""The people of the wall: who spoke up and what came of it, and who answers."""

from pathlib import Path

from builders import a_person, a_post, a_thread
from conversation_wall.site import people_pages
from conversation_wall.site.views import PeopleView, PersonView
from scenes import Stage, a_stage

TEAM = {"ada": {"name": "Ada", "role": "baker"}, "lin": {"name": "Lin", "until": "2025-01-09"}}


def people(stage: Stage) -> PeopleView:
    """Give what stands on the page of people."""
    view = stage.pages()["people/index.html"].view.people
    assert view
    return view


def told(persons: tuple[PersonView, ...]) -> list[tuple[str, str, str | None]]:
    """Give names, counts and what became of it."""
    return [(person.name, person.count, person.detail) for person in persons]


def test_whose_words_changed_most_stands_first(tmp_path: Path) -> None:
    """Then who said most, then the name."""
    threads = [
        a_thread(number=1, by="zoe", labels=["done"], comments=[a_post("Done.", by="ada")]),
        *(a_thread(number=number, by="bea") for number in (2, 3)),
        a_thread(number=4, by="cy"),
    ]

    assert [
        ("zoe", "1 critique", "1 change followed"),
        ("bea", "2 critiques", "Nothing changed yet"),
        ("cy", "1 critique", "Nothing changed yet"),
    ] == told(people(a_stage(tmp_path, threads)).customers)


def test_one_login_in_two_spellings_is_one_person(tmp_path: Path) -> None:
    """GitHub's logins do not tell capitals apart."""
    threads = [a_thread(number=1, by="Bea"), a_thread(number=2, by="bea")]

    assert ["2 critiques"] == [
        person.count for person in people(a_stage(tmp_path, threads)).customers
    ]


def test_who_only_praised_asked_or_left_is_no_critic(tmp_path: Path) -> None:
    """Nor is a program, one of the team, or a deleted account."""
    threads = [
        a_thread(number=1, by="fan", category="kind-words"),
        a_thread(number=2, by="ada"),
        a_thread(number=3, by=None),
        a_thread(number=4, by=a_person("bot", typename="Bot")),
    ]
    view = people(a_stage(tmp_path, threads))

    assert () == view.customers
    assert ("Nobody has complained about anything yet.",) == view.lead


def test_each_critic_has_a_page_of_all_they_said(tmp_path: Path) -> None:
    """Kind words too; the page says what came of it."""
    threads = [
        a_thread(number=1, by="bea", day=1),
        a_thread(number=2, by="bea", day=2, category="kind-words"),
        a_thread(number=3, by="cy", day=3),
    ]
    view = a_stage(tmp_path, threads).pages()["people/bea/index.html"].view.list

    assert view
    assert ["../../said/2/", "../../said/1/"] == [pair.url for pair in view.pairs]
    assert ("bea", "1 critique. Nothing changed yet.") == (view.title, view.lead)


def test_name_that_is_no_login_gets_no_address(tmp_path: Path) -> None:
    """A file may name anybody anything: no path is made of it."""
    stage = a_stage(tmp_path, [a_thread(by=a_person("../../evil")), a_thread(number=2, by="bea")])
    view = people(stage)

    assert [None, "../people/bea/"] == [person.url for person in view.customers]
    assert ["people/bea/index.html", "people/index.html"] == sorted(
        name for name in stage.pages() if name.startswith("people/")
    )


def test_who_answers_is_named_with_job_topics_and_end(tmp_path: Path) -> None:
    """The most answers first; who has left is still named, with the last day."""
    by_lin = a_post("Hm.", by="lin", day=2)
    by_ada = a_post("Yes.", by="ada", day=2)
    threads = [
        a_thread(number=1, labels=["Cups"], comments=[by_ada]),
        a_thread(number=2, labels=["Cups", "Lids"], comments=[by_ada]),
        a_thread(number=3, comments=[by_lin]),
    ]
    view = people(a_stage(tmp_path, threads, team=TEAM))

    assert [
        PersonView("Ada", "2 answers", title="baker", topics=("Cups", "Lids")),
        PersonView("Lin", "1 answer", note="Until January 9"),
    ] == list(view.team)
    assert ("One person has made us better by complaining.", "Two of us answer.") == view.lead


def test_very_many_people_are_counted_not_listed(tmp_path: Path) -> None:
    """Two hundred stand on the page, and how many more there are."""
    count = people_pages.MOST + 3
    threads = [a_thread(number=number, by=f"c{number}") for number in range(1, count + 1)]
    view = people(a_stage(tmp_path, threads))

    assert (people_pages.MOST, "and 3 more") == (len(view.customers), view.others)


def test_last_day_is_the_one_of_the_roster(tmp_path: Path) -> None:
    """It is a day of the calendar, whatever the time zone of the shop."""
    threads = [a_thread(comments=[a_post("Yes.", by="lin", day=2)])]

    for place, zone in enumerate(("Europe/London", "America/Los_Angeles", "Asia/Tokyo")):
        (tmp_path / str(place)).mkdir()
        stage = a_stage(tmp_path / str(place), threads, team=TEAM, timezone=zone)
        assert ["Until January 9"] == [person.note for person in people(stage).team]
