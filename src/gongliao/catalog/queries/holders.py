"""Who holds goods of ours, and what lies in a bin.

A module above says what lies there, in ``contents_above`` (the gateway's wiring), since the catalogue knows no stock.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gongliao.catalog.models import Bin
from gongliao.catalog.permissions import READ
from gongliao.catalog.rules.holders import Holder, HolderKind, Lying
from gongliao.catalog.rules.holders import holder_id as id_of_holder
from gongliao.kernel.errors import NotFound
from gongliao.platform.public import Actor, current_tenant_id, require

contents_above: dict[str, Callable[[UUID], Iterable[Lying]]] = {}


@dataclass(frozen=True, slots=True)
class HolderFacts:
    """Somebody who holds goods of ours, and in how many bins."""

    id: UUID
    kind: HolderKind
    code: str
    name: str
    bins: int


def contents_of(bin_id: UUID) -> list[Lying]:
    """Return what lies in a bin."""
    return [each for source in contents_above.values() for each in source(bin_id)]


def holders(*, actor: Actor, text: str = "") -> list[HolderFacts]:
    """Return who holds bins, crews first, each by name.

    Raises: MissingGrant.
    """
    require(actor, READ)
    rows = Bin.objects.exclude(holder_kind="").select_related("holder_supplier").order_by("holder_kind")
    found: dict[UUID, HolderFacts] = {}
    for bin in rows:
        before = found.get(bin.holder_id)
        supplier = bin.holder_supplier
        name = supplier.name if supplier else bin.holder_name
        bins = before.bins + 1 if before else 1
        found[bin.holder_id] = HolderFacts(
            bin.holder_id, bin.holder_kind, supplier.code if supplier else "", name, bins
        )
    told = [each for each in found.values() if text.lower() in f"{each.code} {each.name}".lower()]
    return sorted(told, key=lambda each: (each.kind, each.name))


def holder_keys(holder_id: UUID) -> tuple[set[UUID], set[str]]:
    """Return the bins that a holder ever held, and how their history names him: a crew by name, a supplier by id."""
    events: Any = Bin._meta.get_field("events").related_model
    tenant_id = current_tenant_id()
    rows = events.objects.filter(tenant_id=tenant_id).exclude(holder_kind="")
    bins, keys = set[UUID](), set[str]()
    for bin_id, kind, name, supplier_id in rows.values_list(
        "pgh_obj_id", "holder_kind", "holder_name", "holder_supplier_id"
    ).distinct():
        if id_of_holder(Holder(kind, name, supplier_id), tenant_id=tenant_id) == holder_id:
            bins.add(bin_id)
            keys.add(f"crew:{name}" if kind == "crew" else str(supplier_id))
    return bins, keys


def holder_by_id(*, actor: Actor, holder_id: UUID, missing: NotFound) -> HolderFacts:
    """Return one holder.

    Raises: MissingGrant, NotFound as given.
    """
    found = next((each for each in holders(actor=actor) if each.id == holder_id), None)
    if found is None:
        raise missing
    return found
