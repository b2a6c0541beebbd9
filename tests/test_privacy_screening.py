"""Screening: who is forgotten, blocked, floods, or is not known yet."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from builders import a_config, a_person, a_post, a_thread
from conversation_wall.records import PersonRecord, ThreadRecord
from conversation_wall.site.published import published, rules_of
from conversation_wall.store import Store
from conversation_wall.wall.model import Hidden, Thread
from conversation_wall.wall.privacy.forgetting import entries_of
from conversation_wall.wall.privacy.screening import BLOCKED, FLOOD, FORGOTTEN, HELD
from sites import a_wall, build, files_of, read_page, run_wall, succeed

SALT = "00112233445566ff"
FORGETTING_ZOE = list(entries_of("zoe-canary", 77, SALT))


def shown(record: ThreadRecord, *others: ThreadRecord, **settings: object) -> Thread | None:
    """Give a thread as it is published, or None."""
    records: Sequence[ThreadRecord] = [record, *others]
    return published(record, rules_of(lambda: records, a_config(**settings)))


def bodies(thread: Thread | None) -> list[str]:
    """Give the texts of a thread."""
    assert thread
    return [post.body for post in thread.posts]


# Forgotten


@pytest.mark.parametrize("by", ["zoe-canary", "Zoe-Canary", a_person("renamed", database_id=77)])
def test_forgotten_writes_nothing_on_the_wall(by: str | PersonRecord) -> None:
    """In whatever case the login is written, and also under a new one."""
    replies = [a_post("So it is.", by="dora", day=3)]
    comments = [a_post("Cold!", by=by, day=2, replies=replies)]
    thread = shown(a_thread("Hm.", comments=comments), forget=FORGETTING_ZOE)

    assert ["Hm.", "So it is."] == bodies(thread)
    assert thread
    assert (Hidden(FORGOTTEN, 1),) == thread.hidden
    assert shown(a_thread(by=by), forget=FORGETTING_ZOE) is None


def test_forgotten_is_not_told_of_by_others() -> None:
    """Mentions, the bare name, links to it, and what was quoted."""
    comments = [
        a_post("Cold as a\nstone, it was.", by="zoe-canary", day=2),
        a_post(
            "> Cold as a\n> stone, it was.\n\nThanks @zoe-canary. Zoe-Canary is right, see "
            "https://github.com/zoe-canary/x.",
            by="ada",
            day=3,
        ),
    ]
    thread = shown(a_thread("Hm.", comments=comments), forget=FORGETTING_ZOE)

    expected = "> …\n> …\n\nThanks ‹name hidden›. ‹name hidden› is right, see ‹link hidden›"
    assert ["Hm.", f"{expected}"] == bodies(thread)


def test_forgotten_marks_no_answer() -> None:
    """Who called it settled is not named either."""
    thread = shown(a_thread(by="cara", settled_by="zoe-canary"), forget=FORGETTING_ZOE, team=[])

    assert thread
    assert thread.settled_by is None


def a_wall_with_canaries(folder: Path) -> Path:
    """Make a wall on which much is to be gone: forgotten, hidden, deleted, of a ghost."""
    zoe = a_person("zoe-canary", database_id=77)
    records = [
        a_thread("Canaryword one.", by=zoe, title="Canarytitle", number=1, labels=["tea"]),
        a_thread(
            "Hm.",
            by="dora",
            number=2,
            labels=["tea"],
            comments=[
                a_post("Canaryword two @zoe-canary.", by=zoe, day=2),
                a_post(
                    "Thanks Zoe-Canary, @zoe-canary.\n\n> Canaryword two @zoe-canary.",
                    by="ada",
                    day=3,
                ),
                a_post("Canaryword hidden.", by="zoe-canary", day=4, minimized="ABUSE"),
                a_post("Canaryword deleted.", by="zoe-canary", day=5, deleted_on=6),
                a_post("I have left.", by=None, day=7),
            ],
            settled_by="zoe-canary",
        ),
        *(
            a_thread(f"Canaryword {number}.", by=zoe, number=number, day=number, labels=["tea"])
            for number in range(3, 16)
        ),
    ]
    return a_wall(folder, records, WALL_TEAM=["ada"])


def files_with(output: Path, word: str) -> list[str]:
    """List the files of a site that hold a word, or are called after it."""
    return [
        name
        for name, content in files_of(output).items()
        if word in name.lower() or word.encode() in content.lower()
    ]


def test_forgetting_leaves_no_trace(tmp_path: Path) -> None:
    """Into the same output folder: no page, feed, name of a file or further page of a list has it."""
    folder = a_wall_with_canaries(tmp_path)
    before = build(folder)
    assert {"people/zoe-canary/index.html", "waiting/page/2/index.html"} <= {
        *files_with(before, "zoe-canary"),
        *files_of(before),
    }

    succeed(run_wall(folder, "forget", "zoe-canary"))
    output = build(folder)

    assert [] == files_with(output, "canary")
    assert "waiting/page/2/index.html" not in files_of(output)


def test_thread_of_who_is_forgotten_leads_to_a_reason(tmp_path: Path) -> None:
    """A link that somebody kept does not end in the void, and tells no name."""
    folder = a_wall_with_canaries(tmp_path)
    succeed(run_wall(folder, "forget", "zoe-canary"))
    page = read_page((build(folder) / "said" / "1" / "index.html").read_text("utf-8"))

    assert "Whoever began it asked us to remove it" in page.text


def test_settings_name_nobody(tmp_path: Path) -> None:
    """`wall forget` writes hashes with one salt, of the login and of the account; once."""
    folder = a_wall_with_canaries(tmp_path)
    (folder / "threads.ndjson").unlink()
    succeed(run_wall(folder, "forget", "@Zoe-Canary"))
    succeed(run_wall(folder, "forget", "dora"))
    settings = (folder / "pelicanconf.py").read_text("utf-8")
    told = succeed(run_wall(folder, "forget", "zoe-canary"))

    assert "canary" not in settings.lower()
    assert settings == (folder / "pelicanconf.py").read_text("utf-8")
    assert told.out.startswith("They are forgotten already")
    names: dict[str, list[str]] = {}
    exec(settings, names)
    assert 3 == len(names["WALL_FORGET"])
    assert 1 == len({entry.partition("-")[0] for entry in names["WALL_FORGET"]})


def test_team_is_not_forgotten_by_mistake(tmp_path: Path) -> None:
    """Their answers would go with them."""
    ended = run_wall(a_wall(tmp_path, []), "forget", "ada")

    assert 2 == ended.code
    assert "WALL_TEAM names them" in ended.error


def test_login_in_the_settings_is_refused() -> None:
    """It would name whom the wall is to forget."""
    with pytest.raises(Exception, match="`wall forget LOGIN`"):
        a_config(forget=["zoe-canary"])


def test_export_stays_raw(tmp_path: Path) -> None:
    """It is the owner's own copy."""
    folder = a_wall_with_canaries(tmp_path)
    succeed(run_wall(folder, "forget", "zoe-canary"))
    succeed(run_wall(folder, "export", "raw.ndjson"))

    assert b"Canaryword one." in (folder / "raw.ndjson").read_bytes()


