"""Saving items."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongliao.catalog.errors import (
    BarcodeTaken,
    BlankText,
    CodeTaken,
    ItemCategoryNotFound,
    ItemInUse,
    ItemNotFound,
    NoSuchUnit,
    OwnCostNeedsBatch,
)
from gongliao.catalog.errors.units import ConversionOfBaseUnit, ConversionTwice
from gongliao.catalog.models import Item, Unit
from gongliao.catalog.operations.mark_items_used import mark_items_used
from gongliao.catalog.operations.save_category import CategoryRequest, save_category
from gongliao.catalog.operations.save_item import Conversion, save_item
from gongliao.catalog.operations.save_unit import UnitRequest, save_unit
from gongliao.kernel.errors import Refusal, SeveralRefusals
from gongliao.kernel.ids import new_id
from gongliao.platform.public import MissingGrant, RequestIdReused, StaleVersion, tenant_transaction
from tests.catalog.kit import pipe, saved_pipe, stocked_world
from tests.support.world import World


def contents(world: World, item: Item) -> dict[str, Any]:
    """Return what the database holds of an item's parts."""
    with tenant_transaction(world.tenant.id):
        return {
            "units": {c.unit: c.factor for c in item.conversions.all()},
            "barcodes": sorted(item.barcodes.values_list("barcode", flat=True)),
        }


