"""Whether a batch may be used."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from gongliao.inventory.public import issue_material, receive_goods
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.ledger.public import BatchStatusRequest, set_batch_status
from gongliao.ledger.rules.batches import NEXT, BatchStatus
from gongliao.platform.public import Actor
from tests.support.http import Caller
from tests.support.refusals import refusal_of
from tests.support.trade import D, Trade, at_once, make_item, make_supplier, make_trade
from tests.support.world import NOW, TODAY


def received(trade: Trade, item_id: UUID, number: str = "L-1", *, expires: date | None = None, **line: Any) -> UUID:
    """Receive 10 kg of a batch and return the batch's id."""
    order_line_id = trade.ordered("10", "4.00", item_id=item_id, **line)
    line_in = replace(trade.receipt_line(order_line_id, "10", batch_no=number), expiry_date=expires)
    receive_goods(actor=trade.keeper, request=trade.receipt(line_in), at=NOW)
    return batch_ids(trade, number)[-1]


def batch_ids(trade: Trade, number: str) -> list[UUID]:
    statement = "SELECT id FROM ledger_batch WHERE tenant_id = %s AND number = %s ORDER BY id"
    return [id_ for (id_,) in trade.rows(statement, number)]


def status_of(trade: Trade, batch_id: UUID) -> tuple[str, int]:
    [row] = trade.rows("SELECT status, version FROM ledger_batch WHERE tenant_id = %s AND id = %s", batch_id)
    return row[0], row[1]


def set_to(trade: Trade, batch_id: UUID, status: BatchStatus, reason: str = "复检", version: int = 1) -> Any:
    request = BatchStatusRequest(batch_id, version, status, reason)
    return set_batch_status(actor=trade.boss, request=request, at=NOW)


class TestFirstStatus:
    def test_is_quarantine_where_the_item_is_inspected_and_else_released(self) -> None:
        trade = make_trade()
        resin = make_item(trade.boss, "RESIN", tracking="batch", inspects_on_receipt=True)

        waiting, free = received(trade, resin, "R-1"), received(trade, trade.paint_id, "P-1")

        assert (status_of(trade, waiting), status_of(trade, free)) == (("quarantine", 1), ("released", 1))

    def test_what_comes_of_a_known_batch_takes_the_status_that_it_has(self) -> None:
        trade = make_trade()
        resin = make_item(trade.boss, "RESIN", tracking="batch", inspects_on_receipt=True)
        batch_id = received(trade, resin)
        set_to(trade, batch_id, "released")

        assert received(trade, resin) == batch_id
        assert status_of(trade, batch_id) == ("released", 2)

    def test_an_item_without_batches_can_not_be_inspected(self) -> None:
        trade = make_trade()

        refusal = refusal_of(lambda: make_item(trade.boss, "SAND", inspects_on_receipt=True))

        assert (refusal.code, refusal.field) == ("catalog.inspects_without_batch", "inspects_on_receipt")


class TestIdentity:
    def test_one_number_of_two_suppliers_is_two_batches(self) -> None:
        trade = make_trade()
        first = received(trade, trade.paint_id, expires=date(2027, 1, 1))
        other = replace(trade, supplier_id=make_supplier(trade.boss, "S2"))

        received(other, trade.paint_id, expires=date(2028, 1, 1))

        ids = batch_ids(trade, "L-1")
        assert len(ids) == 2
        assert first in ids

    def test_what_was_taken_over_has_no_supplier_and_is_one_batch(self) -> None:
        trade = make_trade()
        for _ in range(2):
            trade.open("5", "20.00", item_id=trade.paint_id, batch_no="L-1")
        received(trade, trade.paint_id)

        assert len(batch_ids(trade, "L-1")) == 2


