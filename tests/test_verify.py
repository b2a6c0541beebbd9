"""`wall verify`: whatever number is changed, in the data or on a page, it is found."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.serving import serve
from builders import a_post, a_thread
from conversation_wall.cli.main import main
from conversation_wall.site.data_read_back import NoDataError
from conversation_wall.site.verifying import Verified, compare, verify
from sites import a_wall, run_wall, succeed

DOING = "how-were-doing/index.html"
WALL = "data/wall.json"


def check(
    site: Path, change: Callable[[str, bytes], bytes] = lambda _, content: content
) -> Verified:
    """Verify a site whose files are changed on the way."""
    return verify(lambda name: change(name, (site / name).read_bytes()))


def with_wall(change: Callable[[dict[str, Any]], object]) -> Callable[[str, bytes], bytes]:
    """Change what `wall.json` holds."""

    def changed(name: str, content: bytes) -> bytes:
        if name != WALL:
            return content
        wall = json.loads(content)
        change(wall)
        return json.dumps(wall).encode()

    return changed


def with_page(page: str) -> Callable[[str, bytes], bytes]:
    """Put another page of figures in its place."""
    return lambda name, content: page.encode() if name == DOING else content


def numbers_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of every number."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from numbers_in(each, (*path, name))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from numbers_in(each, (*path, place))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path


def test_sample_is_true(sample_site: Path) -> None:
    """Every figure follows from the data."""
    verified = check(sample_site)

    assert () == verified.differences
    assert verified.figures > 300


def test_what_is_alike_in_threads_that_are_not_counted_is_no_difference(tmp_path: Path) -> None:
    """Openings of the team are no replies; kind words and what repeats another make a reply saved."""
    records = []
    for number in range(1, 5):
        records.append(
            a_thread("Open on Monday.", by="ada", number=number, category="announcements")
        )
        thanks = a_post("Thank you for that.", by="ada")
        records.append(a_thread(number=10 + number, category="kind-words", comments=[thanks]))
        twin = a_post("Duplicate of #20", by="ada")
        records.append(a_thread(number=20 + number, labels=["duplicate"], comments=[twin]))
    replies = [a_post("Thank you for that.", by="ada"), a_post("Duplicate of #20", by="ada")]
    records.append(a_thread(number=20, comments=replies))
    folder = a_wall(tmp_path, records)
    succeed(run_wall(folder, "build"))

    assert () == check(folder / "output").differences
    (critique,) = (
        thread
        for thread in json.loads((folder / "output" / WALL).read_bytes())["threads"]
        if thread["id"] == "hollin/coffee#20"
    )
    assert "css" == critique["sides"]


def test_saved_reply_is_found_among_threads_that_are_held(tmp_path: Path) -> None:
    """What is kept off the wall may not stop a clock with what would not stop it there."""
    records = [
        a_thread(number=number, comments=[a_post("We will look into it.", by="ada")])
        for number in range(1, 5)
    ]
    folder = a_wall(tmp_path, records, WALL_PUBLISH="approved")
    succeed(run_wall(folder, "build"))

    threads = json.loads((folder / "output" / WALL).read_bytes())["threads"]
    assert ["cs"] * 4 == [thread["sides"] for thread in threads]
    assert () == check(folder / "output").differences


def test_any_figure_that_is_changed_is_found(sample_site: Path) -> None:
    """Each number among the figures, one by one."""
    figures = json.loads((sample_site / WALL).read_bytes())["figures"]
    missed = []
    for path in numbers_in(figures):

        def change(wall: dict[str, Any], path: tuple[Any, ...] = path) -> None:
            value = wall["figures"]
            for step in path[:-1]:
                value = value[step]
            value[path[-1]] += 1e-6 if isinstance(value[path[-1]], float) else 1

        changed = with_wall(change)(WALL, (sample_site / WALL).read_bytes())
        said = json.loads(changed)["figures"]
        if not [*compare("", said, figures)]:
            missed.append(path)

    assert [] == missed
    # And the whole way, for one of them.
    found = check(sample_site, with_wall(lambda wall: wall["figures"].update(waiting=0)))
    assert ["data/wall.json: figures.waiting"] == [each.place for each in found.differences]
    assert [("0", "5")] == [(each.said, each.computed) for each in found.differences]


@pytest.mark.parametrize(
    ("name", "value"),
    [("at", 0), ("words", 999), ("turns", 9), ("sides", "c"), ("kind", "idea"),
     ("status", "done"), ("first_answer_at", None), ("opened_at", "2026-11-20T00:00:00Z")],
)  # fmt: skip
def test_any_fact_that_is_changed_is_found(sample_site: Path, name: str, value: object) -> None:
    """In every thread where it is another value."""

    def change(wall: dict[str, Any]) -> None:
        thread = next(each for each in wall["threads"] if each["sides"] == "ctc")
        if name in ("at", "words"):
            thread[name][-1] = value
        elif name == "sides":
            thread[name] = thread[name].replace("t", "c")
            thread["shingles"] = []
        else:
            thread[name] = value

    try:
        assert check(sample_site, with_wall(change)).differences
    except NoDataError as error:
        assert "thread" in str(error)


def test_thread_that_is_taken_out_is_found(sample_site: Path) -> None:
    """Somebody's critique still stands on the wall."""
    found = check(sample_site, with_wall(lambda wall: wall["threads"].pop(0)))

    assert "counted in wall.json" in [each.computed for each in found.differences]


