"""Serial numbers: batches of one piece, each in one place at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from gongliao.catalog.public import Conversion, ItemRequest, save_item
from gongliao.inventory.public import issue_material, open_stock, receive_goods
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.ledger.public import BatchStatusRequest, set_batch_status
from tests.support.explaining import explain, worked_out
from tests.support.http import Caller
from tests.support.refusals import codes_of, refusal_of
from tests.support.trade import GENERAL, D, Trade, at_once, make_item, make_supplier, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)


class Pumps:
    """A trade in pumps that each have a number, valued one by one unless said otherwise, and short words for them."""

    def __init__(self, *, method: Any = "specific_batch", **item: Any) -> None:
        self.trade = make_trade()
        self.item_id = make_item(self.trade.boss, "PUMP", tracking="serial", valuation_method=method, **item)

    def receive(self, *numbers: str, price: str = "100.00", on: date = TODAY, **changes: Any) -> UUID:
        """Order these pumps and receive them, a line each; returns the receipt's id."""
        trade = self.trade
        ordered = trade.ordered(str(len(numbers)), price, item_id=self.item_id)
        lines = [trade.receipt_line(ordered, "1", batch_no=number) for number in numbers]
        request = trade.receipt(*lines, business_date=on, **changes)
        return receive_goods(actor=trade.keeper, request=request, at=NOW)

    def id_of(self, number: str) -> UUID:
        """Return the id of the first pump with a number."""
        statement = "SELECT id FROM ledger_batch WHERE tenant_id = %s AND number = %s ORDER BY id"
        return UUID(str(self.trade.rows(statement, number)[0][0]))

    def named(self, number: str) -> dict[str, Any]:
        return {"item_id": self.item_id, "batch_id": self.id_of(number)}

    def issue(self, number: str, *, on: date = TODAY, **line: Any) -> UUID:
        return self.trade.issue("1", on=on, **self.named(number), **line)

    def stock(self, **where: Any) -> str:
        return self.trade.stock(self.item_id, **where).replace(" kg", "")

    def traced(self, number: str) -> dict[str, Any]:
        """Return where a pump is by its trace, and the documents that moved it."""
        answer = Caller(self.trade.boss).get(f"/batches/{self.id_of(number)}/trace").body
        return {name: D(text) for name, text in answer["sums"].items() if D(text)}


class TestStory:
    def test_of_three_pumps(self) -> None:
        pumps = Pumps()
        trade = pumps.trade
        receipt = pumps.receive("P-1", "P-2", "P-3")
        assert pumps.stock() == "3 300.00"
        pumps.receive("P-4", price="140.00")
        assert pumps.stock() == "4 440.00"

        issue = pumps.issue("P-4")
        assert (pumps.stock(), trade.cost()) == ("3 300.00", D("140.00"))
        assert pumps.traced("P-4") == {"received": 1, "consumed": 1}

        back = trade.return_(issue, "1", business_date=TODAY)
        assert (pumps.stock(), trade.cost()) == ("4 440.00", D(0))
        assert pumps.traced("P-4") == {"received": 1, "on_hand": 1}

        moved = trade.transfer("1", **pumps.named("P-1"))
        assert (pumps.stock(), pumps.stock(bin_id=trade.far_store.bin_id)) == ("3 340.00", "1 100.00")

        scrapped = trade.scrap("1", **pumps.named("P-2"))
        assert pumps.stock() == "2 240.00"
        assert pumps.traced("P-2") == {"received": 1, "lost": 1}
        trade.require_sound_books()

        trade.reverse("stock_scrap", scrapped)
        assert pumps.stock() == "3 340.00"
        trade.reverse("stock_transfer", moved)
        assert pumps.stock() == "4 440.00"
        trade.reverse("material_return", back)
        assert (pumps.stock(), trade.cost()) == ("3 300.00", D("140.00"))
        trade.reverse("goods_issue", issue)
        assert (pumps.stock(), trade.cost()) == ("4 440.00", D(0))
        trade.reverse("goods_receipt", receipt)
        assert pumps.stock() == "1 140.00"
        trade.require_sound_books()

        pumps.receive("P-1")
        assert pumps.stock() == "2 240.00"
        trade.require_sound_books()

    def test_of_a_pump_that_goes_to_another_project_and_explains_its_cost(self) -> None:
        pumps = Pumps()
        trade = pumps.trade
        pumps.receive("P-1", price="100.00")
        pumps.receive("P-2", price="140.00")
        line = trade.transfer_line("1", **pumps.named("P-2"), target_owner_id=trade.other_works.id)
        request = trade.transfer_request(line)
        trade.transfer_agreed(request)
        assert (pumps.stock(), pumps.stock(owner=trade.other_works.id, bin_id=trade.far_store.bin_id)) == (
            "1 100.00",
            "1 140.00",
        )

        where = {"owner_id": trade.other_works.id, "node_id": trade.other_works.node_id}
        issued = trade.issue_request(
            trade.issue_line("1", **pumps.named("P-2"), **where), warehouse_id=trade.far_store.id
        )
        issue_material(actor=trade.keeper, request=issued, at=NOW)

        assert trade.cost(trade.other_works.node_id) == D("140.00")
        [(move_id,)] = trade.rows(
            "SELECT id FROM ledger_stockmove WHERE tenant_id = %s AND document_id = %s", issued.id
        )
        assert worked_out(explain(trade.boss, move_id, known="now")) == D("140.00")
        trade.require_sound_books()

    def test_of_pumps_whose_prices_are_averaged(self) -> None:
        pumps = Pumps(method="moving_average")
        pumps.receive("P-1", price="100.00")
        pumps.receive("P-2", price="140.00")

        pumps.issue("P-2")

        assert (pumps.stock(), pumps.trade.cost()) == ("1 120.00", D("120.00"))
        pumps.trade.require_sound_books()


