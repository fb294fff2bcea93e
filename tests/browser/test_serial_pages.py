"""Serial numbers, as storekeepers enter, pick and trace them."""

import pytest
from playwright.sync_api import expect

from gongliao.inventory.public import issue_material, open_stock, receive_goods
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import Sheet, furnish
from tests.support.trade import D, Trade, make_item
from tests.support.world import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    return furnish(office)


class TestSerialNumbers:
    def test_come_in_by_a_list_go_out_by_ticks_and_are_traced(self, desk: OpenDesk, trade: Trade) -> None:
        pump = make_item(trade.boss, "PUMP", tracking="serial", valuation_method="specific_batch")
        trade.order(trade.order_line("3", "100.00", item_id=pump))
        sheet = Sheet(desk("storekeeper", path="/inventory/receipts/new"))
        page = sheet.page
        sheet.choose("supplier_id", "S1")
        sheet.choose("warehouse_id", "W1")
        sheet.go_to(1, "订单行")
        sheet.pick("PUMP")
        sheet.expect_line(1, 数量="3 kg")

        page.get_by_role("button", name="填写序列号").click()
        dialogue = page.get_by_role("dialog")
        numbers = dialogue.get_by_role("textbox", name="序列号")
        numbers.fill("P-001\nP-002\nP-001\n")
        expect(dialogue.get_by_text("序列号重复：P-001。")).to_be_visible()
        expect(dialogue.get_by_role("button", name="采用 3 个")).to_be_disabled()
        picture(page, "serial-numbers-twice")
        numbers.fill("P-001\nP-002\nP-003\n")
        expect(dialogue.get_by_text("已有 3 个，共需 3 个")).to_be_visible()
        dialogue.get_by_role("button", name="采用 3 个").click()

        for row, number in ((1, "P-001"), (2, "P-002"), (3, "P-003")):
            sheet.expect_line(row, 序列号=number, 数量="1 kg")
        picture(page, "serial-numbers-received")
        sheet.press("收货")
        sheet.expect_state("已记账")
        assert trade.stock(pump) == "3 kg 300.00"

        page.goto(page.url.split("/inventory")[0] + "/inventory/issues/new")
        sheet.choose("warehouse_id", "W1")
        sheet.go_to(1, "项目")
        sheet.pick("P1")
        sheet.pick("主体结构")
        sheet.pick("MAT")
        sheet.go_to(1, "物料")
        sheet.pick("PUMP")
        sheet.enter("2")
        page.get_by_role("button", name="选择序列号").click()
        dialogue = page.get_by_role("dialog")
        expect(dialogue.get_by_role("checkbox", checked=True)).to_have_count(2)
        # The list is in the order of use; which of the alike come first does not matter here.
        for number in ("P-001", "P-002", "P-003"):
            dialogue.get_by_role("checkbox", name=number).set_checked(False)
        search = dialogue.get_by_role("textbox", name="查找或扫描序列号")
        for number in ("P-003", "P-001"):
            search.fill(number)
            search.press("Enter")
        expect(dialogue.get_by_text("已有 2 个，共需 2 个")).to_be_visible()
        picture(page, "serial-numbers-picked")
        dialogue.get_by_role("button", name="采用 2 个").click()

        taken = [sheet.cell(row, "出库位置").inner_text() for row in (1, 2)]
        assert sorted(text.split(" · ")[1] for text in taken) == ["P-001", "P-003"]
        sheet.press("发料")
        sheet.expect_state("已记账")
        assert (trade.stock(pump), trade.cost()) == ("1 kg 100.00", D("200.00"))
        picture(page, "serial-numbers-issued")

        [(serial,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s AND number = 'P-001'")
        page.goto(page.url.split("/inventory")[0] + f"/stock/batches/{serial}")
        expect(page.get_by_role("heading", name="序列号 P-001")).to_be_visible()
        expect(page.get_by_text("主体结构").first).to_be_visible()
        picture(page, "serial-number-traced")

    def test_come_back_by_ticks(self, desk: OpenDesk, trade: Trade) -> None:
        hoist = make_item(trade.boss, "HOIST", tracking="serial", valuation_method="specific_batch")
        lines = [
            trade.opening_line("1", worth, item_id=hoist, batch_no=number)
            for number, worth in (("H-1", "10"), ("H-2", "20"), ("H-3", "30"))
        ]
        open_stock(actor=trade.boss, request=trade.opening_request(*lines), at=NOW)
        rows = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s AND item_id = %s ORDER BY number", hoist)
        issued = [trade.issue_line("1", item_id=hoist, batch_id=serial) for (serial,) in rows]
        issue_id = issue_material(actor=trade.keeper, request=trade.issue_request(*issued), at=NOW)
        number = trade.head("goodsissue", issue_id)[0]
        assert number is not None
        sheet = Sheet(desk("storekeeper", path="/inventory/returns/new"))
        sheet.choose("warehouse_id", "W1")
        take = sheet.page.get_by_label("带入出库单的全部可退明细")
        take.fill(number)
        sheet.page.locator(".ant-select-item-option", has_text=number).first.click()

        dialogue = sheet.page.get_by_role("dialog")
        dialogue.get_by_role("checkbox", name="H-1").check()
        dialogue.get_by_role("checkbox", name="H-3").check()
        picture(sheet.page, "serial-numbers-came-back")
        dialogue.get_by_role("button", name="采用 2 个").click()

        sheet.expect_line(1, 序列号="H-1", 数量="1 kg")
        sheet.expect_line(2, 序列号="H-3", 数量="1 kg")
        sheet.press("退料")
        sheet.expect_state("已记账")
        assert trade.stock(hoist) == "2 kg 40.00"

    def test_go_back_to_the_supplier_by_ticks(self, desk: OpenDesk, trade: Trade) -> None:
        drill = make_item(trade.boss, "DRILL", tracking="serial", valuation_method="specific_batch")
        ordered = trade.ordered("3", "50.00", item_id=drill)
        lines = [trade.receipt_line(ordered, "1", batch_no=number) for number in ("D-1", "D-2", "D-3")]
        receipt_id = receive_goods(actor=trade.keeper, request=trade.receipt(*lines), at=NOW)
        number = trade.head("goodsreceipt", receipt_id)[0]
        assert number is not None
        sheet = Sheet(desk("storekeeper", path="/inventory/supplier-returns/new"))
        take = sheet.page.get_by_label("带入入库单的全部可退明细")
        take.fill(number)
        sheet.page.locator(".ant-select-item-option", has_text=number).first.click()

        dialogue = sheet.page.get_by_role("dialog", name="退还哪些")
        dialogue.get_by_role("checkbox", name="D-2").check()
        picture(sheet.page, "serial-numbers-go-back")
        dialogue.get_by_role("button", name="采用 1 个").click()

        expect(sheet.cell(1, "出库位置")).to_contain_text("D-2")
        sheet.press("退货")
        sheet.expect_state("已记账")
        assert trade.stock(drill) == "2 kg 100.00"
