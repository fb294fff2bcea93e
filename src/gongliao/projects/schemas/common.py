"""What several bodies and answers share."""

from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from gongliao.platform.public import Schema

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class ReopenIn(Schema):
    """Why something is opened again."""

    reason: Reason


class ProjectChangeOut(Schema):
    """One field, before and after."""

    field: str
    before: str | bool | None
    after: str | bool | None


class ProjectHistoryOut(Schema):
    """What one save did."""

    at: datetime
    person: str | None
    request_id: str | None
    action: str
    changes: list[ProjectChangeOut]
