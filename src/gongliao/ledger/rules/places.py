"""Places: where a move comes from and goes to. Only bins hold stock of ours that is valued together.

What lies on ``site`` is in no pool: each move from there carries what one move to there brought (ADR-0016).
"""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from gongliao.kernel.ids import NO_ID

PlaceKind = Literal["supplier", "customer", "bin", "site", "node", "loss", "gain", "opening", "variance"]
Ownership = Literal["own", "owner_supplied", "consignment"]


@dataclass(frozen=True, slots=True)
class Place:
    """A kind and what it is of that kind: a bin, a WBS node, a party.

    ``owner_id`` is the stock owner at a bin: a project, or ``NO_ID`` for general stock.
    """

    kind: PlaceKind
    id: UUID
    owner_id: UUID = NO_ID


NOWHERE = Place("loss", NO_ID)
# Where goods were until somebody counted them.
FOUND = Place("gain", NO_ID)


def at_bin(bin_id: UUID, *, owner_id: UUID | None) -> Place:
    """Return a bin as the place of a project's stock, or of general stock."""
    return Place("bin", bin_id, owner_id or NO_ID)


def on_site(bin_id: UUID) -> Place:
    """Return the ground before a warehouse, by a bin of it, where goods are between truck, work and store."""
    return Place("site", bin_id)


def at_variance(supplier_id: UUID) -> Place:
    """Return where goods on their way back to a supplier change what they cost in stock for what he owes for them.

    Source: ADR-0017.
    """
    return Place("variance", supplier_id)


def at_node(node_id: UUID) -> Place:
    """Return a WBS node as a place of use."""
    return Place("node", node_id)
