"""What a table promises, said once where its model is declared.

The marks are plain classes so that migrations record them among the bases: the schema editor then secures a table when
it makes it, and nobody has to remember a statement in each migration.
"""

from django.db import models

TENANT_COLUMN = "tenant_id"


class AppendOnly:
    """Rows are inserted and read, never changed or removed: no grant, and a trigger that refuses."""


class PostedForEver:
    """A document head: once posted it may only become reversed."""


class LineOfPosted:
    """A document line: it changes only while its document (column ``document_id``) is not posted."""

    head_table: str = ""


def is_tenant_model(model: type[models.Model]) -> bool:
    """Tell whether rows belong to a tenant.

    The plain column decides, not a relation: a relation can be added by a later migration step than the table.
    """
    return any(f.column == TENANT_COLUMN and not f.is_relation for f in model._meta.local_fields)


def is_append_only(model: type[models.Model]) -> bool:
    """Tell whether rows are never changed: marked so, or an audit table, which migrations know by its key alone."""
    return issubclass(model, AppendOnly) or any(f.column == "pgh_id" for f in model._meta.local_fields)
