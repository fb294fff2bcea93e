"""Run every check and every test and sum up: what ``make test`` does."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts import check, debian_postgresql, web

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
# Tests go one by one to who is free; the stories of one file, which share a tenant, together and in their order.
PARALLEL = ("-n", "auto", "--dist", "loadgroup")
# Cores beyond these are better left to the servers that the tests start.
WORKERS_MAX = 8

BROWSER_MISSING = f"""The browser's tests need Chromium, and there is none to be found.
On Debian or Ubuntu, as root: apt-get install {" ".join(PACKAGES)}
Elsewhere: install Chromium or Chrome so that one of these is on the path: {", ".join(CHROMIUM)}"""


@dataclass(frozen=True)
class Part:
    """One part of the run; it returns nothing where it passed, and what is amiss where it did not."""

    name: str
    run: Callable[[list[str]], str | None]


def main(arguments: list[str]) -> int:
    """Run all parts, pass the arguments to pytest, and return 1 where one part failed."""
    os.chdir(ROOT)
    _keep_bytecode()
    verdicts: list[str] = []
    failed = False
    for part in (Part("checks", _checks), Part("tests", _tests), Part("on Debian's PostgreSQL", _on_debian)):
        print(f"── {part.name} ──", flush=True)
        started = time.monotonic()
        fault = part.run(arguments)
        failed = failed or fault is not None
        verdicts.append(f"{part.name:24} {time.monotonic() - started:6.0f} s  {fault or 'ok'}")
    print("──")
    print("\n".join(verdicts))
    return 1 if failed else 0


def _keep_bytecode() -> None:
    """Let each module be compiled once and not by each process, also where nothing may be written beside sources."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / "build" / "bytecode")


def _checks(_: list[str]) -> str | None:
    return None if check.run_checks(list(check.CHECKS)) else "failed"


def _tests(arguments: list[str]) -> str | None:
    # The browser's tests look at the client as it is served.
    try:
        web.build()
    except web.CannotBuild as error:
        return str(error)
    has_browser = _provide_browser()
    chosen = [] if has_browser else ["-m", "not browser"]
    passed = _pytest("tests", *PARALLEL, *chosen, *arguments) == 0
    if not has_browser:
        print(BROWSER_MISSING, file=sys.stderr)
    return (None if has_browser else "no browser") if passed else "failed"


def _on_debian(arguments: list[str]) -> str | None:
    outcome = debian_postgresql.main([*PARALLEL, *arguments])
    if outcome == debian_postgresql.NOT_TO_BE_HAD:
        # Everything has passed on the embedded server; another one can't be asked of every machine.
        print("Left out: the same tests on another PostgreSQL.", file=sys.stderr)
        return None
    return None if outcome == 0 else "failed"


def _pytest(*arguments: str) -> int:
    environment = {"PYTEST_XDIST_AUTO_NUM_WORKERS": str(min(WORKERS_MAX, os.cpu_count() or 1))} | os.environ
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environment, check=False).returncode


def _provide_browser() -> bool:
    if _has_browser() and _has_chinese_font():
        return True
    apt_get = shutil.which("apt-get")
    if apt_get and os.geteuid() == 0:
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
            subprocess.run([apt_get, "-qq", *step], env=quiet, stdout=sys.stderr, check=False)
    if not _has_chinese_font():
        print(
            "No Chinese font: screenshots will show boxes. On Debian: apt-get install fonts-noto-cjk", file=sys.stderr
        )
    return _has_browser()


def _has_browser() -> bool:
    return any(shutil.which(name) for name in CHROMIUM)


def _has_chinese_font() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    return bool(subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout.strip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
