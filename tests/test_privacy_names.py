"""Names: initials, pseudonyms, and what becomes of logins in texts."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from builders import a_config, a_person, a_post, a_thread
from conversation_wall.config import load_config, read_settings
from conversation_wall.records import PollOptionRecord, PollRecord, ThreadRecord
from conversation_wall.site.published import Rules, published, rules_of
from conversation_wall.store import Store
from conversation_wall.wall.model import Thread
from conversation_wall.wall.privacy.naming import initials_of
from sites import ROOT, a_wall, build, copy_checkout, files_of, run_wall, succeed

FORM = "### Who\n\n{who}\n\n### Where\n\nby e-mail\n\n### Their words\n\n{words}"


def rules_for(records: Sequence[ThreadRecord], **settings: object) -> Rules:
    """Make the rules of a wall with these threads."""
    return rules_of(lambda: records, a_config(**settings))


def shown(record: ThreadRecord, *others: ThreadRecord, **settings: object) -> Thread:
    """Give a thread as it is published."""
    thread = published(record, rules_for([record, *others], **settings))
    assert thread
    return thread


def body_of(text: str, *others: ThreadRecord, **settings: object) -> str:
    """Give what becomes of a text by Cara, whom Ada answers, with pseudonyms."""
    record = a_thread(text, by="cara", comments=[a_post("Sorry.", by="ada")])
    return shown(record, *others, **{"people": "pseudonyms", **settings}).opening.body


def test_pseudonyms_go_by_who_wrote_first() -> None:
    """The opener is A, the next one B; the team keeps its name."""
    comments = [
        a_post("Me too.", by="dora-k", day=2),
        a_post("Sorry.", by="ada", day=3),
        a_post("Still cold.", by="cara", day=4),
    ]
    thread = shown(a_thread(by="cara", comments=comments), people="pseudonyms")

    expected = ["Customer A", "Customer B", "ada", "Customer A"]
    assert expected == [post.speaker.name for post in thread.posts]


def test_pseudonyms_stay_when_somebody_is_hidden() -> None:
    """Nobody becomes another because a post between them went."""
    comments = [a_post(by="spam", day=2, minimized="SPAM"), a_post(by="dora", day=3)]
    thread = shown(a_thread(by="cara", comments=comments), people="pseudonyms")

    assert ["Customer A", "Customer C"] == [post.speaker.name for post in thread.posts]


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        ("dafydd-p", "D. P."),
        ("cara", "C."),
        ("JaneDoe99", "J. D."),
        ("a-b-c-d", "A. B. C."),
        ("7", "7."),
    ],
)
def test_initials_come_from_the_parts_of_a_login(login: str, expected: str) -> None:
    """At hyphens, digits and capitals."""
    assert expected == initials_of(login)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks @Cara!", "Thanks Customer A!"),
        ("cara said so, CARA-ish", "Customer A said so, Customer A-ish"),
        ("as @nobody-here said", "as ‹name hidden› said"),
        ("ask @ada", "ask @ada"),
        ("scared caravan", "scared caravan"),
        ("npm i @types/node and `@Override`", "npm i @types/node and `@Override`"),
        ("`git log cara/fix`", "`git log Customer A/fix`"),
        ("see https://github.com/cara/beans/pull/1 now", "see ‹link hidden› now"),
        ("[me](https://github.com/Cara)", "[me](#)"),
        ("[who](https://github.com/somebody-else)", "[who](#)"),
        ('<a href="https://cara.github.io/x">x</a>', '<a href="#">x</a>'),
        ("![cara's cup](https://x.org/c.png)", "![Customer A's cup](https://x.org/c.png)"),
        ("https://github.com/facebook/react", "https://github.com/facebook/react"),
        ("https://github.com/hollin/coffee/issues/7", "https://github.com/hollin/coffee/issues/7"),
        ("> @cara wrote\n\nyes", "> Customer A wrote\n\nyes"),
    ],
)
def test_text_tells_no_login(text: str, expected: str) -> None:
    """Mentions, bare words and links of customers; not the team's, nor packages and code."""
    assert expected == body_of(text)


def test_login_with_hyphens_is_found_within_longer_words() -> None:
    """A branch or a file may be called after somebody."""
    other = a_thread(number=2, by="dora-k")

    assert "fix-‹name hidden›-2 by ‹name hidden›" == body_of("fix-dora-k-2 by dora-k", other)


def test_login_that_is_a_word_stays_a_word() -> None:
    """If three other conversations use it as a word, nobody can tell whom it means."""
    others = [a_thread("The coffee.", number=number, by=f"c{number}") for number in (2, 3, 4)]
    latte = a_thread(number=5, by="coffee")

    beans = a_thread(number=6, by="beans")

    expected = "coffee by ‹name hidden›, not ‹name hidden› by ‹name hidden›"
    text = "coffee by @coffee, not beans by @beans"
    assert expected == body_of(text, *others, latte, beans)


def test_initials_replace_logins_too() -> None:
    """A text does not tell what the by-line hides."""
    record = a_thread(by="dafydd-p", comments=[a_post("Sorry, @dafydd-p.", by="ada")])
    thread = shown(record, people="initials")

    assert ["D. P.", "ada"] == [post.speaker.name for post in thread.posts]
    assert "Sorry, D. P.." == thread.posts[1].body


