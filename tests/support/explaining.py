"""Work a cost out again from nothing but its explanation, by rules of its own."""

from collections import deque
from fractions import Fraction
from math import floor
from typing import Any
from uuid import UUID

from gongliao.ledger.queries.explain_cost import ExplainRequest, explain_cost
from gongliao.ledger.schemas.explanations import explanation_out
from gongliao.platform.public import Actor, tenant_transaction

Explained = dict[str, Any]


def explain(actor: Actor, move_id: UUID, *, known: str = "now", limit: int = 200) -> Explained:
    """Return the explanation with all its pages made one, each of which must go on exactly where the other begins."""
    with tenant_transaction(actor.tenant_id):
        whole = _page(actor, ExplainRequest(move_id, known, limit))  # type: ignore[arg-type]
        first = whole
        while first["next_before"]:
            request = ExplainRequest(move_id, known, limit, first["next_before"], whole["through"])  # type: ignore[arg-type]
            earlier = _page(actor, request)
            assert earlier["steps"][-1]["after"] == first["opening"]
            assert earlier["reckoning"] == whole["reckoning"]
            first = earlier
            whole["steps"] = [*earlier["steps"], *whole["steps"]]
    return {**whole, "opening": first["opening"], "earlier_steps": first["earlier_steps"]}


def worked_out(explained: Explained) -> Fraction:
    """Return what the move is worth by the steps alone; fail where a figure shown on the way is another."""
    reckoning, move = explained["reckoning"], explained["move"]
    _adds_up(move)
    quantity = Fraction(move["quantity"])
    if reckoning["way"] == "given":
        return Fraction(reckoning["value"])
    if reckoning["way"] == "carried":
        return _carried(reckoning)
    assert explained["earlier_steps"] == 0 and not any(_of(explained["opening"]))
    lots: deque[list[Fraction]] = deque()
    for number, step in enumerate(explained["steps"], start=1):
        assert step["number"] == number
        if step["move"]:
            _adds_up(step["move"])
        if step["quantity_in"] is not None:
            _add(lots, Fraction(step["quantity_in"]), Fraction(step["value_in"]), layered=reckoning["way"] == "fifo")
        if step["quantity_out"] is not None:
            assert _take(lots, Fraction(step["quantity_out"])) == Fraction(step["value_out"])
        assert _of(step["after"]) == _sum(lots)
    assert _of(reckoning["base"]) == _sum(lots)
    if reckoning["way"] == "unit_cost":
        held, value = _sum(lots)
        return _cents(value * quantity / held)
    taken = [[Fraction(each["quantity"]), Fraction(each["value"])] for each in reckoning["layers"]]
    assert taken == [list(lot) for lot in lots][: len(taken)]
    return _take(lots, quantity)


def _page(actor: Actor, request: ExplainRequest) -> Explained:
    page = explanation_out(explain_cost(actor=actor, request=request)).model_dump()
    assert page["agrees"]
    return page


def _adds_up(move: Explained) -> None:
    corrections = sum(Fraction(each["value"]) for each in move["corrections"])
    known = Fraction(move["value_posted"]) + Fraction(move["earlier_corrections_value"]) + corrections
    assert known == Fraction(move["value"])


def _carried(reckoning: Explained) -> Fraction:
    quantity, value = _of(reckoning["base"])
    before = Fraction(reckoning["taken_before"])
    ends = [_cents(value * each / quantity) for each in (before, before + Fraction(reckoning["quantity"]))]
    return ends[1] - ends[0]


def _add(lots: deque[list[Fraction]], quantity: Fraction, value: Fraction, *, layered: bool) -> None:
    if layered or not lots:
        lots.append([quantity, value])
    else:
        lots[0] = [lots[0][0] + quantity, lots[0][1] + value]


def _take(lots: deque[list[Fraction]], quantity: Fraction) -> Fraction:
    taken = Fraction(0)
    while quantity:
        held, value = lots.popleft()
        part = min(held, quantity)
        worth = _cents(value * part / held)
        if part < held:
            lots.appendleft([held - part, value - worth])
        taken += worth
        quantity -= part
    return taken


def _sum(lots: deque[list[Fraction]]) -> tuple[Fraction, Fraction]:
    return sum((lot[0] for lot in lots), Fraction(0)), sum((lot[1] for lot in lots), Fraction(0))


def _of(held: Explained) -> tuple[Fraction, Fraction]:
    return Fraction(held["quantity"]), Fraction(held["value"])


def _cents(value: Fraction) -> Fraction:
    return Fraction(floor(value * 100 + Fraction(1, 2)), 100)
