"""Everything that can go wrong with a request, turned into a refusal and so into a problem document.

Both doors use it: the interface for what an endpoint raises, the middleware for what is raised around one, such as a
constraint that the database checks at commit.
"""

import logging
from dataclasses import dataclass
from functools import cache
from typing import Any

import ninja.errors
import psycopg
from django.apps import apps
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import Error as DjangoDatabaseError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from psycopg.errors import (
    DeadlockDetected,
    ForeignKeyViolation,
    LockNotAvailable,
    QueryCanceled,
    SerializationFailure,
    UniqueViolation,
)
from psycopg_pool import PoolClosed, PoolTimeout

from gongliao.gateway.malformed import malformed_response
from gongliao.kernel.errors import NotAllowed, NotFound, Refusal, RuleBroken, Unavailable
from gongliao.platform.database.marks import TENANT_COLUMN
from gongliao.platform.http.parser import MalformedBody
from gongliao.platform.http.problems import CsrfFailed, problem_response

logger = logging.getLogger(__name__)

# Figures and texts that a column can't hold. A division by zero, say, is no such thing: that would be our own fault.
UNSTORABLE = frozenset({"22001", "22003", "22007", "22008", "22021", "22P02", "22P05", None})


class PathNotFound(NotFound):
    """Nothing lives at this address."""

    code = "platform.path_not_found"


class MethodNotAllowed(Refusal):
    """The address does not take this method."""

    code = "platform.method_not_allowed"
    status = 405


class BodyTooLarge(Refusal):
    """The request is longer than we read."""

    code = "platform.body_too_large"
    status = 413


class BadRequestRefused(Refusal):
    """The request breaks the protocol, or names a host that is not ours."""

    code = "platform.bad_request"
    status = 400


class Forbidden(NotAllowed):
    """The framework refused."""

    code = "platform.forbidden"


class TooManyRequests(Refusal):
    """Slow down."""

    code = "platform.too_many_requests"
    status = 429


class MalformedValue(Refusal):
    """A text or figure that can't be stored."""

    code = "platform.malformed_value"
    status = 422


@dataclass(eq=False)
class AlreadyExists(RuleBroken):
    """Another record has this combination."""

    code = "platform.already_exists"
    fields: tuple[str, ...]

    @property
    def field(self) -> str | None:  # type: ignore[override]
        """Return the input to mark, when there is only one."""
        return self.fields[0] if len(self.fields) == 1 else None


class ReferenceMissing(RuleBroken):
    """The request names a record that is not there, or drops one that others name."""

    code = "platform.reference_missing"


class DatabaseAway(Unavailable):
    """The database does not answer."""

    code = "platform.database_away"


class TryAgain(Unavailable):
    """Somebody else held what this request needed; sent again it will most likely pass."""

    code = "platform.try_again"


class OurFault(Refusal):
    """Something we did not foresee; the log has the rest under the request id."""

    code = "platform.our_fault"
    status = 500


BY_STATUS: dict[int, type[Refusal]] = {
    400: BadRequestRefused,
    403: Forbidden,
    404: PathNotFound,
    405: MethodNotAllowed,
    413: BodyTooLarge,
    429: TooManyRequests,
    500: OurFault,
}


def refusal_of(error: Exception) -> Refusal | None:  # noqa: PLR0911
    """Return the refusal that an exception stands for, or ``None`` when nobody foresaw it."""
    match error:
        case Refusal():
            return error
        case Http404():
            return PathNotFound()
        case RequestDataTooBig():
            return BodyTooLarge()
        case ninja.errors.HttpError():
            # The library wraps what reading the body raised, our own refusals included.
            cause = refusal_of(error.__cause__) if isinstance(error.__cause__, Exception) else None
            return cause or BY_STATUS.get(error.status_code, OurFault)()
        case UnreadablePostError() | SuspiciousOperation() | BadRequest():
            return MalformedBody()
        case PoolTimeout() | PoolClosed():
            return DatabaseAway()
        case models.ProtectedError() | models.RestrictedError():
            return ReferenceMissing()
        case psycopg.Error():
            return _of_database(error)
        case DjangoDatabaseError():
            return _of_database(error.__cause__)
    return None


def answer_exception(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the problem document for an exception; what nobody foresaw is logged and told to whoever watches."""
    if isinstance(error, ninja.errors.ValidationError):
        return malformed_response(request, error.errors)
    refusal = refusal_of(error)
    if refusal is None:
        logger.error("request %s failed", getattr(request, "request_id", "?"), exc_info=error)
        got_request_exception.send(sender=None, request=request)
        refusal = OurFault()
    elif refusal.status >= 500:
        logger.warning("request %s: %s", getattr(request, "request_id", "?"), error)
    return problem_response(request, refusal)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """Answer an unsafe request without this session's token."""
    return problem_response(request, CsrfFailed())


def _of_database(error: BaseException | None) -> Refusal | None:
    match error:
        case DeadlockDetected() | SerializationFailure() | LockNotAvailable() | QueryCanceled():
            return TryAgain()
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return DatabaseAway()
        case psycopg.DataError() if error.sqlstate in UNSTORABLE:
            return MalformedValue()
        case UniqueViolation():
            return AlreadyExists(fields=_unique_fields().get(error.diag.constraint_name or "", ()))
        case ForeignKeyViolation():
            return ReferenceMissing()
    return None


@cache
def _unique_fields() -> dict[str, tuple[str, ...]]:
    """Return the fields of each unique constraint by its name, without the tenant's."""
    found: dict[str, tuple[str, ...]] = {}
    for model in apps.get_models(include_auto_created=True):
        found[f"{model._meta.db_table}_pkey"] = ("id",)
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                found[constraint.name] = tuple(name for name in constraint.fields if name != TENANT_COLUMN)
    return found
