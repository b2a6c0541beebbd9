"""
Makes all parts of a site and prints them: views into templates, and these into files.

Parts are shared among processes. A process gives back only which files there are, and which
pages search engines may show.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jinja2 import Template
from pelican import signals
from pelican.writers import FileOverwriteFailedError, Writer

from ..site.assets import Asset
from ..site.framing import Page, Part
from ..site.pages import Site
from ..site.sharing import share
from .output import Output

Shown = list[tuple[str, datetime | None]]


@dataclass(slots=True)
class Press:
    """What is needed to print: a site, its templates and Pelican's context, and where it goes."""

    site: Site
    find_template: Callable[[str], Template]
    context: Mapping[str, object]
    writer: Writer
    output: Output
    jobs: int
    parts: Sequence[Part] = field(default_factory=list)

    def run(self) -> None:
        """Print all pages and files."""
        # What takes longest comes first, so that no process waits for another at the end.
        self.parts = [*self.site.file_parts(), *self.site.page_parts()]
        found: Shown = []
        for output, shown in share(len(self.parts), self._make, self.site.reopen, self._jobs()):
            self.output.add(output)
            found += shown
        for asset in self.site.last_files(sorted(found)):
            self.output.put(asset)
        self._refuse_pages_of_two()

    def _jobs(self) -> int:
        # A plugin that is told of every page may remember it: in one process, then.
        return 1 if signals.content_written.receivers else self.jobs

    def _make(self, number: int) -> tuple[Output, Shown]:
        output, shown = self.output.of_part(str(number)), Shown()
        for thing in self.parts[number]():
            if isinstance(thing, Asset):
                output.put(thing)
            else:
                page = self.site.finished(thing)
                self._print(page, output)
                if page.view.is_indexed:
                    shown.append((page.file, page.changed_at))
        return output, shown

    def _print(self, page: Page, output: Output) -> None:
        template = self.find_template(page.template)
        if signals.content_written.receivers:
            # Others may change the file that Pelican tells them of.
            self.writer.write_file(  # type: ignore[no-untyped-call]
                page.file, template, self.context, url=page.file, view=page.view
            )
            return
        html = template.render(self.context, output_file=page.file, view=page.view)
        output.put(Asset(page.file, html.encode()))

    def _refuse_pages_of_two(self) -> None:
        """Stop where a page of the owner's own would have the address of one of the wall's."""
        for path in map(str, self._own()):
            raise FileOverwriteFailedError(
                f'Failed to overwrite "{path}" as Pelican has already written to it previously'
            )

    def _own(self) -> Iterator[str]:
        folder = os.path.join(self.writer.output_path, "")  # noqa: PTH118 - Pelican's are texts
        for path in sorted(self.writer._written_files):
            if str(path).removeprefix(folder).replace(os.sep, "/") in self.output.made:
                yield str(path)
