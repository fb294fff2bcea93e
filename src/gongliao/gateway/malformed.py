"""What a schema refuses, said at its line and field."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from gongliao.platform.http.language import language_of
from gongliao.platform.http.problems import plain, problem_json
from gongliao.platform.messages import catalogue, sentence

CODE = "platform.malformed"
STATUS = 422
# A body that is wrong everywhere is told so for this many places; no screen shows more.
ERRORS_MAX = 200

# How the parser of ids ends what it says of an empty text; the text itself does not come with the error.
_OF_NOTHING = "found 0"

SchemaError = Mapping[str, Any]


def malformed_response(request: HttpRequest, errors: Sequence[SchemaError]) -> HttpResponse:
    """Return the answer to a request that does not have the form that the interface asks for.

    Shape: one entry per place, in the order of the document; lines count from 1.
    """
    language = language_of(request)
    figures = {"count": len(errors)}
    body = {
        "type": f"urn:gongliao:problem:{CODE}",
        "title": sentence(f"status.{STATUS}", language=language),
        "status": STATUS,
        "code": CODE,
        "detail": sentence(CODE, language=language, figures=figures),
        "figures": figures,
        "errors": [_entry(error, language) for error in errors[:ERRORS_MAX]],
    }
    return problem_json(body, status=STATUS, language=language)


def place_of(location: Sequence[str | int]) -> tuple[int | None, str | None]:
    """Return the line, counted from 1, and the field that a schema error points at.

    ``("body", "draft", "lines", 0, "quantity")`` is line 1, field ``quantity``. What lies deeper outside of lines is
    named by its path, such as ``conversions.0.factor``.
    """
    source, *path = location
    if source == "body" or len(path) > 1:
        # The first step is only what the handler calls its argument.
        path = path[1:]
    if len(path) >= 2 and path[0] == "lines" and isinstance(path[1], int):
        return path[1] + 1, _joined(path[2:])
    return None, _joined(path)


def _entry(error: SchemaError, language: str) -> dict[str, Any]:
    code = f"validation.{error['type']}"
    if error["type"] == "uuid_parsing" and str(error.get("ctx", {}).get("error", "")).endswith(_OF_NOTHING):
        # A cell that was left empty; who fills it in chooses from a list and has never seen an id.
        code = "validation.missing"
    elif code not in catalogue():
        code = "validation.other"
    line, field = place_of(error["loc"])
    figures = plain({name: value for name, value in error.get("ctx", {}).items() if name != "error"})
    detail = sentence(code, language=language, figures=figures)
    return {"line": line, "field": field, "code": code, "figures": figures, "detail": detail}


def _joined(path: Sequence[str | int]) -> str | None:
    return ".".join(str(step) for step in path) or None