# Blocked


@pytest.mark.parametrize("block", [["Spammer"], list(entries_of("spammer", None, SALT))])
def test_blocked_is_not_shown_and_counted(block: list[str]) -> None:
    """By login, or by its hash."""
    thread = shown(a_thread("Hm.", comments=[a_post("Buy!", by="spammer")]), block=block)

    assert thread
    assert ["Hm."] == bodies(thread)
    assert (Hidden(BLOCKED, 1),) == thread.hidden
    assert shown(a_thread(by="spammer"), block=block) is None


# Floods


def test_day_has_a_bound_for_each_customer() -> None:
    """The first of a day are shown, in all threads together; the next day begins anew."""
    posts = [a_post(f"{number}", by="cara", day=2 + number / 100) for number in range(3)]
    posts += [a_post("tomorrow", by="cara", day=3), a_post("dora", by="dora", day=2.5)]
    other = a_thread("first", by="cara", day=2, number=2)
    thread = shown(a_thread("Hm.", comments=posts), other, posts_a_day=2)

    assert ["Hm.", "0", "dora", "tomorrow"] == bodies(thread)
    assert thread
    assert (Hidden(FLOOD, 2),) == thread.hidden


def test_team_has_no_bound() -> None:
    """Whoever answers many is no flood."""
    comments = [a_post(f"{number}", by="ada", day=2 + number / 100) for number in range(3)]

    assert 4 == len(bodies(shown(a_thread("Hm.", comments=comments), posts_a_day=1)))


