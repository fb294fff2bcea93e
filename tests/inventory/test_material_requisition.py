"""Requisitions: asked, approved by somebody else, issued, closed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from gongliao.catalog.public import ItemRequest, save_item
from gongliao.inventory.public import (
    RequisitionLine,
    approve_material_requisition,
    close_material_requisition,
    drop_material_requisition,
    reject_material_requisition,
    save_material_requisition,
    submit_material_requisition,
    withdraw_material_requisition,
)
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.access.actor import Assignment
from gongliao.platform.models import Company, OutboxEvent
from gongliao.platform.public import Actor, tenant_transaction
from gongliao.projects.public import CategoryRequest, Kind, complete_project, save_category
from tests.support.refusals import Fault, order_of_checks, refusal_of
from tests.support.trade import D, Trade, at_once, make_store, make_trade, make_works
from tests.support.world import NOW, TODAY


def save(trade: Trade, actor: Actor | None = None, **changes: Any) -> UUID:
    request = trade.requisition_request(**changes)
    return save_material_requisition(actor=actor or trade.boss, request=request, at=NOW)


def events(trade: Trade, document_id: UUID) -> list[str]:
    with tenant_transaction(trade.world.tenant.id):
        return list(
            OutboxEvent.objects.filter(document_id=document_id)
            .order_by("recorded_at", "id")
            .values_list("kind", flat=True)
        )


class TestSaveMaterialRequisition:
    def test_keeps_what_is_asked_in_the_unit_it_was_asked_in(self) -> None:
        trade = make_trade()
        line = RequisitionLine(new_id(), trade.steel_id, D("1.5"), "t", trade.works.node_id, trade.category_id)

        save(trade, lines=(line,))

        asked = trade.rows(
            "SELECT quantity, entered_quantity, unit, issued_quantity FROM inventory_materialrequisitionline"
            " WHERE tenant_id = %s"
        )
        assert asked == [(1500, D("1.5"), "t", 0)]

    def test_the_same_content_again_changes_nothing(self) -> None:
        trade = make_trade()
        request = trade.requisition_request()
        for version in (0, 0, 1):
            save_material_requisition(actor=trade.boss, request=replace(request, version=version), at=NOW)

        assert trade.head("materialrequisition", request.id) == (None, "draft", 1)

    def test_a_newer_version_is_not_overwritten(self) -> None:
        trade = make_trade()
        request = trade.requisition_request()
        save_material_requisition(actor=trade.boss, request=request, at=NOW)
        save_material_requisition(actor=trade.boss, request=replace(request, version=1, remark="a"), at=NOW)

        stale = replace(request, version=1, remark="b")
        refusal = refusal_of(lambda: save_material_requisition(actor=trade.boss, request=stale, at=NOW))

        assert (refusal.code, refusal.figures()) == ("platform.stale_version", {"seen": 1, "current": 2})

    def test_the_same_id_with_another_body_is_refused(self) -> None:
        trade = make_trade()
        request = trade.requisition_request()
        save_material_requisition(actor=trade.boss, request=request, at=NOW)

        other = replace(request, remark="other")
        refusal = refusal_of(lambda: save_material_requisition(actor=trade.boss, request=other, at=NOW))

        assert refusal.code == "platform.request_id_reused"

    def test_eight_at_once_save_once(self) -> None:
        trade = make_trade()
        request = trade.requisition_request()

        results = at_once([lambda: save_material_requisition(actor=trade.boss, request=request, at=NOW)] * 8)

        assert results == [request.id] * 8
        assert trade.head("materialrequisition", request.id) == (None, "draft", 1)

    def test_a_site_worker_asks_for_the_projects_they_work_on_only(self) -> None:
        trade = make_trade()
        worker = trade.world.person("site_worker", scope_kind="project", scope_id=trade.works.id)

        save(trade, worker)
        other = RequisitionLine(new_id(), trade.steel_id, D(1), "kg", trade.other_works.node_id, trade.category_id)
        refusal = refusal_of(lambda: save(trade, worker, project_id=trade.other_works.id, lines=(other,)))

        assert refusal.figures() == {"grant": "inventory.requisition"}

    def test_the_draft_of_another_project_is_not_taken_over(self) -> None:
        trade = make_trade()
        id_ = save(trade)
        stranger = trade.world.person("site_worker", scope_kind="project", scope_id=trade.other_works.id)
        line = RequisitionLine(new_id(), trade.steel_id, D(1), "kg", trade.other_works.node_id, trade.category_id)

        refusal = refusal_of(
            lambda: save(trade, stranger, id=id_, version=1, project_id=trade.other_works.id, lines=(line,))
        )

        assert refusal.code == "platform.document_not_found"

    def test_the_head_is_checked_in_the_order_that_is_documented(self) -> None:
        trade = make_trade()
        with tenant_transaction(trade.world.tenant.id):
            company_id = Company.objects.create(code="C2", name="子公司", books_open_on=date(2020, 1, 1)).id
        elsewhere = make_store(trade.world, trade.boss, "W9", company_id=company_id)
        good = trade.requisition_request()

        def run(actor: Any = trade.boss, **head: Any) -> Any:
            return save_material_requisition(actor=actor, request=replace(good, **head), at=NOW)

        seen = order_of_checks(
            run,
            faults := [
                Fault("platform.missing_grant", {"actor": trade.buyer}, {"actor": trade.boss}),
                Fault("projects.project_not_found", {"project_id": new_id()}, {"project_id": trade.works.id}),
                Fault("platform.document_not_found", {"version": 3}, {"version": 0}),
                Fault("platform.company_not_found", {"company_id": new_id()}, {"company_id": trade.world.company_id}),
                Fault("platform.date_out_of_range", {"business_date": date(2026, 6, 16)}, {"business_date": TODAY}),
                Fault("catalog.warehouse_not_found", {"warehouse_id": new_id()}, {"warehouse_id": elsewhere.id}),
                Fault("inventory.wrong_company", {}, {"warehouse_id": trade.store.id}),
                Fault("inventory.no_lines", {"lines": ()}, {"lines": good.lines}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    def test_a_line_is_checked_in_the_order_that_is_documented(self) -> None:
        trade = make_trade()
        idle = ItemRequest(id=new_id(), code="IDLE", name="停用", base_unit="kg", active=False)
        save_item(actor=trade.boss, request=idle)
        draft = make_works(trade.world, trade.boss, "P8", released=False)
        done = make_works(trade.world, trade.boss, "P7")
        complete_project(actor=trade.boss, project_id=done.id, at=NOW)
        unused = CategoryRequest(id=new_id(), code="OLD", name="旧", kind=Kind.MATERIAL, active=False)
        save_category(actor=trade.boss, request=unused)
        [good] = trade.requisition_request().lines

        seen = order_of_checks(
            lambda **line: save(trade, lines=(replace(good, **line),)),
            faults := [
                Fault("catalog.item_not_found", {"item_id": new_id()}, {"item_id": idle.id}),
                Fault("catalog.item_inactive", {}, {"item_id": trade.steel_id}),
                Fault("catalog.unit_unknown", {"unit": "m"}, {"unit": "kg"}),
                Fault("projects.node_not_found", {"node_id": new_id()}, {"node_id": draft.node_id}),
                Fault("projects.node_not_released", {}, {"node_id": done.node_id}),
                Fault("projects.node_technically_complete", {}, {"node_id": trade.other_works.node_id}),
                Fault("projects.category_not_found", {"category_id": new_id()}, {"category_id": unused.id}),
                Fault("projects.category_inactive", {}, {"category_id": trade.category_id}),
                Fault("inventory.wrong_project", {}, {"node_id": trade.works.node_id}),
            ],
        )

        assert seen == [fault.code for fault in faults]


# What each verb does in each state: the state afterwards, or the code that refuses it.
VERBS = ("save", "submit", "approve", "reject", "withdraw", "close", "drop")
WRONG = "platform.wrong_state"
STATES: dict[str, tuple[str, ...]] = {
    "draft": ("draft", "submitted", WRONG, WRONG, WRONG, WRONG, "gone"),
    "submitted": (WRONG, "submitted", "approved", "draft", "draft", WRONG, WRONG),
    "approved": (WRONG, WRONG, "approved", WRONG, WRONG, "closed", WRONG),
    "closed": (WRONG, WRONG, WRONG, WRONG, WRONG, "closed", WRONG),
}


class GivenUp(Exception):
    """Rolls a transaction back."""


class TestStates:
    @pytest.mark.parametrize("state", STATES)
    def test_each_verb_in_each_state(self, state: str) -> None:
        trade = make_trade()
        request = trade.requisition_request()
        id_ = save_material_requisition(actor=trade.boss, request=request, at=NOW)
        if state != "draft":
            submit_material_requisition(actor=trade.boss, document_id=id_, at=NOW)
        if state in ("approved", "closed"):
            approve_material_requisition(actor=trade.manager, document_id=id_, at=NOW)
        if state == "closed":
            close_material_requisition(actor=trade.boss, document_id=id_, at=NOW)
        version = trade.head("materialrequisition", id_)[2]
        changed = replace(request, version=version, remark="changed")
        verbs: dict[str, Callable[[], object]] = {
            "save": lambda: save_material_requisition(actor=trade.boss, request=changed, at=NOW),
            "submit": lambda: submit_material_requisition(actor=trade.boss, document_id=id_, at=NOW),
            "approve": lambda: approve_material_requisition(actor=trade.manager, document_id=id_, at=NOW),
            "reject": lambda: reject_material_requisition(actor=trade.manager, document_id=id_, reason="太多", at=NOW),
            "withdraw": lambda: withdraw_material_requisition(actor=trade.boss, document_id=id_, at=NOW),
            "close": lambda: close_material_requisition(actor=trade.boss, document_id=id_, at=NOW),
            "drop": lambda: drop_material_requisition(actor=trade.boss, document_id=id_, version=version),
        }

        assert tuple(self._tried(trade, id_, verbs[verb]) for verb in VERBS) == STATES[state]

    def _tried(self, trade: Trade, id_: UUID, deed: Callable[[], object]) -> str:
        found = ""
        try:
            with tenant_transaction(trade.world.tenant.id):
                deed()
                heads = trade.rows(
                    "SELECT state FROM inventory_materialrequisition WHERE tenant_id = %s AND id = %s", id_
                )
                found = heads[0][0] if heads else "gone"
                raise GivenUp
        except GivenUp:
            return found
        except Refusal as refusal:
            return refusal.code

    def test_who_sees_all_but_asks_elsewhere_can_neither_submit_nor_drop_it(self) -> None:
        trade = make_trade()
        id_ = save(trade)
        director = trade.world.person("director")
        elsewhere = Assignment("site_worker", "project", trade.other_works.id)
        both = replace(director, assignments=(*director.assignments, elsewhere), _reach={})

        for deed in (
            lambda: submit_material_requisition(actor=both, document_id=id_, at=NOW),
            lambda: drop_material_requisition(actor=both, document_id=id_, version=1),
        ):
            assert refusal_of(deed).code == "platform.missing_grant"


class TestApproval:
    def test_nobody_approves_what_they_wrote_or_submitted(self) -> None:
        trade = make_trade()
        written = save(trade, trade.manager)
        submit_material_requisition(actor=trade.boss, document_id=written, at=NOW)
        for approver in (trade.manager, trade.boss):
            refusal = refusal_of(
                lambda approver=approver: approve_material_requisition(actor=approver, document_id=written, at=NOW)
            )
            assert (refusal.code, refusal.figures()) == ("platform.own_document", {"number": "MR-2026-00001"})

        other = trade.world.person("project_manager")
        approve_material_requisition(actor=other, document_id=written, at=NOW)

        assert trade.head("materialrequisition", written)[1] == "approved"

    def test_only_who_wrote_or_submitted_it_takes_it_back(self) -> None:
        trade = make_trade()
        id_ = save(trade, trade.manager)
        submit_material_requisition(actor=trade.boss, document_id=id_, at=NOW)
        worker = trade.world.person("site_worker")

        refusal = refusal_of(lambda: withdraw_material_requisition(actor=worker, document_id=id_, at=NOW))
        withdraw_material_requisition(actor=trade.manager, document_id=id_, at=NOW)

        assert (refusal.code, refusal.figures()) == ("inventory.not_author", {"number": "MR-2026-00001"})

    def test_a_manager_of_another_project_does_not_find_it(self) -> None:
        trade = make_trade()
        id_ = trade.requisition(approved=False)
        submit_material_requisition(actor=trade.boss, document_id=id_, at=NOW)
        other = trade.world.person("project_manager", scope_kind="project", scope_id=trade.other_works.id)

        for deed in (approve_material_requisition, submit_material_requisition, close_material_requisition):
            refusal = refusal_of(lambda deed=deed: deed(actor=other, document_id=id_, at=NOW))
            assert refusal.code == "platform.document_not_found"

    def test_the_number_comes_with_the_first_submission_and_stays(self) -> None:
        trade = make_trade()
        id_ = trade.requisition(approved=False)

        submit_material_requisition(actor=trade.boss, document_id=id_, at=NOW)
        first = trade.head("materialrequisition", id_)[0]
        withdraw_material_requisition(actor=trade.boss, document_id=id_, at=NOW)
        submit_material_requisition(actor=trade.boss, document_id=id_, at=NOW)

        assert first == trade.head("materialrequisition", id_)[0] == "MR-2026-00001"

    def test_work_completed_meanwhile_is_asked_again(self) -> None:
        trade = make_trade()
        id_ = trade.requisition(approved=False)
        submit_material_requisition(actor=trade.boss, document_id=id_, at=NOW)
        complete_project(actor=trade.boss, project_id=trade.works.id, at=NOW)

        refusal = refusal_of(lambda: approve_material_requisition(actor=trade.manager, document_id=id_, at=NOW))

        assert (refusal.code, refusal.line) == ("projects.node_technically_complete", 1)

    def test_tells_when_it_is_asked_and_when_it_may_be_issued_once_each(self) -> None:
        trade = make_trade()
        id_ = trade.requisition()
        submit = refusal_of(lambda: submit_material_requisition(actor=trade.boss, document_id=id_, at=NOW))
        approve_material_requisition(actor=trade.manager, document_id=id_, at=NOW)

        assert submit.code == "platform.wrong_state"
        assert events(trade, id_) == ["inventory.requisition_submitted.v1", "inventory.requisition_approved.v1"]

    def test_moves_nothing_itself(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")

        trade.requisition()

        assert (trade.stock(), trade.cost()) == ("10 kg 40.00", 0)
