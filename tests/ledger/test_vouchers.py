"""Vouchers: what each posting debits and credits, which account takes it, and that they say what the books say."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from gongliao.catalog.public import CategoryRequest, save_category
from gongliao.costing.public import (
    CostNoteLineRequest,
    CostNoteRequest,
    ReverseCostNoteRequest,
    record_cost_note,
    reverse_cost_note,
)
from gongliao.inventory.public import issue_material
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import NO_ID, new_id
from gongliao.ledger.errors import AccountInUse, AccountNotFound, AccountTwice, RuleCategoryNotFound
from gongliao.ledger.operations.save_accounts import AccountRow, save_accounts
from gongliao.ledger.operations.set_account_rule import AccountRuleRequest, set_account_rule
from gongliao.ledger.rules.chart import standard_chart
from gongliao.ledger.rules.vouchers import STANDARD, STANDARD_OF_KIND, AccountRules, Bearer, Purpose, Rule, Side
from gongliao.platform.public import CompanyNotFound, MissingGrant, StaleVersion, execute, tenant_transaction
from gongliao.projects.public import install_default_categories
from tests.support.http import Caller
from tests.support.trade import GENERAL, Trade, make_trade
from tests.support.world import NOW, TODAY

D = Decimal
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def trade() -> Trade:
    return make_trade()


def voucher(trade: Trade, document_id: UUID) -> list[tuple[str, D, D]]:
    """Return a document's lines as account, debit and credit, in the order of accounts."""
    rows = trade.rows(
        "SELECT account, debit, credit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s"
        " ORDER BY account, debit, credit",
        document_id,
    )
    return [tuple(row) for row in rows]


def rule(trade: Trade, purpose: Purpose, account: str | None, **changes: Any) -> None:
    request = AccountRuleRequest(trade.world.company_id, purpose, account)
    set_account_rule(actor=trade.boss, request=replace(request, **changes))


def cost_note(trade: Trade, amount: str, category_id: UUID) -> UUID:
    line = CostNoteLineRequest(
        id=new_id(),
        project_id=trade.works.id,
        node_id=trade.works.node_id,
        category_id=category_id,
        amount=D(amount),
        description="",
    )
    request = CostNoteRequest(id=new_id(), company_id=trade.world.company_id, business_date=TODAY, lines=(line,))
    return record_cost_note(actor=trade.boss, request=request, at=NOW).id


class TestWhatPostingsWrite:
    def test_from_receipt_to_return(self, trade: Trade) -> None:
        receipt = trade.buy("10", "4.00")
        issue = trade.issue("4")
        back = trade.return_(issue, "1")

        assert voucher(trade, receipt) == [("1403", D("40.00"), D(0)), ("220202", D(0), D("40.00"))]
        assert voucher(trade, issue) == [("1403", D(0), D("16.00")), ("540102", D("16.00"), D(0))]
        assert voucher(trade, back) == [("1403", D("4.00"), D(0)), ("540102", D(0), D("4.00"))]
        trade.require_sound_books()

    def test_lines_of_one_account_and_bearer_are_one(self, trade: Trade) -> None:
        trade.buy("10", "4.00")
        request = trade.issue_request(trade.issue_line("1"), trade.issue_line("2"))
        issue_material(actor=trade.keeper, request=request, at=NOW)

        assert voucher(trade, request.id) == [("1403", D(0), D("12.00")), ("540102", D("12.00"), D(0))]

    def test_a_node_of_another_project_has_its_own_line(self, trade: Trade) -> None:
        line = trade.stock_line("10", "4.00")
        trade.order(line)
        trade.receive(line.id, "10")
        other = trade.issue_line("2", owner_id=None, node_id=trade.other_works.node_id)
        request = trade.issue_request(trade.issue_line("1", owner_id=None), other)
        issue_material(actor=trade.keeper, request=request, at=NOW)

        rows = trade.rows(
            "SELECT project_id, debit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s AND debit > 0",
            request.id,
        )
        assert {tuple(row) for row in rows} == {(trade.works.id, D("4.00")), (trade.other_works.id, D("8.00"))}

    def test_a_transfer_within_one_owner_needs_no_voucher(self, trade: Trade) -> None:
        trade.buy("10", "4.00")

        assert voucher(trade, trade.transfer("3")) == []

    def test_a_reversal_takes_back_what_was_written(self, trade: Trade) -> None:
        trade.buy("10", "4.00")
        issue = trade.issue("4")
        mirror = trade.reverse("goods_issue", issue)

        assert voucher(trade, mirror) == [("1403", D("16.00"), D(0)), ("540102", D(0), D("16.00"))]
        trade.require_sound_books()

    def test_a_late_receipt_writes_what_it_corrects(self, trade: Trade) -> None:
        trade.buy("10", "4.00")
        trade.issue("10")
        late = trade.buy("10", "6.00", on=YESTERDAY)

        # Of the 60.00 that came, 10.00 belong to the issue of the day after: it takes the average of both.
        assert voucher(trade, late) == [
            ("1403", D(0), D("10.00")),
            ("1403", D("60.00"), D(0)),
            ("220202", D(0), D("60.00")),
            ("540102", D("10.00"), D(0)),
        ]
        trade.require_sound_books()

    def test_a_cost_note_owes_what_nodes_bear(self, trade: Trade) -> None:
        labour = install_default_categories(actor=trade.boss)["LAB"].id
        note = cost_note(trade, "500.00", labour)
        mirror = reverse_cost_note(
            actor=trade.boss, request=ReverseCostNoteRequest(id=new_id(), original_id=note, reason="录错了"), at=NOW
        ).id

        assert voucher(trade, note) == [("2211", D(0), D("500.00")), ("540101", D("500.00"), D(0))]
        assert voucher(trade, mirror) == [("2211", D("500.00"), D(0)), ("540101", D(0), D("500.00"))]
        trade.require_sound_books()


