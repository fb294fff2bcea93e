"""What the worker's jobs are behind with, as operators are told of it; requests are served all the same."""

from dataclasses import dataclass

from django.db import connection

# One month ahead: the job adds three, so that it has not run for two months where the next one is missing.
_MONTHS = "SELECT count(*) FILTER (WHERE waiting = 0), coalesce(sum(waiting), 0) FROM gongliao_months_due(1)"


@dataclass(frozen=True, slots=True)
class Lagging:
    """Months of the books that have no part though they are at hand, and rows that lie with the rest meanwhile."""

    months_missing: int
    rows_waiting: int

    @property
    def sentence(self) -> str:
        """Return it as the command line says it."""
        return (
            f"The books lack {self.months_missing} months that are at hand, and {self.rows_waiting} rows wait for"
            " theirs: does the worker run? `gongliao months` adds them now."
        )


def lagging() -> Lagging | None:
    """Return what is behind, if anything is; rows wait an hour at most while the worker runs (ADR-0023)."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS)
        found = Lagging(*(int(each) for each in cursor.fetchone()))
    return found if found.months_missing or found.rows_waiting else None
