"""The beats that saving any master record shares: lock, already done?, version, decide, write.

Uniqueness is left to the database, which alone knows of a racing save; its refusal is given the name of ours.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from gongliao.catalog.errors import BlankText
from gongliao.catalog.models.record import Record
from gongliao.catalog.rules.names import reading_of, search_text, tidy
from gongliao.kernel.errors import NotFound, Refusal
from gongliao.platform.public import RequestIdReused, StaleVersion, TenantModel, lock_request_id

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Part:
    """Rows that belong to the record, whole: what is not among them goes.

    Shape: ``rows`` maps the values of the ``key`` columns to the other columns.
    """

    model: type[TenantModel]
    owner: str
    key: tuple[str, ...]
    rows: Mapping[tuple[Any, ...], Mapping[str, Any]]


@dataclass(frozen=True)
class Content:
    """What the record shall hold, as its operation has tidied it."""

    columns: Mapping[str, Any]
    parts: tuple[Part, ...] = ()


def save_record(
    model: type[R],
    *,
    id: UUID,
    version: int,
    content: Content,
    missing: NotFound,
    check: Callable[[R | None], None],
    taken: Callable[[str], Refusal | None],
) -> R:
    """Create or change a record. The same content sent again changes nothing and answers the same.

    ``check`` gets the record as it stands (none when new) and refuses by the rules of its kind; ``taken`` names the
    refusal behind a unique constraint.

    Raises: NotFound as given, RequestIdReused, StaleVersion, what ``check`` and ``taken`` name.
    """
    lock_request_id(id)
    found: R | None = model.objects.select_for_update(no_key=True).filter(id=id).first()
    if found is None:
        if version:
            raise missing
    elif _holds(found, content):
        return found
    elif version == 0:
        raise RequestIdReused(id=id)
    elif found.version != version:
        raise StaleVersion(seen=version, current=found.version)
    check(found)
    return _write(model(id=id, version=0) if found is None else found, content, taken=taken)


def filled(text: str, *, field: str) -> str:
    """Return the text tidied.

    Raises: BlankText.
    """
    found = tidy(text)
    if not found:
        raise BlankText(field=field)
    return found


def findable(*, keys: list[str], name: str, words: list[str]) -> dict[str, str]:
    """Return the columns by which a record is found: by its keys, its name and how that is read, and other words."""
    reading = reading_of(name)
    return {
        "search_text": search_text(keys=keys, words=[name, *words, reading.initials, reading.pinyin]),
        "pinyin": reading.pinyin,
        "initials": reading.initials,
    }


def _holds(found: Record, content: Content) -> bool:
    return all(getattr(found, name) == value for name, value in content.columns.items()) and all(
        {key: _others(row, part) for key, row in _rows(found, part).items()} == dict(part.rows)
        for part in content.parts
    )


def _write(record: R, content: Content, *, taken: Callable[[str], Refusal | None]) -> R:
    for name, value in content.columns.items():
        setattr(record, name, value)
    record.version += 1
    try:
        with transaction.atomic():
            record.save(force_insert=record.version == 1, force_update=record.version > 1)
            for part in content.parts:
                _write_part(record, part)
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        refusal = taken(constraint) if constraint else None
        if refusal is None:
            raise
        raise refusal from error
    return record


def _write_part(record: Record, part: Part) -> None:
    rows = _rows(record, part)
    for key in rows.keys() - part.rows.keys():
        rows[key].delete()
    for key, wanted in part.rows.items():
        if key not in rows:
            part.model.objects.create(**{part.owner: record, **dict(zip(part.key, key, strict=True)), **wanted})
        elif _others(rows[key], part) != wanted:
            part.model.objects.filter(id=rows[key].id).update(**wanted)


def _rows(record: Record, part: Part) -> dict[tuple[Any, ...], Any]:
    rows = part.model.objects.filter(**{part.owner: record})
    return {tuple(getattr(row, name) for name in part.key): row for row in rows}


def _others(row: Any, part: Part) -> dict[str, Any]:
    ours = {"id", "tenant_id", *part.key, f"{part.owner}_id"}
    return {f.attname: getattr(row, f.attname) for f in row._meta.local_fields if f.attname not in ours}
