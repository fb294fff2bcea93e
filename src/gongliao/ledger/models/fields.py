"""Columns that ledger tables share."""

from typing import Any

from django.db import models

from gongliao.kernel.ids import NO_ID


class IdentityField(models.BigIntegerField):  # type: ignore[type-arg]
    """A number that the database gives, in the order in which rows are written."""

    def db_type(self, connection: Any) -> str:
        return "bigint GENERATED ALWAYS AS IDENTITY"


def quantity_field(**options: Any) -> "models.DecimalField[Any, Any]":
    """Return a quantity column: six places, in the base unit."""
    return models.DecimalField(max_digits=18, decimal_places=6, **options)


def money_field(**options: Any) -> "models.DecimalField[Any, Any]":
    """Return a money column: two places, in the company's currency."""
    return models.DecimalField(max_digits=18, decimal_places=2, **options)


def key_field(**options: Any) -> "models.UUIDField[Any, Any]":
    """Return an id column that is ``NO_ID`` where there is none, so that it can stand in a unique key."""
    return models.UUIDField(default=NO_ID, **options)
