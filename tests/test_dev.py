"""The two commands of the README: how `scripts/dev.py` is asked, and how it says no."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import dev


def test_demo_serves_on_a_free_port_unless_told_otherwise() -> None:
    """`demo` needs no options."""
    options = dev.parse_arguments(["demo"])

    assert (dev.run_demo, False, 0) == (options.job, options.no_serve, options.port)


def test_demo_can_stop_after_the_build() -> None:
    """`--no-serve` and `--port` are for scripts."""
    options = dev.parse_arguments(["demo", "--no-serve", "--port", "8123"])

    assert (True, 8123) == (options.no_serve, options.port)


def test_arguments_after_two_dashes_are_pytests() -> None:
    """What stands after `--` is handed on as it is, options and all."""
    options = dev.parse_arguments(["test", "--", "-k", "answer", "--", "-x"])

    assert (dev.run_tests, ["-k", "answer", "--", "-x"]) == (options.job, options.pytest)


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["demo", "--port", "x"], ["demo", "--", "-x"]]
)
def test_nonsense_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown job or option ends with a usage line and exit code 2."""
    with pytest.raises(SystemExit) as ended:
        dev.parse_arguments(arguments)

    assert 2 == ended.value.code
    assert "usage: dev.py" in capsys.readouterr().err


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 99)])
def test_old_python_is_told_so(
    version: tuple[int, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A Python older than 3.11 ends with exit code 1 and says which one is needed."""
    code = dev.main(["demo", "--no-serve"], python=version)

    error = capsys.readouterr().err
    assert 1 == code
    assert ".".join(map(str, version)) in error
    assert "3.11 or newer" in error
    assert "Traceback" not in error


def test_python_3_11_will_do() -> None:
    """The oldest Python that is promised is accepted."""
    dev.check_python((3, 11, 0))


def test_missing_ensurepip_names_the_package_to_install() -> None:
    """Debian's Python cannot make an environment before python3-venv is installed."""
    with pytest.raises(dev.JobError, match="apt install python3-venv"):
        dev.make_venv(needed="no_such_module")


def test_failing_step_is_named() -> None:
    """A job ends at the first step that fails, and says which one that was."""
    with pytest.raises(dev.JobError, match="'Syncing' failed with exit code 3"):
        dev.step("Syncing", (sys.executable, "-c", "raise SystemExit(3)"))


def test_emulator_that_does_not_start_is_quoted(tmp_path: Path) -> None:
    """The last words of an emulator that died are in the message."""
    log = tmp_path / "emulator.log"
    log.write_text("the schema is missing\n", "utf-8")
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"]) as process:
        process.wait()

        with pytest.raises(dev.JobError, match="the schema is missing"):
            dev.address_of(process, log)


def test_port_in_use_is_told(tmp_path: Path) -> None:
    """A port that another program holds is a message, not a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(dev.JobError, match=f"Cannot serve on port {port}"):
            dev.serve(tmp_path, port)


def test_installation_is_done_once() -> None:
    """The stamp of an installation changes with what it was made from, and only then."""
    assert dev.fingerprint("demo") == dev.fingerprint("demo")
    assert dev.fingerprint("demo") != dev.fingerprint("test")


@pytest.mark.parametrize("script", ["dev.py", "wall.py"])
def test_scripts_run_in_a_path_with_spaces(script: str, checkout: Path) -> None:
    """A checkout may lie in a folder with spaces in its name."""
    command = (sys.executable, str(checkout / "scripts" / script), "--help")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(
        command,
        cwd=checkout.parent,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (0, "") == (ended.returncode, ended.stderr)
    assert "usage" in ended.stdout.lower()


def test_browser_shows_a_page(chromium: Browser) -> None:
    """The browser of the browser tests starts here and renders."""
    page = chromium.new_page()
    page.set_content("<title>A wall</title><p>Too bitter.")

    assert ("A wall", "Too bitter.") == (page.title(), page.inner_text("p"))
    page.close()
