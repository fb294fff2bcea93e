"""Marks: how far a job has come in a table that others append to while it runs (ADR-0013).

Rows get their numbers before their transactions commit, so one may appear below those that are there already. A mark
therefore notes the last row that is seen, and reaches it once every transaction that old has ended.
"""

from dataclasses import dataclass

from psycopg import sql

from gongliao.kernel.ids import new_id
from gongliao.platform.public import current_tenant_id, execute, fetch

_MAKE = """
INSERT INTO ledger_mark (id, tenant_id, name, through, noted, noted_at_xid) VALUES (%s, %s, %s, 0, 0, 0)
ON CONFLICT (tenant_id, name) DO NOTHING
"""
# A row takes its number after its transaction has locked others, and so has a number of its own, lower than this one's
# if the row's number was there to be seen. What is noted stays until it is reached.
_NOTE = sql.SQL(
    """
UPDATE ledger_mark SET noted_at_xid = pg_current_xact_id()::text::bigint,
 noted = greatest(through, (SELECT max(seq) FROM {} WHERE tenant_id = %s AND seq > through))
WHERE tenant_id = %s AND noted = through
 AND id = (SELECT id FROM ledger_mark WHERE tenant_id = %s AND name = %s FOR UPDATE SKIP LOCKED)
"""
)
_HOLD = """
SELECT through,
 CASE WHEN noted_at_xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint THEN noted ELSE through END
FROM ledger_mark WHERE tenant_id = %s AND name = %s FOR UPDATE SKIP LOCKED
"""
_MOVE = "UPDATE ledger_mark SET through = %s WHERE tenant_id = %s AND name = %s"


@dataclass(frozen=True, slots=True)
class Reach:
    """The last row that a job is done with, and the last of those that are all there."""

    through: int
    settled: int


def note_mark(name: str, *, table: str) -> None:
    """Note the last row that there is, unless an earlier one is still to be reached, or somebody holds the mark.

    In a transaction of its own: the mark reaches what it notes once that has ended.
    """
    tenant_id = current_tenant_id()
    execute(_MAKE, (new_id(), tenant_id, name))
    execute(_NOTE.format(sql.Identifier(table)), (tenant_id, tenant_id, tenant_id, name))


def hold_mark(name: str) -> Reach | None:
    """Return how far a job has come and may go now; nothing where somebody else holds the mark."""
    rows = fetch(_HOLD, (current_tenant_id(), name))
    return Reach(*rows[0]) if rows else None


def move_mark(name: str, *, through: int) -> None:
    """Say how far the job has come."""
    execute(_MOVE, (through, current_tenant_id(), name))
