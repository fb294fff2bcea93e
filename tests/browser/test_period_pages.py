"""Periods: a month is closed over its checklist, keeps its figures whatever comes late, and is opened again."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.books import rows, total
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import furnish
from tests.support.trade import Trade

pytestmark = pytest.mark.browser

IN_MAY = date(2026, 5, 20)


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    """10 kg came in for 40.00 in May, and 4 kg of it went to work."""
    trade = furnish(office)
    trade.buy("10", "4.00", on=IN_MAY)
    trade.issue("4", on=IN_MAY)
    return trade


def press(page: Page, month: str, label: str) -> None:
    page.get_by_role("row", name=month).get_by_role("button", name=label).click()


class TestPeriods:
    def test_a_month_is_closed_over_its_checklist_and_opened_again(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/accounting/periods")
        press(page, "2026-05", "开始结账")
        page.get_by_role("dialog").get_by_role("button", name="开始结账").click()
        may = page.get_by_role("row", name="2026-05")
        expect(may).to_contain_text("结账中")

        press(page, "2026-05", "结 账")
        dialogue = page.get_by_role("dialog")
        close = dialogue.locator(".ant-modal-footer button").last
        expect(dialogue.get_by_role("row", name="已入库未收发票")).to_contain_text("1")
        expect(close).to_be_disabled()
        dialogue.get_by_role("row", name="已入库未收发票").get_by_role("checkbox").check()
        picture(page, "period-checklist")
        close.click()
        expect(may).to_contain_text("已结账")
        expect(may.get_by_role("link", name="40.00")).to_be_visible()
        picture(page, "periods")

        may.get_by_role("link", name="40.00").click()
        expect(page.get_by_role("heading", name="2026-05 月末暂估 ES-2026-00001")).to_be_visible()
        suppliers = page.get_by_role("table", name="按供应商")
        expect(suppliers.get_by_role("row")).to_have_count(3)
        expect(suppliers).to_contain_text("40.00")
        expect(page.get_by_role("table", name="收料明细")).to_contain_text("STEEL")
        picture(page, "month-estimate")
        page.get_by_role("link", name="查看凭证").click()
        expect(rows(page)).to_have_count(4)
        picture(page, "month-estimate-vouchers")
        page.go_back()
        suppliers.get_by_role("link", name="40.00").click()
        expect(rows(page)).to_have_count(1)
        picture(page, "month-estimate-lines")
        page = desk("accountant", path="/accounting/periods")
        may = page.get_by_role("row", name="2026-05")

        trade.buy("10", "6.00", on=IN_MAY)
        may.get_by_role("link", name="库存").click()
        expect(page.get_by_role("heading", name="2026-05 期末库存")).to_be_visible()
        expect(rows(page)).to_have_count(1)
        expect(total(page, "金额")).to_have_text("24.00")
        picture(page, "period-stock")

        page.goto(page.url.split("/accounting")[0] + "/accounting/period-costs?month=2026-05-01")
        expect(total(page, "累计")).to_have_text("16.00")

        # Stock as of the day: by when it happened, and by period.
        page.goto(page.url.split("/accounting")[0] + "/stock/on-day?day=2026-05-31")
        expect(total(page, "金额")).to_have_text("80.00")
        page.goto(page.url.split("/stock")[0] + "/stock/on-day?day=2026-05-31&by=posting_date")
        expect(total(page, "金额")).to_have_text("24.00")
        picture(page, "stock-on-day")

        # Who closes may not open again; a director may.
        page = desk("accountant", path="/accounting/periods")
        expect(page.get_by_role("row", name="2026-05")).to_contain_text("已结账")
        expect(page.get_by_role("button", name="反结账")).to_have_count(0)

        page = desk("director", path="/accounting/periods")
        press(page, "2026-05", "反结账")
        dialogue = page.get_by_role("dialog")
        dialogue.get_by_role("textbox").fill("漏记一张入库单")
        dialogue.locator(".ant-modal-footer button").last.click()
        may = page.get_by_role("row", name="2026-05")
        expect(may).to_contain_text("开放")
        expect(may).to_contain_text("漏记一张入库单")

    def test_an_administrator_limits_how_far_back_a_storekeeper_posts(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("administrator", path="/admin/roles")
        field = page.get_by_role("spinbutton", name="仓库管理员可补录天数")
        field.fill("7")
        field.blur()
        page.reload()
        expect(page.get_by_role("spinbutton", name="仓库管理员可补录天数")).to_have_value("7")
        picture(page, "backdating")
