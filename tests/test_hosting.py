"""docs/hosting.md is true: its examples are read, run and served, and its policy is the wall's."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from builders import a_post, a_thread
from conversation_wall.preview.server import PreviewServer, Shown
from conversation_wall.site.policy import POLICY, allow_frames, widen
from github_emulator import Emulator
from serving import Fetched, fetch, served
from sites import ROOT, a_wall, build, copy_checkout

DOCUMENT = (ROOT / "docs" / "hosting.md").read_text("utf-8")
SAMPLE = ROOT / "scripts" / "sample" / "threads.ndjson"
TOOLS = Path(sys.executable).parent
TYPES = Path("/etc/nginx/mime.types")
NGINX = """\
pid nginx.pid;
error_log stderr warn;
events {{}}
http {{
    include {types};
    access_log off;
    client_body_temp_path temp;
    proxy_temp_path temp;
    fastcgi_temp_path temp;
    uwsgi_temp_path temp;
    scgi_temp_path temp;
    {site}
}}
"""


def example(head: str, language: str) -> str:
    """Give the one example in a language below a heading."""
    section = re.split(r"^##", DOCUMENT.split(f"# {head}", 1)[1], maxsplit=1, flags=re.M)[0]
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", section, re.M | re.S)
    return str(found)


OWN_NGINX = "A server of your own, with nginx"


# The policy, and the other headers


def policy_for(framers: str) -> dict[str, set[str]]:
    """Give what a host must say: the wall's policy, as wide as its widest page, and who frames it."""
    policy = widen(allow_frames(POLICY), "style-src", "'unsafe-inline'")
    policy = widen(policy, "script-src", "'self'")
    return directives(f"{policy}; frame-ancestors {framers}")


def directives(policy: str) -> dict[str, set[str]]:
    """Take a policy apart."""
    return {name: set(sources) for name, *sources in map(str.split, policy.split(";"))}


def netlify_headers(path: str) -> dict[str, str]:
    """Give what Netlify sends: of two values that fit, the later one."""
    rules = tomllib.loads(example("Netlify", "toml"))["headers"]
    fit = [rule["values"] for rule in rules if path.startswith(rule["for"].rstrip("*"))]
    return {name: value for values in fit for name, value in values.items()}


def cloudflare_headers(path: str) -> dict[str, str]:
    """Give what Cloudflare sends: all values that fit, without those taken away before."""
    sent: dict[str, str] = {}
    fits = False
    for line in example("Cloudflare Pages", "text").splitlines():
        name, _, value = line.strip().partition(": ")
        if line.startswith("/"):
            fits = path.startswith(line.rstrip("*"))
        elif fits and name.startswith("! "):
            sent.pop(name.removeprefix("! "), None)
        elif fits and name:
            sent[name] = f"{sent[name]}, {value}" if name in sent else value
    return sent


@pytest.mark.parametrize("headers", [netlify_headers, cloudflare_headers])
def test_headers_are_those_of_the_policy(headers: Any) -> None:
    """Each path has one policy, the wall's own; pages of `/embed/` may be framed by everybody."""
    page, widget, sheet = map(headers, ("/said/7/", "/embed/", "/theme/wall.0123456789ab.css"))

    assert policy_for("'none'") == directives(page["Content-Security-Policy"])
    assert policy_for("*") == directives(widget["Content-Security-Policy"])
    assert "public, max-age=31536000, immutable" == sheet["Cache-Control"]
    assert {"nosniff"} == {one["X-Content-Type-Options"] for one in (page, widget, sheet)}
    assert page.keys() == widget.keys() == sheet.keys()


def test_hosts_are_told_the_same() -> None:
    """What Netlify sends, Cloudflare sends, too."""
    for path in ("/", "/embed/dark/", "/theme/icon.0123456789ab.svg"):
        assert netlify_headers(path) == cloudflare_headers(path)


def test_cloudflare_finds_its_file_in_the_site(tmp_path: Path) -> None:
    """The settings put `_headers` at the top of what is published."""
    settings: dict[str, object] = {}
    exec(example("Cloudflare Pages", "python"), settings)
    named = {name: value for name, value in settings.items() if name.isupper()}
    folder = a_wall(tmp_path, [a_thread(number=1)], **named)
    (folder / "content" / "extra").mkdir()
    (folder / "content" / "extra" / "_headers").write_text(example("Cloudflare Pages", "text"))

    output = build(folder)

    assert example("Cloudflare Pages", "text") == (output / "_headers").read_text("utf-8")


