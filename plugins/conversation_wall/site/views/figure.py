"""A figure on a page: what it says, and the name by which anybody can check it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from markupsafe import Markup, escape

from .parts import Sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """
    Words with a number that is computed from the published facts.

    In HTML it carries its name, so that `wall verify` finds it on whatever page, in
    whatever theme; elsewhere it is its words.
    """

    name: str
    text: str

    def __str__(self) -> str:
        """Give the words."""
        return self.text

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.text)

    def __html__(self) -> Markup:
        """Give the words with the name, as templates print them."""
        return Markup('<span data-figure="{}">{}</span>').format(self.name, escape(self.text))


def figures_in(view: object) -> Iterator[Figure]:
    """Give every figure in a view, however deep."""
    if isinstance(view, Figure):
        yield view
    elif isinstance(view, Sentence):
        if view.figure:
            yield Figure(view.figure, view.text)
    elif isinstance(view, tuple):
        for item in view:
            yield from figures_in(item)
    elif is_dataclass(view):
        for field in fields(view):
            yield from figures_in(getattr(view, field.name))
