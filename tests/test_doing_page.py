"""How we're doing: the figures that a wall shows of its owner, and what they leave out."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from builders import a_post, a_thread, on_day
from conversation_wall.records import ThreadRecord
from conversation_wall.site.charts import outcomes_view
from conversation_wall.site.language import Language
from conversation_wall.site.views import BarsView, Block, DoingView, MonthsView
from conversation_wall.wall.model import Status
from scenes import a_stage

FILE = "how-were-doing/index.html"
# A day of December 2025: the window and the twelve months begin before it.
NOW = 340


def doing(folder: Path, *threads: ThreadRecord, now: float = NOW, **settings: Any) -> DoingView:
    """Make the page of figures of a wall."""
    view = a_stage(folder, threads, now=now, **settings).pages()[FILE].view.doing
    assert view
    return view


def answered(number: int, *, day: float = 300, after: float = 1, **changes: Any) -> ThreadRecord:
    """Build a critique of a day, with its answer some days later."""
    # The same words in three threads would be a standard reply.
    answer = a_post(f"Lid{number} is new{number} now{number}.", by="ada", day=day + after)
    return a_thread(number=number, day=day, comments=[answer], **changes)


def asked(number: int, *comments: Any, by: str = "ada") -> ThreadRecord:
    """Build a thread that we opened."""
    return a_thread(
        number=number, by=by, day=300, category="announcements", comments=comments
    )  # fmt: skip


def rows(bars: BarsView | None) -> str:
    """Draw a table of bars: label and count, the heavy line as a stroke."""
    assert bars
    groups = [", ".join(f"{row.label}: {row.count}" for row in group) for group in bars.groups]
    return " | ".join(groups).replace("\xa0", " ")


def parts(view: DoingView) -> list[str]:
    """Give the parts of the meter in words."""
    assert view.figures.meter
    return [str(part.text) for part in view.figures.meter.parts]


def counts(months: MonthsView | None) -> dict[str, tuple[str, str]]:
    """Give raised and given of the months in which there was anything."""
    assert months
    return {
        month.name: (month.raised.text, month.given.text)
        for month in months.months
        if (month.raised.text, month.given.text) != ("0", "0")
    }


# The lead


def test_lead_counts_a_year_and_everybody_who_waits(tmp_path: Path) -> None:
    """An old critique is no longer counted, but whoever waits since then still is."""
    view = doing(tmp_path, a_thread(number=1, day=-30), answered(2), a_thread(number=3, day=339))

    assert (
        "In the last twelve months 2 critiques were raised here and we answered 1. "
        "Two people are still waiting for us."
    ) == str(view.figures.lead)


@pytest.mark.parametrize(
    ("threads", "lead"),
    [
        ((), "Nobody has raised a critique here yet."),
        (
            (a_thread(day=330),),
            "In the last twelve months 1 critique was raised here and we answered none. "
            "One person is still waiting for us.",
        ),
        (
            (answered(1, day=-60),),
            "In the last twelve months nobody raised a critique here. Nobody is waiting for us.",
        ),
    ],
)
def test_lead_says_nothing_of_nobody(
    tmp_path: Path, threads: tuple[ThreadRecord, ...], lead: str
) -> None:
    """None is a word, not a nought."""
    assert lead == doing(tmp_path, *threads).figures.lead.text


# The meter


def test_meter_counts_threads_by_who_spoke(tmp_path: Path) -> None:
    """Praise waits for nothing, a program does not talk, and a duplicate was counted before."""
    repeated = a_post("Duplicate of #1", by="ada", day=301)
    view = doing(
        tmp_path,
        answered(1),
        a_thread(number=2, day=300),
        asked(3),
        asked(4, a_post("Yes.", day=301)),
        asked(5, by="dependabot[bot]"),
        a_thread(number=6, day=300, category="kind-words"),
        a_thread(number=7, day=300, labels=["duplicate"], comments=[repeated]),
    )

    assert ["2 conversations", "1 left hanging", "1 monologue"] == parts(view)
    assert view.figures.meter
    assert "In 2 of 4 threads, both sides spoke" == str(view.figures.meter.title)


def test_meter_speaks_in_tenths_of_many_threads(tmp_path: Path) -> None:
    """Of ten threads and more one says how many in ten; 11 of 12 are nine."""
    view = doing(tmp_path, a_thread(number=1, day=300), *map(answered, range(2, 13)))

    assert view.figures.meter
    assert "In 9 threads of 10, both sides spoke" == str(view.figures.meter.title)


def test_label_without_a_word_leaves_hanging(tmp_path: Path) -> None:
    """To plan in silence is not to speak."""
    view = doing(tmp_path, a_thread(day=300, labels=["planned"]))

    assert ["0 conversations", "1 left hanging", "0 monologues"] == parts(view)


def test_parts_of_the_meter_fill_the_line(tmp_path: Path) -> None:
    """One in a hundred can still be seen, and nothing runs over the end."""
    view = doing(tmp_path, asked(1), a_thread(number=2, day=300), *map(answered, range(3, 101)))

    bars = [part.bar for part in view.figures.meter.parts if part.bar] if view.figures.meter else []
    assert [(0, 95), (96, 1.5), (98.5, 1.5)] == [(bar.x, bar.width) for bar in bars]


# Who is waiting


def test_longest_wait_stands_first_and_late_ones_stand_out(tmp_path: Path) -> None:
    """Late is past the aim, not on it."""
    queue = doing(tmp_path, *(a_thread(number=day, day=day) for day in (340, 336, 337))).queue

    assert queue
    assert [
        ("../said/336/", "4\xa0days", True),
        ("../said/337/", "3\xa0days", False),
        ("../said/340/", "today", False),
    ] == [(item.url, str(item.wait), item.is_late) for item in queue.items]
    assert queue.more is None


def test_queue_is_cut_after_ten(tmp_path: Path) -> None:
    """The eleventh is one click away."""
    queue = doing(tmp_path, *(a_thread(number=number, day=300) for number in range(1, 12))).queue

    assert queue
    assert queue.more
    assert (10, "../waiting/") == (len(queue.items), queue.more.url)


def test_nobody_waiting_is_said(tmp_path: Path) -> None:
    """An empty list would look like a fault."""
    queue = doing(tmp_path, answered(1)).queue

    assert queue
    assert ((), "Nobody is waiting. Every critique has an answer.") == (
        queue.items,
        str(queue.text),
    )


# How long people waited


@pytest.mark.parametrize(
    ("aim", "drawn"),
    [
        (1, "Same day: 1, 1 day: 0 | 2 to 3 days: 2, 4 to 7 days: 0, Over 7 days: 2"),
        (3, "Same day: 1, 1 to 3 days: 2 | 4 to 7 days: 0, 8 to 14 days: 1, Over 14 days: 1"),
        (
            14,
            "Same day: 1, 1 to 7 days: 2, 8 to 14 days: 1 | "
            "15 to 30 days: 0, 31 to 60 days: 1, Over 60 days: 0",
        ),
    ],
)
def test_waits_are_cut_at_the_aim(tmp_path: Path, aim: int, drawn: str) -> None:
    """Above the line stands who was answered in time."""
    threads = [
        answered(number, day=200, after=after) for number, after in enumerate((0, 2, 3, 9, 40), 1)
    ]

    assert drawn == rows(doing(tmp_path, *threads, answer_within=aim).figures.waits)


def test_median_counts_those_who_still_wait(tmp_path: Path) -> None:
    """Half of those with an answer had it in one day; half of all had not until the fifth."""
    view = doing(
        tmp_path,
        answered(1, after=1),
        answered(2, after=1),
        answered(3, after=5),
        a_thread(number=4, day=300),
        a_thread(number=5, day=300),
    )

    assert view.figures.heard
    assert "Counting those who still wait, half had an answer within 5\xa0days." == str(
        view.figures.heard.text
    )
    assert "Within 1 day: 2 of 5, Within 3 days: 2 of 5, Within 7 days: 3 of 5, " in (
        rows(view.figures.heard) + ", "
    )


def test_aim_that_was_never_met_is_said(tmp_path: Path) -> None:
    """Nothing stands above the line then, and nothing is said of it."""
    waits = doing(tmp_path, answered(1, after=9)).figures.waits

    assert waits
    assert (
        "Days until our first answer. We aim for three\xa0days, and never met that.",
        None,
    ) == (str(waits.text), waits.note)


def test_nobody_answered_has_no_waits(tmp_path: Path) -> None:
    """A table of noughts says nothing."""
    assert doing(tmp_path, a_thread(day=300)).figures.waits is None


# Month by month


def test_months_cross_the_year_in_the_zone_of_the_shop(tmp_path: Path) -> None:
    """Late on New Year's Eve in London it is January already in Tokyo."""
    threads = [answered(1, day=-0.2, after=0.1), a_thread(number=2, day=-0.8)]
    (tmp_path / "tokyo").mkdir()

    assert {"December 2024": ("2", "1")} == counts(doing(tmp_path, *threads, now=5).figures.months)
    assert {"December 2024": ("1", "0"), "January 2025": ("1", "1")} == counts(
        doing(tmp_path / "tokyo", *threads, now=5, timezone="Asia/Tokyo").figures.months
    )


