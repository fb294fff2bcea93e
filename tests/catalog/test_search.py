"""Finding items and parties."""

from dataclasses import replace

import pytest

from gongliao.catalog.operations.save_item import save_item
from gongliao.catalog.operations.save_party import PartyRequest, save_party
from gongliao.catalog.public import search_items, search_parties
from gongliao.catalog.queries import records
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor, tenant_transaction
from tests.catalog.kit import CREDIT_CODE, pipe, stocked_world
from tests.support.world import World


@pytest.fixture(scope="module")
def store() -> tuple[World, Actor]:
    """A tenant with a handful of items that can be mistaken for each other."""
    world, buyer = stocked_world()
    rows = [
        ("P-001", "不锈钢管", "DN100×4.0", "宝钢", "6901234567892"),
        ("P-002", "镀锌钢管", "DN100×3.5", "鞍钢", "6901234567893"),
        ("P-0011", "不锈钢弯头", "DN80 PN16", "Parker", "6901234567894"),
        ("BXGG", "百叶风口", "400*200", "", ""),
        ("C-100%", "水泥_P.O 42.5", "50kg/袋", "海螺", ""),
    ]
    for code, name, specification, brand, barcode in rows:
        barcodes = (barcode,) if barcode else ()
        save_item(
            actor=buyer,
            request=pipe(code=code, name=name, specification=specification, brand=brand, barcodes=barcodes),
        )
    return world, buyer


def found(store: tuple[World, Actor], q: str) -> list[str]:
    """Return the codes of the items found, best first."""
    world, buyer = store
    with tenant_transaction(world.tenant.id):
        return [item.code for item in search_items(actor=buyer, q=q)]


class TestSearchItems:
    @pytest.mark.parametrize(
        ("q", "codes"),
        [
            ("bxgg", ["BXGG", "P-001"]),  # the code before the initials
            ("buxiugang", ["P-001", "P-0011"]),
            ("不锈钢", ["P-001", "P-0011"]),
            ("锈钢管", ["P-001"]),
            ("p-001", ["P-001", "P-0011"]),  # the very code, then what starts with it
            ("Ｐ－００１", ["P-001", "P-0011"]),
            ("dn100", ["P-001", "P-002"]),
            ("ＤＮ１００", ["P-001", "P-002"]),
            ("DN100*4", ["P-001"]),
            ("钢管 dn100", ["P-001", "P-002"]),
            ("dn100 鞍钢", ["P-002"]),
            ("dn100 海螺", []),
            ("parker", ["P-0011"]),
            ("6901234567893", ["P-002"]),
            ("567893", ["P-002"]),
            ("400×200", ["BXGG"]),
            ("100%", ["C-100%"]),
            ("%", ["C-100%"]),
            ("_", ["C-100%"]),
            ("\\", []),
            ("gg\tp", ["P-001", "P-002"]),  # a mark of ours is a space like any other
            ("\x00", ["BXGG", "C-100%", "P-001", "P-0011", "P-002"]),
            ("", ["BXGG", "C-100%", "P-001", "P-0011", "P-002"]),
        ],
    )
    def test_finds(self, store: tuple[World, Actor], q: str, codes: list[str]) -> None:
        assert found(store, q) == codes

    def test_sees_no_other_tenant(self, store: tuple[World, Actor]) -> None:
        assert found(stocked_world(), "bxgg") == []

    def test_leaves_out_what_is_out_of_use(self) -> None:
        world, buyer = stocked_world()
        request = pipe()
        save_item(actor=buyer, request=request)
        save_item(actor=buyer, request=replace(request, version=1, active=False))

        assert found((world, buyer), "bxgg") == []

    def test_a_changed_name_is_found_by_the_new_one_only(self) -> None:
        world, buyer = stocked_world()
        request = pipe()
        save_item(actor=buyer, request=request)
        save_item(actor=buyer, request=replace(request, version=1, name="铜管", barcodes=("77",)))

        assert [found((world, buyer), q) for q in ("tg", "77", "bxgg", "6901")] == [["P-001"], ["P-001"], [], []]

    def test_gives_no_more_than_asked(self, store: tuple[World, Actor]) -> None:
        world, buyer = store
        with tenant_transaction(world.tenant.id):
            assert len(search_items(actor=buyer, q="", limit=2)) == 2


class TestSearchParties:
    @pytest.mark.parametrize("q", ["bjgt", "钢铁", "s-1", "91110000600037341l", "beijing"])
    def test_finds(self, q: str) -> None:
        world, buyer = stocked_world()
        for code, name, number in (("S-1", "北京钢铁公司", CREDIT_CODE), ("S-2", "上海电缆厂", "")):
            save_party(
                actor=buyer,
                request=PartyRequest(id=new_id(), code=code, name=name, is_supplier=True, credit_code=number),
            )

        with tenant_transaction(world.tenant.id):
            assert [party.code for party in search_parties(actor=buyer, q=q)] == ["S-1"]
            assert records.parties(actor=buyer, role="customer").count() == 0