def test_any_digit_on_the_page_that_is_changed_is_found(sample_site: Path) -> None:
    """All that stand in a figure, one by one: none can be made to look better."""
    page = (sample_site / DOING).read_text("utf-8")
    spans = [*re.finditer(r'<span data-figure="[^"]+">([^<]*)</span>', page)]
    digits = [
        span.start(1) + match.start() for span in spans for match in re.finditer(r"\d", span[1])
    ]
    assert len(digits) > 150

    for at in digits[:: len(digits) // 25]:
        other = "8" if page[at] != "8" else "7"
        found = check(sample_site, with_page(f"{page[:at]}{other}{page[at + 1 :]}"))
        assert 1 == len(found.differences), page[at - 60 : at + 20]


def test_every_number_of_the_page_is_a_figure(sample_site: Path) -> None:
    """But for rules, names, dates and the scales of charts."""
    page = (sample_site / DOING).read_text("utf-8")
    main_part = page.partition("<h1")[2].partition('<section aria-labelledby="counting"')[0]
    for pattern in (r"<svg.*?</svg>", r"<time.*?</time>", r"<th.*?</th>", r"<a .*?</a>",
                    r'<span data-figure="[^"]+">.*?</span>'):  # fmt: skip
        main_part = re.sub(pattern, "", main_part, flags=re.DOTALL)
    texts = re.sub(r"<[^>]+>", " ", main_part)

    # "Last 12 months", "95 times of 100".
    assert {"12", "95", "100"} == set(re.findall(r"\d+", texts))


def test_figure_that_is_gone_from_the_page_is_found(sample_site: Path) -> None:
    """Leaving a bad one out is no way either."""

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b'data-figure="heard.7"', b"") if name == DOING else content

    assert [f"{DOING}: heard.7"] == [each.place for each in check(sample_site, change).differences]


def test_score_on_the_front_page_is_checked(sample_site: Path) -> None:
    """It is what most people see."""

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"42 of 48", b"48 of 48") if name == "index.html" else content

    assert ["index.html: score"] == [each.place for each in check(sample_site, change).differences]


def test_table_is_checked(sample_site: Path) -> None:
    """A line that was changed is named."""

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b",waiting,", b",answered,", 1) if name.endswith(".csv") else content

    (found,) = check(sample_site, change).differences
    assert found.place.startswith("data/wall.csv: line ")


