"""What goods cost otherwise than they came in at: freight spread over receipts, an invoice, and what is estimated."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.books import cell, chip, rows, total
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import Sheet, furnish
from tests.support.trade import D, Trade

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    """Two receipts of steel, of which a part is used."""
    trade = furnish(office)
    trade.buy("10", "4.00")
    trade.buy("5", "16.00")
    trade.issue("6")
    return trade


class TestLandedCost:
    def test_is_spread_previewed_booked_and_taken_back(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/costing/value-notes/new")
        sheet = Sheet(page)
        before = trade.pool(), trade.cost()
        assert before == ("9 kg 72.00", D("48.00"))
        page.locator("#field-kind").press("Enter")
        page.locator(".ant-select-item-option", has_text="到货费用").click()
        sheet.fill("charge", "10.00")
        page.locator("#field-basis").press("Enter")
        page.locator(".ant-select-item-option", has_text="按金额").click()
        sheet.fill("reference", "YF-1")
        sheet.go_to(1, "收料单")
        sheet.pick("GR-2026-00001")
        sheet.go_to(2, "收料单")
        sheet.pick("GR-2026-00002")

        page.get_by_role("button", name=re.compile("^试 ?算$")).click()
        sheet.expect_line(1, 收料单="GR-2026-00001", 收料金额="40.00", 成本变动="3.33")
        sheet.expect_line(2, 收料单="GR-2026-00002", 收料金额="80.00", 成本变动="6.67")
        expect(page.get_by_text("成本合计变动")).to_contain_text("10.00")
        picture(page, "value-note-preview")
        assert (trade.pool(), trade.cost()) == before

        sheet.press("记账")
        sheet.agree()
        sheet.expect_state("已记账")
        picture(page, "value-note-posted")
        # 130.00 for 15 kg by now, of which 6 went.
        assert (trade.pool(), trade.cost()) == ("9 kg 78.00", D("52.00"))

        sheet.press("冲销")
        sheet.agree("记错了")
        expect(page.get_by_text("本单已被冲销，查看冲销单")).to_be_visible()
        assert (trade.pool(), trade.cost()) == before

        page.goto("/costing/value-notes")
        expect(rows(page)).to_have_count(2)
        expect(total(page, "成本变动")).to_have_text("0.00")
        picture(page, "value-notes")

    def test_by_a_weight_that_nobody_knows_is_refused(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/costing/value-notes/new", language="en")
        sheet = Sheet(page)
        page.locator("#field-kind").press("Enter")
        page.locator(".ant-select-item-option", has_text="Landed cost").click()
        sheet.fill("charge", "10.00")
        page.locator("#field-basis").press("Enter")
        page.locator(".ant-select-item-option", has_text="Weight").click()
        sheet.go_to(1, "Receipt")
        sheet.pick("GR-2026-00001")

        page.get_by_role("button", name="Work out").click()

        expect(page.get_by_text("None of the chosen receipt lines has any weight to spread by")).to_be_visible()
        picture(page, "value-note-refused")


class TestInvoice:
    def test_settles_the_estimate_of_a_receipt(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/costing/receipt-lines")
        expect(rows(page)).to_have_count(2)
        expect(total(page, "暂估金额")).to_have_text("120.00")

        page.goto("/costing/value-notes/new")
        sheet = Sheet(page)
        sheet.go_to(1, "收料单")
        sheet.pick("GR-2026-00001")
        sheet.expect_line(1, 未开票数量="10", 暂估金额="40.00", 开票数量="10")
        sheet.go_to(1, "开票金额")
        sheet.enter("43.00")
        sheet.press("记账")
        sheet.agree()
        sheet.expect_state("已记账")
        sheet.expect_line(1, 成本变动="3.00")

        page.goto("/costing/receipt-lines?not_invoiced=true")
        expect(rows(page)).to_have_count(1)
        expect(cell(page, 1, "收料单")).to_have_text("GR-2026-00002")
        expect(total(page, "暂估金额")).to_have_text("80.00")
        expect(chip(page, "未开完票")).to_be_visible()
        picture(page, "receipt-lines")

        page.goto("/stock/moves")
        expect(page.get_by_role("link", name="发票差异").first).to_be_visible()
        picture(page, "stock-moves-with-causes")
