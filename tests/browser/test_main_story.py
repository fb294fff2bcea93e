"""From the order to the project's cost and back, each step through the page of who does it."""

import pytest
from playwright.sync_api import expect

from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import Sheet, furnish
from tests.support.trade import Trade

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    return furnish(office)


class TestMainStory:
    def test_carries_steel_from_the_order_to_the_project_and_back(self, desk: OpenDesk, trade: Trade) -> None:
        buyer, manager = order_and_approve(desk, trade)
        keeper = receive(desk, trade, buyer)
        worker = ask_and_approve(desk, manager)

        keeper.page.goto(f"/inventory/requisitions/{worker.id}")
        keeper.press("发料")
        keeper.expect_new("领料出库单")
        keeper.expect_line(1, 数量="40 kg", 出库位置="00 · P1 项目 P1", 现存="120")
        keeper.fill("recipient", "王师傅")
        picture(keeper.page, "story-4-issue")
        keeper.press("发料")
        keeper.expect_state("已记账")
        issue = keeper.id
        assert trade.cost() == 180

        manager.page.goto(f"/reports/project-costs/{trade.works.id}")
        expect(manager.page.get_by_text("180.00").first).to_be_visible()
        picture(manager.page, "story-5-project-cost")

        keeper.press("冲销")
        keeper.agree(reason="发错楼层")
        keeper.expect_state("已冲销")
        picture(keeper.page, "story-6-reversed")
        assert trade.cost() == 0
        assert trade.stock() == "120 kg 540.00"

        manager.page.reload()
        expect(manager.page.get_by_text("540.00").first).to_be_visible()
        expect(manager.page.get_by_text("180.00")).to_have_count(0)
        manager.page.goto(f"/inventory/issues/{issue}")
        manager.expect_line(1, 金额="180.00")
        expect(manager.page.get_by_text("本单已被冲销")).to_be_visible()
        trade.require_sound_books()


def order_and_approve(desk: OpenDesk, trade: Trade) -> tuple[Sheet, Sheet]:
    """The buyer orders, the manager approves; returns their sheets."""
    buyer = Sheet(desk("buyer", path="/procurement/orders/new"))
    buyer.choose("supplier_id", "S1")
    buyer.go_to(1, "物料")
    buyer.pick("STEEL")
    buyer.enter("12*10", "4.5", "", "13")
    buyer.pick("P1")
    buyer.pick("主体结构")
    buyer.pick("MAT")
    buyer.expect_line(1, 数量="120 kg", 金额="540.00", 项目="P1 项目 P1")
    expect(buyer.page.locator("dd", has_text="610.20")).to_be_visible()
    picture(buyer.page, "story-1-order")
    buyer.press("提交审批")
    buyer.agree()
    buyer.expect_state("待审批")

    manager = Sheet(desk("project_manager", path=f"/procurement/orders/{buyer.id}"))
    manager.press("批准")
    manager.agree()
    manager.expect_state("已审批")
    assert trade.committed() == 540
    return buyer, manager


def receive(desk: OpenDesk, trade: Trade, buyer: Sheet) -> Sheet:
    """The storekeeper receives what the buyer ordered; returns the storekeeper's sheet."""
    keeper = Sheet(desk("storekeeper", path=f"/procurement/orders/{buyer.id}"))
    keeper.press("收货")
    keeper.expect_new("采购入库单")
    keeper.expect_line(1, 订单行=f"{buyer.number}-1", 数量="120 kg", 未到="120")
    keeper.choose("warehouse_id", "W1")
    keeper.fill("delivery_note", "SH-0815")
    picture(keeper.page, "story-2-receipt")
    keeper.press("收货")
    keeper.expect_state("已记账")
    assert trade.stock() == "120 kg 540.00"
    return keeper


def ask_and_approve(desk: OpenDesk, manager: Sheet) -> Sheet:
    """The site worker asks for material, the manager approves; returns the worker's sheet."""
    worker = Sheet(desk("site_worker", path="/inventory/requisitions/new"))
    worker.choose("project_id", "P1")
    worker.choose("warehouse_id", "W1")
    worker.fill("use_place", "三层东侧")
    worker.go_to(1, "物料")
    worker.pick("STEEL")
    worker.enter("40")
    worker.pick("主体结构")
    worker.pick("MAT")
    picture(worker.page, "story-3-requisition")
    worker.press("提交审批")
    worker.expect_state("待审批")

    manager.page.goto(f"/inventory/requisitions/{worker.id}")
    manager.press("批准")
    manager.agree()
    manager.expect_state("已审批")
    return worker
