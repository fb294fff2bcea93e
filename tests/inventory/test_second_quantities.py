"""What holds for the second quantity in every kind of goods document (ADR-0018)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from gongliao.catalog.public import Conversion, ItemRequest, UnitRequest, save_item, save_unit
from gongliao.kernel.ids import new_id
from tests.inventory.kinds import KINDS, Kind
from tests.support.refusals import refusal_of
from tests.support.statements import counted_statements
from tests.support.trade import D, Trade, make_trade

BRINGS_IN = ("goods_receipt", "opening_balance")
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.document)
of_each_that = pytest.mark.parametrize(
    "kind", [k for k in KINDS if k.document not in BRINGS_IN], ids=lambda k: k.document
)
WEIGHED = tuple[Any, ...]


BARS: dict[str, Any] = {
    "conversions": (Conversion("t", D(1000)), Conversion("根", D("23.7"))),
    "second_unit": "根",
}


def with_bars(trade: Trade) -> None:
    """Give the steel that may lie there already its second unit."""
    save_unit(actor=trade.boss, request=UnitRequest(id=new_id(), code="根", name_zh="根", name_en="bar"))
    request = ItemRequest(id=trade.steel_id, code="STEEL", name="物料 STEEL", base_unit="kg", version=1, **BARS)
    save_item(actor=trade.boss, request=request)


def told(request: Any, pieces: str | None, **changes: Any) -> Any:
    """Return the request with so many pieces told on every line."""
    second = None if pieces is None else D(pieces)
    return replace(request, lines=tuple(replace(line, second_quantity=second, **changes) for line in request.lines))


def on_lines(trade: Trade, kind: Kind, document_id: UUID) -> list[WEIGHED]:
    return trade.rows(
        f"SELECT quantity, second_quantity, second_factor, second_derived FROM inventory_{kind.table}line"
        " WHERE tenant_id = %s AND document_id = %s ORDER BY line_no",
        document_id,
    )


def on_moves(trade: Trade, document_id: UUID) -> list[WEIGHED]:
    return trade.rows(
        "SELECT quantity, second_quantity, second_factor, second_derived FROM ledger_stockmove"
        " WHERE tenant_id = %s AND document_id = %s AND corrects_id IS NULL ORDER BY seq",
        document_id,
    )


@every_kind
class TestEveryKind:
    def test_keeps_what_was_counted_on_the_line_and_the_move(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 2)
        with_bars(trade)

        document_id = kind.record(kind.by(trade), told(request, "0.5"))

        quantity = D(0) if kind.document == "stock_count" else D(10)
        assert on_lines(trade, kind, document_id) == [(quantity, D("0.5"), D("23.7"), False)] * 2
        moved = (D(10), D("0.421941"), D("23.7"), True) if kind.document == "stock_count" else None
        assert on_moves(trade, document_id) == [moved or (D(10), D("0.5"), D("23.7"), False)] * 2 * kind.moves

    def test_a_reversal_carries_it_back(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        with_bars(trade)
        document_id = kind.record(kind.by(trade), told(request, "0.5"))

        mirror = kind.reverse(kind.by(trade), document_id)

        assert on_lines(trade, kind, mirror) == on_lines(trade, kind, document_id)
        assert on_moves(trade, mirror) == on_moves(trade, document_id)
        trade.require_sound_books()

    def test_a_draft_that_is_posted_keeps_what_was_counted(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        with_bars(trade)
        kind.save(kind.by(trade), told(request, "0.5"))
        drafted = on_lines(trade, kind, request.id)

        kind.post(kind.by(trade), request.id)

        assert on_lines(trade, kind, request.id) == drafted
        assert drafted[0][1:] == (D("0.5"), D("23.7"), False)

    def test_of_an_item_without_a_second_unit_is_refused_by_line(self, kind: Kind) -> None:
        trade = make_trade()
        request = told(kind.request(trade, 1), "0.5")

        refusal = refusal_of(lambda: kind.record(kind.by(trade), request))

        assert (refusal.code, refusal.line, refusal.figures()["item"]) == (
            "catalog.second_quantity_not_kept",
            1,
            "STEEL",
        )

    def test_an_item_with_a_second_unit_costs_no_statement_more(self, kind: Kind) -> None:
        trade = make_trade()
        kind.record(kind.by(trade), kind.request(trade, 1))
        plain, counted = kind.request(trade, 3), kind.request(trade, 3)
        with counted_statements() as without:
            kind.record(kind.by(trade), plain)
        with_bars(trade)

        with counted_statements() as with_second:
            kind.record(kind.by(trade), told(counted, "0.5"))

        assert len(with_second) == len(without)


@of_each_that
class TestWhatMovesInside:
    def test_is_worked_out_where_nobody_counted(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        with_bars(trade)

        document_id = kind.record(kind.by(trade), request)

        # 10 kg ÷ 23.7 kg; a count moves what is missing and found nothing.
        assert on_moves(trade, document_id) == [(D(10), D("0.421941"), D("23.7"), True)] * kind.moves

    def test_a_draft_works_it_out_anew(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        with_bars(trade)
        kind.save(kind.by(trade), request)

        kind.post(kind.by(trade), request.id)

        assert on_moves(trade, request.id) == [(D(10), D("0.421941"), D("23.7"), True)] * kind.moves


@pytest.mark.parametrize("kind", [k for k in KINDS if k.document in BRINGS_IN], ids=lambda k: k.document)
class TestWhatComesIn:
    def test_must_be_counted(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        with_bars(trade)

        refusal = refusal_of(lambda: kind.record(kind.by(trade), request))

        assert (refusal.code, refusal.line, refusal.figures()) == (
            "catalog.second_quantity_required",
            1,
            {"item": "STEEL", "unit": "根"},
        )

    def test_is_counted_where_it_is_entered_by_the_piece(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        with_bars(trade)
        by_piece = told(request, None, quantity=D("0.4"), unit="根")

        document_id = kind.record(kind.by(trade), by_piece)

        assert on_moves(trade, document_id) == [(D("9.48"), D("0.4"), D("23.7"), False)]


class TestCount:
    def test_keeps_the_pieces_and_moves_the_weight(self) -> None:
        trade = make_trade()
        with_bars(trade)
        trade.open("237", "948.00", second_quantity=D(10))

        document_id = trade.count_stock("213.3", second_quantity=D(9))

        [kind] = [kind for kind in KINDS if kind.document == "stock_count"]
        assert on_lines(trade, kind, document_id) == [(D("213.3"), D(9), D("23.7"), False)]
        assert on_moves(trade, document_id) == [(D("23.7"), D(1), D("23.7"), True)]


class TestStockFromBefore:
    def test_has_no_pieces_and_its_reversal_takes_none(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00")
        with_bars(trade)

        mirror = trade.reverse("goods_receipt", receipt_id)

        assert on_moves(trade, receipt_id) == on_moves(trade, mirror) == [(D(10), None, None, False)]
        trade.require_sound_books()
