"""The tenant of the running transaction: set with ``SET LOCAL``, gone when the transaction ends.

Nothing here outlives a transaction, so a pooled connection can't carry a tenant to its next user.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction

from gongliao.kernel.ids import new_id
from gongliao.platform.access.actor import Actor
from gongliao.platform.database.rows import call

_tenant: ContextVar[UUID | None] = ContextVar("tenant", default=None)

BEGIN = """set_config('app.tenant', %s, true),
 set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"""

P = ParamSpec("P")
R = TypeVar("R")


def current_tenant_id() -> UUID:
    """Return the tenant of the running transaction.

    Raises: AssertionError outside a tenant transaction, which is our bug and never a user's.
    """
    tenant_id = _tenant.get()
    assert tenant_id is not None, "no tenant transaction is open"
    return tenant_id


@contextmanager
def tenant_transaction(
    tenant_id: UUID, *, person_id: UUID | None = None, request_id: str | None = None
) -> Iterator[None]:
    """Open one transaction for one tenant, or join the one already open for it.

    The person and the request go to the audit triggers with it.

    Raises: AssertionError when a transaction of another tenant, or of none, is open.
    """
    if connection.in_atomic_block:
        assert _tenant.get() == tenant_id, "a transaction belongs to one tenant"
        yield
        return
    who = json.dumps({"person": str(person_id) if person_id else None, "request": request_id})
    with transaction.atomic():
        token = _tenant.set(tenant_id)
        try:
            call(BEGIN, (str(tenant_id), str(new_id()), who))
            yield
        finally:
            _tenant.reset(token)


def in_tenant(operation: Callable[P, R]) -> Callable[P, R]:
    """Run an operation in its actor's tenant transaction; the operation takes ``actor`` by keyword."""

    @wraps(operation)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        actor: Any = kwargs["actor"]
        assert isinstance(actor, Actor)
        with tenant_transaction(actor.tenant_id, person_id=actor.person_id, request_id=actor.request_id):
            return operation(*args, **kwargs)

    return run
