"""Endpoints that go wrong in every way, behind the real guard and handlers."""

from decimal import Decimal
from typing import Annotated, Any, Literal

import psycopg
from django.db import connection
from django.http import Http404
from django.urls import path
from ninja import Query
from pydantic import Field

from gongliao.gateway.interface import assemble
from gongliao.kernel.errors import RuleBroken
from gongliao.kernel.ids import new_id
from gongliao.platform.models import Company, RoleAssignment
from gongliao.platform.public import LINES_MAX, Open, QuantityIn, Request, Router, Schema, Scope, fetch

router = Router(tags=["trial"])
anyone: dict[str, Any] = {"grant": Open.SIGNED_IN, "scope": Scope.NONE}


class Refused(RuleBroken):
    """For the trial."""

    code = "trial.refused"


class LineIn(Schema):
    item: Annotated[str, Field(max_length=5)]
    quantity: QuantityIn


class DocumentIn(Schema):
    remark: Annotated[str, Field(max_length=10)] = ""
    kind: Literal["a", "b"] = "a"
    factors: list[QuantityIn] = []
    lines: Annotated[list[LineIn], Field(min_length=1, max_length=LINES_MAX)]


class TrialQuery(Schema):
    limit: Annotated[int, Field(ge=1)] = 1


def _company(code: str) -> Company:
    return Company.objects.create(id=new_id(), code=code, name="x", books_open_on="2026-01-01")


@router.post("/trial/write", **anyone)
def write(request: Request) -> Any:
    """Write."""
    return {"id": _company(new_id().hex[:20]).id}


@router.post("/trial/refuse-after-write", **anyone)
def refuse_after_write(request: Request) -> Any:
    """Write, then refuse."""
    _company("REFUSED")
    raise Refused()


@router.post("/trial/fault-after-write", **anyone)
def fault_after_write(request: Request) -> Any:
    """Write, then fail."""
    _company("FAULT")
    raise ZeroDivisionError


@router.post("/trial/twice", **anyone)
def twice(request: Request) -> Any:
    """Break a unique constraint."""
    _company("SAME")
    _company("SAME")


@router.post("/trial/missing-reference", **anyone)
def missing_reference(request: Request) -> Any:
    """Break a foreign key, which the database checks at commit."""
    RoleAssignment.objects.create(person_id=new_id(), role="buyer")


@router.post("/trial/overflow", **anyone)
def overflow(request: Request) -> Any:
    """Overflow a column."""
    fetch("SELECT %s::numeric(18,6)", (Decimal(10) ** 15,))


@router.post("/trial/nul", **anyone)
def nul(request: Request) -> Any:
    """Send a text that no column holds."""
    _company("\x00")


@router.post("/trial/division", **anyone)
def division(request: Request) -> Any:
    """Divide by zero in the database."""
    fetch("SELECT 1 / 0")


@router.post("/trial/deadlock", **anyone)
def deadlock(request: Request) -> Any:
    """Lose a deadlock."""
    raise psycopg.errors.DeadlockDetected


@router.post("/trial/away", **anyone)
def away(request: Request) -> Any:
    """Lose the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@router.get("/trial/not-found", **anyone)
def not_found(request: Request) -> Any:
    """Find nothing."""
    raise Http404


@router.put("/trial/document", **anyone)
def document(request: Request, draft: DocumentIn) -> Any:
    """Take a document."""
    return {"lines": len(draft.lines)}


@router.get("/trial/list", **anyone)
def listing(request: Request, query: Query[TrialQuery]) -> Any:
    """Take a query."""
    return {"limit": query.limit}


@router.post("/trial/buyers", grant="procurement.order", scope=Scope.TENANT)
def buyers(request: Request) -> Any:
    """Let buyers in."""
    return {}


urlpatterns = [path("api/v1/", assemble([router]).urls)]
