"""Settings are checked at start, and every mistake is told in one clear sentence, all at once."""

import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conversation_wall.config import SETTINGS, Config, Member, Source, load_config, read_settings
from conversation_wall.errors import ConfigError

FILE = Path("somewhere") / "pelicanconf.py"


def configure(**settings: object) -> Config:
    """Check settings; `team=[...]` is `WALL_TEAM`."""
    return load_config({f"WALL_{name.upper()}": value for name, value in settings.items()}, FILE)


def faults_of(**settings: object) -> list[str]:
    """Give the lines of the message about wrong settings, one a mistake."""
    with pytest.raises(ConfigError) as raised:
        configure(**settings)
    assert 2 == raised.value.exitcode
    head, *lines = str(raised.value).splitlines()
    assert str(FILE) in head
    assert "Mend the file" in lines[-1]
    return [line.removeprefix("  - ") for line in lines[:-1]]


def a_settings_file(folder: Path, text: str, name: str = "pelicanconf.py") -> Path:
    """Write a settings file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# Defaults


def test_defaults_are_valid() -> None:
    """Without any setting everything has a value of its type."""
    config = load_config({}, FILE)

    assert () == config.sources
    assert () == config.team
    assert 3 == config.answer_within
    assert ZoneInfo("UTC") == config.timezone
    assert FILE.parent / ".wall/store.sqlite3" == config.store
    assert "https://github.com" == config.github_url
    assert config.allow_private is False
    assert config.contact_email is None


def test_each_setting_is_a_field() -> None:
    """The table of settings and `Config` name the same things."""
    fields = {setting.field for setting in SETTINGS} - {"except"} | {"except_"}

    assert fields == set(Config.__dataclass_fields__)


@pytest.mark.parametrize(
    ("source", "form", "fault"),
    [
        ("ada/lamps#issues", "ideas", "'ideas' of the discussions, but WALL_SOURCES takes no disc"),
        (
            "ada/lamps#discussions",
            "idea.yml",
            "'idea.yml' of the issues, but WALL_SOURCES takes no",
        ),
    ],
)
def test_nobody_is_led_to_what_is_not_read(source: str, form: str, fault: str) -> None:
    """What is written there would never be on the wall."""
    (told,) = faults_of(sources=[source, "ada/shades"], forms={"idea": form})

    assert told.startswith("WALL_FORMS leads to ")
    assert fault in told
    assert "ada/lamps." in told


def test_forms_are_categories_or_files() -> None:
    """A kind has a category by its slug, in lower case, or the file of a form."""
    forms = {"problem": "Problems", "idea": "Idea.yml", "praise": "lob-und-dank"}

    assert {"problem": "problems", "idea": "Idea.yml", "praise": "lob-und-dank"} == configure(
        sources=["ada/lamps"], forms=forms
    ).forms


def test_settings_of_others_are_left_alone() -> None:
    """Pelican's settings and other plugins' are no business of ours."""
    assert load_config({"SITENAME": 7, "THEME": None}, FILE) == load_config({}, FILE)


# Mistakes


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("sources", "ada/lamps", "must be a list like"),
        ("sources", ["lamps"], "has 'lamps', which is no 'owner/name'"),
        ("sources", ["https://github.com/ada/lamps"], "is no 'owner/name'"),
        ("sources", ["ada/.."], "is no 'owner/name'"),
        ("sources", ["ada/lamps#wiki"], "after '#' comes 'discussions' or 'issues'"),
        ("sources", ["ada/lamps#"], "after '#' comes 'discussions' or 'issues'"),
        ("sources", ["ada/lamps", "Ada/Lamps"], "names the same repository twice"),
        ("sources", [7], "must be a text, not 7"),
        ("team", "ada", "must be a list like"),
        ("team", ["ada lovelace"], "has 'ada lovelace', which is no GitHub login"),
        ("team", {"ada": 7}, "must give a name, or a dict with some of name, role, from"),
        ("team", {"ada": {"nam": "Ada"}}, "must give a name, or a dict with some of name"),
        ("team", {"ada": {"from": "soon"}}, "must give days like '2026-03-31' for 'ada'"),
        ("team", {"ada": {"from": "2026-01-02", "until": "2026-01-01"}}, "an 'until' before the"),
        ("team", {"ada": {"id": "583231"}}, "must give a number as 'id' for 'ada'"),
        ("team", {"ada": {"id": True}}, "must give a number as 'id' for 'ada'"),
        ("team", {7: "Ada"}, "must be a text, not 7"),
        ("bots", ["a bot"], "has 'a bot', which is no GitHub login"),
        ("question", "  ", "must be a text"),
        ("question", None, "must be a text"),
        ("banner", 7, "must be a text"),
        ("colour", "petrol", "must be a colour like '#0c4a5b', not 'petrol'"),
        ("colour", "#ff00", "must be a colour"),
        ("colour", 0x0C4A5B, "must be a text"),
        ("logo", Path("logo.svg"), "must be a text"),
        ("scripts", "days", "must be a list like"),
        ("scripts", ["confetti"], "must be one of 'days', 'copy', 'scheme', not 'confetti'"),
        ("answer_within", "soon", "must be a whole number from 1 to 365, without quotes"),
        ("answer_within", 0, "must be a whole number from 1 to 365"),
        ("answer_within", True, "must be a whole number from 1 to 365"),
        ("answer_within", 2.5, "must be a whole number from 1 to 365"),
        ("kinds", ["label:bug"], "must be rules like {'category:…': 'problem'}"),
        ("kinds", {"bug": "problem"}, "has 'bug', which should begin with 'category:…' or 'label"),
        ("kinds", {"label:bug": "defect"}, "must be one of 'problem', 'idea'"),
        ("kinds", {"label: ": "idea"}, "has 'label: ', which should begin"),
        ("default_kind", "announcement", "must be one of 'problem', 'idea', 'question', 'praise'"),
        ("default_kind", ["problem"], "must be one of"),
        ("statuses", {"category:x": "done"}, "should begin with 'label:…' or 'state:…'"),
        ("publish", "some", "must be one of 'all', 'approved'"),
        ("only", ["ideas"], "should begin with 'category:…' or 'label:…'"),
        ("except", "label:x", "must be a list like"),
        ("forms", ["ideas"], "must be like {'idea': 'ideas'}, not"),
        (
            "forms",
            {"announcement": "news"},
            "has 'announcement', which is none of 'problem', 'idea'",
        ),
        ("forms", {"idea": "Our ideas"}, "has 'Our ideas' for 'idea', which is neither the slug"),
        ("forms", {"idea": "ideas?labels=approved"}, "which is neither the slug of a category"),
        ("forms", {"idea": "../idea.yml"}, "which is neither the slug of a category"),
        ("forms", {"idea": None}, "must be a text, not None"),
        ("page_size", 101, "must be a whole number from 1 to 100"),
        ("timezone", "Narnia/Lamppost", "must be the name of a time zone like 'Europe/London'"),
        ("timezone", "../../etc/passwd", "must be the name of a time zone"),
        ("timezone", "", "must be"),
        ("lang", "klingon-opera", "must be a language like 'en' or 'pt-BR'"),
        ("lang", "xx", "must be a language"),
        ("contact_email", "hello", "must be an e-mail address like"),
        ("contact_email", "a@b.c?subject=x", "must be an e-mail address like"),
        ("store", "", "must be a text"),
        ("allow_private", "no", "must be True or False, without quotes"),
        ("github_url", "github.example", "must be an address like 'https://github.com'"),
        ("github_url", "https://[", "must be an address like 'https://github.com'"),
        ("github_url", "ftp://github.example", "must be an address like"),
    ],
)
def test_wrong_value_is_told(name: str, value: object, fault: str) -> None:
    """A wrong value gets one sentence, with the setting's name and what it must be."""
    (told,) = faults_of(**{name: value})

    assert told.startswith(f"WALL_{name.upper()} ")
    assert fault in told
    assert told.endswith(".")


