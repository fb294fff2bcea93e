"""What an employer may charge for his goods: what was used or lost beyond what is allowed, once."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import items_by_id
from gongliao.costing.errors import MoreThanOverUsed
from gongliao.costing.queries.cost_notes import NoteLine
from gongliao.costing.queries.employers_goods import not_charged_yet
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.platform.public import lock_request_id


def require_over_used(lines: Sequence[NoteLine], *, company_id: UUID, on: date) -> None:
    """Refuse to charge more than was over-used by a day and is in no charge yet, whatever its day.

    Two that charge for one project wait for each other, so that both can't take the same.

    Raises: MoreThanOverUsed of all lines together.
    Source: requirements 3.12; ADR-0022.
    """
    charged = [line for line in lines if line.item_id is not None]
    if not charged:
        return
    for project_id in sorted({line.project_id for line in charged}):
        lock_request_id(project_id)
    left = not_charged_yet(company_id=company_id, day=on)
    items = items_by_id({line.item_id for line in charged if line.item_id}, on=on)
    refused: list[Refusal] = []
    for line in charged:
        assert line.item_id is not None and line.quantity is not None, "a charge names its goods"
        pair = (line.project_id, line.item_id)
        open_ = left.get(pair, Decimal(0))
        if line.quantity > open_:
            code = items[line.item_id].code
            refused.append(MoreThanOverUsed(item=code, asked=line.quantity, left=open_, line=line.line_no))
            continue
        # The next line of the same goods finds what this one leaves.
        left[pair] = open_ - line.quantity
    refuse_together(refused)
