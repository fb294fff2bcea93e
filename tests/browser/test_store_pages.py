"""Scrap, counts, returns to suppliers and opening balances, as storekeepers and accountants use them."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.kit import Office, OpenDesk, choose, picture
from tests.browser.shop import Sheet, furnish
from tests.support.trade import D, Trade, make_item
from tests.support.world import TODAY

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    return furnish(office)


@pytest.mark.parametrize(
    ("path", "empty"),
    [
        ("scraps", "还没有报废单"),
        ("counts", "还没有盘点单"),
        ("supplier-returns", "还没有采购退货单"),
        ("openings", "还没有期初库存"),
    ],
)
def test_lists_say_what_to_do_next_when_empty(desk: OpenDesk, path: str, empty: str) -> None:
    page = desk("administrator", path=f"/inventory/{path}", anew=True)

    expect(page.get_by_text(empty)).to_be_visible()


class TestOpenings:
    def test_stock_is_taken_over_with_what_it_is_worth(self, desk: OpenDesk, trade: Trade) -> None:
        wire = make_item(trade.boss, "WIRE")
        sheet = Sheet(desk("accountant", path="/inventory/openings/new"))
        sheet.choose("warehouse_id", "W1")
        sheet.go_to(1, "物料")
        sheet.pick("WIRE")
        sheet.enter("7")
        sheet.go_to(1, "金额")
        sheet.enter("10")
        sheet.go_to(1, "库存归属")
        sheet.pick("P1")
        picture(sheet.page, "opening")

        sheet.press("记账")

        sheet.expect_state("已记账")
        assert trade.stock(wire) == "7 kg 10.00"
        picture(sheet.page, "opening-posted")


class TestScrap:
    def test_what_is_broken_is_written_off_and_comes_back(self, desk: OpenDesk, trade: Trade) -> None:
        lamp = make_item(trade.boss, "LAMP")
        trade.buy("10", "5.00", item_id=lamp)
        sheet = Sheet(desk("storekeeper", path="/inventory/scraps/new"))
        sheet.choose("warehouse_id", "W1")
        choose(sheet.page, "原因", "其他")
        sheet.go_to(1, "物料")
        sheet.pick("LAMP")
        sheet.enter("4")
        sheet.expect_line(1, 出库位置="00 · P1 项目 P1", 现存="10")
        sheet.press("报废")
        expect(sheet.page.get_by_text("原因选“其他”时，请在备注中说明").first).to_be_visible()
        picture(sheet.page, "scrap-refused")

        choose(sheet.page, "原因", "损坏")
        sheet.press("报废")

        sheet.expect_state("已记账")
        assert trade.stock(lamp) == "6 kg 30.00"
        picture(sheet.page, "scrap-posted")

        sheet.press("冲销")
        sheet.agree(reason="找到了")
        sheet.expect_state("已冲销")
        assert trade.stock(lamp) == "10 kg 50.00"
        assert trade.cost() == D(0)


class TestCount:
    def test_the_books_are_adjusted_to_what_was_counted(self, desk: OpenDesk, trade: Trade) -> None:
        valve = make_item(trade.boss, "VALVE")
        trade.buy("10", "5.00", item_id=valve)
        sheet = Sheet(desk("storekeeper", path="/inventory/counts/new"))
        sheet.choose("warehouse_id", "W1")
        sheet.go_to(1, "物料")
        sheet.pick("VALVE")
        sheet.expect_line(1, 盘点位置="00 · P1 项目 P1", 现存="10")
        sheet.go_to(1, "实盘数量")
        sheet.enter("8")
        sheet.press("盘点")
        expect(sheet.page.get_by_text("实盘 8，账面 10，请填写差异原因").first).to_be_visible()
        picture(sheet.page, "count-refused")

        sheet.go_to(1, "差异原因")
        sheet.enter("计量误差")
        sheet.press("盘点")

        sheet.expect_state("已记账")
        sheet.expect_line(1, 账面数量="10", 差异="-2")
        assert trade.stock(valve) == "8 kg 40.00"
        picture(sheet.page, "count-posted")

        sheet.press("冲销")
        sheet.agree(reason="重盘")
        sheet.expect_state("已冲销")
        assert trade.stock(valve) == "10 kg 50.00"

    def test_what_comes_late_is_what_the_count_had_missed(self, desk: OpenDesk, trade: Trade) -> None:
        washer = make_item(trade.boss, "WASHER")
        trade.buy("10", "5.00", on=TODAY - timedelta(days=3), item_id=washer)
        count = trade.count_stock("9", on=TODAY - timedelta(days=1), item_id=washer)
        late = trade.issue("1", on=TODAY - timedelta(days=2), item_id=washer)
        number, _, _ = trade.head("goodsissue", late)

        sheet = Sheet(desk("storekeeper", path=f"/inventory/counts/{count}"))

        sheet.expect_line(1, 账面数量="10", 差异="-1", 现差异="0")
        changed = sheet.page.get_by_role("alert").filter(has_text="改变了盈亏")
        expect(changed).to_contain_text("第 1 行：此后差异 0")
        picture(sheet.page, "count-made-up")
        changed.get_by_role("link", name=number).click()
        sheet.page.wait_for_url(f"**/inventory/issues/{late}")


class TestSupplierReturn:
    def test_goods_of_a_receipt_go_back(self, desk: OpenDesk, trade: Trade) -> None:
        pipe = make_item(trade.boss, "PIPE")
        receipt = trade.buy("10", "5.00", item_id=pipe)
        trade.buy("10", "7.00", item_id=pipe)
        number, _, _ = trade.head("goodsreceipt", receipt)
        sheet = Sheet(desk("administrator", path=f"/inventory/receipts/{receipt}"))
        sheet.press("退给供应商")
        expect(sheet.page.get_by_role("heading", name="采购退货单")).to_be_visible()
        sheet.expect_line(1, 入库行=f"{number}-1", 可退="10", 出库位置="00 · P1 项目 P1")
        sheet.go_to(1, "数量")
        sheet.enter("11")
        sheet.press("退货")
        expect(sheet.page.get_by_text("退货 11 超过可退数量 10").first).to_be_visible()
        picture(sheet.page, "supplier-return-refused")

        sheet.go_to(1, "数量")
        sheet.enter("4")
        sheet.go_to(1, "补货")
        sheet.enter("是")
        sheet.press("退货")

        sheet.expect_state("已记账")
        sheet.expect_line(1, 冲减应付="20.00", 出库成本="24.00", 成本差异="4.00", 补货="是")
        assert (trade.stock(pipe), trade.committed()) == ("16 kg 96.00", D("20.00"))
        picture(sheet.page, "supplier-return-posted")

        sheet.press("冲销")
        sheet.agree(reason="供应商不收")
        sheet.expect_state("已冲销")
        assert (trade.stock(pipe), trade.committed()) == ("20 kg 120.00", D(0))
        sheet.page.goto("/inventory/supplier-returns")
        expect(sheet.page.get_by_text("质量不合格").first).to_be_visible()
        picture(sheet.page, "supplier-returns")
