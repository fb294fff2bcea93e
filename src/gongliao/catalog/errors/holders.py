"""What the catalogue refuses because of who holds the goods in a bin."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.errors import NotFound, RuleBroken


@dataclass(eq=False)
class HolderNotFound(NotFound):
    """Nobody of this id holds goods here."""

    code = "catalog.holder_not_found"
    id: UUID


@dataclass(eq=False)
class HolderUnnamed(RuleBroken):
    """A crew has a name, a subcontractor is a supplier."""

    code = "catalog.holder_unnamed"
    kind: str
    field: str | None = "holder_name"


@dataclass(eq=False)
class BinHolderStays(RuleBroken):
    """Goods lie in the bin: they change hands by a transfer. One item of them is named, of ``items``."""

    code = "catalog.bin_holder_stays"
    bin: str
    item: str
    quantity: Decimal
    unit: str
    items: int
    field: str | None = "holder_kind"
