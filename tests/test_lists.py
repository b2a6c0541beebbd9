"""The lists of the wall: who stands where, and pages that stay as they are."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from builders import a_config, a_post, a_thread, on_day
from conversation_wall.site.gathering import Gathered, Summary
from conversation_wall.site.lists import List, lists_of, pages_from_top, pages_of
from conversation_wall.site.published import rules_of
from conversation_wall.wall.model import Kind, Role, Speaker, Status, ThreadKey, Topic
from scenes import a_stage

COUNTS, SIZES = some.integers(0, 60), some.integers(1, 12)


def a_summary(
    number: int,
    *,
    kind: Kind = Kind.PROBLEM,
    status: Status = Status.WAITING,
    day: float | None = None,
    changed: float | None = None,
    topics: tuple[str, ...] = (),
) -> Summary:
    """Build the summary of a thread, opened on the day of its number."""
    opened = number if day is None else day
    return Summary(
        key=ThreadKey("hollin/coffee", number),
        title=f"Thread {number}",
        kind=kind,
        status=status,
        opened_at=on_day(opened),
        changed_at=on_day(opened if changed is None else changed),
        updated_at=on_day(opened if changed is None else changed),
        opener=Speaker(Role.CUSTOMER, "cara", "cara"),
        first_answer_at=None if status is Status.WAITING else on_day(opened),
        topics=tuple(Topic(name.capitalize(), name) for name in topics),
    )


def some_summaries(count: int) -> tuple[Summary, ...]:
    """Give summaries, newest first."""
    return tuple(a_summary(number) for number in range(count, 0, -1))


def lists_by_path(*summaries: Summary) -> dict[str, List]:
    """Make the lists of some threads."""
    rules = rules_of(tuple, a_config())
    gathered = Gathered({item.key: item for item in summaries}, {}, {}, rules, {})
    return {each.path: each for each in lists_of(gathered, a_config())}


def numbers(items: tuple[Summary, ...]) -> list[int]:
    """Give the numbers of threads."""
    return [item.key.number for item in items]


# Pages


@given(COUNTS, SIZES)
def test_newest_thread_changes_the_first_page_only(count: int, size: int) -> None:
    """One more thread never changes a numbered page, and makes at most one new."""
    before = {page.number: page.items for page in pages_of(some_summaries(count), size)}
    after = {page.number: page.items for page in pages_of(some_summaries(count + 1), size)}

    assert [] == [number for number in before if number and before[number] != after.get(number)]
    assert len(after) - len(before) in (0, 1)


@given(COUNTS, SIZES, some.sampled_from((pages_of, pages_from_top)))
def test_each_thread_stands_on_one_page(count: int, size: int, cut: object) -> None:
    """The pages of a list, one after the other, are the list."""
    items = some_summaries(count)
    pages = list(pages_of(items, size) if cut is pages_of else pages_from_top(items, size))

    assert items == tuple(item for page in pages for item in page.items)
    assert pages[0].number is None
    assert len(pages) == len({page.number for page in pages})


@given(COUNTS, SIZES)
def test_first_page_holds_one_to_two_pages(count: int, size: int) -> None:
    """The list's own address is never nearly empty, and never more than two pages long."""
    first, *others = pages_of(some_summaries(count), size)

    assert min(count, size) <= len(first.items) < 2 * size
    assert {size} >= {len(page.items) for page in others}


@given(COUNTS, SIZES, some.sampled_from((pages_of, pages_from_top)))
def test_one_can_walk_through_a_list_both_ways(count: int, size: int, cut: object) -> None:
    """Older and newer lead from the first page to the last and back."""
    items = some_summaries(count)
    pages = list(pages_of(items, size) if cut is pages_of else pages_from_top(items, size))
    numbered = [page.number for page in pages]

    assert [*numbered[1:], None] == [page.older for page in pages]
    # None stands for the list's own address, too.
    assert [None, *numbered[:-1]] == [page.newer for page in pages]
    assert [page is not pages[0] for page in pages] == [page.has_newer for page in pages]


