"""Periods: months are begun, closed and opened again; what they froze repeats, and what comes late counts later."""

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
import pytest

from gongliao.costing.public import (
    CostNoteStep,
    ValueNoteLineRequest,
    ValueNoteRequest,
    post_value_note,
    save_value_note,
)
from gongliao.inventory.public import ReturnLine, issue_material, return_material
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.ledger.errors.periods import (
    BackdatedTooFar,
    KnownInFuture,
    PeriodClosing,
    PeriodNotChecked,
    PeriodNotFound,
    PeriodNotOver,
    PeriodOutOfOrder,
    PeriodReasonMissing,
    PeriodWrongState,
)
from gongliao.ledger.models import Period
from gongliao.ledger.operations.close_period import close_period
from gongliao.ledger.operations.know_until import know_until
from gongliao.ledger.operations.period_steps import PeriodStepRequest
from gongliao.ledger.operations.reopen_period import reopen_period
from gongliao.ledger.public import verify
from gongliao.ledger.queries.on_day import OnDay, cost_on_day, stock_on_day
from gongliao.ledger.queries.periods import checklist, frozen_cost, frozen_stock, periods
from gongliao.ledger.rules.periods import last_day_of, months_between
from gongliao.platform.models import BackdatingWindow, Company
from gongliao.platform.public import Actor, MissingGrant, RequestIdReused, StaleVersion, execute, tenant_transaction
from tests.support.http import Caller
from tests.support.months import ALL, MAY, STEPS, close, step
from tests.support.trade import Trade, make_trade
from tests.support.world import NOW, TODAY

D = Decimal
APRIL = date(2026, 4, 1)
IN_MAY, MAY_END = date(2026, 5, 20), date(2026, 5, 31)
JUNE_1 = date(2026, 6, 1)


@pytest.fixture
def trade() -> Trade:
    """10 kg came in for 40.00 in May, and 4 kg of it went to work."""
    trade = make_trade()
    trade.buy("10", "4.00", on=IN_MAY)
    trade.issue("4", on=IN_MAY)
    return trade


@pytest.fixture
def accountant(trade: Trade) -> Actor:
    return trade.world.person("accountant", name="会计")


def posted(trade: Trade, document_id: UUID) -> list[tuple[date, date, Decimal]]:
    """Return business date, posting date and value of a document's moves, in order."""
    rows = trade.rows(
        "SELECT business_date, posting_date, value FROM ledger_stockmove WHERE tenant_id = %s AND document_id = %s"
        " ORDER BY seq",
        document_id,
    )
    return [tuple(row) for row in rows]


def frozen(trade: Trade) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    with tenant_transaction(trade.world.tenant.id):
        asked: dict[str, Any] = {"actor": trade.boss, "company_id": trade.world.company_id, "month": MAY}
        stock = (
            frozen_stock(**asked)
            .order_by("item_code", "warehouse_code")
            .values_list("item_code", "warehouse_code", "owner_code", "quantity", "value")
        )
        cost = frozen_cost(**asked).values_list("node_code", "in_month", "to_date")
        return list(stock), list(cost)


def on_day(trade: Trade, day: date, **changes: Any) -> list[tuple[str, str, Decimal, Decimal | None]]:
    wanted = replace(OnDay(trade.world.company_id, day), **changes)
    with tenant_transaction(trade.world.tenant.id):
        rows = stock_on_day(actor=trade.boss, wanted=wanted)
    return [(each.item_code, each.warehouse_code, each.quantity, each.value) for each in rows]


def cost_by(trade: Trade, day: date, **changes: Any) -> Decimal:
    wanted = replace(OnDay(trade.world.company_id, day), **changes)
    with tenant_transaction(trade.world.tenant.id):
        return sum((each.to_date for each in cost_on_day(actor=trade.boss, wanted=wanted)), D("0.00"))


