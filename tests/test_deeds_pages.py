"""You said, we did: what changed stands by month with the days it took, and every no with its reason."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from builders import a_person, a_post, a_thread, on_day
from conversation_wall.records import (
    MergedPull,
    PostRecord,
    Release,
    ThreadRecord,
    ThreadType,
    Trace,
)
from conversation_wall.site.views import DeedsView, DeedView, RefusalView
from scenes import Stage, a_stage

MAIN = "you-said-we-did/index.html"
TOLD = (
    "### Who\n\nA customer\n\n### Where\n\nBy email\n\n### When\n\n{}\n\n### Their words\n\nCold."
)


def done(number: int = 1, day: float = 9, word: str = "", **changes: Any) -> ThreadRecord:
    """A thread of the first of January that was done some days later."""
    comments = [a_post(word or f"New lids from box {number}.", by="ada", day=day)]
    return a_thread(**{"number": number, "labels": ["done"], "comments": comments, **changes})


def declined(number: int = 50, day: float = 9, *words: str, **changes: Any) -> ThreadRecord:
    """A thread that was turned down in these words of the team."""
    said = words or (f"No room in house {number}.",)
    comments = [a_post(word, by="ada", day=day + place) for place, word in enumerate(said)]
    return a_thread(number=number, labels=["not doing"], comments=comments, **changes)


def deeds_of(stage: Stage, file: str = MAIN) -> DeedsView:
    """Give what stands on a page of deeds."""
    view = stage.pages()[file].view.deeds
    assert view
    return view


def page(folder: Path, *threads: ThreadRecord, **settings: Any) -> DeedsView:
    """Make the main page of some threads."""
    return deeds_of(a_stage(folder, threads, **settings))


def only_deed(folder: Path, thread: ThreadRecord, **settings: Any) -> DeedView:
    """Make the deed of a thread."""
    (month,) = page(folder, thread, **settings).months
    (deed,) = month.deeds
    return deed


def only_refusal(folder: Path, thread: ThreadRecord) -> RefusalView:
    """Make the refusal of a thread."""
    refusals = page(folder, thread).refusals
    assert refusals
    (refusal,) = refusals.items
    return refusal


def outline(view: DeedsView) -> list[str]:
    """Draw the months and the titles below them."""
    return [
        f"{month.name}: {', '.join(deed.title for deed in month.deeds)}" for month in view.months
    ]


# Deeds


def test_what_was_done_stands_by_month_newest_first(tmp_path: Path) -> None:
    """What counts is when it was done; what is only planned or answered is no deed."""
    view = page(
        tmp_path,
        done(1, day=40, title="Lids"),
        done(2, day=3, title="Cups"),
        done(3, day=45, title="Beans"),
        done(4, labels=["planned"]),
        done(5, labels=[]),
        now=60,
    )

    assert ["February 2025: Beans, Lids", "January 2025: Cups"] == outline(view)


def test_deed_says_when_it_was_done_and_how_long_it_took(tmp_path: Path) -> None:
    """Its line is a finished wait."""
    deed = only_deed(tmp_path, done(day=8, word="**Done.** New lids. They fit."))

    assert ("Done January 9", "January 9", "done") == (deed.tag.text, deed.day.text, deed.tag.key)
    assert deed.wait
    assert ("8\xa0days", "It took 8\xa0days", "answered") == (
        deed.wait.text,
        deed.wait.sentence,
        deed.wait.state,
    )
    assert "New lids. They fit." == deed.text


def test_deed_of_the_same_day_has_no_number(tmp_path: Path) -> None:
    """Nobody waited a day."""
    wait = only_deed(tmp_path, done(day=0.2)).wait

    assert wait
    assert ("same day", "It took less than a day") == (wait.text, wait.sentence)


def test_deed_without_a_word_says_so(tmp_path: Path) -> None:
    """A label is no account of what was done."""
    deed = only_deed(tmp_path, done(comments=[], closed_on=4, type=ThreadType.ISSUE))

    assert "Marked so on GitHub, without a word from us." == deed.text


@pytest.mark.parametrize(
    ("opening", "by", "name"),
    [
        (a_post(by="cara", upvotes=1), "cara", "cara"),
        (a_post(by="cara", upvotes=2), "cara and 1 other", "cara"),
        (a_post(by="cara", upvotes=24), "cara and 23 others", "cara"),
        (a_post(by=None, upvotes=4), "Someone who has left GitHub and 3 others", "Someone"),
        (a_post(TOLD.format("2025-01-01"), by="ada", upvotes=13), "A customer, by email, and 12 others", "A customer"),
        (a_post(TOLD.format("2025-01-01"), by="ada"), "A customer, by email", "A customer"),
    ],
)  # fmt: skip
def test_by_line_counts_who_agreed(opening: PostRecord, by: str, name: str, tmp_path: Path) -> None:
    """The name in it is kept apart: it may run the other way."""
    deed = only_deed(tmp_path, done(opening=opening))

    assert by == deed.by
    assert deed.name.startswith(name)
    assert deed.name in deed.by


def test_what_was_told_without_a_day_took_nobody_knows_how_long(tmp_path: Path) -> None:
    """There is no line where no day is known."""
    opening = a_post(TOLD.format("_No response_"), by="ada")

    assert only_deed(tmp_path, done(opening=opening)).wait is None


def test_page_shows_the_newest_ten_and_leads_to_the_years(tmp_path: Path) -> None:
    """The year's page has what is left out; an earlier year has a page too."""
    threads = [done(number, day=number) for number in range(1, 13)]
    view = page(tmp_path, *threads, done(20, day=-30, opening=a_post(day=-40)), now=30)

    assert 10 == sum(len(month.deeds) for month in view.months)
    assert "10 of 13 changes" == view.count
    assert [
        ("Earlier this year", "../you-said-we-did/2025/"),
        ("All of 2024", "../you-said-we-did/2024/"),
    ] == [(link.text, link.url) for link in view.years]


