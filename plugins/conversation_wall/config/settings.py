"""
The table of settings: name, default, what it is for, and its check.

The README's table is tested against this one.
"""

from dataclasses import dataclass

from .checks import (
    Check,
    Source,
    a_language,
    a_number,
    a_text,
    a_timezone,
    a_web_address,
    maybe_a_colour,
    maybe_a_text,
    maybe_an_email,
    maybe_some_words,
    one_of,
    some_hashes,
    some_logins,
    some_logins_or_hashes,
    some_of,
    some_rules,
    some_signs,
    some_sources,
    some_texts,
    some_words,
    yes_or_no,
)
from .forms import some_forms
from .roster import Member, a_roster

__all__ = [
    "KIND_WORDS",
    "PUBLIC_GITHUB",
    "SCRIPT_NAMES",
    "SETTINGS",
    "STATUS_WORDS",
    "Member",
    "Setting",
    "Source",
]

PUBLIC_GITHUB = "https://github.com"
KIND_WORDS = ("problem", "idea", "question", "praise", "announcement")
SCRIPT_NAMES = ("days", "copy", "scheme")
STATUS_WORDS = ("answered", "planned", "started", "done", "declined", "duplicate")

# What GitHub's own default categories and labels mean, and the words that walls use most.
_KINDS = {
    "category:problems": "problem",
    "category:ideas": "idea",
    "category:q-a": "question",
    "category:questions": "question",
    "category:kind-words": "praise",
    "category:praise": "praise",
    "category:announcements": "announcement",
    "label:bug": "problem",
    "label:problem": "problem",
    "label:enhancement": "idea",
    "label:idea": "idea",
    "label:question": "question",
    "label:praise": "praise",
}
_STATUSES = {
    "label:planned": "planned",
    "label:started": "started",
    "label:in progress": "started",
    "label:under way": "started",
    "label:done": "done",
    "label:not doing": "declined",
    "label:declined": "declined",
    "label:wontfix": "declined",
    "label:duplicate": "duplicate",
    "state:completed": "done",
    "state:not_planned": "declined",
    "state:outdated": "declined",
    "state:duplicate": "duplicate",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One `WALL_*` setting; `field` is its name in `Config`."""

    name: str
    default: object
    check: Check
    purpose: str

    @property
    def field(self) -> str:
        """The name without `WALL_`, in lower case."""
        return self.name.removeprefix("WALL_").lower()


SETTINGS = (
    Setting(
        "WALL_SOURCES",
        [],
        some_sources,
        "The repositories that feed the wall, like `['owner/name']`. `'owner/name#discussions'` "
        "or `'owner/name#issues'` takes only one part.",
    ),
    Setting(
        "WALL_ISSUE_LABELS",
        [],
        some_texts,
        "Read only the Issues that have one of these labels, like `['feedback']`: for a repository "
        "that has others, too. An Issue that loses the label leaves the wall. `[]` reads all.",
    ),
    Setting(
        "WALL_TEAM",
        [],
        a_roster,
        "Who speaks for you: a list of logins, or "
        "`{'ada': {'name': 'Ada', 'role': 'baker', 'from': '2024-01-01', 'until': None, "
        "'id': 583231}}`. Nobody else can answer. Left empty, GitHub's owners, members and "
        "collaborators are taken.",
    ),
    Setting("WALL_BOTS", [], some_logins, "Logins of programs that post under a person's account."),
    Setting(
        "WALL_QUESTION",
        "What should we do better?",
        some_words,
        "The headline of the wall: what you ask your customers.",
    ),
    Setting(
        "WALL_LEAD",
        "Your critiques on one side, our answers on the other. "
        "If we haven’t answered, you’ll see the gap.",
        some_words,
        "The line below the headline.",
    ),
    Setting(
        "WALL_BANNER",
        None,
        maybe_some_words,
        "A notice on top of every page, e.g. that this is a sample.",
    ),
    Setting(
        "WALL_COLOUR",
        None,
        maybe_a_colour,
        "Your colour, like `'#0c4a5b'`, in place of the theme's. Where it cannot be read, the "
        "build takes the nearest shade that can, and says which.",
    ),
    Setting(
        "WALL_LOGO",
        None,
        maybe_a_text,
        "Your logo in place of the wall's mark: an SVG, PNG, JPEG, WebP or GIF file of at most "
        "200 kB, from the settings file's folder.",
    ),
    Setting(
        "WALL_STYLE",
        None,
        maybe_a_text,
        "A CSS file of your own that goes last into the wall's sheet, from the settings file's "
        "folder.",
    ),
    Setting(
        "WALL_SCRIPTS",
        [],
        some_of(*SCRIPT_NAMES),
        "Small scripts that are off otherwise: `'days'` counts the days on the gaps on between "
        "builds, `'copy'` adds a button to the code for your site, `'scheme'` a choice of light "
        "or dark.",
    ),
    Setting(
        "WALL_ANSWER_WITHIN", 3, a_number(1, 365), "In how many days you aim to answer a critique."
    ),
    Setting(
        "WALL_PROMISE_MONTHS",
        6,
        a_number(1, 120),
        "In how many months you mean to do what you call planned. What is older is judged.",
    ),
    Setting(
        "WALL_SCORE",
        False,
        yes_or_no,
        "`True` shows one number for all figures on “How we’re doing”, too.",
    ),
    Setting(
        "WALL_KINDS",
        _KINDS,
        some_rules(("category", "label"), KIND_WORDS),
        "What a category or a label says a thread is: `{'category:ideas': 'idea'}`. Kinds: "
        "problem, idea, question, praise, announcement. Added to the built-in rules.",
    ),
    Setting(
        "WALL_DEFAULT_KIND",
        "problem",
        one_of("problem", "idea", "question", "praise"),
        "The kind of a thread that no rule fits.",
    ),
    Setting(
        "WALL_STATUSES",
        _STATUSES,
        some_rules(("label", "state"), STATUS_WORDS),
        "What a label, or the reason GitHub gives for closing, says became of a thread: "
        "`{'label:shipped': 'done'}`. Statuses: answered, planned, started, done, declined, "
        "duplicate. Added to the built-in rules.",
    ),
    Setting(
        "WALL_PUBLISH",
        "all",
        one_of("all", "approved", "known"),
        "`'all'` shows every thread, `'approved'` only those with the approving label. "
        "`'known'` holds back what somebody writes for the first time, until you answer it or "
        "give their thread the approving label; from then on they are known.",
    ),
    Setting("WALL_APPROVED_LABEL", "approved", a_text, "The approving label."),
    Setting(
        "WALL_ONLY",
        [],
        some_signs("category", "label"),
        "Show only threads with one of these, like `['category:ideas', 'label:public']`.",
    ),
    Setting(
        "WALL_EXCEPT",
        [],
        some_signs("category", "label"),
        "Leave out threads with one of these.",
    ),
    Setting(
        "WALL_REDACT",
        ["emails", "phones", "secrets"],
        some_of("emails", "phones", "secrets"),
        "What is masked in all that people wrote: e-mail addresses, phone numbers, and secrets "
        "(keys, tokens, passwords in addresses). What your own settings say, like "
        "`WALL_CONTACT_EMAIL` and `WALL_COUNTER`, stays. `[]` masks nothing.",
    ),
    Setting(
        "WALL_IMAGES",
        "github",
        one_of("github", "all", "none"),
        "Which images in posts the wall shows, from copies of its own: `'github'` those that are "
        "on GitHub, `'all'` those from anywhere, or `'none'`. All others become links.",
    ),
    Setting(
        "WALL_PEOPLE",
        "names",
        one_of("names", "initials", "pseudonyms"),
        "How customers are called: `'names'` as on GitHub, `'initials'` like C. P., "
        "`'pseudonyms'` Customer A, B and C, in each thread anew.",
    ),
    Setting(
        "WALL_FORGET",
        [],
        some_hashes,
        "Who asked to be forgotten, so that nobody can read who. `wall forget LOGIN` writes it.",
    ),
    Setting(
        "WALL_BLOCK",
        [],
        some_logins_or_hashes,
        "Logins of people whose posts are not shown.",
    ),
    Setting(
        "WALL_POSTS_A_DAY",
        200,
        a_number(1, 100_000),
        "How many posts of one customer are shown of one day. What is beyond is counted.",
    ),
    Setting("WALL_PAGE_SIZE", 10, a_number(1, 100), "How many conversations stand on one page."),
    Setting(
        "WALL_TIMEZONE",
        "UTC",
        a_timezone,
        "The time zone in which days are counted, like `'Europe/London'`.",
    ),
    Setting("WALL_LANG", "en", a_language, "The language of dates and numbers."),
    Setting(
        "WALL_CONTACT_EMAIL",
        None,
        maybe_an_email,
        "An address for customers without a GitHub account.",
    ),
    Setting(
        "WALL_COUNTER",
        None,
        maybe_some_words,
        "How people can say something in your shop, in your own words, like `'There’s a card by "
        "the till. We type it up on Fridays.'`",
    ),
    Setting(
        "WALL_FORMS",
        {},
        some_forms("problem", "idea", "question", "praise"),
        "Where on GitHub people write, by kind: a category of your Discussions by its slug, like "
        "`{'idea': 'ideas'}`, or a form of Issues, like `{'idea': 'idea.yml'}`. For other kinds "
        "GitHub lets them choose.",
    ),
    Setting(
        "WALL_STORE",
        ".wall/store.sqlite3",
        a_text,
        "The file that keeps what GitHub said, from the settings file's folder.",
    ),
    Setting(
        "WALL_SYNC_HOURS",
        24,
        a_number(1, 720),
        "How many hours lie between two runs of `wall sync`. With it `wall sync` says how long "
        "a hidden or deleted post can stay on the wall.",
    ),
    Setting(
        "WALL_TRACES",
        True,
        yes_or_no,
        "What happened to a thread is read, too – labels, closing, pull requests, releases – so "
        "that “You said, we did” can prove what you did. `False` spares some of GitHub's points.",
    ),
    Setting(
        "WALL_ALLOW_PRIVATE",
        False,
        yes_or_no,
        "`True` publishes the conversations of a private repository, too.",
    ),
    Setting(
        "WALL_GITHUB_URL",
        PUBLIC_GITHUB,
        a_web_address,
        "Your GitHub Enterprise server, if you have one.",
    ),
)