class TestOnePiece:
    def test_a_line_names_its_number(self) -> None:
        pumps = Pumps()
        trade = pumps.trade
        pumps.receive("P-1")
        ordered = trade.ordered("1", "4.00", item_id=pumps.item_id)
        opening = trade.opening_request(trade.opening_line("1", item_id=pumps.item_id))

        received = refusal_of(lambda: trade.receive(ordered, "1"))
        opened = refusal_of(lambda: open_stock(actor=trade.boss, request=opening, at=NOW))
        issued = refusal_of(lambda: trade.issue("1", item_id=pumps.item_id))

        assert [(r.code, r.line, r.field) for r in (received, opened, issued)] == [
            ("ledger.serial_required", 1, "batch_no"),
            ("ledger.serial_required", 1, "batch_no"),
            ("ledger.serial_required", 1, "batch_id"),
        ]
        assert received.figures() == {"item": "PUMP"}

    def test_a_line_moves_one_piece(self) -> None:
        pumps = Pumps()
        trade = pumps.trade
        pumps.receive("P-1")
        ordered = trade.ordered("5", "4.00", item_id=pumps.item_id)
        lines = [trade.receipt_line(ordered, quantity, batch_no=f"Q-{quantity}") for quantity in ("1", "2", "3")]
        request = trade.receipt(*lines)

        wrong = codes_of(lambda: receive_goods(actor=trade.keeper, request=replace(request, lines=lines[1:]), at=NOW))
        issued = refusal_of(lambda: trade.issue("2", **pumps.named("P-1")))

        assert wrong == [(1, "ledger.serial_is_one_piece"), (2, "ledger.serial_is_one_piece")]
        assert (issued.code, issued.line, issued.field) == ("ledger.serial_is_one_piece", 1, "quantity")
        assert issued.figures() == {"item": "PUMP", "quantity": D(2)}

    def test_what_is_ordered_is_whole_pieces(self) -> None:
        pumps = Pumps()

        refusal = refusal_of(lambda: pumps.trade.ordered("2.5", "4.00", item_id=pumps.item_id))

        assert (refusal.code, refusal.line, refusal.field) == ("catalog.pieces_not_whole", 1, "quantity")
        assert refusal.figures() == {"item": "PUMP", "quantity": D("2.5"), "base_unit": "kg"}

    def test_one_number_of_two_suppliers_is_two_pieces(self) -> None:
        pumps = Pumps()
        pumps.receive("P-1")
        pumps.trade.supplier_id = make_supplier(pumps.trade.boss, "S2")

        pumps.receive("P-1")

        assert pumps.stock() == "2 200.00"
        assert pumps.trade.count("ledger_batch") == 2

    def test_tracking_stands_once_a_piece_moved(self) -> None:
        pumps = Pumps()
        pumps.receive("P-1")
        changed = ItemRequest(
            id=pumps.item_id,
            code="PUMP",
            name="泵",
            base_unit="kg",
            conversions=(Conversion("t", D(1000)),),
            valuation_method="specific_batch",
            tracking="batch",
            version=1,
        )

        refusal = refusal_of(lambda: save_item(actor=pumps.trade.boss, request=changed))

        assert (refusal.code, refusal.field) == ("catalog.item_in_use", "tracking")

    def test_a_piece_in_quarantine_is_not_issued(self) -> None:
        pumps = Pumps(inspects_on_receipt=True)
        pumps.receive("P-1")
        refusal = refusal_of(lambda: pumps.issue("P-1"))
        assert refusal.code == "inventory.batch_not_released"

        request = BatchStatusRequest(pumps.id_of("P-1"), 1, "released", "合格")
        set_batch_status(actor=pumps.trade.boss, request=request, at=NOW)
        pumps.issue("P-1")

        assert pumps.stock() == "0 0.00"


