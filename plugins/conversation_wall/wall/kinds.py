"""
What a thread is and what it is about, by its category and labels.

The words that `WALL_KINDS` and the other rules know a thread by are its *signs*:
`category:ideas` and `label:bug`, in lower case.
"""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b

from ..config import Config
from ..records import LabelRecord, ThreadRecord
from .forms import TOLD, kind_in
from .model import Kind, Role, Topic

# GitHub's category for everything that has no better place, and what the team brought in.
_NO_TOPICS = {"category:general", f"category:{TOLD.category}", f"label:{TOLD.label}"}

# No folder can be called so on Windows.
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)

_SLUG_LIMIT = 60
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_HASHED = re.compile(r"-[0-9a-f]{8}$")


def kind_of(record: ThreadRecord, opener: Role, config: Config) -> Kind:
    """
    Decide the kind: by category, else by the first label that a rule names, else by a form.

    Where nothing tells, it is the default. What the business or a program opened is an announcement. What a customer opened is
    none, whatever its category. `opener` is whose words the opening post is.
    """
    if opener is not Role.CUSTOMER:
        return Kind.ANNOUNCEMENT
    for sign in signs_of(record):
        if sign in config.kinds:
            kind = Kind(config.kinds[sign])
            if kind is not Kind.ANNOUNCEMENT:
                return kind
            break
    return kind_in(record.opening.body) or Kind(config.default_kind)


def topics_of(record: ThreadRecord, config: Config) -> tuple[Topic, ...]:
    """Give the labels, then the category, that no rule of the settings names."""
    known = {
        *_NO_TOPICS,
        *config.kinds,
        *config.statuses,
        *config.only,
        *config.except_,
        approving_sign(config),
    }
    names = [label.name for label in record.labels if label_sign(label) not in known]
    category = record.category
    if category and known.isdisjoint(_category_signs(record)):
        names.append(category.name)
    topics: dict[str, Topic] = {}
    for name in names:
        slug = slug_of(name)
        topics.setdefault(slug, Topic(name=name, slug=slug))
    return tuple(topics.values())


def signs_of(record: ThreadRecord) -> tuple[str, ...]:
    """Give what rules know the thread by: its category by slug and by name, then its labels."""
    return (*_category_signs(record), *map(label_sign, record.labels))


def approving_sign(config: Config) -> str:
    """Give what rules know the approving label by."""
    return f"label:{_folded(config.approved_label)}"


def is_approved(record: ThreadRecord, config: Config) -> bool:
    """Tell whether a thread has the approving label."""
    return approving_sign(config) in signs_of(record)


def label_sign(label: LabelRecord) -> str:
    """Give what rules know a label by."""
    return name_sign(label.name)


def name_sign(name: str) -> str:
    """Give what rules know a label by of which only the name is left."""
    return f"label:{_folded(name)}"


def slug_of(name: str) -> str:
    """
    Make a topic's name fit for an address: `[a-z0-9-]`, at most 60 characters.

    Names that differ in case, spaces and hyphens only are one topic. Where anything else
    is lost, or no folder could be called so, a hash of the name follows: so no two topics
    meet, whatever else the wall holds.
    """
    folded = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    slug = _NO_SLUG.sub("-", plain).strip("-")
    is_whole = re.sub(r"[ -]+", "-", folded).strip("-") == slug
    is_free = slug not in RESERVED and not _HASHED.search(slug)
    if slug and is_whole and len(slug) <= _SLUG_LIMIT and is_free:
        return slug
    digest = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    start = slug[: _SLUG_LIMIT - 9].strip("-")
    return f"{start}-{digest}" if start else digest


def _category_signs(record: ThreadRecord) -> Iterator[str]:
    if record.category:
        yield f"category:{_folded(record.category.slug)}"
        yield f"category:{_folded(record.category.name)}"


def _folded(name: str) -> str:
    return name.strip().casefold()
