"""A transfer between projects: proposed, declined, changed, agreed to by both, and posted."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.books import rows, total
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import Sheet, furnish
from tests.support.agreement import propose
from tests.support.trade import Trade
from tests.support.world import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    trade = furnish(office)
    trade.buy("10", "4.00")
    return trade


def from_home(page: Page) -> Sheet:
    """Go from the first screen to the transfer that waits there."""
    waiting = page.get_by_role("region", name="等我处理")
    expect(waiting).to_contain_text("待同意的调拨单")
    waiting.get_by_role("listitem").get_by_role("link").click()
    sheet = Sheet(page)
    sheet.grid.wait_for()
    return sheet


def sides(sheet: Sheet, text: str) -> None:
    expect(sheet.page.get_by_role("alert").filter(has_text=text)).to_be_visible()


class TestAgreement:
    def test_from_proposal_to_the_stock_of_both_projects(self, desk: OpenDesk, trade: Trade) -> None:
        keeper = Sheet(desk("storekeeper", path="/inventory/transfers/new"))
        keeper.choose("warehouse_id", "W1")
        keeper.choose("target_warehouse_id", "W2")
        keeper.go_to(1, "物料")
        keeper.pick("STEEL")
        keeper.enter("4")
        keeper.expect_line(1, 出库位置="00 · P1 项目 P1", 现存="10")
        keeper.go_to(1, "转给项目")
        keeper.pick("P2")
        expect(keeper.button("调拨")).to_have_count(0)
        keeper.press("提出")
        keeper.expect_state("待同意")
        sides(keeper, "P1 项目 P1: 待同意")
        sides(keeper, "P2 项目 P2: 待同意")
        picture(keeper.page, "transfer-proposed")
        address = keeper.page.url

        giver = from_home(desk("project_manager", project=trade.works.id))
        giver.press("同意")
        picture(giver.page, "transfer-agree")
        giver.agree()
        sides(giver, "P1 项目 P1: project_manager 于")
        giver.expect_state("待同意")
        expect(giver.button("同意")).to_have_count(0)

        taker = from_home(desk("project_manager", project=trade.other_works.id))
        taker.press("不同意")
        taker.agree(reason="只要 3 公斤")
        taker.expect_state("草稿")

        keeper.page.goto(address)
        sides(keeper, "不同意：只要 3 公斤")
        picture(keeper.page, "transfer-declined")
        keeper.go_to(1, "数量")
        keeper.enter("3")
        keeper.press("提出")
        keeper.expect_state("待同意")

        for sheet in (taker, giver):
            sheet.page.goto("/")
            from_home(sheet.page).press("同意")
            sheet.agree()
        giver.expect_state("已同意")
        assert trade.stock() == "10 kg 40.00"

        keeper.page.goto(address)
        sides(keeper, "各项目均已同意")
        keeper.press("调拨")
        keeper.expect_state("已记账")
        picture(keeper.page, "transfer-agreed-posted")
        assert trade.stock() == "7 kg 28.00"
        assert trade.stock(bin_id=trade.far_store.bin_id, owner=trade.other_works.id) == "3 kg 12.00"

        director = desk("director", path="/stock/balances")
        expect(rows(director)).to_have_count(2)
        expect(total(director, "金额")).to_have_text("40.00")
        picture(director, "transfer-stock-by-project")
        assert trade.cost() == Decimal(0)
        trade.require_sound_books()

    def test_in_english(self, desk: OpenDesk, trade: Trade) -> None:
        request = trade.transfer_request(trade.transfer_line("1", to_general=True))
        propose(actor=trade.keeper, request=request, at=NOW)
        page = desk("administrator", path=f"/inventory/transfers/{request.id}", language="en")
        expect(page.get_by_role("alert").filter(has_text="P1 项目 P1: not agreed yet")).to_be_visible()
        for label in ("Take back", "Decline", "Agree"):
            expect(Sheet(page).button(label)).to_be_visible()
        Sheet(page).expect_line(1, To_project="General stock")
        picture(page, "transfer-agree-en")
