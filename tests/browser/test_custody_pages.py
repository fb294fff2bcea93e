"""Who holds goods: set at the bins of a warehouse, seen in stock and in its ledger."""

import pytest
from playwright.sync_api import expect

from gongliao.catalog.models import Bin, Warehouse
from gongliao.inventory.public import transfer_stock
from gongliao.platform.public import tenant_transaction
from tests.browser.books import cell, rows, total
from tests.browser.kit import Office, OpenDesk, button, paste, picture
from tests.browser.shop import furnish
from tests.support.trade import Trade
from tests.support.world import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    trade = furnish(office)
    trade.buy("10", "4.00")
    return trade


def hand_over(trade: Trade, quantity: str, bin_code: str) -> None:
    with tenant_transaction(trade.world.tenant.id):
        target = Bin.objects.get(warehouse__code="W9", code=bin_code)
    line = trade.transfer_line(quantity, target_bin_id=target.id)
    request = trade.transfer_request(line, target_warehouse_id=target.warehouse_id)
    transfer_stock(actor=trade.keeper, request=request, at=NOW)


class TestCustody:
    def test_bins_are_held_by_a_crew_and_a_subcontractor(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("administrator", path="/catalog/warehouses/new")
        page.locator("#field-code").fill("W9")
        page.get_by_label("名称", exact=True).fill("工地库")
        bins = page.get_by_role("grid", name="库位")
        bins.locator("[data-row='0'][data-column='0']").click()
        paste(page, "C1\t\t\t\t\t是\t班组\t钢筋班\nF1\t\t\t\t\t是\t分包单位\t\tS1")
        expect(bins).to_contain_text("钢筋班")
        expect(bins).to_contain_text("供应商 S1")
        picture(page, "custody-bins")
        button(page, "保存").click()
        expect(page.get_by_text("已保存", exact=True)).to_be_visible()

        hand_over(trade, "6", "C1")
        hand_over(trade, "3", "F1")
        page.goto("/stock/balances")
        expect(rows(page)).to_have_count(3)
        picture(page, "custody-stock")
        page.get_by_text("按保管人", exact=True).click()
        expect(rows(page)).to_have_count(3)
        expect(total(page, "金额")).to_have_text("40.00")
        picture(page, "custody-by-holder")
        page.get_by_role("link", name="班组 钢筋班").click()
        expect(rows(page)).to_have_count(1)
        expect(cell(page, 1, "数量")).to_have_text("6 kg")
        page.get_by_role("link", name="STEEL", exact=True).click()
        expect(page.get_by_role("heading", name="库存流水")).to_be_visible()
        expect(rows(page)).to_have_count(1)
        expect(cell(page, 1, "入库数量")).to_have_text("6")
        picture(page, "custody-moves")

    def test_a_bin_with_goods_keeps_its_holder(self, desk: OpenDesk, trade: Trade) -> None:
        with tenant_transaction(trade.world.tenant.id):
            warehouse = Warehouse.objects.get(code="W9")
        page = desk("administrator", path=f"/catalog/warehouses/{warehouse.id}")
        bins = page.get_by_role("grid", name="库位")
        held = bins.get_by_role("row").filter(has_text="钢筋班")
        held.locator("[data-column='7']").click()
        paste(page, "木工班")
        button(page, "保存").click()

        expect(page.get_by_text("有 1 处未能保存")).to_be_visible()
        picture(page, "custody-refused")
