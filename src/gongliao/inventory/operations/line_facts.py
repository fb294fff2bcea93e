"""Looking up what lines name, with refusals that say the line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar
from uuid import UUID

from gongliao.catalog.public import (
    BinFacts,
    BinInactive,
    BinNotFound,
    ItemFacts,
    ItemInactive,
    ItemNotFound,
    SecondQuantity,
    WarehouseNotFound,
    second_quantity,
)
from gongliao.inventory.errors import (
    BatchExpired,
    BatchExpiresTooSoon,
    BatchNotReleased,
    NoLines,
    WrongCompany,
    WrongWarehouse,
)
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import NO_ID
from gongliao.ledger.public import BatchFacts, BatchNotFound, BatchNotTracked, BatchRequired, CostObject, SerialRequired
from gongliao.projects.public import (
    CategoryFacts,
    CategoryNotFound,
    NodeFacts,
    NodeNotFound,
    ProjectFacts,
    ProjectNotFound,
    Purpose,
    require_category_takes,
    require_node_takes,
)

L = TypeVar("L")
P = TypeVar("P")


def plan_each(lines: Sequence[L], plan_line: Callable[[int, L], P]) -> list[P]:
    """Plan every line and refuse all that is wrong with any of them together.

    Raises: NoLines, Refusal, SeveralRefusals.
    """
    if not lines:
        raise NoLines()
    planned: list[P] = []
    refused: list[Refusal] = []
    for number, line in enumerate(lines, start=1):
        try:
            planned.append(plan_line(number, line))
        except Refusal as refusal:
            refusal.line = number
            refused.append(refusal)
    refuse_together(refused)
    return planned


@dataclass(frozen=True, slots=True)
class Store:
    """A document's warehouse, and the bin that goods take there when none is named."""

    id: UUID
    code: str
    default_bin_id: UUID


def store_of(default: BinFacts | None, warehouse_id: UUID, *, company_id: UUID, field: str = "warehouse_id") -> Store:
    """Return an active warehouse of the company by its default bin.

    Raises: WarehouseNotFound, WrongCompany.
    """
    if default is None or not default.active:
        raise WarehouseNotFound(id=warehouse_id, field=field)
    if default.company_id != company_id:
        raise WrongCompany(field=field)
    return Store(warehouse_id, default.warehouse_code, default.id)


def item_of(items: Mapping[UUID, ItemFacts], item_id: UUID, *, entering: bool = False) -> ItemFacts:
    """Return the item; what enters our books must also be active.

    Raises: ItemNotFound, ItemInactive.
    """
    item = items.get(item_id)
    if item is None:
        raise ItemNotFound(id=item_id)
    if entering and not item.active:
        raise ItemInactive(item=item.code)
    return item


def bin_of(bins: Mapping[UUID, BinFacts], bin_id: UUID | None, *, warehouse: Store, field: str) -> UUID:
    """Return the named bin of the warehouse, or its default bin.

    Raises: BinNotFound, WrongWarehouse, BinInactive, BinInactive.
    """
    if bin_id is None:
        return warehouse.default_bin_id
    found = bins.get(bin_id)
    if found is None:
        raise BinNotFound(id=bin_id, field=field)
    if found.warehouse_id != warehouse.id:
        raise WrongWarehouse(bin=found.code, warehouse=warehouse.code, field=field)
    if not found.active:
        raise BinInactive(bin=found.code, field=field)
    return bin_id


class Entered(Protocol):
    """What a line says of how much it is."""

    @property
    def quantity(self) -> Decimal: ...
    @property
    def unit(self) -> str: ...
    @property
    def second_quantity(self) -> Decimal | None: ...


def second_of(item: ItemFacts, line: Entered, base: Decimal) -> SecondQuantity | None:
    """Return how much a line is in the item's second unit: as it was counted, or worked out.

    Raises: SecondQuantityNotKept.
    """
    return second_quantity(item, base=base, entered=line.quantity, unit=line.unit, told=line.second_quantity)


def batch_of(batches: Mapping[UUID, BatchFacts], batch_id: UUID | None, item: ItemFacts) -> UUID:
    """Return the batch's id, or ``NO_ID`` where none is named.

    Raises: BatchNotFound.
    """
    if batch_id is None:
        return NO_ID
    batch = batches.get(batch_id)
    if batch is None or batch.item_id != item.id:
        raise BatchNotFound(id=batch_id)
    return batch_id


def require_issuable(batch: BatchFacts, on: date, node: NodeFacts) -> None:
    """Refuse to issue a batch that is not released, that expired before the day, or keeps too short for the project.

    Raises: BatchNotReleased, BatchExpired, BatchExpiresTooSoon.
    Source: requirements 3.7.
    """
    if batch.status != "released":
        raise BatchNotReleased(batch=batch.number, state=batch.status)
    if batch.expiry_date is not None and batch.expiry_date < on:
        raise BatchExpired(batch=batch.number, expired=batch.expiry_date)
    days_min = node.shelf_life_days_min
    if batch.expiry_date is not None and (left := (batch.expiry_date - on).days) < days_min:
        raise BatchExpiresTooSoon(
            batch=batch.number, expires=batch.expiry_date, days_left=left, days_min=days_min, project=node.project_code
        )


def cost_object_of(
    nodes: Mapping[UUID, NodeFacts],
    categories: Mapping[UUID, CategoryFacts],
    *,
    node_id: UUID,
    category_id: UUID,
    company_id: UUID,
    purpose: Purpose,
) -> CostObject:
    """Return the project, node and category that bear a line.

    Raises: NodeNotFound, NodeNotChargeable, NodeClosed, WrongCompany, CategoryNotFound.
    """
    node = nodes.get(node_id)
    if node is None:
        raise NodeNotFound(id=node_id, field="node_id")
    require_node_takes(node, purpose)
    if node.company_id != company_id:
        raise WrongCompany(field="node_id")
    category = categories.get(category_id)
    if category is None:
        raise CategoryNotFound(id=category_id, field="category_id")
    require_category_takes(category)
    return CostObject(node.project_id, node.id, category_id)


def project_of(projects: Mapping[UUID, ProjectFacts], owner_id: UUID | None) -> UUID | None:
    """Return the project that owns stock, if one does.

    Raises: ProjectNotFound.
    """
    if owner_id is not None and owner_id not in projects:
        raise ProjectNotFound(id=owner_id, field="owner_id")
    return owner_id


def require_batch_named(item: ItemFacts, batch_no: str) -> None:
    """Refuse goods that come in without the batch that their item needs, or with one that it has not.

    Raises: SerialRequired, BatchRequired, BatchNotTracked.
    """
    if item.tracking == "serial" and not batch_no:
        raise SerialRequired(item=item.code, field="batch_no")
    if item.tracking == "batch" and not batch_no:
        raise BatchRequired(item=item.code, field="batch_no")
    if item.tracking == "none" and batch_no:
        raise BatchNotTracked(item=item.code, field="batch_no")
