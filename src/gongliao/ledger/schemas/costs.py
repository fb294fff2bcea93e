"""Cost entries and commitments over HTTP. Amounts are null where the reader may not see them."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from gongliao.ledger.models import CommitmentEntry, CostEntry
from gongliao.ledger.schemas.common import times_and_document
from gongliao.platform.public import MoneyOut, QuantityOut, Schema


class CostEntryOut(Schema):
    """One row of the cost ledger; what no goods carry has no item, no quantity and no stock move."""

    id: UUID
    seq: int
    business_date: date
    posting_date: date
    recorded_at: datetime
    document_type: str
    document_id: UUID
    document_number: str
    company_id: UUID
    project_id: UUID
    project_code: str
    project_name: str
    node_id: UUID
    node_code: str
    node_name: str
    category_id: UUID
    category_code: str
    category_name: str
    item_id: UUID | None
    item_code: str | None
    item_name: str | None
    base_unit: str | None
    quantity: QuantityOut | None
    amount: MoneyOut | None
    move_id: UUID | None
    reverses_id: UUID | None


class CommitmentOut(Schema):
    """One change of what an order binds; ``open`` is ``bound`` less ``received``. Stock orders name no project."""

    id: UUID
    seq: int
    kind: Literal["order", "relief", "release"]
    business_date: date
    posting_date: date
    recorded_at: datetime
    document_type: str
    document_id: UUID
    document_number: str
    company_id: UUID
    project_id: UUID | None
    project_code: str | None
    project_name: str | None
    node_id: UUID | None
    node_code: str | None
    node_name: str | None
    category_id: UUID | None
    category_name: str | None
    quantity: QuantityOut
    bound: MoneyOut | None
    received: MoneyOut | None
    open: MoneyOut | None


def cost_entry_out(row: Any) -> CostEntryOut:
    """Present a cost entry, as ``queries.costs`` reads it."""
    entry: CostEntry = row
    node, category = entry.node, entry.category
    return CostEntryOut(
        **{name: getattr(entry, name) for name in ("id", "seq", "company_id", "project_id", "move_id", "reverses_id")},
        **times_and_document(row),
        project_code=node.project.code,
        project_name=node.project.name,
        node_id=node.id,
        node_code=node.code,
        node_name=node.name,
        category_id=category.id,
        category_code=category.code,
        category_name=category.name,
        item_id=entry.item_id,
        item_code=row.item_code,
        item_name=row.item_name,
        base_unit=row.base_unit,
        quantity=entry.quantity if entry.item_id else None,
        amount=row.shown_amount,
    )


def commitment_out(row: Any) -> CommitmentOut:
    """Present a commitment, as ``queries.commitments`` reads it."""
    entry: CommitmentEntry = row
    own = ("id", "seq", "kind", "company_id", "project_id", "node_id", "category_id", "quantity")
    names = ("project_code", "project_name", "node_code", "node_name", "category_name")
    return CommitmentOut(
        **{name: getattr(entry, name) for name in (*own, *names)},
        **times_and_document(row),
        bound=row.shown_bound,
        received=row.shown_received,
        open=row.shown_open,
    )
