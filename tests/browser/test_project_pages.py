"""A project from its first line to its end, as a project manager works with it."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from gongliao.kernel.ids import new_id
from gongliao.platform.public import tenant_transaction
from gongliao.projects.public import (
    FirstNode,
    NodeRequest,
    ProjectRequest,
    release_project,
    save_node,
    save_project,
    tree_of,
)
from tests.browser.kit import Office, OpenDesk, button, choose, paste, picture
from tests.support.world import NOW

pytestmark = pytest.mark.browser

LONG_NAME = "滨江一期商业综合体及地下车库土建、钢结构与机电安装总承包工程（含室外总体及配套市政道路、绿化景观）"
OUTLINE = "层级\t编码\t名称\n1\t1\t土建工程\n2\t1.1\t桩基\n3\t1.1.1\t钻孔灌注桩\n2\t1.2\t主体结构\n1\t2\t机电安装"


def make_project(office: Office, *, code: str, name: str = "滨江一期", released: bool = False) -> UUID:
    """Return a project with one chargeable node."""
    manager = office.actor("project_manager")
    request = ProjectRequest(
        id=new_id(),
        code=code,
        name=name,
        company_id=office.world.company_id,
        manager_id=manager.person_id,
        first_node=FirstNode(id=new_id(), code="1", name="土建工程"),
    )
    project = save_project(actor=manager, request=request, at=NOW)
    if released:
        release_project(actor=manager, project_id=project.id, at=NOW)
    return project.id


def tree(office: Office, project_id: UUID) -> list[str]:
    """Return the tree as it is stored: depth, code and name of each node."""
    with tenant_transaction(office.world.tenant.id):
        found = tree_of(actor=office.actor("project_manager"), project_id=project_id)
        return [f"{node.depth} {node.code} {node.name}" for node in found]


def open_outline(page: Page) -> None:
    """Wait until the work breakdown is there."""
    expect(page.get_by_role("treegrid", name="工作分解（WBS）")).to_be_visible()


class TestProjectPages:
    def test_creates_a_project_with_its_first_node(self, desk: OpenDesk) -> None:
        page = desk("project_manager", path="/projects", anew=True)
        expect(page.get_by_text("还没有项目")).to_be_visible()
        picture(page, "projects-empty")

        page.get_by_role("button", name="新建项目").first.click()
        page.locator("#field-name").fill("滨江二期")
        page.get_by_label("计划开始").fill("2026-12-01")
        page.get_by_label("计划完成").fill("2026-11-01")
        page.get_by_label("合同额").fill("1200000*1.09")
        page.get_by_label("领用时剩余保质期").fill("60")
        page.get_by_label("首个节点编码").fill("1")
        page.get_by_label("首个节点名称").fill("全部工程")
        button(page, "保存").click()
        expect(page.get_by_text("计划完成日期 2026-11-01 早于计划开始日期 2026-12-01").first).to_be_visible()
        expect(page.get_by_label("计划完成")).to_be_focused()
        picture(page, "project-refused")

        page.get_by_label("计划完成").fill("2027-11-01")
        button(page, "保存").click()
        expect(page.get_by_text("已保存", exact=True)).to_be_visible()
        # The number was given by the server.
        expect(page.get_by_role("heading", name=re.compile(r"PJ-\d{4}-\d+ 滨江二期"))).to_be_visible()
        expect(page.get_by_label("合同额")).to_have_value("1,308,000.00")
        expect(page.get_by_label("领用时剩余保质期")).to_have_value("60")
        open_outline(page)
        expect(page.locator("[data-cell='0:name']")).to_have_value("全部工程")

    def test_takes_the_steps_of_its_life_and_asks_why_it_is_opened_again(self, desk: OpenDesk, office: Office) -> None:
        project_id = make_project(office, code="P-LIFE")
        page = desk("project_manager", path=f"/projects/{project_id}")
        dialog = page.get_by_role("dialog")

        def step(name: str) -> None:
            button(page, name).click()
            expect(dialog).to_be_visible()

        step("下达")
        expect(dialog).to_contain_text("可以订货、领料和记费用")
        picture(page, "project-release")
        dialog.get_by_role("button", name=re.compile("下 ?达")).click()
        expect(page.locator("h1")).to_contain_text("已下达")
        expect(page.get_by_role("treegrid")).to_contain_text("已下达")

        step("技术完工")
        dialog.get_by_role("button", name="技术完工").click()
        expect(page.locator("h1")).to_contain_text("技术完工")
        step("关闭")
        dialog.get_by_role("button", name=re.compile("^关 ?闭$")).last.click()
        expect(page.locator("h1")).to_contain_text("已关闭")
        # A closed project changes no more.
        expect(page.get_by_role("button", name="添加节点")).to_have_count(0)
        expect(page.get_by_role("textbox", name="名称", exact=True)).to_have_count(0)

        step("重新打开")
        expect(dialog.get_by_role("button", name="重新打开")).to_be_disabled()
        dialog.get_by_label("原因").fill("收到一张迟到的发票")
        dialog.get_by_role("button", name="重新打开").click()
        expect(page.get_by_text("收到一张迟到的发票").first).to_be_visible()
        page.get_by_role("tab", name="操作记录").click()
        expect(page.get_by_role("tabpanel")).to_contain_text("收到一张迟到的发票")
        picture(page, "project-reopened")

    def test_leads_to_the_cost_of_the_project(self, desk: OpenDesk, office: Office) -> None:
        project_id = make_project(office, code="P-COST")
        page = desk("project_manager", path=f"/projects/{project_id}")

        expect(page.get_by_role("link", name="项目成本").last).to_be_visible()
        link = page.locator(f"a[href='/reports/project-costs/{project_id}']")
        expect(link).to_be_visible()

    def test_is_read_by_a_site_worker_without_money_and_without_tools(self, desk: OpenDesk, office: Office) -> None:
        project_id = make_project(office, code="P-LONG", name=LONG_NAME)
        page = desk("site_worker", path=f"/projects/{project_id}", language="en", theme="dark")

        expect(page.get_by_role("treegrid")).to_be_visible()
        expect(page.get_by_text("Contract value")).to_have_count(0)
        expect(page.get_by_role("button", name="Release")).to_have_count(0)
        expect(page.get_by_role("button", name="Add node")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        picture(page, "project-read-only-dark-en")

        page.goto("/projects")
        expect(page.get_by_role("link", name="P-LONG")).to_be_visible()
        picture(page, "projects-dark-en")


class TestWorkBreakdown:
    def test_is_typed_with_the_keyboard_alone(self, desk: OpenDesk, office: Office) -> None:
        project_id = make_project(office, code="P-KEYS")
        page = desk("project_manager", path=f"/projects/{project_id}")
        open_outline(page)

        page.locator("[data-cell='0:name']").click()
        page.keyboard.press("Enter")
        page.keyboard.type("机电安装")
        page.keyboard.press("Enter")
        page.keyboard.type("给排水")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.type("消防")
        page.keyboard.press("Alt+ArrowUp")
        page.keyboard.press("Enter")
        page.keyboard.type("室外")
        page.keyboard.press("Shift+Tab")
        # From the name over the type to the flags, and a tick.
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        expect(page.locator("[data-cell='4:chargeable']")).not_to_be_checked()
        picture(page, "project-outline-typing")
        page.keyboard.press("Control+s")

        expect(page.get_by_role("button", name="保存工作分解")).to_have_count(0)
        assert tree(office, project_id) == [
            "1 1 土建工程",
            "1 2 机电安装",
            "2 4 消防",
            "2 3 给排水",
            "1 5 室外",
        ]

    def test_undoes_step_by_step_and_keeps_what_is_unsaved_over_a_reload(self, desk: OpenDesk, office: Office) -> None:
        project_id = make_project(office, code="P-UNDO")
        page = desk("project_manager", path=f"/projects/{project_id}")
        open_outline(page)

        page.locator("[data-cell='0:name']").click()
        page.keyboard.press("Enter")
        page.keyboard.type("多余的")
        page.keyboard.press("Control+z")
        expect(page.locator("[data-cell='1:name']")).to_have_value("")
        page.keyboard.type("要留下的")
        page.wait_for_timeout(700)
        page.reload()
        open_outline(page)
        expect(page.locator("[data-cell='1:name']")).to_have_value("要留下的")
        expect(page.get_by_text("有未保存的修改")).to_be_visible()

        page.get_by_role("button", name="放弃修改").click()
        expect(page.locator("[data-cell='1:name']")).to_have_count(0)
        assert tree(office, project_id) == ["1 1 土建工程"]

    def test_takes_an_outline_from_excel_and_tells_all_that_is_wrong_at_once(
        self, desk: OpenDesk, office: Office
    ) -> None:
        project_id = make_project(office, code="P-PASTE")
        page = desk("project_manager", path=f"/projects/{project_id}")
        open_outline(page)

        button(page, "从 Excel 粘贴").click()
        page.get_by_role("textbox", name="从 Excel 粘贴").fill(
            OUTLINE.replace("3\t1.1.1", "4\t1.1") + "\n1\t\t没有编码"
        )
        expect(page.get_by_role("list", name="识别的结果").get_by_role("listitem")).to_have_count(6)
        picture(page, "project-outline-paste")
        page.get_by_role("button", name="插入 6 行").click()
        page.get_by_role("button", name="保存工作分解").click()

        alert = page.get_by_role("alert").filter(has_text="需要修改")
        expect(alert.get_by_role("listitem")).to_have_text(
            [
                re.compile("第 2 行 编码与第 1 行重复"),
                re.compile("第 4 行 编码与第 3 行重复"),
                re.compile("第 4 行 层级不连续"),
                re.compile("第 7 行 缺少编码"),
            ]
        )
        alert.get_by_role("button", name="第 7 行").click()
        expect(page.locator("[data-cell='6:code']")).to_be_focused()
        page.keyboard.type("3")
        expect(alert.get_by_role("listitem")).to_have_count(3)
        picture(page, "project-outline-refused")
        assert tree(office, project_id) == ["1 1 土建工程"]

        page.get_by_role("button", name="放弃修改").click()
        page.locator("[data-cell='0:name']").click()
        paste(page, OUTLINE.replace("1\t1\t土建工程\n", ""))
        page.keyboard.press("Control+s")
        expect(page.get_by_text("共 5 个节点")).to_be_visible()
        picture(page, "project-outline")

    def test_moves_a_branch_by_dragging(self, desk: OpenDesk, office: Office) -> None:
        project_id = make_project(office, code="P-DRAG")
        for code, name in (("2", "机电安装"), ("3", "给排水")):
            request = NodeRequest(id=new_id(), project_id=project_id, code=code, name=name)
            save_node(actor=office.actor("project_manager"), request=request)
        page = desk("project_manager", path=f"/projects/{project_id}")
        open_outline(page)

        rows = page.get_by_role("treegrid").get_by_role("row")
        rows.nth(3).get_by_title("拖动以移动").drag_to(rows.nth(1), target_position={"x": 300, "y": 16})
        page.get_by_role("button", name="保存工作分解").click()

        expect(page.get_by_role("button", name="保存工作分解")).to_have_count(0)
        assert tree(office, project_id) == ["1 1 土建工程", "2 3 给排水", "1 2 机电安装"]

    def test_takes_a_node_away_and_completes_another(self, desk: OpenDesk, office: Office) -> None:
        project_id = make_project(office, code="P-NODE", released=True)
        request = NodeRequest(id=new_id(), project_id=project_id, code="2", name="机电安装")
        save_node(actor=office.actor("project_manager"), request=request)
        page = desk("project_manager", path=f"/projects/{project_id}")
        open_outline(page)

        page.locator("[data-cell='1:name']").click()
        page.keyboard.press("Control+Delete")
        page.keyboard.press("Control+s")
        expect(page.get_by_text("共 1 个节点")).to_be_visible()
        expect(page.get_by_role("button", name="保存工作分解")).to_have_count(0)
        assert tree(office, project_id) == ["1 1 土建工程"]

        # Every step is reached by keys: to the menu at the end of the row, which opens at its first.
        page.locator("[data-cell='0:billable']").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.get_by_role("menuitem", name="技术完工")).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("dialog").get_by_role("button", name="技术完工").click()
        expect(page.get_by_role("treegrid")).to_contain_text("技术完工")

    def test_shows_five_hundred_nodes_without_drawing_them_all(self, desk: OpenDesk, office: Office) -> None:
        project_id = make_project(office, code="P-500")
        page = desk("project_manager", path=f"/projects/{project_id}")
        open_outline(page)
        page.locator("[data-cell='0:name']").click()
        paste(page, "\n".join(f"N-{number:03}\t第 {number} 项" for number in range(500)))
        page.get_by_role("button", name="保存工作分解").click()

        expect(page.get_by_text("共 501 个节点")).to_be_visible()
        assert page.get_by_role("treegrid").get_by_role("row").count() < 60
        picture(page, "project-outline-500")


class TestMembers:
    def test_gives_a_role_over_the_project_and_takes_it_back(self, desk: OpenDesk, office: Office) -> None:
        project_id = make_project(office, code="P-TEAM")
        office.world.person(name="张现场")
        page = desk("administrator", path=f"/projects/{project_id}")
        expect(page.get_by_text("还没有专门的成员")).to_be_visible()

        choose(page, "人员", "张现场")
        choose(page, "角色", "仓库管理员")
        page.get_by_role("button", name="添加成员").click()
        expect(page.get_by_role("cell", name="张现场", exact=True)).to_be_visible()
        page.get_by_role("button", name="添加成员").scroll_into_view_if_needed()
        picture(page, "project-members")

        page.get_by_role("button", name="移除 张现场").click()
        button(page, "移除").last.click()
        expect(page.get_by_text("还没有专门的成员")).to_be_visible()


class TestCostCategoryPage:
    def test_begins_with_the_usual_ones_and_adds_below(self, desk: OpenDesk) -> None:
        page = desk("administrator", path="/projects/cost-categories")
        page.get_by_role("button", name="建立常用科目").click()

        page.get_by_role("tree").get_by_text("材料").first.click()
        expect(page.get_by_text("保存后不能更改")).to_be_visible()
        page.get_by_role("button", name="新建下级").click()
        # Until then what is typed goes to the record that was open.
        expect(page.get_by_role("heading", name="新建科目")).to_be_visible()
        page.get_by_label("编码").fill("MAT-01")
        page.get_by_label("名称", exact=True).fill("周转材料摊销")
        page.keyboard.press("Control+s")

        expect(page.get_by_role("tree").get_by_text("周转材料摊销")).to_be_visible()
        # The kind is that of the one above.
        expect(page.locator("#field-kind")).to_have_text("材料费")
        picture(page, "cost-categories")