class TestSaveItem:
    def test_records_the_item_with_its_units_barcodes_and_reading(self) -> None:
        world, buyer = stocked_world()

        item = saved_pipe(buyer, name="  不锈钢管 ")

        assert (item.version, item.name, item.pinyin, item.initials) == (1, "不锈钢管", "buxiugangguan", "bxgg")
        assert contents(world, item) == {
            "units": {"t": Decimal(1000), "箱": Decimal("12.5")},
            "barcodes": ["6901234567892"],
        }

    def test_the_same_sent_again_changes_nothing_and_answers_the_same(self) -> None:
        _, buyer = stocked_world()
        request = pipe(barcodes=("B", "A"))
        first = save_item(actor=buyer, request=request)

        again = save_item(actor=buyer, request=replace(request, barcodes=("A", "B", "A")))

        assert (again.id, again.version) == (first.id, 1)

    def test_a_change_takes_the_version_that_its_editor_saw(self) -> None:
        world, buyer = stocked_world()
        request = pipe()
        save_item(actor=buyer, request=request)

        changed = save_item(
            actor=buyer,
            request=replace(
                request,
                version=1,
                name="镀锌管",
                conversions=(Conversion("t", Decimal(999)),),
                barcodes=("X", "Y"),
            ),
        )

        assert (changed.version, changed.initials) == (2, "dxg")
        assert contents(world, changed) == {"units": {"t": Decimal(999)}, "barcodes": ["X", "Y"]}

    def test_an_older_version_is_refused(self) -> None:
        _, buyer = stocked_world()
        request = pipe()
        save_item(actor=buyer, request=request)
        save_item(actor=buyer, request=replace(request, version=1, brand="鞍钢"))

        with pytest.raises(StaleVersion) as refused:
            save_item(actor=buyer, request=replace(request, version=1, brand="首钢"))

        assert (refused.value.seen, refused.value.current) == (1, 2)

    def test_another_content_under_a_known_id_is_refused(self) -> None:
        _, buyer = stocked_world()
        request = pipe()
        save_item(actor=buyer, request=request)

        with pytest.raises(RequestIdReused):
            save_item(actor=buyer, request=replace(request, conversions=()))

    def test_a_change_of_nothing_there_is_refused(self) -> None:
        _, buyer = stocked_world()

        with pytest.raises(ItemNotFound):
            save_item(actor=buyer, request=pipe(version=3))

    def test_an_item_of_another_tenant_is_not_there(self) -> None:
        _, buyer = stocked_world()
        _, stranger = stocked_world()
        item = saved_pipe(buyer)

        with pytest.raises(ItemNotFound):
            save_item(actor=stranger, request=pipe(id=item.id, version=1))

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"code": " "}, BlankText),
            ({"name": "\x07"}, BlankText),
            ({"barcodes": ("\t",)}, BlankText),
            ({"category_id": new_id()}, ItemCategoryNotFound),
            ({"base_unit": "斤"}, NoSuchUnit),
            ({"conversions": (Conversion("斤", Decimal(2)),)}, NoSuchUnit),
            ({"conversions": (Conversion("kg", Decimal(1)),)}, ConversionOfBaseUnit),
            ({"conversions": (Conversion("t", Decimal(1)), Conversion("t", Decimal(2)))}, ConversionTwice),
            ({"valuation_method": "specific_batch"}, OwnCostNeedsBatch),
            ({"code": "P-000"}, CodeTaken),
            ({"barcodes": ("1", "6900000000000")}, BarcodeTaken),
        ],
    )
    def test_refuses(self, changes: dict[str, Any], refusal: type[Refusal]) -> None:
        world, buyer = stocked_world()
        saved_pipe(buyer, code="P-000", barcodes=("6900000000000",))
        request = pipe(**changes)

        with pytest.raises(refusal):
            save_item(actor=buyer, request=request)

        with tenant_transaction(world.tenant.id):
            assert not Item.objects.filter(id=request.id).exists()

    def test_tells_all_that_is_wrong_at_once(self) -> None:
        _, buyer = stocked_world()

        with pytest.raises(SeveralRefusals) as refused:
            save_item(actor=buyer, request=pipe(base_unit="斤", valuation_method="specific_batch"))

        assert [type(each) for each in refused.value.refusals] == [NoSuchUnit, OwnCostNeedsBatch]

    def test_names_the_item_that_has_the_barcode(self) -> None:
        _, buyer = stocked_world()
        saved_pipe(buyer, code="P-000")

        with pytest.raises(BarcodeTaken) as refused:
            saved_pipe(buyer)

        assert (refused.value.barcode, refused.value.item) == ("6901234567892", "P-000")

    def test_a_barcode_is_free_again_when_its_item_gave_it_up(self) -> None:
        _, buyer = stocked_world()
        earlier = pipe(code="P-000")
        save_item(actor=buyer, request=earlier)
        save_item(actor=buyer, request=replace(earlier, version=1, barcodes=()))

        assert saved_pipe(buyer).version == 1

    def test_keeps_a_unit_that_went_out_of_use_but_takes_it_no_more(self) -> None:
        world, buyer = stocked_world()
        request = pipe()
        save_item(actor=buyer, request=request)
        with tenant_transaction(world.tenant.id):
            box = Unit.objects.get(code="箱")
        save_unit(
            actor=buyer,
            request=UnitRequest(id=box.id, code="箱", name_zh="箱", name_en="box", active=False, version=1),
        )

        kept = save_item(actor=buyer, request=replace(request, version=1, brand="鞍钢"))

        assert kept.version == 2
        with pytest.raises(NoSuchUnit):
            saved_pipe(buyer, code="P-002", barcodes=())

    def test_needs_the_grant_over_everything(self) -> None:
        world, _ = stocked_world()

        for actor in (
            world.person("storekeeper"),
            world.person("buyer", scope_kind="company", scope_id=world.company_id),
        ):
            with pytest.raises(MissingGrant):
                saved_pipe(actor)

    def test_the_database_holds_items_to_known_units(self) -> None:
        world, _ = stocked_world()

        with pytest.raises(IntegrityError), tenant_transaction(world.tenant.id), transaction.atomic():
            Item.objects.create(code="X", name="X", base_unit="nonsense")


