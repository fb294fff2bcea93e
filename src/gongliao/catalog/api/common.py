"""The router, and the list that all kinds of master data share."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from gongliao.catalog.schemas.common import RecordQuery
from gongliao.platform.public import ListSpec, Request, Router, Schema, list_answer

router = Router(tags=["catalog"])

SORTS = {"code": "code", "name": "pinyin", "relevance": "relevance"}


def records_answer(
    request: Request,
    records: QuerySet[Any],
    query: RecordQuery,
    spec: ListSpec,
    *,
    present: Callable[[Any], Schema],
    only: tuple[str, ...] = (),
) -> dict[str, Any] | HttpResponse:
    """Return a page of records: the best fit first where something is looked for, else by code.

    ``only`` names the fields of the query that narrow the list beside ``active``.
    """
    wanted = {name: getattr(query, name) for name in ("active", *only)}
    narrowed = records.filter(**{name: value for name, value in wanted.items() if value is not None})
    fitting = replace(spec, default_sort="relevance") if query.q.strip() else spec
    return list_answer(narrowed, query, fitting, present=present, language=request.actor.language)
