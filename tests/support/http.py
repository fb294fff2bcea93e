"""A caller of the HTTP interface: signed in as an actor, with the token that unsafe methods need."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from gongliao.platform.models import Person
from gongliao.platform.public import Actor, tenant_transaction

PREFIX = "/api/v1"


@dataclass(frozen=True)
class Answer:
    """What came back; ``body`` is the JSON, or ``None`` where there is none."""

    status: int
    body: Any
    content: bytes
    headers: Mapping[str, str]

    @property
    def code(self) -> str | None:
        """The code of the problem, if it is one."""
        return self.body.get("code") if isinstance(self.body, dict) else None

    @property
    def places(self) -> list[tuple[int | None, str | None, str]]:
        """Line, field and code of every fault."""
        return [(e["line"], e["field"], e["code"]) for e in self.body["errors"]]


class Caller:
    """Calls endpoints by their path below ``/api/v1``. An unforeseen exception fails the test with its traceback."""

    def __init__(self, actor: Actor | None = None, *, language: str = "en", csrf: bool = True) -> None:
        self.client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
        self._headers = {"X-Language": language}
        if csrf:
            token = _get_new_csrf_string()
            self.client.cookies["csrftoken"] = token
            self._headers["X-CSRFToken"] = token
        if actor is not None:
            self.client.force_login(user_of(actor))

    def get(self, path: str, **query: Any) -> Answer:
        return self.send("GET", path, None, query=query)

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("PUT", path, body, headers=headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("POST", path, body, headers=headers)

    def delete(self, path: str, **query: Any) -> Answer:
        return self.send("DELETE", path, None, query=query)

    def upload(self, path: str, fields: Mapping[str, Any], **headers: str) -> Answer:
        """Send a form with files."""
        sent = {**self._headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return _answer(self.client.post(PREFIX + path, dict(fields), headers=sent))

    def raw(self, method: str, path: str, data: bytes = b"", **headers: str) -> Answer:
        """Send bytes as they are, to any path of the product."""
        sent = {**self._headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        kind = sent.pop("Content-Type", "application/json")
        return _answer(self.client.generic(method, path, data, kind, headers=sent))

    def send(
        self,
        method: str,
        path: str,
        body: Any,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send JSON by any method."""
        data = b"" if body is None else json.dumps(body, cls=DjangoJSONEncoder).encode()
        named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        response = self.client.generic(
            method,
            PREFIX + path,
            data,
            "application/json",
            headers={**self._headers, **named},
            query_params={name: value for name, value in (query or {}).items() if value is not None},
        )
        return _answer(response)


def user_of(actor: Actor) -> Any:
    """Return the user behind an actor."""
    with tenant_transaction(actor.tenant_id):
        return Person.objects.select_related("user").get(id=actor.person_id).user


def _answer(response: Any) -> Answer:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    is_json = "json" in response.get("Content-Type", "") and content
    return Answer(response.status_code, json.loads(content) if is_json else None, content, dict(response.headers))
