"""Boilerplate: what the team pastes under one critique after another."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_wall.wall.boilerplate import are_alike, boilerplate_posts, shingles_of

THANKS = "Thank you for telling us, we will look into it as soon as we can this week."


NAMES = ("Ada", "Bo", "Cleo", "Dafydd")


def posts_of(*bodies: str) -> list[tuple[str, str, str]]:
    """Build posts in a thread each, named by their place."""
    return [(f"T{place}", f"C{place}", body) for place, body in enumerate(bodies)]


def compared_one_by_one(posts: list[tuple[str, str, str]]) -> frozenset[str]:
    """Find the boilerplate by its definition, each post with each."""
    shingles = {post_id: shingles_of(body) for _, post_id, body in posts}
    found = set()
    for thread_id, post_id, _ in posts:
        others = {
            other_thread
            for other_thread, other_id, _ in posts
            if other_thread != thread_id and are_alike(shingles[post_id], shingles[other_id])
        }
        if len(others) >= 3:
            found.add(post_id)
    return frozenset(found)


@pytest.mark.parametrize(("threads", "expected"), [(3, 0), (4, 4)])
def test_boilerplate_stands_in_three_other_threads(threads: int, expected: int) -> None:
    """The same words in three other threads are boilerplate, in two they are not."""
    assert expected == len(boilerplate_posts(posts_of(*[THANKS] * threads)))


def test_one_thread_counts_once() -> None:
    """Said four times in one thread it is stubborn, but no boilerplate."""
    posts = [("T1", f"C{number}", THANKS) for number in range(4)]

    assert frozenset() == boilerplate_posts(posts)


def test_names_and_quotes_make_no_difference() -> None:
    """A mention, a quote or other capitals do not make boilerplate an answer."""
    posts = posts_of(
        f"@cara {THANKS}", f"> It is cold\n\n{THANKS}", THANKS.upper(), f"{THANKS} :tada:"
    )

    assert frozenset({"C0", "C1", "C2", "C3"}) == boilerplate_posts(posts)


@pytest.mark.parametrize(
    "bodies",
    [
        [f"Hi {name}, thanks, we will look into it." for name in NAMES],
        [
            f"{hello}!\n\nThanks, we will look into it."
            for hello in ("Hi", "Hello", "Hey", "Dear Bo")
        ],
        [f"Liebe {name}\nDanke, wir kümmern uns darum." for name in NAMES],
        [f"Thanks for telling us, {name}! We will see." for name in NAMES],
        [f"Thanks, we will look into it.\n\nBest wishes,\n{name} Hill" for name in NAMES],
        [f"Thanks, we will look into it.\n– {name}" for name in NAMES],
    ],
)
def test_greetings_and_names_make_no_answer(bodies: list[str]) -> None:
    """Who is greeted, and by whom, changes from reply to reply; what is said does not."""
    assert 4 == len(boilerplate_posts(posts_of(*bodies)))


def test_what_is_said_is_never_taken_for_a_greeting() -> None:
    """Short answers that differ stay answers, in a list, too."""
    posts = posts_of(
        *(f"{what}, thank you so much" for what in ("New cups", "It is warm", "Open now", "No lids")),
        "Yes, at nine.", "Yes, at ten.", "Yes, on Sundays.", "Yes, in York.",
        "- new cups\n- new lids", "- new cups\n- old lids", "- new cups\n- more lids",
        "- new cups\n- no lids",
    )  # fmt: skip

    assert frozenset() == boilerplate_posts(posts)


def test_a_word_of_their_own_does_not_make_an_answer() -> None:
    """Four fifths of the shingles alike are boilerplate; a sentence of its own is an answer."""
    near = f"{THANKS} Ada"
    own = f"{THANKS} The burrs of the grinder were worn, and new ones come on Tuesday."
    posts = posts_of(THANKS, THANKS, THANKS, THANKS, near, own)

    assert frozenset({"C0", "C1", "C2", "C3", "C4"}) == boilerplate_posts(posts)


def test_a_reference_of_its_own_makes_an_answer() -> None:
    """The same words about another thread each time are no boilerplate."""
    posts = posts_of(*[f"Fixed in #{number}" for number in range(5)])

    assert frozenset() == boilerplate_posts(posts)


def test_short_posts_are_compared_whole() -> None:
    """A post of one or two words is one shingle."""
    posts = posts_of("Thanks!", "thanks", "Thanks.", "**Thanks**", "Thanks Cara")

    assert frozenset({"C0", "C1", "C2", "C3"}) == boilerplate_posts(posts)


def test_silence_is_like_nothing() -> None:
    """Posts without a spoken word have no shingles, and are no boilerplate."""
    assert frozenset() == boilerplate_posts(posts_of(*["`code` 👍"] * 5))


def test_shingles_are_the_same_on_every_machine() -> None:
    """Shingles are published and recomputed by others, so their numbers never change."""
    assert frozenset({0xE95F497EF6C2E346}) == shingles_of("The coffee, COLD")


SENTENCES = st.lists(st.sampled_from("abcdefg"), min_size=0, max_size=14).map(" ".join)
THREADS = st.sampled_from(["T1", "T2", "T3", "T4", "T5"])


@given(st.lists(st.tuples(THREADS, SENTENCES), max_size=30), st.randoms(use_true_random=False))
def test_the_fast_way_finds_what_the_definition_says(
    said: list[tuple[str, str]], shuffle: random.Random
) -> None:
    """The result is that of comparing each post with each, in any order."""
    posts = [(thread_id, f"C{n}", body) for n, (thread_id, body) in enumerate(said)]
    expected = compared_one_by_one(posts)

    assert expected == boilerplate_posts(posts)
    shuffle.shuffle(posts)
    assert expected == boilerplate_posts(posts)


@pytest.mark.parametrize("seed", range(5))
def test_the_fast_way_finds_edited_copies(seed: int) -> None:
    """Copies with a few words changed are found as by the definition, at the very border too."""
    dice = random.Random(seed)
    words = [f"word{number}" for number in range(40)]
    texts = [[dice.choice(words) for _ in range(dice.randint(3, 40))] for _ in range(6)]
    bodies = []
    for _ in range(150):
        text = list(dice.choice(texts))
        for _ in range(dice.randint(0, 3)):
            text[dice.randrange(len(text))] = dice.choice(words)
        bodies.append(" ".join(text))
    posts = [(f"T{dice.randint(0, 40)}", f"C{place}", body) for place, body in enumerate(bodies)]
    found = boilerplate_posts(posts)

    assert compared_one_by_one(posts) == found
    assert 0 < len(found) < len(posts)


def test_ten_thousand_copies_take_seconds() -> None:
    """Neither equal posts nor those that differ in one word are compared each with each."""
    dice = random.Random(1)
    words = [f"word{number}" for number in range(5000)]
    text = [dice.choice(words) for _ in range(40)]
    copies = [THANKS] * 10_000
    edited = []
    for _ in range(5_000):
        place = dice.randrange(40)
        edited.append(" ".join([*text[:place], dice.choice(words), *text[place + 1 :]]))
    posts = posts_of(*copies, *edited)

    started_at = time.perf_counter()
    found = boilerplate_posts(posts)
    seconds = time.perf_counter() - started_at

    assert len(posts) == len(found)
    assert seconds < 20, "measured: 3 s"