class TestItemInUse:
    @pytest.mark.parametrize(
        "change", [{"base_unit": "t", "conversions": ()}, {"tracking": "batch"}, {"valuation_method": "fifo"}]
    )
    def test_what_stock_is_counted_and_valued_by_stands(self, change: dict[str, Any]) -> None:
        world, buyer = stocked_world()
        request = pipe()
        item = save_item(actor=buyer, request=request)
        with tenant_transaction(world.tenant.id):
            mark_items_used([item.id])

        # What has another base unit has other conversions, which stand too.
        with pytest.raises(Refusal, match=ItemInUse.code):
            save_item(actor=buyer, request=replace(request, version=1, **change))

    @pytest.mark.parametrize("used", [False, True])
    def test_the_rest_may_change(self, used: bool) -> None:
        world, buyer = stocked_world()
        request = pipe()
        item = save_item(actor=buyer, request=request)
        if used:
            with tenant_transaction(world.tenant.id):
                mark_items_used([item.id])
        change = {"name": "钢管", "brand": "首钢", "active": False}

        changed = save_item(actor=buyer, request=replace(request, version=1, **change))

        assert (changed.name, changed.active, changed.in_use) == ("钢管", False, used)

    def test_an_unused_item_may_change_its_unit(self) -> None:
        _, buyer = stocked_world()
        request = pipe()
        save_item(actor=buyer, request=request)

        changed = save_item(actor=buyer, request=replace(request, version=1, base_unit="t", conversions=()))

        assert changed.base_unit == "t"

    def test_marking_twice_is_marking_once(self) -> None:
        world, buyer = stocked_world()
        item = saved_pipe(buyer)

        with tenant_transaction(world.tenant.id):
            mark_items_used([item.id, item.id])
            mark_items_used([item.id])
            found = Item.objects.get(id=item.id)

        assert (found.in_use, found.version) == (True, 1)


class TestSaveCategory:
    def test_moves_a_branch(self) -> None:
        _, buyer = stocked_world()
        steel = save_category(actor=buyer, request=CategoryRequest(id=new_id(), code="1", name="钢材"))
        pipes = CategoryRequest(id=new_id(), code="101", name="管材")
        save_category(actor=buyer, request=pipes)

        moved = save_category(actor=buyer, request=replace(pipes, parent_id=steel.id, version=1))

        assert (moved.parent_id, moved.version) == (steel.id, 2)

    def test_refuses(self) -> None:
        _, buyer = stocked_world()
        top = CategoryRequest(id=new_id(), code="1", name="钢材")
        below = CategoryRequest(id=new_id(), code="101", name="管材", parent_id=top.id)
        save_category(actor=buyer, request=top)
        save_category(actor=buyer, request=below)
        own = new_id()
        cases = [
            (replace(top, parent_id=below.id, version=1), "catalog.category_cycle"),
            (replace(top, parent_id=top.id, version=1), "catalog.category_cycle"),
            (CategoryRequest(id=own, code="2", name="木材", parent_id=own), "catalog.category_cycle"),
            (CategoryRequest(id=new_id(), code="2", name="木材", parent_id=own), "catalog.item_category_not_found"),
            (CategoryRequest(id=new_id(), code="1", name="木材"), "catalog.code_taken"),
            (CategoryRequest(id=new_id(), code="2", name=" "), "catalog.blank_text"),
            (CategoryRequest(id=new_id(), code="2", name="木材", version=1), "catalog.item_category_not_found"),
        ]

        for request, code in cases:
            with pytest.raises(Refusal) as refused:
                save_category(actor=buyer, request=request)
            assert refused.value.code == code


class TestSaveUnit:
    def test_a_code_stays(self) -> None:
        _, buyer = stocked_world()
        request = UnitRequest(id=new_id(), code="m", name_zh="米", name_en="metre")
        save_unit(actor=buyer, request=request)
        cases = [
            (replace(request, version=1, code="mm"), "catalog.unit_code_fixed"),
            (UnitRequest(id=new_id(), code="m", name_zh="米", name_en="meter"), "catalog.code_taken"),
            (UnitRequest(id=new_id(), code="km", name_zh="千米", name_en="", version=0), "catalog.blank_text"),
            (UnitRequest(id=new_id(), code="km", name_zh="千米", name_en="km", version=1), "catalog.unit_not_found"),
        ]

        for wrong, code in cases:
            with pytest.raises(Refusal) as refused:
                save_unit(actor=buyer, request=wrong)
            assert refused.value.code == code

    def test_its_names_may_change(self) -> None:
        _, buyer = stocked_world()
        request = UnitRequest(id=new_id(), code="m", name_zh="米", name_en="metre")
        save_unit(actor=buyer, request=request)

        assert save_unit(actor=buyer, request=replace(request, version=1, name_en="meter")).name_en == "meter"
