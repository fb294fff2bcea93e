"""Transfer stock between warehouses or bins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongliao.catalog.public import BinFacts, ItemFacts, PartyFacts, ask_bins, ask_default_bin, ask_items, to_base
from gongliao.contracts.inventory import StockTransferred
from gongliao.inventory.errors import OneTargetOwner, SamePlace, WrongCompany
from gongliao.inventory.models import StockTransfer, StockTransferLine
from gongliao.inventory.operations import goods_documents
from gongliao.inventory.operations.agree_transfer import back_to_draft, require_agreed
from gongliao.inventory.operations.buy_consigned import with_purchases
from gongliao.inventory.operations.goods_kind import GoodsKind, Plan, PlannedLine, ReversalRequest
from gongliao.inventory.operations.line_facts import (
    batch_of,
    bin_of,
    item_of,
    plan_each,
    second_of,
    store_of,
)
from gongliao.inventory.operations.ownership import ask_consignors, owner_of, require_stays
from gongliao.inventory.operations.reverse_goods_document import reverse_goods_document
from gongliao.inventory.operations.transfer_request import TransferLine, TransferRequest, request_of_transfer
from gongliao.inventory.permissions import TRANSFER
from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import Money
from gongliao.ledger.public import BatchFacts, GoodsLine, Voucher, ask_batches, at_bin
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
from gongliao.projects.public import ProjectFacts, ProjectIsClosed, ProjectNotFound, Status, ask_projects


@in_tenant
def save_stock_transfer(*, actor: Actor, request: TransferRequest, at: datetime) -> UUID:
    """Save a draft transfer and return its id; what was proposed and is changed is a draft again.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, WrongState, StaleVersion, then what ``transfer_stock``
        refuses before it posts.
    """
    request = back_to_draft(actor=actor, request=request, at=at)
    document: StockTransfer = goods_documents.save(KIND, actor=actor, request=request, at=at)
    return document.id


@in_tenant
def transfer_stock(*, actor: Actor, request: TransferRequest, at: datetime) -> UUID:
    """Transfer goods in one step; their value stays as it is. Returns the transfer's id.

    Where they become another project's, or general stock, they leave their owner's pool at what it says, and enter the
    other's at that. Who does so holds the grant for both projects, and each of the projects has agreed to it before, so
    that such a transfer begins as a draft. What a supplier consigned is bought by it.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, DateOutOfRange, WarehouseNotFound, WrongCompany, NoLines; by
        line ItemNotFound, UnitUnknown, BinNotFound, WrongWarehouse, BinInactive, SamePlace, ProjectNotFound,
        ConsignorNeeded, PartyNotFound, ProjectOfEmployerNeeded, EmployersGoodsStay, OneTargetOwner, WrongCompany,
        ProjectIsClosed, BatchNotFound, SecondQuantityNotKept; TransferNotAgreed, ConsignmentPriceNeeded;
        BackdatedTooFar, PeriodClosing;
        BatchRequired, BatchNotTracked, InsufficientStock, ShortOnLaterDay.
    Source: design.md 4, "Moving goods between warehouses never changes their value"; requirements 4.11.
    """
    return goods_documents.record(KIND, actor=actor, request=request, at=at)


@in_tenant
def post_stock_transfer(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft transfer, or one that all projects whose stock it changes have agreed to.

    Raises: MissingGrant, DocumentNotFound, WrongState, and what ``transfer_stock`` refuses.
    """
    return goods_documents.post(KIND, actor=actor, document_id=document_id, at=at)


@in_tenant
def reverse_stock_transfer(*, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime) -> UUID:
    """Undo a transfer while its goods still lie where they went.

    Raises: as ``reverse_goods_document``.
    """
    return reverse_goods_document(KIND, actor=actor, document_id=document_id, request=request, at=at)


