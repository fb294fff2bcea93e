"""The employer's goods in the office: the lorry, what the work draws, the allowed quantity, and the report."""

import pytest
from playwright.sync_api import expect

from tests.browser.books import cell, rows
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import Sheet, furnish
from tests.support.trade import Trade

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    return furnish(office)


class TestEmployersGoods:
    def test_says_what_will_be_here(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("storekeeper", path="/stock/employers-goods", anew=True)

        expect(page.get_by_text("还没有甲供材")).to_be_visible()

    def test_comes_by_lorry_without_order_and_price(self, desk: OpenDesk, trade: Trade) -> None:
        trade.buy("10", "4.00")
        keeper = desk("storekeeper", path="/inventory/receipts")
        keeper.get_by_role("button", name="甲供材收料").click()
        sheet = Sheet(keeper)
        sheet.choose("warehouse_id", "W1")
        sheet.fill("delivery_note", "JG-001")
        sheet.go_to(1, "物料")
        sheet.pick("STEEL")
        sheet.go_to(1, "数量")
        sheet.enter("100 kg")
        sheet.go_to(1, "用于项目")
        sheet.pick("P1")
        picture(keeper, "employers-supply")
        sheet.press("收货")
        sheet.expect_state("已记账")
        sheet.expect_line(1, 数量="100 kg", 用于项目="P1 项目 P1")

        keeper.goto(keeper.url.split("/inventory")[0] + "/inventory/receipts")
        expect(rows(keeper)).to_have_count(2)
        expect(keeper.locator(".ant-table-row", has_text="甲供")).to_have_count(1)

    def test_the_work_draws_it_from_a_heap_of_its_own(self, desk: OpenDesk, trade: Trade) -> None:
        issue = Sheet(desk("storekeeper", path="/inventory/issues/new"))
        issue.choose("warehouse_id", "W1")
        issue.go_to(1, "物料")
        issue.pick("STEEL")
        issue.go_to(1, "数量")
        issue.enter("70")
        issue.go_to(1, "项目")
        issue.pick("P1")
        issue.go_to(1, "出库位置")
        issue.pick("甲供")
        issue.go_to(1, "WBS 节点")
        issue.pick("A")
        issue.go_to(1, "成本科目")
        issue.pick("MAT")
        issue.press("发料")
        issue.expect_state("已记账")
        expect(issue.cell(1, "出库位置")).to_contain_text("甲供")
        picture(issue.page, "employers-goods-issued")

        stock = desk("storekeeper", path="/stock/balances?ownership=owner_supplied")
        expect(rows(stock)).to_have_count(1)
        expect(cell(stock, 1, "权属")).to_have_text("甲供")

    def test_the_report_tells_what_was_used_beyond_what_is_allowed(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("project_manager", path="/stock/employers-goods")
        expect(cell(page, 1, "净用量")).to_have_text("70")
        expect(cell(page, 1, "定额用量")).to_have_text("未设定")
        page.get_by_role("button", name="设定定额 P1 STEEL").click()
        dialogue = page.get_by_role("dialog")
        dialogue.get_by_label("定额用量（kg）").fill("60")
        dialogue.get_by_label("依据").fill("合同附件三")
        picture(page, "employers-goods-allowed")
        dialogue.locator(".ant-modal-footer button").last.click()
        expect(dialogue).to_be_hidden()
        expect(cell(page, 1, "定额用量")).to_have_text("60")
        expect(cell(page, 1, "超耗")).to_have_text("10")
        picture(page, "employers-goods")

    def test_what_he_charges_for_it_is_no_more_than_that(self, desk: OpenDesk, trade: Trade) -> None:
        charge = Sheet(desk("accountant", path="/costing/over-use/new"))
        charge.go_to(1, "项目")
        charge.pick("P1")
        charge.go_to(1, "甲供材")
        charge.pick("STEEL")
        charge.go_to(1, "扣款数量")
        charge.enter("12")
        charge.go_to(1, "单价")
        charge.enter("5")
        charge.go_to(1, "WBS 节点")
        charge.pick("A")
        charge.go_to(1, "成本科目")
        charge.pick("OTH")
        charge.press("扣款")
        expect(charge.cell(1, "扣款数量")).to_have_attribute("aria-invalid", "true")
        expect(charge.page.get_by_text("超过尚未扣款的超耗数量 10").first).to_be_visible()
        picture(charge.page, "over-use-charge-refused")
        charge.go_to(1, "扣款数量")
        charge.enter("6")
        charge.press("扣款")
        charge.expect_state("已记账")
        charge.expect_line(1, 金额="30.00")
        picture(charge.page, "over-use-charge")
        notes = desk("accountant", path="/costing/notes?kind=over_use")
        expect(rows(notes)).to_have_count(1)
        expect(cell(notes, 1, "类别")).to_have_text("超耗扣款")

        dark = desk("accountant", path="/stock/employers-goods?over_used=true", language="en", theme="dark")
        expect(rows(dark)).to_have_count(1)
        expect(cell(dark, 1, "Charged")).to_have_text("6")
        expect(dark.get_by_role("heading", name="Employer's goods")).to_be_visible()
        picture(dark, "employers-goods-en-dark")
