"""Refuse to serve with a database role that could look past the tenant policy."""

from dataclasses import dataclass

from django.db import connection

from gongliao.kernel.errors import Refusal


@dataclass(eq=False)
class UnsafeRole(Refusal):
    """The application's database role is superuser, may bypass row security, or owns tables."""

    code = "platform.unsafe_role"
    status = 500
    role: str
    reasons: tuple[str, ...]


QUESTION = """
SELECT current_user,
       r.rolsuper, r.rolbypassrls, r.rolcreaterole,
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
               AND pg_has_role(current_user, c.relowner, 'USAGE'))
FROM pg_roles r WHERE r.rolname = current_user
"""


def refuse_unsafe_role() -> None:
    """Raise unless the application connects as a role that the policies bind.

    Raises: UnsafeRole.
    Source: design.md 3.1.
    """
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        role, *facts = cursor.fetchone()
    names = ("superuser", "bypasses row security", "creates roles", "owns tables")
    reasons = tuple(name for name, holds in zip(names, facts, strict=True) if holds)
    if reasons:
        raise UnsafeRole(role=role, reasons=reasons)
