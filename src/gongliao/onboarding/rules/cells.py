"""One cell at a time: text, dates, numbers, and charges that may stand in another row."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_NUMBER = re.compile(r"\d{1,12}(?:\.\d+)?")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})-([A-Za-z]{3,9})-(\d{2}|\d{4})")
_MONTH_DAY_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})")
_OTHER_ROW = re.compile(r"See (\S+) \(ID#:(\d+)\)")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The figure stands with another row of the same delivery."""

    delivery: str
    row: str


def repair_text(cell: str) -> str:
    """Return the text as it was written, where UTF-8 was taken for Latin-1, once or more often.

    Text that was never broken is not valid UTF-8 in its Latin-1 bytes and stays as it is.
    """
    while not cell.isascii():
        try:
            repaired = cell.encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
        cell = repaired
    return cell.removeprefix(BYTE_ORDER_MARK)


def read_date(cell: str) -> date | None:
    """Return the date, or nothing where the cell holds none.

    Shape: ``02-Jun-06``, ``01-Sept-06``, ``8/27/14``, ``08/01/2013``; months before days with slashes, as the source
    is American; two-digit years are of this century.
    """
    if named := _DAY_MONTH_YEAR.fullmatch(cell):
        day, month, year = named.groups()
        return _date(year, _MONTHS.get(month[:3].lower(), 0), day)
    if slashed := _MONTH_DAY_YEAR.fullmatch(cell):
        month, day, year = slashed.groups()
        return _date(year, int(month), day)
    return None


def read_number(cell: str) -> Decimal | None:
    """Return the number, or nothing where the cell holds none; a sign or exponent is not a number here."""
    return Decimal(cell) if _NUMBER.fullmatch(cell) else None


def read_reference(cell: str) -> Elsewhere | None:
    """Return the row that a cell like ``See ASN-93 (ID#:1281)`` names."""
    named = _OTHER_ROW.fullmatch(cell)
    return Elsewhere(delivery=named[1], row=named[2]) if named else None


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError:
        return None
