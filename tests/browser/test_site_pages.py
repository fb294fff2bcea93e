"""Goods on site: straight from the truck to the work, left there over a month's end, and used by other work."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import Sheet, furnish
from tests.support.trade import D, Trade

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    return furnish(office)


class TestDirectDelivery:
    def test_an_order_goes_straight_to_the_work_and_back(self, desk: OpenDesk, trade: Trade) -> None:
        before = trade.cost()
        order = trade.order(trade.order_line("10", "5.00"))
        sheet = Sheet(desk("storekeeper", path=f"/procurement/orders/{order}"))
        sheet.press("直送现场")
        sheet.choose("warehouse_id", "W1")
        sheet.expect_line(1, 数量="10 kg", 项目="P1 项目 P1", 未到="10")
        picture(sheet.page, "direct")
        sheet.press("保存")
        expect(sheet.page.get_by_text("已保存").first).to_be_visible()
        sheet.page.reload()
        sheet.expect_line(1, 数量="10 kg", 未到="10")

        sheet.press("直入直出")
        sheet.expect_state("已记账")
        assert trade.cost() - before == D("50.00")
        picture(sheet.page, "direct-posted")
        number = sheet.number
        sheet.page.goto("/inventory/issues")
        sheet.page.locator("tbody a", has_text=number).click()
        expect(sheet.page).to_have_url(re.compile("/inventory/direct/"))
        sheet.press("冲销")
        sheet.agree(reason="送错了")
        sheet.expect_state("已冲销")
        assert trade.cost() == before

    def test_is_found_under_the_issues(self, desk: OpenDesk, trade: Trade) -> None:
        delivered = trade.deliver(trade.ordered("3", "2.00"), "3")

        page = desk("storekeeper", path=f"/inventory/issues/{delivered}")

        expect(page).to_have_url(re.compile("/inventory/direct/"))
        page.goto(f"/stock/moves?document_id={delivered}")
        expect(page.locator("tbody tr.ant-table-row")).to_have_count(2)
        picture(page, "direct-moves")

    def test_other_work_takes_it_over_and_gives_some_back(self, desk: OpenDesk, trade: Trade) -> None:
        delivered = trade.deliver(trade.ordered("3", "2.00"), "3")
        sheet = Sheet(desk("storekeeper", path=f"/inventory/direct/{delivered}"))

        sheet.press("转用")
        sheet.go_to(1, "WBS 节点")
        sheet.pick("装修")
        sheet.press("转用")
        sheet.expect_state("已记账")
        sheet.press("退料")

        sheet.expect_line(1, 可退="3")


class TestLeftovers:
    def test_stay_on_site_over_night(self, desk: OpenDesk, trade: Trade) -> None:
        trade.buy("10", "4.00")
        issue = trade.issue("10")
        before = trade.cost()
        sheet = Sheet(desk("storekeeper", path=f"/inventory/returns/new?issue={issue}"))
        sheet.page.locator("#field-notional").click()
        sheet.go_to(1, "数量")
        sheet.enter("4")
        picture(sheet.page, "leftover")

        sheet.press("退料")

        sheet.expect_state("已记账")
        assert trade.cost() == before
        rows = trade.rows("SELECT amount FROM ledger_costentry WHERE tenant_id = %s AND document_id = %s", sheet.id)
        assert sorted(amount for (amount,) in rows) == [D("-16.00"), D("16.00")]
        picture(sheet.page, "leftover-posted")


class TestTakeOver:
    def test_other_work_takes_what_was_drawn(self, desk: OpenDesk, trade: Trade) -> None:
        trade.buy("10", "4.00")
        issue = trade.issue("10")
        before = trade.cost(), trade.cost(trade.works.other_node_id)
        sheet = Sheet(desk("storekeeper", path=f"/inventory/issues/{issue}"))
        sheet.press("转用")
        sheet.expect_line(1, 原用于="A 主体结构", 可转用="10")
        sheet.go_to(1, "数量")
        sheet.enter("4")
        sheet.go_to(1, "WBS 节点")
        sheet.pick("装修")
        sheet.press("保存")
        expect(sheet.page.get_by_text("已保存").first).to_be_visible()
        sheet.page.reload()
        sheet.expect_line(1, 数量="4 kg", 可转用="10")
        picture(sheet.page, "take-over")

        sheet.press("转用")

        sheet.expect_state("已记账")
        assert trade.cost() - before[0] == D("-16.00")
        assert trade.cost(trade.works.other_node_id) - before[1] == D("16.00")
        picture(sheet.page, "take-over-posted")
