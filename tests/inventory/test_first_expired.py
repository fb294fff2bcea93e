"""What expires first goes first: proposed, and refused otherwise unless the line says why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from gongliao.inventory.public import (
    IssueLine,
    issue_material,
    post_goods_issue,
    receive_goods,
    save_goods_issue,
)
from gongliao.inventory.rules import Expiring, earlier_left
from gongliao.kernel.ids import new_id
from gongliao.ledger.public import BatchStatusRequest, set_batch_status
from gongliao.ledger.rules.batches import Heap, first_expired_first, taken_in_turn
from tests.support.http import Caller
from tests.support.refusals import Fault, order_of_checks, refusal_of
from tests.support.statements import counted_statements
from tests.support.trade import D, Trade, make_trade
from tests.support.world import NOW, TODAY

SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=300)


def received(
    trade: Trade, number: str, expires: date | None, quantity: str = "10", *, made: date | None = None, **head: Any
) -> UUID:
    """Receive paint of a batch and return the batch's id."""
    line = trade.receipt_line(trade.ordered(quantity, "4.00", item_id=trade.paint_id), quantity, batch_no=number)
    line = replace(line, expiry_date=expires, production_date=made)
    receive_goods(actor=trade.keeper, request=trade.receipt(line, **head), at=NOW)
    statement = "SELECT id FROM ledger_batch WHERE tenant_id = %s AND number = %s"
    [(batch_id,)] = trade.rows(statement, number)
    return UUID(str(batch_id))


def paint(trade: Trade, batch_id: UUID, quantity: str = "1", **changes: Any) -> IssueLine:
    return trade.issue_line(quantity, item_id=trade.paint_id, batch_id=batch_id, **changes)


def issue(trade: Trade, *lines: IssueLine, **head: Any) -> UUID:
    return issue_material(actor=trade.keeper, request=trade.issue_request(*lines, **head), at=NOW)


@pytest.fixture
def trade() -> Trade:
    return make_trade()


class TestRules:
    SOON_HEAP, LATER_HEAP = (Expiring(UUID(int=n), str(n), day, D(5)) for n, day in ((1, SOON), (2, LATER)))

    @pytest.mark.parametrize(
        ("expires", "taken", "left"),
        [
            (LATER, "0", "5"),
            (LATER, "4.999999", "0.000001"),
            (LATER, "5", None),
            (SOON, "0", None),
            (SOON + timedelta(days=1), "0", "5"),
            (None, "0", "5"),
        ],
    )
    def test_what_is_left_of_an_earlier_batch(self, expires: date | None, taken: str, left: str | None) -> None:
        found = earlier_left(
            [self.LATER_HEAP, self.SOON_HEAP], expires=expires, taken={UUID(int=1): D(taken)}, keeps_until=TODAY
        )

        if left is None:
            assert found is None
        else:
            assert found == (self.SOON_HEAP, D(left))

    def test_one_that_never_expires_goes_after_all_that_do(self) -> None:
        found = earlier_left(
            [self.LATER_HEAP, self.SOON_HEAP], expires=None, taken={UUID(int=1): D(5)}, keeps_until=TODAY
        )

        assert found == (self.LATER_HEAP, D(5))

    def test_heaps_go_by_expiry_then_age_then_arrival_then_number(self) -> None:
        old, young, day = date(2026, 1, 1), date(2026, 2, 1), date(2026, 6, 1)

        def heap(number: str, *days: date | None) -> Heap:
            return Heap(new_id(), number, "00", D(1), *days)

        heaps = [
            heap("never", None, None, day),
            heap("b", SOON, young, day),
            heap("a", SOON, young, day),
            heap("came first", SOON, young, day - timedelta(days=1)),
            heap("older", SOON, old, day),
            heap("age unknown", SOON, None, day),
            heap("later", LATER, old, day),
        ]

        numbers = [heap.number for heap in first_expired_first(heaps)]

        assert numbers == ["older", "came first", "a", "b", "age unknown", "later", "never"]

    @pytest.mark.parametrize(
        ("asked", "taken", "missing"), [("2", [2, 0], 0), ("3", [3, 0], 0), ("4.5", [3, D("1.5")], 0), ("9", [3, 4], 2)]
    )
    def test_a_quantity_is_taken_in_turn(self, asked: str, taken: list[Any], missing: int) -> None:
        heaps = [Heap(new_id(), "a", "00", D(3)), Heap(new_id(), "b", "00", D(4))]

        assert taken_in_turn(heaps, D(asked)) == (taken, missing)