def test_answer_counts_in_the_month_in_which_it_was_given(tmp_path: Path) -> None:
    """Raised in October, answered in December."""
    assert {"October 2025": ("1", "0"), "December 2025": ("0", "1")} == counts(
        doing(tmp_path, answered(1, day=300, after=39)).figures.months
    )


def test_twelve_months_end_with_this_one(tmp_path: Path) -> None:
    """What was raised a year and a day ago is off the chart."""
    months = doing(tmp_path, answered(1, day=320), answered(2, day=-40)).figures.months

    assert months
    assert (12, "Jan", "Dec") == (
        len(months.months),
        months.months[0].label,
        months.months[-1].label,
    )


def test_columns_stand_on_the_lowest_line(tmp_path: Path) -> None:
    """Two raised and one given, on a scale up to two."""
    months = doing(tmp_path, answered(1, day=330), a_thread(number=2, day=330)).figures.months

    assert months
    assert [(22, "2 a month"), (108, "1"), (194, "")] == [
        (line.y, line.text) for line in months.grid
    ]
    assert [("raised", 22, 172), ("given", 108, 86)] == [
        (bar.key, bar.y, bar.height) for month in months.months for bar in month.bars
    ]


def test_weakest_month_is_named(tmp_path: Path) -> None:
    """The page says what went wrong before others do."""
    threads = [answered(1, day=220), *(a_thread(number=number, day=221) for number in (2, 3))]
    months = doing(tmp_path, *threads).figures.months

    assert months
    assert "In August we gave one first answer where three were needed." == str(months.text)


