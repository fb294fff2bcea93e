"""Random requests against every operation of the interface, right ones and wrong ones, in a tenant full of records.

Whatever comes: no answer of 500 and more, none that the description does not foresee, no malformed request accepted.
Half of the right requests name records that exist, to get past "not found". Every run sends the same requests, so that
a red run means a change of ours; ``GONGLIAO_SEED=random`` looks for new ones and prints the seed that plays them again.

Operations that take the same, such as one id, are sent the same requests, which are made up once for all of them.
"""

import json
import logging
import random
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from functools import lru_cache
from typing import Any

import pytest
import schemathesis
from django.core.serializers.json import DjangoJSONEncoder
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core import NOT_SET
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from gongliao.gateway.urls import interface
from tests.api.populated import Populated, populate
from tests.support.http import Caller
from tests.support.seeds import seed_of_run

SEED = seed_of_run()
EXAMPLES = 200
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


def _operations() -> dict[str, Any]:
    description = json.loads(json.dumps(interface.get_openapi_schema(), cls=DjangoJSONEncoder))
    # Every request is signed in; what happens to others is tested with sign-in.
    del description["security"], description["components"]["securitySchemes"]
    schema = schemathesis.openapi.from_dict(description)
    schema.app = _closing(get_wsgi_application())
    found = [each.ok() for each in schema.get_all_operations()]
    return {operation.label.replace("/api/v1", ""): operation for operation in found}


def _closing(app: Any) -> Any:
    """Return the application with its answers read and closed, as a server does; the client here leaves files open."""

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        with closing(app(environ, start_response)) as parts:
            return [b"".join(parts)]

    return answer


def _taken_by(operation: Any) -> str:
    """Return what an operation takes, as text."""
    described = operation.definition.raw
    return json.dumps([described.get("parameters"), described.get("requestBody")], sort_keys=True)


def _parameters() -> list[Any]:
    """Return the labels, those of the same requests together and for one process."""
    alike: dict[str, list[str]] = {}
    for label, taken in TAKEN.items():
        alike.setdefault(taken, []).append(label)
    return [
        pytest.param(label, marks=pytest.mark.xdist_group(f"requests-{at}"))
        for at, labels in enumerate(alike.values())
        for label in labels
    ]


OPERATIONS = _operations()
TAKEN = {label: _taken_by(operation) for label, operation in OPERATIONS.items()}


@pytest.fixture(scope="module")
def tenant() -> Populated:
    """A tenant of this test process; what the requests do to it stays for the next ones."""
    return populate()


@pytest.fixture(scope="module")
def signed_in(tenant: Populated) -> dict[str, dict[str, str]]:
    """The cookies of a session and the token that unsafe methods need."""
    cookies = {name: morsel.value for name, morsel in Caller(tenant.admin).client.cookies.items()}
    return {"cookies": cookies, "headers": {"X-CSRFToken": cookies["csrftoken"]}}


@pytest.fixture(autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Take no pains over the passwords of made-up people; how they are kept is tested with sign-in."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Keep thousands of refusals out of the log."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("label", _parameters())
def test_random_requests_are_answered_as_described(
    label: str, tenant: Populated, signed_in: dict[str, dict[str, str]]
) -> None:
    print(f"GONGLIAO_SEED={SEED}")
    operation = OPERATIONS[label]
    sent = 0
    for mode in _modes(operation):
        for made, chance in _made_up(TAKEN[label], mode):
            case = _addressed_to(operation, made)
            choose = random.Random(chance)
            if case.meta and case.meta.generation.mode is GenerationMode.POSITIVE and choose.random() < 0.5:
                _name_what_exists(case, tenant, choose)
            _keep_described_headers(case)
            case.validate_response(case.call(**signed_in), checks=CHECKS)
            sent += 1
    assert sent == EXAMPLES


def _modes(operation: Any) -> list[GenerationMode]:
    takes_something = operation.body or any(map(len, (operation.path_parameters, operation.query)))
    return [GenerationMode.POSITIVE, GenerationMode.NEGATIVE] if takes_something else [GenerationMode.POSITIVE]


@lru_cache(maxsize=2)
def _made_up(taken: str, mode: GenerationMode) -> list[tuple[Case, int]]:
    """Return requests to the first operation that takes this, each with a number to choose records by."""
    operation = next(OPERATIONS[label] for label, each in TAKEN.items() if each == taken)
    requests: list[tuple[Case, int]] = []

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES // len(_modes(operation)),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), chance=st.integers(0, 2**32 - 1))
    def make_up(case: Case, chance: int) -> None:
        requests.append((case, chance))

    make_up()
    return requests


def _addressed_to(operation: Any, made: Case) -> Case:
    """Return a request of the same content to an operation; what is done to it stays its own."""
    return operation.Case(
        path_parameters=deepcopy(made.path_parameters),
        headers=made.headers,
        cookies=dict(made.cookies),
        query=deepcopy(made.query),
        body=made.body if made.body is NOT_SET else deepcopy(made.body),
        media_type=made.media_type,
        multipart_content_types=made.multipart_content_types,
        _meta=deepcopy(made._meta),
    )


def _keep_described_headers(case: Case) -> None:
    """Drop headers of any name; those of HTTP itself, such as Host, the client that sends the requests chokes on."""
    described = {parameter.name for parameter in case.operation.headers}
    case.headers = {name: value for name, value in (case.headers or {}).items() if name in described}


def _name_what_exists(case: Case, tenant: Populated, choose: random.Random) -> None:
    """Put ids of the tenant's own records in place of made-up ones."""
    path = case.operation.path
    for name in [*(case.path_parameters or {})]:
        if known := tenant.meant_by(name, path):
            case.path_parameters[name] = choose.choice(known)
    waiting = [case.body, case.query]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            waiting += each.values()
            for name in [name for name, value in each.items() if isinstance(value, str) and name != "id"]:
                if known := tenant.meant_by(name, path):
                    each[name] = choose.choice(known)
                elif name == "unit":
                    each[name] = "kg"
