"""Purchase orders, as buyers type them and managers decide on them."""

import re

import pytest
from playwright.sync_api import expect

from gongliao.kernel.ids import new_id
from gongliao.procurement.public import OrderStep, submit_order
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import LONG_NAME, Sheet, furnish
from tests.support.trade import Trade, make_item
from tests.support.world import NOW

pytestmark = pytest.mark.browser

NEW = "/procurement/orders/new"
TABS_MAX = 60


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    return furnish(office)


def first_line(sheet: Sheet) -> None:
    """Enter one line of steel for the first project."""
    sheet.choose("supplier_id", "S1")
    sheet.go_to(1, "物料")
    sheet.pick("STEEL")
    sheet.enter("10", "4", "", "13")
    sheet.pick("P1")
    sheet.pick("主体结构")
    sheet.pick("MAT")


class TestOrderList:
    def test_says_what_to_do_next_when_there_are_no_orders(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("buyer", path="/procurement/orders", anew=True)

        expect(page.get_by_text("还没有采购订单")).to_be_visible()
        expect(page.get_by_role("link", name="新建订单").first).to_be_visible()
        picture(page, "orders-empty")

    def test_shows_progress_and_totals(self, desk: OpenDesk, trade: Trade) -> None:
        trade.order(trade.order_line("10", "4.00"))
        trade.receive(trade.ordered("20", "3.00"), "5")
        trade.buy("8", "2.50")

        page = desk("buyer", path="/procurement/orders?sort=number", language="en", theme="dark")

        rows = page.locator("tbody tr", has_text=re.compile("PO-"))
        expect(rows).to_have_count(3)
        expect(rows.nth(0)).to_contain_text("Not begun")
        expect(rows.nth(1)).to_contain_text("Partly")
        expect(rows.nth(2)).to_contain_text("Fully")
        expect(page.locator("tfoot")).to_contain_text("120.00")
        picture(page, "orders-en-dark")

    def test_hides_what_a_storekeeper_may_not_see(self, desk: OpenDesk, trade: Trade) -> None:
        trade.order(trade.order_line("10", "777.00"))

        page = desk("storekeeper", path="/procurement/orders")

        expect(page.locator("tbody tr", has_text="PO-").first).to_be_visible()
        expect(page.get_by_text("不含税金额")).to_have_count(0)
        expect(page.get_by_text("777")).to_have_count(0)


class TestOrderEntry:
    def test_takes_ten_lines_by_keyboard_alone(self, desk: OpenDesk, trade: Trade) -> None:
        sheet = Sheet(desk("buyer", path=NEW))
        page = sheet.page
        sheet.grid.wait_for()
        self._tab_to(sheet, "field-supplier_id")
        page.keyboard.type("S1")
        page.locator(".ant-select-item-option-active", has_text="S1").wait_for()
        page.keyboard.press("Enter")
        self._tab_to(sheet, None)

        sheet.pick("STEEL")
        sheet.enter("2*5", "4.00", "", "13")
        sheet.pick("P1")
        sheet.pick("主体结构")
        sheet.pick("MAT")
        for line in range(2, 11):
            page.keyboard.press("Insert")
            sheet.pick("STEEL" if line % 2 else "PAINT")
            sheet.enter(f"{line}", "1.50")
        sheet.expect_line(10, 物料="PAINT 物料 PAINT", 数量="10 kg", 金额="15.00", WBS_节点="A 主体结构")
        picture(page, "order-ten-lines")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("dialog")).to_contain_text("10")
        page.keyboard.press("Enter")

        sheet.expect_state("待审批")
        [(lines, amount)] = trade.rows(
            "SELECT count(*), sum(amount) FROM procurement_purchaseorderline WHERE tenant_id = %s AND document_id = %s",
            sheet.id,
        )
        assert (lines, f"{amount:.2f}") == (10, "121.00")

    @staticmethod
    def _tab_to(sheet: Sheet, field: str | None) -> None:
        """Press Tab until a field of the head has the focus, or the editor of the lines."""
        focused = "document.activeElement"
        there = f"id => id ? {focused}.id === id : {focused}.getAttribute('aria-label')?.includes('物料')"
        for _ in range(TABS_MAX):
            if sheet.page.evaluate(there, field):
                return
            sheet.page.keyboard.press("Tab")
        pytest.fail(f"{field or 'the lines'} can't be reached with Tab")

    def test_takes_a_block_from_excel(self, desk: OpenDesk, trade: Trade) -> None:
        make_item(trade.boss, "CBL-4x240", name=LONG_NAME, specification="ZR-YJV22-0.6/1kV-4×240+1×120 mm²")
        sheet = Sheet(desk("buyer", path=NEW))
        sheet.choose("supplier_id", "S1")

        sheet.go_to(1, "物料")
        sheet.paste(
            [
                ["STEEL", "", "1,200", "4.5", "", "13", "P1", "A", "MAT"],
                ["CBL-4x240", "", "0.5 t", "12000", "", "13", "P1", "B", "MAT"],
                ["STEEL", "", "3", "", "100", "13", "P2", "A", "MAT"],
                ["NOBODY KNOWS", "", "1", "1"],
            ]
        )

        sheet.expect_line(1, 数量="1,200 kg", 金额="5,400.00", WBS_节点="A 主体结构")
        sheet.expect_line(2, 数量="0.5 t", 金额="6,000.00", WBS_节点="B 装修")
        sheet.expect_line(3, 单价="33.333333", 金额="100.00", 项目="P2 项目 P2")
        expect(sheet.cell(4, "物料")).to_have_attribute("aria-invalid", "true")
        sheet.go_to(4, "物料")
        expect(sheet.page.get_by_text("NOBODY KNOWS")).to_be_visible()
        picture(sheet.page, "order-pasted")

    def test_keeps_what_was_typed_over_a_reload(self, desk: OpenDesk, trade: Trade) -> None:
        sheet = Sheet(desk("buyer", path=NEW))
        first_line(sheet)
        sheet.expect_line(1, 成本科目="MAT 材料费")

        sheet.page.reload()

        sheet.expect_line(1, 物料="STEEL 物料 STEEL", 金额="40.00", 成本科目="MAT 材料费")
        expect(sheet.page.get_by_text("已恢复")).to_be_visible()
        sheet.press("保存")
        expect(sheet.page.get_by_text("已保存", exact=True)).to_be_visible()


