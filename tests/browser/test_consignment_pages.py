"""A supplier's consignment in the office: what it costs, the lorry, what the work draws, what goes back, the report."""

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


class TestConsignment:
    def test_says_what_will_be_here(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("storekeeper", path="/stock/consigned", anew=True)

        expect(page.get_by_text("还没有寄售材料")).to_be_visible()
        expect(page.get_by_role("button", name="登记协议价")).to_have_count(0)

    def test_the_buyer_agrees_on_what_it_costs(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("buyer", path="/stock/consigned")
        page.get_by_role("button", name="登记协议价").click()
        dialogue = page.get_by_role("dialog")
        for label, text in (("供应商", "S1"), ("物料", "STEEL")):
            dialogue.get_by_label(label, exact=True).fill(text)
            page.locator(".ant-select-item-option", has_text=text).first.click()
        dialogue.get_by_label("协议价（不含税，每 kg）").fill("5.5")
        dialogue.get_by_label("依据").fill("寄售协议第三条")
        picture(page, "consignment-price")
        dialogue.locator(".ant-modal-footer button").last.click()
        expect(dialogue).to_be_hidden()

    def test_comes_by_lorry_without_order(self, desk: OpenDesk, trade: Trade) -> None:
        trade.buy("10", "4.00")
        keeper = desk("storekeeper", path="/inventory/receipts")
        keeper.get_by_role("button", name="寄售收料").click()
        sheet = Sheet(keeper)
        sheet.choose("supplier_id", "S1")
        sheet.choose("warehouse_id", "W1")
        sheet.fill("delivery_note", "JS-001")
        sheet.go_to(1, "物料")
        sheet.pick("STEEL")
        sheet.go_to(1, "数量")
        sheet.enter("100 kg")
        sheet.press("收货")
        sheet.expect_state("已记账")
        sheet.expect_line(1, 数量="100 kg")
        picture(keeper, "consignment-received")

        keeper.goto(keeper.url.split("/inventory")[0] + "/inventory/receipts")
        expect(keeper.locator(".ant-table-row", has_text="寄售")).to_have_count(1)

    def test_the_work_draws_it_and_it_is_bought(self, desk: OpenDesk, trade: Trade) -> None:
        issue = Sheet(desk("storekeeper", path="/inventory/issues/new"))
        issue.choose("warehouse_id", "W1")
        issue.go_to(1, "物料")
        issue.pick("STEEL")
        issue.go_to(1, "数量")
        issue.enter("70")
        issue.go_to(1, "项目")
        issue.pick("P1")
        issue.go_to(1, "出库位置")
        issue.pick("寄售")
        issue.go_to(1, "WBS 节点")
        issue.pick("A")
        issue.go_to(1, "成本科目")
        issue.pick("MAT")
        issue.press("发料")
        issue.expect_state("已记账")
        expect(issue.cell(1, "出库位置")).to_contain_text("供应商 S1 · 寄售")
        picture(issue.page, "consignment-issued")

        stock = desk("storekeeper", path="/stock/balances?ownership=consignment")
        expect(rows(stock)).to_have_count(1)
        expect(cell(stock, 1, "权属")).to_have_text("寄售")
        assert trade.cost() == 385

    def test_what_is_left_goes_back(self, desk: OpenDesk, trade: Trade) -> None:
        [(receipt,)] = trade.rows(
            "SELECT id FROM inventory_goodsreceipt WHERE tenant_id = %s AND ownership = 'consignment'"
        )
        back = Sheet(desk("storekeeper", path=f"/inventory/supplier-returns/new?receipt={receipt}"))
        expect(back.page.get_by_role("heading", name="寄售退货单")).to_be_visible()
        back.go_to(1, "数量")
        back.enter("10")
        picture(back.page, "consignment-return")
        back.press("退货")
        back.expect_state("已记账")
        expect(back.page.get_by_text("冲减应付")).to_have_count(0)

    def test_what_is_left_of_the_employers_goods_goes_back_to_him(self, desk: OpenDesk, trade: Trade) -> None:
        receipt = trade.supply("40")
        supplied = desk("storekeeper", path=f"/inventory/supplied/{receipt}")
        supplied.get_by_role("button", name="退还建设单位").click()
        back = Sheet(supplied)
        expect(back.page.locator("#field-supplier_id")).to_have_count(0)
        back.go_to(1, "数量")
        back.enter("15")
        back.press("退货")
        back.expect_state("已记账")
        picture(back.page, "employers-goods-return")
        report = desk("storekeeper", path="/stock/employers-goods")
        expect(cell(report, 1, "退还建设单位")).to_have_text("15")

    def test_the_report_tells_it(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("administrator", path="/stock/consigned")
        expect(cell(page, 1, "收料")).to_have_text("100")
        expect(cell(page, 1, "已用")).to_have_text("70")
        expect(cell(page, 1, "现存")).to_have_text("20")
        expect(cell(page, 1, "已用金额")).to_have_text("385.00")
        picture(page, "consigned-stock")
        page.get_by_role("button", name="登记协议价 S1 STEEL").click()
        expect(page.get_by_role("dialog").get_by_text("寄售协议第三条")).to_be_visible()
        picture(page, "consignment-prices")

        dark = desk("administrator", path="/stock/consigned", language="en", theme="dark")
        expect(cell(dark, 1, "Used")).to_have_text("70")
        expect(dark.get_by_role("heading", name="Consigned stock")).to_be_visible()
        picture(dark, "consigned-stock-en-dark")
