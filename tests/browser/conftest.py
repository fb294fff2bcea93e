"""The served application over this process's test database, and a signed-in page per role.

A test asks for ``desk`` and says who sits there: ``page = desk("storekeeper", path="/catalog/items")``. It fails when
the page logs an error, throws, or gets a server error. ``office`` has the tenant, for arranging through operations.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts import web
from tests.support.database import TestDatabase

if TYPE_CHECKING:
    from uuid import UUID

    # Models can't be imported before the database is there, and this file is read first.
    from tests.browser.kit import Language, Office, OpenDesk, Theme, Watch

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 20


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the stories of a file together when tests are dealt out: they build on what was played before them."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Fail at once where the groups are not dealt out as such: a pytest and a pytest-xdist that don't fit."""
    if getattr(session.config.option, "loadgroup", False):
        apart = [item.nodeid for item in session.items if item.path.parent == HERE and "@" not in item.nodeid]
        assert not apart, "stories of one file would be played apart"


@pytest.fixture(scope="session")
def web_client() -> Iterator[None]:
    """Build the web client where its sources changed, and keep others from building it anew while it is served."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "web-client.lock").open("w") as served:
        # One looks and builds at a time: who waited finds it built, and need not wait until others have played.
        with (BUILD / "web-build.lock").open("w") as building:
            fcntl.flock(building, fcntl.LOCK_EX)
            fcntl.flock(served, fcntl.LOCK_SH)
            # GONGLIAO_KEEP_CLIENT plays the stories on what was built before, however old.
            if not web.is_built() and not os.environ.get("GONGLIAO_KEEP_CLIENT"):
                fcntl.flock(served, fcntl.LOCK_EX)
                web.build()
                fcntl.flock(served, fcntl.LOCK_SH)
        yield


@pytest.fixture(scope="package")
def address(database: TestDatabase, web_client: None) -> Iterator[str]:
    """Serve the application on a free port, in a process of its own."""
    port = _free_port()
    found = f"http://127.0.0.1:{port}"
    program = [sys.executable, "-m", "gongliao.gateway.processes.web", "--host", "127.0.0.1", "--port", str(port)]
    log = BUILD / f"served-{port}.log"
    with (
        log.open("w") as output,
        # It ends when its standard input does, so not even a killed test run leaves it behind.
        subprocess.Popen(
            [*program, "--workers", "1", "--threads", "4"],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
        ) as served,
    ):
        try:
            _wait_until_ready(found, served, log)
            yield found
        finally:
            served.send_signal(signal.SIGTERM)
            try:
                served.wait(STOP_SECONDS_MAX)
            except subprocess.TimeoutExpired:
                os.killpg(served.pid, signal.SIGKILL)
    log.unlink()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One Chromium for all stories of the process."""
    from django.db import connections

    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(f"the browser's stories need one of these on the path: {', '.join(CHROMIUM)}")
    # As root, which containers run as, Chromium has no sandbox to offer.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        yield browser
        browser.close()
        # Those opened beside the event loop are not seen without it, and would keep the database from being dropped.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def office(address: str, chromium: Browser) -> "Office":
    """A tenant of this module's own, whose people sign in at the served application."""
    from tests.browser.kit import Office
    from tests.support.world import make_world

    return Office(world=make_world(), address=address, browser=chromium)


@pytest.fixture
def watch() -> "Watch":
    """What the test's pages complained about; a story that expects a complaint clears it."""
    from tests.browser.kit import Watch

    return Watch()


@pytest.fixture
def desk(office: "Office", watch: "Watch") -> "Iterator[OpenDesk]":
    """Open the application for somebody: ``desk("buyer", path="/catalog/items", language="en", theme="dark")``.

    ``anew`` opens it in a tenant where nobody has done anything yet, whatever else was played in this module before;
    of a ``project`` comes who holds the roles for that project alone.
    """
    contexts: list[BrowserContext] = []

    def open_desk(
        *roles: str,
        path: str = "/",
        language: "Language" = "zh",
        theme: "Theme" = "light",
        anew: bool = False,
        project: "UUID | None" = None,
    ) -> Page:
        scope: dict[str, Any] = {"scope_kind": "project", "scope_id": project} if project else {}
        context = (office.elsewhere() if anew else office).context(*roles, language=language, theme=theme, **scope)
        contexts.append(context)
        page = watch.over(context.new_page())
        page.goto(path)
        return page

    yield open_desk
    for context in contexts:
        context.close()
    assert watch.complaints == []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(address: str, served: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < end:
        if served.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the application did not start:\n{log.read_text()}")
