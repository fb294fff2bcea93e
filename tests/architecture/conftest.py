"""A look at the database as its owner; nothing that is done through it stays."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.architecture.catalogue import TABLES, Connection
from tests.support.database import TestDatabase


@pytest.fixture
def owner(database: TestDatabase) -> Iterator[Connection]:
    """A connection of the tables' owner in a transaction that is rolled back."""
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(TABLES)
        yield connection
        connection.rollback()


@pytest.fixture(scope="session")
def application_role_name(database: TestDatabase) -> str:
    """The role that the application connects as."""
    return str(conninfo_to_dict(database.application_url)["user"])
