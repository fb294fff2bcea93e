"""Rebar comes by the tonne and is used by the bar: what the bars should weigh 理计, and what the scale says 过磅."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from gongliao.catalog.public import Conversion, ItemRequest, UnitRequest, save_item, save_unit
from gongliao.inventory.public import ReturnLine, issue_material, receive_goods, return_material, transfer_stock
from gongliao.kernel.clock import utc_now
from gongliao.kernel.ids import new_id
from tests.support.http import Caller
from tests.support.refusals import refusal_of
from tests.support.trade import D, Trade, make_trade
from tests.support.world import NOW, TODAY

OLD, NEW = (Conversion("根", D("0.0237")), Conversion("根", D("0.0235"), date(2026, 6, 10)))
BEFORE, AFTER = date(2026, 6, 9), date(2026, 6, 10)


def rebar(**changes: Any) -> ItemRequest:
    """Return bars of 12 mm, kept by the tonne and counted by the bar."""
    request = ItemRequest(
        id=new_id(),
        code="HRB-12",
        name="螺纹钢 12",
        base_unit="t",
        conversions=(OLD, Conversion("kg", D("0.001"))),
        second_unit="根",
        weight_tolerance=D("0.5"),
    )
    return replace(request, **changes)


@pytest.fixture
def trade() -> Trade:
    """A trade in which all steel is rebar."""
    trade = make_trade()
    save_unit(actor=trade.boss, request=UnitRequest(id=new_id(), code="根", name_zh="根", name_en="bar"))
    trade.steel_id = save_item(actor=trade.boss, request=rebar()).id
    return trade


def receive(trade: Trade, weighed: str, bars: str | None, *, on: date = TODAY, unit: str = "t") -> UUID:
    line = trade.receipt_line(trade.ordered("3", "4000.00", unit="t"), weighed, unit=unit)
    line = replace(line, second_quantity=None if bars is None else D(bars))
    request = trade.receipt(line, business_date=on)
    return receive_goods(actor=trade.keeper, request=request, at=NOW)


def issue(trade: Trade, quantity: str, unit: str, bars: str | None = None) -> UUID:
    line = trade.issue_line(quantity, unit=unit, second_quantity=None if bars is None else D(bars))
    return issue_material(actor=trade.keeper, request=trade.issue_request(line), at=NOW)


def on_hand(trade: Trade) -> list[tuple[str, str, str]]:
    """Return tonnes, bars and yuan that lie in the store, as the screen shows them."""
    rows = Caller(trade.boss).get("/stock/balances", item_id=trade.steel_id).body["rows"]
    by_item = Caller(trade.boss).get("/stock/balances", item_id=trade.steel_id, group="item").body["rows"]
    assert [row["second_unit"] for row in rows] == ["根"] * len(rows)
    assert sum(D(row["second_quantity"]) for row in rows) == sum(D(row["second_quantity"]) for row in by_item)
    return [(plain(row["quantity"]), plain(row["second_quantity"]), row["value"]) for row in rows]


def differences(trade: Trade, **query: Any) -> list[tuple[Any, ...]]:
    """Return number, bars, theoretical and weighed tonnes, difference, per cent, and whether it is beyond."""
    rows = Caller(trade.boss).get("/stock/weight-differences", **query).body["rows"]
    names = ("pieces", "theoretical", "weighed", "difference")
    return [
        (
            row["document_number"],
            *(plain(row[name]) for name in names),
            row["percent"],
            row["beyond_tolerance"],
        )
        for row in rows
    ]


def plain(figure: str) -> str:
    return format(Decimal(figure).normalize(), "f")


FIRST = ("GR-2026-00001", "100", "2.37", "2.351", "-0.019", "-0.80", True)


class TestRebarByWeightAndPiece:
    def test_every_tonne_and_every_bar(self, trade: Trade) -> None:
        # A lorry brings a hundred bars; the scale says 2.351 t, which is what is kept and what is owed.
        receive(trade, "2.351", "100")
        assert on_hand(trade) == [("2.351", "100", "9404.00")]
        assert differences(trade) == [FIRST]

        # Forty bars are drawn by the bar: they weigh what the factor says.
        first = issue(trade, "40", "根")
        assert on_hand(trade) == [("1.403", "60", "5612.00")]
        assert differences(trade, document_type="goods_issue") == [
            ("GI-2026-00001", "40", "0.948", "0.948", "0", "0.00", False)
        ]

        # What is weighed and not counted is worked out, and is no difference to tell.
        second = issue(trade, "470", "kg")
        assert on_hand(trade) == [("0.933", "40.168776", "3732.00")]
        assert len(differences(trade)) == 2
        [move] = Caller(trade.boss).get("/stock/moves", document_id=second).body["rows"]
        assert (move["second_quantity"], move["second_derived"]) == ("19.831224", True)
        assert (move["entered_quantity"], move["unit"]) == ("470.000000", "kg")

        # Ten bars come back of the first forty.
        back = ReturnLine(new_id(), trade.lines_of("goodsissue", first)[0], D("0.237"), "t", second_quantity=D(10))
        return_material(actor=trade.keeper, request=trade.return_request(back), at=NOW)
        assert on_hand(trade) == [("1.17", "50.168776", "4680.00")]

        # The weighed issue is reversed: its bars come back as they went.
        trade.reverse("goods_issue", second)
        assert on_hand(trade) == [("1.64", "70", "6560.00")]
        trade.require_sound_books()

    def test_bars_lie_where_the_weight_lies(self, trade: Trade) -> None:
        receive(trade, "2.351", "100")

        move = trade.transfer_line("0.94", unit="t", second_quantity=D(40))
        transfer_stock(actor=trade.keeper, request=trade.transfer_request(move), at=NOW)

        # ``on_hand`` compares what the bins hold with what the item does.
        assert on_hand(trade) == [("1.411", "60", "5644.00"), ("0.94", "40", "3760.00")]
        by_store = Caller(trade.boss).get("/stock/balances", group="warehouse").body["rows"]
        assert [(row["quantity"], row["second_quantity"]) for row in by_store] == [(None, None)] * 2

    def test_what_only_passes_is_told_once(self, trade: Trade) -> None:
        # A lorry goes straight to the work: whoever unloads it counts.
        order_line = trade.ordered("3", "4000.00", unit="t")
        line = trade.direct_line(order_line, "2.351", unit="t")
        request = trade.issue_request(line, supplier_id=trade.supplier_id)
        refusal = refusal_of(lambda: issue_material(actor=trade.keeper, request=request, at=NOW))
        assert (refusal.code, refusal.line) == ("catalog.second_quantity_required", 1)
        counted = replace(request, lines=(replace(line, second_quantity=D(100)),))
        issue_material(actor=trade.keeper, request=counted, at=NOW)
        straight = ("GI-2026-00001", *FIRST[1:])
        assert differences(trade, supplier_id=trade.supplier_id) == differences(trade) == [straight]
        assert on_hand(trade) == []

        # Other work takes ten of them over, weighed again.
        drawn = {"from_line_id": line.id, "node_id": trade.works.other_node_id, "owner_id": None}
        over = trade.issue_line("0.236", unit="t", second_quantity=D(10), **drawn)
        issue_material(actor=trade.keeper, request=trade.issue_request(over), at=NOW)
        taken_over = ("GI-2026-00002", "10", "0.237", "0.236", "-0.001", "-0.42", False)
        assert differences(trade, sort="recorded_at") == [straight, taken_over]

        # Ten bars of another lorry go back to the supplier.
        receipt_id = receive(trade, "2.351", "100")
        trade.send_back(receipt_id, "0.24", unit="t", second_quantity=D(10))
        assert on_hand(trade) == [("2.111", "90", "8444.00")]
        assert differences(trade, sort="recorded_at") == [
            straight,
            taken_over,
            FIRST,
            ("SR-2026-00001", "10", "0.237", "0.24", "0.003", "1.27", True),
        ]
        trade.require_sound_books()

    def test_bars_say_nothing_of_whether_there_is_enough(self, trade: Trade) -> None:
        receive(trade, "2.351", "90")

        issue(trade, "2.3", "t", "95")

        assert on_hand(trade) == [("0.051", "-5", "204.00")]
        trade.require_sound_books()

    def test_a_reversed_receipt_differs_in_nothing(self, trade: Trade) -> None:
        receipt_id = receive(trade, "2.351", "100")
        before = datetime.fromisoformat(utc_now().isoformat())
        assert differences(trade) == [FIRST]

        trade.reverse("goods_receipt", receipt_id, at=utc_now())

        assert (differences(trade), on_hand(trade)) == ([], [])
        assert differences(trade, company_id=trade.world.company_id, known_at=before.isoformat()) == [FIRST]

    def test_a_factor_counts_from_a_day_on(self, trade: Trade) -> None:
        receive(trade, "2.351", "100", on=BEFORE)
        changed = rebar(id=trade.steel_id, version=1, conversions=(OLD, NEW, Conversion("kg", D("0.001"))))
        save_item(actor=trade.boss, request=changed)

        # What came before is as it was; the same bars weigh less from that day on, by whichever unit they come.
        assert differences(trade) == [FIRST]
        receive(trade, "2.351", "100", on=AFTER)
        receive(trade, "100", None, on=AFTER, unit="根")
        receive(trade, "100", None, on=BEFORE, unit="根")

        new = ("GR-2026-00002", "100", "2.35", "2.351", "0.001", "0.04", False)
        by_piece = [
            ("GR-2026-00003", "100", "2.35", "2.35", "0", "0.00", False),
            ("GR-2026-00004", "100", "2.37", "2.37", "0", "0.00", False),
        ]
        assert differences(trade, sort="recorded_at") == [FIRST, new, *by_piece]
        assert on_hand(trade) == [("9.422", "400", "37688.00")]


class TestListOfDifferences:
    def test_is_narrowed_sorted_paged_and_added_up(self, trade: Trade) -> None:
        receive(trade, "2.351", "100", on=BEFORE)
        receive(trade, "2.400", "100", on=AFTER)
        receive(trade, "2.3605", "100", on=AFTER)
        issue(trade, "0.237", "t", "10")
        heavy = ("GR-2026-00002", "100", "2.37", "2.4", "0.03", "1.27", True)
        slight = ("GR-2026-00003", "100", "2.37", "2.3605", "-0.0095", "-0.40", False)
        drawn = ("GI-2026-00001", "10", "0.237", "0.237", "0", "0.00", False)
        boss = Caller(trade.boss)

        assert differences(trade, sort="-percent") == [heavy, FIRST, slight, drawn]
        assert differences(trade, beyond="true", sort="percent") == [FIRST, heavy]
        assert differences(trade, beyond="false", sort="percent") == [drawn, slight]
        assert differences(trade, business_date_from=AFTER, business_date_to=AFTER, sort="percent") == [slight, heavy]
        assert differences(trade, document_type="goods_issue") == [drawn]
        assert differences(trade, project_id=trade.works.id, sort="-percent")[0] == heavy
        assert differences(trade, project_id=trade.other_works.id) == []
        assert differences(trade, supplier_id=trade.supplier_id, sort="percent") == [slight, FIRST, heavy]
        assert differences(trade, supplier_id=new_id()) == differences(trade, item_id=trade.paint_id) == []
        assert differences(trade, q="GR-2026-00002") == [heavy]
        assert differences(trade, company_id=new_id()) == []

        page = boss.get("/stock/weight-differences", sort="-percent", limit=2, item_id=trade.steel_id).body
        rest = boss.get("/stock/weight-differences", sort="-percent", limit=2, cursor=page["next_cursor"]).body
        assert [row["document_number"] for row in [*page["rows"], *rest["rows"]]] == [
            "GR-2026-00002",
            "GR-2026-00001",
            "GR-2026-00003",
            "GI-2026-00001",
        ]
        assert {name: plain(total) for name, total in page["totals"].items()} == {
            "pieces": "310",
            "theoretical": "7.347",
            "weighed": "7.3485",
            "difference": "0.0015",
        }
        assert rest["totals"] == {}

    def test_becomes_a_sheet(self, trade: Trade) -> None:
        receive(trade, "2.351", "100")

        answer = Caller(trade.boss, language="zh").get("/stock/weight-differences", format="xlsx")

        head, row = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)  # type: ignore[union-attr]
        told = dict(zip(head, row, strict=True))
        assert (told["单据编号"], told["件数"], told["第二单位"]) == ("GR-2026-00001", 100, "根")
        assert [told[each] for each in ("理计数量", "过磅数量", "差异", "差异 %", "允许 %")] == [
            2.37,
            2.351,
            -0.019,
            -0.8,
            0.5,
        ]

    def test_is_of_what_one_may_see(self, trade: Trade) -> None:
        receive(trade, "2.351", "100")
        stranger = make_trade()
        elsewhere = trade.world.person("storekeeper", name="别处", scope_kind="warehouse", scope_id=trade.far_store.id)

        assert differences(stranger) == []
        assert Caller(elsewhere).get("/stock/weight-differences").body["rows"] == []
        assert Caller(trade.keeper).get("/stock/weight-differences").status == 200