class TestClosing:
    def test_a_month_is_closed_and_keeps_its_figures(self, trade: Trade) -> None:
        period = close(trade)

        assert (period.state, period.closing) == ("closed", 1)
        stock, cost = frozen(trade)
        assert [row[0::3] for row in stock] == [("STEEL", D("6.000000"))]
        assert stock[0][4] == D("24.00")
        assert [row[1:] for row in cost] == [(D("16.00"), D("16.00"))]
        trade.require_sound_books()

    def test_what_comes_late_counts_on_the_first_open_day(self, trade: Trade) -> None:
        close(trade)
        before = frozen(trade)

        receipt = trade.buy("10", "6.00", on=IN_MAY - timedelta(days=1))

        # The receipt itself, then what the issue of May turns out to have cost more: (40 + 60) / 20 x 4 = 20.
        assert posted(trade, receipt) == [
            (IN_MAY - timedelta(days=1), JUNE_1, D("60.00")),
            (IN_MAY, JUNE_1, D("4.00")),
        ]
        assert trade.cost() == D("20.00")
        assert frozen(trade) == before
        assert on_day(trade, MAY_END) == [("STEEL", "W1", D("16.000000"), D("80.00"))]
        assert on_day(trade, MAY_END, by="posting_date") == [("STEEL", "W1", D("6.000000"), D("24.00"))]
        assert cost_by(trade, MAY_END) == D("20.00")
        assert cost_by(trade, MAY_END, by="posting_date") == D("16.00")
        days = trade.rows(
            "SELECT DISTINCT posting_date FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s", receipt
        )
        assert days == [(JUNE_1,)]
        trade.require_sound_books()

    def test_a_reversal_of_a_closed_months_document_counts_later(self, trade: Trade) -> None:
        issue = trade.issue("1", on=IN_MAY)
        close(trade)

        mirror = trade.reverse("goods_issue", issue)

        assert posted(trade, mirror) == [(IN_MAY, JUNE_1, D("4.00"))]
        assert on_day(trade, MAY_END, by="posting_date") == [("STEEL", "W1", D("5.000000"), D("20.00"))]
        assert trade.stock() == "6 kg 24.00"
        trade.require_sound_books()

    def test_costs_without_goods_count_later_too(self, trade: Trade) -> None:
        close(trade)
        note = trade.spend("7.00", on=IN_MAY)

        assert (note.business_date, note.posting_date) == (IN_MAY, JUNE_1)
        assert cost_by(trade, MAY_END, by="posting_date") == D("16.00")
        trade.require_sound_books()

    def test_months_before_are_closed_with_it(self, trade: Trade) -> None:
        close(trade)

        with tenant_transaction(trade.world.tenant.id):
            found = periods(actor=trade.boss, company_id=trade.world.company_id, at=NOW)
        states = {each.month: (each.state, each.closing) for each in found}
        assert states[date(2026, 6, 1)] == ("open", 0)
        assert states[MAY] == ("closed", 1)
        assert states[APRIL] == ("closed", 0)
        assert len(states) == len(months_between(date(2020, 1, 1), TODAY))

    def test_asked_again_it_answers_the_same(self, trade: Trade) -> None:
        step(trade, "begin")
        request = PeriodStepRequest(new_id(), trade.world.company_id, MAY, 1, accepted=ALL)

        first = close_period(actor=trade.boss, request=request, at=NOW)
        again = close_period(actor=trade.boss, request=request, at=NOW)

        assert (first.id, first.version) == (again.id, again.version)
        assert trade.count("ledger_periodstock") == 1
        with pytest.raises(RequestIdReused):
            reopen_period(actor=trade.boss, request=replace(request, reason="x"), at=NOW)

    def test_the_same_id_with_another_body_is_refused(self, trade: Trade) -> None:
        close(trade)
        request = PeriodStepRequest(new_id(), trade.world.company_id, MAY, 2, reason="漏记")

        reopen_period(actor=trade.boss, request=request, at=NOW)

        assert reopen_period(actor=trade.boss, request=request, at=NOW).state == "open"
        with pytest.raises(RequestIdReused):
            reopen_period(actor=trade.boss, request=replace(request, reason="别的"), at=NOW)

    def test_waits_for_what_is_being_posted_into_the_month(self, trade: Trade) -> None:
        step(trade, "begin")
        trade.keeper = trade.world.person("accountant", "storekeeper")
        issue = trade.issue_request(trade.issue_line("1"), business_date=IN_MAY)

        with tenant_transaction(trade.world.tenant.id):
            issue_material(actor=trade.keeper, request=issue, at=NOW)
            closing = threading.Thread(target=lambda: step(trade, "close", accepted=ALL))
            closing.start()
            closing.join(0.5)
            assert closing.is_alive(), "it must wait for what is being posted"
        closing.join(10)

        assert frozen(trade)[0][0][3:] == (D("5.000000"), D("20.00"))
        trade.require_sound_books()

    def test_a_price_that_comes_late_counts_later(self, trade: Trade) -> None:
        close(trade)
        before = frozen(trade)
        [(receipt, line)] = trade.rows(
            "SELECT document_id, id FROM inventory_goodsreceiptline WHERE tenant_id = %s ORDER BY id LIMIT 1"
        )
        said = ValueNoteLineRequest(new_id(), receipt, line, price=D("5.00"))
        request = ValueNoteRequest(new_id(), trade.world.company_id, IN_MAY, "price_adjustment", (said,))

        save_value_note(actor=trade.boss, request=request, at=NOW)
        note = post_value_note(actor=trade.boss, request=CostNoteStep(request.id), at=NOW)

        assert (note.business_date, note.posting_date) == (IN_MAY, JUNE_1)
        assert frozen(trade) == before
        assert trade.cost() == D("20.00")
        assert cost_by(trade, MAY_END, by="posting_date") == D("16.00")
        trade.require_sound_books()


