"""Querysets that are put into SQL once and then run again and again for other ids.

Django puts a queryset together anew at every use; for one with many joins that costs several times what the database
does. A kept one runs on the bare connection, as a statement that the server has planned as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, LiteralString, TypeVar, cast
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from gongliao.platform.database.rows import Later, Row, ask
from gongliao.platform.tenancy.context import current_tenant_id

M = TypeVar("M", bound=Model)

# They stand in the parameters where the tenant and the id of a run go.
_TENANT, _ID = uuid4(), uuid4()


@dataclass(frozen=True)
class _Made:
    """The SQL, its parameters with stand-ins for tenant and id, and how rows become objects."""

    statement: LiteralString
    parameters: tuple[Any, ...]
    model: type[Model]
    columns: slice
    names: tuple[str, ...]
    related: tuple[Any, ...]
    annotations: dict[str, int]
    converted: Callable[[list[Any]], Iterator[Any]]


class KeptQuery(Generic[M]):
    """A queryset of one id in the running transaction's tenant; its shape must depend on nothing else.

    ``build`` gives the queryset for an id. It may select related rows and annotate, but not prefetch.
    """

    def __init__(self, build: Callable[[UUID], "QuerySet[M]"]) -> None:
        self._build = build

    def rows(self, id: UUID) -> list[M]:
        """Return the objects of the id."""
        return self.ask(id).get()

    def ask(self, id: UUID) -> Later[list[M]]:
        """Ask for the objects of the id."""
        made = self._made
        now = {_TENANT: current_tenant_id(), _ID: id}

        def objects(found: list[Row]) -> list[M]:
            seen: dict[Any, Any] = {}
            return [self._object(made, row, seen) for row in made.converted(found)]

        return ask(made.statement, [_given(each, now) for each in made.parameters], objects)

    @cached_property
    def _made(self) -> _Made:
        compiler = self._build(_ID).query.get_compiler(using=DEFAULT_DB_ALIAS)
        statement, parameters = compiler.as_sql()
        columns = [select[0] for select in compiler.select[0 : compiler.col_count]]
        converters = compiler.get_converters(columns)
        info: dict[str, Any] = cast(dict[str, Any], compiler.klass_info)
        start, end = info["select_fields"][0], info["select_fields"][-1] + 1
        tenant_id = current_tenant_id()
        return _Made(
            statement=cast(LiteralString, statement),
            parameters=tuple(_TENANT if each == tenant_id else each for each in parameters),
            model=info["model"],
            columns=slice(start, end),
            names=tuple(select[0].target.attname for select in compiler.select[start:end]),
            # The stubs know a later Django, which asks for more.
            related=tuple(get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)),  # type: ignore[call-arg]
            annotations=dict(compiler.annotation_col_map or {}),
            converted=lambda rows: compiler.apply_converters(rows, converters) if converters else iter(rows),
        )

    def _object(self, made: _Made, row: Any, seen: dict[Any, Any]) -> M:
        found = made.model.from_db(DEFAULT_DB_ALIAS, made.names, row[made.columns])
        for populator in made.related:
            _relate(populator, row, found, seen)
        for name, at in made.annotations.items():
            setattr(found, name, row[at])
        return cast(M, found)


def _relate(populator: Any, row: Any, found: Model, seen: dict[Any, Any]) -> None:
    """Give an object what it refers to; lines mostly refer to the same few rows, so each is made once."""
    key = populator, row[populator.cols_start + populator.pk_idx]
    if key in seen:
        populator.local_setter(found, seen[key])
        return
    populator.populate(row, found)
    seen[key] = populator.local_setter.__self__.get_cached_value(found)


def _given(parameter: Any, now: dict[UUID, UUID]) -> Any:
    return now.get(parameter, parameter) if isinstance(parameter, UUID) else parameter
