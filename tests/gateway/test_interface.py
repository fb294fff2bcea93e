"""The interface as a whole."""

import json
from collections import Counter
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

import gongliao
from gongliao.gateway.cli.openapi import document_text
from gongliao.gateway.interface import MODULES, assemble, build_interface, module_of, modules_with_endpoints
from gongliao.platform.access.roles import ALL_GRANTS
from gongliao.platform.public import Open, Router, Scope
from tests.support.http import Caller
from tests.support.world import make_world

METHODS = {"get", "post", "put", "delete"}


@pytest.fixture(scope="module")
def document() -> dict:
    return json.loads(document_text())


class TestModules:
    def test_every_api_is_mounted(self) -> None:
        source = Path(gongliao.__file__).parent
        have_api = {path.parent.name for path in source.glob("*/api.py")}
        have_api |= {path.parent.parent.name for path in source.glob("*/api/__init__.py")}

        assert have_api == set(modules_with_endpoints())
        assert have_api <= set(MODULES)

    @pytest.mark.parametrize("module", modules_with_endpoints())
    def test_its_endpoints_answer(self, module: str, document: dict) -> None:
        router = import_module(f"gongliao.{module}.api").router
        own = {f"/api/v1{path}" for path in router.ninja.path_operations}

        assert own
        assert own <= set(document["paths"])

    def test_no_two_modules_answer_at_one_address(self) -> None:
        # The first would answer for both, and the second's methods would be refused.
        owners = Counter(
            path
            for router in [import_module(f"gongliao.{m}.api").router for m in modules_with_endpoints()]
            for path in router.ninja.path_operations
        )

        assert [path for path, times in owners.items() if times > 1] == []


class TestDocument:
    def test_is_the_same_each_time(self, document: dict) -> None:
        assert document == json.loads(document_text())

    def test_is_openapi_3_1(self, document: dict) -> None:
        assert document["openapi"].startswith("3.1")
        assert document["info"]["title"] == "Gongliao"

    def test_every_operation_says_its_grant_its_scope_and_what_it_does(self, document: dict) -> None:
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                where = f"{method} {path}"
                assert method in METHODS, where
                assert operation["x-grant"] in ALL_GRANTS | {str(each) for each in Open}, where
                assert operation["x-scope"] in {str(each) for each in Scope}, where
                assert operation.get("description"), where
                assert "default" in operation["responses"], where

    def test_operations_have_names_of_their_own(self) -> None:
        interface = build_interface()
        names = Counter(
            f"{module_of(operation)}_{operation.view_func.__name__}"
            for bound in interface._get_bound_routers()
            for view in bound.path_operations.values()
            for operation in view.operations
        )

        assert [name for name, times in names.items() if times > 1] == []

    def test_shows_itself_to_who_is_signed_in_only(self) -> None:
        assert Caller().raw("GET", "/api/v1/openapi.json").status == 401
        shown = Caller(make_world().person("buyer")).raw("GET", "/api/v1/openapi.json")
        assert shown.body["info"]["title"] == "Gongliao"


class TestDefaultDeny:
    def test_an_endpoint_without_a_known_grant_does_not_import(self) -> None:
        with pytest.raises(ValueError, match="no role holds"):
            Router(tags=["x"]).get("/x", grant="catalog.fly", scope=Scope.TENANT)

    def test_an_endpoint_without_a_scope_does_not_import(self) -> None:
        with pytest.raises(TypeError):
            Router(tags=["x"]).get("/x", grant="catalog.read")  # type: ignore[call-arg]

    def test_two_schemas_of_one_name_are_refused(self) -> None:
        from gongliao.gateway.interface import SchemaNameTaken
        from gongliao.platform.public import Schema

        router = Router(tags=["x"])
        for path, fields in (("/a", {"__annotations__": {"a": int}}), ("/b", {"__annotations__": {"b": str}})):
            schema = type("Same", (Schema,), {**fields, "__module__": __name__})
            router.get(path, grant=Open.SIGNED_IN, scope=Scope.NONE, response=schema)(_endpoint(path))

        with pytest.raises(SchemaNameTaken):
            assemble([router]).get_openapi_schema()


def _endpoint(path: str):
    def endpoint(request):
        """Do nothing."""

    endpoint.__name__ = f"endpoint_{path[1:]}"
    endpoint.__module__ = "gongliao.platform.trial"
    return endpoint


class TestDates:
    def test_no_input_takes_a_number_for_a_day(self) -> None:
        # Pydantic would read it as seconds since 1970.
        lenient = [
            f"{model.__name__}.{name}"
            for model in _input_models()
            for name, field in model.model_fields.items()
            if _takes(field, "2026-03-31", of={date, datetime}) and _takes(field, "0.0", of={date, datetime})
        ]

        assert lenient == []


class TestNumbers:
    def test_no_input_takes_true_for_one(self) -> None:
        lenient = [
            f"{model.__name__}.{name}"
            for model in _input_models()
            for name, field in model.model_fields.items()
            # What stands in an address is text.
            if not model.__name__.endswith("Query") and _takes(field, True, of={int})
        ]

        assert lenient == []


def _input_models() -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    operations = [
        operation
        for bound in build_interface()._get_bound_routers()
        for view in bound.path_operations.values()
        for operation in view.operations
    ]
    waiting: list[Any] = [model for operation in operations for model in operation.models]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in found:
            found.add(kind)
            waiting += [field.annotation for field in kind.model_fields.values()]
        else:
            waiting += get_args(kind)
    return found


def _takes(field: FieldInfo, value: Any, *, of: set[type]) -> bool:
    if not of.intersection(kind for kind in _kinds(field.annotation) if isinstance(kind, type)):
        return False
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[field.annotation, field, *field.metadata])  # type: ignore[valid-type]
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def _kinds(annotation: Any) -> list[Any]:
    return [annotation, *(kind for part in get_args(annotation) for kind in _kinds(part))]
