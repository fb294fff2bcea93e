"""What the lines of a count mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import BinFacts, ItemFacts, PartyFacts, require_unit, to_base
from gongliao.inventory.errors import CountedTwice, ReasonNotTold, WrongCompany
from gongliao.inventory.errors.consignment import ConsignedGoodsHaveNoPrice
from gongliao.inventory.errors.ownership import EmployersGoodsHaveNoPrice
from gongliao.inventory.models import StockCountLine
from gongliao.inventory.operations.count_request import CountLine, CountRequest
from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.inventory.operations.line_facts import Store, batch_of, bin_of, item_of, second_of
from gongliao.inventory.operations.ownership import owner_of
from gongliao.inventory.permissions import SEE_COST
from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import NO_QUANTITY, Quantity
from gongliao.ledger.public import (
    FOUND,
    BatchFacts,
    BatchNotTracked,
    BatchRequired,
    GoodsLine,
    Ownership,
    SerialIsOnePiece,
    SerialRequired,
    at_bin,
)
from gongliao.platform.public import Actor, MissingGrant, Where
from gongliao.projects.public import ProjectFacts

Spot = tuple[UUID, UUID, UUID, UUID | None, Ownership]


@dataclass(frozen=True, slots=True)
class CountedLines:
    """What the lines of one count name, and where goods were counted so far."""

    company_id: UUID
    warehouse: Store
    items: Mapping[UUID, ItemFacts]
    bins: Mapping[UUID, BinFacts]
    projects: Mapping[UUID, ProjectFacts]
    batches: Mapping[UUID, BatchFacts]
    consignors: Mapping[UUID, PartyFacts]
    counted: dict[Spot, int] = field(default_factory=dict)

    def plan_line(self, number: int, line: CountLine) -> PlannedLine:
        """Return a line as it is written; its goods are all that was counted.

        Raises: ItemNotFound, UnitUnknown, BinNotFound, WrongWarehouse, BinInactive, ProjectNotFound, ConsignorNeeded,
            PartyNotFound, ProjectOfEmployerNeeded, WrongCompany, ConsignedGoodsHaveNoPrice, EmployersGoodsHaveNoPrice,
            BatchNotFound, SerialRequired, BatchRequired, BatchNotTracked, SerialIsOnePiece, CountedTwice,
            ReasonNotTold, SecondQuantityNotKept.
        """
        item = item_of(self.items, line.item_id)
        quantity = _in_base(item, line.quantity, line.unit)
        bin_id = bin_of(self.bins, line.bin_id, warehouse=self.warehouse, field="bin_id")
        owner_id, ownership = owner_of(line, self.projects, self.consignors)
        project = self.projects.get(owner_id) if owner_id else None
        if project is not None and project.company_id != self.company_id:
            raise WrongCompany(field="owner_id")
        if ownership == "consignment" and line.price is not None:
            raise ConsignedGoodsHaveNoPrice(item=item.code, price=line.price)
        if ownership != "own" and line.price is not None:
            raise EmployersGoodsHaveNoPrice(item=item.code, price=line.price)
        batch_id = batch_of(self.batches, line.batch_id, item)
        _require_tracked(item, batch_id, quantity)
        spot = (item.id, bin_id, batch_id, owner_id, ownership)
        if (first := self.counted.setdefault(spot, number)) != number:
            raise CountedTwice(item=item.code, first=first)
        if line.reason == "other" and not line.remark.strip():
            raise ReasonNotTold()
        goods = GoodsLine(
            line_id=line.id,
            line_no=number,
            item=item,
            source=FOUND,
            target=at_bin(bin_id, owner_id=owner_id),
            quantity=quantity,
            entered_quantity=line.quantity,
            entered_unit=line.unit,
            second=second_of(item, line, quantity),
            batch_id=batch_id,
            ownership=ownership,
        )
        extra = {"reason": line.reason, "price": line.price, "book_quantity": None}
        return PlannedLine(goods, bin_id=bin_id, owner_id=owner_id, remark=line.remark, extra=extra)


def with_kept_prices(actor: Actor, request: CountRequest) -> Sequence[CountLine]:
    """Return the lines with the prices that were given before, where the actor may see none and gives none.

    Raises: MissingGrant where a price is given by who may not see what goods cost.
    """
    unseen = [
        line
        for line in request.lines
        if not actor.reach(SEE_COST).covers(Where(request.company_id, line.owner_id, request.warehouse_id))
    ]
    if not unseen:
        return request.lines
    kept = dict(StockCountLine.objects.filter(document_id=request.id).values_list("id", "price"))
    if any(line.price not in (None, kept.get(line.id)) for line in unseen):
        raise MissingGrant(grant=SEE_COST)
    hidden = {line.id for line in unseen}
    return [replace(line, price=kept.get(line.id)) if line.id in hidden else line for line in request.lines]


def _in_base(item: ItemFacts, counted: Decimal, unit: str) -> Quantity:
    if counted:
        return to_base(item, counted, unit)
    # Nothing is as much in any unit, but the item must have it.
    require_unit(item, unit)
    return NO_QUANTITY


def _require_tracked(item: ItemFacts, batch_id: UUID, quantity: Quantity) -> None:
    if item.tracking == "serial" and batch_id == NO_ID:
        raise SerialRequired(item=item.code)
    if item.tracking == "batch" and batch_id == NO_ID:
        raise BatchRequired(item=item.code)
    if item.tracking == "none" and batch_id != NO_ID:
        raise BatchNotTracked(item=item.code)
    if item.tracking == "serial" and quantity > 1:
        raise SerialIsOnePiece(item=item.code, quantity=quantity)