class TestReopening:
    def test_it_is_reopened_with_a_reason_and_freezes_anew(self, trade: Trade) -> None:
        close(trade)
        step(trade, "reopen", reason="漏记一张入库单")
        trade.buy("2", "4.00", on=IN_MAY)

        period = close(trade)

        assert period.closing == 2
        assert frozen(trade)[0][0][3:] == (D("8.000000"), D("32.00"))
        # What the first closing froze is kept beside it.
        assert trade.count("ledger_periodstock") == 2
        trade.require_sound_books()

    def test_a_month_closed_along_with_a_later_one_freezes_anew_too(self, trade: Trade) -> None:
        close(trade, APRIL)
        step(trade, "reopen", APRIL, reason="漏记")
        trade.buy("2", "4.00", on=APRIL)

        close(trade)

        with tenant_transaction(trade.world.tenant.id):
            found = periods(actor=trade.boss, company_id=trade.world.company_id, at=NOW)
        assert {each.month: each.closing for each in found}[APRIL] == 2
        trade.require_sound_books()

    def test_a_reason_is_asked(self, trade: Trade) -> None:
        close(trade)
        with pytest.raises(PeriodReasonMissing):
            step(trade, "reopen", reason="  ")

    def test_only_the_last_closed_month_is_reopened(self, trade: Trade) -> None:
        close(trade)
        with pytest.raises(PeriodOutOfOrder) as refused:
            step(trade, "reopen", APRIL, reason="x")
        assert (refused.value.month, refused.value.due) == ("2026-04", "2026-05")
        step(trade, "reopen", reason="x")
        assert step(trade, "reopen", APRIL, reason="x").state == "open"

    def test_not_while_another_month_is_being_closed(self, trade: Trade) -> None:
        close(trade, APRIL)
        step(trade, "begin")
        with pytest.raises(PeriodOutOfOrder):
            step(trade, "reopen", APRIL, reason="x")

    def test_who_closes_may_not_reopen(self, trade: Trade, accountant: Actor) -> None:
        close(trade)
        with pytest.raises(MissingGrant):
            step(trade, "reopen", actor=accountant, reason="x")


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("what", "month", "refusal"),
        [
            ("begin", date(2026, 6, 1), PeriodNotOver),
            ("begin", date(2026, 7, 1), PeriodNotFound),
            ("begin", date(2019, 12, 1), PeriodNotFound),
            ("begin", date(2026, 5, 2), PeriodNotFound),
            ("close", MAY, PeriodWrongState),
            ("withdraw", MAY, PeriodWrongState),
            ("reopen", MAY, PeriodWrongState),
        ],
    )
    def test_a_step_out_of_place(self, trade: Trade, what: str, month: date, refusal: type[Refusal]) -> None:
        with pytest.raises(refusal):
            step(trade, what, month, reason="x")

    def test_a_month_before_a_closed_one(self, trade: Trade) -> None:
        close(trade)
        with pytest.raises(PeriodWrongState):
            step(trade, "begin", APRIL)

    def test_a_stale_version(self, trade: Trade) -> None:
        step(trade, "begin")
        with pytest.raises(StaleVersion):
            step(trade, "close", version=0, accepted=ALL)

    def test_who_has_no_grant(self, trade: Trade) -> None:
        with pytest.raises(MissingGrant):
            step(trade, "begin", actor=trade.keeper)

    def test_an_open_point_of_the_checklist(self, trade: Trade) -> None:
        step(trade, "begin")
        with pytest.raises(PeriodNotChecked) as refused:
            step(trade, "close", accepted=("drafts",))
        assert (refused.value.checks, refused.value.count) == (("not_invoiced",), 1)


