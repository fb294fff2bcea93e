"""Refusals as RFC 9457 problem documents, in the caller's language."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from gongliao.kernel.errors import NotAllowed, Refusal, SeveralRefusals
from gongliao.platform.http.language import language_of
from gongliao.platform.messages import sentence

CONTENT_TYPE = "application/problem+json"


@dataclass(eq=False)
class CsrfFailed(NotAllowed):
    """The request did not carry this session's token."""

    code = "platform.csrf_failed"


def problem_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the answer to a refused request.

    Shape: ``errors`` holds one entry per refusal, with line, field, code, figures and sentence.
    """
    language = language_of(request)
    single = refusal.refusals if isinstance(refusal, SeveralRefusals) else (refusal,)
    status = refusal.worst_status if isinstance(refusal, SeveralRefusals) else refusal.status
    first = single[0]
    figures = plain(first.figures()) if len(single) == 1 else {"count": len(single)}
    shown = first if len(single) == 1 else refusal
    body = {
        "type": f"urn:gongliao:problem:{shown.code}",
        "title": sentence(f"status.{status}", language=language),
        "status": status,
        "code": shown.code,
        "detail": sentence(shown.code, language=language, figures=figures if len(single) > 1 else _told(first)),
        "figures": figures,
        "errors": [
            {
                "line": one.line,
                "field": one.field,
                "code": one.code,
                "figures": plain(one.figures()),
                "detail": sentence(one.code, language=language, figures=_told(one)),
            }
            for one in single
        ],
    }
    return problem_json(body, status=status, language=language)


def problem_json(body: Mapping[str, Any], *, status: int, language: str) -> HttpResponse:
    """Return a problem document as a response."""
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)
    response["Content-Language"] = language
    if status == 503:
        response["Retry-After"] = "5"
    return response


def _told(refusal: Refusal) -> dict[str, Any]:
    """Return a refusal's figures as a sentence tells them: quantities without the zeros behind their last digit."""
    return {name: plain(_shortened(value)) for name, value in refusal.figures().items()}


def _shortened(value: Any) -> Any:
    # Money, which has two places, keeps its zeros.
    whole = isinstance(value, Decimal) and value.as_tuple().exponent == -6
    return value.normalize() if whole else value


def plain(value: Any) -> Any:
    """Return figures as JSON can hold them: decimals, ids and dates as text."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value
