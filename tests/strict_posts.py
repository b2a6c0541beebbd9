"""What may stand in a post's HTML, and a strict reader that lists whatever else does."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from conversation_wall.site.text import name_set

VOID = {"br", "hr", "img"}

# Everything that may stand in a post, with its attributes; `class` is looked at apart.
ELEMENTS = name_set(
    "a abbr b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption "
    "figure h4 h5 h6 hr i img ins kbd li mark ol p path pre q rp rt ruby s samp small span strong "
    "sub summary sup svg table tbody td tfoot th thead tr ul var"
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"aria-label", "href", "id", "rel", "title"},
    "abbr": {"title"},
    "code": {"title"},
    "details": {"open"},
    "dfn": {"title"},
    "div": {"aria-label", "role", "tabindex"},
    "img": {"alt", "height", "loading", "src", "width"},
    "li": {"id", "title"},
    "ol": {"start"},
    "path": {"d", "fill"},
    "span": {"aria-label", "role"},
    "svg": {"aria-hidden", "viewbox"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSES = re.compile(
    r"alert alert--(note|tip|important|warning|caution)|alert__title|align-(left|center|right)"
    r"|code__(comment|deleted|inserted|keyword|name|number|string)|drawing"
    r"|footnote|footnote-back|footnotes|image-link|language-[a-z0-9+#-]{1,30}|link-host|math"
    r"|mention|plain|quoted|suggestion|swatch|table|task|thread-link"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}|(rgb|hsl)\([0-9%, ]{5,20}\)")


class Reader(HTMLParser):
    """Read HTML strictly: collect whatever a post must not hold."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        if self.open:
            self.faults.append(f"left open: {self.open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check an element and its attributes."""
        if tag not in ELEMENTS:
            self.faults.append(f"element {tag}")
            return
        for name, value in attrs:
            if name == "class":
                if not CLASSES.fullmatch(value or ""):
                    self.faults.append(f"class {value}")
            elif name != "dir" and name not in ATTRIBUTES.get(tag, ()):
                self.faults.append(f"attribute {tag} {name}")
            elif name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.check_address(value or "")
            elif name == "fill" and not COLOUR.fullmatch(value or ""):
                self.faults.append(f"colour {value}")
            elif name == "src":
                self.faults.append(f"source {value}")
        if tag == "a" and "a" in self.open:
            self.faults.append("nested link")
        if tag not in VOID:
            self.open.append(tag)

    def check_address(self, url: str) -> None:
        """Check where a link leads."""
        if url.startswith("#"):
            self.anchors.append(url[1:])
        elif urlsplit(url).scheme not in ("http", "https", "mailto"):
            self.faults.append(f"address {url}")

    def handle_endtag(self, tag: str) -> None:
        """Check that elements end in order."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closes {tag}")

    def handle_comment(self, data: str) -> None:
        """Find a comment."""
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        """Find a declaration."""
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        """Find a processing instruction."""
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        """Find a CDATA section."""
        self.handle_comment(data)


def faults_of(html: str) -> list[str]:
    """List what is wrong with a post's HTML."""
    reader = Reader(html)
    faults = list(reader.faults)
    if len(set(reader.ids)) != len(reader.ids):
        faults.append(f"ids twice: {reader.ids}")
    if strays := set(reader.anchors) - set(reader.ids):
        faults.append(f"links to nothing: {strays}")
    if not all(name.startswith("c-1-") for name in reader.ids):
        faults.append(f"foreign ids: {reader.ids}")
    if re.search("[\ufdd0-\ufdef]", html):
        faults.append("marker left")
    return faults
