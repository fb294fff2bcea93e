"""Ids that follow from names, so that loading the same history again finds what is there."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID, uuid5

NAMESPACE = UUID("6f1d3c52-8a55-5c0e-9a43-1f0b7d2f4c11")


@dataclass(frozen=True, slots=True)
class DemoIds:
    """The ids of one tenant's demonstration data."""

    base: UUID

    @classmethod
    def for_tenant(cls, tenant_id: UUID) -> Self:
        """Return the ids of this tenant; those of another never meet them."""
        return cls(uuid5(NAMESPACE, str(tenant_id)))

    def of(self, kind: str, *names: object) -> UUID:
        """Return the id of the one record of this kind with these names."""
        return uuid5(self.base, "\x1f".join((kind, *map(str, names))))
