"""However a wall is gamed, no published figure moves in its owner's favour."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from builders import a_person, a_post, a_thread, on_day
from conversation_wall.cli.main import main
from conversation_wall.records import LabelRecord, PostRecord, ThreadRecord, ThreadType, Trace
from sites import a_wall, build

NOW = 360
TEAM = ["ada", "lin"]

Wall = list[ThreadRecord]


def honest() -> Wall:
    """Build thirty Issues of ten customers: answered, waiting, promised, kept, and two of ours."""
    threads: Wall = []
    for number in range(1, 31):
        day = 10.0 * number
        comments: list[PostRecord] = []
        if number % 3:
            words = " ".join(f"lid{number} came back{word}" for word in range(8))
            comments.append(a_post(words, by="ada", day=day + number % 5))
        if number % 4 == 1:
            comments.append(a_post("Thank you, that is clear.", by=by(number), day=day + 6))
        threads.append(an_issue(number, day=day, comments=comments))
    for number in (3, 6, 9):  # promised, and not kept
        threads[number - 1] = promised(threads[number - 1], number)
    threads[3] = done(promised(threads[3], 4), day=90)
    threads += [an_issue(number, by="ada", day=200 + number) for number in (31, 32)]
    return threads


def by(number: int) -> str:
    """Give one of ten customers."""
    return f"customer-{number % 10}"


def an_issue(number: int, *, day: float, **changes: Any) -> ThreadRecord:
    """Build an Issue of one of the customers."""
    body = f"The coffee of day {day} was cold, and nobody told me why."
    given = {"by": by(number), **changes}
    return a_thread(body, number=number, day=day, type=ThreadType.ISSUE, **given)


def promised(thread: ThreadRecord, number: int) -> ThreadRecord:
    """Label it planned, as GitHub's record of it tells."""
    day = 10.0 * number + 4
    trace = Trace("LabeledEvent", on_day(day), a_person("ada"), label="planned")
    return replace(thread, labels=(PLANNED,), traces=(*thread.traces, trace))


def done(thread: ThreadRecord, *, day: float) -> ThreadRecord:
    """Do it, and say so; its opener says that it helped."""
    said = a_post("Done. The new machine heats cups before it pours.", by="ada", day=day)
    helped = a_post("Works, thank you!", by=thread.opening.author, day=day + 1)
    labels = (LabelRecord("done", "ededed", None),)
    return replace(thread, labels=labels, comments=(*thread.comments, said, helped))


PLANNED = LabelRecord("planned", "ededed", None)


# The games


def close_in_silence(wall: Wall) -> Wall:
    """Close everything that nobody answered."""
    return [closed(each) if is_open(each) else each for each in wall]


def paste_a_reply(wall: Wall) -> Wall:
    """Give everybody who waits the same."""
    return [reply(each, "Thanks for telling us. We will look into it.") for each in wall]


def paste_a_reply_with_names(wall: Wall) -> Wall:
    """Give everybody who waits nearly the same."""
    hellos, byes = itertools.cycle(("Hi", "Hello", "Dear")), itertools.cycle(("Ada", "Lin Hill"))
    names = itertools.cycle(("Bo", "Cleo Ash", "Dafydd", "Eve"))
    text = "{} {},\n\nThanks for telling us. We will look into it.\n\n– {}"
    return [reply(each, text.format(next(hellos), next(names), next(byes))) for each in wall]


def react_without_words(wall: Wall) -> Wall:
    """Answer with a quote, a mention, an emoji or code alone."""
    bodies = itertools.cycle(
        ("> The coffee", "@customer-1", "👍", "`cold`", "<!-- done -->", "...")
    )
    return [reply(each, next(bodies)) for each in wall]


def promise_anew(wall: Wall) -> Wall:
    """Take the label of each promise off and put it on again, yesterday."""
    again = (
        Trace("UnlabeledEvent", on_day(NOW - 2), a_person("ada"), label="planned"),
        Trace("LabeledEvent", on_day(NOW - 1), a_person("ada"), label="planned"),
    )
    return [
        replace(each, traces=(*each.traces, *again)) if PLANNED in each.labels else each
        for each in wall
    ]


def call_promises_started(wall: Wall) -> Wall:
    """Give each promise another label."""
    started = LabelRecord("started", "ededed", None)
    trace = Trace("LabeledEvent", on_day(NOW - 1), a_person("ada"), label="started")
    return [
        replace(each, labels=(started,), traces=(*each.traces, trace))
        if PLANNED in each.labels
        else each
        for each in wall
    ]


