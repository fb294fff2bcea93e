"""Reversing goods documents: who may, in which order it is checked, what is told."""

from typing import Any

import pytest

from gongliao.inventory.public import (
    ReversalRequest,
    issue_material,
    reverse_goods_issue,
    reverse_goods_receipt,
    save_goods_issue,
)
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.models import DocumentEvent, OutboxEvent
from gongliao.platform.public import tenant_transaction
from gongliao.projects.public import close_node, close_project, complete_node, complete_project, reopen_project
from tests.inventory.kinds import KINDS, Kind
from tests.support.refusals import Fault, order_of_checks, refusal_of
from tests.support.trade import D, at_once, make_trade
from tests.support.world import NOW


class TestReverseGoods:
    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.document)
    def test_a_mirror_has_a_number_and_a_journal_of_its_own_and_takes_the_amount_back(self, kind: Kind) -> None:
        trade = make_trade()
        document_id = kind.record(kind.by(trade), kind.request(trade, 1))

        mirror_id = kind.reverse(kind.by(trade), document_id, reason="点错了库位")

        number, state, _ = trade.head(kind.table, mirror_id)
        assert number is not None and number.startswith(f"{kind.prefix}-2026-") and state == "posted"
        with tenant_transaction(trade.world.tenant.id):
            journal = [(e.document_id, e.action, e.remark) for e in _journal(document_id, mirror_id)]
            amounts = [event.payload["amount"] for event in _told(document_id, mirror_id)]
        assert journal == [
            (document_id, "recorded", ""),
            (document_id, "reversed", "点错了库位"),
            (mirror_id, "recorded", "点错了库位"),
        ]
        # A count that missed something lost what that was worth.
        missed = kind.document == "stock_count"
        assert amounts == (["-40.00", "40.00"] if missed else ["40.00", "-40.00"])

    def test_is_checked_in_the_order_that_is_documented(self) -> None:
        trade = make_trade()
        trade.buy("100", "4.00")
        reversed_, standing = trade.issue("1"), trade.issue("2")
        mirror = trade.reverse("goods_issue", reversed_)
        draft = trade.issue_request()
        save_goods_issue(actor=trade.keeper, request=draft, at=NOW)
        closed = trade.issue("1", owner_id=trade.works.id, node_id=trade.works.other_node_id)
        return_id = trade.return_(standing, "1")
        for step in (complete_node, close_node):
            step(actor=trade.boss, node_id=trade.works.other_node_id, at=NOW)

        def run(actor: Any = trade.keeper, document: Any = None, **changes: Any) -> Any:
            request = ReversalRequest(**({"id": new_id(), "reason": "x"} | changes))
            return reverse_goods_issue(actor=actor, document_id=document, request=request, at=NOW)

        seen = order_of_checks(
            run,
            faults := [
                Fault("platform.missing_grant", {"actor": trade.buyer}, {"actor": trade.keeper}),
                Fault("platform.document_not_found", {"document": new_id()}, {"document": reversed_}),
                Fault("platform.request_id_reused", {"id": mirror}, {"id": new_id()}),
                Fault("inventory.already_reversed", {}, {"document": mirror}),
                Fault("inventory.reversal_not_reversible", {}, {"document": draft.id}),
                Fault("platform.wrong_state", {}, {"document": closed}),
                Fault("projects.node_closed", {}, {"document": standing}),
                Fault("inventory.later_documents_depend", {}, {"document": trade.issue("1")}),
            ],
        )

        assert seen == [fault.code for fault in faults]
        assert trade.head("materialreturn", return_id)[1] == "posted"

    def test_work_that_is_complete_is_still_corrected_and_closed_work_once_it_is_open_again(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        first, second = trade.issue("1"), trade.issue("2")
        complete_project(actor=trade.boss, project_id=trade.works.id, at=NOW)

        trade.reverse("goods_issue", first)
        close_project(actor=trade.boss, project_id=trade.works.id, at=NOW)
        refusal = refusal_of(lambda: trade.reverse("goods_issue", second))
        reopen_project(actor=trade.boss, project_id=trade.works.id, reason="更正", at=NOW)
        trade.reverse("goods_issue", second)

        assert (refusal.code, refusal.line) == ("projects.node_closed", 1)
        assert trade.cost() == 0

    def test_a_keeper_of_another_project_does_not_find_it(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00")
        keeper = trade.world.person("storekeeper", scope_kind="project", scope_id=trade.other_works.id)
        request = ReversalRequest(id=new_id(), reason="x")

        refusal = refusal_of(
            lambda: reverse_goods_receipt(actor=keeper, document_id=receipt_id, request=request, at=NOW)
        )

        assert refusal.code == "platform.document_not_found"

    def test_a_receipt_reversed_while_its_goods_are_being_issued_leaves_sound_books(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00")
        requests = [trade.issue_request(trade.issue_line("2")) for _ in range(4)]

        results = at_once(
            [
                lambda: trade.reverse("goods_receipt", receipt_id),
                *(
                    lambda request=request: issue_material(actor=trade.keeper, request=request, at=NOW)
                    for request in requests
                ),
            ]
        )

        codes = {each.code for each in results if isinstance(each, Refusal)}
        assert codes in ({"ledger.later_moves_depend"}, {"ledger.insufficient_stock"})
        assert not [each for each in results if isinstance(each, Exception) and not isinstance(each, Refusal)]
        assert trade.pool() in ("0 kg 0.00", "2 kg 8.00")
        assert trade.cost() in (0, D("32.00"))
        trade.require_sound_books()


def _journal(*ids: Any) -> Any:
    return DocumentEvent.objects.filter(document_id__in=ids).order_by("document_id", "id")


def _told(*ids: Any) -> Any:
    return OutboxEvent.objects.filter(document_id__in=ids).order_by("id")