def test_year_of_which_nothing_is_left_out_is_led_to_by_its_number(tmp_path: Path) -> None:
    """Nothing came earlier."""
    view = page(tmp_path, done())

    assert ("1 of 1 change", ["All of 2025"]) == (view.count, [link.text for link in view.years])


def test_year_begins_where_the_shop_is(tmp_path: Path) -> None:
    """Half past four in the afternoon in London is another year in Tokyo."""
    stage = a_stage(tmp_path, [done(day=-0.3, opening=a_post(day=-4))], timezone="Asia/Tokyo")

    assert ["January 2025"] == [month.name for month in deeds_of(stage).months]
    assert "you-said-we-did/2025/index.html" in stage.pages()


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ([], ("silent", "No word from cara yet on whether it helped")),
        (["Works, thank you."], ("confirmed", "cara says it helped")),
        (["Still cold."], ("not-solved", "cara says it isn’t solved")),
        (["Which ones?"], ("replied", "cara has replied since")),
    ],
)
def test_deed_gives_the_verdict_of_who_said_it(
    words: list[str], verdict: tuple[str, str], tmp_path: Path
) -> None:
    """Their next post decides; silence is no consent."""
    comments = [
        a_post("**Done.** New lids.", by="ada", day=9),
        *(a_post(word, by="cara", day=10) for word in words),
    ]
    deed = only_deed(tmp_path, done(comments=comments))

    assert deed.verdict
    assert (*verdict, "cara") == (deed.verdict.key, deed.verdict.text, deed.verdict.name)


@pytest.mark.parametrize(
    "opening", [a_post(by=None), a_post(TOLD.format("2025-01-01"), by="ada")], ids=["ghost", "told"]
)
def test_who_cannot_say_it_gives_no_verdict(opening: PostRecord, tmp_path: Path) -> None:
    """Nobody waits for a word of who is not on GitHub."""
    assert only_deed(tmp_path, done(opening=opening)).verdict is None


def test_deed_shows_its_proof(tmp_path: Path) -> None:
    """Each step leads there by its name, and says its day."""
    pull = MergedPull(
        "hollin/coffee", 57, "", "https://github.com/hollin/coffee/pull/57", on_day(8)
    )
    release = Release("hollin/coffee", "v1", "", "javascript:alert(1)", on_day(9))
    stage = a_stage(tmp_path, [done(word="Done, in #57.")], works=[pull, release])
    proof = deeds_of(stage).months[0].deeds[0].proof

    assert proof
    assert ("proved", "Proved") == (proof.key, proof.text)
    assert [
        ("#57, merged January 9", "#57", pull.url),
        ("v1, released January 10", "v1", ""),
    ] == [(step.text, step.name, step.url) for step in proof.steps]