class TestWhileClosing:
    def test_only_who_closes_posts_into_the_month(self, trade: Trade, accountant: Actor) -> None:
        step(trade, "begin")

        with pytest.raises(PeriodClosing) as refused:
            trade.issue("1", on=IN_MAY)
        assert refused.value.month == "2026-05"
        trade.issue("1", on=TODAY)
        both = trade.world.person("accountant", "storekeeper", name="会计兼库管")
        trade.keeper = both
        issue = trade.issue("1", on=IN_MAY)
        assert posted(trade, issue) == [(IN_MAY, IN_MAY, D("4.00"))]

    def test_left_off_everybody_posts_again(self, trade: Trade) -> None:
        step(trade, "begin")
        assert step(trade, "withdraw").state == "open"
        assert posted(trade, trade.issue("1", on=IN_MAY)) == [(IN_MAY, IN_MAY, D("4.00"))]

    def test_orders_are_approved_and_bind_later(self, trade: Trade) -> None:
        step(trade, "begin")
        order = trade.order(business_date=IN_MAY)
        rows = trade.rows(
            "SELECT posting_date FROM ledger_commitmententry WHERE tenant_id = %s AND document_id = %s", order
        )
        assert rows == [(JUNE_1,)]


class TestChecklist:
    def test_each_point_counts(self, trade: Trade) -> None:
        trade.order(business_date=IN_MAY, approved=False)
        trade.open("1", "0.00", on=IN_MAY)
        with tenant_transaction(trade.world.tenant.id):
            found = checklist(actor=trade.boss, company_id=trade.world.company_id, month=MAY, at=NOW)
        counts = {each.check: (each.count, each.blocks) for each in found}
        assert counts == {
            "drafts": (1, False),
            "without_value": (1, False),
            "not_invoiced": (1, False),
            "never_negative_on_any_day": (0, True),
            "node_bears_what_moves": (0, True),
            "voucher_says_what_is_booked": (0, True),
        }
        assert all(each.examples for each in found if each.count)


class TestBackdating:
    def test_a_role_has_its_window(self, trade: Trade) -> None:
        with tenant_transaction(trade.world.tenant.id):
            BackdatingWindow.objects.create(role="storekeeper", days=3)

        assert trade.issue("1", on=TODAY - timedelta(days=3))
        with pytest.raises(BackdatedTooFar) as refused:
            trade.issue("1", on=TODAY - timedelta(days=4))
        assert refused.value.earliest == TODAY - timedelta(days=3)

    def test_the_widest_of_several_roles_counts(self, trade: Trade) -> None:
        with tenant_transaction(trade.world.tenant.id):
            BackdatingWindow.objects.create(role="storekeeper", days=3)
            BackdatingWindow.objects.create(role="accountant", days=9)
        trade.keeper = trade.world.person("storekeeper", "accountant")

        assert trade.issue("1", on=TODAY - timedelta(days=9))
        with pytest.raises(BackdatedTooFar):
            trade.issue("1", on=TODAY - timedelta(days=10))

    def test_a_reversal_has_its_originals_date(self, trade: Trade) -> None:
        issue = trade.issue("1", on=IN_MAY)
        with tenant_transaction(trade.world.tenant.id):
            BackdatingWindow.objects.create(role="storekeeper", days=0)

        assert posted(trade, trade.reverse("goods_issue", issue)) == [(IN_MAY, IN_MAY, D("4.00"))]


