"""Master data of the demonstration: items, suppliers, stores, projects and their work."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from gongliao.catalog.public import (
    CategoryRequest,
    ItemRequest,
    PartyRequest,
    UnitRequest,
    WarehouseRequest,
    items_by_id,
    mark_items_used,
    save_category,
    save_item,
    save_party,
    save_unit,
    save_warehouse,
)
from gongliao.onboarding.operations.found_demo import Cast
from gongliao.onboarding.rules.ids import DemoIds
from gongliao.onboarding.rules.plan import Plan, PlannedProject
from gongliao.platform.public import Actor, tenant_transaction
from gongliao.projects.public import (
    FREIGHT,
    CostCategory,
    Kind,
    OutlineRequest,
    OutlineRow,
    ProjectRequest,
    install_default_categories,
    projects_by_id,
    release_project,
    save_outline,
    save_project,
)
from gongliao.projects.public import CategoryRequest as CostCategoryRequest
from gongliao.projects.public import save_category as save_cost_category

PACK = "pack"
MATERIAL = "MAT"
INSURANCE = "OTH-INS"
ROOT = "1"
CENTRAL_STORE = "C-01"


def lay_foundation(*, cast: Cast, plan: Plan, at: datetime, done: Callable[[int, int], None]) -> None:
    """Make the master data that are missing; safe to repeat.

    The catalogue is made in one transaction and each project in one, so what is there is whole.
    """
    administrator, ids = cast.actors["administrator"], cast.ids
    total = len(plan.projects) + 1
    done(0, total)
    with tenant_transaction(cast.tenant_id, person_id=administrator.person_id):
        item_ids = [ids.of("item", item.name) for item in plan.items]
        if len(items_by_id(item_ids, on=at.date())) < len(item_ids):
            _lay_catalogue(administrator, cast, plan)
            # Both loading processes move goods of the same items: marking them one by one, they could wait for each
            # other in a ring.
            mark_items_used(item_ids)
    for number, project in enumerate(plan.projects, start=1):
        with tenant_transaction(cast.tenant_id, person_id=administrator.person_id):
            project_id = ids.of("project", project.code)
            if project_id not in projects_by_id({project_id}):
                _lay_project(administrator, cast, project, at)
        done(number + 1, total)


def find_cost_categories() -> Mapping[str, UUID]:
    """Return the cost categories that the demonstration books on: material, freight, insurance."""
    found = dict(CostCategory.objects.filter(code__in=[MATERIAL, FREIGHT, INSURANCE]).values_list("code", "id"))
    return {"material": found[MATERIAL], "freight": found[FREIGHT], "insurance": found[INSURANCE]}


def _lay_catalogue(administrator: Actor, cast: Cast, plan: Plan) -> None:
    ids = cast.ids
    _lay_cost_categories(administrator, ids)
    unit = UnitRequest(id=ids.of("unit", PACK), code=PACK, name_zh="包", name_en="pack")
    save_unit(actor=administrator, request=unit)
    _lay_item_categories(administrator, ids, plan)
    for item in plan.items:
        save_item(
            actor=administrator,
            request=ItemRequest(
                id=ids.of("item", item.name),
                code=item.code,
                name=item.name,
                base_unit=PACK,
                specification=item.specification,
                brand=item.brand,
                category_id=ids.of("item-category", item.group, item.subgroup),
            ),
        )
    for vendor in plan.vendors:
        remark = "Regional distribution centres: fill orders from their own stock." if vendor.internal else ""
        save_party(
            actor=administrator,
            request=PartyRequest(
                id=ids.of("vendor", vendor.name),
                code=vendor.code,
                name=vendor.name,
                is_supplier=True,
                remark=remark,
            ),
        )
    central = WarehouseRequest(
        id=ids.of("store", CENTRAL_STORE),
        code=CENTRAL_STORE,
        name="Central warehouse",
        company_id=cast.company_id,
        kind="central",
    )
    save_warehouse(actor=administrator, request=central)


def _lay_cost_categories(administrator: Actor, ids: DemoIds) -> None:
    found = install_default_categories(actor=administrator)
    request = CostCategoryRequest(
        id=ids.of("cost-category", INSURANCE),
        code=INSURANCE,
        name="保险费",
        name_en="Insurance",
        kind=Kind.OTHER_DIRECT,
        parent_id=found["OTH"].id,
    )
    save_cost_category(actor=administrator, request=request)


def _lay_item_categories(administrator: Actor, ids: DemoIds, plan: Plan) -> None:
    pairs = sorted({(item.group, item.subgroup) for item in plan.items})
    for group in dict.fromkeys(group for group, _ in pairs):
        request = CategoryRequest(id=ids.of("item-category", group), code=group, name=group)
        save_category(actor=administrator, request=request)
    for number, (group, subgroup) in enumerate(pairs, start=1):
        request = CategoryRequest(
            id=ids.of("item-category", group, subgroup),
            code=f"{group}-{number}",
            name=subgroup,
            parent_id=ids.of("item-category", group),
        )
        save_category(actor=administrator, request=request)


def _lay_project(administrator: Actor, cast: Cast, project: PlannedProject, at: datetime) -> None:
    ids = cast.ids
    project_id, store_id = ids.of("project", project.code), ids.of("store", project.code)
    store = WarehouseRequest(
        id=store_id,
        code=f"S-{project.code}",
        name=f"{project.name} site store",
        company_id=cast.company_id,
        kind="site",
        address=project.country,
    )
    save_warehouse(actor=administrator, request=store)
    request = ProjectRequest(
        id=project_id,
        version=0,
        code=project.code,
        name=project.name,
        company_id=cast.company_id,
        manager_id=cast.actors["project_manager"].person_id,
        site_store_id=store_id,
        planned_start=project.starts_on,
        planned_finish=project.ends_on,
    )
    save_project(actor=administrator, request=request, at=at)
    outline = OutlineRequest(project_id=project_id, tree_version=0, rows=tuple(_outline(ids, project)))
    save_outline(actor=administrator, request=outline)
    release_project(actor=administrator, project_id=project_id, at=at)


def _outline(ids: DemoIds, project: PlannedProject) -> list[OutlineRow]:
    """Return the work of a project: a section per product group, below it a task per sub-classification."""
    rows = [OutlineRow(ids.of("node", project.code), ROOT, project.name, level=1, chargeable=False)]
    for number, (group, subgroups) in enumerate(project.work.items(), start=1):
        code = f"{ROOT}.{number}"
        rows.append(OutlineRow(ids.of("node", project.code, group), code, group, level=2, chargeable=False))
        rows += [
            OutlineRow(
                ids.of("node", project.code, group, subgroup), f"{code}.{part}", subgroup, level=3, chargeable=True
            )
            for part, subgroup in enumerate(subgroups, start=1)
        ]
    return rows
