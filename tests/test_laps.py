"""A build says where its time went, where its owner asks."""

from pathlib import Path

from builders import a_thread
from conversation_wall.site.laps import Laps
from sites import a_wall, run_wall, succeed


def test_stages_follow_one_another() -> None:
    """Each ends where the next begins, and none takes less than nothing."""
    laps = Laps()
    laps.end("one")
    laps.end("two")

    assert ["one", "two"] == [lap.name for lap in laps.laps]
    assert all(lap.seconds >= 0 and lap.cpu >= 0 for lap in laps.laps)


def test_profile_names_every_stage(tmp_path: Path) -> None:
    """From the settings to the last file; without the option nobody is told."""
    wall = a_wall(tmp_path, [a_thread()])
    told = succeed(run_wall(wall, "build", "--profile")).out
    quiet = succeed(run_wall(wall, "build", "--full")).out

    stages = [
        line.split("processors")[1].strip() for line in told.splitlines() if "of proc" in line
    ]
    assert [
        "Settings, and what has changed",
        "What all threads decide together",
        "Each thread: judged, masked, rendered",
        "Pages: laid out, and written",
        "Moved into place",
        "Kept for the next build",
    ] == stages
    assert "processors" not in quiet
