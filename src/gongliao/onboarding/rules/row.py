"""A row while it is read: its cells, and what is found out of the ordinary with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongliao.kernel.values import CENT, Money, Quantity, money, quantity
from gongliao.onboarding.rules.cells import read_date, read_number, read_reference, repair_text
from gongliao.onboarding.rules.columns import ID, NOT_CAPTURED, QUANTITY, VALUE
from gongliao.onboarding.rules.findings import WHOLE_ROW, Finding, Reason


@dataclass
class Row:
    """One row while it is read."""

    line: int
    cells: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)

    def note(self, column: str, reason: Reason) -> None:
        self.findings.append(Finding(self.line, self.cells.get(ID, ""), column, self.cells.get(column, ""), reason))

    def text(self, column: str) -> str:
        repaired = repair_text(self.cells[column]).strip()
        if not repaired:
            self.note(column, Reason.BLANK)
        elif repaired != self.cells[column].strip():
            self.note(column, Reason.TEXT_REPAIRED)
        return repaired

    def date(self, column: str) -> date:
        found = read_date(self.cells[column].strip())
        if found is None:
            self.note(column, Reason.NOT_A_DATE)
        return found or date.min

    def number(self, column: str, *, places: Decimal | None = None) -> Decimal:
        found = read_number(self.cells[column].strip())
        if found is None:
            self.note(column, Reason.NOT_A_NUMBER)
            return Decimal(0)
        if places is not None and found != found.quantize(places):
            self.note(column, Reason.TOO_FINE)
        return found

    @property
    def refused(self) -> bool:
        return any(finding.reason in WHOLE_ROW for finding in self.findings)


def read_optional_date(row: Row, column: str, *, unless: str) -> date | None:
    """Return the date; ``unless`` is the source's own way to say that there is none by nature."""
    cell = row.cells[column].strip()
    found = read_date(cell)
    if found is None and cell == NOT_CAPTURED:
        row.note(column, Reason.DATE_NOT_CAPTURED)
    elif found is None and cell != unless:
        row.note(column, Reason.UNKNOWN_TEXT)
    return found


def read_packs(row: Row) -> Quantity:
    found = row.number(QUANTITY)
    if found <= 0 and read_number(row.cells[QUANTITY].strip()) is not None:
        row.note(QUANTITY, Reason.NOT_POSITIVE)
    return quantity(found)


def read_value(row: Row) -> Money:
    found = money(row.number(VALUE, places=CENT))
    if found == 0 and read_number(row.cells[VALUE].strip()) is not None:
        row.note(VALUE, Reason.WITHOUT_VALUE)
    return found


def read_charge(row: Row, column: str, texts: Mapping[str, Reason]) -> Decimal | None:
    """Return the figure in the cell, or note why the row has none of its own."""
    cell = row.cells[column].strip()
    found = read_number(cell)
    if found is not None:
        return found
    if read_reference(cell) is not None:
        row.note(column, Reason.FIGURE_WITH_OTHER_ROW)
    else:
        row.note(column, texts.get(cell, Reason.UNKNOWN_TEXT))
    return None


def read_money(row: Row, column: str, texts: Mapping[str, Reason]) -> Money | None:
    found = read_charge(row, column, texts)
    if found is None:
        return None
    if found != found.quantize(CENT):
        row.note(column, Reason.TOO_FINE)
    return money(found)
