"""Cost categories."""

from dataclasses import replace

import pytest

from gongliao.kernel.ids import new_id
from gongliao.platform.public import MissingGrant, RequestIdReused, StaleVersion, tenant_transaction
from gongliao.projects.errors.records import (
    CategoryKindDiffers,
    CategoryKindFixed,
    CategoryNotFound,
    CategoryUnderItself,
    CodeTaken,
)
from gongliao.projects.public import (
    FREIGHT,
    CategoryRequest,
    Kind,
    categories_by_id,
    install_default_categories,
    save_category,
)
from gongliao.projects.queries.records import find_category, list_categories
from tests.support.world import make_world


class TestInstallDefaultCategories:
    def test_makes_the_usual_ones_once(self) -> None:
        world = make_world()
        boss = world.person("administrator")

        made = install_default_categories(actor=boss)
        again = install_default_categories(actor=boss)

        assert [(each.code, each.kind) for each in made.values() if each.parent_id is None] == [
            ("LAB", "LABOUR"),
            ("MAT", "MATERIAL"),
            ("MAC", "MACHINE"),
            ("SUB", "SUBCONTRACT"),
            ("OTH", "OTHER_DIRECT"),
            ("IND", "INDIRECT"),
        ]
        freight = made[FREIGHT]
        assert (freight.name, freight.parent_id, freight.kind) == ("运费", made["OTH"].id, "OTHER_DIRECT")
        assert {each.id for each in again.values()} == {each.id for each in made.values()}

    def test_is_for_those_who_manage_everywhere(self) -> None:
        world = make_world()
        manager = world.person("project_manager", scope_kind="company", scope_id=world.company_id)
        with pytest.raises(MissingGrant):
            install_default_categories(actor=manager)


class TestSaveCategory:
    def test_makes_and_changes_a_branch(self) -> None:
        world = make_world()
        boss = world.person("administrator")
        material = install_default_categories(actor=boss)["MAT"]
        request = CategoryRequest(id=new_id(), code="STEEL", name="钢材", kind=Kind.MATERIAL, parent_id=material.id)

        first = save_category(actor=boss, request=request)
        again = save_category(actor=boss, request=request)
        changed = save_category(actor=boss, request=replace(request, name="钢筋", active=False, version=1))

        assert (first.version, again.version, changed.version) == (1, 1, 2)
        with tenant_transaction(world.tenant.id):
            facts = categories_by_id([request.id])[request.id]
        assert (facts.name, facts.kind, facts.active) == ("钢筋", Kind.MATERIAL, False)

    def test_refuses(self) -> None:
        world, theirs = make_world(), make_world()
        boss = world.person("administrator")
        made = install_default_categories(actor=boss)
        foreign = install_default_categories(actor=theirs.person("administrator"))["MAT"]
        steel = CategoryRequest(id=new_id(), code="STEEL", name="钢材", kind=Kind.MATERIAL, parent_id=made["MAT"].id)
        save_category(actor=boss, request=steel)
        top = CategoryRequest(id=made["MAT"].id, code="MAT", name="材料费", kind=Kind.MATERIAL, version=1)

        refused = [
            (replace(steel, name="x"), RequestIdReused),
            (replace(steel, name="x", version=7), StaleVersion),
            (replace(steel, kind=Kind.LABOUR, version=1), CategoryKindFixed),
            (replace(top, parent_id=steel.id), CategoryUnderItself),
            (replace(steel, id=new_id(), code="X", kind=Kind.LABOUR), CategoryKindDiffers),
            (replace(steel, id=new_id(), code="LAB"), CodeTaken),
            (replace(steel, id=new_id(), version=2), CategoryNotFound),
            (replace(steel, id=new_id(), code="X", parent_id=new_id()), CategoryNotFound),
            (replace(steel, id=new_id(), code="X", parent_id=foreign.id), CategoryNotFound),
        ]
        for request, refusal in refused:
            with pytest.raises(refusal):
                save_category(actor=boss, request=request)
        with pytest.raises(MissingGrant):
            save_category(actor=world.person("accountant"), request=steel)

    def test_is_found_by_its_own_tenant(self) -> None:
        world, theirs = make_world(), make_world()
        boss = world.person("administrator")
        ours = install_default_categories(actor=boss)
        foreign = install_default_categories(actor=theirs.person("administrator"))["MAT"]
        with tenant_transaction(world.tenant.id):
            assert list_categories(actor=boss, text="freight").get().id == ours[FREIGHT].id
            assert list_categories(actor=boss, kind=Kind.OTHER_DIRECT).count() == 2
            assert categories_by_id([foreign.id]) == {}
            with pytest.raises(CategoryNotFound):
                find_category(actor=boss, category_id=foreign.id)
