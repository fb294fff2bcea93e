"""Who changed what, told from the audit triggers' rows."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gongliao.catalog.errors import ItemNotFound
from gongliao.catalog.models import Item, Party
from gongliao.catalog.operations.mark_items_used import mark_items_used
from gongliao.catalog.operations.save_category import CategoryRequest, save_category
from gongliao.catalog.operations.save_item import Conversion, save_item
from gongliao.catalog.operations.save_party import Contact, PartyRequest, save_party
from gongliao.catalog.queries.history import Change, HistoryEntry, history_of
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor, tenant_transaction
from tests.catalog.kit import pipe, saved_pipe, stocked_world
from tests.support.world import World


def history(world: World, actor: Actor, item_id: object) -> list[HistoryEntry]:
    """Return an item's history."""
    with tenant_transaction(world.tenant.id):
        return history_of(actor=actor, model=Item, id=item_id, missing=ItemNotFound(id=item_id))  # type: ignore[arg-type]


class TestHistoryOf:
    def test_tells_each_save_with_its_person_request_and_changes(self) -> None:
        world, buyer = stocked_world()
        boss = replace(world.person("administrator", name="老板"), request_id="r-2")
        steel = save_category(actor=buyer, request=CategoryRequest(id=new_id(), code="1", name="钢材"))
        request = pipe(barcodes=("A",))
        save_item(actor=buyer, request=request)
        save_item(
            actor=boss,
            request=replace(
                request,
                version=1,
                name="钢管",
                category_id=steel.id,
                active=False,
                conversions=(Conversion("t", Decimal(999)),),
                barcodes=("B",),
            ),
        )

        made, changed = history(world, buyer, request.id)

        assert (made.action, made.person, made.request_id) == ("created", "采购员", None)
        assert {
            Change("code", None, "P-001"),
            Change("base_unit", None, "kg"),
            Change("conversions", None, "t = 1000"),
            Change("conversions", None, "箱 = 12.5"),
            Change("barcodes", None, "A"),
        } <= set(made.changes)
        assert not {"remark", "category_id", "search_text", "in_use", "version"} & {c.field for c in made.changes}
        assert (changed.action, changed.person, changed.request_id) == ("changed", "老板", "r-2")
        assert set(changed.changes) == {
            Change("name", "不锈钢管", "钢管"),
            Change("category_id", None, "1 钢材"),
            Change("active", True, False),
            Change("conversions", "t = 1000", "t = 999"),
            Change("conversions", "箱 = 12.5", None),
            Change("barcodes", "A", None),
            Change("barcodes", None, "B"),
        }

    def test_being_used_is_no_change(self) -> None:
        world, buyer = stocked_world()
        item = saved_pipe(buyer)
        with tenant_transaction(world.tenant.id):
            mark_items_used([item.id])

        assert len(history(world, buyer, item.id)) == 1

    def test_tells_nothing_of_another_tenant(self) -> None:
        _, buyer = stocked_world()
        stranger_world, stranger = stocked_world()
        item = saved_pipe(buyer)

        with pytest.raises(ItemNotFound):
            history(stranger_world, stranger, item.id)

    def test_shows_contacts_as_text(self) -> None:
        world, buyer = stocked_world()
        request = PartyRequest(id=new_id(), code="S-1", name="钢厂", is_supplier=True)
        save_party(actor=buyer, request=request)
        contacts = (Contact(name="王工", phone="138"), Contact(name="李工"))
        save_party(actor=buyer, request=replace(request, version=1, contacts=contacts))

        with tenant_transaction(world.tenant.id):
            *_, last = history_of(actor=buyer, model=Party, id=request.id, missing=ItemNotFound(id=request.id))

        assert last.changes == [Change("contacts", "", "王工 138; 李工")]
