"""The catalogue's pages, as a buyer keeps it and a storekeeper reads it."""

import re

import pytest
from playwright.sync_api import expect

from gongliao.catalog.public import (
    BinRequest,
    ItemRequest,
    PartyRequest,
    UnitRequest,
    WarehouseRequest,
    save_bin,
    save_item,
    save_party,
    save_unit,
    save_warehouse,
)
from gongliao.kernel.ids import new_id
from tests.browser.kit import Office, OpenDesk, button, choose, paste, picture

pytestmark = pytest.mark.browser

CREDIT_CODE = "91110000600037341L"
LONG_NAME = "热轧带肋钢筋 HRB400E 直条 Φ25 定尺 12 米（抗震专用，含出厂质保书及第三方检测报告，按理论重量交货）"


@pytest.fixture(scope="module", autouse=True)
def units(office: Office) -> None:
    """The units that the stories count in."""
    for code, zh, en in (("kg", "千克", "kilogram"), ("t", "吨", "tonne"), ("box", "箱", "box")):
        save_unit(actor=office.actor("buyer"), request=UnitRequest(id=new_id(), code=code, name_zh=zh, name_en=en))


class TestItemPages:
    def test_says_what_to_do_next_when_there_are_no_items(self, desk: OpenDesk) -> None:
        page = desk("buyer", path="/catalog/items", anew=True)

        expect(page.get_by_text("还没有物料")).to_be_visible()
        expect(page.get_by_role("button", name="新建物料").first).to_be_visible()
        picture(page, "catalog-items-empty")

    def test_creates_an_item_with_conversions_and_barcode(self, desk: OpenDesk) -> None:
        page = desk("buyer", path="/catalog/items/new")

        page.locator("#field-code").fill("M-001")
        page.get_by_label("名称", exact=True).fill("不锈钢管")
        page.get_by_label("规格型号").fill("DN100×4.0")
        choose(page, "基本单位", "千克")
        page.get_by_label("条码").fill("6901234567892")
        page.keyboard.press("Enter")
        page.get_by_role("grid", name="单位换算").locator("[data-row='0'][data-column='0']").click()
        paste(page, "t\t1000\nbox\t12.5")
        expect(page.get_by_role("grid", name="单位换算")).to_contain_text("12.5")
        page.keyboard.press("Control+s")

        expect(page.get_by_text("已保存", exact=True)).to_be_visible()
        expect(page.get_by_role("heading", name="M-001 不锈钢管")).to_be_visible()
        page.get_by_role("tab", name="操作记录").click()
        expect(page.get_by_text("规格型号: – → DN100×4.0")).to_be_visible()
        picture(page, "catalog-item-saved")

        page.get_by_role("link", name="返回列表").click()
        expect(page.get_by_role("link", name="M-001")).to_be_visible()

    def test_says_at_the_field_and_the_cell_what_is_refused(self, desk: OpenDesk, office: Office) -> None:
        save_item(
            actor=office.actor("buyer"), request=ItemRequest(id=new_id(), code="M-TAKEN", name="水泥", base_unit="t")
        )
        page = desk("buyer", path="/catalog/items/new")

        page.locator("#field-code").fill("M-TAKEN")
        page.get_by_label("名称", exact=True).fill("砂")
        choose(page, "基本单位", "千克")
        button(page, "保存").click()
        expect(page.locator(".ant-form-item-explain").filter(has_text="编码 M-TAKEN 已被使用")).to_be_visible()
        expect(page.locator("#field-code")).to_be_focused()

        page.locator("#field-code").fill("M-002")
        page.get_by_role("grid", name="单位换算").locator("[data-row='0'][data-column='0']").click()
        paste(page, "t\t0")
        expect(page.get_by_role("grid", name="单位换算")).to_contain_text("t")
        button(page, "保存").click()
        expect(page.locator("[aria-invalid=true]").first).to_be_attached()
        picture(page, "catalog-item-refused")

    def test_keeps_what_was_typed_over_a_reload(self, desk: OpenDesk) -> None:
        page = desk("buyer", path="/catalog/items/new")
        page.get_by_label("名称", exact=True).fill("没有保存的名称")
        expect(page.get_by_text("有未保存的修改")).to_be_visible()

        page.reload()

        expect(page.get_by_label("名称", exact=True)).to_have_value("没有保存的名称")
        page.get_by_role("button", name="放弃这些修改").click()
        expect(page.get_by_label("名称", exact=True)).to_have_value("")

    def test_shows_long_names_without_overflow_in_english_and_dark(self, desk: OpenDesk, office: Office) -> None:
        request = ItemRequest(id=new_id(), code="M-LONG", name=LONG_NAME, base_unit="t")
        item = save_item(actor=office.actor("buyer"), request=request)
        page = desk("storekeeper", path="/catalog/items", language="en", theme="dark")
        expect(page.get_by_role("link", name="M-LONG")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        picture(page, "catalog-items-dark-en")

        page.goto(f"/catalog/items/{item.id}")
        expect(page.get_by_role("heading", name=re.compile("M-LONG"))).to_be_visible()
        # A storekeeper reads: there is nothing to type in and nothing to save.
        expect(page.get_by_role("button", name="Save")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        picture(page, "catalog-item-read-only-dark-en")


class TestUnitPages:
    def test_creates_a_unit_whose_code_then_stays(self, desk: OpenDesk) -> None:
        page = desk("buyer", path="/catalog/units")
        expect(page.get_by_role("link", name="kg")).to_be_visible()
        picture(page, "catalog-units")

        page.get_by_role("button", name="新建计量单位").click()
        page.locator("#field-code").fill("m3")
        page.get_by_label("中文名称").fill("立方米")
        page.get_by_label("英文名称").fill("cubic metre")
        page.keyboard.press("Control+s")

        expect(page.get_by_text("保存后不能更改")).to_be_visible()
        expect(page.get_by_role("heading", name="m3 立方米")).to_be_visible()
        picture(page, "catalog-unit")


class TestItemCategoryPage:
    def test_grows_a_tree_and_moves_a_branch_by_dragging(self, desk: OpenDesk) -> None:
        page = desk("buyer", path="/catalog/item-categories", anew=True)
        expect(page.get_by_text("还没有物料分类")).to_be_visible()
        picture(page, "catalog-categories-empty")

        def save(code: str, name: str) -> None:
            page.locator("#field-code").fill(code)
            page.get_by_label("名称", exact=True).fill(name)
            page.keyboard.press("Control+s")
            expect(page.get_by_role("heading", name=f"{code} {name}")).to_be_visible()

        page.get_by_role("button", name="新建一级").click()
        save("01", "黑色金属")
        page.get_by_role("button", name="新建下级").click()
        expect(page.get_by_text("01 黑色金属", exact=True).last).to_be_visible()
        save("0101", "钢筋")
        page.get_by_role("button", name="新建一级").click()
        # Until then what is typed goes to the record that was open.
        expect(page.get_by_role("heading", name="新建分类")).to_be_visible()
        save("02", "型钢")

        tree = page.get_by_role("tree")
        # Once the tree has unfolded: faster than any hand, the drag would meet it in motion.
        expect(tree.get_by_title("0101 钢筋")).to_be_visible()
        expect(tree.get_by_title("02 型钢")).to_be_visible()
        tree.get_by_title("02 型钢").drag_to(tree.get_by_title("01 黑色金属"), target_position={"x": 40, "y": 13})
        expect(page.get_by_text("上级分类: – → 01 黑色金属")).to_be_visible()
        picture(page, "catalog-categories")

        page.get_by_label("搜索").fill("钢筋")
        expect(tree.get_by_title("0101 钢筋")).to_be_visible()
        expect(tree.get_by_title("02 型钢")).to_have_count(0)


class TestPartyPages:
    def test_checks_the_credit_code_while_it_is_typed(self, desk: OpenDesk) -> None:
        page = desk("buyer", path="/catalog/parties/new")
        page.locator("#field-code").fill("V-001")
        page.get_by_label("名称", exact=True).fill("北京首钢股份有限公司")
        code = page.get_by_label("统一社会信用代码")

        code.fill(CREDIT_CODE[:-1])
        expect(page.get_by_text("应为 18 位，现为 17 位")).to_be_visible()
        code.fill("91110000600037342L")
        expect(page.get_by_text("校验位不符，请核对")).to_be_visible()
        picture(page, "catalog-party-credit-code")
        button(page, "保存").click()
        expect(page.get_by_text("“91110000600037342L”不是有效的统一社会信用代码").first).to_be_visible()
        code.fill(CREDIT_CODE)
        page.get_by_role("grid", name="联系人").locator("[data-row='0'][data-column='0']").click()
        paste(page, "李建国\t销售经理\t13800138000\tli@example.com\n王芳\t会计\t13900139000\t")
        page.get_by_label("开户银行").fill("中国工商银行北京分行")
        button(page, "保存").click()

        expect(page.get_by_text("已保存", exact=True)).to_be_visible()
        expect(page.get_by_role("grid", name="联系人")).to_contain_text("王芳")
        picture(page, "catalog-party")

    def test_lists_suppliers_apart_from_customers(self, desk: OpenDesk, office: Office) -> None:
        name = "上海城建集团总公司第三工程建设管理有限责任公司"
        request = PartyRequest(id=new_id(), code="C-001", name=name, is_customer=True)
        save_party(actor=office.actor("buyer"), request=request)
        page = desk("buyer", path="/catalog/parties?role=customer")

        expect(page.get_by_role("link", name="C-001")).to_be_visible()
        expect(page.get_by_role("link", name="V-001")).to_have_count(0)
        picture(page, "catalog-parties")


class TestWarehousePages:
    def test_takes_zones_and_bins_from_excel_and_names_all_that_is_wrong(self, desk: OpenDesk) -> None:
        page = desk("administrator", path="/catalog/warehouses/new")
        page.locator("#field-code").fill("W01")
        page.get_by_label("名称", exact=True).fill("中心库")
        zones, bins = page.get_by_role("grid", name="库区"), page.get_by_role("grid", name="库位")
        zones.locator("[data-row='0'][data-column='0']").click()
        paste(page, "A\t钢材区\nB\t水泥区")
        bins.locator("[data-row='0'][data-column='0']").click()
        paste(page, "A-01\t\tA\nA-01\t\tA\nB-01\t一号位\tB\nA-02\t\tA")
        button(page, "保存").click()

        expect(page.get_by_text("有 1 处未能保存")).to_be_visible()
        picture(page, "catalog-warehouse-refused")

        bins.locator("[data-row='1'][data-column='0']").click()
        page.keyboard.type("A-03")
        page.keyboard.press("Enter")
        button(page, "保存").click()
        expect(page.get_by_text("已保存", exact=True)).to_be_visible()
        # The default bin came with the warehouse.
        expect(bins).to_contain_text("默认库位")
        expect(bins.get_by_role("row")).to_have_count(6)
        picture(page, "catalog-warehouse")

        bins.locator("[data-row='1'][data-column='0']").click()
        page.keyboard.press("Control+Delete")
        button(page, "保存").click()
        expect(page.get_by_text("已保存", exact=True)).to_be_visible()
        # What was saved is put out of use, not deleted.
        expect(bins.get_by_role("row")).to_have_count(6)
        expect(bins.get_by_role("row").nth(2)).to_contain_text("否")

    def test_shows_a_store_of_many_bins(self, desk: OpenDesk, office: Office) -> None:
        keeper = office.actor("administrator")
        request = WarehouseRequest(id=new_id(), code="W500", name="立体库", company_id=office.world.company_id)
        warehouse = save_warehouse(actor=keeper, request=request)
        for number in range(120):
            bin_request = BinRequest(id=new_id(), warehouse_id=warehouse.id, code=f"L-{number:03}")
            save_bin(actor=keeper, request=bin_request)
        page = desk("administrator", path=f"/catalog/warehouses/{warehouse.id}")

        expect(page.get_by_text("共 121 行")).to_be_visible()
        page.goto("/catalog/warehouses")
        expect(page.get_by_role("link", name="W500")).to_be_visible()
        picture(page, "catalog-warehouses")
