"""A router that denies by default: an endpoint without a grant and a scope does not import (design.md 8).

Around every endpoint it signs in, checks the grant before anything is parsed, opens the tenant's transaction and keeps
the answer to a write under its Idempotency-Key. A refused request rolls its transaction back whole.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

import ninja
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja.decorators import decorate_view
from ninja.utils import check_csrf

from gongliao.kernel.errors import Refusal
from gongliao.platform.access.actor import require
from gongliao.platform.access.roles import ALL_GRANTS
from gongliao.platform.access.sign_in import acting_person, transaction_of_request
from gongliao.platform.http.idempotency import answered_before, keep_answer, key_of
from gongliao.platform.http.problems import CsrfFailed, problem_response
from gongliao.platform.http.request import Request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

View = TypeVar("View", bound=Callable[..., Any])


class Scope(StrEnum):
    """What limits the rows of an endpoint, beside the tenant, which always does."""

    TENANT = "tenant"
    COMPANY = "company"
    PROJECT = "project"
    WAREHOUSE = "warehouse"
    PERSON = "person"
    NONE = "none"


class Open(StrEnum):
    """Stands in for a grant where none is asked."""

    SIGNED_IN = "signed_in"
    PUBLIC = "public"


class Answer(Protocol):
    """What Django calls."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...


class Router:
    """Registers endpoints; every one names its grant and its scope."""

    def __init__(self, *, tags: list[str]) -> None:
        self.ninja = ninja.Router(tags=list(tags))

    def get(self, path: str, *, grant: str | Open, scope: Scope, **options: Any) -> Callable[[View], View]:
        """Register a reading endpoint."""
        return self._register("GET", path, grant, scope, options)

    def post(self, path: str, *, grant: str | Open, scope: Scope, **options: Any) -> Callable[[View], View]:
        """Register an endpoint that does something."""
        return self._register("POST", path, grant, scope, options)

    def put(self, path: str, *, grant: str | Open, scope: Scope, **options: Any) -> Callable[[View], View]:
        """Register an endpoint that saves a record under the caller's id."""
        return self._register("PUT", path, grant, scope, options)

    def delete(self, path: str, *, grant: str | Open, scope: Scope, **options: Any) -> Callable[[View], View]:
        """Register an endpoint that drops a record."""
        return self._register("DELETE", path, grant, scope, options)

    def _register(
        self, method: str, path: str, grant: str | Open, scope: Scope, options: dict[str, Any]
    ) -> Callable[[View], View]:
        if not isinstance(grant, Open) and grant not in ALL_GRANTS:
            raise ValueError(f"{method} {path}: no role holds the grant {grant!r}")
        if not isinstance(scope, Scope):
            raise ValueError(f"{method} {path}: {scope!r} is no scope")
        extra = {"x-grant": str(grant), "x-scope": str(scope), **options.pop("openapi_extra", {})}
        # An answer that holds a secret is never kept for a retry; its operation is idempotent by id alone.
        keeps = not options.pop("secret_answer", False)

        def register(view: View) -> View:
            guarded = decorate_view(_guard(grant, keeps_answer=keeps))(view)
            self.ninja.api_operation([method], path, openapi_extra=extra, **options)(guarded)
            return view

        return register


def _guard(grant: str | Open, *, keeps_answer: bool) -> Callable[[Answer], Answer]:
    def around(run: Answer) -> Answer:
        @wraps(run)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if grant is Open.PUBLIC:
                return run(request, *args, **kwargs)
            try:
                if request.method not in SAFE_METHODS and check_csrf(request) is not None:
                    raise CsrfFailed()
                with transaction_of_request(request):
                    actor = acting_person(request)
                    if not isinstance(grant, Open):
                        require(actor, grant)
                    cast(Request, request).actor = actor
                    key = None if request.method in SAFE_METHODS else key_of(request)
                    return _in_transaction(run, cast(Request, request), key if keeps_answer else None, *args, **kwargs)
            except Refusal as refusal:
                return problem_response(request, refusal)

        return answer

    return around


def _in_transaction(run: Answer, request: Request, key: str | None, *args: Any, **kwargs: Any) -> HttpResponse:
    earlier = None if key is None else answered_before(request, key=key)
    if earlier is not None:
        return earlier
    response = run(request, *args, **kwargs)
    if response.status_code >= 400:
        transaction.set_rollback(True)
    elif key is not None:
        keep_answer(request, key=key, response=response)
    return response
