"""Explaining a cost: the story of a price, each figure on its way, and the cents that come out."""

from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from gongliao.inventory import public as inventory
from gongliao.inventory.public import ReceiptLine
from gongliao.kernel.ids import new_id
from gongliao.ledger.rules.explain import (
    Entry,
    Held,
    Layer,
    fold_unseen,
    kind_of_move,
    reckon_from_move,
    reckon_from_pool,
    walk,
)
from tests.support.explaining import explain, worked_out
from tests.support.http import Caller
from tests.support.revaluing import revalue
from tests.support.trade import D, Trade, make_item, make_trade
from tests.support.world import NOW

DAYS = [date(2026, 6, day) for day in range(1, 10)]


def move_of(trade: Trade, document_id: UUID) -> UUID:
    """Return the first move of a document that moves goods."""
    [(id_,), *_] = trade.rows(
        "SELECT id FROM ledger_stockmove WHERE tenant_id = %s AND document_id = %s AND corrects_id IS NULL"
        " ORDER BY seq",
        document_id,
    )
    return UUID(str(id_))


def told(steps: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Return each step as its kind, what came or went, and what the pool held then."""
    return [
        (
            step["move"]["kind"] if step["move"] else f"{step['moves']} unseen",
            f"+{step['quantity_in'].normalize():f} {step['value_in']}" if step["quantity_in"] is not None else "",
            f"-{step['quantity_out'].normalize():f} {step['value_out']}" if step["quantity_out"] is not None else "",
            f"{step['after']['quantity'].normalize():f} {step['after']['value']}",
        )
        for step in steps
    ]


def require_explained(trade: Trade) -> None:
    """Fail unless every move that left a pool is worked out from its explanation, as posted and as known now."""
    moved = trade.rows(
        "SELECT m.id, m.value, m.value + coalesce((SELECT sum(c.value) FROM ledger_stockmove c"
        "  WHERE c.tenant_id = m.tenant_id AND c.corrects_id = m.id), 0)"
        " FROM ledger_stockmove m WHERE m.tenant_id = %s AND m.corrects_id IS NULL AND m.reverses_id IS NULL"
    )
    for move_id, posted, now in moved:
        for known, value in (("posted", posted), ("now", now)):
            assert worked_out(explain(trade.boss, move_id, known=known, limit=2)) == Fraction(value), known


class TestMovingAverage:
    def test_tells_the_story_of_a_price(self) -> None:
        trade = make_trade()
        receipt = trade.buy("10", "4.00", on=DAYS[0])
        first = trade.issue("4", on=DAYS[1])
        trade.return_(first, "1", business_date=DAYS[2])
        second = trade.issue("3", on=DAYS[3])
        move = move_of(trade, second)
        explained = explain(trade.boss, move)
        assert told(explained["steps"]) == [
            ("receipt", "+10 40.00", "", "10 40.00"),
            ("issue", "", "-4 16.00", "6 24.00"),
            ("return", "+1 4.00", "", "7 28.00"),
        ]
        assert (explained["reckoning"]["value"], explained["reckoning"]["unrounded"]) == (D("12.00"), D(12))

        # A freight of 1.00 arrives for the receipt, and a receipt of the second day becomes known late.
        revalue(trade, (receipt, "1.00"))
        trade.buy("5", "7.00", on=DAYS[1])

        # 15 kg for 76.00 by then; the issue of 4 took 20.27 of them.
        explained = explain(trade.boss, move)
        assert told(explained["steps"]) == [
            ("receipt", "+10 41.00", "", "10 41.00"),
            ("receipt", "+5 35.00", "", "15 76.00"),
            ("issue", "", "-4 20.27", "11 55.73"),
            ("return", "+1 5.07", "", "12 60.80"),
        ]
        [freight] = explained["steps"][0]["move"]["corrections"]
        assert (freight["cause"], freight["value"]) == ("landed_cost", D("1.00"))
        causes = [(each["cause"], each["value"]) for each in explained["move"]["corrections"]]
        assert causes == [("landed_cost", D("0.30")), ("earlier_date", D("2.90"))]
        reckoning = explained["reckoning"]
        assert (reckoning["way"], reckoning["rounding"]) == ("moving_average", "half_up")
        assert (explained["move"]["value_posted"], explained["move"]["value"]) == (D("12.00"), D("15.20"))
        assert reckoning["value"] == D("15.20")

        posted = explain(trade.boss, move, known="posted")
        assert told(posted["steps"])[-1] == ("return", "+1 4.00", "", "7 28.00")
        assert (posted["move"]["value"], posted["move"]["corrections"]) == (D("12.00"), [])
        require_explained(trade)
        trade.require_sound_books()

    def test_names_the_rounding(self) -> None:
        trade = make_trade()
        trade.open("3", "1.00", on=DAYS[0])
        part, rest = trade.issue("1", on=DAYS[1]), trade.issue("2", on=DAYS[1])

        one, two = (explain(trade.boss, move_of(trade, each))["reckoning"] for each in (part, rest))

        assert (one["value"], one["unrounded"], one["rounding"]) == (D("0.33"), D("0.333333"), "half_up")
        assert (two["value"], two["rounding"]) == (D("0.67"), "all_that_is_left")

    def test_starts_where_the_pool_was_last_empty(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=DAYS[0])
        trade.issue("10", on=DAYS[1])
        trade.buy("6", "5.00", on=DAYS[2])

        explained = explain(trade.boss, move_of(trade, trade.issue("1", on=DAYS[3])))

        assert told(explained["steps"]) == [("receipt", "+6 30.00", "", "6 30.00")]

    def test_leads_from_a_project_to_the_one_that_gave_the_goods(self) -> None:
        trade = make_trade()
        trade.buy("9", "10.00", on=DAYS[0])
        gift = trade.transfer_line("3", target_owner_id=trade.other_works.id)
        lent = trade.transfer_agreed(trade.transfer_request(gift, business_date=DAYS[1]))
        used = trade.issue_line(
            "2", owner_id=trade.other_works.id, node_id=trade.other_works.node_id, bin_id=trade.far_store.bin_id
        )
        request = trade.issue_request(used, business_date=DAYS[2], warehouse_id=trade.far_store.id)
        issue = inventory.issue_material(actor=trade.keeper, request=request, at=NOW)

        explained = explain(trade.boss, move_of(trade, issue))

        assert told(explained["steps"]) == [("transfer", "+3 30.00", "", "3 30.00")]
        origin = explained["steps"][0]["move"]["origin_id"]
        assert origin == move_of(trade, lent)
        assert told(explain(trade.boss, origin)["steps"]) == [("receipt", "+9 90.00", "", "9 90.00")]
        require_explained(trade)

    def test_a_return_leads_to_its_issue(self) -> None:
        trade = make_trade()
        trade.open("3", "1.00", on=DAYS[0])
        issue = trade.issue("3", on=DAYS[1])
        trade.return_(issue, "1", business_date=DAYS[2])
        back = trade.return_(issue, "1", business_date=DAYS[3])

        explained = explain(trade.boss, move_of(trade, back))

        reckoning = explained["reckoning"]
        assert (reckoning["way"], reckoning["taken_before"], reckoning["value"]) == ("carried", D(1), D("0.34"))
        assert explained["move"]["origin_id"] == move_of(trade, issue)
        require_explained(trade)

    def test_of_a_reversed_issue_is_as_it_was_until_then(self) -> None:
        trade = make_trade()
        receipt = trade.buy("10", "4.00", on=DAYS[0])
        issue = trade.issue("5", on=DAYS[1])
        revalue(trade, (receipt, "2.00"))
        mirror = trade.reverse("goods_issue", issue)
        revalue(trade, (receipt, "3.00"))

        explained = explain(trade.boss, move_of(trade, mirror))

        assert explained["move"]["id"] == move_of(trade, issue)
        assert explained["reversed_by"]["document_id"] == mirror
        assert (explained["move"]["value"], explained["reckoning"]["value"]) == (D("21.00"), D("21.00"))
        later = explain(trade.boss, move_of(trade, trade.issue("10", on=DAYS[2])))
        assert told(later["steps"]) == [("receipt", "+10 45.00", "", "10 45.00")]

    def test_what_arrives_is_worth_what_its_document_says(self) -> None:
        trade = make_trade()
        receipt = trade.buy("10", "4.00", on=DAYS[0])
        revalue(trade, (receipt, "2.00"))

        explained = explain(trade.boss, move_of(trade, receipt))

        assert explained["reckoning"]["way"] == "given"
        assert (explained["move"]["value_posted"], explained["move"]["value"]) == (D("40.00"), D("42.00"))


class TestOtherMethods:
    def test_first_in_first_out_names_the_layers_and_their_receipts(self) -> None:
        trade = make_trade()
        cable = make_item(trade.boss, "CABLE", valuation_method="fifo")
        receipts = [
            trade.buy(quantity, price, on=day, item_id=cable)
            for quantity, price, day in (("4", "1.00", DAYS[0]), ("5", "2.00", DAYS[1]), ("6", "3.00", DAYS[2]))
        ]
        trade.issue("3", on=DAYS[3], item_id=cable)
        issue = trade.issue("8", on=DAYS[4], item_id=cable)
        revalue(trade, (receipts[2], "0.50"))

        explained = explain(trade.boss, move_of(trade, issue), limit=2)

        layers = explained["reckoning"]["layers"]
        figures = [(each["quantity"], each["value"], each["taken_quantity"], each["taken_value"]) for each in layers]
        assert figures == [
            (D(1), D("1.00"), D(1), D("1.00")),
            (D(5), D("10.00"), D(5), D("10.00")),
            (D(6), D("18.50"), D(2), D("6.17")),
        ]
        assert [each["move"]["document_id"] for each in layers] == receipts
        assert [each["rounding"] for each in layers] == ["all_that_is_left", "all_that_is_left", "half_up"]
        assert explained["reckoning"]["value"] == D("17.17")
        require_explained(trade)

    def test_what_comes_back_on_the_day_it_left_is_the_youngest_layer(self) -> None:
        trade = make_trade()
        cable = make_item(trade.boss, "CABLE", valuation_method="fifo")
        trade.buy("4", "1.00", on=DAYS[0], item_id=cable)
        trade.buy("5", "2.00", on=DAYS[1], item_id=cable)
        trade.return_(trade.issue("4", on=DAYS[2], item_id=cable), "2", business_date=DAYS[2])

        explained = explain(trade.boss, move_of(trade, trade.issue("6", on=DAYS[2], item_id=cable)))

        assert [step["move"]["kind"] for step in explained["steps"]] == ["receipt", "receipt", "issue", "return"]
        taken = [(each["taken_quantity"], each["taken_value"]) for each in explained["reckoning"]["layers"]]
        assert taken == [(D(5), D("10.00")), (D(1), D("1.00"))]
        require_explained(trade)

    def test_a_specific_batch_has_its_own_story(self) -> None:
        trade = make_trade()
        drum = make_item(trade.boss, "DRUM", valuation_method="specific_batch", tracking="batch")
        line = trade.order_line("20", "4.00", item_id=drum)
        trade.order(line)
        for number, on in (("B1", DAYS[0]), ("B2", DAYS[1])):
            said = ReceiptLine(new_id(), line.id, D(5), "kg", batch_no=number)
            request = trade.receipt(said, business_date=on)
            inventory.receive_goods(actor=trade.keeper, request=request, at=NOW)
        [(batch,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s AND number = 'B2'")

        explained = explain(trade.boss, move_of(trade, trade.issue("2", on=DAYS[2], item_id=drum, batch_id=batch)))

        assert explained["reckoning"]["way"] == "specific_batch"
        assert told(explained["steps"]) == [("receipt", "+5 20.00", "", "5 20.00")]
        require_explained(trade)


class TestOverHttp:
    def test_goes_back_page_by_page_with_exact_openings(self) -> None:
        trade = make_trade()
        for number in range(4):
            trade.buy("3", f"{number + 1}.01", on=DAYS[number])
            trade.issue("1", on=DAYS[number])
        move = move_of(trade, trade.issue("2", on=DAYS[5]))
        boss = Caller(trade.boss)

        last = boss.get(f"/stock/moves/{move}/explanation", limit=3).body
        # What becomes known between two pages is not mixed into the later one.
        trade.buy("7", "9.00", on=DAYS[0])
        before = boss.get(
            f"/stock/moves/{move}/explanation", limit=200, before=last["next_before"], through=last["through"]
        ).body

        assert (last["earlier_steps"], last["next_before"], len(last["steps"])) == (5, 6, 3)
        assert (before["earlier_steps"], before["next_before"], len(before["steps"])) == (0, None, 5)
        assert before["steps"][-1]["after"] == last["opening"]
        assert before["opening"] == {"quantity": "0.000000", "value": "0.00", "unit_cost": None}
        require_explained(trade)

    def test_a_sheet_holds_every_step_and_adds_up(self) -> None:
        trade = make_trade()
        receipt = trade.buy("10", "4.00", on=DAYS[0])
        issue = trade.issue("4", on=DAYS[1])
        trade.return_(issue, "1", business_date=DAYS[2])
        move = move_of(trade, trade.issue("3", on=DAYS[3]))
        revalue(trade, (receipt, "1.00"))

        content = Caller(trade.boss).get(f"/stock/moves/{move}/explanation", format="xlsx", limit=1).content

        titles, *found = ([cell.value for cell in line] for line in load_workbook(BytesIO(content)).active.iter_rows())
        lines = [dict(zip(titles, line, strict=True)) for line in found]
        assert [(line["Step"], line["Kind"]) for line in lines] == [
            (1, "Received"),
            (1, "Correction"),
            (2, "Issued"),
            (2, "Correction"),
            (3, "Returned"),
            (3, "Correction"),
            (None, "Issued"),
            (None, "Correction"),
        ]
        assert {line["Cause of correction"] for line in lines if line["Kind"] == "Correction"} == {"landed cost"}
        held = 0
        for line in lines[:6]:
            held += round(100 * (line["Value in"] or 0)) - round(100 * (line["Value out"] or 0))
            if line["Value after"] is not None:
                assert round(100 * line["Value after"]) == held
        assert sum(line["Value out"] for line in lines[6:]) == pytest.approx(12.3)

    def test_the_move_of_a_document_line_is_found(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=DAYS[0])
        lines = [trade.issue_line("1"), trade.issue_line("2")]
        issue = inventory.issue_material(actor=trade.keeper, request=trade.issue_request(*lines), at=NOW)

        page = Caller(trade.boss).get("/stock/moves", document_id=issue, document_line_id=lines[1].id).body

        assert [row["quantity"] for row in page["rows"]] == ["2.000000"]

    def test_is_refused_without_the_right_to_see_cost(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=DAYS[0])
        move = move_of(trade, trade.issue("4", on=DAYS[1]))

        answer = Caller(trade.keeper).get(f"/stock/moves/{move}/explanation")

        assert (answer.status, answer.body["code"]) == (403, "platform.missing_grant")

    def test_of_another_project_is_not_there(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=DAYS[0])
        move = move_of(trade, trade.issue("4", on=DAYS[1]))
        stranger = trade.world.person("project_manager", scope_kind="project", scope_id=trade.other_works.id)

        answer = Caller(stranger).get(f"/stock/moves/{move}/explanation")

        assert (answer.status, answer.body["code"]) == (404, "ledger.stock_move_not_found")

    def test_what_others_took_from_general_stock_is_a_sum(self) -> None:
        trade = make_trade()
        line = trade.stock_line("10", "4.00")
        trade.order(line)
        trade.receive(line.id, "10", business_date=DAYS[0])
        trade.issue("2", on=DAYS[1], owner_id=None, node_id=trade.other_works.node_id)
        move = move_of(trade, trade.issue("3", on=DAYS[2], owner_id=None))
        manager = trade.world.person("project_manager", scope_kind="project", scope_id=trade.works.id)

        explained = explain(manager, move)

        assert told(explained["steps"]) == [("2 unseen", "+10 40.00", "-2 8.00", "8 32.00")]
        assert explained["steps"][0]["move"] is None
        assert explained["reckoning"]["value"] == D("12.00")
        assert explained["owner_id"] is None

    @pytest.mark.parametrize(
        "query", [{"known": "later"}, {"limit": 0}, {"limit": 201}, {"before": 1}, {"through": -1}]
    )
    def test_malformed_questions_are_422(self, query: dict[str, Any]) -> None:
        trade = make_trade()

        assert Caller(trade.boss).get(f"/stock/moves/{new_id()}/explanation", **query).status == 422


class TestRules:
    @pytest.mark.parametrize(
        ("source", "target", "kind"),
        [
            ("supplier", "bin", "receipt"),
            ("opening", "bin", "opening"),
            ("node", "bin", "return"),
            ("bin", "bin", "transfer"),
            ("bin", "node", "issue"),
            ("bin", "loss", "loss"),
            ("bin", "customer", "delivery"),
        ],
    )
    def test_names_moves(self, source: Any, target: Any, kind: str) -> None:
        assert kind_of_move(source, target) == kind

    def test_walks_from_an_opening(self) -> None:
        entries = [Entry(new_id(), True, 10, 40), Entry(new_id(), False, 4, 16)]

        steps = walk(entries, opening=Held(5, 5), first=7)

        assert [(step.number, step.after) for step in steps] == [(7, Held(15, 45)), (8, Held(11, 29))]

    def test_folds_what_is_not_seen(self) -> None:
        entries = [Entry(new_id(), arrives, 2, 8) for arrives in (True, True, False, True, False)]
        steps = walk(entries, opening=Held())

        folded = fold_unseen(steps, seen={entries[0].move_id, entries[3].move_id})

        assert [(step.number, step.moves, step.after.quantity) for step in folded] == [
            (1, 1, 2),
            (2, 2, 2),
            (4, 1, 4),
            (5, 1, 2),
        ]

    @pytest.mark.parametrize(
        ("quantity", "value", "rounding"), [(1, 33, "half_up"), (2, 67, "half_up"), (3, 100, "all_that_is_left")]
    )
    def test_takes_its_part_of_the_pool(self, quantity: int, value: int, rounding: str) -> None:
        found = reckon_from_pool(quantity, method="moving_average", pool=Held(3, 100))

        assert (found.value, found.rounding) == (value, rounding)

    def test_takes_the_oldest_layers(self) -> None:
        layers = [Layer(new_id(), 2, 100), Layer(new_id(), 3, 100)]

        found = reckon_from_pool(3, method="fifo", pool=Held(5, 200), layers=layers)

        assert [(each.quantity, each.value, each.rounding) for each in found.layers] == [
            (2, 100, "all_that_is_left"),
            (1, 33, "half_up"),
        ]
        assert found.value == 133

    def test_carries_its_part_of_a_move(self) -> None:
        parts = [reckon_from_move(1, source=Held(3, 100), taken=taken).value for taken in (0, 1, 2)]

        assert parts == [33, 34, 33]