class TestIssue:
    def test_a_later_batch_is_refused_while_an_earlier_one_is_left(self, trade: Trade) -> None:
        soon, later = received(trade, "SOON", SOON), received(trade, "LATER", LATER)
        issue(trade, paint(trade, soon, "4"))

        refusal = refusal_of(lambda: issue(trade, trade.issue_line("1"), paint(trade, later)))

        assert (refusal.code, refusal.field, refusal.line) == ("inventory.earlier_batch_first", "batch_id", 2)
        assert refusal.figures() == {
            "batch": "LATER",
            "expires": LATER,
            "earlier": "SOON",
            "earlier_expires": SOON,
            "left": D(6),
        }
        assert trade.stock(trade.paint_id) == "16 kg 64.00"

    def test_one_document_may_use_up_the_earlier_and_go_on_with_the_later(self, trade: Trade) -> None:
        soon, later = received(trade, "SOON", SOON), received(trade, "LATER", LATER)

        issue(trade, paint(trade, later, "2"), paint(trade, soon, "4"), paint(trade, soon, "6"))

        assert trade.stock(trade.paint_id) == "8 kg 32.00"
        issue(trade, paint(trade, later, "8"))
        assert trade.stock(trade.paint_id) == "0 kg 0.00"

    def test_a_reason_lets_it_through_and_stays_on_the_line(self, trade: Trade) -> None:
        later, _ = received(trade, "LATER", LATER), received(trade, "SOON", SOON)
        plain = issue(trade, trade.issue_line("1", item_id=trade.paint_id, batch_id=_))
        why = "同一批次色差要求"

        issue_id = issue(trade, paint(trade, later, batch_reason=why))

        keeper = Caller(trade.keeper)
        [line] = keeper.get(f"/goods-issues/{issue_id}").body["lines"]
        assert line["batch_reason"] == why
        assert [row["id"] for row in keeper.get("/goods-issues", batch_reason=True).body["rows"]] == [str(issue_id)]
        assert keeper.get("/goods-issues").body["total"] == 2
        assert str(plain) != str(issue_id)
        sheet = load_workbook(BytesIO(keeper.get("/goods-issue-lines", format="xlsx").content)).active
        assert sheet is not None
        assert why in [cell for row in sheet.values for cell in row]

    def test_a_reversal_keeps_the_reason_and_asks_for_none(self, trade: Trade) -> None:
        soon, later = received(trade, "SOON", SOON), received(trade, "LATER", LATER)
        issue_id = issue(trade, paint(trade, later, batch_reason="指定"))
        issue(trade, paint(trade, soon, "10"))

        mirror_id = trade.reverse("goods_issue", issue_id)

        [line] = Caller(trade.keeper).get(f"/goods-issues/{mirror_id}").body["lines"]
        assert line["batch_reason"] == "指定"

    @pytest.mark.parametrize("status", ["quarantine", "blocked", "recalled"])
    def test_an_earlier_batch_that_may_not_be_used_does_not_count(self, trade: Trade, status: Any) -> None:
        soon, later = received(trade, "SOON", SOON), received(trade, "LATER", LATER)
        set_batch_status(actor=trade.boss, request=BatchStatusRequest(soon, 1, status, "复检"), at=NOW)

        issue(trade, paint(trade, later))

    @pytest.mark.parametrize(("days", "refused"), [(-1, False), (0, True)])
    def test_an_earlier_batch_that_has_expired_does_not_count(self, trade: Trade, days: int, refused: bool) -> None:
        received(trade, "OLD", TODAY + timedelta(days=days))
        later = received(trade, "LATER", LATER)

        if refused:
            assert refusal_of(lambda: issue(trade, paint(trade, later))).code == "inventory.earlier_batch_first"
        else:
            issue(trade, paint(trade, later))

    def test_what_lies_in_another_store_or_is_another_owners_does_not_count(self, trade: Trade) -> None:
        soon, later = received(trade, "SOON", SOON), received(trade, "LATER", LATER)
        trade.transfer("6", item_id=trade.paint_id, batch_id=soon)
        refusal = refusal_of(lambda: issue(trade, paint(trade, later)))
        assert refusal.figures()["left"] == 4

        line = trade.transfer_line("4", item_id=trade.paint_id, batch_id=soon, target_owner_id=trade.other_works.id)
        request = trade.transfer_request(line, target_warehouse_id=trade.store.id)
        trade.transfer_agreed(request)

        issue(trade, paint(trade, later))

    def test_batches_of_one_day_or_without_a_day_are_taken_as_one_likes(self, trade: Trade) -> None:
        _, second = received(trade, "A", SOON), received(trade, "B", SOON)
        issue(trade, paint(trade, second))

        free = make_trade()
        _, second = received(free, "A", None), received(free, "B", None)
        issue(free, paint(free, second))

    def test_a_batch_that_never_expires_waits_for_those_that_do(self, trade: Trade) -> None:
        soon, never = received(trade, "SOON", SOON), received(trade, "NEVER", None)

        refusal = refusal_of(lambda: issue(trade, paint(trade, never)))

        assert (refusal.code, refusal.figures()["expires"]) == ("inventory.earlier_batch_first", None)
        issue(trade, paint(trade, soon, "10"))
        issue(trade, paint(trade, never))

    def test_a_draft_is_saved_and_refused_when_it_is_posted(self, trade: Trade) -> None:
        _, later = received(trade, "SOON", SOON), received(trade, "LATER", LATER)
        request = trade.issue_request(paint(trade, later))
        save_goods_issue(actor=trade.keeper, request=request, at=NOW)

        refusal = refusal_of(lambda: post_goods_issue(actor=trade.keeper, document_id=request.id, at=NOW))

        assert refusal.code == "inventory.earlier_batch_first"
        told = replace(request, version=1, lines=(replace(request.lines[0], batch_reason="甲方指定"),))
        save_goods_issue(actor=trade.keeper, request=told, at=NOW)
        post_goods_issue(actor=trade.keeper, document_id=request.id, at=NOW)
        [line] = Caller(trade.keeper).get(f"/goods-issues/{request.id}").body["lines"]
        assert line["batch_reason"] == "甲方指定"

    def test_what_names_no_batch_asks_nothing_more(self, trade: Trade) -> None:
        trade.buy("10", "4.00")
        batch_id = received(trade, "SOON", SOON)

        def statements(*lines: IssueLine) -> int:
            with counted_statements() as sent:
                issue(trade, *lines)
            return len(sent)

        for _ in range(2):
            steel, told, untold = (
                statements(line)
                for line in (
                    trade.issue_line("1"),
                    paint(trade, batch_id, batch_reason="指定"),
                    paint(trade, batch_id),
                )
            )
        # The batches named are looked up and held; only without a reason what else lies there is looked up too.
        assert (told - steel, untold - told) == (1, 1)

    def test_blanks_are_no_reason(self, trade: Trade) -> None:
        _, later = received(trade, "SOON", SOON), received(trade, "LATER", LATER)
        line = {
            "id": str(new_id()),
            "item_id": str(trade.paint_id),
            "entered_quantity": "1",
            "unit": "kg",
            "node_id": str(trade.works.node_id),
            "category_id": str(trade.category_id),
            "owner_id": str(trade.works.id),
            "batch_id": str(later),
            "batch_reason": "  ",
        }
        body = {
            "id": str(new_id()),
            "company_id": str(trade.world.company_id),
            "business_date": TODAY.isoformat(),
            "warehouse_id": str(trade.store.id),
            "lines": [line],
        }
        keeper = Caller(trade.keeper, language="zh")

        answer = keeper.post("/goods-issues", body)

        assert (answer.status, answer.code) == (409, "inventory.earlier_batch_first")
        assert answer.body["detail"].startswith("批次 SOON")
        line["batch_reason"] = "甲方指定"
        assert keeper.post("/goods-issues", body).status == 200


