"""Every code has a sentence, in both languages, with the figures that the refusal has."""

import dataclasses
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter

import pytest

import gongliao
from gongliao.kernel.errors import Refusal
from gongliao.platform.messages import catalogue, sentence

SOURCE = Path(gongliao.__file__).parent
KINDS = """
missing extra_forbidden string_type string_too_short string_too_long string_pattern_mismatch bool_type bool_parsing
int_type int_parsing int_from_float int_parsing_size decimal_type decimal_parsing decimal_max_digits
decimal_max_places decimal_whole_digits finite_number greater_than greater_than_equal less_than less_than_equal
date_type date_parsing date_from_datetime_parsing date_from_datetime_inexact datetime_type datetime_parsing
datetime_from_date_parsing uuid_type uuid_parsing literal_error list_type dict_type model_attributes_type model_type
too_short too_long none_required value_error
"""


def refusals() -> list[type[Refusal]]:
    for found in walk_packages([str(SOURCE)], "gongliao."):
        if not found.name.endswith("__main__"):
            import_module(found.name)
    return sorted(set(_below(Refusal)), key=lambda kind: kind.__qualname__)


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("gongliao."):
            if each.code:
                yield each
            yield from _below(each)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__qualname__)
def test_a_refusal_has_its_sentence(kind: type[Refusal]) -> None:
    texts = catalogue().get(kind.code)

    assert texts is not None, f"{kind.code} has no sentence"
    figures = {field.name for field in dataclasses.fields(kind)} if dataclasses.is_dataclass(kind) else {"count"}
    for language in ("zh", "en"):
        assert places(texts[language]) <= figures | {"count"}, language


def test_codes_belong_to_one_module_and_one_refusal() -> None:
    codes = [kind.code for kind in refusals()]

    assert sorted(code for code in set(codes) if codes.count(code) > 1) == []


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*/messages.json")), ids=lambda path: path.parent.name)
def test_every_text_is_in_both_languages(path: Path) -> None:
    for code, texts in json.loads(path.read_text(encoding="utf-8")).items():
        assert set(texts) == {"zh", "en"}, code
        assert all(text.strip() for text in texts.values()), code
        assert places(texts["zh"]) <= places(texts["en"]) | places(texts["zh"]), code


def test_every_status_has_a_title() -> None:
    from gongliao.gateway.problems import BY_STATUS

    for status in {kind.status for kind in refusals()} | set(BY_STATUS):
        assert sentence(f"status.{status}", language="en") != f"status.{status}"


def test_what_our_schemas_can_refuse_has_its_sentence() -> None:
    """The kinds that the schema library gives for the types that bodies and queries are made of."""
    assert [kind for kind in KINDS.split() if f"validation.{kind}" not in catalogue()] == []


def test_every_state_that_a_refusal_may_name_has_its_word() -> None:
    """Documents, periods and batches say their states in a check of their tables."""
    from django.apps import apps
    from django.db.models import CheckConstraint, Q

    def states(condition: object) -> Iterator[str]:
        for child in condition.children if isinstance(condition, Q) else ():
            if isinstance(child, tuple) and child[0] in ("state__in", "status__in"):
                yield from child[1]
            yield from states(child)

    named = {"platform", "inventory", "costing", "procurement", "ledger"}
    found = {
        state
        for model in apps.get_models()
        if model._meta.app_label in named
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        for state in states(constraint.condition)
    }
    assert {"draft", "posted", "closing", "recalled"} <= found
    assert sorted(state for state in found if f"state.{state}" not in catalogue()) == []
    assert (
        sentence("platform.wrong_state", language="zh", figures={"state": "closing"})
        == "当前状态（结账中）不允许此操作。"
    )


def test_several_figures_are_told_one_after_the_other() -> None:
    told = sentence("inventory.transfer_not_agreed", language="en", figures={"projects": ["P1", "P2"]})

    assert told.endswith("not yet agreed: P1, P2")