@pytest.mark.parametrize(
    ("people", "expected"), [("names", "Dafydd Price"), ("initials", "D. P."), ("pseudonyms", "")]
)
def test_whom_the_team_told_of_is_called_as_all_are(people: str, expected: str) -> None:
    """Also a name that somebody gave by e-mail."""
    record = a_thread(FORM.format(who="Dafydd Price", words="Cold."), by="ada")
    thread = shown(record, people=people)

    assert thread.told
    assert expected == thread.told.who


def everything_in(value: object) -> list[str]:
    """Give every text in a tree of values."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value) and not isinstance(value, type):
        return [
            text for field in fields(value) for text in everything_in(getattr(value, field.name))
        ]
    if isinstance(value, tuple | list | frozenset):
        return [text for item in value for text in everything_in(item)]
    return []


def test_nothing_of_a_thread_is_forgotten() -> None:
    """Whatever a thread may hold, now or later: no text of it tells an address or a login."""
    leak = "canary-login wrote from leak@example.com"
    poll = PollRecord(leak, 1, (PollOptionRecord(leak, 1),))
    form = f"### What happened?\n\n{leak}\n\n### What should have happened?\n\n{leak}"
    comments = [
        a_post(f"Planned: {leak}", by="ada", id="first", day=2),
        a_post(f"Done. {leak}", by="ada", day=3),
        a_post(leak, by="canary-login", id="help", day=4),
    ]
    record = a_thread(
        form,
        by="canary-login",
        title=leak,
        labels=["done", leak],
        comments=comments,
        answer_id="first",
        settled_by="canary-login",
    )
    thread = shown(replace(record, poll=poll), people="pseudonyms")

    leaks = [text for text in everything_in(thread) if "canary" in text or "leak@" in text]
    assert [] == leaks


def test_site_with_pseudonyms_tells_no_login(tmp_path: Path) -> None:
    """No file, name of a file or attribute has it: grep the whole output."""
    canary = "Kanarie-7f3a"
    text = f"I am {canary}, @{canary}, https://github.com/{canary}, ![{canary}](https://x.org/{canary}.png)"
    comments = [
        a_post(f"Thank you, @{canary.lower()}.", by="ada", day=2, id="answer"),
        a_post(f"> @{canary} said\n\nMe too. `{canary}`", by="dora", day=3),
        a_post("Better now?", by=a_person(canary), day=4),
    ]
    records = [
        a_thread(
            text,
            by=canary,
            title=f"{canary} is cold",
            labels=["done", canary],
            comments=comments,
            settled_by=canary,
        ),
        a_thread(f"Ask {canary}.", by="dora", number=2, labels=[canary]),
        a_thread(FORM.format(who=canary, words=f"{canary} here."), by="ada", number=3),
    ]
    folder = a_wall(tmp_path, records, WALL_PEOPLE="pseudonyms", SITEURL="https://x.example")

    assert [] == found_in(build(folder), canary)


def found_in(output: Path, canary: str) -> list[str]:
    """List the files of a site that hold a word, in whatever case, or are called after it."""
    word = canary.lower().encode()
    return [
        name
        for name, content in files_of(output).items()
        if word in content.lower() or word in name.lower().encode()
    ]


def test_sample_with_pseudonyms_tells_no_login(tmp_path: Path) -> None:
    """Not one of the customers who talk on the sample's wall."""
    folder = copy_checkout(tmp_path)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('WALL_PEOPLE = "pseudonyms"\n')
    succeed(run_wall(folder, "import", ROOT / "scripts" / "sample" / "threads.ndjson"))

    assert [] == logins_in(folder, build(folder))


def test_real_site_with_pseudonyms_tells_no_login(shared: Path, tmp_path: Path) -> None:
    """Hundreds of people who mention, quote and link to one another."""
    folder = a_wall(
        tmp_path, WALL_SOURCES=["payloadcms/payload"], WALL_TEAM=[], WALL_PEOPLE="pseudonyms"
    )
    threads = shared / "data" / "payload-discussions" / "threads.ndjson.zst"
    succeed(run_wall(folder, "import", threads))

    assert [] == logins_in(folder, build(folder))


def logins_in(folder: Path, output: Path) -> list[tuple[str, str]]:
    """List (file, login) for each customer's login that is a word of its own in a site."""
    path = folder / "pelicanconf.py"
    config = load_config(read_settings(path), path)
    with Store.open(config.store) as store:
        naming = rules_of(store.load_threads, config).veil.naming
    assert naming.people
    assert not naming.ordinary
    return sorted(
        (name, login)
        for name, content in files_of(output).items()
        for login in naming.people & words_in(f"{name}\n{content.decode('utf-8', 'replace')}")
    )


def words_in(text: str) -> set[str]:
    """Give every word of a text, with its hyphens and without, in lower case."""
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.lower()))
    return words | {part for word in words for part in word.split("-")}


def test_masked_is_counted_once_for_each_post(tmp_path: Path) -> None:
    """A form's fields are the same words as the body."""
    record = a_thread("Write to bob@example.com or 020 7946 0958.", comments=[])
    counts: Counter[str] = Counter()
    published(record, rules_for([record]), counts)

    assert {"emails": 1, "phones": 1} == dict(counts)
