"""What receipts tell their orders, and what stays bound."""

import threading
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection

from gongliao.kernel.ids import new_id
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.public import Voucher, verify
from gongliao.platform.models import OutboxEvent
from gongliao.platform.public import tenant_transaction
from gongliao.procurement.errors import OrderHasReceipts, OrderNotOpen
from gongliao.procurement.models import PurchaseOrder, PurchaseOrderLine
from gongliao.procurement.public import (
    OrderLineFacts,
    OrderStep,
    ReceivedLine,
    cancel_order,
    close_order,
    lock_order_lines,
    receipt_value,
    record_receipt,
    require_receivable,
)
from tests.procurement.kit import LATER, Scene, make_scene
from tests.support.statements import counted_statements
from tests.support.world import NOW, TODAY


@pytest.fixture(scope="module")
def scene() -> Scene:
    return make_scene()


def line_ids(scene: Scene, order: PurchaseOrder) -> list[UUID]:
    with tenant_transaction(scene.world.tenant.id):
        lines = PurchaseOrderLine.objects.filter(document_id=order.id).order_by("line_no")
        return list(lines.values_list("id", flat=True))


def receive(scene: Scene, line_id: UUID, quantity: str) -> ReceivedLine:
    """Receive at the order's own value, as a goods receipt does; return what was told."""
    with tenant_transaction(scene.world.tenant.id):
        line = lock_order_lines([line_id])[line_id]
        require_receivable(line, Quantity(Decimal(quantity)), 1)
        value = receipt_value(line, Quantity(Decimal(quantity)))
    return tell(scene, ReceivedLine(line_id, Quantity(Decimal(quantity)), value))


def take_back(scene: Scene, told: ReceivedLine) -> None:
    tell(scene, ReceivedLine(told.order_line_id, Quantity(-told.quantity), Money(-told.value)))


def tell(scene: Scene, told: ReceivedLine) -> ReceivedLine:
    voucher = Voucher("goods_receipt", new_id(), scene.world.company_id, TODAY)
    with tenant_transaction(scene.world.tenant.id):
        record_receipt(actor=scene.buyer, voucher=voucher, received=[told], at=NOW)
    return told


class TestRecordReceipt:
    def test_relieves_what_comes_and_no_more(self, scene: Scene) -> None:
        order = scene.approved(scene.line(over_tolerance_percent=Decimal(10)))
        [line_id] = line_ids(scene, order)

        receive(scene, line_id, "60")
        assert scene.open_commitment(order.id) == (40, Decimal("168.00"))
        receive(scene, line_id, "50")

        assert scene.open_commitment(order.id) == (0, 0)
        with tenant_transaction(scene.world.tenant.id):
            line = PurchaseOrderLine.objects.get(id=line_id)
        assert (line.received_quantity, line.received_value) == (110, Decimal("462.00"))

    def test_taking_back_restores_exactly(self, scene: Scene) -> None:
        order = scene.approved(scene.line(entered_quantity=Decimal(3), entered_price=None, amount=Decimal("100.00")))
        [line_id] = line_ids(scene, order)
        first, second, third = (receive(scene, line_id, "1") for _ in range(3))
        assert scene.open_commitment(order.id) == (0, 0)

        take_back(scene, second)
        assert scene.open_commitment(order.id) == (1, second.value)
        take_back(scene, first)
        take_back(scene, third)

        assert scene.open_commitment(order.id) == (3, Decimal("100.00"))
        with tenant_transaction(scene.world.tenant.id):
            line = PurchaseOrderLine.objects.get(id=line_id)
        assert (line.received_quantity, line.received_value) == (0, 0)

    def test_several_receipts_of_one_line_in_one_call(self, scene: Scene) -> None:
        order = scene.approved()
        [line_id] = line_ids(scene, order)
        parts = [ReceivedLine(line_id, Quantity(Decimal(30)), Money(Decimal("126.00")))] * 2
        voucher = Voucher("goods_receipt", new_id(), scene.world.company_id, TODAY)

        with tenant_transaction(scene.world.tenant.id):
            after = record_receipt(actor=scene.buyer, voucher=voucher, received=parts, at=NOW)

        assert after[line_id].received_quantity == 60
        assert scene.commitments(order.id)[1:] == [("relief", Decimal(-60), Decimal("-252.00"))]

    def test_more_taken_back_than_came_is_our_bug(self, scene: Scene) -> None:
        [line_id] = line_ids(scene, scene.approved())

        with pytest.raises(AssertionError):
            tell(scene, ReceivedLine(line_id, Quantity(Decimal(-1)), Money(Decimal(0))))

    def test_asks_the_same_statements_however_many_lines(self, scene: Scene) -> None:
        counts = []
        for size in (1, 40):
            order = scene.approved(*(scene.line() for _ in range(size)))
            told = [ReceivedLine(id, Quantity(Decimal(1)), Money(Decimal("4.20"))) for id in line_ids(scene, order)]
            voucher = Voucher("goods_receipt", new_id(), scene.world.company_id, TODAY)
            with counted_statements() as statements, tenant_transaction(scene.world.tenant.id):
                record_receipt(actor=scene.buyer, voucher=voucher, received=told, at=NOW)
            counts.append(len(statements))

        # Three begin the transaction, name its tenant and end it; one locks and reads the lines, one writes all.
        assert counts[0] == counts[1] == 3 + 2

    def test_a_foreign_or_unknown_line_is_not_there(self, scene: Scene) -> None:
        other = make_scene()
        [line_id] = line_ids(other, other.approved())

        with tenant_transaction(scene.world.tenant.id):
            assert lock_order_lines([line_id, new_id()]) == {}