class TestOnePlace:
    def test_a_piece_in_stock_does_not_come_in_again(self) -> None:
        pumps = Pumps()
        pumps.receive("P-1")

        refusal = refusal_of(lambda: pumps.receive("P-2", "P-1"))

        assert (refusal.code, refusal.line, refusal.field) == ("ledger.serial_in_stock", 2, "batch_no")
        assert refusal.figures() == {"item": "PUMP", "serial": "P-1", "place": "W1 00", "date": TODAY}
        assert pumps.stock() == "1 100.00"

    @pytest.mark.parametrize("method", ["specific_batch", "moving_average"])
    def test_wherever_it_lies_and_whoever_owns_it(self, method: str) -> None:
        pumps = Pumps(method=method)
        trade = pumps.trade
        pumps.receive("P-1")
        trade.transfer("1", **pumps.named("P-1"))
        general = trade.stock_line("1", "100.00", item_id=pumps.item_id)
        trade.order(general)
        request = trade.receipt(trade.receipt_line(general.id, "1", batch_no="P-1"))

        refusal = refusal_of(lambda: receive_goods(actor=trade.keeper, request=request, at=NOW))

        assert (refusal.code, refusal.figures()["place"]) == ("ledger.serial_in_stock", "W2 00")

    def test_nor_twice_in_one_document(self) -> None:
        pumps = Pumps()

        refusal = refusal_of(lambda: pumps.receive("P-1", "P-2", "P-1"))

        assert (refusal.code, refusal.line) == ("ledger.serial_in_stock", 3)
        assert pumps.trade.count("ledger_stockmove") == 0

    def test_nor_by_an_opening_balance(self) -> None:
        pumps = Pumps()
        trade = pumps.trade
        trade.open("1", "90.00", item_id=pumps.item_id, batch_no="P-1")

        refusal = refusal_of(lambda: trade.open("1", "90.00", item_id=pumps.item_id, batch_no="P-1"))

        assert (refusal.code, refusal.line) == ("ledger.serial_in_stock", 1)

    def test_it_comes_in_again_after_it_went_out(self) -> None:
        pumps = Pumps()
        pumps.receive("P-1", on=YESTERDAY)
        pumps.trade.scrap("1", on=YESTERDAY, **pumps.named("P-1"))

        pumps.receive("P-1", price="20.00")

        assert pumps.stock() == "1 20.00"
        assert pumps.trade.count("ledger_batch") == 1
        pumps.trade.require_sound_books()

    def test_late_before_it_came_in_it_is_refused_with_the_day_on_which_it_did(self) -> None:
        pumps = Pumps()
        pumps.receive("P-1")

        refusal = refusal_of(lambda: pumps.receive("P-1", on=YESTERDAY))

        assert (refusal.code, refusal.line) == ("ledger.serial_in_stock", 1)
        assert refusal.figures() == {"item": "PUMP", "serial": "P-1", "place": "W1 00", "date": TODAY}

    @pytest.mark.parametrize("owner", [True, False])
    def test_late_into_the_time_that_it_lay_here(self, owner: bool) -> None:
        pumps = Pumps(method="moving_average")
        trade, earlier = pumps.trade, TODAY - timedelta(days=5)
        pumps.receive("P-1", on=earlier)
        pumps.issue("P-1", on=TODAY)
        line = trade.order_line("1", item_id=pumps.item_id) if owner else trade.stock_line("1", item_id=pumps.item_id)
        trade.order(line)
        request = trade.receipt(trade.receipt_line(line.id, "1", batch_no="P-1"), business_date=YESTERDAY)

        refusal = refusal_of(lambda: receive_goods(actor=trade.keeper, request=request, at=NOW))

        assert refusal.figures() == {"item": "PUMP", "serial": "P-1", "place": "W1 00", "date": YESTERDAY}
        later = replace(request, id=new_id(), business_date=earlier - timedelta(days=1))
        assert refusal_of(lambda: receive_goods(actor=trade.keeper, request=later, at=NOW)).figures()["date"] == earlier

    def test_what_let_it_go_is_not_reversed_once_it_came_in_again(self) -> None:
        pumps = Pumps()
        pumps.receive("P-1", on=YESTERDAY)
        issue = pumps.issue("P-1", on=YESTERDAY)
        again = pumps.receive("P-1")

        refusal = refusal_of(lambda: pumps.trade.reverse("goods_issue", issue))

        number = pumps.trade.head("goodsreceipt", again)[0]
        assert (refusal.code, refusal.figures()) == (
            "ledger.later_moves_depend",
            {"item": "PUMP", "documents": (number,)},
        )
        pumps.trade.reverse("goods_receipt", again)
        pumps.trade.reverse("goods_issue", issue)
        assert pumps.stock() == "1 100.00"
        pumps.trade.require_sound_books()