def test_all_mistakes_are_told_at_once() -> None:
    """Nobody has to run a command once per mistake."""
    told = faults_of(page_size=0, publish="maybe", teem=["ada"])

    assert ["WALL_TEEM", "WALL_PUBLISH", "WALL_PAGE_SIZE"] == [line.split()[0] for line in told]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("SOURCE", "WALL_SOURCES"), ("ANSWERS_WITHIN", "WALL_ANSWER_WITHIN"), ("TEEM", "WALL_TEAM")],
)
def test_unknown_setting_suggests_the_nearest(name: str, nearest: str) -> None:
    """A setting with a typo is not ignored: the right name is given."""
    told = faults_of(**{name: 1})

    assert [f"WALL_{name} is no setting of the wall. Did you mean {nearest}?"] == told


def test_setting_like_no_other_is_told() -> None:
    """Where nothing is near, nothing is suggested."""
    assert ["WALL_XYZZY is no setting of the wall."] == faults_of(xyzzy=1)


# Values


@pytest.mark.parametrize("colour", ["#fc0", "#FFCC00", " #ffcc00 "])
def test_colour_has_one_form(colour: str) -> None:
    """Short or long, the same colour is the same."""
    assert "#ffcc00" == configure(colour=colour).colour


def test_files_lie_beside_the_settings() -> None:
    """A path is read from the folder of the settings file; no file is none."""
    config = configure(logo="images/logo.svg")

    assert FILE.parent / "images" / "logo.svg" == config.logo
    assert config.style is None


