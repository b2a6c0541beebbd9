"""The bench of the figures: the same facts for a seed, and a report of what was missed."""

from bench.measuring import Run, make, report, run
from conversation_wall.wall.metrics.plain import facts_among, plain_threads


def test_made_up_facts_are_the_same_for_a_seed() -> None:
    """So that two machines measure the same; and they can be published, like real ones."""
    facts = [*make(50)]

    assert facts == [*make(50)]
    assert facts != [*make(50, seed=9)]
    written = [*plain_threads(facts, 0)]
    assert written == [*plain_threads(facts_among(written), 0)]


def test_report_names_what_was_missed() -> None:
    """Seconds and memory, each against its aim."""
    assert run(100).threads == 100
    said = report([Run(100_000, 0.9, 120), Run(200_000, 6, 120), Run(300_000, 1, 400)])

    assert "Missed with 200,000 threads." in said
    assert "Missed with 300,000 threads." in said
    assert "Missed with 100,000 threads." not in said