def forget_promises(wall: Wall) -> Wall:
    """Take the label of each promise off."""
    return [replace(each, labels=()) if PLANNED in each.labels else each for each in wall]


def call_promises_done(wall: Wall) -> Wall:
    """Call each promise done, without a word."""
    label = (LabelRecord("done", "ededed", None),)
    return [replace(each, labels=label) if PLANNED in each.labels else each for each in wall]


def label_everything(wall: Wall) -> Wall:
    """Call planned, declined and answered what nobody answered."""
    labels = itertools.cycle(("planned", "wontfix", "answered", "started"))
    return [
        replace(each, labels=(LabelRecord(next(labels), "ededed", None),))
        if is_open(each)
        else each
        for each in wall
    ]


def ask_ourselves(wall: Wall) -> Wall:
    """Open threads of our own, and answer one another."""
    own = [
        an_issue(number, by="ada", day=300, comments=[
            a_post(f"Why{number} not{number} so{number}.", by="lin", day=300.1),
            a_post(f"Good{number} point{number}.", by="ada", day=300.2),
        ])
        for number in range(50, 70)
    ]  # fmt: skip
    return [*wall, *own]


def split_answers(wall: Wall) -> Wall:
    """Write each answer word by word."""
    return [
        replace(each, comments=tuple(itertools.chain.from_iterable(map(words_of, each.comments))))
        for each in wall
    ]


def repeat_answers(wall: Wall) -> Wall:
    """Say once more what was said, after each answer."""
    return [
        replace(each, comments=(*each.comments, *(
            replace(comment, id=f"{comment.id}-again", created_at=comment.created_at + HOUR)
            for comment in each.comments if comment.author.login == "ada"
        )))
        for each in wall
    ]  # fmt: skip


def call_repeated(wall: Wall) -> Wall:
    """Call duplicates of nothing what nobody answered."""
    label = (LabelRecord("duplicate", "ededed", None),)
    return [replace(each, labels=label) if is_open(each) else each for each in wall]


def close_what_was_told_elsewhere(wall: Wall) -> Wall:
    """Type in what somebody said, and close it in silence."""
    body = "### Where\n\nat the counter\n\n### When\n\n2025-10-01\n\n### Their words\n\nIt is cold."
    told = [
        closed(a_thread(body, by="ada", number=number, day=280, type=ThreadType.ISSUE))
        for number in range(50, 60)
    ]
    return [*wall, *told]


HOUR = timedelta(hours=1)


def is_open(thread: ThreadRecord) -> bool:
    """Tell whether a customer's thread has no reply."""
    is_ours = thread.opening.author.login in TEAM
    return not (is_ours or any(post.author.login in TEAM for post in thread.comments))


def reply(thread: ThreadRecord, body: str) -> ThreadRecord:
    """Reply to who has no answer."""
    if not is_open(thread):
        return thread
    at = thread.opening.created_at + HOUR
    post = replace(a_post(body, by="lin"), created_at=at, updated_at=at)
    return replace(thread, comments=(post, *thread.comments))


def closed(thread: ThreadRecord) -> ThreadRecord:
    """Close it as completed."""
    trace = Trace("ClosedEvent", on_day(NOW - 1), a_person("ada"), reason="COMPLETED")
    return replace(
        thread, is_closed=True, state="CLOSED", state_reason="COMPLETED",
        closed_at=on_day(NOW - 1), traces=(*thread.traces, trace),
    )  # fmt: skip


def words_of(post: PostRecord) -> Iterator[PostRecord]:
    """Cut an answer into one post for each word; what others say stays."""
    if post.author.login != "ada" or post.body.startswith("Done"):
        yield post
        return
    for place, word in enumerate(post.body.split()):
        at = post.created_at + place * timedelta(seconds=1)
        yield replace(post, id=f"{post.id}-{place}", body=word, created_at=at, updated_at=at)


# The figures


def figures_of(folder: Path, wall: Iterable[ThreadRecord]) -> dict[str, Any]:
    """Import a wall, build it, and read its figures, which must follow from its data."""
    a_wall(folder, wall, WALL_TEAM=TEAM, WALL_SCORE=True)
    site = build(folder, "--as-of", "2025-12-27T00:00:00Z")
    main(["verify", str(site)])
    found: dict[str, Any] = json.loads((site / "data" / "wall.json").read_bytes())["figures"]
    return found


