"""The employer's goods over HTTP."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from gongliao.kernel.ids import new_id
from tests.support.http import Caller
from tests.support.trade import Trade, make_trade
from tests.support.world import TODAY


@pytest.fixture
def trade() -> Trade:
    trade = make_trade()
    trade.supply("100")
    trade.issue("70", ownership="owner_supplied")
    return trade


def listed(trade: Trade, caller: Caller, **query: Any) -> Any:
    return caller.get("/employers-goods", **{"company_id": str(trade.world.company_id), **query})


def figures(row: dict[str, Any], *names: str) -> list[Any]:
    return [None if row[name] is None else Decimal(row[name]) for name in names]


def said(trade: Trade, quantity: str = "60", **changes: Any) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "project_id": str(trade.works.id),
        "item_id": str(trade.steel_id),
        "quantity": quantity,
        "valid_from": TODAY.isoformat(),
        "reason": "合同附件三",
        **changes,
    }


class TestReport:
    def test_tells_what_was_used_too_much(self, trade: Trade) -> None:
        boss = Caller(trade.boss)
        [before] = listed(trade, boss).body["rows"]
        assert figures(before, "used", "allowed", "over_used") == [70, None, None]

        body = said(trade)
        answer = boss.post("/employers-goods/allowed", body)
        assert (answer.status, Decimal(answer.body["quantity"]), answer.body["recorded_by_name"]) == (200, 60, "管理员")
        assert boss.post("/employers-goods/allowed", body).body == answer.body

        [row] = listed(trade, boss, over_used="true").body["rows"]
        assert {name: row[name] for name in ("project_code", "item_code", "base_unit")} == {
            "project_code": "P1",
            "item_code": "STEEL",
            "base_unit": "kg",
        }
        told = ("received", "issued", "returned", "lost", "on_hand", "used", "allowed", "over_used")
        assert figures(row, *told) == [100, 70, 0, 0, 30, 70, 60, 10]
        assert listed(trade, boss, over_used="false").body["rows"] == []

        pair = {"project_id": str(trade.works.id), "item_id": str(trade.steel_id)}
        assert boss.get("/employers-goods/allowed", **pair).body == [answer.body]

    def test_comes_as_a_sheet(self, trade: Trade) -> None:
        answer = listed(trade, Caller(trade.keeper), format="xlsx")

        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        titles, row = list(sheet.iter_rows(values_only=True))
        assert dict(zip(titles, row, strict=True))["Used"] == 70
        assert titles[-1] == "Charged"

    def test_known_at_an_instant_it_answers_the_same(self, trade: Trade) -> None:
        boss = Caller(trade.boss)
        known = TODAY.isoformat() + "T12:00:00Z"
        before = listed(trade, boss, known_at=known).body
        boss.post("/employers-goods/allowed", said(trade))

        assert listed(trade, boss, known_at=known).body == before
        assert figures(listed(trade, boss).body["rows"][0], "allowed") == [60]


class TestRefusals:
    def test_without_a_reason(self, trade: Trade) -> None:
        answer = Caller(trade.boss).post("/employers-goods/allowed", said(trade, reason=" "))

        assert (answer.status, answer.body["code"]) == (409, "costing.allowed_reason_missing")

    @pytest.mark.parametrize("quantity", ["-1", "1.0000001", "many", None])
    def test_malformed_quantities(self, trade: Trade, quantity: Any) -> None:
        assert Caller(trade.boss).post("/employers-goods/allowed", said(trade, quantity=quantity)).status == 422

    def test_who_keeps_the_store_allows_nothing(self, trade: Trade) -> None:
        assert Caller(trade.keeper).post("/employers-goods/allowed", said(trade)).status == 403

    def test_a_company_that_is_not_there(self, trade: Trade) -> None:
        assert listed(trade, Caller(trade.boss), company_id=new_id()).status == 404


class TestReceipts:
    def test_tell_whose_goods_came(self, trade: Trade) -> None:
        keeper = Caller(trade.keeper)
        line = {
            "id": str(new_id()),
            "item_id": str(trade.steel_id),
            "owner_id": str(trade.works.id),
            "entered_quantity": "5",
            "unit": "kg",
        }
        head = {
            "company_id": str(trade.world.company_id),
            "business_date": TODAY.isoformat(),
            "warehouse_id": str(trade.store.id),
            "ownership": "owner_supplied",
        }
        receipt = keeper.post("/goods-receipts", {"id": str(new_id()), **head, "lines": [line]}).body

        assert (receipt["state"], receipt["ownership"], receipt["supplier_id"]) == ("posted", "owner_supplied", None)
        [shown] = receipt["lines"]
        assert (shown["ownership"], shown["owner_code"], shown["order_number"]) == ("owner_supplied", "P1", None)
        trade.buy("5", "4.00")
        listed_ = keeper.get("/goods-receipts", ownership="owner_supplied").body["rows"]
        assert {row["ownership"] for row in listed_} == {"owner_supplied"}
        assert len(listed_) == 2
        balances = keeper.get("/stock/balances", group="item").body["rows"]
        assert {(row["item_code"], row["ownership"], Decimal(row["quantity"])) for row in balances} == {
            ("STEEL", "owner_supplied", Decimal(35)),
            ("STEEL", "own", Decimal(5)),
        }
        assert len(keeper.get("/stock/balances", ownership="owner_supplied").body["rows"]) == 1
