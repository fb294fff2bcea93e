"""Return material from a project's work to the store."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import BinFacts, ask_bins, ask_default_bin, ask_items, to_base
from gongliao.contracts.inventory import MaterialReturned
from gongliao.inventory.errors import IssueLineNotFound, MoreThanIssued, ReturnedBeforeIssued, WrongCompany
from gongliao.inventory.models import MaterialReturn, MaterialReturnLine
from gongliao.inventory.operations import goods_documents
from gongliao.inventory.operations.goods_kind import GoodsKind, Plan, PlannedLine, ReversalRequest
from gongliao.inventory.operations.issued_lines import lock_issued_lines
from gongliao.inventory.operations.line_facts import bin_of, item_of, plan_each, second_of, store_of
from gongliao.inventory.operations.reverse_goods_document import reverse_goods_document
from gongliao.inventory.permissions import RETURN
from gongliao.kernel.ids import NO_ID, new_id
from gongliao.kernel.values import Money
from gongliao.ledger.public import (
    GoodsLine,
    PostedLine,
    Voucher,
    at_bin,
    at_node,
    on_site,
    post_goods,
)
from gongliao.platform.public import (
    Actor,
    CompanyFacts,
    Event,
    Later,
    Where,
    ask_company,
    in_tenant,
    require_open,
)
from gongliao.projects.public import Purpose, ask_nodes, require_node_takes

# What of a node is asked: goods that are issued to it again the day after must be taken by it again.
PURPOSES: Mapping[bool, tuple[Purpose, ...]] = {False: ("return",), True: ("return", "issue")}


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """Goods back from one issue line."""

    id: UUID
    issue_line_id: UUID
    quantity: Decimal
    unit: str
    bin_id: UUID | None = None
    remark: str = ""
    second_quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """Bring material back to a warehouse, or only on paper and for a night where it is ``notional``."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    lines: tuple[ReturnLine, ...]
    remark: str = ""
    notional: bool = False


@in_tenant
def save_material_return(*, actor: Actor, request: ReturnRequest, at: datetime) -> UUID:
    """Save a draft return and return its id.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, WrongState, StaleVersion, then what ``return_material``
        refuses before it posts.
    """
    document: MaterialReturn = goods_documents.save(KIND, actor=actor, request=request, at=at)
    return document.id


@in_tenant
def return_material(*, actor: Actor, request: ReturnRequest, at: datetime) -> UUID:
    """Return material in one step, at the unit cost of the issue line that it came from; returns the id.

    What is returned notionally 假退料 stays on site and is issued to the same node again the day after, at the same.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, DateOutOfRange, WarehouseNotFound, WrongCompany, NoLines;
        by line IssueLineNotFound, WrongCompany, UnitUnknown, BinNotFound, WrongWarehouse, BinInactive, NodeClosed,
        ReturnedBeforeIssued, MoreThanIssued, SecondQuantityNotKept; ShortOnLaterDay.
    Source: requirements 4.9, 4.10; design.md 4.
    """
    return goods_documents.record(KIND, actor=actor, request=request, at=at)


