"""A list as an Excel sheet; text stays text, so nothing in it can be run as a formula."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from gongliao.platform.messages import catalogue, sentence

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel keeps 15 significant digits; a longer figure is written as text rather than rounded.
EXACT_DIGITS = 15


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: ``name`` as of a list, so that its title is ``list.<name>``."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Mapping[str, Any]]


def sheet_response(
    *, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], language: str
) -> HttpResponse:
    """Return the rows as a workbook with titled columns in the caller's language."""
    return book_response(name=name, sheets=[Sheet(name, columns, rows)], language=language)


def book_response(*, name: str, sheets: Iterable[Sheet], language: str) -> HttpResponse:
    """Return sheets as one workbook, named as the list is."""
    buffer = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        for sheet in sheets:
            _write_sheet(book, sheet, language)
    response = HttpResponse(buffer.getvalue(), content_type=CONTENT_TYPE)
    filename = quote(f"{sentence(f'list.{name}', language=language)}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{filename}"
    return response


def _write_sheet(book: Any, wanted: Sheet, language: str) -> None:
    sheet = book.add_worksheet(sentence(f"list.{wanted.name}", language=language)[:31])
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(wanted.columns):
        sheet.write_string(0, at, _title(wanted.name, column, language), bold)
        sheet.set_column(at, at, 16)
    for number, row in enumerate(wanted.rows, start=1):
        for at, column in enumerate(wanted.columns):
            value = row.get(column)
            if isinstance(value, str) and value:
                value = _word(wanted.name, column, value, language)
            _write(sheet, number, at, value, day)


def _word(name: str, column: str, value: str, language: str) -> str:
    """Return what the books write by a code, such as a state, in words; other text as it is."""
    for code in (f"word.{name}.{column}.{value}", f"word.{column}.{value}", f"{column}.{value}"):
        if code in catalogue():
            return sentence(code, language=language)
    return value


def _title(name: str, column: str, language: str) -> str:
    """Return the column's title in this list, or else the one it has everywhere."""
    own = f"column.{name}.{column}"
    return sentence(own if own in catalogue() else f"column.{column}", language=language)


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= EXACT_DIGITS:
        sheet.write_number(row, column, float(value))  # exact: within the digits a sheet holds
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write_string(row, column, str(value))
