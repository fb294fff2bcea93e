"""The two roles the product signs in with, and its database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from gongliao.platform.embedded.layout import APPLICATION, OWNER, SUPERUSER
from gongliao.platform.embedded.settings import PORT

DATABASE = "gongliao"

# Neither passes row-level security by rights; the owner creates the databases of a test run.
_ATTRIBUTES = {
    OWNER: "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
    APPLICATION: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
}

_FIND_ROLES = """
    SELECT rolname,
           concat_ws(' ',
               CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
               CASE WHEN rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
               CASE WHEN rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
               CASE WHEN rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
               CASE WHEN rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,
               CASE WHEN rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END)
      FROM pg_roles
     WHERE rolname = ANY(%s)
"""


def ensure_roles_and_database(*, socket_folder: Path, passwords: Mapping[str, str]) -> None:
    """Create what is missing and set back what was changed; safe to repeat after a crash."""
    with psycopg.connect(_superuser_conninfo(socket_folder, passwords[SUPERUSER]), autocommit=True) as connection:
        rows = connection.execute(_FIND_ROLES, [list(_ATTRIBUTES)])
        found: dict[str, str] = dict(rows.fetchall())
        for role, attributes in _ATTRIBUTES.items():
            if role not in found:
                _create_role(connection, role, attributes, passwords[role])
            elif found[role] != attributes:
                _alter_role(connection, role, attributes)
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if known.fetchone() is None:
            create = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(create.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def _superuser_conninfo(socket_folder: Path, password: str) -> str:
    # Named in full so that PG* variables of the caller's shell don't lead elsewhere.
    return make_conninfo(
        host=str(socket_folder),
        hostaddr="",
        port=PORT,
        dbname="postgres",
        user=SUPERUSER,
        password=password,
        application_name="gongliao supervisor",
        options="",
        require_auth="scram-sha-256",
        channel_binding="prefer",
        target_session_attrs="any",
        connect_timeout=30,
    )


def _create_role(connection: psycopg.Connection, role: str, attributes: str, password: str) -> None:
    # The verifier travels and not the password, which a failing statement would leave in the log.
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(
        sql.SQL("CREATE ROLE {} {} PASSWORD {}").format(sql.Identifier(role), _words(attributes), sql.Literal(verifier))
    )


def _alter_role(connection: psycopg.Connection, role: str, attributes: str) -> None:
    connection.execute(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(role), _words(attributes)))


def _words(attributes: str) -> sql.Composable:
    return sql.SQL(" ").join(sql.SQL(word) for word in attributes.split())
