"""
The settings of the sample shop, which are in every copy of the template.

`wall init` takes them for nobody's answers. They are compared one by one: an owner may have
begun to change the file by hand.
"""

from collections.abc import Mapping

SAMPLE: Mapping[str, object] = {
    "SITENAME": "Hollin Lane Coffee",
    "WALL_SOURCES": ["hollin-lane/wall"],
    "WALL_TEAM": {
        "mara-hollin": {"name": "Mara", "role": "roaster"},
        "wen-hollin": {"name": "Wen", "role": "website"},
        "idris-hollin": {"name": "Idris", "role": "shop and post", "until": "2026-06-19"},
    },
    "WALL_BANNER": "Sample site. The shop, the people and their words are made up.",
    "WALL_CONTACT_EMAIL": "hello@hollinlane.example",
    "WALL_COUNTER": (
        "There’s a card by the till at 4 Hollin Lane. Write on it and put it in the box. "
        "We type it up on Fridays."
    ),
    "WALL_KINDS": {"category:we-ask": "announcement"},
    "WALL_FORMS": {
        "problem": "problems",
        "idea": "ideas",
        "question": "q-a",
        "praise": "kind-words",
    },
}

# These could be anybody's: they are the sample's as long as the repository is.
SAMPLE_PLACE: Mapping[str, object] = {
    "TIMEZONE": "Europe/London",
    "WALL_TIMEZONE": "Europe/London",
}

# A line of the sample's about page that no other business has.
SAMPLE_ABOUT = "Hollin Lane Coffee, its customers and their words are made up."


def without_sample(settings: Mapping[str, object]) -> dict[str, object]:
    """Give the settings that are the owner's own."""
    is_sample = settings.get("WALL_SOURCES") == SAMPLE["WALL_SOURCES"]
    strange = {**SAMPLE, **(SAMPLE_PLACE if is_sample else {})}
    return {
        name: value
        for name, value in settings.items()
        if name not in strange or value != strange[name]
    }
