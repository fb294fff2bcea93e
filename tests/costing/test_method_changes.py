"""Items valued otherwise from a day on, as stories with a figure after every step."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from gongliao.costing.errors import AlreadyReversed, IsReversal, ItemTwice, NoteEmpty, ReasonMissing
from gongliao.costing.models import MethodChange
from gongliao.costing.public import (
    CostNoteStep,
    MethodChangeLineRequest,
    MethodChangeRequest,
    ReverseCostNoteRequest,
    post_method_change,
    reverse_method_change,
    save_method_change,
)
from gongliao.inventory import public as inventory
from gongliao.kernel.ids import new_id
from gongliao.ledger.public import (
    LaterMovesDepend,
    MethodChangedSince,
    MovedSince,
)
from gongliao.platform.public import (
    DateOutOfRange,
    DocumentNotFound,
    MissingGrant,
    RequestIdReused,
    StaleVersion,
    ask_company,
    hold_books,
    tenant_transaction,
)
from tests.costing.value_kit import Office, make_office
from tests.support.refusals import codes_of, refusal_of
from tests.support.trade import D, at_once, make_item
from tests.support.world import NOW, TODAY

FIRST, SECOND, THIRD, FOURTH, FIFTH = (date(2026, 6, day) for day in range(1, 6))


class Valued:
    """An office that says how its items are valued."""

    def __init__(self, office: Office, **item: Any) -> None:
        self.office, self.trade = office, office.trade
        self.item = make_item(self.trade.boss, "CABLE", **item)

    def buy(self, quantity: str, price: str, on: date, **receipt: Any) -> UUID:
        line = self.trade.ordered(quantity, price, item_id=self.item)
        goods = self.trade.receipt_line(line, quantity, **receipt)
        request = self.trade.receipt(goods, business_date=on)
        return inventory.receive_goods(actor=self.trade.keeper, request=request, at=NOW)

    def issue(self, quantity: str, on: date, **line: Any) -> UUID:
        return self.trade.issue(quantity, on=on, item_id=self.item, **line)

    def request(self, method: Any, since: date, **changes: Any) -> MethodChangeRequest:
        line = MethodChangeLineRequest(new_id(), self.item, method)
        request = MethodChangeRequest(new_id(), self.trade.world.company_id, since, (line,))
        return replace(request, **changes)

    def change(self, method: Any, since: date, **changes: Any) -> UUID:
        request = self.request(method, since, **changes)
        save_method_change(actor=self.office.accountant, request=request, at=NOW)
        return self.post(request.id).id

    def post(self, change_id: UUID) -> MethodChange:
        return post_method_change(actor=self.office.accountant, request=CostNoteStep(change_id), at=NOW)

    def take_back(self, change_id: UUID, **changes: Any) -> MethodChange:
        request = replace(ReverseCostNoteRequest(id=new_id(), original_id=change_id, reason="改错了"), **changes)
        return reverse_method_change(actor=self.office.accountant, request=request, at=NOW)

    def batches(self) -> dict[str, UUID]:
        return dict(self.trade.rows("SELECT number, id FROM ledger_batch WHERE tenant_id = %s"))

    @property
    def now(self) -> tuple[str, Any]:
        return self.trade.pool(self.item), self.trade.cost()


@pytest.fixture
def valued() -> Iterator[Valued]:
    made = Valued(make_office())
    yield made
    made.trade.require_sound_books()


@pytest.fixture
def lots() -> Iterator[Valued]:
    made = Valued(make_office(), tracking="batch")
    yield made
    made.trade.require_sound_books()


class TestWhatGoodsCostAfterwards:
    def test_from_the_average_to_first_in_first_out(self, valued: Valued) -> None:
        valued.buy("10", "4.00", FIRST)
        valued.buy("10", "7.00", SECOND)
        valued.issue("5", SECOND)
        assert valued.now == ("15 kg 82.50", D("27.50"))

        valued.change("fifo", THIRD)
        assert valued.now == ("15 kg 82.50", D("27.50"))

        valued.buy("10", "9.00", THIRD)
        valued.issue("10", FOURTH)
        # What lay there is one layer at its average, the oldest.
        assert valued.now == ("15 kg 117.50", D("82.50"))
        valued.issue("10", FOURTH)
        assert valued.now == ("5 kg 45.00", D("155.00"))
        valued.issue("5", FIFTH)
        assert valued.now == ("0 kg 0.00", D("200.00"))

    def test_from_first_in_first_out_to_the_average(self) -> None:
        valued = Valued(make_office(), valuation_method="fifo")
        valued.buy("10", "4.00", FIRST)
        valued.buy("10", "7.00", SECOND)
        valued.issue("5", SECOND)
        assert valued.now == ("15 kg 90.00", D("20.00"))

        valued.change("moving_average", THIRD)
        valued.issue("5", THIRD)
        assert valued.now == ("10 kg 60.00", D("50.00"))
        valued.trade.require_sound_books()

    def test_batches_begin_at_the_average(self, lots: Valued) -> None:
        lots.buy("10", "4.00", FIRST, batch_no="L1")
        lots.buy("10", "7.00", SECOND, batch_no="L2")
        lots.change("specific_batch", THIRD)
        lots.buy("10", "8.50", THIRD, batch_no="L2")

        lots.issue("10", FOURTH, batch_id=lots.batches()["L1"])
        assert lots.now == ("20 kg 140.00", D("55.00"))
        lots.issue("10", FOURTH, batch_id=lots.batches()["L2"])
        assert lots.now == ("10 kg 70.00", D("125.00"))

    def test_the_oldest_batch_takes_the_oldest_goods_along(self) -> None:
        lots = Valued(make_office(), tracking="batch", valuation_method="fifo")
        lots.buy("10", "4.00", FIRST, batch_no="L1")
        lots.buy("10", "7.00", SECOND, batch_no="L2")
        lots.change("specific_batch", THIRD)

        lots.issue("4", THIRD, batch_id=lots.batches()["L2"])
        assert lots.now == ("16 kg 82.00", D("28.00"))
        lots.trade.require_sound_books()

    def test_there_and_back(self, lots: Valued) -> None:
        lots.buy("10", "4.00", FIRST, batch_no="L1")
        lots.change("specific_batch", SECOND)
        lots.buy("10", "7.00", SECOND, batch_no="L2")
        lots.change("moving_average", THIRD)
        lots.issue("10", THIRD, batch_id=lots.batches()["L1"])
        assert lots.now == ("10 kg 55.00", D("55.00"))
        lots.change("fifo", FOURTH)
        lots.buy("10", "9.00", FOURTH, batch_no="L3")
        lots.issue("10", FIFTH, batch_id=lots.batches()["L3"])
        # First in, first out is of what goods cost, whichever of them are carried.
        assert lots.now == ("10 kg 90.00", D("110.00"))

    def test_what_is_nowhere_changes_too(self, valued: Valued) -> None:
        change_id = valued.change("fifo", THIRD)
        valued.buy("10", "4.00", THIRD)
        valued.buy("10", "7.00", FOURTH)
        valued.issue("10", FIFTH)
        assert valued.now == ("10 kg 70.00", D("40.00"))
        assert valued.trade.values_of(change_id) == []

    def test_goods_come_back_at_what_they_went_out_at(self, valued: Valued) -> None:
        valued.buy("10", "4.00", FIRST)
        issue_id = valued.issue("5", SECOND)
        valued.change("fifo", THIRD)
        valued.buy("5", "9.00", THIRD)

        valued.trade.return_(issue_id, "5", business_date=FOURTH)
        assert valued.now == ("15 kg 85.00", D("0.00"))
        valued.issue("10", FIFTH)
        # Five that lay there, then the five that came after: what came back is the youngest.
        assert valued.now == ("5 kg 20.00", D("65.00"))


class TestWhatBecomesKnownLater:
    def test_an_invoice_follows_the_goods_through_the_change(self, valued: Valued) -> None:
        receipt = valued.buy("10", "4.00", FIRST)
        valued.issue("4", SECOND)
        valued.change("fifo", THIRD)
        valued.buy("10", "9.00", THIRD)
        valued.issue("8", FOURTH)
        assert valued.now == ("8 kg 72.00", D("58.00"))

        valued.office.invoice(receipt, "10", "50.00")

        # Each kg of the ten costs one more: four went out before, six after.
        assert valued.now == ("8 kg 72.00", D("68.00"))

    def test_freight_on_what_lies_in_batches_by_now(self, lots: Valued) -> None:
        first = lots.buy("10", "4.00", FIRST, batch_no="L1")
        lots.buy("10", "7.00", SECOND, batch_no="L2")
        lots.change("specific_batch", THIRD)
        lots.issue("10", FOURTH, batch_id=lots.batches()["L2"])
        assert lots.now == ("10 kg 55.00", D("55.00"))

        note = lots.office.freight("20.00", "quantity", first)
        # It came in before the change and is shared by all that lay there.
        assert lots.now == ("10 kg 65.00", D("65.00"))
        lots.office.reverse(note)
        assert lots.now == ("10 kg 55.00", D("55.00"))

    def test_a_late_document_since_the_change_is_placed_among_the_others(self, valued: Valued) -> None:
        valued.buy("10", "4.00", FIRST)
        valued.change("fifo", SECOND)
        valued.buy("10", "9.00", FOURTH)
        valued.issue("15", FIFTH)
        assert valued.now == ("5 kg 45.00", D("85.00"))

        late = valued.buy("5", "6.00", THIRD)
        assert valued.now == ("10 kg 90.00", D("70.00"))
        valued.trade.reverse("goods_receipt", late)
        assert valued.now == ("5 kg 45.00", D("85.00"))

    def test_what_happened_before_is_refused(self, valued: Valued) -> None:
        valued.buy("10", "4.00", FIRST)
        valued.change("fifo", THIRD)

        for on in (FIRST, SECOND):
            refused = refusal_of(lambda on=on: valued.buy("1", "4.00", on))
            assert isinstance(refused, MethodChangedSince)
            assert (refused.item, refused.since, refused.line) == ("CABLE", THIRD, 1)
        assert isinstance(refusal_of(lambda: valued.issue("1", SECOND)), MethodChangedSince)
        assert isinstance(
            refusal_of(lambda: valued.trade.count_stock("9", on=SECOND, item_id=valued.item)), MethodChangedSince
        )
        # Others are not concerned.
        valued.trade.buy("10", "4.00", on=FIRST)
        assert valued.now[0] == "10 kg 40.00"

    def test_a_document_from_before_is_not_undone(self, valued: Valued) -> None:
        receipt = valued.buy("10", "4.00", FIRST)
        change_id = valued.change("fifo", THIRD)

        refused = refusal_of(lambda: valued.trade.reverse("goods_receipt", receipt))

        assert isinstance(refused, LaterMovesDepend)
        assert refused.documents == (number_of(valued, change_id),)
        valued.take_back(change_id)
        valued.trade.reverse("goods_receipt", receipt)
        assert valued.now == ("0 kg 0.00", D("0.00"))


class TestTakingItBack:
    def test_all_is_valued_as_before(self, valued: Valued) -> None:
        valued.buy("10", "4.00", FIRST)
        valued.buy("10", "7.00", SECOND)
        change_id = valued.change("fifo", THIRD)

        mirror = valued.take_back(change_id)

        assert mirror.number and mirror.reverses_id == change_id
        # What happened before can be booked again.
        valued.buy("5", "4.00", SECOND)
        assert valued.now == ("25 kg 130.00", D("0.00"))
        valued.issue("10", THIRD)
        assert valued.now == ("15 kg 78.00", D("52.00"))

    def test_batches_flow_together_again(self, lots: Valued) -> None:
        lots.buy("10", "4.00", FIRST, batch_no="L1")
        lots.buy("10", "7.00", SECOND, batch_no="L2")
        lots.take_back(lots.change("specific_batch", THIRD))
        lots.issue("10", THIRD, batch_id=lots.batches()["L2"])
        assert lots.now == ("10 kg 55.00", D("55.00"))
        # And once more.
        lots.change("specific_batch", FOURTH)
        lots.issue("5", FOURTH, batch_id=lots.batches()["L1"])
        assert lots.now == ("5 kg 27.50", D("82.50"))

    def test_an_invoice_between_is_kept(self, valued: Valued) -> None:
        receipt = valued.buy("10", "4.00", FIRST)
        change_id = valued.change("fifo", THIRD)
        valued.office.invoice(receipt, "10", "50.00")
        assert valued.now[0] == "10 kg 50.00"

        valued.take_back(change_id)
        assert valued.now[0] == "10 kg 50.00"

    def test_what_moved_since_stands_in_the_way(self, valued: Valued) -> None:
        valued.buy("10", "4.00", FIRST)
        change_id = valued.change("fifo", THIRD)
        issue_id = valued.issue("5", FOURTH)

        refused = refusal_of(lambda: valued.take_back(change_id))
        assert isinstance(refused, LaterMovesDepend)
        assert refused.documents == (valued.trade.head("goodsissue", issue_id)[0],)

        valued.trade.reverse("goods_issue", issue_id)
        valued.take_back(change_id)
        assert valued.now == ("10 kg 40.00", D("0.00"))

    def test_a_later_change_stands_in_the_way(self, valued: Valued) -> None:
        valued.buy("10", "4.00", FIRST)
        first = valued.change("fifo", SECOND)
        second = valued.change("moving_average", THIRD)

        refused = refusal_of(lambda: valued.take_back(first))
        assert isinstance(refused, LaterMovesDepend)
        assert refused.documents == (number_of(valued, second),)
        valued.take_back(second)
        valued.take_back(first)

    def test_once(self, valued: Valued) -> None:
        change_id = valued.change("fifo", THIRD)
        request = ReverseCostNoteRequest(id=new_id(), original_id=change_id, reason="改错了")
        assert isinstance(refusal_of(lambda: valued.take_back(change_id, reason=" ")), ReasonMissing)
        mirrors = {reverse_method_change(actor=valued.office.accountant, request=request, at=NOW).id for _ in range(2)}
        assert mirrors == {request.id}
        assert isinstance(refusal_of(lambda: valued.take_back(change_id)), AlreadyReversed)
        assert isinstance(refusal_of(lambda: valued.take_back(request.id)), IsReversal)


class TestRefusals:
    def test_all_that_is_wrong_with_a_posting(self, valued: Valued) -> None:
        steel = valued.trade.steel_id
        valued.trade.buy(on=THIRD)
        lines = tuple(
            MethodChangeLineRequest(new_id(), item, method)  # type: ignore[arg-type]
            for item, method in ((valued.item, "moving_average"), (steel, "specific_batch"))
        )
        request = valued.request("fifo", THIRD, lines=lines)
        save_method_change(actor=valued.office.accountant, request=request, at=NOW)

        assert codes_of(lambda: valued.post(request.id)) == [
            (1, "ledger.method_is_the_same"),
            (2, "ledger.method_needs_batch"),
            (2, "ledger.moved_since"),
        ]

    def test_the_day_after_the_last_move_is_the_first(self, valued: Valued) -> None:
        valued.buy("10", "4.00", THIRD)
        refused = refusal_of(lambda: valued.change("fifo", THIRD))
        assert isinstance(refused, MovedSince)
        assert (refused.last, refused.earliest) == (THIRD, FOURTH)
        valued.change("fifo", FOURTH)

    def test_days_outside_the_books(self, valued: Valued) -> None:
        tomorrow = TODAY + timedelta(days=1)
        for on in (date(2020, 1, 1), tomorrow + timedelta(days=1)):
            assert isinstance(refusal_of(lambda on=on: valued.change("fifo", on)), DateOutOfRange)
        valued.change("fifo", tomorrow)
        assert isinstance(refusal_of(lambda: valued.buy("1", "4.00", TODAY)), MethodChangedSince)

    def test_drafts(self, valued: Valued) -> None:
        accountant = valued.office.accountant
        twice = valued.request("fifo", THIRD)
        twice = replace(twice, lines=(*twice.lines, MethodChangeLineRequest(new_id(), valued.item, "fifo")))
        refused = refusal_of(lambda: save_method_change(actor=accountant, request=twice, at=NOW))
        assert isinstance(refused, ItemTwice)
        assert isinstance(refusal_of(lambda: valued.change("fifo", THIRD, lines=())), NoteEmpty)

        request = valued.request("fifo", THIRD)
        save_method_change(actor=accountant, request=request, at=NOW)
        other = replace(request, remark="别的")
        assert isinstance(
            refusal_of(lambda: save_method_change(actor=accountant, request=other, at=NOW)), RequestIdReused
        )
        step = CostNoteStep(request.id, version=9)
        assert isinstance(refusal_of(lambda: post_method_change(actor=accountant, request=step, at=NOW)), StaleVersion)
        keeper = valued.trade.keeper
        assert isinstance(refusal_of(lambda: save_method_change(actor=keeper, request=request, at=NOW)), MissingGrant)
        assert valued.post(request.id).number == valued.post(request.id).number


class TestWhoeverMayNot:
    def test_keeps_nobody_waiting(self, valued: Valued) -> None:
        request = valued.request("fifo", THIRD)
        save_method_change(actor=valued.office.accountant, request=request, at=NOW)
        outsider = valued.trade.world.person("accountant", scope_kind="company", scope_id=new_id())
        step = CostNoteStep(request.id)

        # Somebody posts, so who closes the books to others would have to wait.
        with tenant_transaction(valued.trade.world.tenant.id):
            hold_books(request.company_id)
            ask_company(request.company_id).get()
            [refused] = at_once([lambda: post_method_change(actor=outsider, request=step, at=NOW)])

        assert isinstance(refused, DocumentNotFound)


class TestBesidePostings:
    def test_who_waits_for_a_change_is_valued_by_it(self, valued: Valued) -> None:
        valued.buy("10", "4.00", FIRST)
        valued.buy("10", "7.00", FIRST)
        request = valued.request("fifo", THIRD)
        save_method_change(actor=valued.office.accountant, request=request, at=NOW)
        issues = [
            valued.trade.issue_request(valued.trade.issue_line("1", item_id=valued.item), business_date=FIFTH)
            for _ in range(4)
        ]

        def issue(at: int) -> None:
            inventory.issue_material(actor=valued.trade.keeper, request=issues[at], at=NOW)

        deeds = [lambda: valued.post(request.id), *(lambda at=at: issue(at) for at in range(4))]
        failed = [each for each in at_once(deeds) if isinstance(each, Exception)]

        # The change may come after an issue, and is refused then; nobody else is.
        assert all(isinstance(each, MovedSince) for each in failed)
        assert valued.now[1] == D("22.00")


def number_of(valued: Valued, change_id: UUID) -> str:
    [(number,)] = valued.trade.rows(
        "SELECT number FROM costing_methodchange WHERE tenant_id = %s AND id = %s", change_id
    )
    return str(number)