# Held


def test_newcomer_waits_to_be_known() -> None:
    """With 'known', neither a thread nor a comment of theirs is shown."""
    approved = a_thread("Hm.", by="cara", labels=["approved"], comments=[a_post("New!", by="dora")])
    thread = shown(approved, publish="known")

    assert ["Hm."] == bodies(thread)
    assert thread
    assert (Hidden(HELD, 1),) == thread.hidden
    assert shown(a_thread(by="dora"), approved, publish="known") is None


@pytest.mark.parametrize(
    "other",
    [
        a_thread(by="cara", number=2, labels=["approved"]),
        a_thread(by="cara", number=2, comments=[a_post("Sorry.", by="ada")]),
        a_thread(number=2, by="dora", comments=[a_post(by="cara"), a_post(by="ada", day=2)]),
    ],
    ids=["label", "answer", "comment"],
)
def test_who_was_let_in_is_known_everywhere(other: ThreadRecord) -> None:
    """By the approving label, or a word of the team below what they wrote."""
    assert shown(a_thread("Again.", by="cara"), other, publish="known")


def test_hidden_post_makes_nobody_known() -> None:
    """The team may write below what it hides."""
    spam = a_post(by="cara", minimized="SPAM")
    other = a_thread(number=2, by="dora", comments=[spam, a_post(by="ada", day=2)])

    assert shown(a_thread(by="cara"), other, publish="known") is None


def test_post_without_an_account_is_held_until_it_is_seen() -> None:
    """Of two who have left nobody knows whether they were one."""
    seen = a_thread(by=None, comments=[a_post(by="ada", day=2)])

    assert shown(seen, publish="known")
    assert shown(a_thread(by=None, number=2), seen, publish="known") is None


# What is told


def test_owner_hears_what_was_left_out(tmp_path: Path) -> None:
    """A count of each, never a name or an address."""
    comments = [a_post("bob@example.com, eve@example.com", by="dora"), a_post("Buy!", by="spammer")]
    folder = a_wall(
        tmp_path, [a_thread("020 7946 0958", comments=comments)], WALL_BLOCK=["spammer"]
    )
    told = succeed(run_wall(folder, "build")).out

    assert "Hidden in what people wrote: 2 e-mail addresses, 1 phone number." in told
    assert "1 post is not shown: WALL_BLOCK names its author." in told


@pytest.mark.parametrize("status", [[], ["planned"], ["done"], ["not doing"]])
def test_raw_is_in_the_store_and_masked_is_on_the_wall(tmp_path: Path, status: list[str]) -> None:
    """Pages, feeds, descriptions, titles, topics and data are masked alike, whatever came of it."""
    leak = "leak@canary.example"
    comments = [a_post(f"Done. {leak}", by="ada", day=3), a_post(f"Works, {leak}", day=4)]
    record = a_thread(
        f"Write to {leak}", title=f"{leak}?", labels=[leak, *status], comments=comments
    )
    folder = a_wall(tmp_path, [record], SITEURL="https://x.example")
    with Store.open(folder / ".wall" / "store.sqlite3") as store:
        kept = store.load_thread("hollin/coffee", 1)

    assert leak in kept.opening.body
    assert [] == files_with(build(folder), "canary")
