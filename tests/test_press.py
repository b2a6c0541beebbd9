"""However many processes print a site, it is the same; and a build touches only what changed."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup, escape

from builders import a_post, a_thread
from conversation_wall.pelican_adapter.compiling import escaped, quicken
from conversation_wall.pelican_adapter.output import Output
from conversation_wall.site.assets import Asset
from sites import a_wall, build, files_of, run_wall, succeed


def a_busy_wall(folder: Path) -> Path:
    """Make a wall of more threads than are handed out at once."""
    threads = [
        a_thread(f"Lid {number} drips.", number=number, labels=[f"topic-{number % 3}"])
        for number in range(1, 60)
    ]
    return a_wall(folder, threads)


def test_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    """One process and three make the same bytes."""
    wall = a_busy_wall(tmp_path)
    alone = files_of(build(wall, "--jobs", "1"))
    succeed(run_wall(wall, "build", "--jobs", "3", "--output", "other"))

    assert alone == files_of(wall / "other")


def test_mistake_in_a_template_is_told_from_any_process(tmp_path: Path) -> None:
    """What went wrong is named with its place, wherever the page was to be made."""
    wall = a_busy_wall(tmp_path)
    (wall / "mine").mkdir()
    (wall / "mine" / "thread.html").write_text("{{ view.thread.title.nothing.more }}", "utf-8")
    a_wall(wall, THEME_TEMPLATES_OVERRIDES=["mine"])

    ended = run_wall(wall, "build", "--jobs", "3")

    assert 1 == ended.code
    assert "thread.html, line 1" in ended.error


def test_page_of_the_owner_in_the_place_of_one_of_ours_is_told(tmp_path: Path) -> None:
    """Two pages of one address would be one page less."""
    wall = a_wall(tmp_path, [a_thread(number=1)])
    page = "Title: Waiting\nSlug: waiting\n\nMine.\n"
    (wall / "content" / "pages" / "waiting.md").write_text(page, "utf-8")

    assert "overwrite" in run_wall(wall, "build").error


def test_nothing_that_stays_is_touched(tmp_path: Path) -> None:
    """A file that is as it was keeps its time; what changed is replaced, what went is removed."""
    wall = a_busy_wall(tmp_path)
    output = build(wall)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    changed = a_thread(
        "Lid 1 drips.", number=1, labels=["topic-1"], comments=[a_post("Me too.", day=0.01)]
    )
    a_wall(wall, [changed])
    build(wall)

    after = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    touched = {str(path.relative_to(output)) for path in before if before[path] != after.get(path)}
    assert "said/1/index.html" in touched
    assert not any(name.startswith("said/") for name in touched - {"said/1/index.html"})


@pytest.mark.parametrize(
    "value", ["plain", "<b> & 'c' \"d\"", Markup("<b>"), 12, None, True, escape("<")]
)
def test_escaping_is_that_of_markupsafe(value: object) -> None:
    """Only the type of what comes out is another."""
    assert str(escape(value)) == escaped(value)


def test_templates_escape_as_ever(tmp_path: Path) -> None:
    """Macros, filters and loops give what Jinja gives, with escaping on."""
    macros = (
        "{% macro m(x, y=2) %}<i>{{ x }}{{ y }}</i>{% endmacro %}"
        "{% macro all() %}{{ varargs }}{{ kwargs }}{% endmacro %}"
        "{% macro around(x) %}[{{ caller(x) }}]{% endmacro %}"
    )
    source = (
        "{% from 'macros' import m, all, around %}{{ a }}{{ m(a, 1) }}{{ m(a) | upper }}{{ m(y=a) }}"
        "{% for each in [a, 1] %}{{ each }}{{ loop.index }}{% endfor %}{{ a ~ m(a, 3) }}"
        "{{ all(a, 1) }}{{ all(b=a) }}{% call(x) around(a) %}<{{ x }}>{% endcall %}{{ a.upper() }}"
        "{% autoescape false %}{{ m(a, 4) }}{{ a }}{% endautoescape %}{{ range(3) | list }}"
    )
    plain, quick = (
        Environment(autoescape=True, loader=DictLoader({"macros": macros, "page": source}))
        for _ in range(2)
    )
    quicken(quick, tmp_path / "store")

    for given in ("<&>", "plain"):
        expected = plain.get_template("page").render(a=given)
        assert expected == quick.get_template("page").render(a=given)


def test_wrong_call_of_a_macro_is_told_as_ever(tmp_path: Path) -> None:
    """One argument too many is a mistake in the template."""
    quick = Environment(autoescape=True)
    quicken(quick, tmp_path / "store")
    template = quick.from_string("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1, 2) }}")

    with pytest.raises(TypeError, match="takes not more than 1 argument"):
        template.render()


def test_file_takes_the_place_of_a_folder_and_the_other_way(tmp_path: Path) -> None:
    """What is no longer produced does not stand in the way of what is."""
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "index.html").write_bytes(b"old")
    (tmp_path / "site" / "b").write_bytes(b"old")
    (tmp_path / "made").mkdir()
    output = Output(tmp_path / "site", tmp_path / "made")
    output.put(Asset("a", b"new"))
    output.put(Asset("b/index.html", b"new"))
    output.move()

    assert {"a": b"new", "b/index.html": b"new"} == files_of(tmp_path / "site")


def test_pages_come_into_place_after_what_they_name(tmp_path: Path) -> None:
    """A build that stops at its first page has left a folder that the next one takes for a wall's."""
    (tmp_path / "made").mkdir()
    output = Output(tmp_path / "site", tmp_path / "made")
    for file in ("a/index.html", "theme/wall.css", ".nojekyll", "index.html"):
        output.put(Asset(file, b"new"))
    (tmp_path / "made" / output.made["a/index.html"]).unlink()

    with pytest.raises(FileNotFoundError):
        output.move()
    assert [".nojekyll", "theme/wall.css"] == sorted(files_of(tmp_path / "site"))
