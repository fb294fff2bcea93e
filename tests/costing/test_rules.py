"""Rules of costing."""

from decimal import Decimal

import pytest

from gongliao.costing.errors import AmountNotPositive, FigureTooLarge, MaterialCategory
from gongliao.costing.rules import require_cost_amount, require_not_material, total_amount
from gongliao.kernel.errors import Refusal
from gongliao.kernel.values import Money


@pytest.mark.parametrize(
    ("amount", "kept"),
    [
        ("780.34", "780.34"),
        ("0.01", "0.01"),
        ("0.005", "0.01"),  # half up
        ("0.004", AmountNotPositive),
        ("0", AmountNotPositive),
        ("-5", AmountNotPositive),
        ("9999999999999998.99", "9999999999999998.99"),
        ("9999999999999999.99", FigureTooLarge),
    ],
)
def test_a_cost_is_a_positive_amount_that_fits(amount: str, kept: str | type[Refusal]) -> None:
    if isinstance(kept, str):
        assert str(require_cost_amount(Decimal(amount), line=1)) == kept
        return
    with pytest.raises(kept) as refused:
        require_cost_amount(Decimal(amount), line=4)
    assert (refused.value.line, refused.value.field) == (4, "amount")


def test_a_total_that_does_not_fit_is_refused() -> None:
    assert total_amount([Money(Decimal("0.10")), Money(Decimal("0.20"))]) == Decimal("0.30")
    with pytest.raises(FigureTooLarge):
        total_amount([Money(Decimal("5000000000000000.00"))] * 2)


@pytest.mark.parametrize("kind", ["LABOUR", "MACHINE", "SUBCONTRACT", "OTHER_DIRECT", "INDIRECT"])
def test_all_kinds_but_material_are_booked(kind: str) -> None:
    require_not_material(kind=kind, category="X", line=1)


def test_material_is_not() -> None:
    with pytest.raises(MaterialCategory):
        require_not_material(kind="MATERIAL", category="MAT", line=1)
