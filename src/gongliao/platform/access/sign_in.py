"""From a signed-in session to the actor of the request."""

from contextlib import AbstractContextManager
from uuid import UUID

from django.http import HttpRequest

from gongliao.kernel.errors import NotSignedIn
from gongliao.platform.access.actor import Actor, Assignment
from gongliao.platform.database.rows import fetch
from gongliao.platform.http.language import language_of
from gongliao.platform.models.user import User
from gongliao.platform.tenancy.context import tenant_transaction

# One row per role held, or one without a role. Asked with every request, so that what is taken away is gone at once.
# It also tells the audit triggers who acts in the rest of the transaction, which is known only now.
WHO = """
SELECT p.id, p.name, a.role, a.scope_kind, a.scope_id,
 set_config('pghistory.context_metadata', json_build_object('person', p.id, 'request', %s::text)::text, true)
FROM platform_tenant t
JOIN platform_person p ON p.tenant_id = t.id
LEFT JOIN platform_roleassignment a ON a.tenant_id = p.tenant_id AND a.person_id = p.id
WHERE t.id = %s AND NOT t.suspended AND p.tenant_id = %s AND p.user_id = %s AND p.active
"""


def actor_of_request(request: HttpRequest) -> Actor:
    """Return who asks.

    Raises: NotSignedIn, also where the person was deactivated or the tenant suspended.
    """
    with transaction_of_request(request):
        return acting_person(request)


def transaction_of_request(request: HttpRequest) -> AbstractContextManager[None]:
    """Open the transaction of the tenant that the request's session belongs to.

    Raises: NotSignedIn.
    """
    return tenant_transaction(_signed_in(request).tenant_id)


def acting_person(request: HttpRequest) -> Actor:
    """Return who asks, and note them for the audit, in the transaction of the request.

    Raises: NotSignedIn, also where the person was deactivated or the tenant suspended.
    """
    request_id = getattr(request, "request_id", None)
    return actor_of_user(_signed_in(request), language=language_of(request), request_id=request_id)


def actor_of_user(user: User, *, language: str = "zh", request_id: str | None = None) -> Actor:
    """Return the actor behind a user.

    Raises: NotSignedIn, also where the person was deactivated or the tenant suspended.
    """
    with tenant_transaction(user.tenant_id):
        rows = fetch(WHO, (request_id, user.tenant_id, user.tenant_id, user.id))
    if not rows:
        raise NotSignedIn()
    person_id, name = rows[0][:2]
    held = tuple(_assignment(*row[2:5]) for row in rows if row[2] is not None)
    return Actor(
        tenant_id=user.tenant_id,
        person_id=person_id,
        name=name,
        assignments=held,
        language=language,
        request_id=request_id,
    )


def _signed_in(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        raise NotSignedIn()
    return user


def _assignment(role: str, scope_kind: str, scope_id: UUID | None) -> Assignment:
    return Assignment(role=role, scope_kind=scope_kind, scope_id=scope_id)  # type: ignore[arg-type]
