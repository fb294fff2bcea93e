"""Month-end estimates: what is not invoiced is a payable on the last day, and is taken back on the first."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from gongliao.catalog.public import CategoryRequest, PartyRequest, save_category, save_party
from gongliao.gateway.cli.main import main
from gongliao.kernel.ids import new_id
from gongliao.ledger.models import MonthEstimate, Period
from gongliao.ledger.operations.set_account_rule import AccountRuleRequest, set_account_rule
from gongliao.ledger.public import verify
from gongliao.ledger.rules.vouchers import Purpose
from gongliao.platform.public import execute, tenant_transaction
from tests.costing.value_kit import Office, make_office
from tests.support.http import Caller
from tests.support.months import ALL, MAY, balance, close, step
from tests.support.statements import counted_statements
from tests.support.trade import Trade, make_trade
from tests.support.world import TODAY

D = Decimal
APRIL, JUNE = date(2026, 4, 1), date(2026, 6, 1)
IN_MAY, MAY_END = date(2026, 5, 20), date(2026, 5, 31)
GOODS, ESTIMATED, STOCK = "220202", "220205", "1403"


@pytest.fixture
def office() -> Office:
    return make_office()


def owed(trade: Trade, day: date) -> tuple[Decimal, Decimal]:
    """Return what is owed at the end of a day: received and not invoiced, and estimated."""
    return -balance(trade, GOODS, through=day), -balance(trade, ESTIMATED, through=day)


def estimates(trade: Trade) -> list[tuple[str | None, str, Decimal]]:
    with tenant_transaction(trade.world.tenant.id):
        found = MonthEstimate.objects.order_by("number").values_list("number", "state", "amount")
        return list(found)


def lines(trade: Trade) -> list[tuple[date, str, Decimal, Decimal]]:
    """Return the lines of all estimates as day, account, debit and credit."""
    rows = trade.rows(
        "SELECT posting_date, account, debit, credit FROM ledger_voucherline WHERE tenant_id = %s"
        " AND document_type = 'month_estimate' ORDER BY seq"
    )
    return [tuple(row) for row in rows]


def other_supplier(trade: Trade) -> UUID:
    request = PartyRequest(id=new_id(), code="S9", name="另一家", is_supplier=True)
    save_party(actor=trade.boss, request=request)
    return request.id


class TestOneMonthAfterTheOther:
    def test_from_receipt_to_invoice(self, office: Office) -> None:
        trade = office.trade
        receipt = trade.buy("10", "4.00", on=IN_MAY)
        assert owed(trade, MAY_END) == (D("40.00"), D("0.00"))

        close(trade)
        assert owed(trade, MAY_END) == (D("0.00"), D("40.00"))
        assert owed(trade, JUNE) == (D("40.00"), D("0.00"))
        assert lines(trade) == [
            (MAY_END, GOODS, D("40.00"), D(0)),
            (MAY_END, ESTIMATED, D(0), D("40.00")),
            (JUNE, GOODS, D(0), D("40.00")),
            (JUNE, ESTIMATED, D("40.00"), D(0)),
        ]
        trade.require_sound_books()

        # 6 of the 10 are invoiced in June for 1.00 more than they were estimated at.
        office.invoice(receipt, "6", "25.00")
        assert owed(trade, MAY_END) == (D("0.00"), D("40.00"))
        assert owed(trade, TODAY) == (D("41.00"), D("0.00"))
        trade.require_sound_books()

        step(trade, "reopen", reason="漏记一张入库单")
        assert owed(trade, MAY_END) == (D("40.00"), D("0.00"))
        assert owed(trade, JUNE) == (D("41.00"), D("0.00"))
        trade.buy("2", "5.00", on=IN_MAY)
        assert owed(trade, MAY_END) == (D("50.00"), D("0.00"))
        trade.require_sound_books()

        close(trade)
        # The invoice is June's; at the end of May all was open.
        assert owed(trade, MAY_END) == (D("0.00"), D("50.00"))
        assert owed(trade, JUNE) == (D("51.00"), D("0.00"))
        assert estimates(trade) == [
            ("ES-2026-00001", "reversed", D("40.00")),
            ("ES-2026-00002", "posted", D("-40.00")),
            ("ES-2026-00003", "posted", D("50.00")),
        ]
        trade.require_sound_books()

    def test_the_next_month_estimates_what_is_left(self, office: Office) -> None:
        trade = office.trade
        receipt = trade.buy("10", "4.00", on=date(2026, 4, 10))
        close(trade, APRIL)
        assert owed(trade, date(2026, 4, 30)) == (D("0.00"), D("40.00"))

        office.invoice(receipt, "6", "25.00", business_date=IN_MAY)
        trade.buy("1", "7.00", on=IN_MAY)
        close(trade)

        # 4 of the 10 at 4.00, and 1 at 7.00. The difference of the invoice counts in May, the first open month.
        assert owed(trade, date(2026, 4, 30)) == (D("0.00"), D("40.00"))
        assert owed(trade, IN_MAY) == (D("48.00"), D("0.00"))
        assert owed(trade, MAY_END) == (D("25.00"), D("23.00"))
        assert owed(trade, JUNE) == (D("48.00"), D("0.00"))
        trade.require_sound_books()

    def test_what_comes_late_into_a_closed_month_is_estimated_once_by_the_next(self, office: Office) -> None:
        trade = office.trade
        trade.buy("10", "4.00", on=date(2026, 4, 10))
        close(trade, APRIL)
        trade.buy("5", "6.00", on=date(2026, 4, 12))
        assert owed(trade, date(2026, 4, 30)) == (D("0.00"), D("40.00"))
        assert owed(trade, MAY) == (D("70.00"), D("0.00"))

        close(trade)

        assert owed(trade, date(2026, 4, 30)) == (D("0.00"), D("40.00"))
        assert owed(trade, MAY_END) == (D("0.00"), D("70.00"))
        trade.require_sound_books()

    def test_nothing_open_writes_nothing(self, office: Office) -> None:
        trade = office.trade
        receipt = trade.buy("10", "4.00", on=IN_MAY)
        office.invoice(receipt, "10", "41.00", business_date=IN_MAY)

        assert close(trade).estimated == D("0.00")

        assert (estimates(trade), lines(trade)) == ([], [])
        step(trade, "reopen", reason="x")
        assert estimates(trade) == []
        trade.require_sound_books()

    def test_a_month_closed_along_with_a_later_one_is_estimated_where_it_was_before(self, office: Office) -> None:
        trade = office.trade
        trade.buy("10", "4.00", on=date(2026, 4, 10))
        close(trade, APRIL)
        step(trade, "reopen", APRIL, reason="漏记")
        trade.buy("1", "5.00", on=IN_MAY)

        close(trade)

        assert owed(trade, date(2026, 4, 30)) == (D("0.00"), D("40.00"))
        assert owed(trade, MAY) == (D("40.00"), D("0.00"))
        assert owed(trade, MAY_END) == (D("0.00"), D("45.00"))
        trade.require_sound_books()


class TestWhatIsEstimated:
    def test_what_a_new_price_an_invoice_and_a_return_left_open(self, office: Office) -> None:
        trade = office.trade
        priced = trade.buy("10", "4.00", on=IN_MAY)
        office.price(priced, "4.50", business_date=IN_MAY)
        part = trade.buy("10", "3.00", on=IN_MAY)
        office.invoice(part, "4", "12.00", business_date=IN_MAY)
        back = trade.buy("8", "2.00", on=IN_MAY)
        trade.send_back(back, "3", on=IN_MAY)
        trade.reverse("goods_receipt", trade.buy("9", "9.00", on=IN_MAY))

        # 45.00, 6 of 10 at 3.00, and 5 of 8 at 2.00.
        assert close(trade).estimated == D("73.00")
        trade.require_sound_books()

    def test_freight_and_exchange_differences_lie_on_top(self, office: Office) -> None:
        trade = office.trade
        receipt = trade.buy("10", "4.00", on=IN_MAY)
        office.freight("3.00", "value", receipt, business_date=IN_MAY)
        office.exchange(receipt, "2.00")

        assert close(trade).estimated == D("40.00")
        assert owed(trade, MAY_END) == (D("5.00"), D("40.00"))
        trade.require_sound_books()

    def test_what_is_taken_back_later_was_open_then(self, office: Office) -> None:
        trade = office.trade
        gone = trade.buy("10", "4.00", on=IN_MAY)
        sent = trade.buy("10", "3.00", on=IN_MAY)
        settled = trade.buy("10", "2.00", on=IN_MAY)
        invoice = office.invoice(settled, "10", "20.00", business_date=IN_MAY)
        close(trade)
        assert owed(trade, MAY_END) == (D("20.00"), D("70.00"))

        # All three count in June: May keeps what it said, and verify sees that it does.
        trade.reverse("goods_receipt", gone)
        trade.send_back(sent, "10", on=IN_MAY)
        office.reverse(invoice)

        assert owed(trade, MAY_END) == (D("20.00"), D("70.00"))
        assert owed(trade, JUNE) == (D("20.00"), D("0.00"))
        trade.require_sound_books()
        step(trade, "reopen", reason="x")
        assert close(trade).estimated == D("70.00")
        trade.require_sound_books()

    def test_what_went_straight_to_the_work_is_owed_too(self, office: Office) -> None:
        trade = office.trade
        trade.deliver(trade.ordered("3", "5.00"), "3", on=IN_MAY)

        assert close(trade).estimated == D("15.00")
        trade.require_sound_books()

    def test_each_supplier_has_a_line_pair_of_its_own(self, office: Office) -> None:
        trade, other = office.trade, other_supplier(office.trade)
        trade.buy("10", "4.00", on=IN_MAY)
        trade.buy("1", "4.00", on=IN_MAY)
        line = trade.order_line("2", "9.00")
        trade.order(line, supplier_id=other)
        trade.receive(line.id, "2", supplier_id=other, business_date=IN_MAY)

        close(trade)

        rows = trade.rows(
            "SELECT party_id, credit FROM ledger_voucherline WHERE tenant_id = %s AND posting_date = %s"
            " AND purpose = 'estimated_payable'",
            MAY_END,
        )
        assert {tuple(row) for row in rows} == {(trade.supplier_id, D("44.00")), (other, D("18.00"))}
        assert len(lines(trade)) == 8
        trade.require_sound_books()

    def test_an_account_rule_counts_as_for_other_purposes(self, office: Office) -> None:
        trade = office.trade
        metal = CategoryRequest(id=new_id(), code="M", name="金属")
        save_category(actor=trade.boss, request=metal)
        with tenant_transaction(trade.world.tenant.id):
            execute("UPDATE catalog_item SET category_id = %s WHERE id = %s", (metal.id, trade.steel_id))
        company = trade.world.company_id
        for purpose, account, category in (
            (Purpose.ESTIMATED, "2202", None),
            (Purpose.ESTIMATED, "220201", metal.id),
            (Purpose.RECEIVED, "2241", metal.id),
        ):
            request = AccountRuleRequest(company, purpose, account, category_id=category)
            set_account_rule(actor=trade.boss, request=request)
        trade.buy("10", "4.00", on=IN_MAY)

        close(trade)
        # A changed rule counts for what comes: what is taken back is what was written.
        set_account_rule(
            actor=trade.boss, request=AccountRuleRequest(company, Purpose.ESTIMATED, None, "", metal.id, version=1)
        )
        assert [-balance(trade, each, through=MAY_END) for each in ("2241", "220201", "2202")] == [0, 40, 0]
        step(trade, "reopen", reason="x")
        assert [-balance(trade, each, through=MAY_END) for each in ("2241", "220201", "2202")] == [40, 0, 0]
        close(trade)
        assert [-balance(trade, each, through=MAY_END) for each in ("2241", "220201", "2202")] == [0, 0, 40]
        trade.require_sound_books()

    def test_costs_as_many_statements_with_40_lines_as_with_one(self) -> None:
        counts = {}
        for receipts in (1, 40):
            trade = make_trade()
            for _ in range(receipts):
                trade.buy("1", "4.00", on=IN_MAY)
            step(trade, "begin")
            with counted_statements() as statements:
                step(trade, "close", accepted=ALL)
            counts[receipts] = len(statements)

        assert counts[1] == counts[40]


class TestWhatVerifySays:
    @pytest.mark.parametrize(
        ("broken", "checks"),
        [
            (
                "UPDATE ledger_voucherline SET posting_date = posting_date - 1 WHERE posting_date = '2026-06-01'",
                {"estimate_is_written_and_taken_back"},
            ),
            (
                "UPDATE ledger_monthestimateline SET quantity = quantity - 1",
                {"estimates_equal_what_was_open"},
            ),
            (
                "UPDATE ledger_monthestimate SET state = 'reversed'",
                {"estimate_stands_while_its_month_is_closed", "estimates_equal_what_was_open"},
            ),
        ],
    )
    def test_names_an_estimate_that_is(self, broken: str, checks: set[str], database: Any) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=IN_MAY)
        close(trade)
        with psycopg.connect(database.owner_url) as owner:
            owner.execute("SELECT set_config('app.tenant', %s, true)", [str(trade.world.tenant.id)])
            for table in ("ledger_voucherline", "ledger_monthestimate", "ledger_monthestimateline"):
                owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")  # type: ignore[arg-type]
            owner.execute(broken)  # type: ignore[arg-type]
            for table in ("ledger_voucherline", "ledger_monthestimate", "ledger_monthestimateline"):
                owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")  # type: ignore[arg-type]

        found = {each.check for each in verify(tenant_ids=[trade.world.tenant.id]).checks if each.broken}

        assert found == checks


class TestClosedBeforeThereWereEstimates:
    def test_is_told_by_name_until_it_is_closed_again(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=IN_MAY)
        close(trade, APRIL)
        close(trade)
        tenant_id = trade.world.tenant.id

        def told() -> list[str]:
            assert main(["verify", "--home", str(tmp_path), "--tenant", str(tenant_id), "--json"]) == 0
            return [note for note in json.loads(capsys.readouterr().out)["notes"] if str(tenant_id) in note]

        assert told() == []
        # As an upgrade finds it: nobody had asked. March was closed along with April, and stands in its figures.
        with tenant_transaction(tenant_id):
            Period.objects.filter(month=APRIL).update(estimated=None)
        [note] = told()
        code = trade.rows("SELECT code FROM platform_company WHERE tenant_id = %s")[0][0]
        assert note.endswith(f"again: {code} 2026-04.")

        step(trade, "reopen", reason="x")
        step(trade, "reopen", APRIL, reason="x")
        close(trade)
        assert told() == []


class TestOverHttp:
    def test_the_period_leads_to_the_estimate_its_suppliers_and_its_lines(self) -> None:
        trade = make_trade()
        other = other_supplier(trade)
        trade.buy("10", "4.00", on=IN_MAY)
        line = trade.order_line("2", "9.00")
        trade.order(line, supplier_id=other)
        receipt = trade.receive(line.id, "2", supplier_id=other, business_date=IN_MAY)
        close(trade)
        caller = Caller(trade.boss)

        months = caller.get(f"/companies/{trade.world.company_id}/periods").body
        [may] = [each for each in months if each["month"] == "2026-05-01"]
        assert may["estimated"] == "58.00"
        [april] = [each for each in months if each["month"] == "2026-04-01"]
        assert (april["estimated"], april["estimate_id"]) == (None, None)

        estimate = caller.get(f"/month-estimates/{may['estimate_id']}").body
        told = [estimate[name] for name in ("number", "state", "month", "business_date", "amount")]
        assert told == ["ES-2026-00001", "posted", "2026-05-01", "2026-05-31", "58.00"]

        suppliers = caller.get("/month-estimate-suppliers", estimate_id=may["estimate_id"]).body
        assert [(row["supplier_code"], row["receipt_lines"], row["amount"]) for row in suppliers["rows"]] == [
            ("S1", 1, "40.00"),
            ("S9", 1, "18.00"),
        ]
        assert suppliers["totals"] == {"amount": "58.00"}

        asked = {"estimate_id": may["estimate_id"], "supplier_id": str(other)}
        lines = caller.get("/month-estimate-lines", **asked).body
        [row] = lines["rows"]
        assert (row["document_id"], row["item_code"], row["quantity"], row["amount"]) == (
            str(receipt),
            "STEEL",
            "2.000000",
            "18.00",
        )
        found = caller.get("/month-estimate-lines", q=row["document_number"], estimate_id=may["estimate_id"]).body
        assert found["total"] == 1

        vouchers = caller.get(
            "/voucher-lines", document_id=may["estimate_id"], party_id=str(other), sort="posting_date"
        ).body
        assert [(each["posting_date"], each["account"], each["debit"]) for each in vouchers["rows"]] == [
            ("2026-05-31", "220202", "18.00"),
            ("2026-05-31", "220205", "0.00"),
            ("2026-06-01", "220202", "0.00"),
            ("2026-06-01", "220205", "18.00"),
        ]
        assert {each["party_code"] for each in vouchers["rows"]} == {"S9"}
        assert caller.get("/search", q="ES-2026").body["hits"][0]["type"] == "month_estimate"

        step(trade, "reopen", reason="x")
        taken_back = caller.get(f"/month-estimates/{may['estimate_id']}").body
        assert (taken_back["state"], taken_back["reversed_by_number"]) == ("reversed", "ES-2026-00002")
        mirror = caller.get(f"/month-estimates/{taken_back['reversed_by_id']}").body
        assert (mirror["amount"], mirror["reverses_number"]) == ("-58.00", "ES-2026-00001")
        assert caller.get("/month-estimate-lines", estimate_id=mirror["id"]).body["total"] == 2

    def test_another_tenants_estimate_is_as_if_it_were_not_there(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=IN_MAY)
        close(trade)
        with tenant_transaction(trade.world.tenant.id):
            estimate_id = str(MonthEstimate.objects.get().id)
        stranger = Caller(make_trade().boss)

        answers = [
            stranger.get(f"/month-estimates/{estimate_id}"),
            stranger.get("/month-estimate-suppliers", estimate_id=estimate_id),
            stranger.get("/month-estimate-lines", estimate_id=estimate_id),
        ]

        assert {(each.status, each.body["code"]) for each in answers} == {(404, "platform.document_not_found")}
        keeper = Caller(trade.keeper).get(f"/month-estimates/{estimate_id}")
        assert (keeper.status, keeper.body["code"]) == (403, "platform.missing_grant")
