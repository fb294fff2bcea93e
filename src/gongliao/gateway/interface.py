"""The HTTP interface: the endpoints of all modules under one document (design.md 8)."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

import gongliao
from gongliao.gateway.problems import answer_exception
from gongliao.platform.http.parser import StrictParser
from gongliao.platform.http.problems import CONTENT_TYPE as PROBLEM
from gongliao.platform.http.renderer import JsonRenderer
from gongliao.platform.http.router import SAFE_METHODS, Router
from gongliao.platform.http.sheet import CONTENT_TYPE as SHEET

PREFIX = "/api/v1/"
MODULES = (
    "platform",
    "catalog",
    "projects",
    "ledger",
    "procurement",
    "costing",
    "inventory",
    "reports",
    "onboarding",
)

DESCRIPTION = """Every answer that refuses is a problem document (RFC 9457) with a stable `code`, the figures as fields
and one entry per fault in `errors`. Money, quantities and prices are decimal strings. Ids are UUIDs made by the caller;
sending the same request again changes nothing and answers the same."""

PROBLEM_SCHEMA = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "figures", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string", "description": "One sentence in the caller's language."},
        "figures": {"type": "object", "additionalProperties": True},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["line", "field", "code", "detail", "figures"],
                "properties": {
                    "line": {"type": ["integer", "null"], "description": "Counted from 1; null is the head."},
                    "field": {"type": ["string", "null"]},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "figures": {"type": "object", "additionalProperties": True},
                },
            },
        },
    },
}
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
}


BINARY = {"schema": {"type": "string", "format": "binary"}}


class SchemaNameTaken(Exception):
    """Two modules give one name to different schemas; one of them would vanish from the document."""


class Document(OpenAPISchema):
    """The OpenAPI document, with what is true of every endpoint said on every endpoint."""

    def __init__(self, api: NinjaAPI, path_prefix: str) -> None:
        super().__init__(api, path_prefix)
        self["components"]["schemas"] = dict(sorted(self.schemas.items())) | {"Problem": PROBLEM_SCHEMA}
        self["components"]["securitySchemes"] = {
            "session": {"type": "apiKey", "in": "cookie", "name": "gongliao_session"},
        }
        self["security"] = [{"session": []}]
        for method, operation in self._operations():
            _complete(method, operation)

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        for name, definition in definitions.items():
            if self.schemas.setdefault(name, definition) != definition:
                raise SchemaNameTaken(name)

    def _operations(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for methods in self["paths"].values():
            yield from methods.items()


class Interface(NinjaAPI):
    """One document over all modules, each operation named ``<module>_<function>``."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return f"{module_of(operation)}_{operation.view_func.__name__}"

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,
    ) -> OpenAPISchema:
        return Document(self, path_prefix or PREFIX)


def module_of(operation: Operation) -> str:
    """Return the module of the product that an operation belongs to."""
    return str(operation.view_func.__module__).split(".")[1]


def modules_with_endpoints() -> list[str]:
    """Return the modules that have an ``api``."""
    return [module for module in MODULES if _has_file(f"gongliao.{module}.api")]


def _has_file(name: str) -> bool:
    found = find_spec(name)
    return found is not None and found.origin is not None


def build_interface() -> Interface:
    """Return the interface with every module's endpoints mounted."""
    return assemble([import_module(f"gongliao.{module}.api").router for module in modules_with_endpoints()])


def assemble(routers: Iterable[Router]) -> Interface:
    """Return an interface of these endpoints, in which every failure is answered as a problem."""
    interface = Interface(
        title="Gongliao",
        version=gongliao.__version__,
        description=DESCRIPTION,
        docs_url=None,
        openapi_url=None,
        parser=StrictParser(),
        renderer=JsonRenderer(),
        urls_namespace="v1",
    )
    for router in routers:
        interface.add_router("", router.ninja)
    for kind in (Exception, Http404, HttpError, ValidationError):
        # The library's types allow for a class in place of an exception, which it never passes.
        interface.add_exception_handler(kind, answer_exception)  # type: ignore[arg-type]
    return interface


def _complete(method: str, operation: dict[str, Any]) -> None:
    problem = {"content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    operation["responses"]["default"] = {"description": "Refused", **problem}
    if method.upper() not in SAFE_METHODS:
        operation["parameters"].append(IDEMPOTENCY_KEY)
    if any(parameter["name"] == "format" for parameter in operation["parameters"]):
        content = operation["responses"][200].setdefault("content", {})
        content[SHEET] = BINARY
    if kinds := operation.pop("x-files", None):
        operation["responses"][200]["content"] = dict.fromkeys(kinds, BINARY)
