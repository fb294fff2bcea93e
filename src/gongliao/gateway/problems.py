"""What the framework itself refuses, in the same form as our own refusals."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from gongliao.platform.http.problems import CsrfFailed, problem_response


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """Answer an unsafe request without this session's token."""
    return problem_response(request, CsrfFailed())