# What became of them


def test_outcomes_add_up_to_the_critiques(tmp_path: Path) -> None:
    """Under way is planned, and what was closed without a word is waiting."""
    view = doing(
        tmp_path,
        answered(1, labels=["done"]),
        answered(2, labels=["planned"]),
        answered(3, labels=["in progress"]),
        answered(4),
        answered(5, labels=["not doing"]),
        a_thread(number=6, day=300, labels=["not doing"]),
        a_thread(number=7, day=300),
        answered(8, day=-60),
    )

    assert (
        "Done: 1, Planned: 2, Answered, nothing to change: 1, "
        "Not doing, with a reason: 1, Waiting for us: 2"
    ) == rows(view.figures.outcomes)
    assert view.figures.outcomes
    assert "What became of 7 critiques" == str(view.figures.outcomes.title)


# How we count


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    """Hidden posts and duplicates are not lost without a word."""
    hidden = [a_post("spam", minimized="spam") for _ in range(2)]
    repeated = a_post("Duplicate of #1", by="ada", day=301)
    view = doing(
        tmp_path,
        a_thread(number=1, day=300, comments=hidden),
        a_thread(number=2, day=300, labels=["duplicate"], comments=[repeated]),
        a_thread(number=3, day=300, category="kind-words"),
        except_=["label:private"],
    )

    assert (
        "Two replies that are hidden on GitHub.",
        "One critique that repeats another.",
        "Threads that we keep off this wall.",
        "One kind word: it waits for nothing.",
    ) == view.counting.left_out


