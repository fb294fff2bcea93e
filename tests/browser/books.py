"""Reading lists and figures of the served pages."""

from playwright.sync_api import Locator, Page, expect


def rows(page: Page) -> Locator:
    """Return the rows of the list page, once they are there."""
    expect(page.locator("main section[aria-busy=false]").first).to_be_visible()
    return page.locator("main tr[data-row]")


def cell(page: Page, row: int, title: str) -> Locator:
    """Return the cell of a row, counted from 1, under a title."""
    return rows(page).nth(row - 1).locator("td").nth(_column(page, title))


def total(page: Page, title: str) -> Locator:
    """Return the total under a title."""
    rows(page)
    return page.locator("main .ant-table-summary td").nth(_column(page, title))


def chip(page: Page, label: str) -> Locator:
    """Return the filter of this name."""
    return page.get_by_role("group", name="筛选").locator("span", has_text=label).first


def _column(page: Page, title: str) -> int:
    titles = page.locator("main .ant-table-thead th").all_inner_texts()
    return [each.strip() for each in titles].index(title)