class TestCloseAndCancel:
    def test_closing_releases_the_remainder_on_its_day(self, scene: Scene) -> None:
        order = scene.approved(scene.line(), scene.stock_line())
        first, _ = line_ids(scene, order)
        receive(scene, first, "30")

        close_order(actor=scene.buyer, request=OrderStep(order.id), at=LATER)

        assert scene.open_commitment(order.id) == (0, 0)
        assert scene.commitments(order.id)[3:] == [
            ("release", Decimal(-70), Decimal("-294.00")),
            ("release", Decimal(-100), Decimal("-420.00")),
        ]
        with tenant_transaction(scene.world.tenant.id):
            event = OutboxEvent.objects.get(document_id=order.id, kind="procurement.purchase_order_closed.1")
        assert event.payload["released"] == "714.00"

    def test_an_order_received_in_full_closes_without_a_release(self, scene: Scene) -> None:
        order = scene.approved()
        receive(scene, line_ids(scene, order)[0], "100")

        close_order(actor=scene.buyer, request=OrderStep(order.id), at=LATER)

        assert [kind for kind, _, _ in scene.commitments(order.id)] == ["order", "relief"]

    def test_a_closed_order_takes_no_receipt(self, scene: Scene) -> None:
        order = scene.approved()
        close_order(actor=scene.buyer, request=OrderStep(order.id), at=LATER)

        with pytest.raises(OrderNotOpen):
            receive(scene, line_ids(scene, order)[0], "1")

    def test_taking_back_on_a_closed_order_binds_nothing(self, scene: Scene) -> None:
        order = scene.approved()
        [line_id] = line_ids(scene, order)
        told = receive(scene, line_id, "30")
        close_order(actor=scene.buyer, request=OrderStep(order.id), at=LATER)

        take_back(scene, told)

        assert scene.commitments(order.id)[-2:] == [
            ("relief", Decimal(30), Decimal("126.00")),
            ("release", Decimal(-30), Decimal("-126.00")),
        ]
        assert scene.open_commitment(order.id) == (0, 0)

    def test_an_order_with_receipts_is_not_cancelled_until_they_are_taken_back(self, scene: Scene) -> None:
        order = scene.approved()
        told = receive(scene, line_ids(scene, order)[0], "30")

        with pytest.raises(OrderHasReceipts):
            cancel_order(actor=scene.buyer, request=OrderStep(order.id), at=LATER)
        take_back(scene, told)
        cancel_order(actor=scene.buyer, request=OrderStep(order.id), at=LATER)

        assert scene.open_commitment(order.id) == (0, 0)

    def test_closing_waits_for_a_receipt_under_way(self, scene: Scene) -> None:
        order = scene.approved()
        [line_id] = line_ids(scene, order)
        outcome: list[str] = []
        voucher = Voucher("goods_receipt", new_id(), scene.world.company_id, TODAY)

        def close() -> None:
            try:
                close_order(actor=scene.buyer, request=OrderStep(order.id), at=LATER)
                outcome.append("closed")
            finally:
                connection.close()

        closing = threading.Thread(target=close)
        with tenant_transaction(scene.world.tenant.id):
            line: OrderLineFacts = lock_order_lines([line_id])[line_id]
            closing.start()
            closing.join(timeout=0.3)
            outcome.append("received")
            record_receipt(
                actor=scene.buyer,
                voucher=voucher,
                received=[ReceivedLine(line_id, Quantity(Decimal(40)), receipt_value(line, Quantity(Decimal(40))))],
                at=NOW,
            )
        closing.join()

        assert outcome == ["received", "closed"]
        assert scene.open_commitment(order.id) == (0, 0)
        assert scene.commitments(order.id)[-1] == ("release", Decimal(-60), Decimal("-252.00"))


def test_the_books_agree_after_all_of_this(scene: Scene) -> None:
    result = verify(tenant_ids=[scene.world.tenant.id])

    assert [check for check in result.checks if check.broken] == []
