"""Delivering events."""

from collections.abc import Callable
from typing import Any

Handler = Callable[..., Any]
