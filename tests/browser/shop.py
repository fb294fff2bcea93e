"""A trade in the office: its stores, items and projects, and short words for playing document pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from gongliao.catalog.public import UnitRequest, save_unit
from gongliao.kernel.ids import new_id
from gongliao.projects.public import install_default_categories
from tests.browser.kit import Office
from tests.support.trade import Trade, make_employer, make_item, make_store, make_supplier, make_works

LONG_NAME = "交联聚乙烯绝缘聚氯乙烯护套钢带铠装阻燃电力电缆"


def furnish(office: Office) -> Trade:
    """Return a trade in the office's tenant, whose people are those that sign in."""
    world, boss = office.world, office.actor("administrator")
    for code, zh, en in (("kg", "千克", "kilogram"), ("t", "吨", "tonne")):
        save_unit(actor=boss, request=UnitRequest(id=new_id(), code=code, name_zh=zh, name_en=en))
    categories = install_default_categories(actor=boss)
    employer_id = make_employer(boss, "E1")
    return Trade(
        world=world,
        boss=boss,
        buyer=office.actor("buyer"),
        keeper=office.actor("storekeeper"),
        manager=office.actor("project_manager"),
        supplier_id=make_supplier(boss, "S1"),
        employer_id=employer_id,
        store=make_store(world, boss, "W1"),
        far_store=make_store(world, boss, "W2"),
        steel_id=make_item(boss, "STEEL"),
        paint_id=make_item(boss, "PAINT", tracking="batch"),
        works=make_works(world, boss, "P1", customer_id=employer_id),
        other_works=make_works(world, boss, "P2", customer_id=employer_id),
        category_id=categories["MAT"].id,
    )


@dataclass(frozen=True)
class Sheet:
    """A document page as somebody works at it."""

    page: Page

    # The head

    def choose(self, field: str, text: str) -> None:
        """Choose in a picker of the head by typing."""
        self.page.locator(f"#field-{field}").fill(text)
        offered = self.page.locator(".ant-select-dropdown", has=self.page.locator(f"#field-{field}_list"))
        offered.locator(".ant-select-item-option", has_text=text).first.click()

    def fill(self, field: str, text: str) -> None:
        """Type into a field of the head."""
        self.page.locator(f"#field-{field}").fill(text)

    def press(self, label: str) -> None:
        """Press a button of the page; two Chinese characters stand apart on it."""
        self.button(label).click()

    def button(self, label: str) -> Locator:
        """Return a button of the page's own bar."""
        spaced = " ?".join(re.escape(letter) for letter in label)
        return self.page.locator("header").get_by_role("button", name=re.compile(f"^{spaced}$"))

    def agree(self, reason: str | None = None) -> None:
        """Say yes in the dialogue that tells what will happen."""
        dialogue = self.page.get_by_role("dialog")
        if reason is not None:
            dialogue.get_by_role("textbox").fill(reason)
        dialogue.locator(".ant-modal-footer button").last.click()
        expect(dialogue).to_be_hidden()

    def expect_new(self, kind: str) -> None:
        """Wait until the page of a new document of a kind is there."""
        expect(self.page.locator("h1")).to_contain_text(f"{kind} 未编号")
        self.grid.wait_for()

    def expect_state(self, state: str) -> None:
        """Wait until the document is in a state, told by its tag beside the number."""
        expect(self.page.locator("h1 .ant-tag")).to_have_text(state)

    @property
    def number(self) -> str:
        """Return the document's number."""
        return self.page.locator("h1 .figure").inner_text()

    @property
    def id(self) -> UUID:
        """Return the document's id, which is its address."""
        return UUID(self.page.url.split("?")[0].rsplit("/", 1)[1])

    # The lines

    @property
    def grid(self) -> Locator:
        """Return the grid of the lines."""
        return self.page.get_by_role("grid")

    def cell(self, row: int, title: str) -> Locator:
        """Return the cell of a row, counted from 1, under a title."""
        header = self.grid.get_by_role("columnheader", name=title, exact=True)
        expect(header).to_be_attached()
        titles = self.grid.get_by_role("columnheader").all_inner_texts()
        return self.grid.locator(f"[data-row='{row - 1}'][data-column='{titles.index(title) - 1}']")

    def go_to(self, row: int, title: str) -> None:
        """Click into a cell."""
        self.cell(row, title).click()

    def enter(self, *texts: str) -> None:
        """Type one text after the other, each ended by Enter; an empty one steps over its cell."""
        for text in texts:
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")

    def pick(self, text: str) -> None:
        """Type into a picked cell until the list offers it, and take it with Enter."""
        self.page.keyboard.type(text)
        offered = self.page.locator("[role=listbox][aria-busy=false]")
        expect(offered.locator("[role=option][aria-selected=true]")).to_contain_text(text)
        self.page.keyboard.press("Enter")

    def paste(self, rows: Sequence[Sequence[str]]) -> None:
        """Paste a block of cells as Excel gives it."""
        text = "\n".join("\t".join(row) for row in rows)
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")

    def expect_line(self, row: int, **shown: str) -> None:
        """Wait until cells of a row show these texts, by title with ``_`` for a space."""
        for title, text in shown.items():
            expect(self.cell(row, title.replace("_", " "))).to_have_text(text)


def amount_on_node(trade: Trade) -> str:
    """Return what the first node of the first project bears, as the books say."""
    return f"{trade.cost():.2f}"
