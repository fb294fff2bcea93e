"""What the employer supplies for a project's work 甲供材: received in quantity alone, without order and price.

It comes from the project's customer and is stock of that project, so that each piece can be told to whoever gave it.
Source: requirements 3.12; ADR-0022.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gongliao.catalog.public import BinFacts, ItemFacts, ItemNotFound, second_counted, to_base
from gongliao.inventory.errors import WrongCompany
from gongliao.inventory.errors.ownership import EmployerNotNamed, EmployersGoodsNotBought, ProjectOfEmployerNeeded
from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.inventory.operations.line_facts import Store, bin_of, item_of, require_batch_named
from gongliao.inventory.operations.receipt_request import ReceiptLine
from gongliao.kernel.values import NO_MONEY
from gongliao.ledger.public import GoodsLine, Place, at_bin
from gongliao.projects.public import ProjectFacts, ProjectIsClosed, ProjectNotFound, Status


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

        Raises: EmployersGoodsNotBought, ItemNotFound, ItemInactive, UnitUnknown, BinNotFound, WrongWarehouse,
            BinInactive, ProjectOfEmployerNeeded, ProjectNotFound, WrongCompany, ProjectIsClosed, EmployerNotNamed,
            SerialRequired, BatchRequired, BatchNotTracked, SecondQuantityNotKept, SecondQuantityRequired.
        """
        if line.order_line_id is not None:
            raise EmployersGoodsNotBought(field="order_line_id")
        if line.item_id is None:
            raise ItemNotFound(id=line.id)
        item = item_of(self.items, line.item_id, entering=True)
        quantity = to_base(item, line.quantity, line.unit)
        bin_id = bin_of(self.bins, line.bin_id, warehouse=self.warehouse, field="bin_id")
        project = self._project_of(line)
        if project.customer_id is None:
            raise EmployerNotNamed(project=project.code)
        require_batch_named(item, line.batch_no)
        goods = GoodsLine(
            line_id=line.id,
            line_no=number,
            item=item,
            source=Place("customer", project.customer_id),
            target=at_bin(bin_id, owner_id=project.id),
            quantity=quantity,
            entered_quantity=line.quantity,
            entered_unit=line.unit,
            second=second_counted(item, entered=line.quantity, unit=line.unit, told=line.second_quantity),
            ownership="owner_supplied",
            value=NO_MONEY,
        )
        extra: dict[str, Any] = {
            "order_line_id": None,
            "batch_no": line.batch_no,
            "production_date": line.production_date,
            "expiry_date": line.expiry_date,
        }
        return PlannedLine(goods, bin_id=bin_id, owner_id=project.id, remark=line.remark, extra=extra)

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