# Promises


def promised(number: int, day: float, *words: str, **changes: Any) -> ThreadRecord:
    """A thread that is planned since some day, in these words of the team."""
    said = words or ("**Planned:** new lids.",)
    comments = [a_post(word, by="ada", day=day + 30 * place) for place, word in enumerate(said)]
    return a_thread(**{"number": number, "labels": ["planned"], "comments": comments, **changes})


def test_oldest_promise_stands_first(tmp_path: Path) -> None:
    """What is overdue is on top, and is called so."""
    promises = page(tmp_path, promised(1, 150), promised(2, 9), promised(3, 40), now=200).promises

    assert promises
    assert [
        ("../said/2/", "191\xa0days", "Promised January 10, overdue", True),
        ("../said/3/", "160\xa0days", "Promised February 10", False),
        ("../said/1/", "50\xa0days", "Promised May 31", False),
    ] == [
        (item.url, item.wait.text, item.wait.sentence, item.is_overdue) for item in promises.items
    ]
    assert "What we said we’d do, the oldest first. One is older than six months." == promises.lead
    assert ("3 of 3", "../planned/") == (promises.count, promises.all.url)


def test_months_until_a_promise_is_overdue_are_a_setting(tmp_path: Path) -> None:
    """Half a year is long for a shop."""
    promises = page(tmp_path, promised(1, 9), now=60, promise_months=1).promises

    assert promises
    assert [True] == [item.is_overdue for item in promises.items]
    assert promises.lead.endswith("One is older than one month.")


def test_promise_runs_from_its_first_label(tmp_path: Path) -> None:
    """GitHub tells it of an Issue, also where the label was taken off and put on again."""
    labelled = Trace("LabeledEvent", on_day(3), a_person("ada"), label="Planned")
    thread = promised(1, 20, type=ThreadType.ISSUE, traces=[labelled])
    promises = page(tmp_path, thread, now=23).promises

    assert promises
    assert "20\xa0days" == promises.items[0].wait.text


@pytest.mark.parametrize(
    ("words", "again"),
    [
        (["Planned: lids."], None),
        (["Planned: lids.", "Started: lids."], None),
        (["Planned: lids.", "Planned: lids, in May."], "Promised again once."),
        (["Planned: a.", "Planned: b.", "Started. c.", "Planned: d."], "Promised again two times."),
    ],
)
def test_promise_that_was_made_again_says_so(
    words: list[str], again: str | None, tmp_path: Path
) -> None:
    """The next step is none; the same word once more is."""
    promises = page(tmp_path, promised(1, 5, *words), now=200).promises

    assert promises
    assert again == promises.items[0].again


def test_promise_without_a_word_says_so(tmp_path: Path) -> None:
    """A label promises, too."""
    promises = page(tmp_path, a_thread(labels=["started"])).promises

    assert promises
    assert "Marked so on GitHub, without a word from us." == promises.items[0].text


def test_wall_without_promises_shows_none(tmp_path: Path) -> None:
    """There is no list of nothing; a year's page has none at all."""
    stage = a_stage(tmp_path, [done(), promised(2, 9)])

    assert deeds_of(stage).promises
    assert deeds_of(stage, "you-said-we-did/2025/index.html").promises is None


def test_what_was_closed_without_a_word_is_counted(tmp_path: Path) -> None:
    """In public, with the way to it: silence is no reason."""
    closed = [
        a_thread(number=n, type=ThreadType.ISSUE, closed_on=5, reason="NOT_PLANNED") for n in (1, 2)
    ]
    silent = page(tmp_path, *closed, a_thread(number=3)).silent

    assert silent
    assert (
        "Two more we closed without a word. They still wait for an answer.",
        "../waiting/",
    ) == (silent.text, silent.url)


# The lead


@pytest.mark.parametrize(
    ("threads", "lead", "words"),
    [
        ([], None, None),
        ([done(1)], "One change this year started as a critique on this wall.", None),
        (
            [*(done(number) for number in range(1, 15)), *map(declined, range(50, 56))],
            "Fourteen changes this year started as a critique on this wall. "
            "We said no to six more, and those are here too.",
            "those are here too",
        ),
        ([declined()], "We said no to one this year, and that is here too.", "that is here too"),
        (
            [declined(day=-30, opening=a_post(day=-40))],
            "We said no to one before, and that is here too.",
            "that is here too",
        ),
        (
            [done(day=-30, opening=a_post(day=-40))],
            "Nothing has changed yet this year. What did before is below.",
            None,
        ),
    ],
)
def test_lead_says_what_this_year_brought(
    threads: Sequence[ThreadRecord], lead: str | None, words: str | None, tmp_path: Path
) -> None:
    """It leads down to every no."""
    view = page(tmp_path, *threads)

    assert lead == view.lead
    assert words == (view.to_refusals and view.to_refusals.text)
    assert (view.to_refusals is None) == (view.refusals is None)


