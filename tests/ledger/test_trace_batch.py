"""A batch back to where it came from and forward to where it is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from gongliao.inventory.public import issue_material, receive_goods
from gongliao.kernel.ids import NO_ID, new_id
from gongliao.ledger.public import BatchStatusRequest, set_batch_status
from gongliao.ledger.queries.trace_batch import trace_batch
from gongliao.ledger.rules.places import Place
from gongliao.ledger.rules.tracing import Passage, kind_of, still_drawn, sums_of, whereabouts
from gongliao.platform.public import Actor, tenant_transaction
from tests.support.http import Caller
from tests.support.statements import counted_statements
from tests.support.trade import D, Trade, make_trade
from tests.support.world import NOW

SUPPLIER, BIN, YARD = (Place(kind, new_id()) for kind in ("supplier", "bin", "bin"))
NODE, LOSS = Place("node", new_id()), Place("loss", NO_ID)
THEIRS = Place("bin", BIN.id, new_id())


def moved(source: Place, target: Place, quantity: int, **links: UUID) -> Passage:
    return Passage(new_id(), source, target, D(quantity), **links)


def undone(passage: Passage) -> Passage:
    return moved(passage.target, passage.source, int(passage.quantity), reverses_id=passage.id)


class TestRules:
    def test_all_that_came_in_is_somewhere(self) -> None:
        issue = moved(BIN, NODE, 4)
        back = moved(NODE, YARD, 3, linked_id=issue.id)
        wrong = moved(YARD, LOSS, 2)
        passages = [moved(SUPPLIER, BIN, 10), issue, back, wrong, undone(wrong), moved(BIN, LOSS, 1)]
        passages.append(moved(BIN, SUPPLIER, 2))

        sums = sums_of(passages, seen=[BIN, YARD])

        assert (sums.received, sums.on_hand, sums.consumed, sums.lost, sums.sent_back) == (10, 6, 1, 1, 2)
        assert (sums.delivered, sums.beyond) == (0, 0)

    def test_a_store_that_is_not_seen_is_beyond(self) -> None:
        passages = [moved(SUPPLIER, BIN, 10), moved(BIN, YARD, 4), moved(YARD, NODE, 1)]

        near, far = sums_of(passages, seen=[BIN]), sums_of(passages[1:], seen=[YARD])

        assert (near.received, near.on_hand, near.consumed, near.beyond) == (10, 6, 1, 3)
        assert (far.received, far.on_hand, far.consumed, far.beyond) == (0, 3, 1, -4)

    def test_what_is_reversed_neither_came_nor_went(self) -> None:
        receipt = moved(SUPPLIER, BIN, 10)

        found = whereabouts([receipt, undone(receipt)])

        assert {(at.came, at.went) for at in found.values()} == {(0, 0)}

    def test_a_draw_shrinks_by_what_comes_back_and_grows_when_that_is_reversed(self) -> None:
        issue = moved(BIN, NODE, 4)
        back = moved(NODE, BIN, 3, linked_id=issue.id)

        assert still_drawn([issue])[issue.id] == 4
        assert still_drawn([issue, back])[issue.id] == 1
        assert still_drawn([issue, back, undone(back)])[issue.id] == 4
        assert still_drawn([issue, back, undone(back), undone(issue)])[issue.id] == 0

    def test_a_reversal_is_called_what_it_takes_back(self) -> None:
        issue = moved(BIN, NODE, 4)

        assert [kind_of(each) for each in (issue, undone(issue), moved(NODE, BIN, 4))] == ["issue", "issue", "return"]
        assert [kind_of(moved(BIN, each, 1)) for each in (YARD, THEIRS, LOSS)] == ["transfer", "handover", "loss"]


def receive(trade: Trade, quantity: str, number: str = "L-1") -> UUID:
    """Receive paint of a batch against an order of its own and return the receipt's id."""
    order_line_id = trade.ordered(quantity, "4.00", item_id=trade.paint_id)
    line = replace(trade.receipt_line(order_line_id, quantity, batch_no=number), expiry_date=date(2027, 5, 1))
    return receive_goods(actor=trade.keeper, request=trade.receipt(line, delivery_note="送货-7"), at=NOW)


