"""What a supplier consigned becomes ours where it is used: at the price agreed on for that day 寄售转采购.

Source: requirements 3.12; ADR-0025.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from gongliao.inventory.errors.consignment import ConsignmentPriceNeeded
from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.inventory.queries.consignment_prices import prices_on
from gongliao.kernel.errors import refuse_together
from gongliao.kernel.values import money
from gongliao.ledger.public import GoodsLine

Agreed = tuple[UUID, UUID]
"""A supplier and an item."""


def with_purchases(lines: Sequence[PlannedLine], *, company_id: UUID, on: date) -> list[PlannedLine]:
    """Return the lines with what consigned goods are bought for, where they stop being the supplier's.

    Raises: ConsignmentPriceNeeded of all lines together.
    """
    used = [line for line in lines if _bought(line.goods)]
    if not used:
        return list(lines)
    prices = prices_needed(used, company_id=company_id, on=on)
    return [
        replace(line, goods=replace(line.goods, bought=money(prices[of_goods(line)] * line.goods.quantity)))
        if _bought(line.goods)
        else line
        for line in lines
    ]


def prices_needed(lines: Collection[PlannedLine], *, company_id: UUID, on: date) -> dict[Agreed, Decimal]:
    """Return what is agreed on for lines of consigned goods, by supplier and item.

    Raises: ConsignmentPriceNeeded of all lines together.
    """
    prices = prices_on(company_id=company_id, on=on, of={of_goods(line) for line in lines})
    refuse_together(
        [
            ConsignmentPriceNeeded(item=line.goods.item.code, date=on, line=line.goods.line_no, field="owner_id")
            for line in lines
            if of_goods(line) not in prices
        ]
    )
    return prices


def of_goods(line: PlannedLine) -> Agreed:
    """Return whose consignment of what a line is."""
    assert line.consignor_id is not None, "consigned goods are a supplier's"
    return line.consignor_id, line.goods.item.id


def _bought(goods: GoodsLine) -> bool:
    if goods.ownership != "consignment" or goods.source.kind != "bin":
        return False
    return goods.target.kind != "bin" or goods.target.owner_id != goods.source.owner_id
