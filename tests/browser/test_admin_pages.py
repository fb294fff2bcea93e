"""Companies, people and roles, as an administrator keeps them, and what everybody settles for themselves."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.kit import Office, OpenDesk, Watch, button, choose, picture, sign_in
from tests.support.world import PASSWORD

pytestmark = pytest.mark.browser


class TestPeoplePages:
    def test_lets_a_new_person_in_with_a_password_shown_once(
        self, desk: OpenDesk, office: Office, watch: Watch
    ) -> None:
        page = desk("administrator", path="/admin/people")
        page.get_by_role("button", name="新建人员").click()
        username = f"li.cangku.{office.world.tenant.id.hex[-8:]}"
        page.locator("#field-username").fill(username)
        page.get_by_label("姓名").fill("李仓库")
        button(page, "保存").click()

        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("李仓库 的密码")
        password = dialog.locator("output").inner_text()
        picture(page, "admin-person-password")
        dialog.get_by_role("button", name="已记下").click()
        expect(page.get_by_text(password)).to_have_count(0)
        # It is kept nowhere in the browser either.
        assert password not in page.evaluate("JSON.stringify(localStorage)")

        choose(page, "角色", "仓库管理员")
        choose(page, "范围", "公司")
        choose(page, "公司", "测试公司")
        page.get_by_role("button", name="授予角色").click()
        expect(page.get_by_role("row", name=re.compile("仓库管理员.*测试公司"))).to_be_visible()
        picture(page, "admin-person")

        theirs = office.window()
        their_page = watch.over(theirs.new_page())
        sign_in(their_page, username, password)
        expect(their_page.get_by_text("李仓库").first).to_be_visible()

        page.get_by_role("switch", name="在用").click()
        expect(page.get_by_text("保存后立即不能登录")).to_be_visible()
        button(page, "保存").click()
        expect(page.get_by_text("已保存", exact=True)).to_be_visible()
        their_page.goto("/catalog/items")
        expect(their_page.locator("input[name=password]")).to_be_visible()
        theirs.close()

    def test_says_at_the_field_that_a_name_is_taken(self, desk: OpenDesk, office: Office) -> None:
        taken = office.username(office.actor("buyer"))
        page = desk("administrator", path="/admin/people/new")
        page.locator("#field-username").fill(taken)
        page.get_by_label("姓名").fill("又一个")
        button(page, "保存").click()

        expect(page.locator(".ant-form-item-explain").filter(has_text="不可用")).to_be_visible()
        picture(page, "admin-person-refused")

    def test_keeps_at_least_one_administrator(self, desk: OpenDesk, office: Office) -> None:
        administrator = office.actor("administrator")
        page = desk("administrator", path=f"/admin/people/{administrator.person_id}")
        page.get_by_role("button", name="收回角色“管理员”").click()
        button(page, "移除").last.click()

        expect(page.get_by_text("必须至少保留一名在职的管理员")).to_be_visible()
        expect(page.get_by_role("cell", name="管理员", exact=True)).to_be_visible()

    def test_is_closed_to_everybody_else(self, desk: OpenDesk) -> None:
        page = desk("buyer", path="/admin/people")

        expect(page.get_by_text("您不能使用这一页")).to_be_visible()
        expect(page.get_by_role("link", name="我的资料")).to_be_visible()
        expect(page.get_by_role("link", name="人员", exact=True)).to_have_count(0)
        picture(page, "admin-closed")


class TestRolePage:
    def test_reads_as_a_table_in_both_languages(self, desk: OpenDesk) -> None:
        page = desk("administrator", path="/admin/roles")
        expect(page.get_by_role("rowheader", name="维护基础资料")).to_be_visible()
        # No grant is shown by its code alone.
        names = page.locator("tbody tr:not([data-group]) th").all_inner_texts()
        assert [name for name in names if not re.search("[\u4e00-\u9fff]", name)] == []
        picture(page, "admin-roles")

        page = desk("administrator", path="/admin/roles", language="en", theme="dark")
        expect(page.get_by_role("columnheader", name="Storekeeper")).to_be_visible()
        picture(page, "admin-roles-dark-en")


class TestCompanyPages:
    def test_creates_a_company_that_the_switch_then_offers(self, desk: OpenDesk) -> None:
        page = desk("administrator", path="/admin/companies")
        expect(page.get_by_role("link", name="C1")).to_be_visible()
        page.get_by_role("button", name="新建公司").click()
        page.locator("#field-code").fill("C2")
        page.get_by_label("名称", exact=True).fill("华东建工集团第三工程有限公司")
        page.get_by_label("本位币").fill("人民币")
        button(page, "保存").click()
        expect(page.locator(".ant-form-item-explain").first).to_be_visible()
        page.get_by_label("本位币").fill("CNY")
        choose(page, "上级公司", "测试公司")
        button(page, "保存").click()

        expect(page.get_by_text("已保存", exact=True)).to_be_visible()
        picture(page, "admin-company")
        page.reload()
        expect(page.get_by_label("编码")).to_have_value("C2")
        page.get_by_role("link", name="返回列表").click()
        expect(page.get_by_role("link", name="C2")).to_be_visible()
        picture(page, "admin-companies")


class TestProfilePage:
    def test_changes_language_and_password(self, desk: OpenDesk, office: Office, watch: Watch) -> None:
        page = desk("accountant", path="/admin/profile")
        expect(page.get_by_role("cell", name="会计")).to_be_visible()

        page.get_by_label("当前密码").fill("not the one")
        page.get_by_label("新密码", exact=True).fill("short")
        page.get_by_label("再次输入新密码").fill("other")
        button(page, "修改密码").click()
        expect(page.get_by_text("至少 10 个字符")).to_be_visible()
        expect(page.get_by_text("两次输入的新密码不一致")).to_be_visible()
        picture(page, "admin-profile-refused")

        fresh = f"{PASSWORD} again"
        page.get_by_label("新密码", exact=True).fill(fresh)
        page.get_by_label("再次输入新密码").fill(fresh)
        button(page, "修改密码").click()
        expect(page.get_by_text("当前密码不对")).to_be_visible()
        page.get_by_label("当前密码").fill(PASSWORD)
        button(page, "修改密码").click()
        expect(page.get_by_text("密码已修改")).to_be_visible()

        page.get_by_role("radio", name="English").click()
        expect(page.get_by_role("heading", name="My profile")).to_be_visible()
        picture(page, "admin-profile-en")

        window = office.window()
        new_page = watch.over(window.new_page())
        sign_in(new_page, office.username(office.actor("accountant")), fresh)
        expect(new_page.get_by_role("navigation").first).to_be_visible()
        window.close()
