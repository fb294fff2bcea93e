"""What an issue's plan needs to know."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.catalog.public import (
    BinFacts,
    ItemFacts,
    PartyFacts,
    ask_bins,
    ask_default_bin,
    ask_items,
    ask_parties,
)
from gongliao.inventory.operations import requisition_progress
from gongliao.inventory.operations.issue_request import IssueRequest
from gongliao.inventory.operations.ownership import ask_consignors
from gongliao.ledger.public import BatchFacts, ExpiringStock, ask_batches, ask_expiring, hold_batches
from gongliao.platform.public import CompanyFacts, Later, ask_company, known
from gongliao.projects.public import CategoryFacts, NodeFacts, ask_categories, ask_nodes


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What an issue's plan needs to know."""

    company: Later[CompanyFacts | None]
    store: Later[BinFacts | None]
    requisition: requisition_progress.AskedRequisition | None
    items: Later[dict[UUID, ItemFacts]]
    nodes: Later[dict[UUID, NodeFacts]]
    categories: Later[dict[UUID, CategoryFacts]]
    bins: Later[dict[UUID, BinFacts]]
    batches: Later[dict[UUID, BatchFacts]]
    expiring: Later[tuple[ExpiringStock, ...]]
    parties: Later[dict[UUID, PartyFacts]]
    consignors: Later[dict[UUID, PartyFacts]]


def ask_facts(request: IssueRequest) -> IssueFacts:
    """Ask for what an issue names."""
    return _ask(request, hold=False)


def hold_facts(request: IssueRequest) -> IssueFacts:
    """Ask for the same, and hold what must stay as it is until the issue is posted."""
    return _ask(request, hold=True)


def _ask(request: IssueRequest, *, hold: bool) -> IssueFacts:
    batch_ids = {line.batch_id for line in request.lines if line.batch_id}
    # Only what names a batch and gives no reason has to know what else lies there.
    unexplained = {line.item_id for line in request.lines if hold and line.batch_id and not line.batch_reason}
    # In this order, so that plain questions are neighbours and go as one.
    return IssueFacts(
        company=ask_company(request.company_id),
        store=ask_default_bin(request.warehouse_id),
        items=ask_items({line.item_id for line in request.lines}, on=request.business_date),
        nodes=ask_nodes({line.node_id for line in request.lines}),
        categories=ask_categories({line.category_id for line in request.lines}),
        bins=ask_bins({line.bin_id for line in request.lines if line.bin_id}),
        parties=ask_parties({request.supplier_id}) if request.supplier_id else known({}),
        consignors=ask_consignors(request.lines),
        expiring=ask_expiring(unexplained, warehouse_id=request.warehouse_id, on=request.business_date),
        batches=hold_batches(batch_ids) if hold else ask_batches(batch_ids),
        requisition=requisition_progress.ask_lines(request.requisition_id),
    )
