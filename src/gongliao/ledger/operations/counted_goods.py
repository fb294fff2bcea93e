"""What somebody counted at a place, and the goods that make up for what the books say."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import ItemFacts
from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import Quantity, money
from gongliao.ledger.operations.goods import GoodsLine
from gongliao.ledger.queries.counted import StockSpot
from gongliao.ledger.rules import FOUND, NOWHERE, Ownership, at_bin


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of an item, batch, owner and ownership somebody counted in a bin.

    Units: ``quantity`` in the base unit; ``price`` of one base unit that was found, where it does not cost what the
    others there do; what is not ours is said to cost nothing. ``agreed`` is the supplier's price of one base unit of
    his consignment: what is missed of it is bought before it is lost.
    """

    line_id: UUID
    line_no: int
    item: ItemFacts
    bin_id: UUID
    quantity: Quantity
    batch_id: UUID = NO_ID
    owner_id: UUID | None = None
    price: Decimal | None = None
    ownership: Ownership = "own"
    agreed: Decimal | None = None

    @property
    def spot(self) -> StockSpot:
        """Return where it was counted."""
        return StockSpot(self.item.id, self.bin_id, self.batch_id, self.owner_id, self.ownership)

    def moved(self, difference: Decimal, counted_id: UUID) -> GoodsLine:
        """Return the goods that were found, or that were missed."""
        here = at_bin(self.bin_id, owner_id=self.owner_id)
        found = difference > 0
        quantity = Quantity(abs(difference))
        return GoodsLine(
            line_id=self.line_id,
            line_no=self.line_no,
            item=self.item,
            source=FOUND if found else here,
            target=here if found else NOWHERE,
            quantity=quantity,
            entered_quantity=quantity,
            entered_unit=self.item.base_unit,
            batch_id=self.batch_id,
            ownership=self.ownership,
            value=money(self.price * quantity) if found and self.price is not None else None,
            counted_id=counted_id,
            bought=money(self.agreed * quantity) if not found and self.agreed is not None else None,
        )
