"""What the owner wrote down of a thread makes it done, on that day, and never leaves their words."""

from pathlib import Path

import pytest

from builders import a_config, a_post, a_thread
from conversation_wall.errors import ConfigError
from conversation_wall.records import ThreadRecord
from conversation_wall.site.gathering import gather
from conversation_wall.site.outcome_files import read_outcomes
from conversation_wall.site.owner_notes import owner_notes
from conversation_wall.wall.model import Status, ThreadKey
from scenes import a_stage, a_store
from sites import a_wall, build, files_of, run_wall

COFFEE = "hollin/coffee"
FILE = (
    "Title: New lids\nDate: 2025-01-09\nThread: #1\n\nThey **fit** now.\n\nWe threw the old away.\n"
)


def a_file(content: Path, text: str = FILE, name: str = "lids.md") -> Path:
    """Write an outcome."""
    folder = content / "outcomes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return content


def status_of(folder: Path, thread: ThreadRecord) -> tuple[Status, str, bool]:
    """Give a thread's status, since which day, and whether it has a proof."""
    outcomes = read_outcomes(a_file(folder), a_config())
    with a_store(folder, [thread]) as store:
        gathered = gather(store, a_config(), outcomes)
    (item,) = gathered.summaries.values()
    return item.status, f"{item.changed_at:%d %B}", item.key in gathered.deeds.proofs


# Files


@pytest.mark.parametrize(
    ("thread", "key"),
    [
        ("#12", (COFFEE, 12)),
        ("12", (COFFEE, 12)),
        ("Hollin/Coffee#12", (COFFEE, 12)),
        ("https://github.com/hollin/coffee/discussions/12", (COFFEE, 12)),
    ],
)
def test_outcome_names_its_thread(thread: str, key: tuple[str, int], tmp_path: Path) -> None:
    """By number, where there is one repository; by name or address always."""
    text = FILE.replace("#1", thread) + "\nLast line."
    (written,) = read_outcomes(a_file(tmp_path, text.replace("\n", "\r\n")), a_config())

    assert ThreadKey(*key) == written.key
    assert ("New lids", "2025-01-09", None) == (written.title, f"{written.on}", written.link)
    assert written.words.startswith("They **fit** now.")
    assert written.words.endswith("Last line.")