def goods_of(figures: dict[str, Any]) -> dict[str, float]:
    """Give all that an owner would like to be large; what they would like small, negative."""
    year = figures["year"]
    goods = {
        "answered": year["answered"] / year["critiques"],
        "median": -year["clock"]["median"] if year["clock"]["median"] is not None else float("-inf"),
        "dialogue": year["dialogue"]["share"]["share"],
        "voice": year["voice"]["dial"]["share"],
        "kept": year["kept"]["share"]["share"],
        "confirmed": figures["verdicts"]["confirmed"],
        "shown answered": figures["shown_answered"] / figures["shown"],
        "waiting": -figures["waiting"],
        "longest": figures["longest_at"],
        "late": -figures["late"],
        "score": figures["score"],
    }  # fmt: skip
    for heard in year["clock"]["heard"]:
        for name, share in (("heard", heard["estimate"]), ("rate", heard["rate"])):
            goods |= {
                f"{name} {heard['days']} {end}": share[end] for end in ("share", "low", "high")
            }
    for group in figures["kinds"]:
        goods[f"{group['name']} in a week"] = group["within"]["share"]
    for month in figures["months"]:
        goods[f"given in month {month['month']}"] = month["given"]
    return goods


@pytest.fixture(scope="module")
def goods(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Build the honest wall."""
    return goods_of(figures_of(tmp_path_factory.mktemp("honest"), honest()))


def test_honest_wall_has_every_figure(goods: dict[str, float]) -> None:
    """Else, a game could not be seen to move it."""
    assert 0 < goods["kept"] < 1
    assert 0 < goods["score"] < 100
    assert 0 < goods["voice"] < 1
    assert (-7, 1) == (goods["waiting"], goods["confirmed"])


@pytest.mark.parametrize(
    "games",
    [
        (close_in_silence,),
        (paste_a_reply, close_in_silence),
        (paste_a_reply_with_names,),
        (react_without_words, call_repeated),
        (promise_anew, split_answers),
        (call_promises_started, repeat_answers),
        (forget_promises, ask_ourselves),
        (call_promises_done,),
    ],
    ids=lambda games: "-and-".join(game.__name__ for game in games),
)
def test_no_game_makes_a_figure_better(
    games: Sequence[Callable[[Wall], Wall]], goods: dict[str, float], tmp_path: Path
) -> None:
    """Two at a time where they touch other threads: a wall takes seconds to build."""
    wall = honest()
    for game in games:
        wall = game(wall)

    gamed = goods_of(figures_of(tmp_path, wall))
    better = {name: (goods[name], gamed[name]) for name in goods if gamed[name] > goods[name]}
    assert {} == better


def test_what_is_typed_in_for_customers_stops_no_clock(
    goods: dict[str, float], tmp_path: Path
) -> None:
    """Closing it is no withdrawal. Its words are taken for theirs, and the page says so."""
    gamed = goods_of(figures_of(tmp_path, close_what_was_told_elsewhere(honest())))

    better = {name for name in goods if gamed[name] > goods[name]}
    assert {"voice"} == better
    page = (tmp_path / "output" / "how-were-doing" / "index.html").read_text("utf-8")
    assert "Ten critiques were told to us elsewhere; we typed them in" in page


def test_label_without_a_word_leaves_the_figures(goods: dict[str, float], tmp_path: Path) -> None:
    """It ends the place on the waiting list, marked so; but no wait, and no promise is kept."""
    gamed = goods_of(figures_of(tmp_path, label_everything(honest())))

    lists = {"waiting", "late", "longest"}
    better = {name for name in goods if gamed[name] > goods[name]}
    assert better <= lists


def test_what_is_moved_out_of_the_figures_is_counted_in_public(tmp_path: Path) -> None:
    """Whoever calls critiques kind words, or repeated, has it written on the page of figures."""
    wall = honest()
    praise = (LabelRecord("praise", "ededed", None),)
    repeated = a_post("Duplicate of #1", by="ada", day=NOW - 1)
    moved = [replace(each, labels=praise) if is_open(each) else each for each in wall]
    moved[1] = replace(
        wall[1],
        labels=(LabelRecord("duplicate", "ededed", None),),
        comments=(*wall[1].comments, repeated),
    )
    figures_of(tmp_path, moved)

    page = (tmp_path / "output" / "how-were-doing" / "index.html").read_text("utf-8")
    assert "Ten kind words: they wait for nothing." in page
    assert "One critique that repeats another." in page
