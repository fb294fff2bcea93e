"""Who holds goods of ours 保管人: handed over by a transfer, seen by everybody, never changed over what lies there."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
import pytest

from gongliao.catalog.errors.holders import BinHolderStays
from gongliao.catalog.models import Bin
from gongliao.catalog.public import BinRequest, PartyRequest, save_bin, save_party
from gongliao.catalog.rules.holders import Holder, holder_id
from gongliao.inventory.public import receive_goods, transfer_stock
from gongliao.kernel.clock import end_of_day, local_date, utc_now
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.public import StaleVersion, tenant_transaction
from tests.support.http import Caller
from tests.support.trade import Trade, make_trade
from tests.support.world import NOW, TODAY

D = Decimal
CREW = "钢筋班"


@pytest.fixture
def trade() -> Trade:
    return make_trade()


def bin_request(trade: Trade, code: str, **changes: Any) -> BinRequest:
    return replace(BinRequest(id=new_id(), warehouse_id=trade.store.id, code=code), **changes)


def saved(trade: Trade, code: str, **changes: Any) -> BinRequest:
    request = bin_request(trade, code, **changes)
    save_bin(actor=trade.boss, request=request)
    return replace(request, version=1)


def crew(trade: Trade, code: str = "C1", name: str = CREW) -> UUID:
    return saved(trade, code, holder_kind="crew", holder_name=name).id


def subcontractor(trade: Trade, code: str = "F1") -> tuple[UUID, UUID]:
    party = PartyRequest(id=new_id(), code="F9", name="某分包", is_supplier=True)
    save_party(actor=trade.boss, request=party)
    return saved(trade, code, holder_kind="subcontractor", holder_supplier_id=party.id).id, party.id


def hand_over(trade: Trade, quantity: str, *, of: UUID | None = None, to: UUID | None = None) -> None:
    """Transfer within the store; without a bin it is the default one, which the store keeps itself."""
    line = trade.transfer_line(quantity, bin_id=of, target_bin_id=to)
    transfer_stock(actor=trade.keeper, request=trade.transfer_request(line, target_warehouse_id=trade.store.id), at=NOW)


def by_holder(trade: Trade) -> list[tuple[str | None, str]]:
    rows = Caller(trade.boss).get("/stock/balances", group="holder").body["rows"]
    return [(row["holder_name"], row["value"]) for row in rows]


class TestCustody:
    def test_goods_are_handed_over_seen_used_and_given_back(self, trade: Trade) -> None:
        held, (outside, _) = crew(trade), subcontractor(trade)
        trade.buy("10", "4.00")
        assert by_holder(trade) == [(None, "40.00")]

        hand_over(trade, "6", to=held)
        hand_over(trade, "3", to=outside)
        # Still ours: the stock and its value are what they were.
        assert trade.pool(owner=trade.works.id) == "10 kg 40.00"
        assert by_holder(trade) == [(None, "4.00"), ("某分包", "12.00"), (CREW, "24.00")]

        trade.issue("2", bin_id=held)
        assert trade.cost() == D("8.00")
        assert by_holder(trade) == [(None, "4.00"), ("某分包", "12.00"), (CREW, "16.00")]

        hand_over(trade, "4", of=held)
        assert by_holder(trade) == [(None, "20.00"), ("某分包", "12.00")]
        hand_over(trade, "3", of=outside, to=held)
        assert by_holder(trade) == [(None, "20.00"), (CREW, "12.00")]
        trade.require_sound_books()

    def test_lists_are_narrowed_to_a_holder(self, trade: Trade) -> None:
        held, (outside, party_id) = crew(trade), subcontractor(trade)
        trade.buy("10", "4.00")
        hand_over(trade, "6", to=held)
        hand_over(trade, "3", to=outside)
        trade.issue("2", bin_id=held)
        caller = Caller(trade.boss)

        listed = caller.get("/holders").body["rows"]
        assert [(row["kind"], row["code"], row["name"], row["bins"]) for row in listed] == [
            ("crew", "", CREW, 1),
            ("subcontractor", "F9", "某分包", 1),
        ]
        assert listed[1]["id"] == str(party_id)
        assert caller.get(f"/holders/{listed[0]['id']}").body["name"] == CREW
        assert caller.get(f"/holders/{new_id()}").code == "catalog.holder_not_found"

        [row] = caller.get("/stock/balances", holder_id=listed[0]["id"]).body["rows"]
        assert (row["bin_code"], row["holder_kind"], row["holder_name"], row["quantity"]) == (
            "C1",
            "crew",
            CREW,
            "4.000000",
        )
        held_rows = caller.get("/stock/balances", held=True).body
        assert sorted(row["holder_name"] for row in held_rows["rows"]) == sorted([CREW, "某分包"])
        assert held_rows["totals"]["value"] == "28.00"
        [own] = caller.get("/stock/balances", held=False).body["rows"]
        assert (own["holder_id"], own["holder_kind"], own["quantity"]) == (None, "", "1.000000")

        # The ledger as the crew's: 6 came, 2 went.
        moves = caller.get("/stock/moves", holder_id=listed[0]["id"], item_id=str(trade.steel_id)).body
        assert moves["totals"]["quantity_in"] == "6.000000"
        assert moves["totals"]["quantity_out"] == "2.000000"
        assert {row["from_place"] for row in moves["rows"] if row["quantity_out"]} == {f"{store(trade)} C1 ({CREW})"}
        bins = caller.get(f"/warehouses/{trade.store.id}/bins", holder_id=str(party_id)).body["rows"]
        assert [(row["code"], row["holder_supplier_code"]) for row in bins] == [("F1", "F9")]
        sheet = caller.get("/stock/balances", format="xlsx", held=True)
        assert sheet.status == 200

    def test_the_ledger_tells_who_held_the_bin_when_goods_moved(self, trade: Trade, database: Any) -> None:
        carpenters = "木工班"
        trade.buy("10", "4.00", on=TODAY)
        bin = saved(trade, "C1", holder_kind="crew", holder_name=CREW)

        def move(quantity: str, *, on: date | None = None, **ends: UUID) -> None:
            line = trade.transfer_line(quantity, bin_id=ends.get("of"), target_bin_id=ends.get("to"))
            at = utc_now()
            request = trade.transfer_request(
                line, target_warehouse_id=trade.store.id, business_date=on or local_date(at, "Asia/Shanghai")
            )
            transfer_stock(actor=trade.keeper, request=request, at=at)

        def told(**wanted: str) -> list[tuple[str, str, str]]:
            asked = {"item_id": str(trade.steel_id), "sort": "recorded_at", **wanted}
            rows = Caller(trade.boss).get("/stock/moves", **asked).body["rows"]
            places = [(row["from_place"], row["to_place"], row["quantity"]) for row in rows]
            return [each for each in places if "C1" in each[0] + each[1]]

        move("6", to=bin.id)
        move("6", of=bin.id)
        save_bin(actor=trade.boss, request=replace(bin, holder_name=carpenters))
        move("2", to=bin.id)
        move("2", of=bin.id)
        save_bin(actor=trade.boss, request=replace(bin, version=2, holder_kind="", holder_name=""))

        here = store(trade)
        by_crew = [(f"{here} 00", f"{here} C1 ({CREW})", "6.000000"), (f"{here} C1 ({CREW})", f"{here} 00", "6.000000")]
        by_carpenters = [
            (f"{here} 00", f"{here} C1 ({carpenters})", "2.000000"),
            (f"{here} C1 ({carpenters})", f"{here} 00", "2.000000"),
        ]
        assert told() == [*by_crew, *by_carpenters]
        for name, moves in ((CREW, by_crew), (carpenters, by_carpenters)):
            holder = holder_id(Holder("crew", name, None), tenant_id=trade.world.tenant.id)
            assert told(holder_id=str(holder)) == moves

        # What comes late lay with whoever held the bin at the end of its day, and before all history with the first.
        move("1", to=bin.id, on=TODAY)
        move("1", of=bin.id, on=TODAY)
        assert [(source, target) for source, target, _ in told()][-2:] == [each[:2] for each in by_crew]
        with psycopg.connect(database.owner_url) as owner:
            owner.execute("SELECT set_config('app.tenant', %s, true)", [str(trade.world.tenant.id)])
            owner.execute("ALTER TABLE catalog_binevent DISABLE TRIGGER USER")
            owner.execute(
                "UPDATE catalog_binevent SET pgh_created_at = %s WHERE pgh_obj_id = %s AND holder_name = %s",
                [end_of_day(TODAY, "Asia/Shanghai") - timedelta(seconds=1), bin.id, carpenters],
            )
            owner.execute("ALTER TABLE catalog_binevent ENABLE TRIGGER USER")
        assert [(source, target) for source, target, _ in told()][-2:] == [each[:2] for each in by_carpenters]

    def test_a_crew_of_the_same_name_is_one_holder_in_every_store(self, trade: Trade) -> None:
        first, second = crew(trade), crew(trade, "C2")
        trade.buy("10", "4.00")
        hand_over(trade, "6", to=first)
        hand_over(trade, "1", to=second)

        assert by_holder(trade) == [(None, "12.00"), (CREW, "28.00")]
        with tenant_transaction(trade.world.tenant.id):
            assert len(set(Bin.objects.filter(holder_kind="crew").values_list("holder_id", flat=True))) == 1


class TestHolderOfABin:
    def test_stays_while_anything_lies_there(self, trade: Trade) -> None:
        bin = saved(trade, "C1")
        trade.buy("10", "4.00")
        hand_over(trade, "6", to=bin.id)
        wanted = replace(bin, holder_kind="crew", holder_name=CREW)

        with pytest.raises(BinHolderStays) as refused:
            save_bin(actor=trade.boss, request=wanted)
        told = refused.value
        assert (told.bin, told.item, told.quantity, told.unit, told.items) == ("C1", "STEEL", D("6.000000"), "kg", 1)

        # Everything else may change.
        assert save_bin(actor=trade.boss, request=replace(bin, name="料场")).version == 2
        hand_over(trade, "6", of=bin.id)
        changed = save_bin(actor=trade.boss, request=replace(wanted, version=2))
        assert (changed.holder_kind, changed.holder_name) == ("crew", CREW)
        hand_over(trade, "6", to=bin.id)
        for other in (replace(wanted, holder_name="木工班"), replace(bin, holder_kind="")):
            with pytest.raises(BinHolderStays):
                save_bin(actor=trade.boss, request=replace(other, version=3))

    def test_names_a_crew_or_a_supplier(self, trade: Trade) -> None:
        customer = PartyRequest(id=new_id(), code="K1", name="业主", is_supplier=False, is_customer=True)
        save_party(actor=trade.boss, request=customer)
        cases = [
            ({"holder_kind": "crew", "holder_name": " "}, "catalog.holder_unnamed", "holder_name"),
            ({"holder_kind": "subcontractor"}, "catalog.holder_unnamed", "holder_supplier_id"),
            (
                {"holder_kind": "subcontractor", "holder_supplier_id": new_id()},
                "catalog.party_not_found",
                "holder_supplier_id",
            ),
            (
                {"holder_kind": "subcontractor", "holder_supplier_id": customer.id},
                "catalog.party_not_found",
                "holder_supplier_id",
            ),
        ]
        for changes, code, field in cases:
            with pytest.raises(Refusal) as refused:
                save_bin(actor=trade.boss, request=bin_request(trade, "C1", **changes))
            assert (refused.value.code, getattr(refused.value, "field", None)) == (code, field)

        left_out = saved(trade, "C1", holder_kind="crew", holder_name=CREW, holder_supplier_id=customer.id)
        with tenant_transaction(trade.world.tenant.id):
            assert Bin.objects.get(id=left_out.id).holder_supplier_id is None

    def test_another_tenants_supplier_holds_nothing(self, trade: Trade) -> None:
        _, theirs = subcontractor(make_trade())

        request = bin_request(trade, "C1", holder_kind="subcontractor", holder_supplier_id=theirs)
        with pytest.raises(Refusal) as refused:
            save_bin(actor=trade.boss, request=request)
        assert refused.value.code == "catalog.party_not_found"

    def test_waits_for_goods_that_are_on_their_way_there(self, trade: Trade) -> None:
        bin = saved(trade, "C1")
        line = trade.receipt_line(trade.ordered("10", "4.00"), "10", bin_id=bin.id)
        found: list[Any] = []

        def change() -> None:
            try:
                found.append(save_bin(actor=trade.boss, request=replace(bin, holder_kind="crew", holder_name=CREW)))
            except Refusal as refused:
                found.append(refused)

        with tenant_transaction(trade.world.tenant.id):
            receive_goods(actor=trade.keeper, request=trade.receipt(line), at=NOW)
            changing = threading.Thread(target=change)
            changing.start()
            changing.join(0.5)
            assert changing.is_alive(), "it must wait for what is being posted"
        changing.join(10)

        assert isinstance(found[0], BinHolderStays)

    def test_is_saved_over_http_and_told_in_its_history(self, trade: Trade) -> None:
        bin, caller = saved(trade, "C1"), Caller(trade.boss)
        path = f"/warehouses/{trade.store.id}/bins/{bin.id}"
        body = {"version": 1, "code": "C1", "holder_kind": "crew", "holder_name": CREW}

        answer = caller.put(path, body)
        assert (answer.status, answer.body["holder_kind"], answer.body["holder_name"]) == (200, "crew", CREW)
        assert caller.put(path, body).body["version"] == 2
        fields = {change["field"] for change in caller.get(f"{path}/history").body[-1]["changes"]}
        assert fields == {"holder_kind", "holder_name"}

        trade.buy("10", "4.00")
        hand_over(trade, "6", to=bin.id)
        refused = caller.put(path, body | {"version": 2, "holder_kind": ""})
        assert (refused.status, refused.code) == (409, "catalog.bin_holder_stays")
        assert refused.body["figures"] == {
            "bin": "C1",
            "item": "STEEL",
            "quantity": "6.000000",
            "unit": "kg",
            "items": 1,
        }
        with pytest.raises(StaleVersion):
            save_bin(actor=trade.boss, request=replace(bin, holder_kind="crew", holder_name="木工班"))


def store(trade: Trade) -> str:
    [(name,)] = trade.rows("SELECT name FROM catalog_warehouse WHERE tenant_id = %s AND id = %s", trade.store.id)
    return str(name)
