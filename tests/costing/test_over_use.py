"""Charges for the employer's goods 超耗扣款: what was over-used, once, at an agreed price."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from gongliao.costing.public import (
    AllowRequest,
    CostNoteLineRequest,
    CostNoteRequest,
    CostNoteStep,
    ReverseCostNoteRequest,
    allow_quantity,
    post_cost_note,
    record_cost_note,
    reverse_cost_note,
    save_cost_note,
)
from gongliao.costing.queries.employers_goods import UsageAsked, employers_goods
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.public import tenant_transaction
from tests.support.http import Caller
from tests.support.refusals import refusal_of
from tests.support.trade import Trade, at_once, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
HIS = "owner_supplied"


@pytest.fixture
def trade() -> Trade:
    """60 of the employer's 100 kg are allowed, and 70 were drawn: 10 too many."""
    trade = make_trade()
    trade.supply("100", on=YESTERDAY)
    trade.issue("70", ownership=HIS, on=YESTERDAY)
    allowed = AllowRequest(new_id(), trade.works.id, trade.steel_id, Decimal(60), YESTERDAY, "合同附件三")
    allow_quantity(actor=trade.boss, request=allowed, at=NOW)
    return trade


def category(trade: Trade, code: str = "OTH-OTH") -> UUID:
    [(id_,)] = trade.rows(
        "SELECT id FROM projects_costcategory WHERE tenant_id = %s AND kind = 'OTHER_DIRECT' AND active LIMIT 1"
    )
    return UUID(str(id_))


def line(trade: Trade, quantity: str = "6", price: str = "5.00", **changes: Any) -> CostNoteLineRequest:
    of_line = CostNoteLineRequest(
        id=new_id(),
        project_id=trade.works.id,
        node_id=trade.works.node_id,
        category_id=category(trade),
        item_id=trade.steel_id,
        quantity=Decimal(quantity),
        price=Decimal(price),
    )
    return replace(of_line, **changes)


def note(trade: Trade, *lines: CostNoteLineRequest, **changes: Any) -> CostNoteRequest:
    request = CostNoteRequest(
        id=new_id(), company_id=trade.world.company_id, business_date=TODAY, lines=lines, kind="over_use"
    )
    return replace(request, **changes)


def charge(trade: Trade, quantity: str = "6", **changes: Any) -> UUID:
    return record_cost_note(actor=trade.boss, request=note(trade, line(trade, quantity, **changes)), at=NOW).id


def figures(trade: Trade, **asked: Any) -> tuple[Decimal, Decimal]:
    """Return what was over-used of the only goods, and what of it is charged."""
    wanted = UsageAsked(**{"company_id": trade.world.company_id, "day": TODAY, **asked})
    with tenant_transaction(trade.world.tenant.id):
        [row] = employers_goods(actor=trade.boss, wanted=wanted)
    assert row.over_used is not None
    return row.over_used, row.charged


def voucher(trade: Trade, document_id: UUID) -> list[Any]:
    return trade.rows(
        "SELECT account, purpose, debit, credit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s"
        " ORDER BY account",
        document_id,
    )


