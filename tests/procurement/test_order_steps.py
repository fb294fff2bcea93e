"""The life of an order: every step from every state, by whom, and what it leaves behind."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from gongliao.catalog.models import Item, Party
from gongliao.catalog.public import ItemInactive
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.models import DocumentEvent, OutboxEvent
from gongliao.platform.public import (
    Actor,
    DocumentNotFound,
    MissingGrant,
    OwnDocument,
    StaleVersion,
    WrongState,
    tenant_transaction,
)
from gongliao.procurement.errors import NotASupplier, NotAuthor, OrderEmpty, OrderNumbered, ReasonMissing
from gongliao.procurement.models import PurchaseOrder
from gongliao.procurement.public import (
    DropOrderRequest,
    OrderStep,
    RejectOrderRequest,
    approve_order,
    cancel_order,
    close_order,
    drop_order,
    reject_order,
    save_order,
    submit_order,
    withdraw_order,
)
from gongliao.procurement.rules import STATES
from gongliao.projects.models import CostCategory
from gongliao.projects.public import (
    CategoryInactive,
    NodeClosed,
    NodeNotReleased,
    NodeTechnicallyComplete,
    close_project,
    complete_project,
)
from tests.procurement.kit import Scene, make_scene, make_work
from tests.support.world import NOW


@pytest.fixture(scope="module")
def scene() -> Scene:
    return make_scene()


def reload(scene: Scene, order_id: UUID) -> PurchaseOrder:
    with tenant_transaction(scene.world.tenant.id):
        found: PurchaseOrder = PurchaseOrder.objects.get(id=order_id)
    return found


def in_state(scene: Scene, state: str) -> PurchaseOrder:
    if state == "draft":
        return scene.draft()
    if state == "submitted":
        return scene.submitted()
    order = scene.approved()
    if state == "closed":
        return close_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)
    if state == "cancelled":
        return cancel_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)
    return order


Verb = Callable[[Scene, UUID], Any]
VERBS: dict[str, Verb] = {
    "save": lambda s, id: save_order(
        actor=s.buyer, request=s.request(id=id, version=reload(s, id).version, remark="changed"), at=NOW
    ),
    "drop": lambda s, id: drop_order(actor=s.buyer, request=DropOrderRequest(id, reload(s, id).version)),
    "submit": lambda s, id: submit_order(actor=s.buyer, request=OrderStep(id), at=NOW),
    "withdraw": lambda s, id: withdraw_order(actor=s.buyer, request=OrderStep(id), at=NOW),
    "reject": lambda s, id: reject_order(actor=s.manager, request=RejectOrderRequest(id, "太贵"), at=NOW),
    "approve": lambda s, id: approve_order(actor=s.manager, request=OrderStep(id), at=NOW),
    "close": lambda s, id: close_order(actor=s.buyer, request=OrderStep(id), at=NOW),
    "cancel": lambda s, id: cancel_order(actor=s.buyer, request=OrderStep(id), at=NOW),
}
# What each verb makes of each state; "-" is refused, "gone" is no more there.
TABLE = """
          draft      submitted  approved   closed     cancelled
