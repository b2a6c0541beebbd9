"""The page that stands in the place of every other until a mistake is mended."""

from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from ..site.policy import POLICY, integrity_of, widen


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, in the words of the terminal, and more for those who write code."""

    title: str
    message: str
    details: str = ""


# The theme may be what is broken, so this page has a sheet of its own, in the wall's colours.
_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #14191c; --line: #b8690f; --box: #fff7ea }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0f1416; --ink: #ecf1f2; --line: #b8822f; --box: #211a10 }
}
body {
  max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem; background: var(--paper);
  color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif
}
h1 {
  font: 600 2rem/1.2 "Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, serif
}
pre {
  overflow-x: auto; padding: 1rem 1.25rem; font: 0.9375rem/1.5 ui-monospace, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere
}
.message { border: 1px dashed var(--line); border-radius: 0.5rem; background: var(--box) }
:focus-visible { outline: 3px solid; outline-offset: 3px }
"""
_INTEGRITY = integrity_of(_STYLE.encode())
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="{{ policy }}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{{ fault.title }}</title>
  <style>{{ style }}</style>
</head>
<body>
  <main>
    <h1>{{ fault.title }}</h1>
    <pre class="message">{{ fault.message }}</pre>
    <p>This page goes away by itself when the mistake is mended and saved.</p>
    {% if fault.details %}
    <details><summary>Where it happened</summary><pre tabindex="0">{{ fault.details }}</pre></details>
    {% endif %}
  </main>
</body>
</html>
"""


def fault_page(fault: Fault) -> bytes:
    """Write the page."""
    environment = Environment(autoescape=True, lstrip_blocks=True, trim_blocks=True)
    policy = widen(POLICY, "style-src", f"'{_INTEGRITY}'")
    page = environment.from_string(_PAGE)
    return page.render(fault=fault, policy=policy, style=Markup(_STYLE)).encode()
