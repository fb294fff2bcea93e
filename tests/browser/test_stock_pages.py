"""Stock, its ledger and its batches, as a storekeeper and an accountant read them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from gongliao.inventory.public import issue_material, receive_goods
from gongliao.ledger.public import BatchStatusRequest, set_batch_status
from tests.browser.books import cell, chip, rows, total
from tests.browser.kit import Office, OpenDesk, picture
from tests.browser.shop import LONG_NAME, furnish
from tests.support.trade import TODAY, Trade, make_item
from tests.support.world import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trade(office: Office) -> Trade:
    """Steel of the project in two stores and of nobody in one, paint in a batch, cable with a long name."""
    trade = furnish(office)
    trade.buy("10", "4.00")
    trade.transfer("2")
    general = trade.stock_line("5", "3.00")
    trade.order(general)
    trade.receive(general.id, "5")
    trade.issue("3")
    paint = trade.ordered("8", "20.00", item_id=trade.paint_id)
    line = replace(
        trade.receipt_line(paint, "8", batch_no="B-2026-01"),
        production_date=date(2026, 5, 1),
        expiry_date=date(2027, 5, 1),
    )
    receive_goods(actor=trade.keeper, request=trade.receipt(line), at=NOW)
    trade.buy("1500", "86.457812", item_id=make_item(trade.boss, "CABLE", name=LONG_NAME * 2))
    return trade


class TestStockOnHand:
    def test_says_what_will_be_here_while_there_is_no_stock(self, desk: OpenDesk) -> None:
        page = desk("storekeeper", path="/stock/balances", anew=True)

        expect(page.get_by_text("还没有库存")).to_be_visible()
        picture(page, "stock-balances-empty")

    def test_leads_from_a_warehouse_to_its_stock_and_on_to_the_moves(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/stock/balances")
        expect(rows(page)).to_have_count(5)
        everything = total(page, "金额").inner_text()
        picture(page, "stock-balances")

        page.get_by_text("按仓库", exact=True).click()
        expect(rows(page)).to_have_count(2)
        expect(total(page, "金额")).to_have_text(everything)
        expect(cell(page, 2, "金额")).to_have_text("8.00")
        picture(page, "stock-by-warehouse")

        page.get_by_role("link", name="W2", exact=True).click()
        expect(rows(page)).to_have_count(1)
        expect(chip(page, "仓库")).to_contain_text("W2")
        expect(cell(page, 1, "数量")).to_have_text("2 kg")

        page.get_by_role("link", name="STEEL", exact=True).click()
        expect(page.get_by_role("heading", name="库存流水")).to_be_visible()
        expect(rows(page)).to_have_count(1)
        expect(cell(page, 1, "入库数量")).to_have_text("2")
        expect(chip(page, "物料")).to_contain_text("STEEL")
        assert f"project_id={trade.works.id}" in page.url

    @pytest.mark.parametrize(
        ("group", "count"), [("按物料", 3), ("按批次", 3), ("按库位", 2), ("按项目", 2), ("按分类", 1)]
    )
    def test_sums_up_by_any_group(self, desk: OpenDesk, trade: Trade, group: str, count: int) -> None:
        page = desk("accountant", path="/stock/balances")
        everything = total(page, "金额").inner_text()

        page.get_by_text(group, exact=True).click()

        expect(rows(page)).to_have_count(count)
        expect(total(page, "金额")).to_have_text(everything)

    def test_says_the_quantity_of_one_item_and_finds_stock_of_no_project(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path=f"/stock/balances?item_id={trade.steel_id}")
        expect(total(page, "数量")).to_have_text("12")

        page.get_by_role("button", name="公共库存").click()
        page.get_by_role("radio", name="是").click()

        expect(rows(page)).to_have_count(1)
        expect(total(page, "金额")).to_have_text("15.00")

    def test_shows_a_storekeeper_no_values(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("storekeeper", path="/stock/balances", language="en", theme="dark")

        expect(rows(page)).to_have_count(5)
        titles = page.locator("main .ant-table-thead th").all_inner_texts()
        assert not {"Value", "Unit cost"} & {title.strip() for title in titles}
        picture(page, "stock-balances-keeper-en-dark")


class TestStockLedger:
    def test_tells_from_where_to_where_and_opens_the_document(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path=f"/stock/moves?item_id={trade.steel_id}")

        expect(rows(page)).to_have_count(4)
        expect(total(page, "入库数量")).to_have_text("17")
        expect(total(page, "出库数量")).to_have_text("5")
        expect(cell(page, 1, "从")).to_have_text("P1仓库 W1 00")
        expect(cell(page, 1, "到")).to_have_text("WBS主体结构 A")
        expect(cell(page, 1, "金额")).to_have_text("12.00")
        picture(page, "stock-moves")

        page.get_by_role("link", name="GI-2026-00001").click()
        expect(page.get_by_role("heading", name="GI-2026-00001")).to_be_visible()

    def test_shows_the_document_that_an_address_names(self, desk: OpenDesk, trade: Trade) -> None:
        issue_id = trade.issue("1")
        page = desk("accountant", path=f"/stock/moves?document_id={issue_id}")

        expect(rows(page)).to_have_count(1)
        expect(chip(page, "单据")).to_contain_text("GI-2026-00002")
        trade.reverse("goods_issue", issue_id)


class TestCorrections:
    def test_tell_what_they_correct_and_on_its_page_by_how_much(self, desk: OpenDesk, trade: Trade) -> None:
        bolt = make_item(trade.boss, "BOLT")
        trade.buy("10", "4.00", item_id=bolt, on=TODAY - timedelta(days=2))
        issue_id = trade.issue("4", item_id=bolt)
        trade.buy("10", "6.00", item_id=bolt, on=TODAY - timedelta(days=1))

        page = desk("accountant", path=f"/stock/moves?item_id={bolt}")
        expect(rows(page)).to_have_count(4)
        correction = cell(page, 1, "单据").get_by_role("link", name="更正")
        expect(correction).to_have_attribute("title", re.compile(r"^更正单据 GI-"))
        expect(cell(page, 1, "出库数量")).to_have_text("")
        expect(cell(page, 1, "金额")).to_have_text("4.00")
        picture(page, "stock-moves-correction")

        correction.click()
        expect(page).to_have_url(re.compile(str(issue_id)))
        expect(page.get_by_text("成本有更正")).to_contain_text("4.00")
        picture(page, "issue-corrected")


class TestBatches:
    def test_tells_where_a_batch_lies_and_how_it_came_there(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("accountant", path="/stock/batches")
        expect(cell(page, 1, "现存量")).to_have_text("8 kg")
        picture(page, "stock-batches")

        page.get_by_role("link", name="B-2026-01").click()

        expect(page.get_by_role("heading", name="批次 B-2026-01")).to_be_visible()
        expect(page.get_by_role("region", name="现在在哪里")).to_contain_text("仓库 W1")
        moves = page.get_by_role("region", name="库存流水")
        expect(moves.locator("tbody tr")).to_have_count(1)
        expect(moves.locator("tfoot")).to_contain_text("8")
        picture(page, "stock-batch")

    def test_blocks_a_batch_with_a_reason(self, desk: OpenDesk, trade: Trade) -> None:
        page = desk("storekeeper", path="/stock/batches")
        page.get_by_role("link", name="B-2026-01").click()
        page.get_by_role("button", name="更改状态").click()
        page.get_by_role("menuitem", name="冻结").click()
        dialogue = page.get_by_role("dialog")
        dialogue.get_by_role("textbox").fill("桶身渗漏")
        picture(page, "stock-batch-block")
        dialogue.locator(".ant-modal-footer button").last.click()

        expect(page.locator("header .ant-tag", has_text="冻结")).to_be_visible()
        expect(page.locator("dd", has_text="桶身渗漏")).to_be_visible()
        expect(page.get_by_role("region", name="合格证与质保书")).to_be_visible()
        picture(page, "stock-batch-blocked")

    def test_tells_in_one_click_where_a_recalled_batch_is_and_who_has_it(self, desk: OpenDesk, trade: Trade) -> None:
        paint = {"item_id": trade.paint_id, "batch_id": self.batch(trade, "B-2026-02")}
        trade.transfer("4", **paint)
        issue_id = self.draw(trade, paint["batch_id"], recipient="李工班")
        trade.return_(issue_id, "1")
        trade.scrap("0.5", **paint)
        request = BatchStatusRequest(paint["batch_id"], 1, "recalled", "厂家召回：色差")
        set_batch_status(actor=trade.boss, request=request, at=NOW)
        page = desk("storekeeper", path="/stock/batches?status=recalled")

        page.get_by_role("link", name="B-2026-02").click()

        where = page.get_by_role("region", name="现在在哪里")
        expect(where.locator("tbody tr")).to_have_count(4)
        expect(where.locator("dl")).to_contain_text(re.compile(r"收到.*20 kg.*现存.*17.5 kg.*已用.*2 kg.*损耗.*0.5 kg"))
        drawn = page.get_by_role("region", name="谁领走了").locator("tbody tr")
        expect(drawn).to_have_count(1)
        expect(drawn).to_contain_text(re.compile(r"主体结构.*李工班.*3 kg.*2 kg"))
        expect(page.get_by_role("region", name="从哪里来")).to_contain_text(re.compile(r"GR-.*S1 供应商 S1.*PO-"))
        picture(page, "stock-batch-trace")
        with page.expect_download() as download:
            page.get_by_role("button", name="导出追溯").click()
        assert download.value.suggested_filename == "批次追溯.xlsx"

        drawn.get_by_role("link", name="P1 A 主体结构").click()

        expect(page.get_by_role("heading", name="批次使用")).to_be_visible()
        expect(rows(page)).to_have_count(1)
        expect(cell(page, 1, "从哪里来")).to_contain_text("GR-")
        expect(cell(page, 1, "实际使用")).to_have_text("2 kg")
        picture(page, "stock-used-batches")

    def test_leads_from_an_issue_to_the_batches_behind_it(self, desk: OpenDesk, trade: Trade) -> None:
        issue_id = self.draw(trade, self.batch(trade, "B-2026-03"), recipient="王工班")
        page = desk("storekeeper", path=f"/inventory/issues/{issue_id}")

        page.get_by_role("button", name="批次来源").click()

        expect(rows(page)).to_have_count(1)
        expect(cell(page, 1, "批次/序列号")).to_have_text("B-2026-03")

    def draw(self, trade: Trade, batch_id: UUID, *, recipient: str) -> UUID:
        """Issue 3 kg of a batch, though another one expires earlier, and return the issue."""
        line = trade.issue_line("3", item_id=trade.paint_id, batch_id=batch_id, batch_reason="同一批色")
        return issue_material(actor=trade.keeper, request=trade.issue_request(line, recipient=recipient), at=NOW)

    def batch(self, trade: Trade, number: str) -> UUID:
        """Return a batch of 20 kg."""
        line = trade.receipt_line(trade.ordered("20", "20.00", item_id=trade.paint_id), "20", batch_no=number)
        receive_goods(actor=trade.keeper, request=trade.receipt(line, delivery_note="送货-7"), at=NOW)
        [(batch_id,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s AND number = %s", number)
        return UUID(str(batch_id))