save      draft      -          -          -          -
drop      gone       -          -          -          -
submit    submitted  submitted  -          -          -
withdraw  -          draft      -          -          -
reject    -          draft      -          -          -
approve   -          approved   approved   -          -
close     -          -          closed     closed     -
cancel    -          -          cancelled  -          cancelled
"""
HEADER, *ROWS = [row.split() for row in TABLE.strip().splitlines()]
CASES = [(row[0], state, result) for row in ROWS for state, result in zip(HEADER, row[1:], strict=True)]


class TestStates:
    def test_the_table_is_whole(self) -> None:
        assert tuple(HEADER) == STATES
        assert [row[0] for row in ROWS] == list(VERBS)

    @pytest.mark.parametrize(("verb", "state", "result"), CASES)
    def test_every_verb_in_every_state(self, scene: Scene, verb: str, state: str, result: str) -> None:
        order = in_state(scene, state)
        before = scene.commitments(order.id)

        if result == "-":
            with pytest.raises(WrongState) as refused:
                VERBS[verb](scene, order.id)
            assert refused.value.state == state
            assert reload(scene, order.id).version == order.version
            assert scene.commitments(order.id) == before
            return
        VERBS[verb](scene, order.id)

        if result == "gone":
            with pytest.raises(PurchaseOrder.DoesNotExist):
                reload(scene, order.id)
            return
        after = reload(scene, order.id)
        assert after.state == result
        if state == result != "draft":
            assert after.version == order.version
            assert scene.commitments(order.id) == before

    def test_a_draft_that_had_a_number_is_cancelled_not_dropped(self, scene: Scene) -> None:
        order = scene.submitted()
        draft = withdraw_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)

        with pytest.raises(OrderNumbered):
            drop_order(actor=scene.buyer, request=DropOrderRequest(draft.id, draft.version))
        cancelled = cancel_order(actor=scene.buyer, request=OrderStep(draft.id), at=NOW)

        assert (cancelled.state, cancelled.number) == ("cancelled", order.number)
        assert scene.commitments(order.id) == []

    def test_a_number_is_taken_once_and_kept(self, scene: Scene) -> None:
        order = scene.submitted()
        withdraw_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)

        again = submit_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)

        assert order.number is not None
        assert again.number == order.number
        assert scene.submitted().number == f"PO-2026-{int(order.number[-5:]) + 1:05d}"

    @pytest.mark.parametrize("verb", ["submit", "withdraw", "reject", "approve", "close", "cancel"])
    def test_a_version_that_is_no_longer_there_is_refused(self, scene: Scene, verb: str) -> None:
        sources = {"submit": "draft", "close": "approved", "cancel": "approved"}
        order = in_state(scene, sources.get(verb, "submitted"))
        stale = OrderStep(order.id, version=order.version - 1)
        operations: dict[str, Callable[[], Any]] = {
            "submit": lambda: submit_order(actor=scene.buyer, request=stale, at=NOW),
            "withdraw": lambda: withdraw_order(actor=scene.buyer, request=stale, at=NOW),
            "reject": lambda: reject_order(
                actor=scene.manager, request=RejectOrderRequest(order.id, "no", order.version - 1), at=NOW
            ),
            "approve": lambda: approve_order(actor=scene.manager, request=stale, at=NOW),
            "close": lambda: close_order(actor=scene.buyer, request=stale, at=NOW),
            "cancel": lambda: cancel_order(actor=scene.buyer, request=stale, at=NOW),
        }

        with pytest.raises(StaleVersion):
            operations[verb]()

    @pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in ("save", "drop")])
    def test_an_unknown_order_is_not_found(self, scene: Scene, verb: str) -> None:
        with pytest.raises(DocumentNotFound):
            VERBS[verb](scene, new_id())

    @pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in ("save", "drop")])
    def test_another_tenants_order_is_not_found(self, scene: Scene, verb: str) -> None:
        order = make_scene().submitted()

        with pytest.raises(DocumentNotFound):
            VERBS[verb](scene, order.id)


class TestSubmit:
    def test_an_empty_order_promises_nothing(self, scene: Scene) -> None:
        order = save_order(actor=scene.buyer, request=replace(scene.request(), lines=()), at=NOW)

        with pytest.raises(OrderEmpty):
            submit_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)

    def test_master_data_out_of_use_are_refused(self, scene: Scene) -> None:
        cases: list[tuple[type[Any], UUID, type[Refusal]]] = [
            (Party, scene.supplier_id, NotASupplier),
            (Item, scene.steel_id, ItemInactive),
            (CostCategory, scene.categories["MAT"], CategoryInactive),
        ]
        for model, record_id, refusal in cases:
            order = scene.draft()
            self._use(scene, model, record_id, active=False)
            try:
                with pytest.raises(refusal):
                    submit_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)
            finally:
                self._use(scene, model, record_id, active=True)

    def test_work_that_takes_no_orders_is_refused(self, scene: Scene) -> None:
        planned = make_work(scene.world, scene.admin, "PLANNED", release=False)
        done, closed = make_work(scene.world, scene.admin, "DONE"), make_work(scene.world, scene.admin, "CLOSED")
        for work in (done, closed):
            complete_project(actor=scene.admin, project_id=work.project_id, at=NOW)
        close_project(actor=scene.admin, project_id=closed.project_id, at=NOW)

        for work, refusal in ((planned, NodeNotReleased), (done, NodeTechnicallyComplete), (closed, NodeClosed)):
            order = scene.draft(scene.line(project_id=work.project_id, node_id=work.node_id))
            with pytest.raises(refusal) as refused:
                submit_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)
            assert (refused.value.line, refused.value.field) == (1, "node_id")

    def test_a_storekeeper_does_not_submit(self, scene: Scene) -> None:
        with pytest.raises(MissingGrant):
            submit_order(actor=scene.world.person("storekeeper"), request=OrderStep(scene.draft().id), at=NOW)

    @staticmethod
    def _use(scene: Scene, model: type[Any], record_id: UUID, *, active: bool) -> None:
        with tenant_transaction(scene.world.tenant.id):
            model.objects.filter(id=record_id).update(active=active)


class TestApprove:
    def test_binds_the_money_of_every_line(self, scene: Scene) -> None:
        order = scene.approved(scene.line(), scene.stock_line(amount=Decimal("99.99")))

        assert scene.commitments(order.id) == [
            ("order", Decimal(100), Decimal("420.00")),
            ("order", Decimal(100), Decimal("99.99")),
        ]
        assert (order.approved_by_id, order.approved_at) == (scene.manager.person_id, NOW)

    def test_is_announced_with_its_projects_once(self, scene: Scene) -> None:
        order = scene.approved(scene.line(), scene.stock_line())
        approve_order(actor=scene.manager, request=OrderStep(order.id), at=NOW)

        with tenant_transaction(scene.world.tenant.id):
            [event] = OutboxEvent.objects.filter(document_id=order.id)
            actions = list(DocumentEvent.objects.filter(document_id=order.id).values_list("action", flat=True))
        assert event.kind == "procurement.purchase_order_approved.1"
        assert event.payload["amount"] == "840.00"
        assert event.payload["project_ids"] == [str(scene.tower.project_id)]
        assert sorted(actions) == ["approved", "created", "submitted"]

    def test_nobody_approves_what_they_wrote_or_submitted(self, scene: Scene) -> None:
        both = scene.world.person("buyer", "project_manager", name="两职")
        written = scene.request()
        save_order(actor=both, request=written, at=NOW)
        submit_order(actor=scene.buyer, request=OrderStep(written.id), at=NOW)
        submitted = scene.draft()
        submit_order(actor=both, request=OrderStep(submitted.id), at=NOW)

        for order_id in (written.id, submitted.id):
            with pytest.raises(OwnDocument):
                approve_order(actor=both, request=OrderStep(order_id), at=NOW)

    def test_asks_the_grant_for_every_project(self, scene: Scene) -> None:
        of_tower = scene.world.person("project_manager", scope_kind="project", scope_id=scene.tower.project_id)
        bridge = {"project_id": scene.bridge.project_id, "node_id": scene.bridge.node_id}
        own, shared, foreign = (
            scene.submitted(),
            scene.submitted(scene.line(), scene.line(**bridge)),
            scene.submitted(scene.line(**bridge)),
        )
        stock = scene.submitted(scene.line(), scene.stock_line())

        approve_order(actor=of_tower, request=OrderStep(own.id), at=NOW)
        for order in (shared, stock):
            with pytest.raises(MissingGrant):
                approve_order(actor=of_tower, request=OrderStep(order.id), at=NOW)
        with pytest.raises(DocumentNotFound):
            approve_order(actor=of_tower, request=OrderStep(foreign.id), at=NOW)

    def test_work_closed_since_it_was_submitted_is_refused(self, scene: Scene) -> None:
        work = make_work(scene.world, scene.admin, "SINCE")
        order = scene.submitted(scene.line(project_id=work.project_id, node_id=work.node_id))
        complete_project(actor=scene.admin, project_id=work.project_id, at=NOW)

        with pytest.raises(NodeTechnicallyComplete):
            approve_order(actor=scene.manager, request=OrderStep(order.id), at=NOW)

        assert scene.commitments(order.id) == []

    def test_checks_in_the_order_of_the_docstring(self, scene: Scene) -> None:
        order = scene.submitted()
        own = scene.world.person("project_manager", "buyer")
        withdraw_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)
        nobody, stale = scene.world.person("site_worker"), order.version

        attempts: list[tuple[Actor, OrderStep, type[Refusal]]] = [
            (nobody, OrderStep(new_id(), stale), MissingGrant),
            (own, OrderStep(new_id(), stale), DocumentNotFound),
            (own, OrderStep(order.id, stale), WrongState),
        ]
        for actor, step, refusal in attempts:
            with pytest.raises(refusal):
                approve_order(actor=actor, request=step, at=NOW)
        submit_order(actor=own, request=OrderStep(order.id), at=NOW)
        with pytest.raises(StaleVersion):
            approve_order(actor=own, request=OrderStep(order.id, stale), at=NOW)
        with tenant_transaction(scene.world.tenant.id):
            Party.objects.filter(id=scene.supplier_id).update(active=False)
        try:
            with pytest.raises(OwnDocument):
                approve_order(actor=own, request=OrderStep(order.id), at=NOW)
            with pytest.raises(NotASupplier):
                approve_order(actor=scene.manager, request=OrderStep(order.id), at=NOW)
        finally:
            with tenant_transaction(scene.world.tenant.id):
                Party.objects.filter(id=scene.supplier_id).update(active=True)


class TestRejectAndWithdraw:
    def test_the_reason_stays_until_it_is_submitted_again(self, scene: Scene) -> None:
        order = scene.submitted()

        rejected = reject_order(actor=scene.manager, request=RejectOrderRequest(order.id, " 太贵 "), at=NOW)
        again = submit_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW)

        assert (rejected.rejected_reason, again.rejected_reason) == ("太贵", "")

    def test_a_reason_is_needed(self, scene: Scene) -> None:
        with pytest.raises(ReasonMissing):
            reject_order(actor=scene.manager, request=RejectOrderRequest(scene.submitted().id, "  "), at=NOW)

    def test_a_buyer_does_not_reject(self, scene: Scene) -> None:
        with pytest.raises(MissingGrant):
            reject_order(actor=scene.buyer, request=RejectOrderRequest(scene.submitted().id, "no"), at=NOW)

    def test_only_the_author_withdraws(self, scene: Scene) -> None:
        order = scene.submitted()

        with pytest.raises(NotAuthor):
            withdraw_order(actor=scene.world.person("buyer"), request=OrderStep(order.id), at=NOW)

        assert withdraw_order(actor=scene.buyer, request=OrderStep(order.id), at=NOW).state == "draft"


class TestDrop:
    def test_a_stale_or_foreign_drop_is_refused(self, scene: Scene) -> None:
        draft = scene.draft()

        with pytest.raises(StaleVersion):
            drop_order(actor=scene.buyer, request=DropOrderRequest(draft.id, 7))
        with pytest.raises(DocumentNotFound):
            drop_order(actor=make_scene().buyer, request=DropOrderRequest(draft.id, 1))
        with pytest.raises(MissingGrant):
            drop_order(actor=scene.manager, request=DropOrderRequest(draft.id, 1))
