"""Agreeing to transfers that change the stock of projects."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from gongliao.inventory.public import issue_material, propose_stock_transfer, save_stock_transfer, transfer_stock
from gongliao.inventory.rules import asked_to_agree
from gongliao.kernel.ids import new_id
from tests.inventory.lending import Lending, decline, make_lending, yes
from tests.support.refusals import refusal_of
from tests.support.world import NOW


@pytest.fixture
def lending() -> Lending:
    return make_lending()


class TestRule:
    def test_asks_the_projects_between_which_goods_change_hands(self) -> None:
        first, second = new_id(), new_id()
        table: list[tuple[list[tuple[UUID | None, UUID | None]], set[UUID]]] = [
            ([], set()),
            ([(None, None), (first, first)], set()),
            ([(first, second)], {first, second}),
            ([(first, None)], {first}),
            ([(None, second)], {second}),
            ([(first, first), (None, second), (first, None)], {first, second}),
        ]
        for owners, asked in table:
            assert asked_to_agree(owners) == asked


class TestAgreement:
    def test_a_transfer_between_two_projects_from_proposal_to_posting(self, lending: Lending) -> None:
        trade = lending.trade
        request = lending.proposed()
        assert lending.state(request) == ("proposed", 2, 0)
        assert refusal_of(lambda: lending.post(request)).figures() == {"projects": ("P1", "P2")}

        yes(lending.giver, request)
        assert lending.state(request) == ("proposed", 2, 1)
        refusal = refusal_of(lambda: lending.post(request))
        assert (refusal.code, refusal.figures()) == ("inventory.transfer_not_agreed", {"projects": ("P2",)})

        decline(lending.taker, request, 2)
        assert lending.state(request) == ("draft", 3, 0)
        lending.change(request, 3, "5")
        propose_stock_transfer(actor=trade.keeper, document_id=request.id, at=NOW)
        assert lending.state(request) == ("proposed", 5, 0)

        yes(lending.taker, request, 5)
        assert lending.state(request) == ("proposed", 5, 1)
        yes(lending.giver, request, 5)
        assert lending.state(request) == ("agreed", 6, 2)
        assert (trade.pool(), trade.pool(owner=trade.other_works.id)) == ("10 kg 40.00", "0 kg 0.00")

        lending.post(request)
        assert (trade.pool(), trade.pool(owner=trade.other_works.id)) == ("5 kg 20.00", "5 kg 20.00")
        assert trade.head("stocktransfer", request.id) == ("ST-2026-00001", "posted", 7)
        assert lending.journal(request) == [
            ("created", ""),
            ("proposed", ""),
            ("agreed", "P1"),
            ("declined", "自己要用"),
            ("saved", ""),
            ("proposed", ""),
            ("agreed", "P2"),
            ("agreed", "P1"),
            ("posted", ""),
        ]
        trade.require_sound_books()

    def test_who_speaks_for_both_projects_agrees_once(self, lending: Lending) -> None:
        request = lending.proposed()

        yes(lending.trade.manager, request)

        assert lending.state(request) == ("agreed", 3, 2)
        assert lending.journal(request)[-1] == ("agreed", "P1, P2")
        assert lending.trade.count("inventory_transferagreement") == 2

    @pytest.mark.parametrize(
        ("line", "asked"),
        [
            ({"target_owner_id": None, "to_general": True}, ("P1",)),
            ({"owner_id": None}, ("P2",)),
            ({"owner_id": "supplier", "ownership": "consignment"}, ("P2",)),
            ({}, ("P1", "P2")),
        ],
    )
    def test_general_stock_and_consignments_have_no_say(
        self, lending: Lending, line: dict[str, Any], asked: tuple[str, ...]
    ) -> None:
        trade = lending.trade
        if "ownership" in line:
            trade.consign("10", "4.00")
            line = {**line, "owner_id": trade.supplier_id}
        else:
            general = trade.stock_line("10", "4.00")
            trade.order(general)
            trade.receive(general.id)
        request = lending.proposed(**line)
        assert refusal_of(lambda: lending.post(request)).figures() == {"projects": asked}

        for code, actor in (("P1", lending.giver), ("P2", lending.taker)):
            if code in asked:
                yes(actor, request)
            else:
                assert refusal_of(lambda actor=actor: yes(actor, request)).code in (
                    "platform.missing_grant",
                    "platform.document_not_found",
                )
        lending.post(request)

        assert trade.head("stocktransfer", request.id)[1] == "posted"
        trade.require_sound_books()

    @pytest.mark.parametrize("line", [{"target_owner_id": None}, {"owner_id": None, "target_owner_id": None}])
    def test_where_no_stock_changes_hands_nobody_is_asked(self, lending: Lending, line: dict[str, Any]) -> None:
        request = lending.request(**line)
        save_stock_transfer(actor=lending.trade.keeper, request=request, at=NOW)

        refusal = refusal_of(lambda: propose_stock_transfer(actor=lending.trade.keeper, document_id=request.id, at=NOW))

        assert (refusal.code, lending.state(request)) == ("inventory.nobody_to_ask", ("draft", 1, 0))

    def test_in_one_step_it_is_refused_and_leaves_nothing(self, lending: Lending) -> None:
        request = lending.request()

        refusal = refusal_of(lambda: transfer_stock(actor=lending.trade.keeper, request=request, at=NOW))

        assert (refusal.code, refusal.figures()) == ("inventory.transfer_not_agreed", {"projects": ("P1", "P2")})
        assert lending.trade.count("inventory_stocktransfer") == 0

    def test_a_proposed_transfer_is_not_recorded_once_more(self, lending: Lending) -> None:
        request = lending.agreed()

        refusal = refusal_of(lambda: transfer_stock(actor=lending.trade.keeper, request=request, at=NOW))

        assert refusal.code == "platform.request_id_reused"
        assert lending.state(request) == ("agreed", 3, 2)

    def test_what_was_said_holds_when_it_is_said_again(self, lending: Lending) -> None:
        request = lending.proposed()

        for _ in range(2):
            propose_stock_transfer(actor=lending.trade.keeper, document_id=request.id, at=NOW)
            yes(lending.giver, request)
        for _ in range(2):
            yes(lending.taker, request)
        lending.post(request)
        yes(lending.taker, request)

        assert Counter(action for action, _ in lending.journal(request)) == {
            "created": 1,
            "proposed": 1,
            "agreed": 2,
            "posted": 1,
        }

    def test_a_posted_one_is_reversed_without_a_yes_unless_later_documents_depend(self, lending: Lending) -> None:
        trade, request = lending.trade, lending.agreed()
        lending.post(request)
        used = trade.issue_line("1", owner_id=trade.other_works.id, node_id=trade.other_works.node_id)
        issue = trade.issue_request(used, warehouse_id=trade.far_store.id)
        issued = issue_material(actor=trade.keeper, request=issue, at=NOW)

        refusal = refusal_of(lambda: trade.reverse("stock_transfer", request.id))
        assert refusal.code == "ledger.later_moves_depend"
        trade.reverse("goods_issue", issued)
        trade.reverse("stock_transfer", request.id)

        assert (trade.pool(), trade.pool(owner=trade.other_works.id)) == ("10 kg 40.00", "0 kg 0.00")
        trade.require_sound_books()
