"""The site shows copies of its own of what published posts show, and no other image."""

import json
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest

from builders import a_config, a_post, a_thread
from conversation_wall.records import ThreadRecord
from conversation_wall.site.images import images_in
from conversation_wall.store import Store
from conversation_wall.store.images import KeptImage
from conversation_wall.wall.privacy.forgetting import entries_of
from github_emulator import Emulator
from image_makers import PLACE, a_drawing, encoded, with_text
from sites import Outline, a_wall, build, faults_of, files_of, read_page, run_wall

UPLOADS = "https://github.com/user-attachments/assets/"
CUP, CAT, ELSEWHERE = f"{UPLOADS}cup", f"{UPLOADS}cat", "https://images.example/dog.png"
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"


def keep(folder: Path, *addresses: str) -> dict[str, str]:
    """Keep a copy for each address, as a sync would; give the names of the files."""
    names = {}
    with Store.open(folder / ".wall" / "store.sqlite3") as store:
        for number, address in enumerate(addresses):
            content = encoded(a_drawing((60 + number, 40)), "WEBP")
            names[address] = f"{number}.webp"
            store.images.write(names[address], content)
            with store.transaction():
                image = KeptImage(names[address], 60 + number, 40, len(content))
                store.images.save_kept(address, image)
    return names


def built(folder: Path, threads: Sequence[ThreadRecord], *kept: str, **settings: object) -> Path:
    """Build a wall that has copies of these images."""
    a_wall(folder, threads, **settings)
    keep(folder, *kept)
    return build(folder)


def images_of(page: Path) -> list[dict[str, str | None]]:
    """Give the attributes of a page's images, but for the wall's own mark."""
    tags = Outline(page.read_text("utf-8")).tags
    return [values for name, values in tags if name == "img" and "loading" in values]


@pytest.mark.parametrize(
    ("body", "addresses"),
    [
        (f"![a]({CUP})", [CUP]),
        (f"![a][cup] and again ![]({CUP})\n\n[cup]: {CUP}", [CUP]),
        (f'<IMG width="300" src="{CUP}">', [CUP]),
        (f"<picture><source srcset='{CAT}'><img src='{CUP}'></picture>", [CUP, CAT]),
        (f"[![]({CUP})]({CAT})", [CUP]),
        (f"![]({CUP}?a=1&amp;b=2)", [f"{CUP}?a=1&b=2"]),
        (f"`![]({CUP})`\n\n```\n![]({CUP})\n```\n\n    ![]({CUP})\n", []),
        (f"<!-- ![]({CUP}) --> \\![]({CUP}) [a]({CUP}) {CUP}", []),
        ("![](cup.png) ![](data:image/png;base64,AA) ![](javascript:alert(1))", []),
    ],
)
def test_images_are_found_as_they_are_shown(body: str, addresses: list[str]) -> None:
    """Markdown, references, HTML and pictures, but neither code, comments nor plain links."""
    assert addresses == list(images_in(body))


def test_thread_shows_its_images(tmp_path: Path) -> None:
    """From the site itself, with room kept free, loaded when they come near; checks are clean."""
    output = built(tmp_path, [a_thread(f"See:\n\n![A cup]({CUP})")], CUP)

    assert [
        {
            "src": "../../images/0.webp",
            "width": "60",
            "height": "40",
            "alt": "A cup",
            "loading": "lazy",
            "decoding": "async",
        }
    ] == images_of(output / "said/1/index.html")
    assert ["0.webp"] == [path.name for path in (output / "images").iterdir()]
    assert [] == faults_of(output)


def test_lists_and_descriptions_show_none(tmp_path: Path) -> None:
    """Previews are words; an image is named in them only where a post says nothing else."""
    threads = [
        a_thread(f"Look ![A cup]({CUP}) here", number=1),
        a_thread(f"![A cat]({CAT})", number=2),
        a_thread(f"Look ![A dog]({ELSEWHERE}) there", number=3),
    ]

    output = built(tmp_path, threads, CUP, CAT)
    front = read_page((output / "index.html").read_text("utf-8")).text

    assert "images/" not in (output / "index.html").read_text("utf-8")
    said = re.findall(r"Look here|Look there|Image(?:: A \w+| on)", front)
    assert ["Image: A cat", "Look here", "Look there"] == sorted(said)


def test_feeds_have_whole_addresses(tmp_path: Path) -> None:
    """A reader of feeds does not know where the site lies."""
    site = "https://you.example/wall"
    output = built(tmp_path, [a_thread(f"![A cup]({CUP})")], CUP, SITEURL=site)

    assert f'src="{site}/images/0.webp"' in unescape((output / "feed.xml").read_text("utf-8"))


