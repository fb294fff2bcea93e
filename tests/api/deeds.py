"""One right request to every operation, made from what the records of a place say of themselves.

A body takes what its schema asks for from a record of the same kind; what no record says stands in ``SAID``. So an
operation of a kind that the populated tenant holds gets its requests by itself, and one that gets none fails the tests.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers.json import DjangoJSONEncoder

from gongliao.gateway.urls import interface
from gongliao.kernel.clock import utc_now
from gongliao.kernel.ids import new_id
from gongliao.platform.public import execute, tenant_transaction
from tests.api.populated import Place, meant_by
from tests.support.http import Answer, Caller

DESCRIBED: dict[str, Any] = json.loads(json.dumps(interface.get_openapi_schema(), cls=DjangoJSONEncoder))
PREFIX = "/api/v1"
UNSAFE = ("post", "put", "delete")

# What fields and parameters mean that no record tells, by name.
SAID: dict[str, Any] = {
    "reason": "有缘故",
    "password": "correct horse battery staple",
    "language": "en",
    "role": "buyer",
    "days": 7,
    "status": "blocked",
    "quantity": "1",
    "valid_from": "2026-06-01",
    "price": "7",
    "accounts": [{"code": "9901", "name": "别的", "kind": "cost"}],
    "on": "2026-11-01",
    "lines": [{"id": "018f0000-0000-7000-8000-000000000001", "code": "X9", "name": "新的", "level": 1}],
    "purpose": "loss",
    "account": "1901",
    "type": "goods_issue",
    "subject_type": "goods_issue",
}


# What an operation is told though a record of its kind says otherwise.
OTHERWISE: dict[str, dict[str, Any]] = {
    "POST /batches/{id}/status": {"status": "blocked"},
    "POST /people/{id}/password": {"password": SAID["password"]},
    "PUT /companies/{company_id}/account-rules": {"version": 0},
    "POST /companies/{company_id}/periods/{month}/close": {"accepted": ["drafts", "without_value", "not_invoiced"]},
}

# What is done before, in the same transaction, by somebody who may: operations on the same record, or a statement.
_REOPEN, _BEGIN = (f"POST /companies/{{company_id}}/periods/{{month}}/{step}" for step in ("reopen", "begin"))
BEFORE: dict[str, tuple[str, ...]] = {
    _BEGIN: (_REOPEN,),
    _BEGIN.replace("begin", "close"): (_REOPEN, _BEGIN),
    _BEGIN.replace("begin", "withdraw"): (_REOPEN, _BEGIN),
    "POST /projects/{project_id}/close": ("POST /projects/{project_id}/complete",),
    "POST /projects/{project_id}/reopen": ("POST /projects/{project_id}/complete",),
    "POST /projects/{project_id}/release": ("UPDATE projects_project SET status = 'draft' WHERE id = %s",),
    "POST /nodes/{node_id}/close": ("POST /nodes/{node_id}/complete",),
    "POST /nodes/{node_id}/reopen": ("POST /nodes/{node_id}/complete",),
    "POST /nodes/{node_id}/release": (
        "UPDATE projects_wbsnode SET status = 'draft', status_in_force = 'draft' WHERE id = %s",
    ),
}


@dataclass(frozen=True)
class Operation:
    """One method of one path, as the interface describes it."""

    method: str
    path: str
    described: dict[str, Any] = field(repr=False, compare=False)

    @property
    def label(self) -> str:
        return f"{self.method.upper()} {self.path.removeprefix(PREFIX)}"

    @property
    def record_path(self) -> str:
        """The path under which the record that it works on shows itself."""
        return self.path[: self.path.rfind("}") + 1]

    @property
    def body(self) -> dict[str, Any] | None:
        """The schema of what it takes, if it takes anything."""
        content = self.described.get("requestBody", {}).get("content", {})
        return next((resolved(each["schema"]) for each in content.values()), None)

    def parameters(self, place: str) -> list[dict[str, Any]]:
        return [each for each in self.described.get("parameters", []) if each["in"] == place]


@dataclass(frozen=True)
class Deed:
    """A request to an operation: the ids in its path, and the record that its body is taken from."""

    operation: Operation
    named: dict[str, str]
    source: dict[str, Any]
    query: dict[str, Any] = field(default_factory=dict)
    body: Any = None

    @property
    def path(self) -> str:
        return _filled_in(self.operation.path, self.named)

    def send(self, caller: Caller, **headers: str) -> Answer:
        """Send it as a caller."""
        if self.operation.label == "POST /attachments":
            file = SimpleUploadedFile("note.txt", b"note", "text/plain")
            return caller.upload(self.path, {**self.body, "file": file}, **headers)
        return caller.send(self.operation.method.upper(), self.path, self.body, query=self.query, headers=headers)


def operations() -> list[Operation]:
    """Return every operation of the interface, in order."""
    return [
        Operation(method, path, described)
        for path, methods in sorted(DESCRIBED["paths"].items())
        for method, described in sorted(methods.items())
    ]


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without a reference, and without the choice of null."""
    while "$ref" in schema or "anyOf" in schema:
        if "anyOf" in schema:
            schema = next(each for each in schema["anyOf"] if each.get("type") != "null")
        else:
            schema = DESCRIBED["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


@dataclass(frozen=True)
class Clerk:
    """Makes requests about the records of a place, which it reads as somebody who sees all."""

    place: Place
    reader: Caller

    def deeds(self, operation: Operation) -> Iterator[Deed]:
        """Return requests that may be right, those first that are about this place."""
        names = [each["name"] for each in operation.parameters("path")]
        ids = product(*(self._ids(name, operation.path) for name in names))
        targets = [
            (named, self._shown(operation.record_path, named))
            for named in (dict(zip(names, i, strict=True)) for i in ids)
        ]
        for named, record in sorted(targets, key=lambda each: self._is_elsewhere(each[1])):
            for source in (record, *self._sources(operation)):
                yield self.deed(operation, named, source)

    def deed(self, operation: Operation, named: dict[str, str], source: dict[str, Any]) -> Deed:
        """Return the request about a record, of what a source says."""
        query: dict[str, Any] = {}
        for each in operation.parameters("query"):
            if each["name"] == "limit":
                query["limit"] = each["schema"].get("maximum", 200)
            elif each.get("required") or each["name"] == "version":
                query[each["name"]] = source.get("version") or self._ids(each["name"], operation.path)[0]
        body = None
        if operation.body is not None:
            body = self._filled(operation.body, source, operation.path) | OTHERWISE.get(operation.label, {})
        return Deed(operation, named, source, query, body)

    def prepared(self, deed: Deed) -> Deed:
        """Do what comes before a request, and return the request as it is then; inside a transaction of the tenant."""
        before = BEFORE.get(deed.operation.label, ())
        for step in before:
            if step.startswith("UPDATE"):
                execute(step, tuple(deed.named.values()))  # type: ignore[arg-type]
            else:
                again = OPERATIONS[step]
                done = self.deed(again, deed.named, self._shown(again.record_path, deed.named)).send(self.reader)
                assert done.status < 300, (step, done.body)
        if not before:
            return deed
        return self.deed(deed.operation, deed.named, self._shown(deed.operation.record_path, deed.named))

    def _is_elsewhere(self, record: dict[str, Any]) -> bool:
        text = json.dumps(record)
        return not (self.place.project_id in text or self.place.warehouse_id in text)

    def _shown(self, path: str, named: dict[str, str]) -> dict[str, Any]:
        """Return what a record says of itself, or what the list says of it."""
        if "{" not in path:
            return {}
        if "get" in DESCRIBED["paths"].get(path, {}):
            answer = self.reader.get(_filled_in(path, named))
            return answer.body if answer.status == 200 and isinstance(answer.body, dict) else {}
        above, _, name = path.rpartition("/")
        if "get" in DESCRIBED["paths"].get(above, {}):
            rows = self.reader.get(_filled_in(above, named)).body
            rows = rows.get("rows", ()) if isinstance(rows, dict) else rows or ()
            wanted = named[name.strip("{}")]
            return next((row for row in rows if wanted in (row.get("id"), row.get("month"))), {})
        return {}

    def _ids(self, name: str, path: str) -> list[str]:
        if name in SAID:
            return [SAID[name]]
        if name == "month":
            return [str((utc_now().date().replace(day=1) - timedelta(days=1)).replace(day=1))]
        return meant_by(self.place.ids, name, path) or [str(new_id())]

    def _sources(self, operation: Operation) -> Iterator[dict[str, Any]]:
        """Return the records that something new of their kind can be like."""
        if operation.body is None or "{" in operation.path:
            return
        above = (
            operation.path if f"{operation.path}/{{id}}" in DESCRIBED["paths"] else operation.path.rpartition("/")[0]
        )
        for id_ in meant_by(self.place.ids, "id", operation.path):
            yield self._shown(f"{above}/{{id}}", {"id": id_})

    def _filled(self, schema: dict[str, Any], source: dict[str, Any], path: str) -> Any:
        """Return a body: what the source says, else what the name means; what is new gets an id of its own."""
        fresh = "{" not in path
        body = {}
        for name, described in schema.get("properties", {}).items():
            required = name in schema.get("required", ())
            if name == "id" and (fresh or required):
                body[name] = str(new_id())
            elif name == "version":
                body[name] = 0 if fresh else source.get("tree_version" if path.endswith("/node-tree") else "version", 0)
            elif source.get(name) is not None and (source[name] != "" or name not in SAID):
                body[name] = self._taken(described, source[name], path)
            elif (required or source.get(name) == "") and name != "file":
                body[name] = self._ids(name, path)[0]
        return body

    def _taken(self, described: dict[str, Any], value: Any, path: str) -> Any:
        described = resolved(described)
        if described.get("type") == "array" and isinstance(value, list):
            items = resolved(described["items"])
            return [self._filled(items, each, path) if isinstance(each, dict) else each for each in value]
        return value


def _filled_in(path: str, named: dict[str, str]) -> str:
    """Return a described path below the prefix with its ids."""
    return path.removeprefix(PREFIX).format(**named)


class _Undo(Exception):
    """Takes back what a request did."""


def undone(tenant_id: UUID, clerk: Clerk | None, deed: Deed, caller: Caller) -> Answer:
    """Send a request, prepared by a clerk where there is one, and take back all that it did."""
    with suppress(_Undo), tenant_transaction(tenant_id):
        answer = (clerk.prepared(deed) if clerk else deed).send(caller)
        raise _Undo
    return answer


def right_deed(tenant_id: UUID, clerk: Clerk, operation: Operation, callers: Sequence[Caller]) -> tuple[Deed, Caller]:
    """Return the first request to an operation that one of the callers, who may do all, is not refused, and who it is.

    A document's writer is not who approves it, so there are several.
    """
    refused: list[Any] = []
    for deed in clerk.deeds(operation):
        for caller in callers:
            answer = undone(tenant_id, clerk, deed, caller)
            if answer.status < 300:
                return deed, caller
            refused.append((answer.status, answer.body, deed))
    raise AssertionError(f"no right request is known to {operation.label}: {refused[-1]}")


OPERATIONS = {each.label: each for each in operations()}
