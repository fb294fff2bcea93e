"""A row of the delivery history as an order line, and all that was out of the ordinary with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongliao.kernel.values import Money, Quantity, money
from gongliao.onboarding.rules.cells import Elsewhere, read_number, read_reference, repair_text
from gongliao.onboarding.rules.columns import (
    BEFORE_QUOTES,
    BRAND,
    COUNTRY,
    DELIVERED,
    DELIVERY,
    DOSAGE,
    FORM,
    FREIGHT,
    FREIGHT_IN_PRICE,
    FREIGHT_TEXTS,
    FROM_STORE,
    FULFILL,
    GROUP,
    ID,
    INCO_TERM,
    INSURANCE,
    INSURANCE_TEXTS,
    ITEM,
    MOLECULE,
    NOT_ORDERED,
    ORDER,
    ORDERED,
    PACK_PRICE,
    PER_PACK,
    PROJECT,
    QUANTITY,
    QUOTE,
    QUOTED,
    SCHEDULED,
    SHIPMENT_MODE,
    SUBGROUP,
    TEXTS,
    VALUE,
    VENDOR,
    WEIGHT,
    WEIGHT_TEXTS,
)
from gongliao.onboarding.rules.findings import Finding, Reason
from gongliao.onboarding.rules.row import Row, read_charge, read_money, read_optional_date, read_packs, read_value


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What identifies and describes an item; the description is its identity.

    Of 184 descriptions no two rows disagree in any of the other columns, while several share all of them and differ
    in brand or accessories only, so nothing shorter than the description would do.
    """

    description: str
    molecule: str
    brand: str
    dosage: str
    form: str
    pieces_per_pack: int
    group: str
    subgroup: str


@dataclass(frozen=True, slots=True)
class Line:
    """An order line and its delivery.

    Units: ``quantity`` in packs, ``value``, ``freight`` and ``insurance`` in US dollars, ``weight`` in kilograms; each
    of the last three ``None`` where the row gives no figure of its own.
    """

    line: int
    row: str
    project: str
    country: str
    order: str
    quote: str
    delivery: str
    vendor: str
    from_store: bool
    inco_term: str
    shipment_mode: str
    quoted_on: date | None
    ordered_on: date | None
    scheduled_on: date
    delivered_on: date
    item: ItemFacts
    quantity: Quantity
    value: Money
    weight: Decimal | None
    freight: Money | None
    insurance: Money | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows that became lines, in file order, and what was found on the way."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> tuple[Finding, ...]:
        """Return what the rows could not give."""
        return tuple(finding for finding in self.findings if finding.refused)


def read_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Reading:
    """Read all rows; one that can't be an order line is refused whole, with every reason.

    Shape: cells as text, decoded as Latin-1; columns are found by name, in any order.
    Raises: ValueError when the header lacks a column.
    """
    names = [repair_text(cell) for cell in header]
    missing = {*TEXTS, QUOTED, ORDERED, SCHEDULED, DELIVERED, PER_PACK, QUANTITY, VALUE, PACK_PRICE, WEIGHT, FREIGHT,
               INSURANCE} - {*names}  # fmt: skip
    if missing:
        raise ValueError(f"the file lacks the columns {sorted(missing)}")
    reader = _Reader()
    for number, cells in enumerate(rows, start=2):
        reader.take(number, names, cells)
    return reader.finish()


class _Reader:
    """Reads row after row and remembers what later rows must agree with."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._rows: dict[str, Row] = {}
        self._findings: list[Finding] = []
        self._items: dict[str, ItemFacts] = {}
        self._countries: dict[str, str] = {}

    def take(self, number: int, names: Sequence[str], cells: Sequence[str]) -> None:
        row = Row(number, dict(zip(names, cells, strict=False)))
        if len(cells) != len(names):
            row.note(ID, Reason.CELLS_MISSING)
        else:
            line = self._line(row)
            if not row.refused:
                self._lines.append(line)
                self._rows[line.row] = row
                self._items[line.item.description] = line.item
                self._countries[line.project] = line.country
        self._findings += row.findings

    def finish(self) -> Reading:
        """Look up, now that all rows are known, the figures that stand with another row."""
        return Reading(lines=tuple(self._lines), findings=(*self._findings, *self._dangling()))

    def _line(self, row: Row) -> Line:
        texts = {column: row.text(column) for column in TEXTS}
        if texts[ID] in self._rows:
            row.note(ID, Reason.ROW_TWICE)
        line = Line(
            line=row.line,
            row=texts[ID],
            project=texts[PROJECT],
            country=texts[COUNTRY],
            order=texts[ORDER],
            quote=texts[QUOTE],
            delivery=texts[DELIVERY],
            vendor=texts[VENDOR],
            from_store=texts[FULFILL] == FROM_STORE,
            inco_term=texts[INCO_TERM],
            shipment_mode=texts[SHIPMENT_MODE],
            quoted_on=read_optional_date(row, QUOTED, unless=BEFORE_QUOTES),
            ordered_on=read_optional_date(row, ORDERED, unless=NOT_ORDERED),
            scheduled_on=row.date(SCHEDULED),
            delivered_on=row.date(DELIVERED),
            item=self._item(row, texts),
            quantity=read_packs(row),
            value=read_value(row),
            weight=read_charge(row, WEIGHT, WEIGHT_TEXTS),
            freight=read_money(row, FREIGHT, FREIGHT_TEXTS),
            insurance=read_money(row, INSURANCE, INSURANCE_TEXTS),
        )
        if line.from_store:
            row.note(VENDOR, Reason.FILLED_FROM_STORE)
        if self._countries.get(line.project, line.country) != line.country:
            row.note(COUNTRY, Reason.PROJECT_DIFFERS)
        _compare_with_price(row, line)
        return line

    def _item(self, row: Row, texts: Mapping[str, str]) -> ItemFacts:
        item = ItemFacts(
            description=texts[ITEM],
            molecule=texts[MOLECULE],
            brand=texts[BRAND],
            dosage=texts[DOSAGE],
            form=texts[FORM],
            pieces_per_pack=int(row.number(PER_PACK, places=Decimal(1))),
            group=texts[GROUP],
            subgroup=texts[SUBGROUP],
        )
        if self._items.get(item.description, item) != item:
            row.note(ITEM, Reason.ITEM_DIFFERS)
        return item

    def _dangling(self) -> list[Finding]:
        """Name the figures that are said to stand with a row which has none either."""
        found: list[Finding] = []
        for row in self._rows.values():
            for column in (FREIGHT, WEIGHT):
                elsewhere = read_reference(row.cells[column].strip())
                if elsewhere is not None and not self._has_figure(elsewhere, column):
                    found.append(
                        Finding(row.line, row.cells[ID], column, row.cells[column], Reason.OTHER_ROW_WITHOUT_FIGURE)
                    )
        return found

    def _has_figure(self, elsewhere: Elsewhere, column: str) -> bool:
        other = self._rows.get(elsewhere.row)
        if other is None or other.cells[DELIVERY].strip() != elsewhere.delivery:
            return False
        cell = other.cells[column].strip()
        return read_number(cell) is not None or cell == FREIGHT_IN_PRICE


def _compare_with_price(row: Row, line: Line) -> None:
    """Note where quantity times pack price is not the value: the value is what was paid."""
    price = row.number(PACK_PRICE)
    if money(line.quantity * price) != line.value:
        row.note(VALUE, Reason.VALUE_GOVERNS)