def test_wall_where_nothing_changed_says_so(tmp_path: Path) -> None:
    """An empty page explains itself, and there is no count of nothing."""
    view = page(tmp_path, a_thread())

    assert view.empty
    assert ((), (), None) == (view.months, view.years, view.refusals)


# Refusals


def test_refusal_gives_the_reason_and_what_would_change_it(tmp_path: Path) -> None:
    """The condition stands apart, and not in the reason too."""
    thread = declined(50, 9, "**Not doing:** no room. **We’d change our mind if** we move. Sorry.")
    refusal = only_refusal(tmp_path, thread)

    assert ("No room.", "We’d change our mind if we move.") == (refusal.text, refusal.condition)


def test_condition_is_found_in_an_earlier_word(tmp_path: Path) -> None:
    """The team may have said more since; a customer's word is none of ours."""
    words = "No room. We'd change our mind if we move.", "Locked: be kind."
    thread = declined(50, 9, *words)
    refusal = only_refusal(tmp_path, thread)

    assert ("No room.", "We'd change our mind if we move.") == (refusal.text, refusal.condition)


def test_customers_do_not_speak_for_the_team(tmp_path: Path) -> None:
    """What a customer would change our mind with is no condition of ours; nor is a quote."""
    quoted = "> We’d change our mind if it rains.\n\nNo room."
    comments = [
        a_post(quoted, by="ada", day=2),
        a_post("We’d change our mind if I were you.", by="cara", day=3),
    ]
    refusal = only_refusal(tmp_path, a_thread(labels=["not doing"], comments=comments))

    assert ("No room.", None) == (refusal.text, refusal.condition)


def test_newest_five_refusals_lead_to_all(tmp_path: Path) -> None:
    """The rest stand on their list."""
    refusals = page(tmp_path, *(declined(n, day=n - 49) for n in range(50, 56))).refusals

    assert refusals
    assert ("5 of 6", "All six", "../declined/") == (
        refusals.count,
        refusals.all.text,
        refusals.all.url,
    )
    assert "../said/55/" == refusals.items[0].url


# Years


def test_older_pages_of_a_year_stay_as_they_are(tmp_path: Path) -> None:
    """One more change changes the year's own address only."""
    threads = [done(number, day=number) for number in range(1, 62)]
    pages = []
    for count in (60, 61):
        (tmp_path / str(count)).mkdir()
        stage = a_stage(tmp_path / str(count), threads[:count], now=90)
        pages.append(
            {file: page for file, page in stage.pages().items() if "did/2025/page/" in file}
        )

    before, after = pages
    assert 2 == len(before)
    assert before == {file: after[file] for file in before}


def test_every_change_of_a_year_stands_on_its_pages(tmp_path: Path) -> None:
    """Each month of a page has its head, and the pages lead to each other."""
    stage = a_stage(tmp_path, [done(number, day=number) for number in range(1, 62)], now=90)
    views = [
        page.view.deeds
        for file, page in stage.pages().items()
        if file.startswith("you-said-we-did/2025/") and page.view.deeds
    ]

    assert 61 == sum(len(month.deeds) for view in views for month in view.months)
    assert "You said, we did in 2025" == views[0].title
    assert all(view.pager for view in views)


def test_page_changed_when_what_stands_on_it_did(tmp_path: Path) -> None:
    """The sitemap tells true dates."""
    pages = a_stage(tmp_path, [done(day=9), a_thread(number=2, day=20)]).pages()

    assert on_day(9) == pages[MAIN].changed_at


def test_nothing_of_a_duplicate_stands_here(tmp_path: Path) -> None:
    """What was said before was done once."""
    again = done(2, labels=["duplicate", "done"], word="Duplicate of #1")

    assert ["January 2025: Cold coffee"] == outline(page(tmp_path, done(1), again))
