"""Every refusal of the module has a code of its own and a sentence in both languages."""

import dataclasses
import inspect
import string

from gongliao.kernel.errors import Refusal
from gongliao.platform.messages import catalogue
from gongliao.projects import api
from gongliao.projects.errors import records, status, tree

REFUSALS = [
    each
    for part in (records, status, tree)
    for _, each in inspect.getmembers(part, inspect.isclass)
    if issubclass(each, Refusal) and each.__module__ == part.__name__
]


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [each.code for each in REFUSALS]

    assert len(REFUSALS) > 35
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("projects.") for code in codes)


def test_every_refusal_has_sentences_that_use_its_own_figures() -> None:
    for refusal in REFUSALS:
        figures = {field.name for field in dataclasses.fields(refusal)}
        texts = catalogue()[refusal.code]
        for language in ("zh", "en"):
            asked = {name for _, name, _, _ in string.Formatter().parse(texts[language]) if name}
            assert asked <= figures, (refusal.code, language)


def test_every_list_and_column_has_a_title() -> None:
    for spec in (api.CATEGORY_LIST, api.PROJECT_LIST, api.NODE_LIST):
        for key in (f"list.{spec.name}", *(f"column.{column}" for column in spec.columns)):
            assert set(catalogue()[key]) == {"zh", "en"}, key
