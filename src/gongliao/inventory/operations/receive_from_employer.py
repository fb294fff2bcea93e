"""What the employer supplies for a project's work 甲供材: received in quantity alone, without order and price.

It comes from the project's customer and is stock of that project, so that each piece can be told to whoever gave it.
Source: requirements 3.12; ADR-0022.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from gongliao.catalog.public import (
    BinFacts,
    ItemFacts,
    ItemNotFound,
    ask_items,
    mark_items_used,
    to_base,
)
from gongliao.inventory.errors import WrongCompany
from gongliao.inventory.errors.consignment import PriceOnlyOfConsignment
from gongliao.inventory.errors.ownership import EmployerNotNamed, EmployersGoodsNotBought, ProjectOfEmployerNeeded
from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.inventory.operations.line_facts import Store, bin_of, item_of, plan_each, require_batch_named
from gongliao.inventory.operations.receipt_batches import with_batches
from gongliao.inventory.operations.receipt_request import ReceiptLine, ReceiptRequest
from gongliao.inventory.operations.unordered_lines import unordered
from gongliao.ledger.public import Place
from gongliao.projects.public import ProjectFacts, ProjectIsClosed, ProjectNotFound, Status


def plan_supplied(
    request: ReceiptRequest,
    warehouse: Store,
    *,
    bins: Mapping[UUID, BinFacts],
    projects: Mapping[UUID, ProjectFacts],
    posting: bool,
) -> list[PlannedLine]:
    """Return the lines of a receipt of the employer's goods as they are written.

    Raises: EmployersGoodsNotBought; NoLines; by line what ``EmployersLines`` refuses; BatchDiffers.
    """
    if request.supplier_id is not None:
        raise EmployersGoodsNotBought()
    item_ids = {line.item_id for line in request.lines if line.item_id}
    if posting:
        mark_items_used(item_ids)
    items = ask_items(item_ids, on=request.business_date).get()
    known = EmployersLines(request.company_id, warehouse, items, bins, projects)
    lines = plan_each(request.lines, known.plan_line)
    return with_batches(lines) if posting else lines


@dataclass(frozen=True, slots=True)
class EmployersLines:
    """What the lines of one receipt of the employer's goods name."""

    company_id: UUID
    warehouse: Store
    items: Mapping[UUID, ItemFacts]
    bins: Mapping[UUID, BinFacts]
    projects: Mapping[UUID, ProjectFacts]

    def plan_line(self, number: int, line: ReceiptLine) -> PlannedLine:
        """Return a line as it is written; its goods come from the project's customer and are worth nothing here.

        Raises: EmployersGoodsNotBought, PriceOnlyOfConsignment, ItemNotFound, ItemInactive, UnitUnknown, BinNotFound,
            WrongWarehouse, BinInactive, ProjectOfEmployerNeeded, ProjectNotFound, WrongCompany, ProjectIsClosed,
            EmployerNotNamed, SerialRequired, BatchRequired, BatchNotTracked, SecondQuantityNotKept,
            SecondQuantityRequired.
        """
        if line.order_line_id is not None:
            raise EmployersGoodsNotBought(field="order_line_id")
        if line.price is not None:
            raise PriceOnlyOfConsignment()
        if line.item_id is None:
            raise ItemNotFound(id=line.id)
        item = item_of(self.items, line.item_id, entering=True)
        quantity = to_base(item, line.quantity, line.unit)
        bin_id = bin_of(self.bins, line.bin_id, warehouse=self.warehouse, field="bin_id")
        project = self._project_of(line)
        if project.customer_id is None:
            raise EmployerNotNamed(project=project.code)
        require_batch_named(item, line.batch_no)
        return unordered(
            line,
            item,
            number=number,
            quantity=quantity,
            source=Place("customer", project.customer_id),
            bin_id=bin_id,
            owner_id=project.id,
            ownership="owner_supplied",
        )

    def _project_of(self, line: ReceiptLine) -> ProjectFacts:
        if line.owner_id is None:
            raise ProjectOfEmployerNeeded()
        project = self.projects.get(line.owner_id)
        if project is None:
            raise ProjectNotFound(id=line.owner_id, field="owner_id")
        if project.company_id != self.company_id:
            raise WrongCompany(field="owner_id")
        if project.status == Status.CLOSED:
            raise ProjectIsClosed(project=project.code)
        return project
