"""Codes for what the source names by words only."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongliao.onboarding.rules.lines import ItemFacts, Line

NO_BRAND = "Generic"
NOT_STATED = "N/A"
STORE_CODE = "RDC"


@dataclass(frozen=True, slots=True)
class CodedItem:
    """An item with its code; ``brand`` is empty for generic goods."""

    code: str
    name: str
    specification: str
    brand: str
    group: str
    subgroup: str


@dataclass(frozen=True, slots=True)
class CodedVendor:
    """A supplier with its code; ``internal`` for the regional stores that fill orders themselves."""

    code: str
    name: str
    internal: bool


def code_items(lines: Iterable[Line]) -> tuple[CodedItem, ...]:
    """Return the items by code: the product group and a number in the order of the descriptions.

    The same file gives the same codes again, whatever the order of its rows.
    """
    known = {line.item.description: line.item for line in lines}
    coded: list[CodedItem] = []
    numbers: dict[str, int] = {}
    for item in sorted(known.values(), key=lambda item: (item.group, item.description)):
        numbers[item.group] = numbers.get(item.group, 0) + 1
        coded.append(
            CodedItem(
                code=f"{item.group}-{numbers[item.group]:03d}",
                name=item.description,
                specification=_specification(item),
                brand="" if item.brand == NO_BRAND else item.brand,
                group=item.group,
                subgroup=item.subgroup,
            )
        )
    return tuple(coded)


def code_vendors(lines: Iterable[Line]) -> tuple[CodedVendor, ...]:
    """Return the suppliers by code, numbered in the order of their names.

    An order filled from a regional store names that store instead of a vendor. It becomes a supplier of its own, so
    that the goods' value is kept and seen to be the store's.
    """
    known = {line.vendor: line.from_store for line in lines}
    stores = [name for name in sorted(known) if known[name]]
    vendors = sorted((name for name in known if not known[name]), key=lambda name: (name.casefold(), name))
    coded = [CodedVendor(f"V{number:03d}", name, internal=False) for number, name in enumerate(vendors, start=1)]
    coded += [
        CodedVendor(STORE_CODE if number == 1 else f"{STORE_CODE}-{number}", name, internal=True)
        for number, name in enumerate(stores, start=1)
    ]
    return tuple(coded)


def _specification(item: ItemFacts) -> str:
    """Return the item's substance, strength, form and pack in one line, without what is not stated."""
    parts = [item.molecule, item.dosage, item.form, f"{item.pieces_per_pack} / pack"]
    return ", ".join(part for part in dict.fromkeys(parts) if part != NOT_STATED)
