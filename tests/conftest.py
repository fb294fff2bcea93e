"""One database for a test process, made once as a template and copied; each test works in tenants of its own.

Nothing is cleaned up between tests: a fresh tenant sees nothing of another's, which is itself what is tested.
``GONGLIAO_TEST_OWNER_URL`` and ``GONGLIAO_TEST_APPLICATION_URL`` name a server to use instead of the embedded one.
"""

import gc
import os
from pathlib import Path

import pytest

from tests.support.database import TestDatabase, provide_database

BUILD = Path(__file__).resolve().parent.parent / "build"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

_database: TestDatabase | None = None


def pytest_configure(config: pytest.Config) -> None:
    """Point Django at this process's database before any test module is imported."""
    global _database
    if config.getoption("collectonly") or _is_controller(config):
        _settings_without_database()
    else:
        # Next to nothing of what is imported becomes garbage, so it is collected once, when all is there.
        gc.disable()
        _database = provide_database(worker=WORKER, build=BUILD)
    import django

    django.setup()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: what is in them may be of the clock, and workers must collect the same names."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes minutes begin first, so that nobody waits for it alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Keep the collector of garbage from walking over all that was imported, again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Drop this process's copy."""
    if _database is not None:
        from django.db import connections

        connections.close_all()
        for alias in connections:
            getattr(connections[alias], "close_pool", lambda: None)()
        _database.drop()


@pytest.fixture(scope="session")
def database() -> TestDatabase:
    """The database of this process, for tests that look at it from outside."""
    assert _database is not None
    return _database


def _is_controller(config: pytest.Config) -> bool:
    return bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")


def _settings_without_database() -> None:
    os.environ.setdefault("DATABASE_URL", "postgresql://gongliao_app@localhost/none")
    os.environ.setdefault("GONGLIAO_HOME", str(BUILD / "test-home"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongliao.gateway.settings"
