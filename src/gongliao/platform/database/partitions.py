"""Tables that are kept in one part a month of ``posting_date``, and a rest for months that have no part (ADR-0023).

The database adds the parts by functions of its own (month_functions), which run as the tables' owner: the application's
role owns no table. A caller says no more than how many months ahead there shall be.
"""

import logging
from dataclasses import dataclass

from django.db import OperationalError, connection

logger = logging.getLogger(__name__)

# Months ahead of today's that have a part before anybody posts to them.
AHEAD = 3


@dataclass(frozen=True)
class MadePart:
    """A part that was added, and how many rows had waited for it with the rest."""

    name: str
    rows_moved: int


def make_months(*, ahead: int = AHEAD) -> list[MadePart]:
    """Add the parts that are due: of this month and the next ones, and of those whose rows lie with the rest.

    Each is one short transaction, so this may be killed at any point and run again, also by two at once.

    Raises: the database's error where somebody held the rest for more than three seconds; what was added stays.
    Source: ADR-0023.
    """
    made: list[MadePart] = []
    while part := _make_month(ahead):
        made.append(part)
    return made


def try_to_make_months() -> None:
    """Add the parts that are due unless somebody is in the way; postings wait for none, and the next hour comes."""
    try:
        make_months()
    except OperationalError as error:
        logger.warning("no month was added to the books: %s", error)


def rows_waiting() -> int:
    """Return how many rows lie with the rest though a part is due for them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(waiting), 0) FROM gongliao_months_due(0)")
        return int(cursor.fetchone()[0])


def gather_statistics() -> None:
    """Tell the planner what the divided tables hold altogether."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gongliao_gather_statistics()")


def _make_month(ahead: int) -> MadePart | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT part, moved FROM gongliao_make_month(%s)", [ahead])
        found = cursor.fetchone()
    return MadePart(*found) if found else None
