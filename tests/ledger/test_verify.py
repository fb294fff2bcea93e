"""Every check of the books holds after a story, and each can fail: what is broken by hand is found and named."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import psycopg
import pytest

from gongliao.ledger.public import verify
from gongliao.ledger.queries.verify import CHECKS, NAMES, REPLAY
from gongliao.platform.public import execute, tenant_transaction
from tests.support.trade import Trade, make_trade
from tests.support.world import TODAY

YESTERDAY = TODAY - timedelta(days=1)

# How to break each check by hand. Triggers and constraints that would not have it are put aside first, which only the
# owner of the tables can do; the transaction is given up afterwards.
BREAKING: dict[str, tuple[str, ...]] = {
    "balance_equals_moves": ("UPDATE ledger_stockbalance SET quantity = quantity + 1",),
    "move_has_two_places": (
        "UPDATE ledger_stockmove SET target_kind = source_kind, target_id = source_id,"
        " target_owner_id = source_owner_id WHERE document_type = 'stock_transfer'",
    ),
    "move_is_recorded_once": (
        "UPDATE ledger_stockmove SET id = o.id"
        " FROM (SELECT id, posting_date FROM ledger_stockmove ORDER BY seq LIMIT 1) o"
        " WHERE seq = (SELECT min(seq) FROM ledger_stockmove m WHERE m.posting_date <> o.posting_date)",
    ),
    "site_is_left_as_it_was": ("UPDATE ledger_stockmove SET value = value + 0.01 WHERE source_kind = 'site'",),
    "only_what_is_ours_has_value": (
        "UPDATE ledger_stockmove SET value = 0.01 WHERE ownership = 'consignment' AND target_kind = 'bin'",
    ),
    "used_consignment_is_bought": (
        "UPDATE ledger_stockmove SET quantity = quantity + 1 WHERE ownership = 'own' AND target_kind = 'site'",
    ),
    "never_negative_on_any_day": (
        "UPDATE ledger_stockmove SET business_date = business_date + 2, posting_date = posting_date + 2"
        " WHERE source_kind = 'supplier'",
    ),
    "serial_in_one_place_on_any_day": ("UPDATE catalog_item SET tracking = 'serial'",),
    "what_was_counted_stands": ("UPDATE ledger_countedstock SET quantity = quantity + 1",),
    "no_value_without_goods": (
        "ALTER TABLE ledger_stockpool DROP CONSTRAINT stock_pool_no_value_without_goods",
        "UPDATE ledger_stockpool SET quantity = 0",
    ),
    "pool_equals_balances": ("UPDATE ledger_stockbalance SET value = value + 0.01",),
    "pool_equals_moves": ("UPDATE ledger_stockpool SET value = value + 0.01 WHERE quantity > 0",),
    "node_bears_what_moves": ("UPDATE ledger_stockmove SET project_id = item_id WHERE project_id IS NOT NULL",),
    "voucher_balances": ("UPDATE ledger_voucherline SET debit = debit + 0.01 WHERE debit > 0",),
    "voucher_says_what_is_booked": (
        "UPDATE ledger_voucherline SET purpose = 'loss' WHERE purpose = 'received_not_invoiced'",
    ),
    "inventory_account_equals_stock": (
        "UPDATE ledger_voucherline SET purpose = 'loss' WHERE purpose = 'inventory' AND credit > 0",
    ),
    "estimate_is_written_and_taken_back": (
        "UPDATE ledger_voucherline SET purpose = 'estimated_payable' WHERE purpose = 'received_not_invoiced'",
    ),
    "estimate_stands_while_its_month_is_closed": (
        "INSERT INTO ledger_period (id, tenant_id, company_id, month, state, closing, version, estimated)"
        " SELECT gen_random_uuid(), tenant_id, id, '2026-05-01', 'closed', 1, 1, 5 FROM platform_company",
    ),
    "reversal_mirrors_its_original": (
        "UPDATE ledger_stockmove SET value = value + 0.01 WHERE reverses_id IS NOT NULL",
    ),
    "correction_follows_its_move": (
        "UPDATE ledger_stockmove SET business_date = business_date - 1 WHERE corrects_id IS NOT NULL",
    ),
    "nothing_stays_between_stock_and_supplier": (
        "UPDATE ledger_stockmove SET target_kind = 'variance' WHERE document_type = 'stock_transfer'",
    ),
    "reversed_once": (
        "UPDATE ledger_stockmove SET reverses_id = (SELECT r.reverses_id FROM ledger_stockmove r"
        " WHERE r.reverses_id IS NOT NULL LIMIT 1) WHERE document_type = 'stock_transfer'",
    ),
    "cost_sums_equal_entries": (
        "INSERT INTO ledger_mark (id, tenant_id, name, through, noted, noted_at_xid)"
        " SELECT gen_random_uuid(), tenant_id, 'cost_sums', max(seq), 0, 0 FROM ledger_costentry GROUP BY tenant_id",
    ),
    "commitment_not_overdrawn": ("UPDATE ledger_commitmententry SET quantity = -1 WHERE kind = 'order'",),
}
APPEND_ONLY = (
    "ledger_stockmove",
    "ledger_othercost",
    "ledger_commitmententry",
    "ledger_voucherline",
    "ledger_countedstock",
)


def storied() -> Trade:
    """Return a trade in which everything happened once."""
    trade = make_trade()
    trade.buy("10", "4.00")
    issue_id = trade.issue("4")
    trade.return_(issue_id, "1")
    trade.transfer("2")
    trade.reverse("goods_issue", trade.issue("1"))
    trade.buy("5", "7.00", on=YESTERDAY)
    trade.deliver(trade.ordered("3"), "3")
    receipt = trade.consign("9")
    his = {"ownership": "consignment", "owner_id": trade.supplier_id}
    trade.issue("2", **his)
    trade.reverse("goods_issue", trade.issue("1", **his))
    trade.send_back(receipt, "3", ownership="consignment")
    trade.count_stock("9")
    trade.buy("1", "5.00", on=YESTERDAY)
    return trade


@pytest.fixture(scope="module")
def trade() -> Trade:
    """A trade that is broken only in transactions that are given up."""
    return storied()


@pytest.fixture
def owner(database: Any, trade: Trade) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the tables' owner, in the trade's tenant; what it does is given up."""
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, false)", [str(trade.world.tenant.id)])
        for table in APPEND_ONLY:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        yield connection
        connection.rollback()


