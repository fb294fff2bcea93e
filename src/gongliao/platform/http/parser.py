"""Reads JSON bodies strictly: exact decimals, no NaN, no text that the database could not hold."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from gongliao.kernel.errors import Refusal


class MalformedBody(Refusal):
    """The body is not JSON that we take."""

    code = "platform.malformed_body"
    status = 422


class StrictParser(Parser):
    """Numbers stay as written; a body that can't be read is refused, not crashed on."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            body = json.loads(request.body, parse_float=Decimal, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise MalformedBody() from error
        if b"\\u" in request.body:
            _refuse_unstorable(body)
        return body


def _refuse(name: str) -> NoReturn:
    raise MalformedBody()


def _refuse_unstorable(value: Any) -> None:
    """Refuse NUL and lone surrogates, which only escapes can bring in."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str) and ("\x00" in each or any("\ud800" <= c <= "\udfff" for c in each)):
            raise MalformedBody()
