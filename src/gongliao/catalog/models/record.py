"""What all master records share: a version for their editor, and text by which they are found."""

from typing import Any

import pghistory
from django.db import models

from gongliao.platform.public import TenantModel

# Derived from other columns or set by other modules: not what a person changed, so not in the audit.
UNTRACKED = ["search_text", "pinyin", "initials"]


class Record(TenantModel):
    """A master record. It is never deleted, only taken out of use.

    ``search_text`` comes early in the row: the search reads it from every row of the tenant and nothing behind it.
    """

    search_text = models.TextField()
    pinyin = models.TextField()
    initials = models.TextField()
    code = models.CharField(max_length=50)
    version = models.PositiveIntegerField(default=1)
    active = models.BooleanField(default=True)
    remark = models.CharField(max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        abstract = True


def audited(*untracked: str) -> Any:
    """Return the decorator by which the database itself writes who changed what (design.md 6)."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=[*untracked]
    )