def test_scripts_are_taken_once_and_in_order() -> None:
    """However the owner lists them, a page is the same."""
    assert ("days", "scheme") == configure(scripts=["scheme", "days", "scheme"]).scripts


def test_sources_name_their_parts() -> None:
    """A source is a repository, or one part of it."""
    config = configure(sources=["a/one", "a/two#discussions", "a/three#issues"])

    expected = (
        Source("a/one"),
        Source("a/two", discussions=True, issues=False),
        Source("a/three", discussions=False, issues=True),
    )
    assert expected == config.sources


@pytest.mark.parametrize("team", [["ada", "@lin"], ("ada", "lin"), {"ada": "ada", "@lin": "lin"}])
def test_team_may_be_a_list(team: object) -> None:
    """Who needs neither role nor dates lists logins."""
    assert (Member("ada", "ada"), Member("lin", "lin")) == configure(team=team).team


def test_team_may_have_details() -> None:
    """The last day counts as a whole, and a day may be a text or a date."""
    details = {
        "name": "Ada L.",
        "role": "baker",
        "from": "2024-01-01",
        "until": date(2025, 6, 30),
        "id": 583231,
    }
    config = configure(team={"ada": details, "lin": {}, "some-app[bot]": "Helper"})

    expected = (
        Member(
            "ada",
            "Ada L.",
            "baker",
            since=datetime(2024, 1, 1, tzinfo=UTC),
            until=datetime.combine(date(2025, 6, 30), time.max, tzinfo=UTC),
            account_id=583231,
        ),
        Member("lin", "lin"),
        Member("some-app[bot]", "Helper"),
    )
    assert expected == config.team


def test_rules_are_added_to_the_built_in_ones() -> None:
    """A rule of one's own stands beside the others, and before one of the same sign."""
    default = configure()
    config = configure(
        kinds={"label:Gripe": "problem", "label:bug": "idea"},
        statuses={"state:REOPENED": "started"},
    )

    assert {**default.kinds, "label:gripe": "problem", "label:bug": "idea"} == config.kinds
    assert {**default.statuses, "state:reopened": "started"} == config.statuses


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("question", "  What now?  ", "What now?"),
        ("banner", "", None),
        ("lang", "pt_BR", "pt-BR"),
        ("lang", "de", "de"),
        ("timezone", "Europe/London", ZoneInfo("Europe/London")),
        ("contact_email", "hello@example.com", "hello@example.com"),
        ("github_url", "https://github.example/", "https://github.example"),
        ("only", {"label:Public"}, ("label:public",)),
        ("store", "/var/wall.sqlite3", Path("/var/wall.sqlite3")),
        ("store", "kept/wall.sqlite3", FILE.parent / "kept/wall.sqlite3"),
    ],
)
def test_value_is_brought_into_form(name: str, given: object, value: object) -> None:
    """What was written in one of several ways is one thing from there on."""
    assert value == getattr(configure(**{name: given}), name)


