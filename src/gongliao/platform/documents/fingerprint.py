"""The digest by which the same request is recognised when it is sent again (invariant 6)."""

import hashlib
from decimal import Decimal
from typing import Any

import orjson


def fingerprint(request: Any) -> str:
    """Return the digest of a request dataclass; equal content gives equal digests, ``1.50`` equals ``1.5``."""
    return hashlib.sha256(orjson.dumps(request, default=_plain, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _plain(value: Any) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
