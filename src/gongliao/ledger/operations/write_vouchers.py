"""Accounting lines beside the entries that they come from, in the same transaction (design.md 4, "Voucher")."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from gongliao.kernel.ids import NO_ID, new_id
from gongliao.kernel.values import Money
from gongliao.ledger.operations.entries import Entry
from gongliao.ledger.operations.goods import CostObject, Voucher
from gongliao.ledger.rules import Place
from gongliao.ledger.rules.estimates import OpenReceipt, sides_of_estimates
from gongliao.ledger.rules.vouchers import (
    AccountRules,
    Bearer,
    Line,
    MovedValue,
    Purpose,
    Side,
    sides_of_move,
    voucher_lines,
)
from gongliao.platform.public import Actor, Insert, Row, current_tenant_id, fetch

OwedCost = tuple[CostObject, UUID | None, Money]
"""What a node bears without goods, and the employer's item that it is charged for, if it is."""

_LINES = Insert(
    "ledger_voucherline",
    (
        "id",
        "tenant_id",
        "company_id",
        "document_type",
        "document_id",
        "account",
        "purpose",
        "debit",
        "credit",
        "project_id",
        "node_id",
        "category_id",
        "party_id",
        "business_date",
        "posting_date",
        "recorded_at",
        "recorded_by_id",
        "rule_id",
        "rule_version",
    ),
)
# A late document may correct a hundred thousand moves: they come summed by what chooses accounts.
_CORRECTIONS = """
SELECT m.source_kind, m.source_owner_id, m.target_kind, m.target_owner_id, m.ownership, i.category_id,
 m.project_id, CASE WHEN m.target_kind = 'node' THEN m.target_id WHEN m.source_kind = 'node' THEN m.source_id END,
 m.category_id, m.business_date, m.posting_date, sum(m.value)
FROM ledger_stockmove m
JOIN catalog_item i ON i.tenant_id = m.tenant_id AND i.id = m.item_id
WHERE m.tenant_id = %s AND m.document_id = %s AND m.document_type = %s AND m.corrects_id IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
"""
_MIRRORED = """
SELECT account, purpose, credit, debit, project_id, node_id, category_id, party_id, business_date, posting_date,
 rule_id, rule_version
FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s ORDER BY seq
"""


def write_goods_voucher(
    *,
    actor: Actor,
    voucher: Voucher,
    entries: Sequence[Entry],
    corrected: bool,
    rules: AccountRules,
    at: datetime,
) -> None:
    """Write the lines of a document's moves and, where it ``corrected`` others, of its corrections.

    Source: design.md 4, "Voucher"; invariant 5; requirements 5.15.
    """
    moved = [_moved(voucher, entry) for entry in entries]
    if corrected:
        moved += _corrections(voucher)
    _write(actor, voucher, voucher_lines((side for each in moved for side in sides_of_move(each)), rules), at)


def write_cost_voucher(
    *, actor: Actor, voucher: Voucher, costs: Sequence[OwedCost], rules: AccountRules, at: datetime
) -> None:
    """Write the lines of costs that no goods carry: the nodes bear them, and they are owed.

    What is charged for an item is owed to the employer who supplied it.
    """
    sides = []
    for cost, item_id, amount in costs:
        bearer = _bearer(cost)
        days = (voucher.business_date, voucher.posting_date)
        sides.append(Side(Purpose.PROJECT_COST, amount, *days, category_id=cost.category_id, bearer=bearer))
        if item_id is None:
            sides.append(Side(Purpose.ACCRUED, Money(-amount), *days, category_id=cost.category_id))
        else:
            sides.append(Side(Purpose.EMPLOYERS_CHARGE, Money(-amount), *days))
    _write(actor, voucher, voucher_lines(sides, rules), at)


def write_estimate_voucher(
    *, actor: Actor, voucher: Voucher, receipts: Sequence[OpenReceipt], rules: AccountRules, at: datetime
) -> None:
    """Write the lines of what was not invoiced at a month's end: a payable on that day, taken back on the day after.

    Source: ADR-0020.
    """
    sides = sides_of_estimates(receipts, last_day=voucher.business_date)
    _write(actor, voucher, voucher_lines(sides, rules), at)


def write_mirrored_voucher(*, actor: Actor, voucher: Voucher, of: UUID, at: datetime) -> None:
    """Write the lines of another document with their sides exchanged, on the same accounts and days."""
    head = (actor.tenant_id, voucher.company_id, voucher.type, voucher.id)
    written = (voucher.recorded_at(at), actor.person_id)
    rows = fetch(_MIRRORED, (current_tenant_id(), of))
    _LINES.run([(new_id(), *head, *row[:10], *written, *row[10:]) for row in rows])


def _moved(voucher: Voucher, entry: Entry) -> MovedValue:
    line, voucher = entry.line, entry.within(voucher)
    return MovedValue(
        source=line.source,
        target=line.target,
        ownership=line.ownership,
        item_category_id=line.item.category_id,
        value=entry.value,
        business_date=voucher.business_date,
        posting_date=voucher.posting_date,
        cost=_bearer(line.cost) if line.cost else None,
    )


def _corrections(voucher: Voucher) -> list[MovedValue]:
    rows = fetch(_CORRECTIONS, (current_tenant_id(), voucher.id, voucher.type))
    return [
        MovedValue(
            # Which bin or party it is chooses no account.
            source=Place(row[0], NO_ID, row[1]),
            target=Place(row[2], NO_ID, row[3]),
            ownership=row[4],
            item_category_id=row[5],
            value=row[11],
            business_date=row[9],
            posting_date=row[10],
            cost=Bearer(*row[6:9]) if row[6] else None,
        )
        for row in rows
    ]


def _bearer(cost: CostObject) -> Bearer:
    return Bearer(cost.project_id, cost.node_id, cost.category_id)


def _write(actor: Actor, voucher: Voucher, lines: Sequence[Line], at: datetime) -> None:
    rows: list[Row] = [
        (
            new_id(),
            actor.tenant_id,
            voucher.company_id,
            voucher.type,
            voucher.id,
            line.rule.account,
            line.side.purpose.value,
            line.debit,
            line.credit,
            line.side.bearer.project_id,
            line.side.bearer.node_id,
            line.side.bearer.category_id,
            line.side.party_id,
            line.side.business_date,
            line.side.posting_date,
            voucher.recorded_at(at),
            actor.person_id,
            line.rule.id,
            line.rule.version,
        )
        for line in lines
    ]
    _LINES.run(rows)
