"""Value notes and receipt lines over HTTP."""

import io
from datetime import date
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from gongliao.kernel.ids import new_id
from tests.costing.value_kit import Office, make_office
from tests.support.http import Caller
from tests.support.trade import GENERAL
from tests.support.world import TODAY

FIRST, SECOND, THIRD = (date(2026, 6, day) for day in range(1, 4))


def body(office: Office, *lines: dict[str, Any], **head: Any) -> dict[str, Any]:
    note = {
        "company_id": str(office.trade.world.company_id),
        "business_date": TODAY.isoformat(),
        "kind": "landed_cost",
        "charge": "10.00",
        "basis": "value",
        "lines": list(lines),
    }
    return {**note, **head}


def line(office: Office, receipt_id: UUID, **said: Any) -> dict[str, Any]:
    of_receipt = office.trade.lines_of("goodsreceipt", receipt_id)[0]
    return {"id": str(new_id()), "receipt_id": str(receipt_id), "receipt_line_id": str(of_receipt), **said}


class TestValueNotes:
    def test_go_from_preview_over_draft_to_posted_and_back(self) -> None:
        office = make_office()
        receipts = [office.trade.buy("10", "4.00", on=FIRST), office.trade.buy("5", "16.00", on=FIRST)]
        caller, id = Caller(office.accountant), str(new_id())
        content = body(office, *(line(office, receipt) for receipt in receipts))

        preview = caller.post("/value-notes/preview", content).body
        saved = caller.put(f"/value-notes/{id}", {**content, "version": 0}).body
        posted = caller.post(f"/value-notes/{id}/post", {"version": 1}).body
        mirror = caller.post(f"/value-notes/{id}/reverse", {"id": str(new_id()), "reason": "记错了"}).body

        assert (preview["amount"], [each["change"] for each in preview["lines"]]) == ("10.00", ["3.33", "6.67"])
        assert (saved["state"], saved["number"], saved["amount"]) == ("draft", None, None)
        assert (posted["state"], posted["number"], posted["amount"]) == ("posted", "VN-2026-00001", "10.00")
        first = posted["lines"][0]
        assert (first["receipt_number"], first["item_code"], first["change"], first["worth"]) == (
            "GR-2026-00001",
            "STEEL",
            "3.33",
            "43.33",
        )
        assert (mirror["amount"], mirror["reverses_id"]) == ("-10.00", id)
        flow = caller.get(f"/documents/value_note/{id}/flow").body
        assert {step["number"] for step in flow["before"]} == {"GR-2026-00001", "GR-2026-00002"}
        assert [step["id"] for step in flow["after"]] == [mirror["id"]]
        journal = [entry["action"] for entry in caller.get(f"/documents/value_note/{id}/audit").body]
        assert journal == ["created", "posted", "reversed"]

    def test_draft_is_dropped(self) -> None:
        office = make_office()
        caller, path = Caller(office.accountant), f"/value-notes/{new_id()}"
        caller.put(path, {**body(office), "version": 0})

        assert caller.delete(path, version=1).status == 204
        assert caller.get(path).status == 404

    @pytest.mark.parametrize(
        ("where", "bad"),
        [("charge", "-1"), ("charge", "1.234"), ("basis", "colour"), ("kind", "gift"), ("rate_after", "0")],
    )
    def test_malformed_heads_are_422(self, where: str, bad: str) -> None:
        office = make_office()

        refused = Caller(office.accountant).put(f"/value-notes/{new_id()}", body(office, version=0, **{where: bad}))

        assert (refused.status, refused.places[0][1]) == (422, where)

    @pytest.mark.parametrize(("where", "bad"), [("quantity", "0"), ("amount", "1.234"), ("price", "-1")])
    def test_malformed_lines_are_422(self, where: str, bad: str) -> None:
        office = make_office()
        said = {"id": str(new_id()), "receipt_id": str(new_id()), "receipt_line_id": str(new_id()), where: bad}

        refused = Caller(office.accountant).put(f"/value-notes/{new_id()}", body(office, said, version=0))

        assert (refused.status, refused.places[0][:2]) == (422, (1, where))

    def test_without_a_grant_nothing_is_reached(self) -> None:
        office = make_office()
        keeper = Caller(office.trade.keeper)

        for method, path in (
            ("GET", "/value-notes"),
            ("GET", "/receipt-lines"),
            ("POST", "/value-notes/preview"),
            ("GET", f"/value-notes/{new_id()}"),
            ("PUT", f"/value-notes/{new_id()}"),
            ("DELETE", f"/value-notes/{new_id()}?version=1"),
            ("POST", f"/value-notes/{new_id()}/post"),
            ("POST", f"/value-notes/{new_id()}/reverse"),
        ):
            answer = keeper.raw(method, f"/api/v1{path}", b"{}")
            assert (answer.status, answer.code) == (403, "platform.missing_grant"), path

    def test_are_seen_by_their_company_alone(self) -> None:
        office = make_office()
        note_id = office.freight("10.00", "value", office.trade.buy(on=FIRST))
        world = office.trade.world
        elsewhere = Caller(world.person("accountant", scope_kind="company", scope_id=new_id()))
        here = Caller(world.person("accountant", scope_kind="company", scope_id=world.company_id))

        assert (here.get("/value-notes").body["total"], here.get("/receipt-lines").body["total"]) == (1, 1)
        assert (elsewhere.get("/value-notes").body["total"], elsewhere.get("/receipt-lines").body["total"]) == (0, 0)
        assert elsewhere.get(f"/value-notes/{note_id}").status == 404
        assert elsewhere.post(f"/value-notes/{note_id}/post").status == 404
        assert elsewhere.post(f"/value-notes/{note_id}/reverse", {"id": str(new_id()), "reason": "x"}).status == 404

    def test_list_filters_sorts_and_totals(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy(on=FIRST)
        office.freight("10.00", "value", receipt_id, reference="INV-7", party_id=office.trade.supplier_id)
        office.reverse(office.exchange(receipt_id, "3.00"))
        caller = Caller(office.accountant)

        page = caller.get("/value-notes", sort="number").body

        assert [(row["kind"], row["amount"], row["state"]) for row in page["rows"]] == [
            ("landed_cost", "10.00", "posted"),
            ("exchange_rate", "3.00", "reversed"),
            ("exchange_rate", "-3.00", "posted"),
        ]
        assert page["totals"] == {"amount": "10.00"}
        for query, total in (
            ({"q": "INV-7"}, 1),
            ({"kind": "exchange_rate"}, 2),
            ({"state": "reversed"}, 1),
            ({"receipt_id": str(receipt_id)}, 3),
            ({"party_id": str(office.trade.supplier_id)}, 1),
            ({"business_date_to": "2026-01-01"}, 0),
            ({"company_id": str(new_id())}, 0),
        ):
            assert caller.get("/value-notes", **query).body["total"] == total, query
        for sort in ("number", "business_date", "state", "kind", "amount", "created_at"):
            assert caller.get("/value-notes", sort=sort).status == 200
        sheet = openpyxl.load_workbook(io.BytesIO(caller.get("/value-notes", format="xlsx").content)).active
        assert sheet is not None
        assert sheet.max_row == 4


class TestReceiptLines:
    def test_tell_what_was_received_and_not_invoiced_as_of_a_day(self) -> None:
        office = make_office()
        trade = office.trade
        first = trade.buy("10", "4.00", on=FIRST)
        second = trade.buy("3", "3.333333", on=SECOND)
        trade.reverse("goods_receipt", trade.buy("7", "1.00", on=FIRST))
        office.invoice(first, "4", "20.00", business_date=SECOND)
        office.price(second, "5.00", business_date=THIRD)
        office.invoice(first, "6", "24.00", business_date=THIRD)
        office.reverse(office.invoice(second, "1", "9.00", business_date=THIRD))
        caller = Caller(office.accountant)

        def left(on: date) -> list[tuple[str, str, str, str]]:
            page = caller.get("/receipt-lines", as_of=on.isoformat(), not_invoiced="true", sort="receipt_number").body
            return [
                (row["receipt_number"], row["invoiced_quantity"], row["open_quantity"], row["open_estimate"])
                for row in page["rows"]
            ]

        assert left(FIRST) == [("GR-2026-00001", "0.000000", "10.000000", "40.00")]
        assert left(SECOND) == [
            ("GR-2026-00001", "4.000000", "6.000000", "24.00"),
            ("GR-2026-00002", "0.000000", "3.000000", "10.00"),
        ]
        assert left(THIRD) == [("GR-2026-00002", "0.000000", "3.000000", "15.00")]

    def test_what_went_back_is_not_waited_for(self) -> None:
        office = make_office()
        trade = office.trade
        receipt = trade.buy("10", "4.00", on=FIRST)
        office.invoice(receipt, "3", "15.00", business_date=FIRST)
        back = trade.send_back(receipt, "4", on=SECOND)
        caller = Caller(office.accountant)

        def left(on: date) -> list[str]:
            [row] = caller.get("/receipt-lines", as_of=on.isoformat()).body["rows"]
            return [row["sent_back_quantity"], row["open_quantity"], row["open_estimate"]]

        assert left(FIRST) == ["0.000000", "7.000000", "28.00"]
        assert left(SECOND) == ["4.000000", "3.000000", "12.00"]
        office.invoice(receipt, "3", "12.00", business_date=SECOND)
        assert left(SECOND) == ["4.000000", "0.000000", "0.00"]
        assert caller.get("/receipt-lines", not_invoiced="true").body["total"] == 0
        trade.reverse("supplier_return", back)
        assert left(SECOND) == ["0.000000", "4.000000", "16.00"]

    def test_list_filters_sorts_and_totals(self) -> None:
        office = make_office()
        trade = office.trade
        first = trade.buy("10", "4.00", on=FIRST)
        trade.buy("3", "2.00", on=SECOND)
        office.invoice(first, "10", "41.00")
        caller = Caller(office.accountant)

        page = caller.get("/receipt-lines").body

        assert (page["total"], page["totals"]) == (
            2,
            {"received_value": "46.00", "worth": "47.00", "open_estimate": "6.00"},
        )
        for query, total in (
            ({"q": "GR-2026-00002"}, 1),
            ({"q": "STEEL"}, 2),
            ({"supplier_id": str(trade.supplier_id)}, 2),
            ({"supplier_id": str(new_id())}, 0),
            ({"item_id": str(trade.paint_id)}, 0),
            ({"receipt_id": str(first)}, 1),
            ({"company_id": str(GENERAL)}, 0),
            ({"business_date_from": "2026-06-02"}, 1),
            ({"business_date_to": "2026-06-01"}, 1),
            ({"not_invoiced": "true"}, 1),
        ):
            assert caller.get("/receipt-lines", **query).body["total"] == total, query
        for sort in ("business_date", "receipt_number", "item_code", "supplier_name", "open_estimate"):
            assert caller.get("/receipt-lines", sort=sort).status == 200
        sheet = openpyxl.load_workbook(io.BytesIO(caller.get("/receipt-lines", format="xlsx").content)).active
        assert sheet is not None
        assert sheet.max_row == 3