def test_only_published_images_are_on_the_site(tmp_path: Path) -> None:
    """Hidden posts, threads that are not published and people who are not shown have none."""
    names = [f"{UPLOADS}{number}" for number in range(5)]
    hidden = a_post(f"![]({names[1]})", minimized="abuse")
    forgotten = a_post(f"![]({names[2]})", by="dora")
    blocked = a_post(f"![]({names[3]})", by="eve")
    threads = [
        a_thread(f"![]({names[0]})", comments=[hidden, forgotten, blocked]),
        a_thread(f"![]({names[4]})", number=2, labels=["private"]),
    ]
    output = built(
        tmp_path,
        threads,
        *names,
        WALL_FORGET=[*entries_of("dora", None, "0" * 16)],
        WALL_BLOCK=["eve"],
        WALL_EXCEPT=["label:private"],
    )

    assert ["0.webp"] == [path.name for path in (output / "images").iterdir()]
    assert not [name for name, text in files_of(output).items() if names[2].encode() in text]


@pytest.mark.parametrize(
    ("setting", "shown"), [("all", ["0.webp", "1.webp"]), ("github", ["0.webp"]), ("none", [])]
)
def test_setting_decides_at_the_build(tmp_path: Path, setting: str, shown: list[str]) -> None:
    """What the setting leaves out is a link from the next build on, and its file is gone."""
    thread = a_thread(f"![A cup]({CUP}) ![A dog]({ELSEWHERE})")
    output = built(tmp_path, [thread], CUP, ELSEWHERE, WALL_IMAGES=setting)
    page = (output / "said/1/index.html").read_text("utf-8")

    assert shown == sorted(path.name for path in (output / "images").glob("*"))
    assert ("Image on images.example: A dog</a>" in page) == (setting != "all")
    assert ("Image on GitHub: A cup</a>" in page) == (setting == "none")


def test_words_behind_images_are_masked(tmp_path: Path) -> None:
    """Alternative texts pass where all words pass; an address that tells somebody leads nowhere."""
    telling = f"{UPLOADS}cara.png"
    thread = a_thread(f"![Write to me@bakery.example]({CUP}) ![Her]({telling})", by="cara")
    output = built(tmp_path, [thread], CUP, telling, WALL_PEOPLE="pseudonyms")
    page = output / "said/1/index.html"

    assert ["Write to ‹e-mail address hidden›"] == [one["alt"] for one in images_of(page)]
    assert ["0.webp"] == [path.name for path in (output / "images").iterdir()]
    assert not [name for name, content in files_of(output).items() if b"cara" in content.lower()]


def test_lost_image_is_a_link_again(tmp_path: Path) -> None:
    """A build without the folder beside the store is whole, and links what it has not."""
    output = built(tmp_path, [a_thread(f"![A cup]({CUP})")], CUP)
    (tmp_path / ".wall" / "store.sqlite3.images" / "0.webp").unlink()
    build(tmp_path)

    assert "Image on GitHub: A cup</a>" in (output / "said/1/index.html").read_text("utf-8")
    assert not (output / "images").exists()


def test_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """What is kept is a part of what a build is a function of."""
    output = built(tmp_path, [a_thread(f"![A cup]({CUP})")], CUP)
    first = files_of(output)

    assert first == files_of(build(tmp_path))


def test_images_pass_from_github_to_the_site(tmp_path: Path) -> None:
    """The whole way: read, fetched, shown without what a camera wrote; hidden, and gone again."""
    with Emulator(now="2026-11-03T10:00:00Z", token=TOKEN) as github:
        github.changes.add_repository("hollin/coffee")
        body = f"![A cup]({CUP})\n\n![Gone]({UPLOADS}gone)\n\n![A dog]({ELSEWHERE})"
        thread = github.changes.add_thread("hollin/coffee", title="Cold", body=body)
        github.attachments.add("cup.png", with_text(encoded(a_drawing()), PLACE))
        folder = a_wall(tmp_path)

        def sync() -> dict[str, object]:
            ended = run_wall(
                folder, "sync", "--json", GITHUB_TOKEN=TOKEN, WALL_GITHUB_URL=github.url
            )
            return dict(json.loads(ended.out)["images"])

        first = sync()
        shown = images_of(build(folder) / "said/1/index.html")
        github.changes.edit_thread(thread["id"], body="I took them down.")
        last = sync()
        output = build(folder)

    gone = {"address": f"{UPLOADS}gone", "reason": "the answer is 404"}
    assert (1, 1, [gone]) == (first["kept"], first["fetched"], first["failed"])
    assert [("A cup", "40", "30")] == [(one["alt"], one["width"], one["height"]) for one in shown]
    assert (0, 1, []) == (last["kept"], last["removed"], last["failed"])
    assert not (output / "images").exists()


def test_setting_is_checked() -> None:
    """A word that the setting does not know is told with those that it knows."""
    assert "github" == a_config().images
    with pytest.raises(Exception, match="WALL_IMAGES must be"):
        a_config(images="some")
