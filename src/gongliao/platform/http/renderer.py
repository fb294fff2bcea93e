"""Writes JSON answers: decimals as text, Chinese as it is."""

from typing import Any

from django.http import HttpRequest
from ninja.renderers import BaseRenderer
from pydantic_core import to_json


class JsonRenderer(BaseRenderer):
    """Written by pydantic's own core, which knows every kind of value that a schema holds."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """Return the answer's bytes."""
        return to_json(data)
