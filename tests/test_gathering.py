"""Gathering: summaries of all threads, and which of them are the same."""

from pathlib import Path

from builders import a_post, a_thread
from conversation_wall.records import ThreadRecord
from conversation_wall.site.gathering import Gathered
from conversation_wall.wall.model import Status, ThreadKey
from scenes import gathered_of


def a_duplicate(number: int, *, of: str, source: str = "hollin/coffee") -> ThreadRecord:
    """Build a thread that the team calls a duplicate."""
    said = a_post(f"Duplicate of {of}", by="ada")
    return a_thread(number=number, source=source, labels=["duplicate"], comments=[said])


def originals(gathered: Gathered) -> dict[int, int]:
    """Give which thread each duplicate leads to, by number."""
    return {key.number: original.number for key, original in gathered.originals.items()}


def status_of(gathered: Gathered, number: int) -> Status:
    """Give a thread's status."""
    return gathered.summaries[ThreadKey("hollin/coffee", number)].status


def test_duplicate_leads_to_its_original(tmp_path: Path) -> None:
    """Both know of each other, and only the original stands on lists."""
    gathered = gathered_of(tmp_path, [a_thread(number=1), a_duplicate(2, of="#1")])

    one, two = ThreadKey("hollin/coffee", 1), ThreadKey("hollin/coffee", 2)
    assert {2: 1} == originals(gathered)
    assert {one: (two,)} == gathered.twins
    assert [one] == [item.key for item in gathered.listed]


def test_duplicate_of_a_duplicate_leads_to_the_end(tmp_path: Path) -> None:
    """Nobody is sent from one duplicate to the next."""
    threads = [a_thread(number=1), a_duplicate(2, of="#1"), a_duplicate(3, of="#2")]

    assert {2: 1, 3: 1} == originals(gathered_of(tmp_path, threads))


def test_circle_of_duplicates_settles_nothing(tmp_path: Path) -> None:
    """Where each says it is the other, none vanishes from the lists."""
    gathered = gathered_of(tmp_path, [a_duplicate(1, of="#2"), a_duplicate(2, of="#1")])

    assert {} == gathered.originals
    assert 2 == len(gathered.listed)
    assert Status.DUPLICATE is not status_of(gathered, 1)


def test_duplicate_of_itself_stands_on_its_own(tmp_path: Path) -> None:
    """A slip of the pen hides nothing."""
    gathered = gathered_of(tmp_path, [a_duplicate(1, of="#1")])

    assert 1 == len(gathered.listed)


def test_duplicate_of_what_is_not_here_stands_on_its_own(tmp_path: Path) -> None:
    """Where the original is not on the wall, the thread is answered or waits like any other."""
    gathered = gathered_of(tmp_path, [a_duplicate(2, of="#99")])

    assert {} == gathered.originals
    assert status_of(gathered, 2) in (Status.ANSWERED, Status.WAITING)


def test_duplicate_of_what_is_not_published_stands_on_its_own(tmp_path: Path) -> None:
    """A link to what the owner left out would lead nowhere."""
    threads = [a_thread(number=1, labels=["private"]), a_duplicate(2, of="#1")]
    gathered = gathered_of(tmp_path, threads, **{"except": ["label:private"]})

    assert {} == gathered.originals
    assert [2] == [item.key.number for item in gathered.listed]


def test_original_may_be_in_another_repository(tmp_path: Path) -> None:
    """GitHub takes names in any case."""
    threads = [a_thread(number=1, source="hollin/shop"), a_duplicate(2, of="Hollin/Shop#1")]
    gathered = gathered_of(tmp_path, threads, sources=["hollin/coffee", "hollin/shop"])

    assert {2: 1} == originals(gathered)


def test_titles_are_fit_for_a_page(tmp_path: Path) -> None:
    """Summaries hold clean titles and topics; the store keeps what GitHub said."""
    gathered = gathered_of(tmp_path, [a_thread(title="Cold\n\u202ecoffee", labels=["Cu\u202eps"])])

    (summary,) = gathered.listed
    assert ("Cold coffee", "Cups") == (summary.title, summary.topics[0].name)


def test_nothing_gathers_to_nothing(tmp_path: Path) -> None:
    """An empty store is a wall, too."""
    assert [] == gathered_of(tmp_path, []).listed