def test_what_nobody_can_check_is_said(tmp_path: Path) -> None:
    """A business could ask itself: the page says so, and how much it typed in."""
    body = "### Where\n\nat the counter\n\n### When\n\n2025-10-01\n\n### Their words\n\nIt is cold."
    view = doing(tmp_path, a_thread(body, by="ada", number=1, day=300), answered(2))

    assert (
        "Taken on trust",
        "An account of ours that we have not named would count as a customer’s. "
        "One critique was told to us elsewhere; we typed it in, with its day.",
    ) == view.counting.rules[-1]


# The page


def test_empty_wall_has_nothing_to_count(tmp_path: Path) -> None:
    """It says so, and shows no empty chart."""
    view = doing(tmp_path)

    assert view.empty
    assert view.empty.link
    assert "../say/" == view.empty.link.url
    assert [None] * 5 == [
        view.figures.meter,
        view.queue,
        view.figures.waits,
        view.figures.months,
        view.figures.outcomes,
    ]


def test_page_says_how_old_it_is(tmp_path: Path) -> None:
    """Like the front page, it says when it was updated; it changed when a thread last did."""
    page = a_stage(tmp_path, [a_thread(day=300)], now=NOW).pages()[FILE]

    assert page.view.updated
    assert "2025-12-07T00:00:00Z" == page.view.updated.iso
    assert on_day(300) == page.changed_at
    assert ["How we’re doing"] == [link.text for link in page.view.nav if link.is_current]


def test_charts_are_mirrored_for_languages_from_the_right(tmp_path: Path) -> None:
    """What begins on the left begins on the right: every bar lies as far from the other end."""
    threads = [*map(answered, range(1, 4)), a_thread(number=9, day=330)]
    (tmp_path / "ar").mkdir()
    left, right = doing(tmp_path, *threads), doing(tmp_path / "ar", *threads, lang="ar")

    assert blocks(left)
    assert [(bar.key, round(100 - bar.x - bar.width, 2), bar.y) for bar in blocks(left)] == [
        (bar.key, bar.x, bar.y) for bar in blocks(right)
    ]
    assert left.figures.months
    assert right.figures.months
    assert (0, 100) == (left.figures.months.start, right.figures.months.start)
    assert left.figures.months.months[0].middle == right.figures.months.months[-1].middle


@pytest.mark.parametrize(("lang", "number"), [("en", "1,200"), ("de", "1.200"), ("ar-EG", "1,200")])
def test_numbers_are_written_as_the_language_does(lang: str, number: str) -> None:
    """Large counts have their separators."""
    language = Language(lang, ZoneInfo("UTC"), on_day(NOW))
    outcomes = outcomes_view([Status.DONE] * 1200, language)

    assert outcomes
    assert number == str(outcomes.groups[0][0].count)


def test_withdrawn_is_neither_waiting_nor_answered() -> None:
    """It has a row of its own, where there is any."""
    language = Language("en", ZoneInfo("UTC"), on_day(NOW))
    withdrawn = outcomes_view([Status.WITHDRAWN, Status.WAITING], language)

    assert rows(withdrawn).endswith("Waiting for us: 1, Closed by who raised it: 1")
    assert rows(outcomes_view([Status.WAITING], language)).endswith("Waiting for us: 1")


def blocks(view: DoingView) -> list[Block]:
    """Give every bar of a page."""
    assert view.figures.meter
    assert view.figures.waits
    assert view.figures.outcomes
    assert view.figures.months
    bars = [part.bar for part in view.figures.meter.parts]
    bars += [
        row.bar for table in (view.figures.waits, view.figures.outcomes) for row in table.groups[0]
    ]
    return [bar for bar in bars if bar] + [
        bar for month in view.figures.months.months for bar in month.bars
    ]