class TestVerify:
    def test_holds_after_a_story(self, trade: Trade) -> None:
        result = verify(tenant_ids=[trade.world.tenant.id])

        assert result.holds
        assert [check.check for check in result.checks] == list(NAMES)

    @pytest.mark.parametrize("check", CHECKS)
    def test_each_check_finds_what_is_broken(self, check: str, trade: Trade, owner: psycopg.Connection[Any]) -> None:
        assert self._broken(check, trade, owner) == []

        for statement in BREAKING[check]:
            owner.execute(statement)

        assert self._broken(check, trade, owner) != []

    def test_names_the_first_row_and_says_how_many(self) -> None:
        trade = storied()
        with tenant_transaction(trade.world.tenant.id):
            execute(
                "UPDATE ledger_stockbalance SET quantity = quantity + 1 WHERE tenant_id = %s", (trade.world.tenant.id,)
            )

        result = verify(tenant_ids=[trade.world.tenant.id])

        broken = {check.check: check for check in result.checks if check.broken}
        assert not result.holds
        assert set(broken) == {"balance_equals_moves", "pool_equals_balances"}
        found = broken["balance_equals_moves"]
        assert (found.tenant_id, found.broken) == (trade.world.tenant.id, 3)
        assert found.first is not None
        assert found.first["item_id"] == trade.steel_id
        assert found.first["kept"] - found.first["moved"] == 1

    @pytest.mark.parametrize(
        "broken",
        [
            "source_kind = 'bin' AND target_kind = 'node'",
            "source_kind = 'node'",
            "source_kind = 'bin' AND target_kind = 'bin'",
        ],
    )
    def test_works_every_value_out_by_itself(self, broken: str, database: Any) -> None:
        trade = storied()
        with psycopg.connect(database.owner_url) as owner:
            owner.execute("SELECT set_config('app.tenant', %s, true)", [str(trade.world.tenant.id)])
            owner.execute("ALTER TABLE ledger_stockmove DISABLE TRIGGER append_only")
            owner.execute(f"UPDATE ledger_stockmove SET value = value + 0.01 WHERE corrects_id IS NULL AND {broken}")
            owner.execute("ALTER TABLE ledger_stockmove ENABLE TRIGGER append_only")

        [found] = [check for check in verify(tenant_ids=[trade.world.tenant.id]).checks if check.check == REPLAY]

        assert found.broken and found.first is not None
        assert found.first["booked_cents"] - found.first["worked_out_cents"] == 1
        assert found.first["item_id"] == trade.steel_id

    def test_vouchers_of_what_was_posted_before_there_were_any(
        self, trade: Trade, owner: psycopg.Connection[Any]
    ) -> None:
        """What the migration writes says what the books say, and goes to the accounts that postings take now."""
        tenant = [trade.world.tenant.id]
        by_account = (
            "SELECT document_id, account, purpose, sum(debit - credit) FROM ledger_voucherline"
            " WHERE tenant_id = %s GROUP BY 1, 2, 3 HAVING sum(debit - credit) <> 0 ORDER BY 1, 2"
        )
        before = owner.execute(by_account, tenant).fetchall()
        owner.execute("DELETE FROM ledger_voucherline WHERE tenant_id = %s", tenant)

        owner.execute(import_module("gongliao.ledger.migrations.0003_vouchers").WRITE_EARLIER)

        owner.execute("SELECT set_config('app.tenant', %s, false)", [str(tenant[0])])
        assert before and owner.execute(by_account, tenant).fetchall() == before
        for check in ("voucher_balances", "voucher_says_what_is_booked", "inventory_account_equals_stock"):
            assert self._broken(check, trade, owner) == []

    def test_looks_at_the_tenants_that_are_named_only(self, trade: Trade) -> None:
        other = storied()
        with tenant_transaction(other.world.tenant.id):
            execute(
                "UPDATE ledger_stockpool SET value = value + 1 WHERE tenant_id = %s AND quantity > 0",
                (other.world.tenant.id,),
            )

        assert verify(tenant_ids=[trade.world.tenant.id]).holds
        assert not verify(tenant_ids=[trade.world.tenant.id, other.world.tenant.id]).holds

    def test_reports_each_check_as_it_begins(self, trade: Trade) -> None:
        told: list[str] = []

        verify(tenant_ids=[trade.world.tenant.id], report=told.append)

        assert told == list(NAMES)

    def _broken(self, check: str, trade: Trade, owner: psycopg.Connection[Any]) -> list[Any]:
        return owner.execute(CHECKS[check], {"tenant": trade.world.tenant.id}).fetchall()