# Files that machines read


def test_gitlab_takes_the_file(tmp_path: Path) -> None:
    """It follows GitLab's schema, and publishes the folder that it builds."""
    (tmp_path / ".gitlab-ci.yml").write_text(example("GitLab Pages", "yaml"), "utf-8")

    assert "" == faults_by_schema("gitlab-ci", tmp_path / ".gitlab-ci.yml")
    assert {"paths": ["public"]} == yaml.safe_load(example("GitLab Pages", "yaml"))["pages"][
        "artifacts"
    ]


def test_doorbell_is_clean(tmp_path: Path) -> None:
    """GitHub takes it, and the strictest reader of workflows finds nothing."""
    file = tmp_path / ".github" / "workflows" / "doorbell.yml"
    file.parent.mkdir(parents=True)
    file.write_text(example("The doorbell", "yaml"), "utf-8")

    assert "" == faults_by_schema("github-workflows", file)
    assert [] == json.loads(
        run(TOOLS / "zizmor", "--offline", "--persona", "pedantic", "--no-exit-codes",
            "--format", "json", file).stdout
    )  # fmt: skip


def faults_by_schema(name: str, file: Path) -> str:
    """Say what a schema has against a file."""
    ended = run(TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{name}", file)
    return "" if ended.returncode == 0 else ended.stdout + ended.stderr


def run(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    return subprocess.run(
        [*map(str, command)], capture_output=True, encoding="utf-8", check=False, **options
    )


# What runs again and again


def gitlab_steps() -> str:
    """Give what GitLab runs, after it has installed."""
    job = yaml.safe_load(example("GitLab Pages", "yaml"))["pages"]
    return "set -e\n" + "\n".join([*job["before_script"], *job["script"]])


def netlify_steps() -> str:
    """Give what Netlify runs."""
    return str(tomllib.loads(example("Netlify", "toml"))["build"]["command"])


def cloudflare_steps() -> str:
    """Give what Cloudflare runs."""
    return example("Cloudflare Pages", "sh")


def own_steps() -> str:
    """Give what cron runs."""
    return example(OWN_NGINX, "sh")


@pytest.mark.parametrize(
    ("steps", "output", "arguments"),
    [
        (gitlab_steps, "public", ()),
        (netlify_steps, "output", ()),
        (cloudflare_steps, "output", ()),
        (own_steps, "www", ("--full",)),
    ],
)
def test_steps_read_and_build(
    tmp_path: Path, steps: Any, output: str, arguments: tuple[str, ...]
) -> None:
    """What a host runs reads GitHub and builds the wall for its address; a failed read publishes nothing."""
    folder = a_checkout(tmp_path)
    text = steps().replace("/srv/wall", str(folder)).replace("/var/www/wall", "www")
    (folder / "steps.sh").write_text(text, "utf-8")
    with Emulator(now="2026-11-23T09:40:00Z") as github, served(tmp_path / "empty") as site:
        github.load(SAMPLE, owner="hollin-lane", name="wall")
        address = f"GITHUB_TOKEN=token\nWALL_GITHUB_URL={github.url}\n"
        failed = run_steps(folder, "", site, arguments)
        published = (folder / output).exists()
        ended = run_steps(folder, address, site, arguments)

    assert failed.returncode != 0
    assert not published
    assert (0, "") == (ended.returncode, ended.stderr if ended.returncode else "")
    assert f"{site}/" in (folder / output / "404.html").read_text("utf-8")


def a_checkout(folder: Path) -> Path:
    """Copy the checkout; its Python installs nothing."""
    copy_checkout(folder / "wall")
    python = folder / "wall" / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\n[ "$2" = pip ] || exec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    (folder / "wall" / "scripts").symlink_to(ROOT / "scripts")
    return folder / "wall"


def run_steps(
    folder: Path, secrets: str, address: str, arguments: tuple[str, ...]
) -> subprocess.CompletedProcess[str]:
    """Run the steps as a host does, with the token and the address of the site."""
    (folder / ".env").write_text(f"{secrets}WALL_SITEURL={address}\n", "utf-8")
    given = dict(line.split("=", 1) for line in secrets.splitlines())
    environment = {
        "PATH": f"{folder / '.venv' / 'bin'}:{os.environ['PATH']}",
        "HOME": str(folder),
        "NO_PROXY": "*",
        "URL": address,
        "WALL_SITEURL": address,
        "FULL": "",
        **given,
    }
    return run("sh", "steps.sh", *arguments, cwd=folder, env=environment)


# nginx


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a wall with the document's own nginx file, and give its address."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None or not TYPES.is_file():
        pytest.skip("no nginx here (the name of Debian's package: nginx-light)")
    folder = tmp_path_factory.mktemp("nginx")
    threads = [a_thread(number=1), a_thread(number=2, comments=[a_post("Yes.", by="ada", day=2)])]
    site = build(a_wall(folder, threads, WALL_SCRIPTS=["days", "copy", "scheme"]))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = example(OWN_NGINX, "nginx")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
        "/var/www/wall", str(site)
    )
    (folder / "nginx.conf").write_text(NGINX.format(types=TYPES, site=text), "utf-8")
    # As root its workers would be somebody else, who may not read this folder.
    user = "user root; " if os.geteuid() == 0 else ""
    place = ("-p", str(folder), "-c", str(folder / "nginx.conf"))
    command = (program, *place, "-g", f"{user}daemon off;")
    tested = run(*command, "-t")
    assert tested.returncode == 0, tested.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


def test_nginx_sends_pages_and_headers(nginx: str) -> None:
    """It sends what GitHub Pages sends, and the headers that Pages cannot, with each status."""
    page, widget, missing, folded, hidden = (
        fetch(nginx + path) for path in ("/", "/embed/", "/no/such/", "/embed", "/.nojekyll")
    )
    sheet = re.search(r'href="(theme/wall\.\w+\.css)"', page.body)
    assert sheet
    kept = fetch(f"{nginx}/{sheet[1]}").headers

    assert [200, 200, 404, 301, 404] == [
        answer.status for answer in (page, widget, missing, folded, hidden)
    ]
    assert "Page not found" in missing.body
    assert "text/html; charset=utf-8" == page.headers["Content-Type"]
    assert policy_for("'none'") == policy_of(page) == policy_of(missing)
    assert policy_for("*") == policy_of(widget)
    assert {"nosniff"} == {one["X-Content-Type-Options"] for one in (page.headers, kept)}
    assert ("no-referrer", "public, max-age=600") == (
        page.headers["Referrer-Policy"],
        page.headers["Cache-Control"],
    )
    assert "public, max-age=31536000, immutable" == kept["Cache-Control"]


def policy_of(page: Fetched) -> dict[str, set[str]]:
    """Give the policy among the headers."""
    return directives(page.headers["Content-Security-Policy"])


def test_browser_has_no_complaints(nginx: str, chromium: Browser) -> None:
    """Header and page together allow all that a page has: scripts, frames, pictures with a sheet."""
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    for path in ("/", "/said/1/", "/embed-code/"):
        page.goto(nginx + path, wait_until="networkidle")
    scripts = page.goto(f"{nginx}/embed-code/") and page.locator("button").count()
    page.close()

    assert [] == complaints
    assert scripts


def test_only_the_widget_goes_into_other_pages(
    nginx: str, chromium: Browser, tmp_path: Path
) -> None:
    """A page elsewhere may frame `/embed/`, and nothing else."""
    frames = "".join(f'<iframe src="{nginx}{path}"></iframe>' for path in ("/embed/", "/"))
    (tmp_path / "index.html").write_text(frames, "utf-8")
    page = chromium.new_page()

    with PreviewServer(Shown(tmp_path)) as server:
        server.start()
        page.goto(f"{server.origin}/", wait_until="load")
        shown = [frame.locator("body").inner_text() for frame in page.frames[1:]]
    page.close()

    assert "See the whole wall" in shown[0]
    assert "Hollin Lane" not in shown[1]
