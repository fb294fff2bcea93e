"""System checks: a tenant model that could leak or clash does not start."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import models

from gongliao.platform.database.marks import TENANT_COLUMN, is_tenant_model


def check_tenant_models(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse constraints that don't start with the tenant, and relations that hide a table."""
    errors: list[CheckMessage] = []
    for model in apps.get_models(include_auto_created=True):
        if is_tenant_model(model):
            errors.extend(_errors_of(model))
    return errors


def _errors_of(model: type[models.Model]) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields[:1] != (TENANT_COLUMN,):
            found.append(Error(f"{constraint.name} does not start with the tenant", obj=model, id="gongliao.E001"))
    for index in model._meta.indexes:
        if index.fields and index.fields[0] != TENANT_COLUMN:
            found.append(Error(f"{index.name} does not start with the tenant", obj=model, id="gongliao.E002"))
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            found.append(Error(f"{field.name} is unique over tenants", obj=model, id="gongliao.E003"))
    if model._meta.local_many_to_many:
        found.append(Error("a many-to-many table would have no tenant", obj=model, id="gongliao.E004"))
    return found
