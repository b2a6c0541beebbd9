"""
What a browser may load for a page: its Content Security Policy, made in this one place.

It stands in a `meta` element, since a static host sends no headers of ours. Nothing comes
from elsewhere, nothing is sent anywhere, and no script runs but those that are named.
"""

import base64
import hashlib
from collections.abc import Iterable

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


def integrity_of(content: bytes) -> str:
    """Name a script or a sheet by the hash of what is in it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def allow_frames(policy: str) -> str:
    """Let a page show other pages of this site in frames."""
    return f"{policy}; frame-src 'self'"


def allow_scripts(policy: str, integrities: Iterable[str]) -> str:
    """
    Let these scripts run, each named by the hash of what is in it.

    A `meta` element cannot name a file by a relative address. A hash names it wherever the
    site lies, as long as the `script` element has the same in `integrity` (CSP 3, 6.7.2.4).
    """
    sources = " ".join(f"'{integrity}'" for integrity in integrities)
    return f"{policy}; script-src {sources}" if sources else policy


def widen(policy: str, directive: str, source: str) -> str:
    """
    Let one more source in, under a policy that a page has already.

    What the directive does not say, `default-src` says; without either nothing is refused.
    """
    parts = [part.split() for part in policy.split(";") if part.strip()]
    said = {name: sources for name, *sources in parts}
    sources = said.get(directive, said.get("default-src"))
    if sources is None or source in sources:
        return policy
    said[directive] = [*(one for one in sources if one != "'none'"), source]
    return "; ".join(" ".join([name, *sources]) for name, sources in said.items())
