"""Who spoke up, and who answers."""

from conversation_wall.site.views import Link, PeopleView, PersonView

from .parts import LONG_WORD, Sample, a_page

PEOPLE = PeopleView(
    title="People",
    lead=("34 people have made us better by complaining.", "Three of us answer."),
    customers=(
        PersonView("Gloria A.", "5 critiques", "wall.html", "2 changes followed"),
        PersonView("Osian L.", "3 critiques", "wall.html", "1 change followed"),
        PersonView(LONG_WORD, "1 critique", "wall.html", "Nothing changed yet"),
        PersonView("سلمى", "1 critique", "wall.html", "Nothing changed yet"),
        PersonView("No page of their own", "1 critique", None, "Nothing changed yet"),
    ),
    others="and 29 more",
    team=(
        PersonView("Mara", "24 answers", title="roaster", topics=("taste", "grind", "price")),
        PersonView("Wen", "7 answers", title="website"),
        PersonView("Idris", "2 answers", note="Until 19 June"),
    ),
    names="Names are those that people have on GitHub.",
    change=Link("Change or remove yours", "privacy.html"),
)
NOBODY_YET = PeopleView(
    title="People",
    lead=("Nobody has complained about anything yet.",),
    customers=(),
    others=None,
    team=(),
    names="Names are those that people have on GitHub.",
    change=Link("Change or remove yours", "privacy.html"),
)
UNNAMED = PeopleView(
    title="People",
    lead=("34 people have made us better by complaining.", "Three of us answer."),
    customers=(),
    others=None,
    team=PEOPLE.team,
    names="Customers have no names here: in each conversation they are A, B, C.",
    change=Link("Change or remove yours", "privacy.html"),
    are_unnamed=True,
)
INITIALS = PeopleView(
    title="People",
    lead=PEOPLE.lead,
    customers=(
        PersonView("G. A.", "5 critiques", None, "2 changes followed"),
        PersonView("O.", "3 critiques", None, "1 change followed"),
    ),
    others=None,
    team=PEOPLE.team,
    names="Customers are shown by their initials.",
    change=Link("Change or remove yours", "privacy.html"),
)

PAGES: dict[str, Sample] = {
    "people": ("people.html", {"view": a_page(title="People", people=PEOPLE)}),
    "people-initials": ("people.html", {"view": a_page(title="People", people=INITIALS)}),
    "people-unnamed": ("people.html", {"view": a_page(title="People", people=UNNAMED)}),
    "people-nobody": ("people.html", {"view": a_page(title="People", people=NOBODY_YET)}),
}
