"""Bind, relieve and release money of order lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.operations.goods import CostObject, Voucher
from gongliao.platform.public import Actor, Insert

_COMMITMENTS = Insert(
    "ledger_commitmententry",
    (
        "id",
        "tenant_id",
        "company_id",
        "project_id",
        "node_id",
        "category_id",
        "kind",
        "order_line_id",
        "quantity",
        "amount",
        "business_date",
        "posting_date",
        "recorded_at",
        "document_type",
        "document_id",
        "recorded_by_id",
    ),
)


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A change of what an order line binds; ``order`` adds, ``relief`` and ``release`` take away (negative).

    ``cost`` is empty where the order buys for general stock.
    """

    order_line_id: UUID
    kind: Literal["order", "relief", "release"]
    quantity: Quantity
    amount: Money
    cost: CostObject | None


def record_commitments(*, actor: Actor, voucher: Voucher, lines: Sequence[CommitmentLine], at: datetime) -> None:
    """Append commitment entries, in the caller's transaction.

    Source: design.md 4, "Commitment entry"; requirements 1.6.
    """
    _COMMITMENTS.run(
        [
            (
                new_id(),
                actor.tenant_id,
                voucher.company_id,
                line.cost.project_id if line.cost else None,
                line.cost.node_id if line.cost else None,
                line.cost.category_id if line.cost else None,
                line.kind,
                line.order_line_id,
                line.quantity,
                line.amount,
                voucher.business_date,
                voucher.posting_date,
                voucher.recorded_at(at),
                voucher.type,
                voucher.id,
                actor.person_id,
            )
            for line in lines
        ]
    )
