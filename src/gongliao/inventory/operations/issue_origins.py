"""Where the goods of an issue come from, if not from the store."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from gongliao.catalog.public import PartyFacts
from gongliao.inventory.operations import deliver_directly, take_over
from gongliao.inventory.operations.goods_kind import Endpoint, Plan, PlannedLine
from gongliao.inventory.operations.issue_request import IssueLine, IssueRequest
from gongliao.ledger.public import PostedLine, Voucher
from gongliao.platform.public import Actor, Where
from gongliao.projects.public import NodeFacts


class Origin(Protocol):
    """What differs where goods do not come from the store."""

    def take(self, planned: PlannedLine, line: IssueLine, node: NodeFacts) -> PlannedLine:
        """Return a line that comes from here; raises what is wrong with it."""

    def finish(
        self, lines: Sequence[PlannedLine], *, nodes: Mapping[UUID, NodeFacts], on: date
    ) -> Sequence[PlannedLine]:
        """Return the lines with what only a posted document makes."""

    def allow(self, actor: Actor, places: Sequence[Where], warehouse_id: UUID) -> None:
        """Refuse unless the actor may take goods from here to the places."""

    def documents(self) -> list[Endpoint]:
        """Return the documents that the goods come from."""

    def move(self, *, actor: Actor, voucher: Voucher, plan: Plan, at: datetime) -> tuple[PostedLine, ...]:
        """Move the goods; return what each line came to."""


def origin_of(request: IssueRequest, *, parties: Mapping[UUID, PartyFacts], posting: bool) -> Origin | None:
    """Return where the goods come from, held until the transaction ends, or nothing for the store.

    Raises: SupplierNeeded of all lines together; PartyNotFound.
    """
    return deliver_directly.begin(request, parties=parties, posting=posting) or take_over.begin(request)
