"""From a signed-in session to the actor of the request."""

from django.http import HttpRequest

from gongliao.kernel.errors import NotSignedIn
from gongliao.platform.access.actor import Actor, Assignment
from gongliao.platform.http.language import language_of
from gongliao.platform.models.organisation import Person
from gongliao.platform.models.user import User
from gongliao.platform.tenancy.context import tenant_transaction


def actor_of_request(request: HttpRequest) -> Actor:
    """Return who asks.

    Raises: NotSignedIn, also where the person was deactivated or the tenant suspended.
    """
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        raise NotSignedIn()
    request_id = getattr(request, "request_id", None)
    return actor_of_user(user, language=language_of(request), request_id=request_id)


def actor_of_user(user: User, *, language: str = "zh", request_id: str | None = None) -> Actor:
    """Return the actor behind a user.

    Raises: NotSignedIn.
    """
    with tenant_transaction(user.tenant_id):
        person = Person.objects.filter(user_id=user.id, active=True).prefetch_related("assignments").first()
    if person is None:
        raise NotSignedIn()
    held: tuple[Assignment, ...] = tuple(each.as_assignment() for each in person.assignments.all())
    return Actor(
        tenant_id=user.tenant_id,
        person_id=person.id,
        name=person.name,
        assignments=held,
        language=language,
        request_id=request_id,
    )
