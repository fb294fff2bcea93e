"""Notes that say that goods of receipts cost otherwise than they came in at, and where the difference goes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError

from gongliao.costing.models import ValueNote
from gongliao.costing.public import (
    CostNoteStep,
    DropCostNoteRequest,
    drop_value_note,
    post_value_note,
    save_value_note,
)
from gongliao.kernel.ids import new_id
from gongliao.platform.public import tenant_transaction
from tests.costing.value_kit import Office, make_office
from tests.support.refusals import refusal_of
from tests.support.statements import counted_statements
from tests.support.trade import D, at_once, make_item
from tests.support.world import NOW, TODAY

FIRST, SECOND, THIRD, FOURTH = (date(2026, 6, day) for day in range(1, 5))


def books(office: Office) -> tuple[str, Decimal]:
    """Return what lies in stock with its value, and what the work bears."""
    return office.trade.pool(), office.trade.cost()


class TestInvoiceDifference:
    def test_lower_than_the_estimate_follows_the_goods(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("10", "4.00", on=FIRST)
        issue_id = office.trade.issue("6", on=SECOND)
        assert books(office) == ("4 kg 16.00", D("24.00"))

        note_id = office.invoice(receipt_id, "10", "37.50")
        assert books(office) == ("4 kg 15.00", D("22.50"))
        assert office.changes(note_id) == [D("-2.50")]

        assert office.trade.rows(
            "SELECT purpose, sum(debit), sum(credit) FROM ledger_voucherline"
            " WHERE tenant_id = %s AND document_id = %s GROUP BY 1 ORDER BY 1",
            note_id,
        ) == [
            ("inventory", D("1.50"), D("2.50")),
            ("project_cost", 0, D("1.50")),
            ("received_not_invoiced", D("2.50"), 0),
        ]

        office.trade.return_(issue_id, "2")
        assert books(office) == ("6 kg 22.50", D("15.00"))
        office.trade.require_sound_books()

    def test_parts_settle_the_estimate_to_the_cent_and_no_more(self) -> None:
        office = make_office()
        # 3 kg estimated at 10.00.
        receipt_id = office.trade.buy("3", "3.333333", on=FIRST)

        first = office.invoice(receipt_id, "1", "4.00")
        second = office.invoice(receipt_id, "2", "8.00")

        # 3.33 and 6.67 were estimated.
        assert (office.changes(first), office.changes(second)) == ([D("0.67")], [D("1.33")])
        assert books(office)[0] == "3 kg 12.00"
        refusal = refusal_of(lambda: office.invoice(receipt_id, "0.000001", "1.00"))
        assert (refusal.code, refusal.line, refusal.figures()) == (
            "costing.more_than_received",
            1,
            {"asked": D("0.000001"), "received": 3, "invoiced": 3},
        )

    def test_reversed_leaves_the_goods_to_be_invoiced_again(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("3", "3.333333", on=FIRST)
        office.trade.issue("1", on=SECOND)
        before = books(office)
        first = office.invoice(receipt_id, "1", "4.00")
        second = office.invoice(receipt_id, "2", "8.00")

        mirror = office.reverse(first)
        assert (mirror.number, mirror.amount, office.changes(mirror.id)) == (
            "VN-2026-00003",
            D("-0.67"),
            [D("-0.67")],
        )
        again = office.invoice(receipt_id, "1", "4.00")
        assert office.changes(again) == [D("0.67")]
        office.reverse(second)
        office.reverse(again)

        assert books(office) == before
        office.trade.require_sound_books()

    def test_two_at_once_do_not_invoice_the_same_goods_twice(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("10", "4.00", on=FIRST)
        drafts = [
            office.request("invoice_difference", office.line(receipt_id, quantity="6", amount="30.00"))
            for _ in range(2)
        ]
        for draft in drafts:
            save_value_note(actor=office.accountant, request=draft, at=NOW)

        results = at_once([lambda draft=draft: office.post_draft(draft.id) for draft in drafts])

        refused = [each for each in results if isinstance(each, Exception)]
        assert [getattr(each, "code", each) for each in refused] == ["costing.more_than_received"]
        assert books(office)[0] == "10 kg 46.00"


class TestLandedCost:
    @pytest.fixture
    def office(self) -> Office:
        return make_office()

    @pytest.fixture
    def receipts(self, office: Office) -> list[UUID]:
        """Steel for 40.00, weighing nothing known, and pipe for 20.00 that weighs and takes room."""
        pipe = make_item(office.trade.boss, "PIPE", weight=D("2.5"), volume=D("0.01"), valuation_method="fifo")
        heavy = make_item(office.trade.boss, "HEAVY", weight=D("10"))
        return [
            office.trade.buy("10", "4.00", on=FIRST),
            office.trade.buy("4", "5.00", on=SECOND, item_id=pipe),
            office.trade.buy("1", "0.00", on=SECOND, item_id=heavy),
        ]

    @pytest.mark.parametrize(
        ("basis", "parts"),
        [
            ("value", ["66.67", "33.33", "0.00"]),
            ("quantity", ["66.67", "26.66", "6.67"]),
            ("weight", ["0.00", "50.00", "50.00"]),
            ("volume", ["0.00", "100.00", "0.00"]),
        ],
    )
    def test_is_spread_by(self, office: Office, receipts: list[UUID], basis: str, parts: list[str]) -> None:
        note_id = office.freight("100.00", basis, *receipts)

        assert office.changes(note_id) == [D(part) for part in parts]
        office.trade.require_sound_books()

    @pytest.mark.parametrize("basis", ["weight", "volume"])
    def test_is_refused_where_there_is_nothing_to_spread_by(
        self, office: Office, receipts: list[UUID], basis: str
    ) -> None:
        refusal = refusal_of(lambda: office.freight("100.00", basis, receipts[0]))

        assert (refusal.code, refusal.field, refusal.figures()) == (
            "costing.nothing_to_spread_by",
            "basis",
            {"basis": basis},
        )

    def test_goes_where_the_goods_went(self, office: Office) -> None:
        trade = office.trade
        receipt_id = trade.buy("10", "4.00", on=FIRST)
        trade.transfer("4")
        trade.issue("5", on=TODAY)
        assert (trade.stock(), trade.stock(bin_id=trade.far_store.bin_id), trade.cost()) == (
            "1 kg 4.00",
            "4 kg 16.00",
            D("20.00"),
        )

        note_id = office.freight("10.00", "value", receipt_id)
        assert (trade.stock(), trade.stock(bin_id=trade.far_store.bin_id), trade.cost()) == (
            "1 kg 5.00",
            "4 kg 20.00",
            D("25.00"),
        )

        office.reverse(note_id)
        assert (trade.stock(), trade.stock(bin_id=trade.far_store.bin_id), trade.cost()) == (
            "1 kg 4.00",
            "4 kg 16.00",
            D("20.00"),
        )
        trade.require_sound_books()


class TestPriceAdjustment:
    def test_takes_the_place_of_the_price_and_of_one_before(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("10", "4.00", on=FIRST)
        office.trade.issue("5", on=SECOND)

        first = office.price(receipt_id, "6.00")
        assert (books(office), office.changes(first)) == (("5 kg 30.00", D("30.00")), [D("20.00")])
        second = office.price(receipt_id, "5.00")
        assert (books(office), office.changes(second)) == (("5 kg 25.00", D("25.00")), [D("-10.00")])

        refusal = refusal_of(lambda: office.reverse(first))
        assert (refusal.code, refusal.figures()) == (
            "costing.later_notes_depend",
            {"documents": ("VN-2026-00002",)},
        )
        office.reverse(second)
        assert books(office) == ("5 kg 30.00", D("30.00"))
        office.reverse(first)
        assert books(office) == ("5 kg 20.00", D("20.00"))
        office.trade.require_sound_books()

    def test_is_what_an_invoice_is_compared_with(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("10", "4.00", on=FIRST)
        price = office.price(receipt_id, "5.00")

        invoice = office.invoice(receipt_id, "10", "51.00")

        assert (office.changes(invoice), books(office)[0]) == ([D("1.00")], "10 kg 51.00")
        assert refusal_of(lambda: office.reverse(price)).code == "costing.later_notes_depend"
        refusal = refusal_of(lambda: office.price(receipt_id, "6.00"))
        assert (refusal.code, refusal.line, refusal.figures()) == ("costing.invoiced_already", 1, {"invoiced": 10})

    def test_to_a_figure_that_the_books_do_not_hold_is_refused(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("1000000", "4.00", on=FIRST)

        assert refusal_of(lambda: office.price(receipt_id, "99999999999.99")).code == "costing.figure_too_large"


class TestExchangeDifference:
    def test_changes_what_the_goods_cost_and_keeps_the_rates(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("10", "4.00", on=FIRST)
        office.trade.issue("5", on=SECOND)

        note_id = office.exchange(receipt_id, "-0.57")

        assert books(office) == ("5 kg 19.71", D("19.72"))
        with tenant_transaction(office.trade.world.tenant.id):
            note = ValueNote.objects.get(id=note_id)
        assert (note.rate_before, note.rate_after, note.amount) == (D("7.1"), D("7.2"), D("-0.57"))

    def test_stands_beside_what_an_invoice_settles(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("10", "4.00", on=FIRST)

        office.exchange(receipt_id, "3.00")
        office.invoice(receipt_id, "10", "41.00")

        assert books(office)[0] == "10 kg 44.00"


class TestAnyOrder:
    @pytest.mark.parametrize("order", ["ABC", "CBA", "BCA"])
    def test_ends_in_the_same_figures(self, order: str) -> None:
        office = make_office()
        receipts = [office.trade.buy("3", "1.11", on=FIRST), office.trade.buy("7", "2.22", on=SECOND)]
        office.trade.issue("4", on=THIRD)
        notes: dict[str, Callable[[], UUID]] = {
            "A": lambda: office.freight("1.00", "value", *receipts),
            "B": lambda: office.invoice(receipts[0], "3", "3.00"),
            "C": lambda: office.exchange(receipts[1], "0.50"),
        }

        for each in order:
            notes[each]()

        # 3.33 and 15.54 came; 1.00 - 0.33 + 0.50 were added; four tenths went.
        assert books(office) == ("6 kg 12.02", D("8.02"))
        office.trade.require_sound_books()


class TestPostValueNote:
    def test_posts_once_when_asked_again(self) -> None:
        office = make_office()
        note_id = office.freight("10.00", "value", office.trade.buy(on=FIRST))

        again = office.post_draft(note_id)

        assert (again.number, again.state, books(office)[0]) == ("VN-2026-00001", "posted", "10 kg 50.00")
        office.reverse(note_id)
        again = office.post_draft(note_id)
        assert (again.number, again.state, books(office)[0]) == ("VN-2026-00001", "reversed", "10 kg 40.00")

    def test_what_it_changed_is_for_ever(self) -> None:
        office = make_office()
        note_id = office.freight("10.00", "value", office.trade.buy(on=FIRST))

        with pytest.raises(DatabaseError, match="posted"), tenant_transaction(office.trade.world.tenant.id):
            ValueNote.objects.filter(id=note_id).update(amount=1)

    def test_costs_as_many_statements_with_50_lines_as_with_one(self) -> None:
        office = make_office()
        counts = {}
        for lines in (1, 50):
            receipts = [office.trade.buy("2", "3.00", on=FIRST) for _ in range(lines)]
            said = [office.line(receipt) for receipt in receipts]
            request = office.request("landed_cost", *said, charge=D("10.00"), basis="value")
            save_value_note(actor=office.accountant, request=request, at=NOW)
            with counted_statements() as statements:
                office.post_draft(request.id)
            counts[lines] = len(statements)

        assert counts[1] == counts[50]

    def test_needs_lines_and_the_version_that_was_seen(self) -> None:
        office = make_office()
        request = office.request("landed_cost", charge=D(1), basis="value")
        save_value_note(actor=office.accountant, request=request, at=NOW)

        assert refusal_of(lambda: office.post_draft(request.id)).code == "costing.note_empty"
        step = CostNoteStep(request.id, version=4)
        refusal = refusal_of(lambda: post_value_note(actor=office.accountant, request=step, at=NOW))
        assert refusal.code == "platform.stale_version"

    def test_of_a_receipt_that_was_reversed_meanwhile_is_refused(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy(on=FIRST)
        request = office.request(
            "exchange_rate", office.line(receipt_id, amount="1"), rate_before=D(1), rate_after=D(2)
        )
        save_value_note(actor=office.accountant, request=request, at=NOW)
        office.trade.reverse("goods_receipt", receipt_id)

        refusal = refusal_of(lambda: office.post_draft(request.id))

        assert (refusal.code, refusal.figures()) == ("ledger.receipt_not_in_force", {"number": "GR-2026-00001"})

    def test_that_would_make_goods_worth_less_than_nothing_is_refused(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("10", "4.00", on=FIRST)

        refusal = refusal_of(lambda: office.exchange(receipt_id, "-40.01"))

        assert (refusal.code, refusal.line, refusal.figures()) == (
            "ledger.value_below_nothing",
            1,
            {"item": "STEEL", "value": 40, "change": D("-40.01")},
        )

    def test_keeps_its_receipts_from_being_reversed(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy(on=FIRST)
        note_id = office.freight("10.00", "value", receipt_id)

        refusal = refusal_of(lambda: office.trade.reverse("goods_receipt", receipt_id))
        assert (refusal.code, refusal.figures()) == (
            "inventory.later_documents_depend",
            {"documents": ("VN-2026-00001",)},
        )
        office.reverse(note_id)
        office.trade.reverse("goods_receipt", receipt_id)

        assert books(office) == ("0 kg 0.00", 0)
        office.trade.require_sound_books()


class TestSaveValueNote:
    @pytest.mark.parametrize(
        ("kind", "head", "said", "faults"),
        [
            ("landed_cost", {}, {}, [(None, "charge"), (None, "basis")]),
            ("exchange_rate", {}, {}, [(None, "rate_before"), (None, "rate_after"), (1, "amount")]),
            ("invoice_difference", {}, {"amount": "1"}, [(1, "quantity")]),
            ("invoice_difference", {}, {"quantity": "1"}, [(1, "amount")]),
            ("price_adjustment", {}, {}, [(1, "price")]),
        ],
    )
    def test_asks_for_what_its_kind_needs(
        self, kind: str, head: dict[str, Any], said: dict[str, Any], faults: list[tuple[int | None, str]]
    ) -> None:
        office = make_office()
        request = office.request(kind, office.line(office.trade.buy(on=FIRST), **said), **head)

        found = refusal_of(lambda: save_value_note(actor=office.accountant, request=request, at=NOW))

        refusals = getattr(found, "refusals", [found])
        assert [(each.code, each.line, each.field) for each in refusals] == [
            ("costing.value_missing", line, field) for line, field in faults
        ]

    def test_names_each_line_once_and_only_receipt_lines_of_the_company(self) -> None:
        office = make_office()
        line = office.line(office.trade.buy(on=FIRST), price="1")
        strange = replace(line, id=new_id(), receipt_line_id=new_id())

        def codes(*lines: Any) -> list[tuple[str, int | None]]:
            request = office.request("price_adjustment", *lines)
            found = refusal_of(lambda: save_value_note(actor=office.accountant, request=request, at=NOW))
            return [(each.code, each.line) for each in getattr(found, "refusals", [found])]

        assert codes(line, line) == [("costing.line_id_twice", 2), ("costing.receipt_line_twice", 2)]
        assert codes(line, strange) == [("ledger.receipt_line_not_found", 2)]

    def test_draft_is_replaced_and_dropped(self) -> None:
        office = make_office()
        request = office.request("price_adjustment", office.line(office.trade.buy(on=FIRST), price="1"))
        save_value_note(actor=office.accountant, request=request, at=NOW)

        changed = replace(request, remark="x", version=1)
        assert save_value_note(actor=office.accountant, request=changed, at=NOW).version == 2
        drop_value_note(actor=office.accountant, request=DropCostNoteRequest(request.id, 2))

        assert office.trade.count("costing_valuenote") == 0

    def test_is_for_who_records_costs(self) -> None:
        office = make_office()
        request = office.request("price_adjustment", office.line(office.trade.buy(on=FIRST), price="1"))

        refusal = refusal_of(lambda: save_value_note(actor=office.trade.keeper, request=request, at=NOW))

        assert refusal.code == "platform.missing_grant"


class TestReverseValueNote:
    def test_answers_the_same_when_asked_again_and_is_done_once(self) -> None:
        office = make_office()
        note_id = office.freight("10.00", "value", office.trade.buy(on=FIRST))
        mirror_id = new_id()

        assert office.reverse(note_id, id=mirror_id).id == office.reverse(note_id, id=mirror_id).id == mirror_id
        assert refusal_of(lambda: office.reverse(note_id)).code == "costing.already_reversed"
        assert refusal_of(lambda: office.reverse(mirror_id)).code == "costing.is_reversal"
        assert books(office)[0] == "10 kg 40.00"

    def test_needs_a_reason(self) -> None:
        office = make_office()
        note_id = office.freight("10.00", "value", office.trade.buy(on=FIRST))

        assert refusal_of(lambda: office.reverse(note_id, reason=" ")).code == "costing.reason_missing"

    def test_that_would_make_goods_worth_less_than_nothing_is_refused(self) -> None:
        office = make_office()
        receipt_id = office.trade.buy("10", "4.00", on=FIRST)
        note_id = office.freight("10.00", "value", receipt_id)
        office.exchange(receipt_id, "-45.00")

        refusal = refusal_of(lambda: office.reverse(note_id))

        assert refusal.figures() == {"item": "STEEL", "value": 5, "change": -10}
