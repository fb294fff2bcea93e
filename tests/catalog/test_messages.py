"""Every refusal has its sentence, every list and column its title, in both languages."""

import dataclasses
from string import Formatter

import pytest

from gongliao.catalog import errors
from gongliao.catalog.api import items, parties, warehouses
from gongliao.kernel.errors import PLACE_FIELDS, NotFound, Refusal, RuleBroken
from gongliao.platform.messages import catalogue
from gongliao.platform.public import ListSpec

REFUSALS = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, Refusal) and each not in (NotFound, RuleBroken)
]
LISTS = [
    each for module in (items, parties, warehouses) for each in vars(module).values() if isinstance(each, ListSpec)
]


class TestMessages:
    @pytest.mark.parametrize("refusal", REFUSALS, ids=lambda each: each.code)
    def test_a_refusal_has_a_sentence_made_of_its_figures(self, refusal: type[Refusal]) -> None:
        texts = catalogue()[refusal.code]
        figures = {field.name for field in dataclasses.fields(refusal)} - PLACE_FIELDS  # type: ignore[arg-type]

        assert refusal.code.startswith("catalog.")
        for language in ("zh", "en"):
            assert {name for _, name, _, _ in Formatter().parse(texts[language]) if name} <= figures

    def test_no_two_refusals_share_a_code(self) -> None:
        assert len({each.code for each in REFUSALS}) == len(REFUSALS) > 20

    @pytest.mark.parametrize("spec", LISTS, ids=lambda each: each.name)
    def test_a_list_has_its_titles(self, spec: ListSpec) -> None:
        for code in (f"list.{spec.name}", *(f"column.{column}" for column in spec.columns)):
            assert catalogue()[code].keys() == {"zh", "en"}
