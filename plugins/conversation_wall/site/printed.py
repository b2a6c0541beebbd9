"""The figures that a page prints, read from its HTML."""

from html.parser import HTMLParser


def figures_on(page: bytes) -> list[tuple[str, str]]:
    """Give the name and the words of each figure, in their order."""
    reader = _Reader()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    return [(name, plain(text)) for name, text in reader.found]


class _Reader(HTMLParser):
    """Reads the figures of a page: what stands in elements that name one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._name = ""
        self._text: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._name:
            self._depth += tag == "span"
            return
        name = dict(attrs).get("data-figure")
        if name and tag == "span":
            self._name, self._text, self._depth = name, [], 0

    def handle_endtag(self, tag: str) -> None:
        if not self._name or tag != "span":
            return
        if self._depth:
            self._depth -= 1
        else:
            self.found.append((self._name, "".join(self._text)))
            self._name = ""

    def handle_data(self, data: str) -> None:
        if self._name:
            self._text.append(data)


def plain(text: str) -> str:
    """Give words with single spaces between."""
    return " ".join(text.split())
