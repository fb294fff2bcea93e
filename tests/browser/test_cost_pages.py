"""What projects cost: the statement, one project from every side, and the way from a figure to its document."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from gongliao.costing.public import CostNoteLineRequest, CostNoteRequest, record_cost_note
from gongliao.inventory.public import submit_material_requisition
from gongliao.kernel.ids import new_id
from gongliao.projects.public import install_default_categories
from tests.browser.books import cell, chip, rows, total
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import furnish
from tests.support.trade import Trade
from tests.support.world import NOW, TODAY

pytestmark = pytest.mark.browser

# Figure of the head, where it leads, and the column there whose total it is.
FIGURES = (
    ("已订", "440.00", "/reports/commitments", "已订"),
    ("已收", "40.00", "/reports/commitments", "已收"),
    ("未到", "400.00", "/reports/commitments", "未到"),
    ("项目库存", "20.00", "/stock/balances", "金额"),
    ("材料费", "20.00", "/reports/cost-entries", "金额"),
    ("其他费用", "7.50", "/reports/cost-entries", "金额"),
    ("成本合计", "27.50", "/reports/cost-entries", "金额"),
)


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    """An order open, one received, 6 kg issued over two months, 1 kg returned, and freight."""
    trade = furnish(office)
    trade.order(trade.order_line("100", "4.00"))
    trade.buy("10", "4.00", on=date(2026, 5, 20))
    trade.issue("4", on=date(2026, 5, 31))
    trade.return_(trade.issue("2", node_id=trade.works.other_node_id), "1")
    record_freight(trade, "7.50")
    return trade


def record_freight(trade: Trade, amount: str) -> None:
    category = install_default_categories(actor=trade.boss)["OTH-FRT"]
    line = CostNoteLineRequest(
        id=new_id(),
        project_id=trade.works.id,
        node_id=trade.works.node_id,
        category_id=category.id,
        amount=Decimal(amount),
        description="运费",
    )
    request = CostNoteRequest(
        id=new_id(), version=0, company_id=trade.world.company_id, business_date=TODAY, lines=(line,)
    )
    record_cost_note(actor=trade.boss, request=request, at=NOW)


def figure(page: Page, name: str) -> Any:
    """Return a figure of the head of the project cost page."""
    return page.locator("main dl div", has=page.get_by_text(name, exact=True)).locator("a")


class TestStatement:
    def test_leads_from_a_figure_to_its_document_in_three_presses(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/reports/project-costs")
        expect(rows(page)).to_have_count(2)
        expect(page.get_by_text("数据截至")).to_be_visible()
        expect(total(page, "成本合计")).to_have_text("27.50")
        picture(page, "cost-statement")

        cell(page, 1, "材料费").get_by_role("link").click()
        expect(page.get_by_role("heading", name="成本明细")).to_be_visible()
        expect(total(page, "金额")).to_have_text("20.00")
        expect(chip(page, "费用类型")).to_contain_text("材料费")
        picture(page, "cost-entries")

        page.get_by_role("link", name="GI-2026-00001").click()
        expect(page.get_by_role("heading", name="GI-2026-00001")).to_be_visible()

    def test_exports_what_it_shows(self, desk: OpenDesk, trade: Trade, tmp_path: Path) -> None:
        page = desk("accountant", path="/reports/project-costs?status=released")
        expect(rows(page)).to_have_count(2)

        with page.expect_download() as download:
            page.get_by_role("button", name="导出 Excel").click()

        content = Path(download.value.path()).read_bytes()
        titles, *lines = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
        assert sum(line[titles.index("成本合计")] for line in lines) == 27.5


class TestProjectCost:
    def test_every_figure_opens_the_rows_that_make_it(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path=f"/reports/project-costs/{trade.works.id}")
        picture(page, "project-cost")

        for name, amount, path, column in FIGURES:
            expect(figure(page, name)).to_have_text(amount)
            figure(page, name).click()
            page.wait_for_url(f"**{path}?*")
            expect(total(page, column)).to_have_text(amount)
            page.go_back()

    def test_is_told_as_known_at_the_end_of_a_day(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/reports/project-costs?known_on=2026-05-31")
        expect(total(page, "成本合计")).to_have_text("0.00")
        page.get_by_role("link", name="P1", exact=True).click()
        known = page.get_by_label("截至某日所知")
        expect(known).to_have_value("2026-05-31")
        expect(figure(page, "成本合计")).to_have_text("0.00")
        expect(page.get_by_role("region", name="项目库存")).to_be_hidden()
        picture(page, "project-cost-known")
        figure(page, "项目库存").click()
        page.wait_for_url("**/stock/on-day?*known_on=2026-05-31")
        page.go_back()

        known.fill("")

        expect(figure(page, "成本合计")).to_have_text("27.50")
        expect(page.get_by_role("region", name="项目库存")).to_be_visible()

    def test_chart_table_and_tree_show_the_same_total(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path=f"/reports/project-costs/{trade.works.id}", language="en", theme="dark")

        by_month = page.get_by_role("region", name="By category and month").first
        expect(by_month.get_by_role("img", name="By category and month")).to_be_visible()
        expect(by_month.locator("tbody tr")).to_have_text(["2026-064.007.5011.50", "2026-0516.0016.00"])
        expect(by_month.locator("tfoot tr")).to_have_text("Total20.007.5027.50")
        by_node = page.get_by_role("region", name="By WBS")
        expect(by_node.locator("tfoot tr")).to_have_text("Total27.50")
        picture(page, "project-cost-en-dark")

        by_month.locator("tbody tr").nth(1).get_by_role("link").last.click()
        expect(total(page, "Amount")).to_have_text("16.00")
        page.go_back()
        by_node.locator("tr[data-node=A]").get_by_role("link").last.click()
        expect(total(page, "Amount")).to_have_text("23.50")

    def test_prints_without_the_frame(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path=f"/reports/project-costs/{trade.works.id}")
        expect(figure(page, "成本合计")).to_be_visible()

        page.emulate_media(media="print")

        expect(page.get_by_role("navigation", name="主菜单")).to_be_hidden()
        expect(page.get_by_text("数据截至")).to_be_visible()
        picture(page, "project-cost-print")

    def test_says_when_there_is_no_cost_yet(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path=f"/reports/project-costs/{trade.other_works.id}")

        expect(page.get_by_text("还没有成本")).to_be_visible()
        expect(page.get_by_text("这个项目没有库存。")).to_be_visible()
        picture(page, "project-cost-empty")

    def test_is_not_for_a_storekeeper(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("storekeeper", path=f"/reports/project-costs/{trade.works.id}")

        expect(page.get_by_text("您不能使用这一页")).to_be_visible()


class TestHome:
    def test_a_storekeeper_receives_what_was_ordered(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("storekeeper")

        waiting = page.get_by_role("region", name="等我处理")
        expect(waiting.get_by_text("待收货的采购订单")).to_be_visible()
        expect(waiting.get_by_role("link", name="PO-2026-00001")).to_be_visible()
        expect(page.get_by_role("region", name="项目成本")).to_be_hidden()
        picture(page, "home-storekeeper")

        page.get_by_role("link", name="收货入库").click()
        page.wait_for_url("**/new")

    def test_a_manager_approves_and_sees_what_the_projects_cost(self, desk: OpenDesk, trade: Trade) -> None:
        requisitions = [trade.requisition(approved=False) for _ in range(9)]
        for requisition in requisitions:
            submit_material_requisition(actor=trade.boss, document_id=requisition, at=NOW)

        page = desk("project_manager")

        waiting = page.get_by_role("region", name="等我处理")
        expect(waiting.get_by_role("listitem")).to_have_count(8)
        expect(page.get_by_role("region", name="项目成本").get_by_role("listitem").last).to_contain_text("27.50")
        picture(page, "home-manager")

        waiting.get_by_role("link", name="另有 1 张").click()
        expect(rows(page)).to_have_count(9)

    def test_says_that_nothing_waits_in_english_and_the_dark(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("site_worker", language="en", theme="dark")

        expect(page.get_by_text("Nothing is waiting for you.")).to_be_visible()
        expect(page.get_by_role("link", name="Requisition material")).to_be_visible()
        picture(page, "home-site-worker-en-dark")