class TestOrderRefusals:
    def test_points_at_the_field_and_the_cell(self, desk: OpenDesk, trade: Trade) -> None:
        sheet = Sheet(desk("buyer", path=NEW))
        sheet.go_to(1, "物料")
        sheet.pick("STEEL")
        sheet.enter("10", "4", "", "")
        sheet.pick("P1")
        sheet.press("保存")
        expect(sheet.page.locator(".ant-form-item-has-error")).to_contain_text("供应商")
        picture(sheet.page, "order-refused-head")

        sheet.choose("supplier_id", "S1")
        sheet.press("保存")

        expect(sheet.cell(1, "WBS 节点")).to_have_attribute("aria-invalid", "true")
        picture(sheet.page, "order-refused-cell")
        sheet.go_to(1, "WBS 节点")
        sheet.pick("主体结构")
        sheet.pick("MAT")
        sheet.press("保存")
        expect(sheet.page.get_by_text("已保存", exact=True)).to_be_visible()

    def test_shows_what_somebody_else_saved_meanwhile(self, desk: OpenDesk, trade: Trade) -> None:
        order = trade.order(approved=False)
        mine = Sheet(desk("buyer", path=f"/procurement/orders/{order}"))
        theirs = Sheet(desk("administrator", path=f"/procurement/orders/{order}"))
        mine.fill("remark", "请走东门")
        theirs.fill("remark", "请走西门")
        theirs.press("保存")
        expect(theirs.page.get_by_text("已保存", exact=True)).to_be_visible()

        mine.press("保存")

        dialogue = mine.page.get_by_role("dialog")
        expect(dialogue).to_contain_text("请走西门")
        expect(dialogue).to_contain_text("请走东门")
        picture(mine.page, "order-stale")
        dialogue.get_by_role("button", name="保留我的修改").click()
        mine.press("保存")
        expect(mine.page.get_by_text("已保存", exact=True)).to_be_visible()
        expect(mine.page.locator("#field-remark")).to_have_value("请走东门")


class TestOrderSteps:
    def test_goes_back_to_its_author_with_the_reason(self, desk: OpenDesk, trade: Trade) -> None:
        order = trade.order(approved=False)
        submit_order(actor=trade.buyer, request=OrderStep(order), at=NOW)
        manager = Sheet(desk("project_manager", path=f"/procurement/orders/{order}"))
        manager.press("驳回")
        picture(manager.page, "order-reject")
        manager.agree(reason="单价高于合同价")

        buyer = Sheet(desk("buyer", path=f"/procurement/orders/{order}"))
        expect(buyer.page.get_by_text("单价高于合同价")).to_be_visible()
        picture(buyer.page, "order-rejected")
        buyer.press("提交审批")
        buyer.agree()
        buyer.expect_state("待审批")
        buyer.press("撤回")
        buyer.expect_state("草稿")

    def test_frees_what_it_bound_when_it_is_closed(self, desk: OpenDesk, trade: Trade) -> None:
        line = trade.order_line("10", "4.00", id=new_id())
        order = trade.order(line)
        trade.receive(line.id, "4")
        bound = trade.committed()

        sheet = Sheet(desk("buyer", path=f"/procurement/orders/{order}", language="en"))
        sheet.press("Close")
        expect(sheet.page.get_by_role("dialog")).to_contain_text("24.00")
        picture(sheet.page, "order-close-en")
        sheet.agree()

        sheet.expect_state("Closed")
        assert bound - trade.committed() == 24