class TestProposal:
    def proposed(self, trade: Trade, quantity: str, **changes: Any) -> tuple[list[tuple[str, str, str]], str]:
        asked = {
            "item_id": trade.paint_id,
            "warehouse_id": trade.store.id,
            "owner_id": trade.works.id,
            "quantity": quantity,
            "on": TODAY.isoformat(),
        }
        asked = {name: value for name, value in {**asked, **changes}.items() if value is not None}
        body = Caller(trade.keeper).get("/batch-proposal", **asked).body
        return [(heap["batch_no"], heap["on_hand"], heap["take"]) for heap in body["heaps"]], body["missing"]

    def takes(self, trade: Trade, quantity: str, **changes: Any) -> Sequence[tuple[str, str]]:
        return [(number, take) for number, _, take in self.proposed(trade, quantity, **changes)[0]]

    def test_splits_over_what_may_be_used_in_turn(self, trade: Trade) -> None:
        received(trade, "LATER", LATER)
        received(trade, "SOON", SOON, "4")
        received(trade, "OLD", TODAY - timedelta(days=1))
        blocked = received(trade, "BLOCKED", SOON)
        set_batch_status(actor=trade.boss, request=BatchStatusRequest(blocked, 1, "blocked", "渗漏"), at=NOW)

        heaps, missing = self.proposed(trade, "6")

        assert heaps == [("SOON", "4.000000", "4.000000"), ("LATER", "10.000000", "2.000000")]
        assert missing == "0.000000"
        assert self.proposed(trade, "20")[1] == "6.000000"

    def test_what_it_proposes_is_posted(self, trade: Trade) -> None:
        received(trade, "LATER", LATER)
        received(trade, "SOON", SOON, "4")
        asked = {"item_id": trade.paint_id, "warehouse_id": trade.store.id, "owner_id": trade.works.id}
        body = Caller(trade.keeper).get("/batch-proposal", **asked, quantity="6", on=TODAY.isoformat()).body

        lines = [
            paint(trade, UUID(heap["batch_id"]), heap["take"], bin_id=UUID(heap["bin_id"])) for heap in body["heaps"]
        ]
        issue(trade, *lines)

        assert trade.stock(trade.paint_id) == "8 kg 32.00"
        assert body["heaps"][0]["supplier_name"] == "供应商 S1"
        assert body["heaps"][0]["received_on"] == TODAY.isoformat()

    def test_is_of_one_owner_and_one_store(self, trade: Trade) -> None:
        soon = received(trade, "SOON", SOON)
        trade.transfer("4", item_id=trade.paint_id, batch_id=soon)

        assert self.takes(trade, "1") == [("SOON", "1.000000")]
        assert self.proposed(trade, "1", warehouse_id=trade.far_store.id)[0] == [("SOON", "4.000000", "1.000000")]
        assert self.takes(trade, "1", owner_id=trade.other_works.id) == self.takes(trade, "1", owner_id=None) == []
        assert self.takes(trade, "1", item_id=trade.steel_id) == []

    def test_shows_nothing_to_strangers_and_to_those_of_another_project(self, trade: Trade) -> None:
        received(trade, "SOON", SOON)
        other = trade.world.person("storekeeper", scope_kind="project", scope_id=trade.other_works.id)

        for actor in (make_trade().boss, other):
            assert self.takes(replace(trade, keeper=actor), "1") == []


