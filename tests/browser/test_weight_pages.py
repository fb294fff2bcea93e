"""Rebar by weight and by the bar: the item, the lorry, what is drawn, and what the scale says beside what it should."""

import re
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from gongliao.catalog.public import UnitRequest, save_unit
from gongliao.inventory.public import receive_goods
from gongliao.kernel.ids import new_id
from tests.browser.books import cell, rows
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import Sheet, furnish
from tests.support.trade import Trade, make_item
from tests.support.world import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    trade = furnish(office)
    save_unit(actor=trade.boss, request=UnitRequest(id=new_id(), code="根", name_zh="根", name_en="bar"))
    return trade


class TestWeighedAndTheoretical:
    def test_from_the_item_over_the_lorry_to_the_difference(self, desk: OpenDesk, trade: Trade) -> None:
        trade.steel_id = make_item(trade.boss, "HRB-12", name="螺纹钢 12", base_unit="t", conversions=())
        buyer = desk("buyer", path=f"/catalog/items/{trade.steel_id}")
        buyer.get_by_role("grid", name="单位换算").locator("[data-row='0'][data-column='0']").click()
        buyer.evaluate("text => navigator.clipboard.writeText(text)", "根\t0.0237")
        buyer.keyboard.press("Control+v")
        expect(buyer.get_by_role("grid", name="单位换算")).to_contain_text("0.0237")
        choose(buyer, "第二单位", "根")
        buyer.get_by_label("磅差允许（%）").fill("0.5")
        buyer.keyboard.press("Control+s")
        expect(buyer.get_by_text("已保存", exact=True)).to_be_visible()
        picture(buyer, "item-with-second-unit")

        # The scale says 2.351 t; how many bars that are must be told too.
        trade.order(trade.order_line("3", "4000.00", unit="t"))
        number = trade.rows("SELECT max(number) FROM procurement_purchaseorder WHERE tenant_id = %s")[0][0]
        sheet = Sheet(desk("storekeeper", path="/inventory/receipts/new"))
        taken = sheet.page.get_by_label("带入订单的全部未到货明细")
        taken.fill(number)
        sheet.page.locator(".ant-select-item-option", has_text=number).click()
        sheet.choose("warehouse_id", "W1")
        sheet.go_to(1, "数量")
        sheet.enter("2.351")
        sheet.press("收货")
        expect(sheet.cell(1, "数量（根）")).to_have_attribute("aria-invalid", "true")
        sheet.go_to(1, "数量（根）")
        sheet.enter("100")
        sheet.press("收货")
        sheet.expect_state("已记账")
        sheet.expect_line(1, 数量="2.351 t")
        expect(sheet.cell(1, "数量（根）")).to_have_text("100")
        picture(sheet.page, "receipt-by-weight-and-piece")

        # A second lorry is right; forty bars are drawn, of which nobody weighs any.
        receive(trade, "2.368", "100")
        drawn = trade.issue("40", unit="根")
        issue = Sheet(desk("storekeeper", path=f"/inventory/issues/{drawn}"))
        issue.expect_line(1, 数量="40 根")
        expect(issue.cell(1, "数量（根）")).to_have_text("40")

        page = desk("accountant", path="/stock/weight-differences?sort=-percent")
        expect(rows(page)).to_have_count(3)
        expect(cell(page, 1, "理计")).to_have_text("2.37")
        expect(cell(page, 1, "过磅")).to_have_text("2.351 t")
        expect(cell(page, 1, "差异")).to_have_text("-0.019")
        expect(cell(page, 1, "差异 %")).to_have_text(re.compile(r"超差.*-0\.80? %"))
        expect(cell(page, 2, "差异 %")).not_to_contain_text("超差")
        picture(page, "weight-differences")

        dark = desk("accountant", path="/stock/weight-differences?beyond=true", language="en", theme="dark")
        expect(rows(dark)).to_have_count(1)
        expect(dark.get_by_role("heading", name="Weight differences")).to_be_visible()
        picture(dark, "weight-differences-en-dark")

    def test_says_what_will_be_here(self, desk: OpenDesk) -> None:
        page = desk("storekeeper", path="/stock/weight-differences", anew=True)

        expect(page.get_by_text("还没有可比较的重量")).to_be_visible()


def receive(trade: Trade, weighed: str, bars: str) -> None:
    line = trade.ordered(weighed, "4000.00", unit="t")
    told: dict[str, Any] = {"unit": "t", "second_quantity": Decimal(bars)}
    receive_goods(actor=trade.keeper, request=trade.receipt(trade.receipt_line(line, weighed, **told)), at=NOW)


def choose(page: Any, label: str, text: str) -> None:
    """Choose in a select of the record's head."""
    page.get_by_label(label, exact=True).click()
    page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=text).click()
