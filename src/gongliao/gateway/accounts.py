"""Sign-in policy for django-allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from gongliao.gateway.problems import TooManyRequests
from gongliao.kernel.errors import NotSignedIn
from gongliao.platform.access.sign_in import actor_of_user
from gongliao.platform.http.problems import problem_response
from gongliao.platform.models import User


class LockedOut(TooManyRequests):
    """Too many wrong passwords for this name or from this address; wait some minutes."""

    code = "platform.locked_out"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves; an administrator makes people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt, and answer 429 when there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(problem_response(request, LockedOut())) from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return the user whose password it is, if they may come in.

        Somebody who left, or whose tenant is suspended, is told the same as somebody with a wrong password.
        """
        user = super().authenticate(request, **credentials)
        return user if user is not None and _may_come_in(user) else None


def _may_come_in(user: User) -> bool:
    if not user.is_active:
        return False
    try:
        actor_of_user(user)
    except NotSignedIn:
        return False
    return True
