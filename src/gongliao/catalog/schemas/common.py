"""What bodies and answers of all master data share."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from gongliao.platform.public import Code, ListQuery, Remark, Schema, Version

Address = Annotated[str, Field(max_length=300)]


class RecordQuery(ListQuery):
    """A list of master data, by default with what is out of use too."""

    active: bool | None = None


class RecordIn(Schema):
    """What every master record's body holds; ``version`` is the one that the editor saw, 0 for a new record."""

    version: Version = 0
    code: Code
    remark: Remark = ""
    active: bool = True


class RecordOut(Schema):
    """What every master record's answer holds."""

    id: UUID
    version: int
    code: str
    remark: str
    active: bool


class FieldChangeOut(Schema):
    """One field, before and after."""

    field: str
    before: str | bool | None
    after: str | bool | None


class HistoryEntryOut(Schema):
    """What one save did."""

    at: datetime
    person: str | None
    request_id: str | None
    action: str
    changes: list[FieldChangeOut]
