"""Posting goods: what the books keep of it, and that they keep it for ever."""

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError

from gongliao.inventory.public import transfer_stock
from gongliao.kernel.ids import NO_ID
from gongliao.platform.public import execute, tenant_transaction
from tests.support.trade import GENERAL, D, Trade, at_once, make_trade
from tests.support.world import NOW, TODAY


class TestPostGoods:
    def test_a_move_says_from_where_to_where_whose_how_much_and_why(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00")

        [row] = trade.rows(
            "SELECT source_kind, source_id, source_owner_id, target_kind, target_id, target_owner_id, ownership,"
            " quantity, value, business_date, posting_date, recorded_at, document_type, document_id, recorded_by_id,"
            " batch_id, reverses_id, corrects_id FROM ledger_stockmove WHERE tenant_id = %s"
        )

        assert row == (
            *("supplier", trade.supplier_id, NO_ID),
            *("bin", trade.store.bin_id, trade.works.id),
            *("own", 10, D("40.00"), TODAY, TODAY, NOW),
            *("goods_receipt", receipt_id, trade.keeper.person_id),
            *(NO_ID, None, None),
        )

    def test_each_move_into_or_out_of_a_node_has_one_cost_row_and_no_other_move_has(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        issue_id = trade.issue("4")
        trade.return_(issue_id, "1")
        trade.transfer("2")

        costs = trade.rows(
            "SELECT m.source_kind, m.target_kind, c.quantity, c.amount FROM ledger_stockmove m"
            " LEFT JOIN ledger_costentry c ON c.move_id = m.id WHERE m.tenant_id = %s ORDER BY m.seq"
        )

        assert costs == [
            ("supplier", "bin", None, None),
            ("bin", "node", 4, D("16.00")),
            ("node", "bin", -1, D("-4.00")),
            ("bin", "bin", None, None),
        ]

    def test_a_pool_is_an_item_of_an_owner_wherever_it_lies(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        trade.transfer("5")
        trade.buy("10", "8.00")

        assert trade.pool() == "20 kg 120.00"
        assert trade.stock(bin_id=trade.far_store.bin_id) == "5 kg 30.00"
        assert trade.values_of(trade.issue("5")) == [D("30.00")]

    def test_shares_of_a_pool_add_up_to_the_cent(self) -> None:
        trade = make_trade()
        trade.buy("3", amount=D("10.00"), entered_price=None)
        for bin_id in (trade.store.yard_id, trade.far_store.bin_id):
            store = trade.store if bin_id == trade.store.yard_id else trade.far_store
            line = trade.transfer_line("1", target_bin_id=bin_id)
            request = trade.transfer_request(line, target_warehouse_id=store.id)
            transfer_stock(actor=trade.keeper, request=request, at=NOW)

        values = trade.rows("SELECT value FROM ledger_stockbalance WHERE tenant_id = %s ORDER BY value")

        assert values == [(D("3.33"),), (D("3.33"),), (D("3.34"),)]

    def test_postings_of_different_owners_do_not_wait_for_each_other(self) -> None:
        trade = make_trade()
        line = trade.stock_line("100", "4.00")
        trade.order(line)
        trade.receive(line.id, "100")
        trade.buy("100", "4.00")

        results = at_once(
            [lambda: trade.issue("1"), lambda: trade.issue("1", owner_id=None)] * 4,
        )

        assert not [each for each in results if isinstance(each, Exception)]
        assert trade.pool() == trade.pool(owner=GENERAL) == "96 kg 384.00"
        trade.require_sound_books()


BOOKS = ("ledger_stockmove", "ledger_othercost", "ledger_commitmententry")


def in_all_books() -> Trade:
    """Return a trade with a row in each of the books."""
    trade = make_trade()
    trade.buy("10", "4.00")
    trade.issue("1")
    trade.spend("7.00")
    return trade


class TestForEver:
    @pytest.mark.parametrize("table", BOOKS)
    @pytest.mark.parametrize("statement", ["UPDATE {} SET posting_date = '2020-01-01'", "DELETE FROM {}"])
    def test_the_application_can_neither_change_nor_remove_a_row(self, table: str, statement: str) -> None:
        trade = in_all_books()

        with pytest.raises((psycopg.Error, DatabaseError), match=r"permission denied|append-only"):
            _run(trade, statement.format(table) + " WHERE tenant_id = %s")

    @pytest.mark.parametrize("table", BOOKS)
    def test_nor_can_the_owner_of_the_tables(self, table: str, database: Any) -> None:
        trade = in_all_books()

        for statement in (
            f"UPDATE {table} SET posting_date = '2020-01-01'",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
        ):
            with psycopg.connect(database.owner_url) as owner:
                owner.execute("SELECT set_config('app.tenant', %s, false)", [str(trade.world.tenant.id)])
                with pytest.raises(psycopg.Error, match=r"append-only|referenced in a foreign key"):
                    owner.execute(statement)

    @pytest.mark.parametrize(
        ("statement", "constraint"),
        [
            ("UPDATE ledger_stockbalance SET quantity = -1", "stock_balance_not_negative"),
            ("UPDATE ledger_stockpool SET quantity = -1, value = 0", "stock_pool_not_negative"),
            ("UPDATE ledger_stockpool SET quantity = 0", "stock_pool_no_value_without_goods"),
        ],
    )
    def test_the_database_itself_knows_no_negative_stock(self, statement: str, constraint: str) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")

        with pytest.raises((psycopg.Error, DatabaseError), match=constraint):
            _run(trade, f"{statement} WHERE tenant_id = %s")

    @pytest.mark.parametrize(
        ("bearer", "places"),
        [
            ("NULL, NULL", "'bin', 'node'"),
            ("item_id, item_id", "'bin', 'bin'"),
            ("item_id, NULL", "'node', 'bin'"),
            ("item_id, item_id", "'node', 'node'"),
        ],
    )
    def test_nor_a_node_that_gets_goods_and_bears_nothing(self, bearer: str, places: str) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")

        with pytest.raises((psycopg.Error, DatabaseError), match="stock_move_borne_by_its_node"):
            _run(
                trade,
                "INSERT INTO ledger_stockmove (id, tenant_id, company_id, item_id, batch_id, project_id, category_id,"
                " source_kind, target_kind, source_id, source_owner_id, target_id, target_owner_id, ownership,"
                " quantity, value, entered_quantity, entered_unit, business_date, posting_date, recorded_at,"
                " document_type, document_id, document_line_id, recorded_by_id)"
                f" SELECT gen_random_uuid(), tenant_id, company_id, item_id, batch_id, {bearer}, {places}, source_id,"
                " source_owner_id, target_id, target_owner_id, ownership, quantity, value, entered_quantity,"
                " entered_unit, business_date, posting_date, recorded_at, document_type, document_id,"
                " document_line_id, recorded_by_id FROM ledger_stockmove WHERE tenant_id = %s",
            )


def _run(trade: Trade, statement: str) -> None:
    with tenant_transaction(trade.world.tenant.id):
        execute(statement, (trade.world.tenant.id,))
