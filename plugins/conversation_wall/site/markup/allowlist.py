"""
The allowlist: every element and attribute of a stranger's that may stand in a page.

nh3 applies it once, on one path: nothing it dropped comes back. Markers may pass; every
other class and id is dropped. The titles that pass are taken up by `furniture` and `links`,
or are a stranger's own words.
"""

import nh3

from ..text import name_set
from .marks import ALERTS, MARK

_ALIGNMENTS = {"center", "left", "right"}
_DIRECTIONS = {"auto", "ltr", "rtl"}
_SPANS = {str(number) for number in range(1, 51)}

CLEANER = nh3.Cleaner(
    tags=name_set(
        "a abbr b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption "
        "figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span "
        "strike strong sub summary sup table tbody td tfoot th thead tr tt ul var"
    ),
    attributes={
        "*": set(),  # else nh3 allows `lang` and `title` everywhere
        "a": {"href", "title"},
        "abbr": {"title"},
        "code": {"title"},
        "details": {"open"},
        "dfn": {"title"},
        "img": {"alt", "src", "title"},
        "li": {"title"},
        "ol": {"start"},
    },
    tag_attribute_values={
        **{name: {"dir": _DIRECTIONS} for name in ("bdi", "blockquote", "li", "ol", "ul")},
        "code": {"class": {MARK + "math"}},
        "div": {"class": {MARK + name for name in (*ALERTS, "footnotes")}, "dir": _DIRECTIONS},
        "p": {"class": {MARK + "title"}, "dir": _DIRECTIONS},
        "span": {"class": {MARK + "done", MARK + "open"}, "dir": _DIRECTIONS},
        "td": {"align": _ALIGNMENTS, "colspan": _SPANS, "rowspan": _SPANS, "dir": _DIRECTIONS},
        "th": {"align": _ALIGNMENTS, "colspan": _SPANS, "rowspan": _SPANS, "dir": _DIRECTIONS},
    },
    link_rel=None,  # `furnish` writes every link anew
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
)