class TestAccountRules:
    def test_the_next_voucher_follows_a_rule_and_earlier_ones_stay(self, trade: Trade) -> None:
        before = trade.buy("10", "4.00")
        rule(trade, Purpose.INVENTORY, "1411")
        after = trade.buy("1", "4.00")

        assert voucher(trade, before)[0] == ("1403", D("40.00"), D(0))
        assert voucher(trade, after)[0] == ("1411", D("4.00"), D(0))
        [(chosen, version)] = trade.rows(
            "SELECT rule_id IS NOT NULL, rule_version FROM ledger_voucherline"
            " WHERE tenant_id = %s AND document_id = %s AND debit > 0",
            after,
        )
        assert (chosen, version) == (True, 1)

    def test_a_category_goes_before_the_general_rule_and_holds_below(self, trade: Trade) -> None:
        above, below = new_id(), new_id()
        save_category(actor=trade.boss, request=CategoryRequest(id=above, code="A", name="钢材"))
        save_category(actor=trade.boss, request=CategoryRequest(id=below, code="A1", name="螺纹钢", parent_id=above))
        with tenant_transaction(trade.world.tenant.id):
            execute("UPDATE catalog_item SET category_id = %s WHERE id = %s", (below, trade.steel_id))
        rule(trade, Purpose.INVENTORY, "1405")
        rule(trade, Purpose.INVENTORY, "1411", category_id=above)

        assert voucher(trade, trade.buy("1", "4.00"))[0][0] == "1411"
        rule(trade, Purpose.INVENTORY, "1605", category_id=below)
        assert voucher(trade, trade.buy("1", "4.00"))[0][0] == "1605"
        rule(trade, Purpose.INVENTORY, None, category_id=below, version=1)
        assert voucher(trade, trade.buy("1", "4.00"))[0][0] == "1411"

    @pytest.mark.parametrize(
        ("rules", "expected"),
        [
            ({}, "1403"),
            ({("inventory", "", NO_ID): "A"}, "A"),
            ({("inventory", "", NO_ID): "A", ("inventory", "own", NO_ID): "B"}, "B"),
            ({("inventory", "own", NO_ID): "B", ("inventory", "", UUID(int=1)): "C"}, "C"),
            ({("inventory", "", UUID(int=1)): "C", ("inventory", "own", UUID(int=1)): "D"}, "D"),
            ({("inventory", "consignment", NO_ID): "E", ("inventory", "", UUID(int=2)): "F"}, "1403"),
            ({("loss", "", NO_ID): "G"}, "1403"),
        ],
    )
    def test_which_rule_fits_best(self, rules: dict[Any, str], expected: str) -> None:
        side = Side(Purpose.INVENTORY, D(1), TODAY, TODAY, category_id=UUID(int=1), bearer=Bearer())  # type: ignore[arg-type]

        assert AccountRules({key: Rule(account) for key, account in rules.items()}).of(side).account == expected

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"account": "9999"}, AccountNotFound),
            ({"category_id": new_id()}, RuleCategoryNotFound),
            ({"version": 3}, StaleVersion),
            ({"company_id": new_id()}, CompanyNotFound),
        ],
    )
    def test_refuses(self, trade: Trade, changes: dict[str, Any], refusal: type[Refusal]) -> None:
        request = AccountRuleRequest(trade.world.company_id, Purpose.INVENTORY, "1411")

        with pytest.raises(refusal):
            set_account_rule(actor=trade.boss, request=replace(request, **changes))

    def test_an_item_category_bears_no_cost(self, trade: Trade) -> None:
        with pytest.raises(RuleCategoryNotFound):
            rule(trade, Purpose.INVENTORY, "1411", category_id=trade.category_id)

        rule(trade, Purpose.PROJECT_COST, "5403", category_id=trade.category_id)
        trade.buy("10", "4.00")
        assert voucher(trade, trade.issue("1"))[1] == ("5403", D("4.00"), D(0))

    def test_an_editor_of_an_old_rule_is_told(self, trade: Trade) -> None:
        rule(trade, Purpose.LOSS, "6711")
        rule(trade, Purpose.LOSS, "6711")
        rule(trade, Purpose.LOSS, "6602", version=1)

        with pytest.raises(StaleVersion):
            rule(trade, Purpose.LOSS, "6601", version=1)

    def test_a_storekeeper_sets_none(self, trade: Trade) -> None:
        with pytest.raises(MissingGrant):
            set_account_rule(
                actor=trade.keeper, request=AccountRuleRequest(trade.world.company_id, Purpose.LOSS, "6711")
            )


