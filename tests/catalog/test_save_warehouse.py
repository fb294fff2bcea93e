"""Saving warehouses, zones and bins."""

from dataclasses import replace
from datetime import date

import pytest

from gongliao.catalog.models import Bin
from gongliao.catalog.operations.save_bin import BinRequest, save_bin
from gongliao.catalog.operations.save_warehouse import save_warehouse
from gongliao.catalog.operations.save_zone import ZoneRequest, save_zone
from gongliao.catalog.public import default_bins
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Company, tenant_transaction
from tests.catalog.kit import central_store, saved_store, stocked_world


class TestSaveWarehouse:
    def test_a_new_warehouse_has_one_default_bin(self) -> None:
        world, buyer = stocked_world()
        request = central_store(world)
        save_warehouse(actor=buyer, request=request)

        store = save_warehouse(actor=buyer, request=replace(request, version=1, name="新仓库"))

        with tenant_transaction(world.tenant.id):
            bins = list(Bin.objects.filter(warehouse=store))
            facts = default_bins([store.id])[store.id]
        assert [(each.code, each.is_default) for each in bins] == [("00", True)]
        assert (facts.id, facts.warehouse_name, facts.company_id) == (bins[0].id, "新仓库", world.company_id)

    def test_refuses(self) -> None:
        world, buyer = stocked_world()
        saved = central_store(world)
        save_warehouse(actor=buyer, request=saved)
        with tenant_transaction(world.tenant.id):
            other = Company.objects.create(code="C2", name="二公司", books_open_on=date(2020, 1, 1))
        cases = [
            (central_store(world, name=" "), "catalog.blank_text"),
            (central_store(world), "catalog.code_taken"),
            (central_store(world, code="W2", version=2), "catalog.warehouse_not_found"),
            (central_store(world, code="W2", company_id=new_id()), "platform.company_not_found"),
            (replace(saved, version=1, company_id=other.id), "catalog.warehouse_company_fixed"),
        ]

        for request, code in cases:
            with pytest.raises(Refusal) as refused:
                save_warehouse(actor=buyer, request=request)
            assert refused.value.code == code

    def test_who_manages_a_company_makes_its_warehouses_only(self) -> None:
        world, _ = stocked_world()
        local = world.person("buyer", scope_kind="company", scope_id=world.company_id)

        assert saved_store(world, local).version == 1
        with pytest.raises(Refusal) as refused:
            save_warehouse(actor=local, request=central_store(world, code="W2", company_id=new_id()))
        assert refused.value.code == "platform.missing_grant"


class TestSaveBin:
    def test_lies_in_a_zone_of_its_warehouse(self) -> None:
        world, buyer = stocked_world()
        store = saved_store(world, buyer)
        zone = save_zone(actor=buyer, request=ZoneRequest(id=new_id(), warehouse_id=store.id, code="A", name="A 区"))
        request = BinRequest(id=new_id(), warehouse_id=store.id, code="A-01", zone_id=zone.id)

        made = save_bin(actor=buyer, request=request)

        assert (made.zone_id, made.is_default, made.version) == (zone.id, False, 1)
        assert save_bin(actor=buyer, request=request).version == 1

    def test_refuses(self) -> None:
        world, buyer = stocked_world()
        store, other = saved_store(world, buyer), saved_store(world, buyer, code="W2")
        zone = save_zone(actor=buyer, request=ZoneRequest(id=new_id(), warehouse_id=other.id, code="A", name="A 区"))
        own = BinRequest(id=new_id(), warehouse_id=store.id, code="A-01")
        save_bin(actor=buyer, request=own)
        with tenant_transaction(world.tenant.id):
            default = default_bins([store.id])[store.id]
        stays = BinRequest(id=default.id, warehouse_id=store.id, code="00", active=False, version=1)
        cases = [
            (replace(own, id=new_id(), warehouse_id=new_id()), "catalog.warehouse_not_found"),
            (replace(own, id=new_id(), code=" "), "catalog.blank_text"),
            (replace(own, id=new_id()), "catalog.code_taken"),
            (replace(own, id=new_id(), code="A-02", zone_id=zone.id), "catalog.zone_not_found"),
            (replace(own, warehouse_id=other.id, version=1), "catalog.bin_not_found"),
            (replace(own, id=new_id(), version=1), "catalog.bin_not_found"),
            (stays, "catalog.default_bin_stays"),
        ]

        for request, code in cases:
            with pytest.raises(Refusal) as refused:
                save_bin(actor=buyer, request=request)
            assert refused.value.code == code

    def test_two_warehouses_may_name_their_bins_alike(self) -> None:
        world, buyer = stocked_world()
        for code in ("W1", "W2"):
            store = saved_store(world, buyer, code=code)
            made = save_bin(actor=buyer, request=BinRequest(id=new_id(), warehouse_id=store.id, code="A-01"))

            assert made.version == 1


class TestSaveZone:
    def test_refuses(self) -> None:
        world, buyer = stocked_world()
        store, other = saved_store(world, buyer), saved_store(world, buyer, code="W2")
        zone = ZoneRequest(id=new_id(), warehouse_id=store.id, code="A", name="A 区")
        save_zone(actor=buyer, request=zone)
        cases = [
            (replace(zone, id=new_id()), "catalog.code_taken"),
            (replace(zone, id=new_id(), name=""), "catalog.blank_text"),
            (replace(zone, warehouse_id=other.id, version=1), "catalog.zone_not_found"),
            (replace(zone, id=new_id(), version=1), "catalog.zone_not_found"),
        ]

        for request, code in cases:
            with pytest.raises(Refusal) as refused:
                save_zone(actor=buyer, request=request)
            assert refused.value.code == code

    def test_needs_the_grant_at_the_warehouse(self) -> None:
        world, buyer = stocked_world()
        store = saved_store(world, buyer)
        keeper = world.person("storekeeper", scope_kind="warehouse", scope_id=store.id)
        elsewhere = world.person("buyer", scope_kind="warehouse", scope_id=new_id())
        there = world.person("buyer", scope_kind="warehouse", scope_id=store.id)
        zone = ZoneRequest(id=new_id(), warehouse_id=store.id, code="A", name="A 区")

        for actor in (keeper, elsewhere):
            with pytest.raises(Refusal) as refused:
                save_zone(actor=actor, request=zone)
            assert refused.value.code == "platform.missing_grant"
        assert save_zone(actor=there, request=zone).version == 1
