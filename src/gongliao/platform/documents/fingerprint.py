"""The digest by which the same request is recognised when it is sent again (invariant 6)."""

import dataclasses
import hashlib
import json
from decimal import Decimal
from typing import Any


def fingerprint(request: Any) -> str:
    """Return the digest of a request dataclass; equal content gives equal digests, ``1.50`` equals ``1.5``."""
    text = json.dumps(dataclasses.asdict(request), default=_text, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)
