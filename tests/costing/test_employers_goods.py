"""The report on the employer's goods 甲供材领用报表: a story with its figures after each step, and what is allowed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from gongliao.costing.public import AllowRequest, allow_quantity
from gongliao.costing.queries.employers_goods import UsageAsked, allowed_history, employers_goods
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor, tenant_transaction
from tests.support.refusals import refusal_of
from tests.support.trade import Trade, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
HIS = "owner_supplied"


@pytest.fixture
def trade() -> Trade:
    return make_trade()


def rows(trade: Trade, *, day: date = TODAY, actor: Actor | None = None, **asked: Any) -> list[Any]:
    wanted = UsageAsked(company_id=trade.world.company_id, day=day, **asked)
    with tenant_transaction(trade.world.tenant.id):
        return employers_goods(actor=actor or trade.boss, wanted=wanted)


def told(trade: Trade, **asked: Any) -> str:
    """Return the only row as people would say it: received, issued, returned, lost, on hand, used, allowed, over."""
    [row] = rows(trade, **asked)
    figures = (row.received, row.issued, row.returned, row.lost, row.on_hand, row.used, row.allowed, row.over_used)
    return " ".join("-" if each is None else format(Decimal(each).normalize(), "f") for each in figures)


def allow(
    trade: Trade, quantity: str, *, at: datetime = NOW, actor: Actor | None = None, **changes: Any
) -> AllowRequest:
    request = AllowRequest(new_id(), trade.works.id, trade.steel_id, Decimal(quantity), YESTERDAY, "合同附件三")
    request = replace(request, **changes)
    allow_quantity(actor=actor or trade.boss, request=request, at=at)
    return request


class TestStory:
    def test_from_the_lorry_to_what_was_used_too_much(self, trade: Trade) -> None:
        assert rows(trade) == []

        trade.supply("100", on=YESTERDAY)
        assert told(trade) == "100 0 0 0 100 0 - -"

        allow(trade, "60")
        assert told(trade) == "100 0 0 0 100 0 60 0"

        issue = trade.issue("70", ownership=HIS, on=YESTERDAY)
        assert told(trade) == "100 70 0 0 30 70 60 10"

        trade.return_(issue, "15")
        assert told(trade) == "100 70 15 0 45 55 60 0"

        # What is lost in our keeping is as gone as what was used.
        trade.scrap("9", ownership=HIS)
        assert told(trade) == "100 70 15 9 36 55 60 4"

        trade.count_stock("30", ownership=HIS)
        assert told(trade) == "100 70 15 15 30 55 60 10"

        trade.count_stock("32", ownership=HIS)
        assert told(trade) == "100 70 15 13 32 55 60 8"

        # Our own steel is nobody's report; another bin, another warehouse and other work change nothing.
        trade.buy("50", "4.00")
        trade.issue("5")
        trade.transfer("10", ownership=HIS)
        [line_id] = trade.lines_of("goodsissue", issue)
        trade.issue("20", from_line_id=line_id, owner_id=None, node_id=trade.works.other_node_id)
        assert told(trade) == "100 70 15 13 32 55 60 8"

        extra = trade.supply("40")
        assert told(trade) == "140 70 15 13 72 55 60 8"
        trade.reverse("goods_receipt", extra)
        assert told(trade) == "100 70 15 13 32 55 60 8"

        assert told(trade, day=YESTERDAY) == "100 70 0 0 30 70 60 10"
        trade.require_sound_books()

    def test_leftovers_on_paper_are_at_hand_for_their_night(self, trade: Trade) -> None:
        trade.supply("100", on=YESTERDAY)
        issue = trade.issue("60", ownership=HIS, on=YESTERDAY)
        trade.return_(issue, "25", notional=True, business_date=YESTERDAY)

        assert told(trade, day=YESTERDAY) == "100 60 25 0 65 35 - -"
        assert told(trade) == "100 60 0 0 40 60 - -"

    def test_as_known_at_an_instant(self, trade: Trade) -> None:
        trade.supply("100", on=YESTERDAY)
        allow(trade, "60")
        later = NOW + timedelta(hours=1)

        allow(trade, "80", at=later, reason="补充协议一")
        assert told(trade) == "100 0 0 0 100 0 80 0"
        assert told(trade, known_at=NOW) == "100 0 0 0 100 0 60 0"
        assert rows(trade, known_at=NOW - timedelta(hours=1)) == []

    def test_two_projects_stay_apart(self, trade: Trade) -> None:
        trade.supply("100")
        trade.supply("7", owner_id=trade.other_works.id)

        assert {row.project_code: row.received for row in rows(trade)} == {"P1": 100, "P2": 7}
        assert told(trade, project_id=trade.other_works.id) == "7 0 0 0 7 0 - -"
        assert [row.project_code for row in rows(trade, q="p2")] == ["P2"]
        assert rows(trade, over_used=True) == []

    def test_who_works_for_a_project_sees_that_alone(self, trade: Trade) -> None:
        trade.supply("100")
        trade.supply("7", owner_id=trade.other_works.id)
        clerk = trade.world.person("project_manager", scope_kind="project", scope_id=trade.works.id)

        assert [row.project_code for row in rows(trade, actor=clerk)] == ["P1"]


class TestAllowed:
    def test_counts_from_its_day_on(self, trade: Trade) -> None:
        allow(trade, "60", valid_from=YESTERDAY)
        allow(trade, "90", valid_from=TODAY, reason="变更签证")
        allow(trade, "65", valid_from=YESTERDAY, reason="笔误")

        assert told(trade, day=YESTERDAY) == "0 0 0 0 0 0 65 0"
        assert told(trade) == "0 0 0 0 0 0 90 0"
        with tenant_transaction(trade.world.tenant.id):
            said = list(allowed_history(actor=trade.boss, project_id=trade.works.id, item_id=trade.steel_id))
        assert sorted((row.quantity, row.reason) for row in said) == [
            (60, "合同附件三"),
            (65, "笔误"),
            (90, "变更签证"),
        ]

    def test_is_said_once_by_one_request(self, trade: Trade) -> None:
        request = allow(trade, "60")
        allow_quantity(actor=trade.boss, request=request, at=NOW)
        assert trade.count("costing_allowedquantity") == 1

        refusal = refusal_of(
            lambda: allow_quantity(actor=trade.boss, request=replace(request, quantity=Decimal(61)), at=NOW)
        )
        assert refusal.code == "platform.request_id_reused"

    @pytest.mark.parametrize(
        ("changes", "code", "field"),
        [
            ({"project_id": new_id()}, "projects.project_not_found", "project_id"),
            ({"item_id": new_id()}, "catalog.item_not_found", "item_id"),
            ({"reason": " "}, "costing.allowed_reason_missing", "reason"),
        ],
    )
    def test_what_is_wrong_with_it(self, trade: Trade, changes: dict[str, Any], code: str, field: str) -> None:
        refusal = refusal_of(lambda: allow(trade, "60", **changes))

        assert (refusal.code, refusal.field) == (code, field)

    def test_who_may_not(self, trade: Trade) -> None:
        assert refusal_of(lambda: allow(trade, "60", actor=trade.keeper)).code == "platform.missing_grant"
        other = trade.world.person("project_manager", scope_kind="project", scope_id=trade.other_works.id)
        assert refusal_of(lambda: allow(trade, "60", actor=other)).code == "platform.missing_grant"