class TestAsKnown:
    def known(self, trade: Trade, known_at: datetime, *, at: datetime = NOW) -> None:
        know_until(actor=trade.boss, company_id=trade.world.company_id, known_at=known_at, at=at)

    def test_what_was_known_never_changes(self, trade: Trade) -> None:
        self.known(trade, NOW)
        before = on_day(trade, TODAY, known_at=NOW), cost_by(trade, TODAY, known_at=NOW)

        # Its clock says the same instant; it is recorded after it.
        trade.buy("10", "6.00", on=IN_MAY - timedelta(days=1))

        assert before == ([("STEEL", "W1", D("6.000000"), D("24.00"))], D("16.00"))
        assert (on_day(trade, TODAY, known_at=NOW), cost_by(trade, TODAY, known_at=NOW)) == before
        assert on_day(trade, TODAY) == [("STEEL", "W1", D("16.000000"), D("80.00"))]
        assert cost_by(trade, TODAY) == D("20.00")

    def test_the_future_is_not_known(self, trade: Trade) -> None:
        with pytest.raises(KnownInFuture):
            self.known(trade, NOW + timedelta(seconds=1))

    def test_a_posting_under_way_is_waited_for(self, trade: Trade) -> None:
        issue = trade.issue_request(trade.issue_line("1"))
        seen: list[Any] = []

        def ask() -> None:
            self.known(trade, NOW)
            seen.append(on_day(trade, TODAY, known_at=NOW))

        with tenant_transaction(trade.world.tenant.id):
            issue_material(actor=trade.keeper, request=issue, at=NOW)
            asking = threading.Thread(target=ask)
            asking.start()
            asking.join(0.5)
            assert asking.is_alive(), "it must wait for what is being posted"
        asking.join(10)
        assert seen == [[("STEEL", "W1", D("5.000000"), D("20.00"))]]

    def test_an_instant_asked_before_waits_for_nobody(self, trade: Trade) -> None:
        self.known(trade, NOW)
        with tenant_transaction(trade.world.tenant.id):
            execute("SELECT 1")
            asking = threading.Thread(target=lambda: self.known(trade, NOW - timedelta(hours=1)))
            asking.start()
            asking.join(10)
            assert not asking.is_alive()


class TestVerify:
    def test_a_row_slipped_into_a_closed_month_is_found(self, trade: Trade, database: Any) -> None:
        close(trade)
        issue = trade.issue("1")
        with psycopg.connect(database.owner_url) as owner:
            owner.execute("SELECT set_config('app.tenant', %s, true)", [str(trade.world.tenant.id)])
            owner.execute("ALTER TABLE ledger_stockmove DISABLE TRIGGER append_only")
            slipped = "UPDATE ledger_stockmove SET business_date = %s, posting_date = %s WHERE document_id = %s"
            owner.execute(slipped, [MAY_END, MAY_END, issue])
            owner.execute("ALTER TABLE ledger_stockmove ENABLE TRIGGER append_only")

        broken = [each for each in verify(tenant_ids=[trade.world.tenant.id]).checks if each.broken]

        assert [each.check for each in broken if each.check == "closed_months_repeat"] == ["closed_months_repeat"]


def test_months_have_their_last_days() -> None:
    assert [last_day_of(date(2024, month, 1)).day for month in (1, 2, 4, 12)] == [31, 29, 30, 31]
    assert months_between(date(2025, 11, 30), date(2026, 2, 1)) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