class TestSideBySide:
    @pytest.mark.parametrize("known", [False, True])
    def test_one_of_two_receipts_of_a_piece_passes(self, known: bool) -> None:
        pumps = Pumps(method="moving_average")
        trade = pumps.trade
        if known:
            pumps.receive("P-1", on=YESTERDAY)
            pumps.issue("P-1", on=YESTERDAY)
        lines = [
            trade.order_line("1", item_id=pumps.item_id),
            trade.order_line(
                "1", item_id=pumps.item_id, project_id=trade.other_works.id, node_id=trade.other_works.node_id
            ),
        ]
        for line in lines:
            trade.order(line)
        requests = [trade.receipt(trade.receipt_line(line.id, "1", batch_no="P-1")) for line in lines]

        results = at_once([receiving(trade, request) for request in requests])

        refused = [each for each in results if isinstance(each, Refusal)]
        assert [each.code for each in refused] == ["ledger.serial_in_stock"], results
        [(pieces,)] = trade.rows(
            "SELECT sum(quantity) FROM ledger_stockpool WHERE tenant_id = %s AND item_id = %s", pumps.item_id
        )
        assert pieces == 1
        trade.require_sound_books()

    def test_an_issue_is_reversed_or_its_piece_comes_in_again(self) -> None:
        pumps = Pumps(method="moving_average")
        trade = pumps.trade
        pumps.receive("P-1", on=YESTERDAY)
        issue = pumps.issue("P-1", on=YESTERDAY)
        general = trade.stock_line("1", "100.00", item_id=pumps.item_id)
        trade.order(general)
        request = trade.receipt(trade.receipt_line(general.id, "1", batch_no="P-1"))

        results = at_once([receiving(trade, request), lambda: trade.reverse("goods_issue", issue)])

        refused = [each for each in results if isinstance(each, Refusal)]
        assert len(refused) == 1, results
        assert refused[0].code in ("ledger.serial_in_stock", "ledger.later_moves_depend")
        assert pumps.stock() == "1 100.00" or pumps.stock(owner=GENERAL) == "1 100.00"
        trade.require_sound_books()

    def test_two_issues_of_one_piece(self) -> None:
        pumps = Pumps()
        trade = pumps.trade
        pumps.receive("P-1")

        results = at_once([lambda: pumps.issue("P-1")] * 2)

        assert [each.code for each in results if isinstance(each, Refusal)] == ["ledger.insufficient_stock"]
        trade.require_sound_books()


def receiving(trade: Trade, request: Any) -> Callable[[], Any]:
    return lambda: receive_goods(actor=trade.keeper, request=request, at=NOW)


class TestOverHttp:
    def body(self, pumps: Pumps, *numbers: str, quantity: str = "1") -> dict[str, Any]:
        trade = pumps.trade
        ordered = trade.ordered(str(len(numbers) * int(quantity)), "100.00", item_id=pumps.item_id)
        line = {"order_line_id": ordered, "entered_quantity": quantity, "unit": "kg"}
        return {
            "id": new_id(),
            "company_id": trade.world.company_id,
            "business_date": TODAY,
            "warehouse_id": trade.store.id,
            "supplier_id": trade.supplier_id,
            "lines": [{"id": new_id(), "batch_no": number, **line} for number in numbers],
        }

    def test_a_receipt_of_pieces_is_listed_piece_by_piece(self) -> None:
        pumps = Pumps()
        keeper = Caller(pumps.trade.keeper)
        body = self.body(pumps, "P-1", "P-2", "P-3")

        first, again = keeper.post("/goods-receipts", body), keeper.post("/goods-receipts", body)

        assert (first.status, again.body) == (200, first.body)
        assert [line["batch_no"] for line in first.body["lines"]] == ["P-1", "P-2", "P-3"]
        found = keeper.get("/batches", item_id=pumps.item_id, on_hand=True).body["rows"]
        assert [(row["number"], row["on_hand"], row["item_tracking"]) for row in found] == [
            (number, "1.000000", "serial") for number in ("P-1", "P-2", "P-3")
        ]

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("en", "PUMP, serial number P-1, lies at W1 00 on 2026-06-15 already and can't come in again"),
            ("zh", "物料 PUMP 的序列号 P-1 在 2026-06-15 已在 W1 00，不能再次入库"),
        ],
    )
    def test_a_refusal_says_line_field_and_place(self, language: str, sentence: str) -> None:
        pumps = Pumps()
        pumps.receive("P-1")
        keeper = Caller(pumps.trade.keeper, language=language)

        answer = keeper.post("/goods-receipts", self.body(pumps, "P-2", "P-1"))

        assert (answer.status, answer.places) == (409, [(2, "batch_no", "ledger.serial_in_stock")])
        assert answer.body["errors"][0]["detail"].rstrip(".。") == sentence

    def test_several_pieces_in_a_line_and_lines_without_numbers_are_told_together(self) -> None:
        pumps = Pumps()
        keeper = Caller(pumps.trade.keeper)

        several = keeper.post("/goods-receipts", self.body(pumps, "P-1", "P-2", quantity="2"))
        unnamed = keeper.post("/goods-receipts", self.body(pumps, "P-1", "", ""))

        assert several.places == [(n, "quantity", "ledger.serial_is_one_piece") for n in (1, 2)]
        assert unnamed.places == [(n, "batch_no", "ledger.serial_required") for n in (2, 3)]