def test_no_folder_is_no_outcome(tmp_path: Path) -> None:
    """Most walls have none."""
    assert () == read_outcomes(tmp_path, a_config())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it does not begin with a line 'Title: …'"),
        ("They fit now.\n", "'They fit now.' is none of the lines Title, Date, Thread, Link"),
        (FILE.replace("Date: 2025-01-09\n", ""), "it does not begin with a line 'Date: …'"),
        (FILE.replace("2025-01-09", "9 January"), "'Date: 9 January' is no day like 2026-03-31"),
        (FILE.replace("#1", "lids"), "'Thread: lids' is neither a number like #12"),
        (FILE.partition("\n\n")[0], "it does not say what changed"),
        (FILE.replace("Thread", "Link: ftp://x\nThread"), "'Link: ftp://x' is no address"),
        (FILE.replace("Thread", "Author: Ada\nThread"), "'Author: Ada' is none of the lines"),
    ],
)
def test_wrong_outcome_is_told(text: str, told: str, tmp_path: Path) -> None:
    """The message names the file, what is wrong in it, and how such a file begins."""
    with pytest.raises(ConfigError) as raised:
        read_outcomes(a_file(tmp_path, text), a_config())

    assert f"  - lids.md: {told}" in str(raised.value)
    assert "Begin each file with the lines Title, Date and Thread" in str(raised.value)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """Also a second file of a thread, and bytes that are no text."""
    a_file(tmp_path)
    a_file(tmp_path, name="more.md")
    a_file(tmp_path, "", name="none.md")
    (tmp_path / "outcomes" / "odd.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError) as raised:
        read_outcomes(tmp_path, a_config())

    told = [line for line in str(raised.value).splitlines() if line.startswith("  - ")]
    assert ["more.md", "none.md", "odd.md"] == [line[4:].partition(":")[0] for line in told]
    assert "'lids.md' is of the same thread" in told[0]


def test_number_alone_is_unclear_on_a_wall_of_several(tmp_path: Path) -> None:
    """Every repository has a #1."""
    with pytest.raises(ConfigError, match=r"does not say of which repository: hollin/coffee#1"):
        read_outcomes(a_file(tmp_path), a_config(sources=[COFFEE, "ada/lamps"]))


# What it does


@pytest.mark.parametrize("labels", [[], ["planned"], ["done"]])
def test_outcome_makes_a_critique_done(labels: list[str], tmp_path: Path) -> None:
    """On the day that stands in it, whatever GitHub said until then."""
    thread = a_thread(labels=labels, comments=[a_post("Soon.", by="ada", day=3)])

    assert (Status.DONE, "09 January", True) == status_of(tmp_path, thread)


def test_outcome_takes_no_refusal_back(tmp_path: Path) -> None:
    """Who said no says on GitHub that it is none any more."""
    comments = [a_post("No room.", by="ada", day=2)]
    thread = a_thread(labels=["not doing"], comments=comments)

    assert (Status.DECLINED, "03 January", False) == status_of(tmp_path, thread)


def test_outcome_that_changes_nothing_is_told(tmp_path: Path) -> None:
    """A mistyped number would otherwise go unnoticed; it stops no nightly build."""
    outcomes = read_outcomes(a_file(tmp_path), a_config())
    with a_store(tmp_path, [a_thread(number=2)]) as store:
        notes = list(owner_notes(gather(store, a_config(), outcomes)))

    (note,) = notes
    assert note.startswith("content/outcomes/lids.md changes nothing: hollin/coffee#1 is not on")


def test_kind_words_are_not_done(tmp_path: Path) -> None:
    """Nothing was to be changed."""
    assert Status.WAITING is status_of(tmp_path, a_thread(labels=["praise"]))[0]


def test_words_stand_on_the_pages(tmp_path: Path) -> None:
    """On the page of deeds and at the head of the thread, as the owner's word, with its link."""
    text = FILE.replace("Thread", "Link: https://hollin.example/lids\nThread")
    outcomes = read_outcomes(a_file(tmp_path, text), a_config())
    stage = a_stage(tmp_path, [a_thread()], outcomes=outcomes)
    pages = stage.pages()
    deeds, thread = pages["you-said-we-did/index.html"].view.deeds, pages["said/1/index.html"].view

    assert deeds
    assert thread.thread
    assert thread.thread.outcome
    deed = deeds.months[0].deeds[0]
    head = thread.thread.outcome
    assert ("Done January 9", "They fit now. We threw the old away.") == (deed.tag.text, deed.text)
    assert deed.text == head.text
    for proof in (deed.proof, head.proof):
        assert proof
        assert ("Our word", ["see hollin.example"]) == (
            proof.text,
            [step.text for step in proof.steps],
        )
    assert ["Raised", "Done"] == [step.name for step in thread.thread.steps]


def test_pelican_publishes_no_outcome(tmp_path: Path) -> None:
    """Even where all of the content is pages and files, only our reader opens them."""
    folder = a_wall(tmp_path, [a_thread()], PAGE_PATHS=[""], STATIC_PATHS=[""])
    a_file(folder / "content", FILE.replace("2025-01-09", "2025-01-01"))
    files = files_of(build(folder))

    assert b"They fit now." in files["you-said-we-did/index.html"]
    assert "about/index.html" in files
    assert [] == [name for name in files if "lids" in name or "outcomes" in name]


def test_wrong_outcome_ends_the_build(tmp_path: Path) -> None:
    """With the code for settings: nothing is published that says something else."""
    folder = a_wall(tmp_path, [a_thread()])
    a_file(folder / "content", "Title: New lids\n")
    ended = run_wall(folder, "build")

    assert 2 == ended.code
    assert "lids.md: it does not begin with a line 'Date: …'" in ended.error


@pytest.mark.parametrize("day", ["2024-12-31", "2025-01-31"])
def test_outcome_is_of_a_day_that_can_be(day: str, tmp_path: Path) -> None:
    """Not before the critique, nor before its day has come; the owner is told."""
    a_file(tmp_path / "content", FILE.replace("2025-01-09", day))
    other = a_thread(number=2, day=20)
    ended = run_wall(a_wall(tmp_path, [a_thread(number=1), other]), "build")

    assert f"{day} lies before it was said or after GitHub was last read" in ended.out
    assert "Done" not in (tmp_path / "output" / "said" / "1" / "index.html").read_text("utf-8")
