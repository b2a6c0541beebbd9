"""The site has one sheet: the theme's layers, in the owner's colours, and the owner's own rules last."""

import re
from pathlib import Path

import pytest

from conversation_wall.errors import ConfigError
from conversation_wall.site.palette import make_palette, read_tokens
from conversation_wall.site.stylesheet import (
    MOST_BYTES,
    join_sheets,
    load_icon,
    load_style,
    read_sheet,
)

THEME = Path(__file__).resolve().parent.parent / "theme"


def a_style(folder: Path, text: str) -> Path:
    """Write a sheet of the owner's."""
    path = folder / "own.css"
    path.write_text(text, "utf-8")
    return path


def test_name_changes_with_what_is_in_it() -> None:
    """A browser may keep the sheet for ever: another one has another name."""
    plain, own = join_sheets(THEME), join_sheets(THEME, own=".button { color: red; }")

    assert plain == join_sheets(THEME)
    assert re.fullmatch(r"theme/wall\.[0-9a-f]{12}\.css", plain.path)
    assert plain.path != own.path


def test_own_sheet_comes_last_in_a_layer_of_its_own(tmp_path: Path) -> None:
    """The owner's rules win over the theme's, and their comments are not shipped."""
    style = load_style(a_style(tmp_path, "/* mine */\n.button { border-radius: 0; }\n"))

    text = join_sheets(THEME, own=style).content.decode()

    assert text.endswith("@layer owner {\n.button { border-radius: 0; }\n}\n")
    assert text.startswith(join_sheets(THEME).content.decode().strip())


def test_palette_is_in_the_sheet() -> None:
    """The tokens have the owner's colour; no other sheet has the theme's left over."""
    palette = make_palette("#6b21a8", read_tokens(read_sheet(THEME, "tokens")))
    text = join_sheets(THEME, palette).content.decode()

    assert "--voice: light-dark(#6b21a8, #c799ff);" in text
    assert "#0c4a5b" not in text
    assert "#96d3e1" not in text


@pytest.mark.parametrize(
    "rule",
    [
        '@import "other.css";',
        "@IMPORT url(other.css);",
        '@font-face { font-family: "Ours"; src: url(ours.woff2); }',
        ".a { background: url(https://elsewhere.example/a.png); }",
        ".a { background: url( '//elsewhere.example/a.png' ); }",
        '.a { background: image-set("https://elsewhere.example/a.png" 1x); }',
        ".a { background: url(data:image/png;base64,AA); }",
    ],
)
def test_what_the_policy_would_block_is_refused(tmp_path: Path, rule: str) -> None:
    """A rule that no browser would follow is told at build, with its line."""
    path = a_style(tmp_path, f"/* one\ntwo */\n.b {{ color: red; }}\n{rule}\n")

    with pytest.raises(ConfigError, match="no browser would follow") as raised:
        load_style(path)

    assert f"in {path}, line 4" in str(raised.value)


def test_own_sheet_may_show_pictures_of_the_site(tmp_path: Path) -> None:
    """Comments may say what they like, and a relative picture is one of the site's."""
    rule = ".a { background: url(../images/paper.png); mask: url('#cut'); }"

    assert rule in load_style(a_style(tmp_path, f"/* see https://example.com, @import */ {rule}"))


def test_unfit_sheet_is_told(tmp_path: Path) -> None:
    """A sheet that is missing, too large or no text has one sentence each."""
    with pytest.raises(ConfigError, match="WALL_STYLE names no file"):
        load_style(tmp_path / "none.css")
    with pytest.raises(ConfigError, match="is too large for visitors on phones: 50 kB"):
        load_style(a_style(tmp_path, " " * (MOST_BYTES + 1)))
    (tmp_path / "own.css").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load_style(tmp_path / "own.css")


def test_theme_without_its_files_is_told(tmp_path: Path) -> None:
    """A folder that is no theme of the wall is named, with what to set."""
    with pytest.raises(ConfigError, match='THEME = "conversation-wall"'):
        join_sheets(tmp_path)
    with pytest.raises(ConfigError, match="has no icon"):
        load_icon(tmp_path)