def test_saved_reply_called_an_answer_is_found(sample_site: Path) -> None:
    """The shingles show that it stands under other critiques, too."""

    def change(wall: dict[str, Any]) -> None:
        threads = [thread for thread in wall["threads"] if thread["sides"].startswith("ct")]
        for thread in threads[:4]:
            thread["shingles"][0] = threads[0]["shingles"][0]

    assert {"a reply of its own"} == {
        each.said
        for each in check(sample_site, with_wall(change)).differences
        if "reply" in each.said
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"formula": "v1"}',
        b'{"formula": "v2"}',
        b"\xff",
        b'{"formula": []}',
        b"[" * 100_000,
    ],
)
def test_data_that_are_none_are_told(
    sample_site: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, exit code 1, and no traceback."""
    (tmp_path / "data").mkdir()
    (tmp_path / WALL).write_bytes(content)

    with pytest.raises(SystemExit) as ended:
        main(["verify", str(tmp_path)])

    assert 1 == ended.value.code
    assert "This wall cannot be checked" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("now", "0001-01-01T00:00:00Z"), ("lang", "xx-nonsense"), ("lang", ""), ("lang", 7),
        ("answer_within", 10**30), ("answer_within", 3.5), ("answer_within", float("inf")),
        ("promise_months", 10**9), ("window_days", 30), ("timezone", "../../etc/passwd"),
        ("topics", {"a": [1]}), ("files", None), ("threads", {"a": 1}),
    ],
)  # fmt: skip
def test_head_that_cannot_be_is_told(sample_site: Path, name: str, value: object) -> None:
    """Whatever stands in its place, it is named, and nothing fails in the midst of it."""
    with pytest.raises(NoDataError, match="not as its schema says"):
        check(sample_site, with_wall(lambda wall: wall.__setitem__(name, value)))


@pytest.mark.parametrize(
    "changes",
    [{"shingles": ["AAA="] * 2}, {"topics": [5]}, {"asked_at": "2027-01-01T00:00:00Z"}],
)
def test_thread_that_cannot_be_is_told(sample_site: Path, changes: dict[str, Any]) -> None:
    """Half a shingle, a topic that is no text, asked later than opened."""

    def change(wall: dict[str, Any]) -> None:
        next(each for each in wall["threads"] if each["sides"] == "ctct").update(changes)

    with pytest.raises(NoDataError, match="thread"):
        check(sample_site, with_wall(change))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"withdrawn_at": "2026-10-01T00:00:00Z"}, "status"),
        ({"status": "answered"}, "status"),
        ({"status": "withdrawn"}, "status"),
    ],
)
def test_status_that_contradicts_the_posts_is_found(
    sample_site: Path, changes: dict[str, str], place: str
) -> None:
    """Who waits has no answer, and has not closed it."""

    def change(wall: dict[str, Any]) -> None:
        critiques = (each for each in wall["threads"] if each["kind"] != "announcement")
        next(each for each in critiques if each["status"] == "waiting").update(changes)

    found = check(sample_site, with_wall(change)).differences
    assert any(each.place.endswith(f"{place}") for each in found)


@pytest.mark.parametrize(
    "content",
    [b"[" * 100_000, b'{"posts"', b"[]", b"\x1f\x8b\x08", b'{"id": ' + b"1" * 5000 + b"}"],
)
def test_file_of_words_that_is_none_is_named(sample_site: Path, content: bytes) -> None:
    """Not `wall.json`, which is as it was: the file and the line."""

    def change(name: str, before: bytes) -> bytes:
        return content + b"\n" + before if name == "data/threads.ndjson" else before

    with pytest.raises(NoDataError, match=r"Line 1 of data/threads\.ndjson is no"):
        check(sample_site, change)


# The command


def test_folder_and_address_say_the_same(
    sample_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A built site on the disk, and one that is served."""
    main(["verify", str(sample_site)])
    said = capsys.readouterr().out
    with serve(sample_site) as served:
        main(["verify", served.address])

    assert "All " in said
    assert said == capsys.readouterr().out


def test_changed_site_ends_with_an_error(
    sample_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names what differs, what it says and what it should say."""
    site = tmp_path / "site"
    shutil.copytree(sample_site, site)
    page = site / DOING
    page.write_text(page.read_text("utf-8").replace(">78%<", ">98%<", 1), "utf-8")

    with pytest.raises(SystemExit) as ended:
        main(["verify", str(site)])

    assert 1 == ended.value.code
    assert "heard.year: it says 98%, it should be 78%" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("http://wall.example", "is not encrypted"),
        ("no/such/folder", "cannot be read"),
        ("https://127.0.0.1:9", "cannot be read"),
    ],
)
def test_place_that_cannot_be_read_is_told(
    place: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And what to give instead."""
    with pytest.raises(SystemExit) as ended:
        main(["verify", place])

    assert 1 == ended.value.code
    assert words in capsys.readouterr().err