# The file


def test_only_names_in_capitals_are_settings(tmp_path: Path) -> None:
    """As in Pelican, names in small letters are the file's own."""
    path = a_settings_file(tmp_path, "import os\nteam = ['ada']\nWALL_TEAM = team\n")

    assert {"WALL_TEAM": ["ada"]} == read_settings(path)


def test_missing_file_is_told(tmp_path: Path) -> None:
    """Without a settings file the message says which was looked for."""
    with pytest.raises(ConfigError, match=r"no settings file .*nowhere\.py.*--settings FILE"):
        read_settings(tmp_path / "nowhere.py")


def test_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is no settings file."""
    with pytest.raises(ConfigError, match="no settings file"):
        read_settings(tmp_path)


def test_syntax_error_is_told_with_its_line(tmp_path: Path) -> None:
    """A file that is no Python is told with the line to look at."""
    path = a_settings_file(tmp_path, "A = 1\nWALL_TEAM = ['ada'\nB = 2\n")

    with pytest.raises(ConfigError, match=r"pelicanconf\.py, line 2\)"):
        read_settings(path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A = 1 / 0", "ZeroDivisionError"),
        ("import no_such_module", "ModuleNotFoundError"),
        ("A = open('no such file')", "FileNotFoundError"),
        ("A = '\\x00' + 1", "TypeError"),
        ("raise SystemExit(0)", "SystemExit"),
    ],
)
def test_file_that_stops_is_told(text: str, told: str, tmp_path: Path) -> None:
    """Whatever the file raises, the message names it and the line; the command does not crash."""
    path = a_settings_file(tmp_path, f"B = 2\n\n{text}\n")

    with pytest.raises(ConfigError, match=rf"stopped with {told}.*pelicanconf\.py, line 3"):
        read_settings(path)


def test_file_of_this_folder_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is named, too, where the settings file is that of the current folder."""
    a_settings_file(tmp_path, "\n1 / 0\n")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ConfigError, match=r"\(in pelicanconf\.py, line 2\)"):
        read_settings(Path("pelicanconf.py"))


@pytest.mark.parametrize("text", ["A = [\n", "\n1 / 0\n"])
def test_mistake_in_an_imported_file_is_told_there(text: str, tmp_path: Path) -> None:
    """What is wrong in `pelicanconf.py` is told of that file, though `publishconf.py` was run."""
    a_settings_file(tmp_path, text)
    path = a_settings_file(tmp_path, "\n\n\nfrom pelicanconf import *\n", "publishconf.py")

    with pytest.raises(ConfigError, match=r"pelicanconf\.py, line [12]\)"):
        read_settings(path)


@pytest.mark.parametrize("content", [b"A = '\xff'\n", b"A = '\x00'\n"])
def test_file_that_is_no_text_is_told(content: bytes, tmp_path: Path) -> None:
    """A file in another encoding than UTF-8, or with NUL in it, is a wrong settings file."""
    path = tmp_path / "pelicanconf.py"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match=r"pelicanconf\.py"):
        read_settings(path)


def test_publishconf_imports_its_own_pelicanconf(tmp_path: Path) -> None:
    """Each folder's `publishconf.py` gets the `pelicanconf` beside it, and leaves no trace."""
    before = list(sys.path)
    found = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        a_settings_file(folder, f"WALL_QUESTION = {name!r}\n")
        publishing = "from pelicanconf import *\nSITEURL = 'https://wall.example'\n"
        found.append(read_settings(a_settings_file(folder, publishing, "publishconf.py")))

    site = {"SITEURL": "https://wall.example"}
    assert [{"WALL_QUESTION": "one"} | site, {"WALL_QUESTION": "two"} | site] == found
    assert before == sys.path
    assert "pelicanconf" not in sys.modules
