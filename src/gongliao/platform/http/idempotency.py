"""The Idempotency-Key of a write: the same key and body answer the same, another body is refused.

The record is made first in the write's own transaction, so a racing retry waits on the unique key and then finds the
kept answer; a write that fails leaves no record. Source: requirements 4.8; invariant 6.
"""

import hashlib
import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from gongliao.kernel.clock import utc_now
from gongliao.kernel.errors import Refusal, RuleBroken
from gongliao.platform.http.request import Request
from gongliao.platform.models.outbox import IdempotencyRecord

KEY_LENGTH_MAX = 100
# Visible ASCII, which every proxy passes on as it is.
KEY = re.compile(f"[!-~]{{1,{KEY_LENGTH_MAX}}}")


@dataclass(eq=False)
class IdempotencyKeyReused(RuleBroken):
    """The key was used before for another request."""

    code = "platform.idempotency_key_reused"
    key: str


@dataclass(eq=False)
class IdempotencyKeyMalformed(Refusal):
    """The key is empty or too long."""

    code = "platform.idempotency_key_malformed"
    status = 422
    length_max: int


def key_of(request: HttpRequest) -> str | None:
    """Return the key that the caller gives, if any.

    Raises: IdempotencyKeyMalformed.
    """
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise IdempotencyKeyMalformed(length_max=KEY_LENGTH_MAX)
    return key


def answered_before(request: Request, *, key: str) -> HttpResponse | None:
    """Claim the key for this request, or return the answer that it was given before.

    Raises: IdempotencyKeyReused.
    """
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + request.body).hexdigest()
    claim = IdempotencyRecord(
        person_id=request.actor.person_id,
        key=key,
        fingerprint=digest,
        recorded_at=utc_now(),
    )
    IdempotencyRecord.objects.bulk_create([claim], ignore_conflicts=True)
    kept = IdempotencyRecord.objects.get(person_id=claim.person_id, key=key)
    if kept.id == claim.id:
        return None
    if kept.fingerprint != digest:
        raise IdempotencyKeyReused(key=key)
    response = HttpResponse(bytes(kept.body), status=kept.status, content_type="application/json; charset=utf-8")
    response["Idempotent-Replay"] = "true"
    return response


def keep_answer(request: Request, *, key: str, response: HttpResponse) -> None:
    """Keep the answer beside the key, in the write's own transaction."""
    person_id = request.actor.person_id
    IdempotencyRecord.objects.filter(person_id=person_id, key=key).update(
        status=response.status_code, body=response.content
    )
