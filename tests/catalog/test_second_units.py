"""Items that are counted in two units, and conversions that count from a day on (ADR-0018)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongliao.catalog.errors import ItemInUse
from gongliao.catalog.errors.units import (
    ConversionInUse,
    ConversionTwice,
    SecondQuantityNotKept,
    SecondQuantityRequired,
    SecondUnitWithoutConversion,
)
from gongliao.catalog.operations.save_item import Conversion, ItemRequest, save_item
from gongliao.catalog.public import (
    ItemFacts,
    SecondQuantity,
    items_by_id,
    mark_items_used,
    second_counted,
    second_derived,
    second_quantity,
    to_base,
)
from gongliao.catalog.queries.history import Change, history_of
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.public import tenant_transaction
from tests.catalog.kit import pipe, stocked_world

D = Decimal
REBAR = ItemFacts(
    id=new_id(),
    code="HRB-12",
    name="螺纹钢",
    base_unit="t",
    factors={"t": D(1), "根": D("0.0237"), "kg": D("0.001"), "卷": D(1000)},
    tracking="none",
    valuation_method="moving_average",
    active=True,
    category_id=None,
    second_unit="根",
)
PLAIN = replace(REBAR, second_unit="")
NEW_YEAR = date(2026, 1, 1)


class TestSecondQuantity:
    @pytest.mark.parametrize(
        ("base", "entered", "unit", "told", "second", "derived", "theoretical"),
        [
            ("2.351", "2.351", "t", "100", "100", False, "2.370000"),  # weighed and counted
            ("0.474", "20", "根", None, "20", False, "0.474000"),  # entered by the piece
            ("0.474", "20", "根", "21", "21", False, "0.497700"),  # told otherwise
            ("2.351", "2351", "kg", None, "99.198312", True, "2.351000"),  # worked out
            ("0.000001", "0.000001", "t", None, "0.000042", True, "0.000001"),
        ],
    )
    def test_is_as_it_was_counted_or_else_worked_out(
        self, base: str, entered: str, unit: str, told: str | None, second: str, derived: bool, theoretical: str
    ) -> None:
        told_pieces = None if told is None else D(told)

        found = second_quantity(REBAR, base=D(base), entered=D(entered), unit=unit, told=told_pieces)

        assert found == SecondQuantity(D(second), D("0.0237"), derived)  # type: ignore[arg-type]
        assert str(found.theoretical) == theoretical

    def test_half_a_millionth_rounds_up(self) -> None:
        half = replace(REBAR, factors={"根": D(4)})

        found = second_derived(half, D("0.000002"))

        assert found is not None and found.quantity == D("0.000001")

    @pytest.mark.parametrize(
        ("factor", "base"),
        [
            ("1000", "0.000001"),  # nothing of it is left
            ("0.000001", "1000000"),  # more than can be stored
            ("0.0237", "0"),  # a count that found nothing
        ],
    )
    def test_stops_nobody_where_it_can_not_be_written(self, factor: str, base: str) -> None:
        assert second_derived(replace(REBAR, factors={"根": D(factor)}), D(base)) is None

    @pytest.mark.parametrize(
        ("item", "entered", "unit", "told", "answer"),
        [
            (PLAIN, "2", "t", None, None),
            (PLAIN, "2", "t", "80", SecondQuantityNotKept),
            (REBAR, "2", "t", "80", "80"),
            (REBAR, "80", "根", None, "80"),
            (REBAR, "2", "t", None, SecondQuantityRequired),
        ],
    )
    def test_is_told_of_what_comes_in(
        self, item: ItemFacts, entered: str, unit: str, told: str | None, answer: Any
    ) -> None:
        told_pieces = None if told is None else D(told)
        if isinstance(answer, type):
            with pytest.raises(answer):
                second_counted(item, entered=D(entered), unit=unit, told=told_pieces)
            return

        found = second_counted(item, entered=D(entered), unit=unit, told=told_pieces)

        assert (found and str(found.quantity)) == answer

    def test_of_an_item_without_one_is_refused_everywhere(self) -> None:
        with pytest.raises(SecondQuantityNotKept) as refused:
            second_quantity(PLAIN, base=D(2), entered=D(2), unit="t", told=D(80))

        assert (refused.value.field, refused.value.item) == ("second_quantity", "HRB-12")
        assert second_quantity(PLAIN, base=D(2), entered=D(2), unit="t", told=None) is None


def rebar(**changes: Any) -> ItemRequest:
    """Return a request for bars, counted by the box of what stands for a bar."""
    conversions = (Conversion("箱", D("0.0237")), Conversion("kg", D("0.001")))
    return replace(pipe(base_unit="t", conversions=conversions, second_unit="箱", barcodes=()), **changes)


class TestSaveItem:
    def test_keeps_second_unit_tolerance_and_dated_conversions(self) -> None:
        world, buyer = stocked_world()
        conversions = (*rebar().conversions, Conversion("箱", D("0.0235"), NEW_YEAR))
        item = save_item(actor=buyer, request=rebar(conversions=conversions, weight_tolerance=D("0.5")))

        with tenant_transaction(world.tenant.id):
            factors = {
                day: items_by_id([item.id], on=day)[item.id].factors["箱"]
                for day in (date(2020, 5, 1), date(2025, 12, 31), NEW_YEAR, date(2026, 7, 1))
            }
            facts = items_by_id([item.id], on=NEW_YEAR)[item.id]

        assert [*factors.values()] == [D("0.0237"), D("0.0237"), D("0.0235"), D("0.0235")]
        assert (facts.second_unit, item.weight_tolerance) == ("箱", D("0.5"))
        assert to_base(facts, D(100), "箱") == D("2.35")

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"second_unit": "t"}, SecondUnitWithoutConversion),
            ({"second_unit": "箱", "conversions": ()}, SecondUnitWithoutConversion),
            ({"conversions": (Conversion("箱", D(1), NEW_YEAR),)}, SecondUnitWithoutConversion),
            (
                {"conversions": (*rebar().conversions, *[Conversion("箱", D(each), NEW_YEAR) for each in (1, 2)])},
                ConversionTwice,
            ),
        ],
    )
    def test_refuses(self, changes: dict[str, Any], refusal: type[Refusal]) -> None:
        _, buyer = stocked_world()

        with pytest.raises(refusal):
            save_item(actor=buyer, request=rebar(**changes))

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"second_unit": ""}, ItemInUse),
            ({"second_unit": "kg"}, ItemInUse),
            ({"conversions": (Conversion("箱", D("0.0237")),)}, ConversionInUse),
            ({"conversions": (Conversion("箱", D("0.0237")), Conversion("kg", D("0.002")))}, ConversionInUse),
            ({"conversions": (*rebar().conversions, Conversion("箱", D("0.0235"), NEW_YEAR))}, None),
            ({"weight_tolerance": D(1)}, None),
        ],
    )
    def test_what_stock_was_reckoned_by_stands(self, changes: dict[str, Any], refusal: type[Refusal] | None) -> None:
        world, buyer = stocked_world()
        request = rebar()
        item = save_item(actor=buyer, request=request)
        with tenant_transaction(world.tenant.id):
            mark_items_used([item.id])

        changed = replace(request, version=1, **changes)
        if refusal is None:
            assert save_item(actor=buyer, request=changed).version == 2
        else:
            with pytest.raises(refusal):
                save_item(actor=buyer, request=changed)

    def test_an_item_in_use_may_come_to_have_a_second_unit(self) -> None:
        world, buyer = stocked_world()
        request = rebar(second_unit="")
        item = save_item(actor=buyer, request=request)
        with tenant_transaction(world.tenant.id):
            mark_items_used([item.id])

        assert save_item(actor=buyer, request=replace(request, version=1, second_unit="箱")).second_unit == "箱"

    def test_its_history_tells_from_when_a_conversion_counts(self) -> None:
        world, buyer = stocked_world()
        request = rebar()
        item = save_item(actor=buyer, request=request)
        later = (*request.conversions, Conversion("箱", D("0.0235"), NEW_YEAR))
        save_item(actor=buyer, request=replace(request, version=1, conversions=later))

        with tenant_transaction(world.tenant.id):
            told = history_of(actor=buyer, model=type(item), id=item.id, missing=ItemInUse(item="", field=None))  # type: ignore[arg-type]

        assert told[-1].changes == [Change("conversions", None, "箱 = 0.0235 (2026-01-01)")]
