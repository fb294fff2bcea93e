"""The digest by which the same request is recognised when it is sent again (invariant 6)."""

import dataclasses
import hashlib
import json
from decimal import Decimal
from functools import cache
from typing import Any


def fingerprint(request: Any) -> str:
    """Return the digest of a request dataclass; equal content gives equal digests, ``1.50`` equals ``1.5``."""
    text = json.dumps(request, default=_plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in _field_names(type(value))}
    return str(value)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