class TestCharge:
    def test_books_what_the_employer_is_owed(self, trade: Trade) -> None:
        assert figures(trade) == (10, 0)

        first = charge(trade, "6")
        assert (figures(trade), trade.cost()) == ((10, 6), Decimal("30.00"))
        assert voucher(trade, first) == [
            ("224102", "employers_charge", 0, Decimal("30.00")),
            ("540105", "project_cost", Decimal("30.00"), 0),
        ]

        refusal = refusal_of(lambda: charge(trade, "5"))
        assert (refusal.code, refusal.field, refusal.line) == ("costing.more_than_over_used", "quantity", 1)
        assert refusal.figures() == {"item": "STEEL", "asked": 5, "left": 4}

        charge(trade, "4")
        assert (figures(trade), trade.cost()) == ((10, 10), Decimal("50.00"))

        mirror = reverse_cost_note(
            actor=trade.boss,
            request=ReverseCostNoteRequest(id=new_id(), original_id=first, reason="单价不对"),
            at=NOW,
        )
        assert (figures(trade), trade.cost()) == ((10, 4), Decimal("20.00"))
        assert voucher(trade, mirror.id) == [
            ("224102", "employers_charge", Decimal("30.00"), 0),
            ("540105", "project_cost", 0, Decimal("30.00")),
        ]

        charge(trade, "6", price=Decimal("4.995"))
        assert (figures(trade), trade.cost()) == ((10, 10), Decimal("49.97"))
        trade.require_sound_books()

    def test_through_a_draft_it_is_asked_when_it_is_posted(self, trade: Trade) -> None:
        request = note(trade, line(trade, "8"))
        save_cost_note(actor=trade.boss, request=request, at=NOW)
        assert figures(trade) == (10, 0)
        charge(trade, "5")

        refusal = refusal_of(lambda: post_cost_note(actor=trade.boss, request=CostNoteStep(request.id), at=NOW))
        assert refusal.figures() == {"item": "STEEL", "asked": 8, "left": 5}

        changed = replace(request, version=1, lines=(replace(request.lines[0], quantity=Decimal(5)),))
        save_cost_note(actor=trade.boss, request=changed, at=NOW)
        post_cost_note(actor=trade.boss, request=CostNoteStep(request.id), at=NOW)
        assert figures(trade) == (10, 10)
        trade.require_sound_books()

    def test_lines_of_one_note_share_what_is_left(self, trade: Trade) -> None:
        request = note(trade, line(trade, "7"), line(trade, "4"), line(trade, "3"))

        refusal = refusal_of(lambda: record_cost_note(actor=trade.boss, request=request, at=NOW))

        assert (refusal.code, refusal.line, refusal.figures()["left"]) == ("costing.more_than_over_used", 2, 3)

    def test_two_at_once_can_not_both_take_it(self, trade: Trade) -> None:
        requests = [note(trade, line(trade, "6")) for _ in range(2)]

        results = at_once([lambda r=each: record_cost_note(actor=trade.boss, request=r, at=NOW) for each in requests])

        refused = [each for each in results if isinstance(each, Refusal)]
        assert [each.code for each in refused] == ["costing.more_than_over_used"]
        assert figures(trade) == (10, 6)
        trade.require_sound_books()

    def test_goods_that_come_back_after_it_are_told(self, trade: Trade) -> None:
        charge(trade, "10")
        [issue] = [id_ for (id_,) in trade.rows("SELECT id FROM inventory_goodsissue WHERE tenant_id = %s")]
        trade.return_(issue, "8")

        assert figures(trade) == (2, 10)

    def test_as_known_and_as_of_a_day(self, trade: Trade) -> None:
        later = NOW + timedelta(hours=1)
        record_cost_note(actor=trade.boss, request=note(trade, line(trade, "6")), at=later)

        assert figures(trade) == (10, 6)
        assert figures(trade, known_at=NOW) == (10, 0)
        assert figures(trade, day=YESTERDAY) == (10, 0)


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "code", "field"),
        [
            ({"item_id": None}, "costing.charge_missing", "item_id"),
            ({"quantity": None}, "costing.charge_missing", "quantity"),
            ({"price": None}, "costing.charge_missing", "price"),
            ({"item_id": new_id()}, "catalog.item_not_found", "item_id"),
            ({"price": Decimal("0.000001")}, "costing.amount_not_positive", "price"),
        ],
    )
    def test_what_is_wrong_with_a_line(self, trade: Trade, changes: dict[str, Any], code: str, field: str) -> None:
        request = note(trade, replace(line(trade), **changes))

        refusal = refusal_of(lambda: record_cost_note(actor=trade.boss, request=request, at=NOW))

        assert (refusal.code, refusal.field, refusal.line) == (code, field, 1)

    def test_material_is_what_goods_cost(self, trade: Trade) -> None:
        refusal = refusal_of(lambda: charge(trade, category_id=trade.category_id))

        assert refusal.code == "costing.material_category"

    def test_other_costs_charge_for_no_goods(self, trade: Trade) -> None:
        request = note(trade, line(trade), kind="cost")

        refusal = refusal_of(lambda: record_cost_note(actor=trade.boss, request=request, at=NOW))

        assert (refusal.code, refusal.field) == ("costing.not_a_charge", "item_id")

    def test_what_nobody_said_is_allowed(self, trade: Trade) -> None:
        refusal = refusal_of(lambda: charge(trade, item_id=trade.paint_id))

        assert (refusal.code, refusal.figures()["left"]) == ("costing.more_than_over_used", 0)

    def test_another_projects_use(self, trade: Trade) -> None:
        work = {"project_id": trade.other_works.id, "node_id": trade.other_works.node_id}

        assert refusal_of(lambda: charge(trade, **work)).code == "costing.more_than_over_used"


class TestOverHttp:
    def test_a_charge_is_a_cost_note_of_its_kind(self, trade: Trade) -> None:
        boss = Caller(trade.boss)
        of_line = line(trade)
        body = {
            "id": str(new_id()),
            "kind": "over_use",
            "company_id": str(trade.world.company_id),
            "business_date": TODAY.isoformat(),
            "lines": [
                {
                    "id": str(of_line.id),
                    "project_id": str(trade.works.id),
                    "node_id": str(trade.works.node_id),
                    "category_id": str(of_line.category_id),
                    "item_id": str(trade.steel_id),
                    "quantity": "6",
                    "price": "5",
                }
            ],
        }

        answer = boss.post("/cost-notes", body)

        assert (answer.status, answer.body["kind"], answer.body["amount"]) == (200, "over_use", "30.00")
        [shown] = answer.body["lines"]
        assert (shown["item_code"], Decimal(shown["quantity"]), shown["amount"]) == ("STEEL", 6, "30.00")
        assert len(boss.get("/cost-notes", kind="over_use").body["rows"]) == 1
        assert boss.get("/cost-notes", kind="cost").body["rows"] == []
