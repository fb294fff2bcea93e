"""Gives every request an id, every answer its headers, and every failure the form of a problem."""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from gongliao.gateway.problems import BY_STATUS, BodyTooLarge, MalformedValue, answer_exception
from gongliao.kernel.ids import new_id
from gongliao.platform.http.problems import problem_response

GetResponse = Callable[[HttpRequest], HttpResponse]

REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
MACHINE_PATHS = ("/api/", "/_allauth/")
# What a form may add around a file: its other fields and the boundaries.
FORM_BYTES_MAX = 1024 * 1024

# Ant Design writes its styles into the page while it runs, hence inline styles; scripts come from us alone.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"


class SecureHeadersMiddleware:
    """Says to browsers what a page of ours may do; an answer that says more strictly keeps its own word."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path.startswith(MACHINE_PATHS):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class RequestContextMiddleware:
    """Carries the caller's request id, or a new one, through logs, audit and answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else str(new_id())
        request.request_id = request_id  # type: ignore[attr-defined]
        response = _refused_unread(request) or self.get_response(request)
        if _is_page_for_machine(request, response):
            response = _as_problem(request, response)
        response["X-Request-ID"] = request_id
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        """Answer with a problem document instead of an HTML page."""
        return answer_exception(request, exception)


def _refused_unread(request: HttpRequest) -> HttpResponse | None:
    """Refuse what no endpoint could take, before anything reads it."""
    if "\x00" in request.path_info or b"\x00" in unquote_to_bytes(request.META.get("QUERY_STRING", "")):
        return problem_response(request, MalformedValue())
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > settings.ATTACHMENT_BYTES_MAX + FORM_BYTES_MAX:
        return problem_response(request, BodyTooLarge())
    if "Idempotency-Key" in request.headers:
        # Its digest needs the bytes, which are gone once a form has been read from the stream.
        try:
            _ = request.body
        except (RequestDataTooBig, UnreadablePostError) as error:
            return answer_exception(request, error)
    return None


def _as_problem(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    problem = problem_response(request, BY_STATUS[page.status_code]())
    if allowed := page.get("Allow"):
        problem["Allow"] = allowed
    return problem


def _is_page_for_machine(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.path.startswith(MACHINE_PATHS)
        and response.status_code in BY_STATUS
        and response.get("Content-Type", "text/html").startswith("text/html")
    )
