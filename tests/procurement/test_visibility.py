"""Who sees which orders, and which of their prices."""

from typing import Any
from uuid import UUID

import pytest

from gongliao.catalog.public import WarehouseRequest, save_warehouse
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor, DocumentNotFound, MissingGrant, tenant_transaction
from gongliao.procurement.queries.orders import OrderFilter, OrderLineFilter, order_lines, order_of, orders
from gongliao.procurement.schemas.answers import order_out, order_row
from tests.procurement.kit import Scene, make_scene


@pytest.fixture(scope="module")
def scene() -> Scene:
    return make_scene()


@pytest.fixture(scope="module")
def kinds(scene: Scene) -> dict[str, UUID]:
    """Orders for the tower, the bridge, both and general stock."""
    bridge = scene.line(project_id=scene.bridge.project_id, node_id=scene.bridge.node_id)
    bridge_too = scene.line(project_id=scene.bridge.project_id, node_id=scene.bridge.node_id)
    return {
        "tower": scene.approved().id,
        "bridge": scene.approved(bridge).id,
        "both": scene.approved(scene.line(), bridge_too).id,
        "stock": scene.approved(scene.stock_line()).id,
    }


def seen(scene: Scene, actor: Actor, **filters: Any) -> set[UUID]:
    with tenant_transaction(scene.world.tenant.id):
        return {order.id for order in orders(actor=actor, wanted=OrderFilter(**filters))}


def over(scene: Scene, role: str, kind: Any, scope_id: UUID) -> Actor:
    return scene.world.person(role, scope_kind=kind, scope_id=scope_id)


class TestOrders:
    def test_are_seen_by_company_and_by_project(self, scene: Scene, kinds: dict[str, UUID]) -> None:
        everything = set(kinds.values())
        of_tower = over(scene, "project_manager", "project", scene.tower.project_id)
        of_company = over(scene, "accountant", "company", scene.world.company_id)
        of_other = over(scene, "accountant", "company", new_id())

        assert seen(scene, scene.buyer) == everything
        assert seen(scene, of_company) == everything
        assert seen(scene, of_tower) == {kinds["tower"], kinds["both"]}
        assert seen(scene, of_other) == set()
        with pytest.raises(MissingGrant):
            seen(scene, scene.world.person("site_worker"))

    def test_a_storekeeper_sees_what_is_on_its_way_to_the_stores_company(
        self, scene: Scene, kinds: dict[str, UUID]
    ) -> None:
        store = save_warehouse(
            actor=scene.admin,
            request=WarehouseRequest(id=new_id(), code="W1", name="中心仓库", company_id=scene.world.company_id),
        )

        assert seen(scene, over(scene, "storekeeper", "warehouse", store.id)) == set(kinds.values())
        assert seen(scene, over(scene, "storekeeper", "warehouse", new_id())) == set()

    def test_of_another_project_or_tenant_are_not_found(self, scene: Scene, kinds: dict[str, UUID]) -> None:
        of_tower = over(scene, "project_manager", "project", scene.tower.project_id)
        stranger = make_scene()

        with tenant_transaction(scene.world.tenant.id):
            assert order_of(actor=of_tower, order_id=kinds["both"]).id == kinds["both"]
            for order_id in (kinds["bridge"], kinds["stock"], new_id()):
                with pytest.raises(DocumentNotFound):
                    order_of(actor=of_tower, order_id=order_id)
        with tenant_transaction(stranger.world.tenant.id), pytest.raises(DocumentNotFound):
            order_of(actor=stranger.buyer, order_id=kinds["tower"])

    def test_filters_narrow(self, scene: Scene, kinds: dict[str, UUID]) -> None:
        assert seen(scene, scene.buyer, project_id=scene.bridge.project_id) == {kinds["bridge"], kinds["both"]}
        assert seen(scene, scene.buyer, state="draft") == set()
        assert seen(scene, scene.buyer, supplier_id=new_id()) == set()
        assert seen(scene, scene.buyer, q="宝钢") == set(kinds.values())
        assert len(seen(scene, scene.buyer, q="po-2026-00001")) == 1

    def test_lines_are_seen_by_their_own_project(self, scene: Scene, kinds: dict[str, UUID]) -> None:
        of_tower = over(scene, "project_manager", "project", scene.tower.project_id)

        with tenant_transaction(scene.world.tenant.id):
            lines = list(order_lines(actor=of_tower, wanted=OrderLineFilter(open=True)))

        assert {(line.document_id, line.project_id) for line in lines} == {
            (kinds["tower"], scene.tower.project_id),
            (kinds["both"], scene.tower.project_id),
        }


class TestPrices:
    def amounts(self, scene: Scene, actor: Actor) -> dict[UUID, Any]:
        with tenant_transaction(scene.world.tenant.id):
            return {order.id: order_row(order).amount for order in orders(actor=actor, wanted=OrderFilter())}

    def test_are_left_out_where_the_grant_does_not_hold(self, scene: Scene, kinds: dict[str, UUID]) -> None:
        of_tower = over(scene, "project_manager", "project", scene.tower.project_id)
        storekeeper = scene.world.person("storekeeper")

        assert set(self.amounts(scene, scene.buyer).values()) == {420, 840}
        assert self.amounts(scene, of_tower) == {kinds["tower"]: 420, kinds["both"]: None}
        assert set(self.amounts(scene, storekeeper).values()) == {None}

    def test_are_left_out_line_by_line(self, scene: Scene, kinds: dict[str, UUID]) -> None:
        of_tower = over(scene, "project_manager", "project", scene.tower.project_id)

        with tenant_transaction(scene.world.tenant.id):
            shown = order_out(order_of(actor=of_tower, order_id=kinds["both"]), of_tower)

        assert (shown.amount, shown.tax_amount) == (None, None)
        assert [(line.amount, line.unit_price is None) for line in shown.lines] == [(420, False), (None, True)]
        assert [line.quantity for line in shown.lines] == [100, 100]
