"""Saving the draft of an order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from gongliao.catalog.public import ItemNotFound, PartyNotFound, QuantityTooLarge, QuantityVanishes, UnitUnknown
from gongliao.kernel.errors import Refusal, SeveralRefusals
from gongliao.kernel.ids import new_id
from gongliao.platform.public import (
    CompanyNotFound,
    DateOutOfRange,
    DocumentNotFound,
    MissingGrant,
    RequestIdReused,
    StaleVersion,
    WrongState,
    tenant_transaction,
)
from gongliao.procurement.errors import (
    CostObjectIncomplete,
    FigureTooLarge,
    LineIdTwice,
    NodeOfOtherProject,
    PriceMissing,
    ProjectOfOtherCompany,
)
from gongliao.procurement.models import PurchaseOrder, PurchaseOrderLine
from gongliao.procurement.public import OrderLineRequest, SaveOrderRequest, save_order
from gongliao.projects.public import CategoryNotFound, NodeNotFound
from tests.procurement.kit import Scene, make_scene, make_work
from tests.support.world import NOW, TODAY


@pytest.fixture(scope="module")
def scene() -> Scene:
    return make_scene()


def lines_of(scene: Scene, order: PurchaseOrder) -> list[PurchaseOrderLine]:
    with tenant_transaction(scene.world.tenant.id):
        return list(PurchaseOrderLine.objects.filter(document_id=order.id).order_by("line_no"))


class TestSaveOrder:
    def test_counts_in_base_units_and_adds_up(self, scene: Scene) -> None:
        tonnes = scene.line(entered_quantity=Decimal(2), unit="t", entered_price=Decimal(4200))
        given = scene.stock_line(entered_quantity=Decimal(3), entered_price=None, amount=Decimal("100.00"))

        order = scene.draft(tonnes, given)

        first, second = lines_of(scene, order)
        assert (first.quantity, first.entered_quantity, first.unit) == (2000, 2, "t")
        assert (first.unit_price, first.entered_price, first.amount) == (Decimal("4.2"), 4200, 8400)
        assert (second.unit_price, second.amount) == (Decimal("33.333333"), 100)
        assert (order.amount, order.tax_amount) == (Decimal("8500.00"), Decimal("1105.00"))
        assert (order.state, order.number, order.version, order.currency) == ("draft", None, 1, "CNY")

    def test_the_same_again_changes_nothing(self, scene: Scene) -> None:
        request = scene.request()
        first = save_order(actor=scene.buyer, request=request, at=NOW)

        again = save_order(actor=scene.buyer, request=request, at=NOW + timedelta(hours=1))
        seen_later = save_order(actor=scene.buyer, request=replace(request, version=1), at=NOW)

        assert (again.id, again.version, again.created_at) == (first.id, 1, first.created_at)
        assert seen_later.version == 1

    def test_a_replaced_draft_has_only_the_new_lines(self, scene: Scene) -> None:
        request = scene.request(scene.line(), scene.line())
        save_order(actor=scene.buyer, request=request, at=NOW)
        kept = replace(request.lines[1], entered_quantity=Decimal(7))

        changed = save_order(actor=scene.buyer, request=replace(request, lines=(kept,), version=1), at=NOW)

        [line] = lines_of(scene, changed)
        assert (line.id, line.line_no, line.quantity) == (kept.id, 1, 7)
        assert (changed.version, changed.amount) == (2, Decimal("29.40"))

    def test_another_content_under_the_id_is_refused(self, scene: Scene) -> None:
        request = scene.request()
        save_order(actor=scene.buyer, request=request, at=NOW)

        with pytest.raises(RequestIdReused):
            save_order(actor=scene.buyer, request=replace(request, remark="other"), at=NOW)

    def test_a_stale_editor_is_told_the_version(self, scene: Scene) -> None:
        request = scene.request()
        save_order(actor=scene.buyer, request=request, at=NOW)
        save_order(actor=scene.buyer, request=replace(request, remark="a", version=1), at=NOW)

        with pytest.raises(StaleVersion) as refused:
            save_order(actor=scene.buyer, request=replace(request, remark="b", version=1), at=NOW)

        assert refused.value.figures() == {"seen": 1, "current": 2}

    def test_an_unknown_id_with_a_version_is_not_found(self, scene: Scene) -> None:
        with pytest.raises(DocumentNotFound):
            save_order(actor=scene.buyer, request=scene.request(version=3), at=NOW)

    def test_all_faulty_lines_are_told_together(self, scene: Scene) -> None:
        request = scene.request(
            scene.line(unit="m"), scene.line(), scene.line(item_id=new_id()), scene.line(node_id=new_id())
        )

        with pytest.raises(SeveralRefusals) as refused:
            save_order(actor=scene.buyer, request=request, at=NOW)

        assert [(each.line, each.field, type(each)) for each in refused.value.refusals] == [
            (1, "unit", UnitUnknown),
            (3, "item_id", ItemNotFound),
            (4, "node_id", NodeNotFound),
        ]

    def test_the_same_content_belongs_to_two_tenants_apart(self, scene: Scene) -> None:
        other = make_scene()
        ours = scene.draft()

        with pytest.raises(DocumentNotFound):
            save_order(actor=other.buyer, request=other.request(id=ours.id, version=1), at=NOW)
        theirs = save_order(actor=other.buyer, request=other.request(id=ours.id), at=NOW)

        assert theirs.id == ours.id
        assert lines_of(scene, ours)[0].id != lines_of(other, theirs)[0].id


Change = Callable[[Scene, SaveOrderRequest], SaveOrderRequest]
ChangeLine = Callable[[Scene, OrderLineRequest], OrderLineRequest]


def whole(change: Change) -> Change:
    return change


def one_line(**changes: Any) -> Change:
    def change(scene: Scene, request: SaveOrderRequest) -> SaveOrderRequest:
        values = {name: value(scene) if callable(value) else value for name, value in changes.items()}
        return replace(request, lines=(replace(request.lines[0], **values),))

    return change


def second_line_twice(scene: Scene, request: SaveOrderRequest) -> SaveOrderRequest:
    return replace(request, lines=(request.lines[0], request.lines[0]))


# In check order: each refusal comes before all that stand below it.
REFUSED: list[tuple[Change, type[Refusal]]] = [
    (lambda s, r: replace(r, company_id=new_id()), CompanyNotFound),
    (lambda s, r: replace(r, business_date=TODAY + timedelta(days=1)), DateOutOfRange),
    (lambda s, r: replace(r, business_date=TODAY.replace(year=2019)), DateOutOfRange),
    (lambda s, r: replace(r, supplier_id=new_id()), PartyNotFound),
    (second_line_twice, LineIdTwice),
    (one_line(item_id=lambda s: new_id()), ItemNotFound),
    (one_line(unit="袋"), UnitUnknown),
    (one_line(unit="t", entered_quantity=Decimal("1000000000")), QuantityTooLarge),
    (one_line(entered_quantity=Decimal("0.0000001")), QuantityVanishes),
    (one_line(entered_price=None), PriceMissing),
    (one_line(entered_price=Decimal("999999999999")), FigureTooLarge),
    (one_line(node_id=None), CostObjectIncomplete),
    (one_line(project_id=None, category_id=None), CostObjectIncomplete),
    (one_line(node_id=lambda s: new_id()), NodeNotFound),
    (one_line(node_id=lambda s: s.bridge.node_id), NodeOfOtherProject),
    (one_line(category_id=lambda s: new_id()), CategoryNotFound),
]


class TestRefusals:
    @pytest.mark.parametrize(("change", "refusal"), REFUSED)
    def test_are_named(self, scene: Scene, change: Change, refusal: type[Refusal]) -> None:
        request = change(scene, scene.request(scene.line(entered_quantity=Decimal(1_000_000))))

        with pytest.raises(refusal):
            save_order(actor=scene.buyer, request=request, at=NOW)

        with tenant_transaction(scene.world.tenant.id):
            assert not PurchaseOrder.objects.filter(id=request.id).exists()

    def test_come_in_the_order_of_the_docstring(self, scene: Scene) -> None:
        told = (save_order.__doc__ or "").split("Raises:")[1]
        names = [refusal.__name__ for _, refusal in REFUSED]

        places = [told.index(name) for name in ["MissingGrant", "DocumentNotFound", *names]]

        assert places == sorted(places)

    def test_heads_come_before_lines(self, scene: Scene) -> None:
        broken = scene.request(scene.line(unit="m"), supplier_id=new_id(), business_date=TODAY + timedelta(days=1))

        with pytest.raises(DateOutOfRange):
            save_order(actor=scene.buyer, request=broken, at=NOW)
        with pytest.raises(PartyNotFound):
            save_order(actor=scene.buyer, request=replace(broken, business_date=TODAY), at=NOW)

    def test_a_project_of_another_company(self, scene: Scene) -> None:
        from gongliao.platform.models import Company

        with tenant_transaction(scene.world.tenant.id):
            company = Company.objects.create(code="C2", name="子公司", books_open_on=TODAY.replace(year=2020))
        work = make_work(scene.world, scene.admin, "ELSEWHERE", company_id=company.id)

        with pytest.raises(ProjectOfOtherCompany):
            scene.draft(scene.line(project_id=work.project_id, node_id=work.node_id))

    def test_a_sum_too_large(self, scene: Scene) -> None:
        line = {"entered_price": None, "amount": Decimal("6000000000000000.00")}

        with pytest.raises(FigureTooLarge) as refused:
            scene.draft(
                scene.line(entered_quantity=Decimal(1_000_000), **line),
                scene.line(entered_quantity=Decimal(1_000_000), **line),
            )

        assert refused.value.line is None

    def test_a_draft_that_has_gone_on(self, scene: Scene) -> None:
        request = scene.request()
        save_order(actor=scene.buyer, request=request, at=NOW)
        from gongliao.procurement.public import OrderStep, submit_order

        submit_order(actor=scene.buyer, request=OrderStep(request.id), at=NOW)

        with pytest.raises(WrongState):
            save_order(actor=scene.buyer, request=replace(request, remark="late", version=2), at=NOW)


class TestGrants:
    def test_only_who_orders_saves(self, scene: Scene) -> None:
        for role in ("storekeeper", "site_worker", "accountant", "director", "project_manager"):
            with pytest.raises(MissingGrant):
                save_order(actor=scene.world.person(role), request=scene.request(), at=NOW)

    def test_a_projects_buyer_orders_for_that_project_only(self, scene: Scene) -> None:
        theirs = scene.world.person("buyer", scope_kind="project", scope_id=scene.bridge.project_id)
        bridge = {"project_id": scene.bridge.project_id, "node_id": scene.bridge.node_id}

        save_order(actor=theirs, request=scene.request(scene.line(**bridge)), at=NOW)
        for lines in ((scene.line(),), (scene.stock_line(),), (scene.line(**bridge), scene.line())):
            with pytest.raises(MissingGrant):
                save_order(actor=theirs, request=scene.request(*lines), at=NOW)

    def test_a_projects_buyer_does_not_take_over_another_projects_draft(self, scene: Scene) -> None:
        theirs = scene.world.person("buyer", scope_kind="project", scope_id=scene.bridge.project_id)
        bridge = {"project_id": scene.bridge.project_id, "node_id": scene.bridge.node_id}
        of_tower, of_both = scene.draft(), scene.draft(scene.line(), scene.line(**bridge))

        with pytest.raises(DocumentNotFound):
            save_order(actor=theirs, request=scene.request(scene.line(**bridge), id=of_tower.id, version=1), at=NOW)
        with pytest.raises(MissingGrant):
            save_order(actor=theirs, request=scene.request(scene.line(**bridge), id=of_both.id, version=1), at=NOW)
