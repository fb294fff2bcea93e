"""Who holds the goods that lie in a bin 保管人: our store, a crew or a subcontractor.

Source: ADR-0021.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from uuid import UUID, uuid5

from gongliao.catalog.errors.holders import HolderUnnamed
from gongliao.kernel.ids import NO_ID

HolderKind = Literal["", "crew", "subcontractor"]
HOLDER_KINDS: tuple[HolderKind, ...] = ("", "crew", "subcontractor")


@dataclass(frozen=True, slots=True)
class Holder:
    """A crew by its name, a subcontractor as the supplier that it is; our own store is neither."""

    kind: HolderKind = ""
    name: str = ""
    supplier_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Lying:
    """What of an item lies in a bin.

    Units: ``quantity`` in the base unit.
    """

    item: str
    quantity: Decimal
    unit: str


def holder_of(*, kind: HolderKind, name: str, supplier_id: UUID | None) -> Holder:
    """Return the holder that is named; what does not belong to its kind is left out.

    Raises: HolderUnnamed.
    """
    if kind == "crew":
        if not name:
            raise HolderUnnamed(kind=kind)
        return Holder(kind, name=name)
    if kind == "subcontractor":
        if supplier_id is None:
            raise HolderUnnamed(kind=kind, field="holder_supplier_id")
        return Holder(kind, supplier_id=supplier_id)
    return Holder()


def holder_id(holder: Holder, *, tenant_id: UUID) -> UUID:
    """Return the id by which lists tell holders apart: a supplier's own, or one that a crew's name always comes to."""
    if holder.kind == "crew":
        return uuid5(tenant_id, holder.name)
    return holder.supplier_id or NO_ID
