"""A site is built in a folder beside it, of which nothing stays, however a build ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conversation_wall.pelican_adapter.workshop import workshop

ROOT = Path(__file__).resolve().parent.parent
BUILDS = f"""
import sys, time
sys.path.insert(0, {str(ROOT / "plugins")!r})
from pathlib import Path
from conversation_wall.pelican_adapter.workshop import workshop

with workshop(Path(sys.argv[1])) as place:
    place.site.mkdir()
    (place.site / "index.html").write_text("half")
    print("half", flush=True)
    time.sleep(60)
"""


def names(folder: Path) -> list[str]:
    """Name what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_nothing_stays_of_a_build(tmp_path: Path) -> None:
    """The folder is there while a build lasts, on the disk of the site, and gone after it."""
    with workshop(tmp_path / "site") as place:
        place.site.mkdir()
        during = names(tmp_path)

    assert (1, True) == (len(during), during[0].startswith(".site-"))
    assert [] == names(tmp_path)


def test_nothing_stays_of_a_build_that_failed(tmp_path: Path) -> None:
    """What goes wrong inside leaves no folder either."""
    with pytest.raises(KeyboardInterrupt), workshop(tmp_path / "site") as place:
        place.site.mkdir()
        raise KeyboardInterrupt

    assert [] == names(tmp_path)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process")
def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    """A build at work is left alone; once it was killed, the next one clears its folder."""
    command = (sys.executable, "-c", BUILDS, str(tmp_path / "site"))
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        said = process.stdout.readline()
        with workshop(tmp_path / "site"):
            beside = len(names(tmp_path))
        process.kill()
    left = len(names(tmp_path))
    with workshop(tmp_path / "site"):
        pass

    assert ("half\n", 2, 1) == (said, beside, left)
    assert [] == names(tmp_path)


def test_folder_of_somebody_else_stays(tmp_path: Path) -> None:
    """A folder that only has such a name is not touched."""
    (tmp_path / ".site-notes").mkdir()
    (tmp_path / ".site-notes" / "plan.txt").write_text("mine", "utf-8")
    with workshop(tmp_path / "site"):
        pass

    assert [tmp_path / ".site-notes" / "plan.txt"] == list(tmp_path.rglob("*.txt"))
    assert [".site-notes"] == names(tmp_path)
