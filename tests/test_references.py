"""What a text names is found as GitHub finds it, and nothing else."""

import pytest

from conversation_wall.wall.references import first_link, references_in

GITHUB = "https://github.com"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fixed in #57.", [("ada/lamps", 57)]),
        ("GH-57, (#58) and #59", [("ada/lamps", 57), ("ada/lamps", 58), ("ada/lamps", 59)]),
        ("See Ada/Chairs#4", [("ada/chairs", 4)]),
        ("https://github.com/Ada/Chairs/pull/4#issuecomment-1", [("ada/chairs", 4)]),
        ("https://github.com/ada/chairs/issues/4, [it](https://github.com/ada/chairs/discussions/5)",
         [("ada/chairs", 4), ("ada/chairs", 5)]),
        ("https://evil.example/ada/lamps/pull/4", []),
        ("&#57; and color #57aa or x#5 and a#b", []),
        ("#0 and # 5 and #", []),
    ],
)  # fmt: skip
def test_references_are_found(text: str, found: list[tuple[str, int]]) -> None:
    """A number alone is of the same repository."""
    assert found == list(references_in(text, "Ada/Lamps", GITHUB))


def test_references_are_bounded() -> None:
    """Nobody can make a build slow by naming everything."""
    assert 100 == len(list(references_in("#1 " * 5000, "a/b", GITHUB)))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Look: https://you.example/a?b=1.", "https://you.example/a?b=1"),
        ("[here](https://you.example/a)", "https://you.example/a"),
        ("javascript:alert(1)", None),
        ("Nothing.", None),
    ],
)
def test_first_link_is_found(text: str, link: str | None) -> None:
    """The end of a sentence is none of it."""
    assert link == first_link(text)
