"""
How big a site is against what GitHub Pages takes, and when it will be full.

GitHub's limits for Pages (docs.github.com, "GitHub Pages limits"): a site is at most 1 GB, and
a deployment ends after 10 minutes. 100 MB is the most that git on GitHub takes for one file.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from .findings import Area, Finding, Level, count_of

MB = 1_000_000
LARGEST_SITE = 1_000 * MB
LARGEST_FILE = 100 * MB
# From here on it is worth knowing that a deployment has ten minutes.
MANY_FILES = 50_000
LARGE_SITE = LARGEST_SITE // 2
SOON_IN_MONTHS = 12

_MONTH = timedelta(days=365.25 / 12)
_YEAR = timedelta(days=365)
_BIGGEST = 3


def months_left(size: int, opened_at: Sequence[datetime]) -> float | None:
    """
    Say in how many months a site of this size is full, at the pace of its conversations.

    The pace is that of the last year, or of the whole time where it is shorter (but no less
    than a month). None where nothing tells.
    """
    if not opened_at:
        return None
    newest = max(opened_at)
    recent = [moment for moment in opened_at if moment > newest - _YEAR]
    span = _YEAR if len(recent) < len(opened_at) else newest - min(opened_at)
    a_month = len(recent) / (max(span, _MONTH) / _MONTH)
    return max(LARGEST_SITE - size, 0) / (size / len(opened_at) * a_month)


def size_findings(
    files: Mapping[str, int], opened_at: Sequence[datetime], where: str
) -> Iterator[Finding]:
    """Tell how big the site is, which files are too large, and when it will be full."""
    size = sum(files.values())
    for file, bytes_ in files.items():
        if bytes_ > LARGEST_FILE:
            yield Finding(
                Area.SITE,
                Level.WARNING,
                file,
                f"This file has {megabytes(bytes_)}; GitHub takes at most 100 MB for one file.",
                "Make it smaller, or put it on another host and link to it.",
            )
    biggest = sorted(files, key=lambda file: (-files[file], file))[:_BIGGEST]
    named = ", ".join(f"{file} ({megabytes(files[file])})" for file in biggest)
    total = f"{megabytes(size)} in {count_of(len(files), 'file')}; the biggest: {named}."
    months = months_left(size, opened_at)
    pace = f" At this pace it is full in {_months(months)}." if months is not None else ""
    if size > LARGEST_SITE:
        yield Finding(
            Area.SITE,
            Level.ERROR,
            where,
            f"The site is too large for GitHub Pages, which takes 1 GB: {total}",
            "Leave older or other categories out (WALL_ONLY, WALL_EXCEPT), or publish it on "
            "another host.",
        )
    elif size > LARGE_SITE or (months is not None and months < SOON_IN_MONTHS):
        yield Finding(
            Area.SITE,
            Level.WARNING,
            where,
            f"The site comes near to the 1 GB that GitHub Pages takes: {total}{pace}",
            "Think of another host in time, or leave categories out with WALL_EXCEPT.",
        )
    else:
        yield Finding(Area.SITE, Level.OK, where, f"{total}{pace} GitHub Pages takes 1 GB.")
    if len(files) > MANY_FILES or size > LARGE_SITE:
        yield Finding(
            Area.SITE,
            Level.NOTE,
            where,
            f"GitHub ends a deployment after 10 minutes, and this one has {len(files):,} files.",
            "If deployments end unfinished, publish on another host.",
        )


def megabytes(size: int) -> str:
    """Write a size as people read it."""
    return f"{size / MB:,.1f} MB" if size >= MB / 10 else f"{max(size // 1000, 1)} kB"


def _months(months: float) -> str:
    years = round(months / 12)
    if months < 2 * SOON_IN_MONTHS:
        return f"about {count_of(max(round(months), 1), 'month')}"
    return f"about {years} years" if years <= 100 else "more than 100 years"  # noqa: PLR2004
