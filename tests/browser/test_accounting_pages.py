"""Accounting: what postings debit and credit, the trial balance, and which accounts a company's postings take."""

import pytest
from playwright.sync_api import expect

from gongliao.ledger.public import verify
from tests.browser.books import cell, rows, total
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import furnish
from tests.support.trade import Trade

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    """10 kg received for 40.00 and 4 kg of it issued."""
    trade = furnish(office)
    trade.buy("10", "4.00")
    trade.issue("4")
    return trade


class TestAccounting:
    def test_from_the_trial_balance_to_the_document(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/accounting/balances")
        expect(rows(page)).to_have_count(3)
        expect(total(page, "借方")).to_have_text("56.00")
        expect(total(page, "贷方")).to_have_text("56.00")
        picture(page, "account-balances")

        cell(page, 1, "期末余额").get_by_role("link").click()
        expect(page.get_by_role("heading", name="凭证分录")).to_be_visible()
        expect(rows(page)).to_have_count(2)
        expect(cell(page, 1, "科目")).to_have_text("1403 原材料")
        expect(total(page, "借方")).to_have_text("40.00")
        picture(page, "voucher-lines")

        cell(page, 1, "单据").get_by_role("link").click()
        expect(page.get_by_role("heading", name="GI-")).to_be_visible()

    def test_vouchers_and_books_agree(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/accounting/breaks")

        expect(page.get_by_text("账证相符")).to_be_visible()

    def test_an_account_is_imported_and_taken_by_a_rule(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/accounting/accounts")
        page.get_by_role("button", name="导入科目").click()
        page.get_by_role("textbox", name="科目表").fill("140301\t原材料—钢材\t资产\n")
        page.get_by_role("button", name="导入 1 个科目").click()
        expect(page.get_by_role("cell", name="原材料—钢材")).to_be_visible()

        page.get_by_role("combobox", name="科目", exact=True).click()
        page.keyboard.type("140301")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="添加规则").click()
        expect(page.get_by_role("row", name="库存 通用 140301 原材料—钢材")).to_be_visible()
        picture(page, "account-rules")

        trade.buy("1", "5.00")
        page.goto(page.url.replace("accounts", "vouchers"))
        expect(page.get_by_text("140301 原材料—钢材")).to_be_visible()
        assert verify(tenant_ids=[trade.world.tenant.id]).holds

    def test_a_director_looks_and_changes_nothing(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("director", path="/accounting/accounts")

        expect(page.get_by_role("heading", name="会计科目")).to_be_visible()
        expect(page.get_by_role("button", name="导入科目")).to_have_count(0)
