"""The cost statement and one project's cost, against a story with known figures."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongliao.costing.public import CostNoteLineRequest, CostNoteRequest, record_cost_note
from gongliao.kernel.ids import new_id
from gongliao.platform.public import MissingGrant
from gongliao.projects.public import ProjectNotFound, install_default_categories
from gongliao.reports.public import project_cost, project_statement
from tests.support.http import Caller
from tests.support.trade import NOW, TODAY, Trade, make_trade

# The column of the statement that each total of the commitments makes.
COMMITTED = {"bound": "ordered", "received": "received", "open": "open"}


@pytest.fixture
def trade() -> Trade:
    return make_trade()


def freight(trade: Trade, amount: str) -> None:
    category = install_default_categories(actor=trade.boss)["OTH-FRT"]
    line = CostNoteLineRequest(
        id=new_id(),
        project_id=trade.works.id,
        node_id=trade.works.other_node_id,
        category_id=category.id,
        amount=Decimal(amount),
        description="truck",
    )
    request = CostNoteRequest(
        id=new_id(), version=0, company_id=trade.world.company_id, business_date=TODAY, lines=(line,)
    )
    record_cost_note(actor=trade.boss, request=request, at=NOW)


class TestProjectStatement:
    def test_each_yuan_stands_in_one_column(self, trade: Trade) -> None:
        trade.order(trade.order_line("100", "4.00"))
        trade.buy("10", "4.00")
        issue = trade.issue("6")
        trade.return_(issue, "1")
        freight(trade, "7.50")

        [row] = [row for row in project_statement(actor=trade.boss) if row.id == trade.works.id]

        assert (row.ordered, row.received, row.open) == (Decimal("440.00"), Decimal("40.00"), Decimal("400.00"))
        assert (row.stock, row.material, row.other) == (Decimal("20.00"), Decimal("20.00"), Decimal("7.50"))
        assert row.cost == Decimal("27.50")
        assert row.received == row.stock + row.material

    def test_shows_only_projects_whose_cost_the_actor_may_see(self, trade: Trade) -> None:
        manager = trade.world.person("project_manager", scope_kind="project", scope_id=trade.works.id)

        assert [row.id for row in project_statement(actor=manager)] == [trade.works.id]

    def test_needs_the_grant(self, trade: Trade) -> None:
        with pytest.raises(MissingGrant):
            project_statement(actor=trade.world.person("site_worker"))


class TestProjectCost:
    def test_every_side_adds_up_to_the_same(self, trade: Trade) -> None:
        trade.buy("10", "4.00", on=date(2026, 5, 20))
        trade.issue("3", on=date(2026, 5, 31))
        trade.issue("2")
        freight(trade, "7.50")

        cost = project_cost(actor=trade.boss, project_id=trade.works.id)

        assert cost.row.cost == Decimal("27.50")
        assert sum(each.amount for each in cost.categories) == cost.row.cost
        assert {(each.month, each.amount) for each in cost.months} == {
            (date(2026, 5, 1), Decimal("12.00")),
            (date(2026, 6, 1), Decimal("8.00")),
            (date(2026, 6, 1), Decimal("7.50")),
        }
        assert sum(each.own for each in cost.nodes) == cost.row.cost
        assert sum(each.total for each in cost.nodes if each.parent_id is None) == cost.row.cost

    def test_a_reversed_issue_gives_the_figure_back(self, trade: Trade) -> None:
        trade.buy("10", "4.00")
        issue = trade.issue("3")
        before = project_cost(actor=trade.boss, project_id=trade.works.id).row.cost

        trade.reverse("goods_issue", issue)

        after = project_cost(actor=trade.boss, project_id=trade.works.id)
        assert (before, after.row.cost, after.row.stock) == (Decimal("12.00"), 0, Decimal("40.00"))

    def test_another_tenants_project_is_not_there(self, trade: Trade) -> None:
        stranger = make_trade()

        with pytest.raises(ProjectNotFound):
            project_cost(actor=trade.boss, project_id=stranger.works.id)


class TestAsKnown:
    @pytest.mark.parametrize("path", ["/reports/project-costs", "/reports/project-costs/{id}"])
    def test_what_is_posted_afterwards_changes_no_answer_that_was_given(self, trade: Trade, path: str) -> None:
        trade.order(trade.order_line("100", "4.00"))
        trade.buy("10", "4.00")
        trade.transfer("2")
        issue = trade.issue("6")
        caller = Caller(trade.boss)
        asked = path.format(id=trade.works.id)
        now = caller.get(asked).body

        # The story's clock stands, so what is posted from here on is recorded after the instant that was asked about.
        then = caller.get(asked, known_at=NOW.isoformat())
        assert (then.status, then.body) == (200, now)
        trade.return_(issue, "1")
        trade.scrap("2")
        freight(trade, "7.50")

        assert caller.get(asked, known_at=NOW.isoformat()).body == now
        assert caller.get(asked).body != now
        before = caller.get(asked, known_on="2026-05-31").body
        row = before["rows"][0] if "rows" in before else before["row"]
        assert (row["ordered"], row["stock"], row["cost"]) == ("0.00", "0.00", "0.00")

    def test_the_future_is_not_known(self, trade: Trade) -> None:
        answer = Caller(trade.boss).get(f"/reports/project-costs/{trade.works.id}", known_at="2999-01-01T00:00:00Z")

        assert (answer.status, answer.code) == (409, "ledger.known_in_future")


class TestOverHttp:
    def test_the_list_sorts_pages_and_totals(self, trade: Trade) -> None:
        trade.buy("10", "4.00")
        trade.issue("3")
        caller = Caller(trade.boss)

        first = caller.get("/reports/project-costs", limit=1, sort="-cost")
        second = caller.get("/reports/project-costs", limit=1, sort="-cost", cursor=first.body["next_cursor"])

        assert [row["id"] for row in first.body["rows"]] == [str(trade.works.id)]
        assert [row["id"] for row in second.body["rows"]] == [str(trade.other_works.id)]
        assert (first.body["total"], first.body["totals"]["cost"]) == (2, "12.00")
        assert caller.get("/reports/project-costs", sort="nonsense").status == 422
        assert caller.get("/reports/project-costs", cursor="nonsense").code == "platform.bad_cursor"

    def test_the_sheet_holds_the_same(self, trade: Trade) -> None:
        answer = Caller(trade.boss).get("/reports/project-costs", format="xlsx")

        assert answer.status == 200
        assert answer.content[:2] == b"PK"

    def test_home_tells_what_waits(self, trade: Trade) -> None:
        requisition = trade.requisition(approved=False)
        from gongliao.inventory.public import submit_material_requisition

        submit_material_requisition(actor=trade.boss, document_id=requisition, at=NOW)

        todos = {todo["kind"]: todo for todo in Caller(trade.manager).get("/reports/home").body["todos"]}

        assert [d["id"] for d in todos["approve_requisition"]["documents"]] == [str(requisition)]

    def test_what_is_received_and_issued_in_full_waits_no_longer(self, trade: Trade) -> None:
        lines = trade.order_line("10"), trade.order_line("5")
        order_id = trade.order(*lines)
        keeper = Caller(trade.keeper)

        def waiting() -> list[tuple[str, int]]:
            return [(todo["kind"], todo["count"]) for todo in keeper.get("/reports/home").body["todos"]]

        assert waiting() == [("receive_order", 1)]
        trade.receive(lines[0].id, "10")
        [todo] = keeper.get("/reports/home").body["todos"]
        assert [d["id"] for d in todo["documents"]] == [str(order_id)]
        trade.receive(lines[1].id, "5")
        assert waiting() == []

    def test_each_figure_of_the_statement_has_the_rows_that_make_it(self, trade: Trade) -> None:
        trade.order(trade.order_line("100", "4.00"))
        trade.buy("10", "4.00")
        trade.return_(trade.issue("6"), "1")
        freight(trade, "7.50")
        boss, of_project = Caller(trade.boss), {"project_id": trade.works.id}
        [row] = boss.get("/reports/project-costs", q="P1").body["rows"]

        def totals(path: str, **query: Any) -> dict[str, str]:
            found: dict[str, str] = boss.get(path, **query).body["totals"]
            return found

        bound = totals("/commitment-entries", **of_project)
        assert bound == {name: row[shown] for name, shown in COMMITTED.items()}
        assert totals("/commitment-entries", side="received", **of_project)["received"] == row["received"]
        assert totals("/commitment-entries", side="bound", **of_project)["bound"] == row["ordered"]
        assert totals("/cost-entries", **of_project)["amount"] == row["cost"]
        assert totals("/cost-entries", material=True, **of_project)["amount"] == row["material"]
        assert totals("/cost-entries", material=False, **of_project)["amount"] == row["other"]
        assert totals("/stock/balances", owner_id=trade.works.id)["value"] == row["stock"]

    def test_search_finds_documents_and_items(self, trade: Trade) -> None:
        trade.buy("10", "4.00")
        caller = Caller(trade.boss)

        kinds = {hit["type"] for hit in caller.get("/search", q="PO-2026").body["hits"]}

        assert kinds == {"purchase_order"}
        assert caller.get("/search", q=" ").body == {"hits": []}