class TestSetBatchStatus:
    @pytest.mark.parametrize("status", ["quarantine", "blocked", "recalled"])
    def test_a_batch_that_is_not_released_is_moved_and_scrapped_but_not_issued(self, status: BatchStatus) -> None:
        trade = make_trade()
        batch_id = received(trade, trade.paint_id)
        set_to(trade, batch_id, status)

        refusal = refusal_of(lambda: trade.issue("1", item_id=trade.paint_id, batch_id=batch_id))

        assert (refusal.code, refusal.line) == ("inventory.batch_not_released", 1)
        assert refusal.figures() == {"batch": "L-1", "state": status}
        trade.transfer("1", item_id=trade.paint_id, batch_id=batch_id)
        trade.scrap("1", item_id=trade.paint_id, batch_id=batch_id)
        trade.require_sound_books()

    def test_what_was_issued_before_still_comes_back(self) -> None:
        trade = make_trade()
        batch_id = received(trade, trade.paint_id)
        issue_id = trade.issue("4", item_id=trade.paint_id, batch_id=batch_id)
        set_to(trade, batch_id, "recalled")

        trade.return_(issue_id, "3")

        assert trade.stock(trade.paint_id) == "9 kg 36.00"

    @pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (1, False)])
    def test_a_batch_is_issued_until_the_day_it_expires(self, days: int, refused: bool) -> None:
        trade = make_trade()
        batch_id = received(trade, trade.paint_id, expires=TODAY + timedelta(days=days))

        if refused:
            refusal = refusal_of(lambda: trade.issue("1", item_id=trade.paint_id, batch_id=batch_id))
            assert refusal.code == "inventory.batch_expired"
        else:
            trade.issue("1", item_id=trade.paint_id, batch_id=batch_id)

    def test_the_same_again_changes_nothing_and_tells_once(self) -> None:
        trade = make_trade()
        batch_id = received(trade, trade.paint_id)
        for _ in range(2):
            set_to(trade, batch_id, "blocked")

        assert status_of(trade, batch_id) == ("blocked", 2)
        told = trade.rows(
            "SELECT payload->>'before', payload->>'status', payload->>'reason' FROM platform_outboxevent"
            " WHERE tenant_id = %s AND kind = %s",
            "ledger.batch_status_changed.1",
        )
        assert told == [("released", "blocked", "复检")]

    def test_refuses_in_order(self) -> None:
        trade = make_trade()
        batch_id = received(trade, trade.paint_id)
        set_to(trade, batch_id, "recalled")
        request = BatchStatusRequest(batch_id, 1, "released", " ")

        assert refusal_of(lambda: set_batch_status(actor=trade.buyer, request=request, at=NOW)).code == (
            "platform.missing_grant"
        )
        wrong = [replace(request, id=new_id()), request, replace(request, version=2)]
        codes = [
            refusal_of(lambda each=each: set_batch_status(actor=trade.boss, request=each, at=NOW)).code
            for each in wrong
        ]
        assert codes == ["ledger.batch_not_found", "platform.stale_version", "ledger.batch_status_stays"]
        back = replace(request, version=2, status="quarantine")
        assert refusal_of(lambda: set_batch_status(actor=trade.boss, request=back, at=NOW)).code == (
            "ledger.batch_reason_missing"
        )

    def test_what_was_recalled_goes_back_to_inspection_first(self) -> None:
        assert NEXT["recalled"] == {"quarantine"}
        assert all(status not in following for status, following in NEXT.items())

    def test_an_issue_and_a_block_at_once_come_one_after_the_other(self) -> None:
        trade = make_trade()
        batch_id = received(trade, trade.paint_id)
        requests = [
            trade.issue_request(trade.issue_line("1", item_id=trade.paint_id, batch_id=batch_id)) for _ in range(4)
        ]

        done = at_once(
            [
                lambda: set_to(trade, batch_id, "blocked"),
                *(lambda r=r: issue_material(actor=trade.keeper, request=r, at=NOW) for r in requests),
            ]
        )

        assert not isinstance(done[0], Exception)
        refused = [each for each in done[1:] if isinstance(each, Refusal)]
        assert {each.code for each in refused} <= {"inventory.batch_not_released"}
        assert all(isinstance(each, (UUID, Refusal)) for each in done[1:])
        assert trade.cost() == D(4) * (4 - len(refused))


class TestCertificates:
    @pytest.fixture(autouse=True)
    def _store(self, tmp_path: Path) -> Iterator[None]:
        with override_settings(ATTACHMENTS=tmp_path):
            yield

    def test_are_kept_on_the_batch_for_its_own_tenant_only(self) -> None:
        trade = make_trade()
        batch_id = received(trade, trade.paint_id)
        subject = {"subject_type": "batch", "subject_id": str(batch_id)}

        def send(actor: Actor) -> int:
            file = SimpleUploadedFile("质保书.pdf", b"%PDF-1.7\n", content_type="application/pdf")
            return Caller(actor).upload("/attachments", {"id": str(new_id()), **subject, "file": file}).status

        assert send(trade.keeper) == 200
        stranger = make_trade().boss
        assert (send(stranger), Caller(stranger).get("/attachments", **subject).status) == (404, 404)
        [kept] = Caller(trade.boss).get("/attachments", **subject).body
        assert kept["name"] == "质保书.pdf"
