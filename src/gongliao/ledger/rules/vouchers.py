"""Accounting lines from what moved: which account each side takes, and the lines that come of it.

Source: design.md 4, "Voucher"; requirements 5.15.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import NO_MONEY, Money
from gongliao.ledger.rules.places import Place, PlaceKind


class Purpose(StrEnum):
    """What an account is for."""

    INVENTORY = "inventory"
    SITE = "site"
    RECEIVED = "received_not_invoiced"
    ESTIMATED = "estimated_payable"
    PROJECT_COST = "project_cost"
    ACCRUED = "accrued"
    EMPLOYERS_CHARGE = "employers_charge"
    COST_OF_SALES = "cost_of_sales"
    LOSS = "loss"
    GAIN = "gain"
    OPENING = "opening"
    PRICE_VARIANCE = "price_variance"


PURPOSE_OF_PLACE: Mapping[PlaceKind, Purpose] = {
    "bin": Purpose.INVENTORY,
    "site": Purpose.SITE,
    "node": Purpose.PROJECT_COST,
    "supplier": Purpose.RECEIVED,
    "customer": Purpose.COST_OF_SALES,
    "loss": Purpose.LOSS,
    "gain": Purpose.GAIN,
    "opening": Purpose.OPENING,
    "variance": Purpose.PRICE_VARIANCE,
}

# The accounts of the standard chart (chart.json); by the kind of cost where a node bears it.
STANDARD: Mapping[Purpose, str] = {
    Purpose.INVENTORY: "1403",
    Purpose.RECEIVED: "220202",
    Purpose.ESTIMATED: "220205",
    Purpose.EMPLOYERS_CHARGE: "224102",
    Purpose.COST_OF_SALES: "6401",
    Purpose.LOSS: "1901",
    Purpose.GAIN: "1901",
    Purpose.OPENING: "4199",
    Purpose.PRICE_VARIANCE: "1404",
}
STANDARD_OF_KIND: Mapping[Purpose, Mapping[str, str]] = {
    Purpose.PROJECT_COST: {
        "LABOUR": "540101",
        "MATERIAL": "540102",
        "MACHINE": "540103",
        "SUBCONTRACT": "540104",
        "OTHER_DIRECT": "540105",
        "INDIRECT": "540106",
    },
    Purpose.ACCRUED: {
        "LABOUR": "2211",
        "MATERIAL": "220202",
        "MACHINE": "220203",
        "SUBCONTRACT": "220204",
        "OTHER_DIRECT": "224101",
        "INDIRECT": "224101",
    },
}


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose stock, or which node's cost: project, WBS node and cost category, as far as there are any."""

    project_id: UUID | None = None
    node_id: UUID | None = None
    category_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """Money on one side of an entry: positive on the debit side, negative on the credit side.

    ``category_id`` is the item's category, or the cost category where a node bears it; ``party_id`` is whom an estimate
    is owed to.
    """

    purpose: Purpose
    amount: Money
    business_date: date
    posting_date: date
    ownership: str = "own"
    category_id: UUID | None = None
    bearer: Bearer = Bearer()
    party_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """An account, and the rule that chose it."""

    account: str
    id: UUID | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class AccountRules:
    """A company's rules by purpose, ownership ('' for any) and category (``NO_ID`` for any), and the kinds of cost.

    What holds for a category is there for those below it, too.
    """

    rules: Mapping[tuple[str, str, UUID], Rule] = field(default_factory=dict)
    kinds: Mapping[UUID, str] = field(default_factory=dict)

    def of(self, side: Side) -> Rule:
        """Return the rule that fits best: by category before by ownership alone, or the standard chart's account."""
        if self.rules:
            for category_id in (side.category_id or NO_ID, NO_ID):
                for ownership in (side.ownership, ""):
                    if found := self.rules.get((side.purpose, ownership, category_id)):
                        return found
        if side.purpose is Purpose.SITE:
            # On site is as good as in stock, unless a rule says otherwise.
            return self.of(replace(side, purpose=Purpose.INVENTORY))
        if side.purpose in STANDARD_OF_KIND:
            assert side.category_id is not None, "a node's cost has a category"
            return Rule(STANDARD_OF_KIND[side.purpose][self.kinds[side.category_id]])
        return Rule(STANDARD[side.purpose])


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a voucher; exactly one of debit and credit is more than nothing."""

    rule: Rule
    side: Side

    @property
    def debit(self) -> Money:
        return max(self.side.amount, NO_MONEY)

    @property
    def credit(self) -> Money:
        return max(Money(-self.side.amount), NO_MONEY)


@dataclass(frozen=True, slots=True)
class MovedValue:
    """A move's value with what chooses its accounts; ``cost`` is the node's, where one of the places is a node."""

    source: Place
    target: Place
    ownership: str
    item_category_id: UUID | None
    value: Money
    business_date: date
    posting_date: date
    cost: Bearer | None = None


def sides_of_move(move: MovedValue) -> tuple[Side, Side]:
    """Return a move's two sides: where it goes is debited, where it comes from is credited."""
    return _side(move, move.target, move.value), _side(move, move.source, Money(-move.value))


def voucher_lines(sides: Iterable[Side], rules: AccountRules) -> list[Line]:
    """Return the lines of a voucher: one for each account, bearer, party and day, without those that come to nothing.

    Raises: AssertionError when they don't balance, which is our bug.
    """
    summed: dict[tuple[Rule, Purpose, Bearer, UUID | None, date, date], Side] = {}
    for side in sides:
        days = (side.business_date, side.posting_date)
        key = (rules.of(side), side.purpose, side.bearer, side.party_id, *days)
        before = summed.get(key)
        summed[key] = side if before is None else replace(before, amount=Money(before.amount + side.amount))
    lines = [Line(key[0], side) for key, side in summed.items() if side.amount]
    assert _balanced(lines), "a voucher balances"
    return lines


def _side(move: MovedValue, place: Place, amount: Money) -> Side:
    if place.kind == "node":
        assert move.cost is not None, "a node bears the cost of what comes to it"
        category_id, bearer = move.cost.category_id, move.cost
    else:
        owner_id = place.owner_id if place.kind == "bin" and place.owner_id != NO_ID else None
        category_id, bearer = move.item_category_id, Bearer(project_id=owner_id)
    return Side(
        purpose=PURPOSE_OF_PLACE[place.kind],
        amount=amount,
        business_date=move.business_date,
        posting_date=move.posting_date,
        ownership=move.ownership,
        category_id=category_id,
        bearer=bearer,
    )


def _balanced(lines: Sequence[Line]) -> bool:
    return not sum((line.side.amount for line in lines), NO_MONEY)