@in_tenant
def post_material_return(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft return.

    Raises: MissingGrant, DocumentNotFound, WrongState, and what ``return_material`` refuses.
    """
    return goods_documents.post(KIND, actor=actor, document_id=document_id, at=at)


@in_tenant
def reverse_material_return(*, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime) -> UUID:
    """Undo a return while its goods still lie untouched.

    Raises: as ``reverse_goods_document``.
    """
    return reverse_goods_document(KIND, actor=actor, document_id=document_id, request=request, at=at)


@in_tenant
def drop_material_return(*, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft return.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    goods_documents.drop(KIND, actor=actor, document_id=document_id, version=version)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a return's plan needs to know."""

    company: Later[CompanyFacts | None]
    store: Later[BinFacts | None]
    bins: Later[dict[UUID, BinFacts]]


class _Return(GoodsKind[ReturnRequest]):
    model = MaterialReturn
    line_model = MaterialReturnLine
    grant = RETURN
    head_extra = ("notional",)
    line_extra = ("issue_line_id",)

    def ask(self, request: ReturnRequest) -> _Asked:
        return _Asked(
            company=ask_company(request.company_id),
            store=ask_default_bin(request.warehouse_id),
            bins=ask_bins({line.bin_id for line in request.lines if line.bin_id}),
        )

    def plan(self, *, actor: Actor, request: ReturnRequest, asked: _Asked, at: datetime, posting: bool) -> Plan:
        company = asked.company.get()
        company = require_open(company, company_id=request.company_id, business_date=request.business_date, at=at)
        warehouse = store_of(asked.store.get(), request.warehouse_id, company_id=request.company_id)
        lines_issued = lock_issued_lines(
            [line.issue_line_id for line in request.lines],
            notional_on=request.business_date if request.notional else None,
        )
        asked_items = ask_items({line.item_id for line in lines_issued.values()}, on=request.business_date)
        asked_nodes = ask_nodes({line.cost.node_id for line in lines_issued.values()})
        items, nodes, bins = asked_items.get(), asked_nodes.get(), asked.bins.get()
        running = {id_: line.issued for id_, line in lines_issued.items()}

        def plan_line(number: int, line: ReturnLine) -> PlannedLine:
            source = lines_issued.get(line.issue_line_id)
            if source is None:
                raise IssueLineNotFound(id=line.issue_line_id)
            if source.company_id != request.company_id:
                raise WrongCompany(field="issue_line_id")
            item = item_of(items, source.item_id)
            quantity = to_base(item, line.quantity, line.unit)
            bin_id = bin_of(bins, line.bin_id, warehouse=warehouse, field="bin_id")
            for purpose in PURPOSES[request.notional]:
                require_node_takes(nodes[source.cost.node_id], purpose)
            if request.business_date < source.business_date:
                raise ReturnedBeforeIssued(date=request.business_date, issued=source.business_date)
            issued = running[line.issue_line_id]
            if quantity > issued.open:
                raise MoreThanIssued(asked=quantity, open=issued.open)
            running[line.issue_line_id] = issued.after(quantity)
            goods = GoodsLine(
                line_id=line.id,
                line_no=number,
                item=item,
                source=at_node(source.cost.node_id),
                target=on_site(bin_id) if request.notional else at_bin(bin_id, owner_id=source.owner_id),
                quantity=quantity,
                entered_quantity=line.quantity,
                entered_unit=line.unit,
                second=second_of(item, line, quantity),
                batch_id=source.batch_id or NO_ID,
                ownership=source.ownership,
                carries=(source.document_id, line.issue_line_id),
                cost=source.cost,
            )
            extra = {"issue_line_id": line.issue_line_id}
            return PlannedLine(goods, bin_id=bin_id, owner_id=source.owner_id, remark=line.remark, extra=extra)

        lines = plan_each(request.lines, plan_line)
        projects = {source.cost.project_id for source in lines_issued.values()}
        places = [Where(request.company_id, project_id, warehouse.id) for project_id in projects]
        before = {("goods_issue", source.document_id) for source in lines_issued.values()} if posting else set()
        head = {"warehouse_id": warehouse.id, "notional": request.notional}
        return Plan(company=company, head=head, lines=lines, places=places, before=sorted(before, key=str))

    def request_of(self, document: MaterialReturn) -> ReturnRequest:
        lines = MaterialReturnLine.objects.filter(document_id=document.id).order_by("line_no")
        return ReturnRequest(
            id=document.id,
            version=document.version,
            company_id=document.company_id,
            business_date=document.business_date,
            warehouse_id=document.warehouse_id,
            remark=document.remark,
            notional=document.notional,
            lines=tuple(
                ReturnLine(
                    id=line.id,
                    issue_line_id=line.issue_line_id,
                    quantity=line.entered_quantity,
                    unit=line.unit,
                    second_quantity=line.second_counted,
                    bin_id=line.bin_id,
                    remark=line.remark,
                )
                for line in lines
            ),
        )

    def move(self, *, actor: Actor, voucher: Voucher, plan: Plan, at: datetime) -> tuple[Plan, tuple[PostedLine, ...]]:
        plan, back = super().move(actor=actor, voucher=voucher, plan=plan, at=at)
        if plan.head["notional"]:
            again = replace(voucher, business_date=voucher.business_date + timedelta(days=1))
            legs = [
                replace(
                    line.goods,
                    source=line.goods.target,
                    target=line.goods.source,
                    value=done.value,
                    carries=None,
                    follows=(done.move_id, voucher.business_date),
                    move_id=new_id(),
                )
                for line, done in zip(plan.lines, back, strict=True)
            ]
            post_goods(actor=actor, voucher=again, lines=legs, at=at)
        return plan, back

    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        return MaterialReturned(
            document_id=voucher.id, number=number, company_id=voucher.company_id, amount=amount, at=at
        )


KIND = _Return()
