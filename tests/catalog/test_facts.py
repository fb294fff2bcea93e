"""Facts for the layers above."""

from datetime import date
from decimal import Decimal

import pytest

from gongliao.catalog.operations.save_party import PartyRequest, save_party
from gongliao.catalog.public import (
    ItemFacts,
    ask_bins,
    default_bins,
    items_by_id,
    parties_by_id,
    save_warehouse,
    to_base,
)
from gongliao.kernel.ids import new_id
from gongliao.platform.public import tenant_transaction
from tests.catalog.kit import central_store, saved_pipe, saved_store, stocked_world


class TestItemsById:
    def test_tells_items_with_all_their_units(self) -> None:
        world, buyer = stocked_world()
        pipe = saved_pipe(buyer)
        weighed = {"tracking": "batch", "weight": Decimal(2)}
        bare = saved_pipe(buyer, code="P-002", conversions=(), barcodes=(), **weighed)

        with tenant_transaction(world.tenant.id):
            facts = items_by_id([pipe.id, bare.id, new_id()], on=date.max)

        assert facts == {
            pipe.id: ItemFacts(
                id=pipe.id,
                code="P-001",
                name="不锈钢管",
                base_unit="kg",
                factors={"kg": Decimal(1), "t": Decimal(1000), "箱": Decimal("12.5")},
                tracking="none",
                valuation_method="moving_average",
                active=True,
                category_id=None,
                in_use=False,
            ),
            bare.id: ItemFacts(
                id=bare.id,
                code="P-002",
                name="不锈钢管",
                base_unit="kg",
                factors={"kg": Decimal(1)},
                tracking="batch",
                valuation_method="moving_average",
                active=True,
                category_id=None,
                in_use=False,
                weight=Decimal(2),
            ),
        }
        assert to_base(facts[pipe.id], Decimal(2), "箱") == Decimal(25)

    def test_another_tenant_gets_none(self) -> None:
        world, buyer = stocked_world()
        stranger, _ = stocked_world()
        pipe, store = saved_pipe(buyer), saved_store(world, buyer)
        party = save_party(actor=buyer, request=PartyRequest(id=new_id(), code="S", name="S", is_supplier=True))

        with tenant_transaction(stranger.tenant.id):
            assert items_by_id([pipe.id], on=date.max) == parties_by_id([party.id]) == default_bins([store.id]) == {}


class TestBinsById:
    @pytest.mark.parametrize("active", [True, False])
    def test_a_bin_is_active_while_its_warehouse_is(self, active: bool) -> None:
        world, buyer = stocked_world()
        store = save_warehouse(actor=buyer, request=central_store(world, active=active))

        with tenant_transaction(world.tenant.id):
            default = default_bins([store.id])[store.id]
            facts = ask_bins([default.id]).get()[default.id]

        assert facts == default
        assert (facts.code, facts.warehouse_code, facts.warehouse_id, facts.active) == ("00", "W1", store.id, active)


class TestPartiesById:
    def test_tells_what_a_party_is(self) -> None:
        world, buyer = stocked_world()
        party = save_party(
            actor=buyer,
            request=PartyRequest(id=new_id(), code="S-1", name="钢厂", is_supplier=True, is_customer=False),
        )

        with tenant_transaction(world.tenant.id):
            facts = parties_by_id([party.id])[party.id]

        assert (facts.code, facts.is_supplier, facts.is_customer, facts.active) == ("S-1", True, False, True)
