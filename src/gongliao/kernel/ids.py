"""Record ids: UUID version 7, made by whoever creates the record (design.md 3.2)."""

from uuid import UUID

from uuid_utils.compat import uuid7

NO_ID = UUID(int=0)


def new_id() -> UUID:
    """Return a fresh id; ids made later sort later."""
    return uuid7()
