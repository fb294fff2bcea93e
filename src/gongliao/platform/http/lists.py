"""Lists: one shape everywhere, with cursor, filters, sort and totals over the whole selection (design.md 8)."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Aggregate, Count, F, Field, Q, QuerySet
from django.http import HttpResponse
from pydantic import Field as Bounds

from gongliao.kernel.errors import Refusal
from gongliao.platform.http.problems import plain
from gongliao.platform.http.sheet import sheet_response
from gongliao.platform.http.types import Schema

T = TypeVar("T")

EXPORT_ROWS_MAX = 50_000


class ListQuery(Schema):
    """What every list takes; a list's own filters are added by subclassing."""

    limit: Annotated[int, Bounds(ge=1, le=200)] = 50
    cursor: Annotated[str, Bounds(max_length=500)] | None = None
    sort: Annotated[str, Bounds(max_length=40)] | None = None
    q: Annotated[str, Bounds(max_length=100)] = ""
    format: Literal["json", "xlsx"] = "json"


class Page(Schema, Generic[T]):
    """One page of a list.

    ``total`` counts the whole selection and ``totals`` add it up, unless there is ``more`` of it than is counted: then
    ``total`` is what was counted, and ``totals`` are empty.
    """

    rows: list[T]
    next_cursor: str | None
    total: int
    more: bool
    totals: dict[str, str]


@dataclass(frozen=True)
class ListSpec:
    """How a list can be sorted, what it totals, and which columns an export has.

    Shape: ``sort`` maps public names to ORM paths that are never null; ``totals`` maps public names to aggregates;
    ``columns`` names row fields in order, titled in the catalogue as ``column.<field>``. A list that grows without end
    has ``counted_max``: a larger selection is neither counted nor added up, because that would take longer every day.
    """

    name: str
    sort: Mapping[str, str]
    default_sort: str
    columns: tuple[str, ...]
    totals: Mapping[str, Aggregate] = field(default_factory=dict)
    counted_max: int | None = None


@dataclass(eq=False)
class UnknownSort(Refusal):
    """The list can't be sorted by that."""

    code = "platform.unknown_sort"
    status = 422
    sort: str
    allowed: tuple[str, ...]
    field: str | None = "sort"


class BadCursor(Refusal):
    """The cursor was not made by this list and sort."""

    code = "platform.bad_cursor"
    status = 422
    field = "cursor"


@dataclass(eq=False)
class ExportTooLarge(Refusal):
    """More rows than one sheet is made of; narrow the filter."""

    code = "platform.export_too_large"
    status = 422
    rows: int
    rows_max: int


def list_answer(
    queryset: QuerySet[Any],
    query: ListQuery,
    spec: ListSpec,
    *,
    present: Callable[[Any], Schema],
    language: str,
    hidden: frozenset[str] = frozenset(),
) -> dict[str, Any] | HttpResponse:
    """Return one page, or the whole selection as a sheet when ``format=xlsx``.

    ``hidden`` names columns and totals that the caller may not see.

    Raises: UnknownSort, BadCursor, ExportTooLarge.
    """
    path, descending, name = _sort_of(query, spec)
    sign = "-" if descending else ""
    ordered = queryset.annotate(_sort=F(path)).order_by(f"{sign}_sort", f"{sign}pk")
    if query.format == "xlsx":
        if (total := queryset.order_by().count()) > EXPORT_ROWS_MAX:
            raise ExportTooLarge(rows=total, rows_max=EXPORT_ROWS_MAX)
        columns = [column for column in spec.columns if column not in hidden]
        rows = (present(row).model_dump() for row in ordered.iterator(chunk_size=2000))
        return sheet_response(name=spec.name, columns=columns, rows=rows, language=language)
    if query.cursor:
        ordered = ordered.filter(_after(query.cursor, ordered, name=name, descending=descending))
    found = list(ordered[: query.limit + 1])
    page, longer = found[: query.limit], len(found) > query.limit
    return {
        "rows": [present(row) for row in page],
        "next_cursor": _cursor(page[-1], name) if longer else None,
        **_figures(queryset, spec, hidden),
    }


