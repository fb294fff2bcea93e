"""Gives every request an id and answers what nobody caught."""

import logging
import re
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg_pool import PoolTimeout

from gongliao.kernel.errors import Refusal, Unavailable
from gongliao.kernel.ids import new_id
from gongliao.platform.http.problems import problem_response

logger = logging.getLogger(__name__)
REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")


class DatabaseAway(Unavailable):
    """The database does not answer."""

    code = "platform.database_away"


class OurFault(Refusal):
    """Something we did not foresee; the log has the rest under the request id."""

    code = "platform.our_fault"
    status = 500


class RequestContextMiddleware:
    """Carries the caller's request id, or a new one, through logs, audit and answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else str(new_id())
        request.request_id = request_id  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        """Answer with a problem document instead of an HTML page."""
        if isinstance(exception, Refusal):
            return problem_response(request, exception)
        if isinstance(exception, OperationalError | InterfaceError | PoolTimeout):
            logger.warning("database away: %s", exception)
            return problem_response(request, DatabaseAway())
        logger.error("request %s failed", getattr(request, "request_id", "?"), exc_info=exception)
        return problem_response(request, OurFault())