class TestChart:
    def test_the_standard_chart_has_what_postings_need(self) -> None:
        codes = {each.code for each in standard_chart()}

        assert set(STANDARD.values()) <= codes
        assert {account for by_kind in STANDARD_OF_KIND.values() for account in by_kind.values()} <= codes
        assert len(codes) == len(standard_chart())
        assert all(each.name and each.name_en for each in standard_chart())

    def test_a_list_adds_and_renames(self, trade: Trade) -> None:
        rows = [AccountRow("140301", "原材料—钢材", "asset"), AccountRow("1403", "库存材料", "asset")]
        for _ in range(2):
            save_accounts(actor=trade.boss, company_id=trade.world.company_id, rows=rows)

        found = {each["code"]: each for each in self._chart(trade)}
        assert (found["140301"]["name"], found["140301"]["standard"]) == ("原材料—钢材", False)
        assert found["1403"]["name"] == "库存材料"
        assert len(found) == len(standard_chart()) + 1
        rule(trade, Purpose.INVENTORY, "140301")
        assert voucher(trade, trade.buy("1", "4.00"))[0][0] == "140301"

    def test_what_is_posted_to_stays_in_use(self, trade: Trade) -> None:
        off = [AccountRow("1403", "原材料", "asset", active=False)]
        with pytest.raises(AccountInUse) as refused:
            save_accounts(actor=trade.boss, company_id=trade.world.company_id, rows=off)
        assert (refused.value.account, refused.value.purpose, refused.value.line) == ("1403", "inventory", 1)

        rule(trade, Purpose.INVENTORY, "1411")
        save_accounts(actor=trade.boss, company_id=trade.world.company_id, rows=off)
        with pytest.raises(AccountNotFound):
            rule(trade, Purpose.INVENTORY, "1403", version=1)

    def test_all_faults_of_a_list_are_told_and_nothing_is_saved(self, trade: Trade) -> None:
        rows = [
            AccountRow("7001", "甲", "cost"),
            AccountRow("7001", "乙", "cost"),
            AccountRow("220202", "丙", "asset", active=False),
        ]
        with pytest.raises(Refusal) as refused:
            save_accounts(actor=trade.boss, company_id=trade.world.company_id, rows=rows)

        assert [type(each) for each in refused.value.refusals] == [AccountTwice, AccountInUse]  # type: ignore[attr-defined]
        assert [each["code"] for each in self._chart(trade) if not each["standard"]] == []

    def _chart(self, trade: Trade) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = Caller(trade.boss).get(f"/companies/{trade.world.company_id}/accounts").body
        return found


