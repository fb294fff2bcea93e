"""What a supplier consigns 寄售: his until it is used, kept in quantity, and bought at an agreed price by being used.

It is stock of the supplier himself, so that two suppliers' goods never mix and each piece is told to whose it is.
Source: requirements 3.12; ADR-0025.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import (
    BinFacts,
    ItemFacts,
    ItemNotFound,
    PartyFacts,
    ask_items,
    mark_items_used,
    to_base,
)
from gongliao.inventory.errors.consignment import (
    ConsignedGoodsNotOrdered,
    ConsignedGoodsOfNoProject,
    ConsignmentPriceNeeded,
    TwoConsignmentPrices,
)
from gongliao.inventory.models import ConsignmentPrice, GoodsReceiptLine
from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.inventory.operations.line_facts import Store, bin_of, item_of, plan_each, require_batch_named
from gongliao.inventory.operations.receipt_batches import with_batches
from gongliao.inventory.operations.receipt_request import ReceiptLine, ReceiptRequest
from gongliao.inventory.operations.unordered_lines import unordered
from gongliao.inventory.permissions import AGREE
from gongliao.inventory.queries.consignment_prices import prices_on
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import new_id
from gongliao.ledger.public import Place, Voucher
from gongliao.platform.public import Actor, MissingGrant, Where
from gongliao.procurement.public import NotASupplier


def plan_consigned(
    actor: Actor,
    request: ReceiptRequest,
    warehouse: Store,
    supplier: PartyFacts,
    *,
    bins: Mapping[UUID, BinFacts],
    posting: bool,
) -> list[PlannedLine]:
    """Return the lines of a receipt of a consignment as they are written.

    Raises: NotASupplier, MissingGrant of a price, NoLines; by line what ``ConsignedLines`` refuses;
        ConsignmentPriceNeeded; BatchDiffers.
    """
    # Of what was ordered, its order says that he is one.
    if not (supplier.is_supplier and supplier.active):
        raise NotASupplier(party=supplier.code)
    asked = with_kept_prices(actor, request)
    item_ids = {line.item_id for line in request.lines if line.item_id}
    if posting:
        mark_items_used(item_ids)
    items = ask_items(item_ids, on=request.business_date).get()
    lines = plan_each(asked, ConsignedLines(supplier.id, warehouse, items, bins).plan_line)
    return with_batches(with_prices(lines, request), supplier_id=supplier.id) if posting else lines


@dataclass(frozen=True, slots=True)
class ConsignedLines:
    """What the lines of one receipt of a supplier's consignment name, and what prices they said so far."""

    supplier_id: UUID
    warehouse: Store
    items: Mapping[UUID, ItemFacts]
    bins: Mapping[UUID, BinFacts]
    said: dict[UUID, Decimal] = field(default_factory=dict)

    def plan_line(self, number: int, line: ReceiptLine) -> PlannedLine:
        """Return a line as it is written; its goods stay the supplier's and are worth nothing here.

        Raises: ConsignedGoodsNotOrdered, ConsignedGoodsOfNoProject, ItemNotFound, ItemInactive, UnitUnknown,
            BinNotFound, WrongWarehouse, BinInactive, SerialRequired, BatchRequired, BatchNotTracked,
            TwoConsignmentPrices, SecondQuantityNotKept, SecondQuantityRequired.
        """
        if line.order_line_id is not None:
            raise ConsignedGoodsNotOrdered()
        if line.owner_id is not None:
            raise ConsignedGoodsOfNoProject()
        if line.item_id is None:
            raise ItemNotFound(id=line.id)
        item = item_of(self.items, line.item_id, entering=True)
        quantity = to_base(item, line.quantity, line.unit)
        bin_id = bin_of(self.bins, line.bin_id, warehouse=self.warehouse, field="bin_id")
        require_batch_named(item, line.batch_no)
        if line.price is not None and (said := self.said.setdefault(item.id, line.price)) != line.price:
            raise TwoConsignmentPrices(item=item.code, price=line.price, other=said)
        return unordered(
            line,
            item,
            number=number,
            quantity=quantity,
            source=Place("supplier", self.supplier_id),
            bin_id=bin_id,
            owner_id=self.supplier_id,
            ownership="consignment",
        )


def with_prices(lines: Sequence[PlannedLine], request: ReceiptRequest) -> list[PlannedLine]:
    """Return the lines with the prices that are agreed on: as they say, or as was said before.

    Raises: ConsignmentPriceNeeded of all lines together.
    """
    before = _before(lines, request)
    told = {line.goods.item.id: line.extra["price"] for line in lines if line.extra["price"] is not None}
    refused: list[Refusal] = []
    priced: list[PlannedLine] = []
    for line in lines:
        item = line.goods.item
        price = told.get(item.id) or before.get(item.id)
        if price is None:
            refused.append(ConsignmentPriceNeeded(item=item.code, date=request.business_date, line=line.goods.line_no))
        priced.append(replace(line, extra={**line.extra, "price": price}))
    refuse_together(refused)
    return priced


def agree_received(*, actor: Actor, voucher: Voucher, lines: Sequence[PlannedLine], at: datetime) -> None:
    """Note the prices that a receipt said, where something else, or nothing, was agreed on for its day."""
    [supplier_id] = {line.consignor_id for line in lines}
    assert supplier_id is not None
    said, on = {line.goods.item.id: line.extra["price"] for line in lines}, voucher.business_date
    before = prices_on(company_id=voucher.company_id, on=on, of=[(supplier_id, item_id) for item_id in said])
    ConsignmentPrice.objects.bulk_create(
        [
            ConsignmentPrice(
                id=new_id(),
                company_id=voucher.company_id,
                supplier_id=supplier_id,
                item_id=item_id,
                price=price,
                valid_from=on,
                receipt_id=voucher.id,
                recorded_at=voucher.recorded_at(at),
                recorded_by_id=actor.person_id,
            )
            for item_id, price in said.items()
            if before.get((supplier_id, item_id)) != price
        ]
    )


def with_kept_prices(actor: Actor, request: ReceiptRequest) -> Sequence[ReceiptLine]:
    """Return the lines with the prices that were given before, where the actor may agree on none and gives none.

    Raises: MissingGrant where a price is given by who may not agree on it.
    """
    if actor.reach(AGREE).covers(Where(request.company_id, None, request.warehouse_id)):
        return request.lines
    kept = dict(GoodsReceiptLine.objects.filter(document_id=request.id).values_list("id", "price"))
    if any(line.price not in (None, kept.get(line.id)) for line in request.lines):
        raise MissingGrant(grant=AGREE)
    return [replace(line, price=kept.get(line.id)) for line in request.lines]


def _before(lines: Sequence[PlannedLine], request: ReceiptRequest) -> dict[UUID, Decimal]:
    assert request.supplier_id is not None
    pairs = {(request.supplier_id, line.goods.item.id) for line in lines}
    prices = prices_on(company_id=request.company_id, on=request.business_date, of=pairs)
    return {item_id: price for (_, item_id), price in prices.items()}
