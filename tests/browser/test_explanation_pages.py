"""Where a price comes from, as an accountant asks it from an issue, from the stock ledger and from a project's cost."""

import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from gongliao.costing.public import (
    CostNoteStep,
    ValueNoteLineRequest,
    ValueNoteRequest,
    post_value_note,
    save_value_note,
)
from gongliao.inventory import public as inventory
from gongliao.kernel.ids import new_id
from tests.browser.books import cell, rows
from tests.browser.kit import Office, OpenDesk, button, picture
from tests.browser.shop import furnish
from tests.support.trade import TODAY, D, Trade, make_item
from tests.support.world import NOW

pytestmark = pytest.mark.browser


def day(before: int) -> date:
    """Return the day so many days before today."""
    return TODAY - timedelta(days=before)


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    """Steel bought and issued, with a freight and a receipt that became known after; some lent to the other project."""
    trade = furnish(office)
    receipt = trade.buy("10", "4.00", on=day(9))
    issue = trade.issue("4", on=day(7))
    trade.return_(issue, "1", business_date=day(6))
    trade.issue("3", on=day(5))
    line = ValueNoteLineRequest(new_id(), receipt, trade.lines_of("goodsreceipt", receipt)[0])
    freight = ValueNoteRequest(
        id=new_id(),
        company_id=trade.world.company_id,
        business_date=day(4),
        kind="landed_cost",
        lines=(line,),
        basis="value",
        charge=D("1.00"),
    )
    save_value_note(actor=trade.boss, request=freight, at=NOW)
    post_value_note(actor=trade.boss, request=CostNoteStep(freight.id), at=NOW)
    trade.buy("5", "7.00", on=day(8))
    lent = trade.transfer_line("2", target_owner_id=trade.other_works.id)
    request = trade.transfer_request(lent, business_date=day(3))
    trade.transfer_agreed(request)
    used = trade.issue_line("1", owner_id=trade.other_works.id, node_id=trade.other_works.node_id)
    issued = trade.issue_request(used, business_date=day(2), warehouse_id=trade.far_store.id)
    inventory.issue_material(actor=trade.keeper, request=issued, at=NOW)
    cable = make_item(trade.boss, "CABLE", valuation_method="fifo")
    for quantity, price, on in (("4", "1.00", day(9)), ("5", "2.00", day(8)), ("6", "3.00", day(7))):
        trade.buy(quantity, price, on=on, item_id=cable)
    trade.issue("11", on=day(6), item_id=cable)
    return trade


def steps(page: Page) -> list[list[str]]:
    """Return what the rows of the steps show."""
    found = page.get_by_role("table", name="价格怎么来的").locator("tbody tr")
    expect(found.first).to_be_visible()
    return [[one.strip() for one in row.locator("td").all_inner_texts()] for row in found.all()]


class TestExplanation:
    def test_leads_from_an_issue_line_to_what_made_its_price(
        self, desk: OpenDesk, trade: Trade, tmp_path: Path
    ) -> None:
        page = desk("accountant", path="/inventory/issues")
        page.get_by_role("link", name="GI-2026-00002").click()
        page.get_by_role("gridcell").get_by_role("link", name="12.00").click()

        expect(page.get_by_role("heading", name="这个价从哪来：GI-2026-00002")).to_be_visible()
        shown = [(row[1], *row[-3:]) for row in steps(page) if row[0]]
        assert shown == [
            ("收货 GR-2026-00001", "10", "41.00", "4.10"),
            ("收货 GR-2026-00002", "15", "76.00", "5.066667"),
            ("领料 GI-2026-00001", "11", "55.73", "5.066364"),
            ("退料 RT-2026-00001 追溯来源", "12", "60.80", "5.066667"),
        ]
        formula = page.get_by_role("region", name="金额怎么算的")
        expect(formula).to_contain_text("60.80 × 3 ÷ 12 = 15.20 → 15.20")
        expect(formula).to_contain_text("四舍五入到分")
        expect(page.get_by_text("到货费用").first).to_be_visible()
        picture(page, "explain-cost")

        with page.expect_download() as saved:
            button(page, "导出 Excel").click()
        saved.value.save_as(tmp_path / "sheet.xlsx")
        sheet = load_workbook(BytesIO((tmp_path / "sheet.xlsx").read_bytes())).active
        assert [cell.value for cell in next(sheet.iter_rows())][:3] == ["步骤", "类型", "单据编号"]

        page.get_by_text("记账时所知", exact=True).click()
        expect(formula).to_contain_text("28.00 × 3 ÷ 7 = 12.00 → 12.00")
        picture(page, "explain-cost-as-posted")

    def test_goes_on_from_a_projects_cost_to_the_project_that_gave_the_goods(
        self, desk: OpenDesk, trade: Trade
    ) -> None:
        page = desk("accountant", path=f"/reports/cost-entries?project_id={trade.other_works.id}", language="en")
        expect(rows(page)).to_have_count(1)
        cell(page, 1, "Amount").get_by_role("link").click()
        expect(page.get_by_role("heading", name=re.compile("Explain this cost"))).to_be_visible()

        page.get_by_role("link", name="Origin").click()

        expect(page.get_by_role("heading", name="Explain this cost: ST-2026-00001")).to_be_visible()
        picture(page, "explain-cost-origin-en")

    def test_shows_the_layers_that_first_in_first_out_took(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/stock/moves?q=CABLE", theme="dark")
        expect(rows(page)).to_have_count(4)
        cell(page, 1, "金额").get_by_role("link").click()

        layers = page.get_by_role("table", name="金额怎么算的")
        expect(layers.locator("tbody tr")).to_have_count(3)
        expect(layers.locator("tfoot")).to_contain_text("20.00")
        picture(page, "explain-cost-fifo-dark")

    def test_is_not_offered_to_who_may_not_see_cost(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("storekeeper", path="/stock/moves")
        expect(rows(page).first).to_be_visible()

        expect(page.locator("a[href$='/explanation']")).to_have_count(0)
