"""
The script that loads an open page again, in the served copy of a page only.

    browser ── GET /said/7/ ─────────────► the file, with the script and leave for it
            ── GET /_wall/changes?seen=v ► answered when there is something else than v

The script names itself to the page's policy by its hash, so that everything else is
refused as it will be on the published site.
"""

import re
from html import escape, unescape

from ..site.policy import integrity_of, widen

CHANGES = "/_wall/changes"

# A page in the background listens no longer: a browser has six connections to one server.
# A page in a frame is loaded again with the page around it.
_SCRIPT = """\
{
  const { seen } = document.currentScript.dataset;
  let changes;
  const listen = () => {
    changes?.close();
    if (document.hidden) return;
    changes = new EventSource(`/_wall/changes?seen=${seen}`);
    changes.onmessage = () => location.reload();
  };
  if (window === top) {
    document.addEventListener("visibilitychange", listen);
    listen();
  }
}
"""
INTEGRITY = integrity_of(_SCRIPT.encode())

_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')
_END = b"</body>"


def with_script(html: bytes, version: str) -> bytes:
    """Add the script to a page that shows this version, and leave for it to the page's policy."""
    html = _POLICY.sub(_with_leave, html)
    script = f'<script data-seen="{escape(version)}">{_SCRIPT}</script>\n'.encode()
    before, end, after = html.rpartition(_END)
    return before + script + end + after if end else html + script


def _with_leave(found: re.Match[bytes]) -> bytes:
    policy = widen(unescape(found[2].decode("utf-8", "replace")), "script-src", f"'{INTEGRITY}'")
    policy = widen(policy, "connect-src", "'self'")
    return found[1] + escape(policy).encode()