def batch_id_of(trade: Trade, number: str = "L-1") -> UUID:
    [(batch_id,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s AND number = %s", number)
    return UUID(str(batch_id))


def trace(actor: Actor, batch_id: UUID) -> dict[str, Any]:
    body: dict[str, Any] = Caller(actor).get(f"/batches/{batch_id}/trace").body
    return body


def sums(trade: Trade, actor: Actor | None = None) -> str:
    """Return where the batch is as ``received = on hand + consumed + lost + beyond``, having checked that it is so."""
    answer = trace(actor or trade.boss, batch_id_of(trade))
    told = {name: Decimal(text) for name, text in answer["sums"].items()}
    parts = ("on_hand", "consumed", "lost", "sent_back", "delivered", "beyond")
    assert told["received"] == sum(told[name] for name in parts)
    shown = [format(told[name].normalize(), "f") for name in ("received", "on_hand", "consumed", "lost", "beyond")]
    return "{} = {} + {} + {} + {}".format(*shown)


def places(answer: dict[str, Any]) -> list[tuple[str, str, str | None, str]]:
    """Return the places that still have some of the batch."""
    rows = [(row["kind"], row["name"], row["project_code"], row["left"]) for row in answer["places"]]
    return [row for row in rows if Decimal(row[3])]


class TestTraceBatch:
    def test_quantities_add_up_after_every_step_of_a_batch(self) -> None:
        trade = make_trade()
        receive(trade, "10")
        assert sums(trade) == "10 = 10 + 0 + 0 + 0"
        paint = {"item_id": trade.paint_id, "batch_id": batch_id_of(trade)}

        trade.transfer("4", **paint)
        assert sums(trade) == "10 = 10 + 0 + 0 + 0"
        issue_id = trade.issue("3", **paint)
        assert sums(trade) == "10 = 7 + 3 + 0 + 0"
        trade.transfer("2", **paint, target_owner_id=trade.other_works.id)
        assert sums(trade) == "10 = 7 + 3 + 0 + 0"
        trade.return_(issue_id, "1")
        assert sums(trade) == "10 = 8 + 2 + 0 + 0"
        trade.scrap("1", **paint)
        assert sums(trade) == "10 = 7 + 2 + 1 + 0"
        wrong = trade.issue("1", **paint)
        assert sums(trade) == "10 = 6 + 3 + 1 + 0"
        trade.reverse("goods_issue", wrong)
        assert sums(trade) == "10 = 7 + 2 + 1 + 0"
        receive(trade, "5")
        assert sums(trade) == "15 = 12 + 2 + 1 + 0"
        trade.reverse("goods_receipt", receive(trade, "2"))
        assert sums(trade) == "15 = 12 + 2 + 1 + 0"

        answer = trace(trade.boss, batch_id_of(trade))
        assert places(answer) == [
            ("bin", "仓库 W1", "P1", "6.000000"),
            ("bin", "仓库 W2", "P1", "4.000000"),
            ("bin", "仓库 W2", "P2", "2.000000"),
            ("node", "主体结构", "P1", "2.000000"),
            ("loss", "", None, "1.000000"),
        ]
        assert Decimal(answer["sums"]["on_hand"]) == Decimal(answer["batch"]["on_hand"]) == 12
        trade.require_sound_books()

    def test_leads_back_to_receipt_order_and_supplier_and_tells_who_drew_it(self) -> None:
        trade = make_trade()
        receipt_id = receive(trade, "10")
        batch_id = batch_id_of(trade)
        line = trade.issue_line("3", item_id=trade.paint_id, batch_id=batch_id)
        issue_id = issue_material(actor=trade.keeper, request=trade.issue_request(line, recipient="李工班"), at=NOW)
        trade.return_(issue_id, "1")

        received, drawn, returned = trace(trade.boss, batch_id)["steps"]

        [(order_id, number)] = trade.rows("SELECT id, number FROM procurement_purchaseorder WHERE tenant_id = %s")
        assert (received["kind"], received["document_id"]) == ("receipt", str(receipt_id))
        assert (received["order_id"], received["order_number"]) == (str(order_id), number)
        assert (received["delivery_note"], received["source"]["name"]) == ("送货-7", "供应商 S1")
        assert (drawn["kind"], drawn["recipient"], drawn["recorded_by_name"]) == ("issue", "李工班", "库管员")
        assert (drawn["quantity"], drawn["left"]) == ("3.000000", "2.000000")
        assert (drawn["target"]["code"], drawn["target"]["project_code"]) == ("A", "P1")
        assert (returned["kind"], returned["left"]) == ("return", None)

    def test_tells_what_was_reversed_and_by_what(self) -> None:
        trade = make_trade()
        receive(trade, "10")
        issue_id = trade.issue("3", item_id=trade.paint_id, batch_id=batch_id_of(trade))
        mirror_id = trade.reverse("goods_issue", issue_id)

        _, drawn, mirror = trace(trade.boss, batch_id_of(trade))["steps"]

        assert (drawn["undone_by"], drawn["left"]) == (trade.head("goodsissue", mirror_id)[0], "0.000000")
        assert (mirror["kind"], mirror["undoes"], mirror["left"]) == ("issue", True, None)

    def test_a_recalled_batch_is_found_at_stores_and_with_who_has_it(self) -> None:
        trade = make_trade()
        receive(trade, "10")
        batch_id = batch_id_of(trade)
        trade.issue("3", item_id=trade.paint_id, batch_id=batch_id)
        set_batch_status(actor=trade.boss, request=BatchStatusRequest(batch_id, 1, "recalled", "色差"), at=NOW)

        answer = trace(trade.keeper, batch_id)

        assert answer["batch"]["status"] == "recalled"
        assert [(kind, left) for kind, _, _, left in places(answer)] == [("bin", "7.000000"), ("node", "3.000000")]

    def test_nothing_tells_what_goods_are_worth(self) -> None:
        trade = make_trade()
        receive(trade, "10")

        answer = trace(trade.boss, batch_id_of(trade))

        names = {name for part in ("places", "steps") for row in answer[part] for name in row}
        assert not names & {"value", "amount", "unit_cost"}

    def test_costs_as_many_statements_however_often_goods_moved(self) -> None:
        trade = make_trade()
        receive(trade, "10")
        batch_id = batch_id_of(trade)

        def statements() -> tuple[int, int]:
            with tenant_transaction(trade.world.tenant.id), counted_statements() as sent:
                steps = trace_batch(actor=trade.boss, batch_id=batch_id).steps
            return len(steps), len(sent)

        trade.issue("1", item_id=trade.paint_id, batch_id=batch_id)
        few = statements()
        for _ in range(5):
            trade.issue("1", item_id=trade.paint_id, batch_id=batch_id)
        many = statements()

        assert (few[0], many[0]) == (2, 7)
        assert few[1] == many[1]

    def test_comes_as_a_workbook(self) -> None:
        trade = make_trade()
        receive(trade, "10")
        trade.issue("3", item_id=trade.paint_id, batch_id=batch_id_of(trade))

        answer = Caller(trade.boss, language="zh").get(f"/batches/{batch_id_of(trade)}/trace", format="xlsx")

        book = load_workbook(BytesIO(answer.content))
        assert book.sheetnames == ["现在在哪里", "经过"]
        where = list(book["现在在哪里"].values)
        assert [(row[0], row[1], row[3], row[7]) for row in where[1:]] == [
            ("仓库", "仓库 W1", "P1", 7),
            ("WBS", "主体结构", "P1", 3),
        ]
        how = list(book["经过"].values)
        assert [row[1] for row in how[1:]] == ["采购入库", "领料"]


class TestScope:
    @pytest.fixture
    def spread(self) -> Trade:
        """Return a trade with 10 kg: 6 in the first store, 3 in the far one, 1 from there at the other project."""
        trade = make_trade()
        receive(trade, "10")
        paint = {"item_id": trade.paint_id, "batch_id": batch_id_of(trade)}
        trade.transfer("4", **paint, target_owner_id=trade.other_works.id)
        line = trade.issue_line("1", **paint, owner_id=trade.other_works.id, node_id=trade.other_works.node_id)
        request = trade.issue_request(line, warehouse_id=trade.far_store.id)
        issue_material(actor=trade.keeper, request=request, at=NOW)
        return trade

    def test_adds_up_for_whoever_sees_a_part_of_it(self, spread: Trade) -> None:
        def seen(kind: str, id: UUID) -> str:
            return sums(spread, spread.world.person("storekeeper", scope_kind=kind, scope_id=id))

        assert sums(spread) == "10 = 9 + 1 + 0 + 0"
        assert seen("company", spread.world.company_id) == "10 = 9 + 1 + 0 + 0"
        assert seen("warehouse", spread.store.id) == "10 = 6 + 0 + 0 + 4"
        assert seen("warehouse", spread.far_store.id) == "0 = 3 + 1 + 0 + -4"
        assert seen("project", spread.works.id) == "10 = 6 + 0 + 0 + 4"
        assert seen("project", spread.other_works.id) == "0 = 3 + 1 + 0 + -4"

    def test_a_stranger_finds_no_batch(self, spread: Trade) -> None:
        batch_id = batch_id_of(spread)

        stranger = Caller(make_trade().boss)

        assert stranger.get(f"/batches/{batch_id}/trace").code == "ledger.batch_not_found"
        assert stranger.get("/used-batches").body["total"] == 0


class TestUsedBatches:
    def test_leads_from_a_node_and_a_line_back_to_batch_supplier_and_receipt(self) -> None:
        trade = make_trade()
        receipts = [receive(trade, "10", number) for number in ("L-1", "L-2")]
        first, second = (batch_id_of(trade, number) for number in ("L-1", "L-2"))
        issue_id = trade.issue("3", item_id=trade.paint_id, batch_id=first)
        trade.issue("2", item_id=trade.paint_id, batch_id=second, node_id=trade.works.other_node_id)
        trade.return_(issue_id, "1")
        boss = Caller(trade.boss)

        def used(**asked: Any) -> list[tuple[str, str, str]]:
            rows = boss.get("/used-batches", sort="number", **asked).body["rows"]
            return [(row["number"], row["drawn"], row["used"]) for row in rows]

        assert (
            used()
            == used(project_id=trade.works.id)
            == [
                ("L-1", "3.000000", "2.000000"),
                ("L-2", "2.000000", "2.000000"),
            ]
        )
        assert used(node_id=trade.works.node_id) == [("L-1", "3.000000", "2.000000")]
        assert used(project_id=trade.other_works.id) == used(node_id=new_id()) == []
        assert used(document_id=issue_id) == [("L-1", "3.000000", "3.000000")]
        [line_id] = trade.lines_of("goodsissue", issue_id)
        [row] = boss.get("/used-batches", document_line_id=line_id).body["rows"]
        assert (row["supplier_code"], row["expiry_date"]) == ("S1", "2027-05-01")
        assert [(each["type"], each["id"]) for each in row["origins"]] == [("goods_receipt", str(receipts[0]))]
        assert row["receipts"] == trade.head("goodsreceipt", receipts[0])[0]

    def test_what_was_reversed_was_never_drawn(self) -> None:
        trade = make_trade()
        receive(trade, "10")
        trade.reverse("goods_issue", trade.issue("3", item_id=trade.paint_id, batch_id=batch_id_of(trade)))

        [row] = Caller(trade.boss).get("/used-batches").body["rows"]

        assert (row["drawn"], row["used"]) == ("0.000000", "0.000000")

    def test_comes_as_a_sheet(self) -> None:
        trade = make_trade()
        receive(trade, "10")
        trade.issue("3", item_id=trade.paint_id, batch_id=batch_id_of(trade))

        sheet = load_workbook(BytesIO(Caller(trade.boss).get("/used-batches", format="xlsx").content)).active

        assert sheet is not None
        [_, row] = list(sheet.values)
        assert row[3] == "L-1" and row[9:11] == (3, 3)