class TestRefusals:
    """Say what a number is: of a batch, or of one piece."""

    def sentences(self, person: Any, path: str, body: dict[str, Any]) -> list[str]:
        """Return what the interface says, in Chinese and English."""
        return [Caller(person, language=each).post(path, body).body["detail"] for each in ("zh", "en")]

    def of_issue(self, pumps: Pumps, number: str) -> list[str]:
        trade = pumps.trade
        line = {"id": str(new_id()), "entered_quantity": "1", "unit": "kg", "node_id": str(trade.works.node_id)}
        line |= {"category_id": str(trade.category_id), "owner_id": str(trade.works.id)}
        line |= {name: str(value) for name, value in pumps.named(number).items()}
        head = {"company_id": str(trade.world.company_id), "warehouse_id": str(trade.store.id)}
        body = {"id": str(new_id()), **head, "business_date": TODAY.isoformat(), "lines": [line]}
        return self.sentences(trade.keeper, "/goods-issues", body)

    def test_of_a_piece_that_is_recalled_or_expired(self) -> None:
        pumps = Pumps()
        trade = pumps.trade
        pumps.receive("P-1")
        recalled = BatchStatusRequest(pumps.id_of("P-1"), 1, "recalled", "漏油")
        set_batch_status(actor=trade.boss, request=recalled, at=NOW)
        ordered = trade.ordered("1", "100.00", item_id=pumps.item_id)
        old = trade.receipt_line(ordered, "1", batch_no="P-2", expiry_date=YESTERDAY)
        receive_goods(actor=trade.keeper, request=trade.receipt(old), at=NOW)

        assert self.of_issue(pumps, "P-1") == [
            "序列号 P-1 不能领用：状态是 召回",
            "Serial number P-1 is not for use: recalled",
        ]
        assert self.of_issue(pumps, "P-2") == [
            "序列号 P-2 已于 2026-06-14 到期，不能领用",
            "Serial number P-2 expired on 2026-06-14; it is not for use",
        ]
        said = self.sentences(
            trade.boss,
            f"/batches/{pumps.id_of('P-1')}/status",
            {"version": 2, "status": "released", "reason": "x"},
        )
        assert [each.split(" P-1")[0] for each in said] == ["序列号", "Serial number"]

    def test_of_a_piece_that_expires_after_another_one(self) -> None:
        pumps = Pumps()
        trade = pumps.trade
        for number, days in (("P-1", 30), ("P-2", 90)):
            ordered = trade.ordered("1", "100.00", item_id=pumps.item_id)
            line = trade.receipt_line(ordered, "1", batch_no=number, expiry_date=TODAY + timedelta(days=days))
            receive_goods(actor=trade.keeper, request=trade.receipt(line), at=NOW)

        refusal = refusal_of(lambda: pumps.issue("P-2"))
        assert (refusal.code, refusal.figures()["batch"]) == ("inventory.earlier_batch_first", "P-2")
        assert self.of_issue(pumps, "P-2") == [
            "序列号 P-1（有效期至 2026-07-15）还剩 1，应先于序列号 P-2 领用；确需先领后者，请在该行写明原因",
            "Serial number P-1 expires first, on 2026-07-15, and 1 of it is left. Serial number P-2 comes after it;"
            " else say on the line why",
        ]