class TestOverHttp:
    def test_the_month_is_closed_and_its_stock_read(self, trade: Trade) -> None:
        caller, company = Caller(trade.boss), trade.world.company_id
        path = f"/companies/{company}/periods/2026-05-01"
        begun = caller.post(f"{path}/begin", {"id": str(new_id()), "version": 0})
        assert (begun.status, begun.body["state"]) == (200, "closing")
        refused = caller.post(f"{path}/close", {"id": str(new_id()), "version": 1})
        assert (refused.status, refused.body["code"]) == (409, "ledger.period_not_checked")
        assert refused.body["figures"]["count"] == 1
        closed = caller.post(f"{path}/close", {"id": str(new_id()), "version": 1, "accepted": list(ALL)})
        assert (closed.status, closed.body["state"]) == (200, "closed")

        stock = caller.get("/period-stock", company_id=str(company), month="2026-05-01").body
        assert [(row["item_code"], row["quantity"], row["value"]) for row in stock["rows"]] == [
            ("STEEL", "6.000000", "24.00")
        ]
        for text, found in (("stee", 1), ("仓库", 1), ("水泥", 0)):
            asked = caller.get("/period-stock", company_id=str(company), month="2026-05-01", q=text).body
            assert asked["total"] == found, text
        assert caller.get("/period-costs", company_id=str(company), month="2026-05-01", q="水泥").body["total"] == 0
        listed = caller.get(f"/companies/{company}/periods").body
        assert {row["month"]: row["state"] for row in listed}["2026-05-01"] == "closed"

    def test_values_are_left_out_for_who_may_not_see_them(self, trade: Trade) -> None:
        answer = (
            Caller(trade.keeper).get("/stock-on-day", company_id=str(trade.world.company_id), day="2026-05-31").body
        )
        assert [(row["quantity"], row["value"]) for row in answer["rows"]] == [("6.000000", None)]
        assert answer["totals"] == {}

    def test_known_on_a_day_is_its_end_where_the_company_works(self, trade: Trade) -> None:
        caller, company = Caller(trade.boss), str(trade.world.company_id)
        before = caller.get("/stock-on-day", company_id=company, known_on="2026-06-14").body
        after = caller.get("/stock-on-day", company_id=company, known_on="2026-06-15").body
        assert (before["total"], after["total"]) == (0, 1)

    def test_another_tenants_company_is_as_if_it_were_not_there(self, trade: Trade) -> None:
        close(trade)
        stranger, company = Caller(make_trade().boss), str(trade.world.company_id)
        path = f"/companies/{company}/periods"
        steps = [f"{path}/2026-05-01/{each}" for each in STEPS]
        answers = [stranger.post(each, {"id": str(new_id()), "version": 2, "reason": "x"}) for each in steps]
        answers += [stranger.get(path), stranger.get(f"{path}/2026-05-01/checklist")]
        answers += [
            stranger.get(each, company_id=company, month="2026-05-01") for each in ("/period-stock", "/period-costs")
        ]
        answers += [
            stranger.get(each, company_id=company, known_on="2026-06-14") for each in ("/stock-on-day", "/cost-on-day")
        ]

        assert {(each.status, each.body["code"]) for each in answers} == {(404, "platform.company_not_found")}
        with tenant_transaction(trade.world.tenant.id):
            assert Period.objects.get(month=MAY).state == "closed"

    @pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
    @pytest.mark.parametrize("day", ["0001-01-01", "2026-12-31", "9999-12-31"])
    def test_no_day_is_too_far_to_be_answered(self, trade: Trade, zone: str, day: str) -> None:
        with tenant_transaction(trade.world.tenant.id):
            Company.objects.update(time_zone=zone)
        answer = Caller(trade.boss).get("/stock-on-day", company_id=str(trade.world.company_id), known_on=day)
        assert answer.status == (200 if day == "0001-01-01" else 409)

    def test_a_state_is_said_in_the_readers_language(self, trade: Trade) -> None:
        path = f"/companies/{trade.world.company_id}/periods/2026-05-01/close"
        body = {"id": str(new_id()), "version": 0}
        said = {each: Caller(trade.boss, language=each).post(path, body).body["detail"] for each in ("zh", "en")}
        assert "开放" in said["zh"] and "open" not in said["zh"]
        assert "open" in said["en"]

    def test_a_window_is_set_by_who_administers(self, trade: Trade) -> None:
        answer = Caller(trade.boss).put("/roles/storekeeper/backdating", {"days": 2})
        assert {row["role"]: row["backdating_days"] for row in answer.body}["storekeeper"] == 2
        assert Caller(trade.boss).put("/roles/storekeeper/backdating", {"days": None}).status == 200
        with tenant_transaction(trade.world.tenant.id):
            assert not BackdatingWindow.objects.exists()
        assert Caller(trade.keeper).put("/roles/storekeeper/backdating", {"days": 2}).status == 403
        assert Caller(trade.boss).put("/roles/king/backdating", {"days": 2}).status == 404


class TestGoodsOnSite:
    """What goes over the site counts, like everything else, on the first open day; a closed month repeats."""

    def test_a_leftover_told_after_the_month_was_closed_changes_nothing_there(self, trade: Trade) -> None:
        [line_id] = trade.rows("SELECT id FROM inventory_goodsissueline WHERE tenant_id = %s")[0]
        close(trade)
        before = frozen(trade)
        line = ReturnLine(new_id(), line_id, D(3), "kg")
        request = trade.return_request(line, business_date=MAY_END, notional=True)

        returned = return_material(actor=trade.boss, request=request, at=NOW)

        assert posted(trade, returned) == [(MAY_END, JUNE_1, D("12.00")), (JUNE_1, JUNE_1, D("12.00"))]
        assert frozen(trade) == before
        assert verify(tenant_ids=[trade.world.tenant.id]).holds

    def test_so_does_what_came_straight_to_the_work(self, trade: Trade) -> None:
        order_line = trade.ordered("5", "2.00")
        close(trade)
        before = frozen(trade)

        delivered = trade.deliver(order_line, "5", on=IN_MAY)

        assert posted(trade, delivered) == [(IN_MAY, JUNE_1, D("10.00"))] * 2
        assert frozen(trade) == before
        assert verify(tenant_ids=[trade.world.tenant.id]).holds
