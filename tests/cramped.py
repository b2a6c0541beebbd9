"""
A wall on a small disk of its own: run in a namespace where a disk may be mounted.

    unshare -rm python cramped.py WALL DISK ADDRESS     prints what each command said, as JSON

The disk is filled, given room, and made read-only between the commands.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / name) for name in ("plugins", "scripts", "tests")]

from bench.dying import run_until  # noqa: E402 - the path comes first
from sites import files_of  # noqa: E402


def main(wall: Path, disk: Path, address: str) -> None:
    """Mount the disk, live through all of it, and print what happened."""
    environment = {"WALL_GITHUB_URL": address, "GITHUB_TOKEN": "t" * 40, "NO_PROXY": "*"}
    told: dict[str, tuple[int, str]] = {}

    def run(name: str, *arguments: str) -> None:
        died = run_until(disk, arguments, environment)
        told[name] = (died.code, died.said)

    mount("tmpfs", "size=300k", disk)
    shutil.copytree(wall, disk, dirs_exist_ok=True)
    run("sync on a full disk", "sync")
    mount("tmpfs", "remount,size=100m", disk)
    run("sync with room", "sync")
    run("build with room", "build")
    first = files_of(disk / "output")
    change(disk, "One?")
    fill(disk)
    run("build on a full disk", "build")
    kept = files_of(disk / "output")
    (disk / "filling").unlink()
    run("build again", "build")
    second = files_of(disk / "output")
    change(disk, "Two?")
    mount("tmpfs", "remount,ro", disk)
    run("sync on a read-only disk", "sync")
    run("build on a read-only disk", "build")
    left = sorted(path.name for path in disk.iterdir() if path.name.startswith("."))
    same = [first == kept, first != second, second == files_of(disk / "output")]
    sys.stdout.write(json.dumps({"told": told, "same": same, "left": left}))


def mount(kind: str, options: str, disk: Path) -> None:
    """Mount the disk, or change it."""
    subprocess.run(("mount", "-t", kind, "-o", options, "none", disk), check=True)


def change(disk: Path, question: str) -> None:
    """Give the next build something to do."""
    with (disk / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f"WALL_QUESTION = {question!r}\n")


def fill(disk: Path) -> None:
    """Leave room for a few pages, not for all."""
    room = os.statvfs(disk)
    with (disk / "filling").open("wb") as file:
        file.write(b"\0" * (room.f_bavail * room.f_frsize - 100_000))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