@given(COUNTS, SIZES)
def test_numbered_pages_count_from_the_first_ever_said(count: int, size: int) -> None:
    """What a page says of its place stays true however many come."""
    _, *others = pages_of(some_summaries(count), size)

    assert [min(numbers(page.items)) for page in others] == [page.first for page in others]


# Who stands where


@given(
    some.lists(
        some.tuples(
            some.sampled_from([kind for kind in Kind if kind is not Kind.ANNOUNCEMENT]),
            some.sampled_from([status for status in Status if status is not Status.DUPLICATE]),
        ),
        max_size=20,
    )
)
def test_tabs_add_up_to_all(parts: list[tuple[Kind, Status]]) -> None:
    """Every thread on "All" stands on exactly one of the other tabs."""
    lists = lists_by_path(
        *(
            a_summary(number, kind=kind, status=status)
            for number, (kind, status) in enumerate(parts)
        )
    )

    tabs = [
        number
        for path, each in lists.items()
        if path and each.is_tab
        for number in numbers(each.items)
    ]
    assert sorted(numbers(lists[""].items)) == sorted(tabs)


def test_lists_are_newest_first() -> None:
    """On "All" the newest critique stands first, whatever became of it."""
    lists = lists_by_path(a_summary(1), a_summary(3, status=Status.DONE), a_summary(2))

    assert [3, 2, 1] == numbers(lists[""].items)


def test_longest_wait_stands_first() -> None:
    """Who has waited longest is answered first."""
    assert [1, 2, 3] == numbers(lists_by_path(*map(a_summary, (2, 3, 1)))["waiting/"].items)


def test_what_changed_last_stands_first() -> None:
    """A list of a status is ordered by when that status came."""
    lists = lists_by_path(
        a_summary(1, status=Status.DONE, changed=9), a_summary(2, status=Status.DONE, changed=3)
    )

    assert [1, 2] == numbers(lists["done/"].items)


def test_started_stands_with_planned() -> None:
    """What is under way was planned, and is not done."""
    lists = lists_by_path(a_summary(1, status=Status.STARTED), a_summary(2, status=Status.PLANNED))

    assert [2, 1] == numbers(lists["planned/"].items)


def test_praise_waits_for_nothing() -> None:
    """Kind words have a tab of their own, and stand on no list of a status."""
    lists = lists_by_path(a_summary(1, kind=Kind.PRAISE))

    assert [1] == numbers(lists["kind-words/"].items)
    assert () == lists["waiting/"].items


def test_announcements_are_nobodys_critique() -> None:
    """What the team said first stands on "We asked" and its topics, and on no tab."""
    lists = lists_by_path(a_summary(1, kind=Kind.ANNOUNCEMENT, topics=("cups",)))

    assert ["we-asked/", "topic/cups/"] == [path for path, each in lists.items() if each.items]
    assert not lists["we-asked/"].is_tab


def test_lists_of_nothing_are_left_out_or_say_so() -> None:
    """The five statuses are always there, with words for when they are empty."""
    lists = lists_by_path()

    assert ["", "waiting/", "answered/", "planned/", "done/", "declined/"] == list(lists)
    assert [] == [path for path, each in lists.items() if path and not each.empty]


def test_topic_has_a_list_of_its_threads() -> None:
    """Topics come by their slugs, newest thread first."""
    lists = lists_by_path(
        a_summary(1, topics=("cups",)), a_summary(2, topics=("beans", "cups")), a_summary(3)
    )

    assert {"topic/beans/": [2], "topic/cups/": [2, 1]} == {
        path: numbers(each.items) for path, each in lists.items() if path.startswith("topic/")
    }
    assert "Cups" == lists["topic/cups/"].title


def test_duplicates_stand_on_no_list(tmp_path: Path) -> None:
    """What was said before counts once."""
    stage = a_stage(
        tmp_path,
        [
            a_thread(number=1),
            a_thread(
                number=2, labels=["duplicate"], comments=[a_post("Duplicate of #1", by="ada")]
            ),
        ],
    )

    assert [1] == [item.key.number for item in stage.scene.gathered.listed]
