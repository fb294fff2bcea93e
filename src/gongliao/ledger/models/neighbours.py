"""Rows of lower modules that columns of the books name without a foreign key, because the kind of row varies."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models


def rows_of(label: str) -> "models.QuerySet[Any]":
    """Return the tenant's rows of a model, named as foreign keys name it."""
    rows: models.QuerySet[Any] = apps.get_model(label)._default_manager.all()
    return rows


def branch_of(label: str, root: UUID) -> set[UUID]:
    """Return a row of a tree, such as a category, and all below it."""
    children: dict[UUID | None, list[UUID]] = {}
    for id, parent_id in rows_of(label).values_list("id", "parent_id"):
        children.setdefault(parent_id, []).append(id)
    branch, waiting = set[UUID](), [root]
    while waiting:
        here = waiting.pop()
        branch.add(here)
        waiting += children.get(here, [])
    return branch
