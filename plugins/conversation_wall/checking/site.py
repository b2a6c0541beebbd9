"""Look at the built site: is it whole, does it fit, and does it ask nobody else for anything."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from .faults import Fault, Rule
from .findings import Area, Finding, Level, count_of, some
from .site_faults import address_of, faults_in_site, sizes_of
from .sizes import size_findings

# How many of a kind are told one by one.
_TOLD = 5

_MEND_LINK = (
    "A link of your own stands in content/: mend it there. Any other: build again, and if it "
    "stays, report it with this list."
)
_BUILD_AGAIN = "Run `wall build` again; look whether a template of your own names it."
# Of each rule: how bad it is, one of it, several of it, and what to do.
_RULES: dict[Rule, tuple[Level, str, str, str]] = {
    Rule.READABLE: (Level.ERROR, "file cannot be read", "files cannot be read", _BUILD_AGAIN),
    Rule.PLAIN_FILE: (
        Level.ERROR,
        "entry is a link to a file elsewhere, which GitHub Pages refuses",
        "entries are links to files elsewhere, which GitHub Pages refuses",
        "Put the file itself into content/, not a link to it.",
    ),
    Rule.LINK: (Level.ERROR, "link leads nowhere", "links lead nowhere", _MEND_LINK),
    Rule.LINK_INSIDE: (
        Level.WARNING,
        "link leaves the folder of the wall without naming a host",
        "links leave the folder of the wall without naming a host",
        "Write the whole address, like https://you.example/shop: a wall may move.",
    ),
    Rule.ANCHOR: (
        Level.WARNING,
        "link leads to a place on a page that is not there",
        "links lead to places on a page that are not there",
        _MEND_LINK,
    ),
    Rule.ID_ONCE: (
        Level.WARNING,
        "id stands on a page twice",
        "ids stand on a page twice",
        "Look for it in a template or page of your own, and give it another name.",
    ),
    Rule.LOAD: (
        Level.ERROR,
        "picture, sheet or script is missing",
        "pictures, sheets or scripts are missing",
        _BUILD_AGAIN,
    ),
    Rule.LOAD_FROM_HERE: (
        Level.ERROR,
        "thing is loaded from another host, which so learns who visits you",
        "things are loaded from other hosts, which so learn who visits you",
        "Copy the file into content/ or the theme, or link to it instead.",
    ),
    Rule.POLICY: (
        Level.WARNING,
        "page lacks the policy that keeps browsers from loading things from elsewhere",
        "pages lack the policy that keeps browsers from loading things from elsewhere",
        "Begin a template of your own with the theme's base.html (docs/theming.md).",
    ),
    Rule.ONE_ADDRESS: (
        Level.ERROR,
        "page says that it lies at another address than the rest",
        "pages say that they lie at another address than the rest",
        "Look at SITEURL and run `wall build` again.",
    ),
    Rule.FEED: (
        Level.ERROR,
        "feed or sitemap is damaged",
        "feeds or sitemaps are damaged",
        "Run `wall build` again.",
    ),
    Rule.FEED_ADDRESS: (
        Level.WARNING,
        "feed does not name its own address",
        "feeds do not name their own address",
        "Look at SITEURL and run `wall build` again.",
    ),
    Rule.SITEMAP: (
        Level.WARNING,
        "entry of the sitemap is no page of this site",
        "entries of the sitemap are no pages of this site",
        "Run `wall build` again.",
    ),
}


@dataclass(slots=True)
class _Some:
    """Faults of one rule: how many, and the first of them."""

    count: int = 0
    first: list[Fault] = field(default_factory=list)


def site_findings(
    output: Path, opened_at: Sequence[datetime], site_url: str, *, is_published: bool = False
) -> Iterator[Finding]:
    """
    Tell what is wrong with a built site, and how big it is.

    `opened_at` are the days of its conversations, by which the forecast is made; `site_url` is
    the address that the settings give, if any, and `is_published` whether they are those of the
    published site.
    """
    if not (output / "index.html").is_file():
        yield _no_front_page(output)
        return
    files = sizes_of(output)
    faults: dict[Rule, _Some] = defaultdict(_Some)
    for fault in faults_in_site(output, files):
        found = faults[fault.rule]
        found.count += 1
        if len(found.first) < _TOLD:
            found.first.append(fault)
    yield from (_finding(rule, faults[rule]) for rule in Rule if rule in faults)
    pages = sum(file.endswith(".html") for file in files)
    if not faults:
        what = f"{count_of(pages, 'page')}: links, pictures, feeds and sitemap hold together."
        yield Finding(Area.SITE, Level.OK, str(output), what)
    yield from _address_findings(address_of(output), site_url, output, is_published=is_published)
    yield from size_findings(files, opened_at, str(output))


def _no_front_page(output: Path) -> Finding:
    if output.is_dir() and any(not path.name.startswith(".") for path in output.iterdir()):
        return Finding(
            Area.SITE,
            Level.ERROR,
            str(output),
            "The site has no front page: there are files, but no index.html.",
            "Run `wall build` again. If this folder is no wall, name yours with --output.",
        )
    return Finding(
        Area.SITE, Level.NOTE, str(output), "There is no built site yet.", "Run `wall build`."
    )


def _finding(rule: Rule, faults: _Some) -> Finding:
    level, one, many, then = _RULES[rule]
    listed = some((f"{fault.detail} (in {fault.file})" for fault in faults.first), _TOLD)
    more = faults.count - len(faults.first)
    what = f"{count_of(faults.count, one, many)}: {listed}{f' and {more} more' if more else ''}."
    return Finding(Area.SITE, level, faults.first[0].file, what, then)


def _address_findings(
    built_for: str, site_url: str, output: Path, *, is_published: bool
) -> Iterator[Finding]:
    wanted = f"{site_url.rstrip('/')}/" if site_url else ""
    if not built_for:
        yield Finding(
            Area.SITE,
            Level.WARNING if is_published else Level.NOTE,
            str(output),
            "The site was built without an address (SITEURL is empty), so it has no sitemap, and "
            "its feeds name no whole addresses.",
            "That is right for a look at it. To publish it, build with publishconf.py.",
        )
    elif wanted and wanted != built_for:
        yield Finding(
            Area.SITE,
            Level.WARNING,
            str(output),
            f"The site was built for {built_for}, but SITEURL is {wanted}.",
            "Build again with these settings.",
        )
