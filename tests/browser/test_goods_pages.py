"""Goods documents, requisitions and cost notes, as storekeepers, site workers and accountants use them."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from gongliao.inventory.public import RequisitionLine, receive_goods
from gongliao.kernel.ids import new_id
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import LONG_NAME, Sheet, furnish
from tests.support.agreement import agree
from tests.support.trade import GENERAL, Trade, make_item
from tests.support.world import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    return furnish(office)


class TestGoodsLists:
    @pytest.mark.parametrize(
        ("path", "empty"),
        [
            ("receipts", "还没有入库单"),
            ("requisitions", "还没有领料申请"),
            ("issues", "还没有领料出库单"),
            ("returns", "还没有退料单"),
            ("transfers", "还没有调拨单"),
        ],
    )
    def test_say_what_to_do_next_when_empty(self, desk: OpenDesk, path: str, empty: str) -> None:
        page = desk("administrator", path=f"/inventory/{path}", anew=True)

        expect(page.get_by_text(empty)).to_be_visible()
        picture(page, f"{path}-empty")

    def test_lead_to_their_documents(self, desk: OpenDesk, trade: Trade) -> None:
        trade.buy("30", "4.00")
        trade.return_(trade.issue("5"), "2")
        trade.transfer("1")
        trade.requisition()

        page = desk("administrator", language="en", theme="dark")

        for path in ("receipts", "issues", "returns", "transfers"):
            page.goto(f"/inventory/{path}")
            expect(page.locator("tbody a").first).to_be_visible()
            picture(page, f"{path}-en-dark")
            page.locator("tbody a").first.click()
            expect(page.get_by_role("columnheader", name="Amount")).to_be_attached()
            expect(page.locator("h1 .figure")).to_contain_text("-2026-")
            picture(page, f"{path}-page-en-dark")


class TestReceipts:
    def test_takes_all_open_lines_of_an_order_and_asks_for_the_batch(self, desk: OpenDesk, trade: Trade) -> None:
        cable = make_item(trade.boss, "CBL", name=LONG_NAME, specification="ZR-YJV22-0.6/1kV-4×240+1×120 mm²")
        paint = trade.order_line("12", "30.00", item_id=trade.paint_id)
        trade.order(paint, trade.order_line("0.5", "9000", item_id=cable, unit="t"), trade.stock_line("6", "2.00"))
        sheet = Sheet(desk("storekeeper", path="/inventory/receipts/new"))
        number = trade.rows("SELECT max(number) FROM procurement_purchaseorder WHERE tenant_id = %s")[0][0]

        taken = sheet.page.get_by_label("带入订单的全部未到货明细")
        taken.fill(number)
        sheet.page.locator(".ant-select-item-option", has_text=number).click()
        sheet.expect_line(2, 物料=f"CBL {LONG_NAME}", 数量="0.5 t", 用于="P1 · A 主体结构")
        sheet.expect_line(3, 数量="6 kg", 用于="公共库存")
        expect(sheet.page.get_by_text("S1 供应商 S1")).to_be_visible()
        expect(taken).to_have_value("")
        sheet.choose("warehouse_id", "W1")
        sheet.press("收货")
        expect(sheet.cell(1, "批号")).to_have_attribute("aria-invalid", "true")
        picture(sheet.page, "receipt-refused")

        sheet.go_to(1, "批号")
        sheet.enter("B-2026-07", "2026-11-01", "2027-05-01")
        sheet.press("收货")

        sheet.expect_state("已记账")
        assert trade.stock(trade.paint_id) == "12 kg 360.00"
        assert trade.stock(cable) == "500 kg 4500.00"
        expect(sheet.page.get_by_role("link", name=number)).to_be_visible()
        picture(sheet.page, "receipt-posted")

    def test_shows_amounts_to_those_who_see_costs(self, desk: OpenDesk, trade: Trade) -> None:
        receipt = trade.buy("3", "7.00")

        keeper = Sheet(desk("storekeeper", path=f"/inventory/receipts/{receipt}"))
        keeper.expect_line(1, 数量="3 kg")
        expect(keeper.grid.get_by_role("columnheader", name="金额")).to_have_count(0)
        accountant = Sheet(desk("accountant", path=f"/inventory/receipts/{receipt}"))
        accountant.expect_line(1, 金额="21.00")


class TestIssues:
    def test_refuses_more_than_lies_there_at_the_cell(self, desk: OpenDesk, trade: Trade) -> None:
        bolt = make_item(trade.boss, "BOLT")
        trade.buy("10", "1.00", item_id=bolt)
        sheet = Sheet(desk("storekeeper", path="/inventory/issues/new"))
        sheet.choose("warehouse_id", "W1")
        sheet.go_to(1, "物料")
        sheet.pick("BOLT")
        sheet.enter("12")
        expect(sheet.cell(1, "出库位置")).to_have_text("没有可用库存")
        sheet.go_to(1, "项目")
        sheet.pick("P1")
        sheet.pick("主体结构")
        sheet.pick("MAT")
        sheet.expect_line(1, 出库位置="00 · P1 项目 P1", 现存="10")

        sheet.press("发料")

        expect(sheet.cell(1, "数量")).to_have_attribute("aria-invalid", "true")
        expect(sheet.page.get_by_text("库存不足").first).to_be_visible()
        picture(sheet.page, "issue-insufficient")
        sheet.go_to(1, "数量")
        sheet.enter("8")
        sheet.press("发料")
        sheet.expect_state("已记账")
        assert trade.stock(bolt) == "2 kg 2.00"

    def test_takes_what_expires_first_unless_told_otherwise(self, desk: OpenDesk, trade: Trade) -> None:
        glue = make_item(trade.boss, "GLUE", tracking="batch")
        for batch, expires in (("LATE", date(2027, 3, 1)), ("SOON", date(2026, 12, 1))):
            line = trade.order_line("5", "2.00", item_id=glue)
            trade.order(line)
            received = trade.receipt_line(line.id, "5", batch_no=batch, expiry_date=expires)
            receive_goods(actor=trade.keeper, request=trade.receipt(received), at=NOW)
        sheet = Sheet(desk("storekeeper", path="/inventory/issues/new"))
        sheet.choose("warehouse_id", "W1")
        sheet.go_to(1, "项目")
        sheet.pick("P1")
        sheet.pick("主体结构")
        sheet.pick("MAT")
        sheet.go_to(1, "物料")
        sheet.pick("GLUE")
        sheet.enter("2")
        sheet.expect_line(1, 出库位置="00 · SOON · P1 项目 P1", 现存="5")

        sheet.go_to(1, "出库位置")
        sheet.page.keyboard.press("F7")
        expect(sheet.page.locator("[role=listbox][aria-busy=false] [role=option]")).to_have_count(2)
        picture(sheet.page, "issue-heaps")
        sheet.pick("LATE")

        sheet.expect_line(1, 出库位置="00 · LATE · P1 项目 P1")
        sheet.press("发料")
        expect(sheet.cell(1, "出库位置")).to_have_attribute("aria-invalid", "true")
        expect(sheet.page.get_by_text("批次 SOON（有效期至 2026-12-01）还剩 5").first).to_be_visible()
        picture(sheet.page, "issue-earlier-batch-first")

        sheet.go_to(1, "未先用先到期批次的原因")
        sheet.enter("甲方指定同批")
        sheet.press("发料")
        sheet.expect_state("已记账")
        sheet.expect_line(1, 未先用先到期批次的原因="甲方指定同批")
        picture(sheet.page, "issue-with-batch-reason")

    def test_proposes_batches_by_expiry_and_splits_the_line_over_them(self, desk: OpenDesk, trade: Trade) -> None:
        grout = make_item(trade.boss, "GROUT", tracking="batch")
        for batch, expires in (("G-LATE", date(2027, 3, 1)), ("G-SOON", date(2026, 12, 1))):
            received = trade.receipt_line(
                trade.ordered("5", "2.00", item_id=grout), "5", batch_no=batch, expiry_date=expires
            )
            receive_goods(actor=trade.keeper, request=trade.receipt(received), at=NOW)
        sheet = Sheet(desk("storekeeper", path="/inventory/issues/new"))
        sheet.choose("warehouse_id", "W1")
        sheet.go_to(1, "项目")
        sheet.pick("P1")
        sheet.pick("主体结构")
        sheet.pick("MAT")
        sheet.go_to(1, "物料")
        sheet.pick("GROUT")
        sheet.enter("7")

        proposal = sheet.page.get_by_role("alert").filter(has_text="先到期先出")
        expect(proposal).to_contain_text("G-SOON 5 kg (供应商 S1 · 有效期至 2026-12-01 · 现存 5)")
        expect(proposal).to_contain_text("G-LATE 2 kg (供应商 S1 · 有效期至 2027-03-01 · 现存 5)")
        picture(sheet.page, "issue-batch-proposal")
        proposal.get_by_role("button").click()

        expect(proposal).to_be_hidden()
        sheet.expect_line(1, 数量="5 kg", 出库位置="00 · G-SOON · P1 项目 P1")
        sheet.expect_line(2, 数量="2 kg", 出库位置="00 · G-LATE · P1 项目 P1")
        sheet.press("发料")
        sheet.expect_state("已记账")
        assert trade.stock(grout) == "3 kg 6.00"

    def test_goes_back_to_general_stock_where_the_project_has_none(self, desk: OpenDesk, trade: Trade) -> None:
        wire = make_item(trade.boss, "WIRE")
        line = trade.stock_line("9", "1.00", item_id=wire)
        trade.order(line)
        trade.receive(line.id, "9")
        asked = RequisitionLine(new_id(), wire, Decimal(6), "kg", trade.works.node_id, trade.category_id)
        requisition = trade.requisition(asked)

        sheet = Sheet(desk("storekeeper", path=f"/inventory/requisitions/{requisition}"))
        sheet.press("发料")
        sheet.expect_new("领料出库单")

        sheet.expect_line(1, 出库位置="00 · 公共库存", 现存="9", 数量="6 kg")
        sheet.press("发料")
        sheet.expect_state("已记账")
        assert trade.stock(wire, owner=GENERAL) == "3 kg 3.00"
        sheet.page.goto(f"/inventory/requisitions/{requisition}")
        sheet.expect_line(1, 已发="6", 未发="0")
        expect(sheet.button("发料")).to_have_count(0)


class TestReturns:
    def test_brings_back_a_part_of_an_issue(self, desk: OpenDesk, trade: Trade) -> None:
        nail = make_item(trade.boss, "NAIL")
        trade.buy("10", "3.00", item_id=nail)
        issue = trade.issue("6", item_id=nail)
        before = trade.cost()
        sheet = Sheet(desk("storekeeper", path=f"/inventory/issues/{issue}"))
        sheet.press("退料")
        sheet.expect_new("退料单")
        sheet.expect_line(1, 数量="6 kg", 可退="6")

        sheet.go_to(1, "数量")
        sheet.enter("7")
        sheet.press("退料")
        expect(sheet.cell(1, "数量")).to_have_attribute("aria-invalid", "true")
        sheet.go_to(1, "数量")
        sheet.enter("2")
        sheet.press("退料")

        sheet.expect_state("已记账")
        assert before - trade.cost() == 6
        assert trade.stock(nail) == "6 kg 18.00"
        sheet.press("冲销")
        picture(sheet.page, "return-reverse")
        sheet.agree(reason="退错")
        sheet.expect_state("已冲销")
        assert trade.cost() == before


class TestTransfers:
    def test_moves_goods_to_a_bin_of_the_other_store(self, desk: OpenDesk, trade: Trade) -> None:
        pipe = make_item(trade.boss, "PIPE")
        trade.buy("10", "5.00", item_id=pipe)
        sheet = Sheet(desk("storekeeper", path="/inventory/transfers/new"))
        sheet.choose("warehouse_id", "W1")
        sheet.choose("target_warehouse_id", "W2")
        sheet.go_to(1, "物料")
        sheet.pick("PIPE")
        sheet.enter("4")
        sheet.expect_line(1, 出库位置="00 · P1 项目 P1", 现存="10")
        sheet.go_to(1, "调入库位")
        sheet.pick("YARD")
        picture(sheet.page, "transfer")

        sheet.press("调拨")

        sheet.expect_state("已记账")
        assert trade.stock(pipe, bin_id=trade.far_store.yard_id) == "4 kg 20.00"
        assert trade.pool(pipe) == "10 kg 50.00"

    def test_gives_goods_to_another_project_with_their_value(self, desk: OpenDesk, trade: Trade) -> None:
        rod = make_item(trade.boss, "ROD")
        trade.buy("10", "5.00", item_id=rod)
        sheet = Sheet(desk("storekeeper", path="/inventory/transfers/new"))
        sheet.choose("warehouse_id", "W1")
        sheet.choose("target_warehouse_id", "W1")
        sheet.go_to(1, "物料")
        sheet.pick("ROD")
        sheet.enter("4")
        sheet.expect_line(1, 现存="10")
        sheet.go_to(1, "转给项目")
        sheet.pick("P2")
        picture(sheet.page, "project-transfer")

        sheet.press("提出")
        sheet.expect_state("待同意")
        agree(trade.manager, sheet.id, at=NOW)
        sheet.page.reload()
        sheet.press("调拨")

        sheet.expect_state("已记账")
        sheet.expect_line(1, 转给项目="P2 项目 P2")
        assert trade.pool(rod) == "6 kg 30.00"
        assert trade.pool(rod, owner=trade.other_works.id) == "4 kg 20.00"


class TestRequisitions:
    def test_goes_back_with_the_reason_and_is_closed(self, desk: OpenDesk, trade: Trade) -> None:
        worker = Sheet(desk("site_worker", path="/inventory/requisitions/new"))
        worker.choose("project_id", "P1")
        worker.choose("warehouse_id", "W1")
        worker.go_to(1, "物料")
        worker.pick("STEEL")
        worker.enter("0.02 t")
        worker.pick("主体结构")
        worker.pick("MAT")
        worker.expect_line(1, 申请数量="0.02 t")
        worker.press("提交审批")
        worker.expect_state("待审批")

        manager = Sheet(desk("project_manager", path=f"/inventory/requisitions/{worker.id}"))
        manager.press("驳回")
        manager.agree(reason="下周再领")
        worker.page.reload()
        expect(worker.page.get_by_text("下周再领")).to_be_visible()
        picture(worker.page, "requisition-rejected")
        worker.press("提交审批")
        worker.expect_state("待审批")

        manager.page.reload()
        manager.press("批准")
        manager.agree()
        manager.expect_state("已审批")
        worker.page.reload()
        worker.press("关闭")
        worker.agree()
        worker.expect_state("已关闭")


class TestCostNotes:
    def test_books_freight_on_a_project_and_takes_it_back(self, desk: OpenDesk, trade: Trade) -> None:
        before = trade.cost()
        sheet = Sheet(desk("accountant", path="/costing/notes/new"))
        sheet.fill("remark", "三月运费")
        sheet.go_to(1, "项目")
        sheet.pick("P1")
        sheet.pick("主体结构")
        sheet.pick("OTH")
        sheet.enter("1200+80.5", "钢材运费")
        sheet.pick("S1")
        sheet.expect_line(1, 金额="1,280.50", 往来单位="S1 供应商 S1")
        picture(sheet.page, "cost-note")

        sheet.press("记账")

        sheet.expect_state("已记账")
        assert str(trade.cost() - before) == "1280.50"
        sheet.press("冲销")
        expect(sheet.page.get_by_role("dialog")).to_contain_text("1,280.50")
        sheet.agree(reason="重复录入")
        sheet.expect_state("已冲销")
        assert trade.cost() == before
        sheet.page.goto("/costing/notes")
        expect(sheet.page.locator("tbody a")).to_have_count(2)
        picture(sheet.page, "cost-notes")
