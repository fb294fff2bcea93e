"""Consigned goods over HTTP: the report on them, what they are bought for, and how documents show them."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from gongliao.inventory.public import transfer_stock
from gongliao.kernel.ids import new_id
from tests.support.http import Caller
from tests.support.trade import Trade, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
FIGURES = ("received", "moved", "found", "used", "returned", "on_hand")


@pytest.fixture
def trade() -> Trade:
    """100 kg that the supplier consigned at 5.00, of which much was used, moved, found, lost and sent back."""
    trade = make_trade()
    trade.buy("10", "4.00", on=YESTERDAY)
    receipt = trade.consign("100", on=YESTERDAY)
    his: dict[str, Any] = {"ownership": "consignment", "owner_id": trade.supplier_id}
    trade.issue("30", on=YESTERDAY, **his)
    trade.transfer("20", **his)
    trade.count_stock("52", **his)
    trade.count_stock("49", **his)
    trade.reverse("goods_issue", trade.issue("5", **his))
    taken = trade.transfer_request(trade.transfer_line("4", **his, to_general=True), target_warehouse_id=trade.store.id)
    transfer_stock(actor=trade.keeper, request=taken, at=NOW)
    trade.send_back(receipt, "10", ownership="consignment")
    trade.deliver(trade.ordered("3"), "3")
    return trade


def listed(trade: Trade, caller: Caller, **query: Any) -> Any:
    return caller.get("/consigned-goods", **{"company_id": str(trade.world.company_id), **query})


def figures(row: dict[str, Any], *names: str) -> list[Any]:
    return [None if row[name] is None else Decimal(row[name]) for name in names or FIGURES]


def agreed(trade: Trade, price: Any = "6.5", **changes: Any) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "company_id": str(trade.world.company_id),
        "supplier_id": str(trade.supplier_id),
        "item_id": str(trade.steel_id),
        "price": price,
        "valid_from": TODAY.isoformat(),
        "reason": "补充协议",
        **changes,
    }


class TestReport:
    def test_tells_what_came_and_what_became_of_it(self, trade: Trade) -> None:
        here, far = listed(trade, Caller(trade.boss), sort="warehouse_code").body["rows"]

        named = ("supplier_code", "item_code", "warehouse_code", "base_unit")
        assert [here[name] for name in named] == ["S1", "STEEL", "W1", "kg"]
        # Issued 30, missed 3, taken into our own stock 4.
        assert figures(here) == [100, -20, 2, 37, 10, 35]
        assert figures(here, "used_value", "price") == [Decimal("185.00"), Decimal("5")]
        assert figures(far) == [0, 20, 0, 0, 0, 20]

    def test_as_of_a_day(self, trade: Trade) -> None:
        [row] = listed(trade, Caller(trade.boss), day=YESTERDAY.isoformat()).body["rows"]

        assert figures(row) == [100, 0, 0, 30, 0, 70]
        assert listed(trade, Caller(trade.boss), day=(YESTERDAY - timedelta(days=1)).isoformat()).body["rows"] == []

    def test_known_at_an_instant_it_answers_the_same(self, trade: Trade) -> None:
        known = TODAY.isoformat() + "T12:00:00Z"
        before = listed(trade, Caller(trade.boss), known_at=known).body
        trade.consign("1", "9.00", on=YESTERDAY)

        assert listed(trade, Caller(trade.boss), known_at=known).body == before
        assert figures(listed(trade, Caller(trade.boss)).body["rows"][0], "received", "price") == [101, 9]

    @pytest.mark.parametrize(
        ("query", "found"), [({"q": "steel"}, 2), ({"q": "paint"}, 0), ({"supplier_id": str(new_id())}, 0)]
    )
    def test_is_narrowed(self, trade: Trade, query: dict[str, Any], found: int) -> None:
        assert len(listed(trade, Caller(trade.boss), **query).body["rows"]) == found
        assert len(listed(trade, Caller(trade.boss), warehouse_id=str(trade.far_store.id)).body["rows"]) == 1

    def test_who_keeps_the_store_sees_no_money(self, trade: Trade) -> None:
        [row, _] = listed(trade, Caller(trade.keeper), sort="warehouse_code").body["rows"]
        assert figures(row, "used", "used_value", "price") == [37, None, None]
        answer = listed(trade, Caller(trade.keeper), format="xlsx")
        titles = next(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))

        assert "Used" in titles
        assert not {"Used, value", "Agreed price"} & set(titles)
        answer = listed(trade, Caller(trade.boss), format="xlsx")
        titles = next(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
        assert {"Used, value", "Agreed price"} <= set(titles)


class TestPrices:
    def test_what_is_agreed_on_is_kept_with_what_was_before(self, trade: Trade) -> None:
        buyer = Caller(trade.buyer)
        body = agreed(trade)
        answer = buyer.post("/consignment-prices", body)
        assert (answer.status, Decimal(answer.body["price"]), answer.body["in_force"]) == (200, Decimal("6.5"), True)
        assert buyer.post("/consignment-prices", body).body == answer.body
        trade.reverse("goods_receipt", trade.consign("1", "7.00"))

        asked = {name: body[name] for name in ("company_id", "supplier_id", "item_id")}
        rows = buyer.get("/consignment-prices", **asked).body
        assert {(Decimal(row["price"]), row["in_force"]) for row in rows} == {
            (Decimal(5), True),
            (Decimal("6.5"), True),
            (Decimal(7), False),
        }
        assert {row["recorded_by_name"] for row in rows} == {"采购员", "管理员"}

    @pytest.mark.parametrize("price", ["0", "-1", "1.0000001", "many", None])
    def test_malformed_prices(self, trade: Trade, price: Any) -> None:
        assert Caller(trade.boss).post("/consignment-prices", agreed(trade, price)).status == 422

    def test_who_keeps_the_store_agrees_on_none(self, trade: Trade) -> None:
        keeper = Caller(trade.keeper)

        assert keeper.post("/consignment-prices", agreed(trade)).status == 403
        assert (
            keeper.get("/consignment-prices", **{k: agreed(trade)[k] for k in ("company_id", "item_id")}).status == 403
        )

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"supplier_id": "employer"}, "procurement.not_a_supplier"),
            ({"supplier_id": None}, "catalog.party_not_found"),
            ({"item_id": None}, "catalog.item_not_found"),
            ({"company_id": None}, "platform.company_not_found"),
        ],
    )
    def test_of_what_is_not_there(self, trade: Trade, changes: dict[str, Any], code: str) -> None:
        named = {name: str(trade.employer_id if value else new_id()) for name, value in changes.items()}

        answer = Caller(trade.boss).post("/consignment-prices", agreed(trade, **named))

        assert answer.body["code"] == code


class TestDocuments:
    def test_show_whose_goods_they_are(self, trade: Trade) -> None:
        boss, keeper = Caller(trade.boss), Caller(trade.keeper)
        line = {"id": str(new_id()), "item_id": str(trade.steel_id), "entered_quantity": "5", "unit": "kg"}
        head = {
            "company_id": str(trade.world.company_id),
            "business_date": TODAY.isoformat(),
            "warehouse_id": str(trade.store.id),
        }
        consigned = {"ownership": "consignment", "supplier_id": str(trade.supplier_id)}
        body = {"id": str(new_id()), **head, **consigned, "lines": [{**line, "price": "5.25"}]}
        receipt = boss.post("/goods-receipts", body).body
        [shown] = receipt["lines"]
        assert (receipt["ownership"], receipt["supplier_code"]) == ("consignment", "S1")
        assert (shown["ownership"], shown["owner_code"], Decimal(shown["price"])) == (
            "consignment",
            "S1",
            Decimal("5.25"),
        )
        assert keeper.get(f"/goods-receipts/{receipt['id']}").body["lines"][0]["price"] is None
        assert len(keeper.get("/goods-receipts", ownership="consignment").body["rows"]) == 2

        work = {"node_id": str(trade.works.node_id), "category_id": str(trade.category_id)}
        his = {"ownership": "consignment", "owner_id": str(trade.supplier_id)}
        drawn = {**line, "id": str(new_id()), "entered_quantity": "2", **work, **his}
        draft = keeper.put(f"/goods-issues/{new_id()}", {**head, "version": 0, "lines": [drawn]}).body
        issue = keeper.post(f"/goods-issues/{draft['id']}/post").body
        [shown] = issue["lines"]
        assert (shown["ownership"], shown["owner_id"], shown["owner_name"]) == (
            "consignment",
            str(trade.supplier_id),
            "供应商 S1",
        )
        assert Decimal(boss.get(f"/goods-issues/{issue['id']}").body["amount"]) == Decimal("10.50")

    def test_stock_tells_whose_it_is(self, trade: Trade) -> None:
        keeper = Caller(trade.keeper)
        rows = keeper.get("/stock/balances", ownership="consignment").body["rows"]

        assert {(row["owner_code"], row["owner_name"], Decimal(row["quantity"])) for row in rows} == {
            ("S1", "供应商 S1", Decimal(35)),
            ("S1", "供应商 S1", Decimal(20)),
        }
        by_owner = Caller(trade.boss).get("/stock/balances", group="owner").body["rows"]
        assert {row["owner_code"] for row in by_owner} == {None, "P1", "S1"}
        on_day = keeper.get("/stock-on-day", company_id=str(trade.world.company_id)).body["rows"]
        assert {row["owner_code"] for row in on_day if row["ownership"] == "consignment"} == {"S1"}

    def test_receipt_lines_of_it_go_back(self, trade: Trade) -> None:
        trade.supply("7")
        keeper = Caller(trade.keeper)

        [his] = keeper.get("/goods-receipt-lines", ownership="consignment", returnable="true").body["rows"]
        [employers] = keeper.get("/goods-receipt-lines", ownership="owner_supplied").body["rows"]
        assert (Decimal(his["returnable_quantity"]), his["supplier_code"], his["order_id"]) == (55, "S1", None)
        assert (Decimal(employers["returnable_quantity"]), employers["supplier_code"]) == (7, None)
        back = {
            "id": str(new_id()),
            "company_id": str(trade.world.company_id),
            "business_date": TODAY.isoformat(),
            "warehouse_id": str(trade.store.id),
            "ownership": "owner_supplied",
            "reason": "surplus",
            "lines": [{"id": str(new_id()), "receipt_line_id": employers["id"], "entered_quantity": "3", "unit": "kg"}],
        }
        answer = keeper.post("/supplier-returns", back)
        assert (answer.status, answer.body["ownership"], answer.body["supplier_id"]) == (200, "owner_supplied", None)
        [row] = keeper.get("/employers-goods", company_id=str(trade.world.company_id)).body["rows"]
        assert figures(row, "received", "sent_back", "on_hand", "used") == [7, 3, 4, 0]
        assert len(keeper.get("/supplier-returns", ownership="owner_supplied").body["rows"]) == 1

    def test_what_was_used_waits_for_its_invoice(self, trade: Trade) -> None:
        rows = Caller(trade.boss).get("/receipt-lines", company_id=str(trade.world.company_id)).body["rows"]

        numbers = [row["receipt_number"] for row in rows]
        # The receipt of ours, the issue, the delivery, the count that missed some, and the transfer into our stock.
        assert sorted(number[:2] for number in numbers) == ["CT", "GI", "GI", "GR", "ST"]
        used = [row for row in rows if row["receipt_number"].startswith(("CT", "ST"))]
        assert [(row["supplier_code"], Decimal(row["open_quantity"])) for row in used] == [("S1", 4), ("S1", 3)]

    def test_a_trace_tells_it(self, trade: Trade) -> None:
        trade.consign("5", "30.00", item_id=trade.paint_id, batch_no="L1")
        [(batch_id,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")
        his: dict[str, Any] = {"ownership": "consignment", "owner_id": trade.supplier_id}
        trade.issue("2", item_id=trade.paint_id, batch_id=batch_id, **his)
        trade.reverse("goods_issue", trade.issue("1", item_id=trade.paint_id, batch_id=batch_id, **his))
        trade.scrap("1", item_id=trade.paint_id, batch_id=batch_id, **his)

        trace = Caller(trade.boss).get(f"/batches/{batch_id}/trace").body
        assert [step["kind"] for step in trace["steps"]] == [
            *("receipt", "purchase", "issue", "purchase", "issue"),
            *("issue", "purchase", "purchase", "loss"),
        ]
        told = ("received", "on_hand", "consumed", "lost", "sent_back")
        assert [Decimal(trace["sums"][name]) for name in told] == [5, 2, 2, 1, 0]


class TestWhatCanGoBack:
    def left(self, trade: Trade, receipt_id: UUID, *, ownership: str = "consignment", **query: Any) -> list[Decimal]:
        caller = Caller(query.pop("person", trade.boss))
        asked = {"receipt_id": str(receipt_id), "ownership": ownership, **query}
        rows = caller.get("/goods-receipt-lines", **asked).body["rows"]
        return [Decimal(row["returnable_quantity"]) for row in rows]

    def test_is_what_lies_there_still(self) -> None:
        trade = make_trade()
        first = trade.consign("100", on=YESTERDAY)
        his: dict[str, Any] = {"ownership": "consignment", "owner_id": trade.supplier_id}
        assert self.left(trade, first) == [100]
        trade.issue("30", **his)
        assert self.left(trade, first) == [70]

        # Elsewhere it lies there too; taken into our stock it does not.
        trade.transfer("20", **his)
        assert self.left(trade, first) == [70]
        taken = trade.transfer_request(trade.transfer_line("4", **his, to_general=True))
        transfer_stock(actor=trade.keeper, request=taken, at=NOW)
        assert self.left(trade, first) == [66]

        # Two receipts of the same goods can't be told apart: either may go back while so much lies there.
        second = trade.consign("50")
        assert (self.left(trade, first), self.left(trade, second)) == ([100], [50])
        back = trade.send_back(second, "40", ownership="consignment")
        assert (self.left(trade, first), self.left(trade, second)) == ([76], [10])
        line = Caller(trade.boss).get(f"/supplier-returns/{back}").body["lines"][0]
        assert (Decimal(line["returned_quantity"]), Decimal(line["returnable_quantity"])) == (40, 10)

        trade.count_stock("5", **his)
        assert (self.left(trade, first), self.left(trade, second)) == ([25], [10])
        trade.issue("5", **his)
        assert (self.left(trade, first), self.left(trade, second)) == ([20], [10])
        assert self.left(trade, first, returnable=True) == [20]

        # A storekeeper of the first store sees nothing of what lies in the far one, and can send none of it back.
        only_here = trade.world.person("storekeeper", scope_kind="warehouse", scope_id=trade.store.id)
        assert self.left(trade, first, person=only_here) == [0]

    def test_counts_the_same_of_the_employers_goods(self) -> None:
        trade = make_trade()
        receipt = trade.supply("40")
        trade.issue("25", ownership="owner_supplied", owner_id=trade.works.id)
        assert self.left(trade, receipt, ownership="owner_supplied") == [15]
        trade.send_back(receipt, "15", ownership="owner_supplied")
        assert self.left(trade, receipt, ownership="owner_supplied") == [0]
        assert self.left(trade, receipt, ownership="owner_supplied", returnable=True) == []

    def test_of_ours_is_what_did_not_go_back(self) -> None:
        trade = make_trade()
        receipt = trade.buy("10")
        trade.issue("7")
        assert self.left(trade, receipt, ownership="own") == [10]
        trade.send_back(receipt, "3")
        assert self.left(trade, receipt, ownership="own") == [7]

    def test_of_a_batch_is_what_lies_of_that(self) -> None:
        trade = make_trade()
        first = trade.consign("5", "30.00", item_id=trade.paint_id, batch_no="L1")
        second = trade.consign("5", None, item_id=trade.paint_id, batch_no="L2")
        rows = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s AND number = 'L1'")
        trade.issue(
            "2", item_id=trade.paint_id, batch_id=rows[0][0], ownership="consignment", owner_id=trade.supplier_id
        )
        assert (self.left(trade, first), self.left(trade, second)) == ([3], [5])
