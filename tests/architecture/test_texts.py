"""What users read stands in the catalogues in both languages, and nowhere else.

That every refusal has its sentence is tested where refusals are answered, in ``tests/gateway/test_messages.py``.
"""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import gongliao
from gongliao.gateway.interface import modules_with_endpoints
from gongliao.gateway.urls import interface
from gongliao.platform.http.lists import ListSpec, RowsSpec
from gongliao.platform.messages import catalogue
from gongliao.platform.public import document_types

SOURCE = Path(gongliao.__file__).parent
CATALOGUES = sorted(SOURCE.glob("*/messages.json"))

CHINESE = re.compile(r"[\u3400-\u9fff]")
BRAND = "Gongliao 工料"

# Where Chinese may stand in a string of the code, each with the reason.
CHINESE_IN_CODE = {
    "catalog/operations/save_warehouse.py": "the name of a new warehouse's bin, by language",
    "gateway/cli/demo.py": "headings of the demo, in both languages at once",
    "gateway/settings.py": "the languages, each in its own",
    "gateway/web_client.py": "the page that stands in for a client not built, in both languages at once",
    "onboarding/operations/lay_foundation.py": "names in the demo data",
    "projects/operations/install_default_categories.py": "names of the cost categories, in both languages",
}


class TestCatalogues:
    @pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.name)
    def test_fill_the_same_figures_into_both_languages(self, path: Path) -> None:
        texts = json.loads(path.read_text(encoding="utf-8"))

        assert [code for code, one in texts.items() if _places(one["zh"]) != _places(one["en"])] == []

    @pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.name)
    def test_say_each_thing_once(self, path: Path) -> None:
        codes: list[str] = []
        json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=lambda pairs: codes.extend(k for k, _ in pairs))

        assert [code for code, count in Counter(codes).items() if count > 1 and code not in ("zh", "en")] == []

    def test_agree_with_each_other(self) -> None:
        said: dict[str, set[str]] = {}
        for path in CATALOGUES:
            for code, one in json.loads(path.read_text(encoding="utf-8")).items():
                said.setdefault(code, set()).add(f"{one['zh']} | {one['en']}")

        assert {code: texts for code, texts in said.items() if len(texts) > 1} == {}

    @pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.name)
    def test_are_written_in_the_language_that_they_say(self, path: Path) -> None:
        texts = json.loads(path.read_text(encoding="utf-8"))

        assert [code for code, one in texts.items() if CHINESE.search(one["en"])] == []


class TestLists:
    def test_have_titles_for_the_sheet_and_every_column(self) -> None:
        specs = list(_specs())
        used = {f"list.{spec.name}" for spec in specs} | {f"column.{name}" for spec in specs for name in spec.columns}

        assert specs
        assert sorted(used - set(catalogue())) == []

    def test_have_words_for_what_the_books_write_by_a_code(self) -> None:
        columns = {name for spec in _specs() for name in spec.columns}
        coded = {f"document_type.{kind}" for kind in document_types()}
        coded |= {f"{name}.{value}" for name, values in _coded_columns().items() if name in columns for value in values}
        worded = {re.sub(r"^word\.(\w+\.(?=\w+\.))?", "", code) for code in catalogue()}

        assert len(coded) > 50
        assert sorted(coded - worded) == []


class TestSources:
    def test_keep_chinese_in_the_catalogues(self) -> None:
        found = {}
        for path in SOURCE.rglob("*.py"):
            if "migrations" not in path.parts:
                found[path.relative_to(SOURCE).as_posix()] = list(_chinese_strings(path.read_text(encoding="utf-8")))

        assert {name: strings for name, strings in found.items() if strings and name not in CHINESE_IN_CODE} == {}
        assert [name for name in CHINESE_IN_CODE if not found.get(name)] == [], "no longer need to be listed"

    def test_may_hold_chinese_in_docstrings_only(self) -> None:
        code = '"""Doc 文."""\ndef f():\n    """Doc 文."""\n    return "文"\nNAME = "Gongliao 工料"\n'

        assert list(_chinese_strings(code)) == ["line 4: 文"]


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _coded_columns() -> dict[str, set[str]]:
    """Return the codes that columns of lists may hold, as the interface describes them."""
    described = interface.get_openapi_schema()
    schemas = described["components"]["schemas"]
    found: dict[str, set[str]] = {}
    for name, schema in schemas.items():
        if not name.startswith("Page_"):
            continue
        row = schemas[schema["properties"]["rows"]["items"]["$ref"].rsplit("/", 1)[-1]]
        for column, kind in row["properties"].items():
            for each in (kind, *kind.get("anyOf", ())):
                found.setdefault(column, set()).update(value for value in each.get("enum", ()) if value)
    return found


def _specs() -> Iterator[ListSpec | RowsSpec]:
    for module in modules_with_endpoints():
        package = import_module(f"gongliao.{module}.api")
        parts = [package]
        for path in getattr(package, "__path__", []):
            names = sorted(file.stem for file in Path(path).glob("*.py") if file.stem != "__init__")
            parts += [import_module(f"{package.__name__}.{name}") for name in names]
        for part in parts:
            yield from (value for value in vars(part).values() if isinstance(value, ListSpec | RowsSpec))


def _chinese_strings(code: str) -> Iterator[str]:
    tree = ast.parse(code)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            text = node.value.replace(BRAND, "")
            if CHINESE.search(text):
                yield f"line {node.lineno}: {text}"
