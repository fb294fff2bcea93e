"""Putting a project's figures together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.values import NO_MONEY, Money


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """What orders bind and what a project has consumed; each yuan stands in one column.

    Money in the company's currency. ``received`` is what orders have turned into goods; ``stock`` is what lies unused
    of the project's own goods; ``cost`` is material and other cost together.
    """

    ordered: Money
    received: Money
    open: Money
    stock: Money
    material: Money
    other: Money

    @property
    def cost(self) -> Money:
        """Return all that was consumed."""
        return Money(self.material + self.other)


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A node of a tree in tree order, with its parent."""

    id: UUID
    parent_id: UUID | None


def with_subtrees(rows: Sequence[TreeRow], own: Mapping[UUID, Decimal]) -> dict[UUID, Money]:
    """Return for each node its own amount and all that lies below it.

    Shape: ``rows`` hold parents before their children.
    """
    totals: defaultdict[UUID, Decimal] = defaultdict(lambda: NO_MONEY)
    for row in reversed(rows):
        totals[row.id] += own.get(row.id, NO_MONEY)
        if row.parent_id is not None:
            totals[row.parent_id] += totals[row.id]
    return {row.id: Money(totals[row.id]) for row in rows}