@in_tenant
def drop_stock_transfer(*, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft transfer.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    goods_documents.drop(KIND, actor=actor, document_id=document_id, version=version)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a transfer's plan needs to know."""

    company: Later[CompanyFacts | None]
    source: Later[BinFacts | None]
    target: Later[BinFacts | None]
    items: Later[dict[UUID, ItemFacts]]
    bins: Later[dict[UUID, BinFacts]]
    projects: Later[dict[UUID, ProjectFacts]]
    batches: Later[dict[UUID, BatchFacts]]
    consignors: Later[dict[UUID, PartyFacts]]


class _Transfer(GoodsKind[TransferRequest]):
    model = StockTransfer
    line_model = StockTransferLine
    grant = TRANSFER
    head_extra = ("target_warehouse_id",)
    line_extra = ("target_bin_id", "target_owner_id", "to_general")
    open_states = ("draft", "proposed", "agreed")

    def ask(self, request: TransferRequest) -> _Asked:
        named = {bin_id for line in request.lines for bin_id in (line.bin_id, line.target_bin_id) if bin_id}
        return _Asked(
            company=ask_company(request.company_id),
            source=ask_default_bin(request.warehouse_id),
            target=ask_default_bin(request.target_warehouse_id),
            items=ask_items({line.item_id for line in request.lines}, on=request.business_date),
            bins=ask_bins(named),
            projects=ask_projects(
                {id_ for line in request.lines for id_ in (line.owner_id, line.target_owner_id) if id_}
            ),
            batches=ask_batches({line.batch_id for line in request.lines if line.batch_id}),
            consignors=ask_consignors(request.lines),
        )

    def plan(self, *, actor: Actor, request: TransferRequest, asked: _Asked, at: datetime, posting: bool) -> Plan:
        company, company_id = asked.company.get(), request.company_id
        company = require_open(company, company_id=company_id, business_date=request.business_date, at=at)
        source = store_of(asked.source.get(), request.warehouse_id, company_id=company_id)
        target = store_of(
            asked.target.get(), request.target_warehouse_id, company_id=company_id, field="target_warehouse_id"
        )
        items, bins = asked.items.get(), asked.bins.get()
        projects, batches, consignors = asked.projects.get(), asked.batches.get(), asked.consignors.get()

        def plan_line(number: int, line: TransferLine) -> PlannedLine:
            item = item_of(items, line.item_id)
            quantity = to_base(item, line.quantity, line.unit)
            bin_id = bin_of(bins, line.bin_id, warehouse=source, field="bin_id")
            target_bin_id = bin_of(bins, line.target_bin_id, warehouse=target, field="target_bin_id")
            if bin_id == target_bin_id and not line.changes_owner:
                raise SamePlace()
            owner_id, ownership = owner_of(line, projects, consignors)
            require_stays(line, item)
            target_owner_id = _target_owner(line, projects, company_id)
            goods = GoodsLine(
                line_id=line.id,
                line_no=number,
                item=item,
                source=at_bin(bin_id, owner_id=owner_id),
                target=at_bin(target_bin_id, owner_id=target_owner_id),
                quantity=quantity,
                entered_quantity=line.quantity,
                entered_unit=line.unit,
                second=second_of(item, line, quantity),
                batch_id=batch_of(batches, line.batch_id, item),
                ownership=ownership,
            )
            extra = {
                "target_bin_id": target_bin_id,
                "target_owner_id": line.target_owner_id,
                "to_general": line.to_general,
            }
            return PlannedLine(goods, bin_id=bin_id, owner_id=owner_id, remark=line.remark, extra=extra)

        lines = plan_each(request.lines, plan_line)
        if posting:
            require_agreed(request, projects)
            lines = with_purchases(lines, company_id=company_id, on=request.business_date)
        head = {"warehouse_id": source.id, "target_warehouse_id": target.id}
        # Who transfers must hold the grant where the goods leave; the other store receives what it is sent.
        places = [Where(request.company_id, None, source.id)]
        for line in lines:
            given, taken = line.goods.source.owner_id, line.goods.target.owner_id
            if given != taken:
                if line.consignor_id is None:
                    places.append(Where(company_id, _project(given), source.id))
                places.append(Where(company_id, _project(taken), target.id))
        return Plan(company=company, head=head, lines=lines, places=places)

    def request_of(self, document: StockTransfer) -> TransferRequest:
        return request_of_transfer(document)

    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        return StockTransferred(
            document_id=voucher.id, number=number, company_id=voucher.company_id, amount=amount, at=at
        )


def _target_owner(line: TransferLine, projects: Mapping[UUID, ProjectFacts], company_id: UUID) -> UUID | None:
    """Return whose stock the goods are where they come to.

    Raises: OneTargetOwner, ProjectNotFound, WrongCompany, ProjectIsClosed.
    """
    if line.target_owner_id is None:
        return None if line.to_general else line.owner_id
    if line.to_general:
        raise OneTargetOwner()
    if line.target_owner_id not in projects:
        raise ProjectNotFound(id=line.target_owner_id, field="target_owner_id")
    project = projects[line.target_owner_id]
    if project.company_id != company_id:
        raise WrongCompany(field="target_owner_id")
    if project.status == Status.CLOSED:
        raise ProjectIsClosed(project=project.code)
    return project.id


def _project(owner_id: UUID) -> UUID | None:
    return None if owner_id == NO_ID else owner_id


KIND = _Transfer()