class TestShelfLife:
    @pytest.fixture
    def demanding(self, trade: Trade) -> Trade:
        """Return a trade whose first project draws only what keeps for 60 days."""
        boss = Caller(trade.boss)
        path = f"/projects/{trade.works.id}"
        project = boss.get(path).body
        body = {name: project[name] for name in ("version", "code", "name", "company_id", "manager_id")}
        assert boss.put(path, {**body, "shelf_life_days_min": 60}).body["shelf_life_days_min"] == 60
        return trade

    @pytest.mark.parametrize(("days", "refused"), [(59, True), (60, False), (61, False)])
    def test_a_batch_must_keep_as_long_as_its_project_demands(self, demanding: Trade, days: int, refused: bool) -> None:
        expires = TODAY + timedelta(days=days)
        batch_id = received(demanding, "B", expires)

        if refused:
            refusal = refusal_of(lambda: issue(demanding, paint(demanding, batch_id)))
            assert (refusal.code, refusal.field, refusal.line) == ("inventory.batch_expires_too_soon", "batch_id", 1)
            figures = {"batch": "B", "expires": expires, "days_left": days, "days_min": 60, "project": "P1"}
            assert refusal.figures() == figures
        else:
            issue(demanding, paint(demanding, batch_id))

    def test_a_reason_does_not_help_and_what_never_expires_is_free(self, demanding: Trade) -> None:
        soon = received(demanding, "SOON", SOON)

        refusal = refusal_of(lambda: issue(demanding, paint(demanding, soon, batch_reason="急用")))

        assert refusal.code == "inventory.batch_expires_too_soon"
        issue(demanding, paint(demanding, received(demanding, "NEVER", None)))

    def test_a_batch_is_checked_in_the_order_that_is_documented(self, demanding: Trade) -> None:
        held = received(demanding, "HELD", LATER)
        set_batch_status(actor=demanding.boss, request=BatchStatusRequest(held, 1, "blocked", "受潮"), at=NOW)
        expired = received(demanding, "EXPIRED", TODAY - timedelta(days=1))
        soon, first, last = (
            received(demanding, "SOON", SOON),
            received(demanding, "A", LATER),
            received(demanding, "B", None),
        )

        def run(**line: Any) -> Any:
            return issue(demanding, replace(paint(demanding, held, "11"), **line))

        seen = order_of_checks(
            run,
            faults := [
                Fault("ledger.batch_not_found", {"batch_id": new_id()}, {"batch_id": held}),
                Fault("inventory.batch_not_released", {}, {"batch_id": expired}),
                Fault("inventory.batch_expired", {}, {"batch_id": soon}),
                Fault("inventory.batch_expires_too_soon", {}, {"batch_id": last}),
                Fault("inventory.earlier_batch_first", {}, {"batch_id": first}),
                Fault("ledger.insufficient_stock", {}, {"quantity": D(10)}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    def test_what_keeps_too_short_for_the_project_does_not_hold_back_what_keeps(self, demanding: Trade) -> None:
        _, later = received(demanding, "SOON", SOON), received(demanding, "LATER", LATER)

        issue(demanding, paint(demanding, later))

    def test_is_kept_in_the_proposal(self, demanding: Trade) -> None:
        received(demanding, "SOON", SOON)
        received(demanding, "LATER", LATER)
        takes = TestProposal().takes

        assert takes(demanding, "1") == [("SOON", "1.000000"), ("LATER", "0.000000")]
        assert takes(demanding, "1", project_id=demanding.works.id) == [("LATER", "1.000000")]
        assert takes(demanding, "1", project_id=demanding.other_works.id)[0] == ("SOON", "1.000000")