class TestInterface:
    @pytest.fixture
    def told(self, trade: Trade) -> Trade:
        trade.buy("10", "4.00")
        trade.issue("4")
        return trade

    def test_lists_lines_with_their_documents(self, told: Trade) -> None:
        page = Caller(told.boss).get("/voucher-lines", account="54").body

        [line] = page["rows"]
        assert (line["account"], line["account_name"], line["debit"], line["credit"]) == (
            "540102",
            "Contract costs: material",
            "16.00",
            "0.00",
        )
        assert (line["document_number"], line["project_code"], line["purpose"]) == (
            "GI-2026-00001",
            "P1",
            "project_cost",
        )
        assert page["totals"] == {"debit": "16.00", "credit": "0.00"}

    def test_balances_add_up(self, told: Trade) -> None:
        company_id = told.world.company_id
        page = Caller(told.boss).get("/account-balances", company_id=company_id).body

        assert [(row["account"], row["debit"], row["credit"], row["closing"]) for row in page["rows"]] == [
            ("1403", "40.00", "16.00", "24.00"),
            ("220202", "0.00", "40.00", "-40.00"),
            ("540102", "16.00", "0.00", "16.00"),
        ]
        assert (page["totals"]["debit"], page["totals"]["credit"], page["totals"]["closing"]) == (
            "56.00",
            "56.00",
            "0.00",
        )

        later = (
            Caller(told.boss)
            .get("/account-balances", company_id=company_id, posting_date_from=TODAY + timedelta(days=1))
            .body
        )
        assert [(row["opening"], row["debit"], row["closing"]) for row in later["rows"]] == [
            ("24.00", "0.00", "24.00"),
            ("-40.00", "0.00", "-40.00"),
            ("16.00", "0.00", "16.00"),
        ]

    def test_breaks_are_named(self, told: Trade) -> None:
        company_id = told.world.company_id
        assert Caller(told.boss).get("/voucher-breaks", company_id=company_id).body["rows"] == []

        with tenant_transaction(told.world.tenant.id):
            execute(
                "INSERT INTO ledger_voucherline (id, tenant_id, company_id, document_type, document_id, account,"
                " purpose, debit, credit, business_date, posting_date, recorded_at, recorded_by_id)"
                " SELECT gen_random_uuid(), tenant_id, company_id, document_type, document_id, account, purpose, 1, 0,"
                " business_date, posting_date, recorded_at, recorded_by_id FROM ledger_voucherline"
                " WHERE tenant_id = %s AND account = '540102'",
                (told.world.tenant.id,),
            )
        [row] = Caller(told.boss).get("/voucher-breaks", company_id=company_id).body["rows"]
        assert (row["document_number"], row["purpose"], row["booked"], row["written"], row["difference"]) == (
            "GI-2026-00001",
            "project_cost",
            "16.00",
            "17.00",
            "-1.00",
        )

    @pytest.mark.parametrize(
        "path", ["/account-balances", "/voucher-breaks", "/companies/{0}/accounts", "/companies/{0}/account-rules"]
    )
    def test_an_unknown_company_is_not_there(self, trade: Trade, path: str) -> None:
        unknown = new_id()
        given = {} if "{0}" in path else {"company_id": unknown}

        assert Caller(trade.boss).get(path.format(unknown), **given).code == "platform.company_not_found"

    def test_who_sees_no_money_sees_no_vouchers(self, told: Trade) -> None:
        assert Caller(told.keeper).get("/voucher-lines").status == 403

    def test_a_rule_is_set_seen_and_taken_away(self, trade: Trade) -> None:
        caller, path = Caller(trade.boss), f"/companies/{trade.world.company_id}/account-rules"
        body = {"purpose": "project_cost", "account": "5403", "category_id": str(trade.category_id)}

        assert caller.put(path, body).status == 204
        [found] = caller.get(path).body
        assert (found["account"], found["category_name"], found["version"]) == ("5403", "材料费", 1)
        assert caller.put(path, body | {"account": None, "version": 1}).status == 204
        assert caller.get(path).body == []


def test_general_stock_names_no_project(trade: Trade) -> None:
    line = trade.stock_line("10", "4.00")
    trade.order(line)
    receipt = trade.receive(line.id, "10")

    [(project_id,)] = trade.rows(
        "SELECT project_id FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s AND debit > 0", receipt
    )
    assert project_id is None
    assert trade.pool(owner=GENERAL) == "10 kg 40.00"
