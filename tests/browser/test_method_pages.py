"""An item valued otherwise from a day on: drafted, posted, seen on its item, and taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.books import rows
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import Sheet, furnish
from tests.support.trade import D, Trade

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    """Two receipts of steel at different prices, of which a part is used."""
    trade = furnish(office)
    trade.buy("10", "4.00")
    trade.buy("5", "16.00")
    trade.issue("6")
    return trade


class TestAChangeOfMethod:
    def test_from_tomorrow_on_and_back(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/costing/method-changes/new")
        sheet = Sheet(page)
        expect(page.get_by_text("总额不变")).to_be_visible()
        sheet.go_to(1, "物料")
        sheet.pick("STEEL")
        sheet.fill("remark", "执行新的会计政策")
        picture(page, "method-change-draft")

        sheet.press("执行变更")
        sheet.agree()
        sheet.expect_state("已记账")
        sheet.expect_line(1, 新计价方法="先进先出", 原计价方法="移动加权平均", 结存数量="9", 结存金额="72.00")
        picture(page, "method-change-posted")
        item = desk("accountant", path=f"/catalog/items/{trade.steel_id}")
        expect(item.get_by_text("这个物料变更过计价方法")).to_be_visible()
        picture(item, "item-with-changed-method")
        item.get_by_role("link", name="查看变更").click()
        expect(rows(item)).to_have_count(1)
        assert (trade.pool(), trade.cost()) == ("9 kg 72.00", D("48.00"))

        sheet.press("冲销")
        sheet.agree("下月再改")
        expect(page.get_by_text("本单已被冲销，查看冲销单")).to_be_visible()
        page.goto("/costing/method-changes")
        expect(rows(page)).to_have_count(2)
        picture(page, "method-changes")
        trade.require_sound_books()

    def test_an_item_in_use_tells_how(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("administrator", path=f"/catalog/items/{trade.steel_id}")
        expect(page.get_by_text("已有业务，请用计价方法变更单")).to_be_visible()
