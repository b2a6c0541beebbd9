"""The command line: what each command says, and the exit code it ends with."""

import gzip
import json
from pathlib import Path

import pytest

from builders import a_post, a_thread
from conversation_wall.github.interchange import write_threads
from github_emulator import Emulator
from sites import a_wall, build, files_of, run_script, run_wall, succeed

TOKEN = "a-token-that-nobody-may-see"
NOW = "2026-11-03T10:00:00Z"


def test_help_names_every_command(tmp_path: Path) -> None:
    """`wall --help` works anywhere, and tells what there is."""
    ended = run_wall(tmp_path, "--help")

    assert 0 == ended.code
    assert [] == [name for name in ("sync", "import", "export", "build") if name not in ended.out]


@pytest.mark.parametrize("arguments", [("dance",), ("--nowhere",), ("import",), ("export",)])
def test_wrong_use_ends_with_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """A command that is not understood says how it is used."""
    ended = run_wall(tmp_path, *arguments)

    assert 2 == ended.code
    assert "Usage: wall" in ended.error


def test_script_is_the_same_command(tmp_path: Path) -> None:
    """`python scripts/wall.py` does in a bare checkout what `wall` does."""
    a_wall(tmp_path)
    write_threads(tmp_path / "threads.ndjson", [a_thread()])

    imported = run_script(tmp_path, "import", "threads.ndjson")
    built = run_script(tmp_path, "build")
    failed = run_script(tmp_path, "--store", "nowhere.sqlite3", "build")

    assert (0, 0, 4) == (imported.code, built.code, failed.code)
    assert failed.error.startswith("Error: There is no store yet")


def test_import_needs_no_settings_where_the_store_is_named(tmp_path: Path) -> None:
    """`wall --store FILE import` works in any folder."""
    write_threads(tmp_path / "threads.ndjson", [a_thread()])

    ended = succeed(run_wall(tmp_path, "--store", "a.sqlite3", "import", "threads.ndjson"))

    assert "Imported 1 thread into a.sqlite3.\n" == ended.out
    assert (tmp_path / "a.sqlite3").is_file()


def test_export_of_an_import_is_the_file(tmp_path: Path) -> None:
    """What was read in is written out, packed by its name."""
    threads = [a_thread(number=1, comments=[a_post(replies=[a_post()])]), a_thread(number=2)]
    a_wall(tmp_path, threads)

    ended = succeed(run_wall(tmp_path, "export", "all.ndjson.gz"))

    assert "Exported 2 threads to all.ndjson.gz.\n" == ended.out
    written = gzip.decompress((tmp_path / "all.ndjson.gz").read_bytes())
    assert (tmp_path / "threads.ndjson").read_bytes() == written


def test_importing_twice_doubles_nothing(tmp_path: Path) -> None:
    """A thread is known by its repository and number."""
    a_wall(tmp_path, [a_thread(number=1), a_thread(number=2)])
    succeed(run_wall(tmp_path, "import", "threads.ndjson", "threads.ndjson"))

    assert "Exported 2 threads" in succeed(run_wall(tmp_path, "export", "all.ndjson")).out


def test_source_gives_threads_another_home(tmp_path: Path) -> None:
    """`--source` names the repository, whatever the addresses in the file say."""
    a_wall(tmp_path)
    write_threads(tmp_path / "threads.ndjson", [a_thread(number=5)])
    succeed(run_wall(tmp_path, "import", "--source", "other/place", "threads.ndjson"))
    succeed(run_wall(tmp_path, "import", "threads.ndjson", "--source", "hollin/coffee"))

    assert 2 == run_wall(tmp_path, "import", "--source", "not a name", "threads.ndjson").code


def test_sync_reads_what_github_has(tmp_path: Path) -> None:
    """Threads, comments and replies come over HTTP; the second time only what is new."""
    a_wall(tmp_path / "one", [a_thread(category="ideas", comments=[a_post(replies=[a_post()])])])
    a_wall(tmp_path / "two")
    with Emulator(now=NOW) as github:
        github.load(tmp_path / "one" / "threads.ndjson")
        address = {"GITHUB_TOKEN": TOKEN, "WALL_GITHUB_URL": github.url}
        first = succeed(run_wall(tmp_path / "two", "sync", **address))
        github.changes.add_thread("hollin/coffee", title="New", body="Too hot.")
        second = succeed(run_wall(tmp_path / "two", "sync", "--json", **address))

    assert "Read 1 thread with 3 posts" in first.out
    assert "The store has 1." in first.out
    assert 2 == json.loads(second.out)["total"]
    assert [] == json.loads(second.out)["unread"]
    assert TOKEN not in first.out + first.error + second.out + second.error


def test_build_tells_how_much_it_built(tmp_path: Path) -> None:
    """One line: pages, threads, and where they lie."""
    ended = succeed(run_wall(a_wall(tmp_path, [a_thread()]), "build", "--output", "site"))

    pages = sum(name.endswith(".html") for name in files_of(tmp_path / "site"))
    assert f"Built {pages} pages of 1 thread in {tmp_path / 'site'}." in ended.out


@pytest.mark.parametrize("moment", ["yesterday", "2025-13-01", ""])
def test_nonsense_as_time_is_told(moment: str, tmp_path: Path) -> None:
    """`--as-of` takes a time, and says what one looks like."""
    ended = run_wall(a_wall(tmp_path, [a_thread()]), "build", f"--as-of={moment}")

    assert 2 == ended.code
    assert "2026-11-23T09:40:00Z" in ended.error


def test_time_of_a_build_may_have_any_zone(tmp_path: Path) -> None:
    """The same moment in another zone gives the same site."""
    a_wall(tmp_path, [a_thread()])
    one = files_of(build(tmp_path, "--as-of", "2025-01-09T23:00:00Z"))

    assert one == files_of(build(tmp_path, "--as-of", "2025-01-10T00:00:00+01:00"))
    assert one == files_of(build(tmp_path, "--as-of", "2025-01-09T23:00:00"))


def test_settings_of_another_folder_are_taken_from_there(tmp_path: Path) -> None:
    """`--settings` names a wall elsewhere: its content, store and output lie beside the file."""
    a_wall(tmp_path / "wall", [a_thread()])
    (tmp_path / "elsewhere").mkdir()

    succeed(run_wall(tmp_path / "elsewhere", "--settings", "../wall/pelicanconf.py", "build"))

    assert (tmp_path / "wall" / "output" / "index.html").is_file()
    assert {} == files_of(tmp_path / "elsewhere")