def _figures(queryset: QuerySet[Any], spec: ListSpec, hidden: frozenset[str]) -> dict[str, Any]:
    """Return the count and the totals of the whole selection, as far as they are counted."""
    aggregates = {key: aggregate for key, aggregate in spec.totals.items() if key not in hidden}
    whole = queryset.order_by()
    if spec.counted_max is not None and whole.values("pk")[: spec.counted_max + 1].count() > spec.counted_max:
        return {"total": spec.counted_max, "more": True, "totals": {}}
    figures = whole.aggregate(_rows=Count("pk"), **aggregates)
    total = figures.pop("_rows")
    totals = {key: plain(value) if value is not None else "0" for key, value in figures.items()}
    return {"total": total, "more": False, "totals": totals}


@dataclass(frozen=True)
class RowsSpec:
    """How a list that is reckoned rather than stored can be sorted, and what it totals; names are row attributes."""

    name: str
    sort: tuple[str, ...]
    default_sort: str
    columns: tuple[str, ...]
    totals: tuple[str, ...] = ()


def rows_answer(
    rows: Sequence[Any], query: ListQuery, spec: RowsSpec, *, schema: type[Schema], language: str
) -> dict[str, Any] | HttpResponse:
    """Return one page of reckoned rows, or all of them as a sheet; each row has an ``id``.

    Raises: UnknownSort, BadCursor.
    """
    name = query.sort or spec.default_sort
    key = name.removeprefix("-")
    if key not in spec.sort:
        raise UnknownSort(sort=name, allowed=spec.sort)
    ordered = sorted(rows, key=lambda row: (getattr(row, key), str(row.id)), reverse=name.startswith("-"))
    if query.format == "xlsx":
        dumped = (schema.model_validate(row, from_attributes=True).model_dump() for row in ordered)
        return sheet_response(name=spec.name, columns=spec.columns, rows=dumped, language=language)
    start = _row_after(query.cursor, ordered, name) if query.cursor else 0
    page = ordered[start : start + query.limit]
    more = start + query.limit < len(ordered)
    return {
        "rows": page,
        "next_cursor": _encoded([name, None, str(page[-1].id)]) if more else None,
        "total": len(ordered),
        "more": False,
        "totals": {total: plain(sum((getattr(row, total) for row in rows), Decimal(0))) for total in spec.totals},
    }


def _row_after(cursor: str, ordered: Sequence[Any], name: str) -> int:
    made_by, _, last_id = _decoded(cursor)
    for at, row in enumerate(ordered, start=1):
        if made_by == name and str(row.id) == last_id:
            return at
    raise BadCursor()


def _sort_of(query: ListQuery, spec: ListSpec) -> tuple[str, bool, str]:
    name = query.sort or spec.default_sort
    path = spec.sort.get(name.removeprefix("-"))
    if path is None:
        raise UnknownSort(sort=name, allowed=tuple(spec.sort))
    return path, name.startswith("-"), name


def _cursor(row: Any, name: str) -> str:
    return _encoded([name, plain(row._sort), str(row.pk)])


def _after(cursor: str, ordered: QuerySet[Any], *, name: str, descending: bool) -> Q:
    made_by, value, last_id = _decoded(cursor)
    try:
        key: Field[Any, Any] = ordered.query.annotations["_sort"].output_field
        value = key.to_python(value)
        last_id = ordered.model._meta.pk.to_python(last_id)
    except (ValueError, TypeError, ValidationError) as error:
        raise BadCursor() from error
    if made_by != name or value is None or last_id is None or "\x00" in str(value):
        raise BadCursor()
    step = "lt" if descending else "gt"
    return Q(**{f"_sort__{step}": value}) | Q(_sort=value, **{f"pk__{step}": last_id})


def _encoded(parts: list[Any]) -> str:
    text = json.dumps(parts, default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decoded(cursor: str) -> tuple[Any, Any, Any]:
    try:
        made_by, value, last_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise BadCursor() from error
    return made_by, value, last_id
