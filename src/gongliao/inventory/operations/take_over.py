"""Material that one work drew and another takes over 转用: charged there at what it was charged here.

Each line moves from the node that drew it to the site and from there to its new node, so that both are told of it by a
cost entry of their own. Source: requirements 4.11; ADR-0016.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from gongliao.inventory.errors import IssueLineNotFound, MoreThanIssued, ReturnedBeforeIssued, WrongCompany, WrongItem
from gongliao.inventory.errors.deliveries import IssueLineNeeded, SameWork
from gongliao.inventory.operations.goods_kind import Endpoint, Plan, PlannedLine
from gongliao.inventory.operations.issue_request import IssueLine, IssueRequest
from gongliao.inventory.operations.issued_lines import IssuedLine, lock_issued_lines
from gongliao.inventory.operations.ownership import require_taken_over
from gongliao.inventory.permissions import RETURN
from gongliao.kernel.ids import NO_ID, new_id
from gongliao.ledger.public import PostedLine, Voucher, at_node, on_site, post_goods
from gongliao.platform.public import Actor, Where, require
from gongliao.projects.public import NodeFacts, ask_nodes, require_node_takes


@dataclass(slots=True)
class OtherWork:
    """What is taken over while it is planned; ``sources`` are the issue lines as they are by then."""

    request: IssueRequest
    sources: dict[UUID, IssuedLine]
    nodes: Mapping[UUID, NodeFacts]

    def take(self, planned: PlannedLine, line: IssueLine, node: NodeFacts) -> PlannedLine:
        """Return a line that comes from other work instead of the store.

        Raises: IssueLineNeeded, IssueLineNotFound, WrongCompany, WrongItem, UsedGoodsAreOurs,
            NotEmployersGoods, EmployersGoodsElsewhere, SameWork, NodeClosed, ReturnedBeforeIssued, MoreThanIssued.
        """
        if line.from_line_id is None:
            raise IssueLineNeeded()
        source = self.sources.get(line.from_line_id)
        if source is None:
            raise IssueLineNotFound(id=line.from_line_id, field="from_line_id")
        goods = planned.goods
        if source.company_id != self.request.company_id:
            raise WrongCompany(field="from_line_id")
        if source.item_id != goods.item.id or goods.batch_id not in (NO_ID, source.batch_id):
            raise WrongItem(item=goods.item.code)
        require_taken_over(line, source, node, item=goods.item)
        if source.cost == goods.cost:
            raise SameWork(node=node.code)
        require_node_takes(self.nodes[source.cost.node_id], "return")
        if self.request.business_date < source.business_date:
            raise ReturnedBeforeIssued(date=self.request.business_date, issued=source.business_date)
        if goods.quantity > source.issued.open:
            raise MoreThanIssued(asked=goods.quantity, open=source.issued.open)
        self.sources[line.from_line_id] = replace(source, issued=source.issued.after(goods.quantity))
        # What comes back of it is stock of the work that bears it now.
        owner_id = node.project_id if source.owner_id else None
        goods = replace(
            goods, source=on_site(planned.bin_id), batch_id=source.batch_id or NO_ID, ownership=source.ownership
        )
        return replace(planned, goods=goods, owner_id=owner_id)

    def finish(
        self, lines: Sequence[PlannedLine], *, nodes: Mapping[UUID, NodeFacts], on: date
    ) -> Sequence[PlannedLine]:
        """Return the lines as they are."""
        return lines

    def allow(self, actor: Actor, places: Sequence[Where], warehouse_id: UUID) -> None:
        """Refuse unless the actor may also return from the work that drew the goods.

        Raises: MissingGrant.
        """
        projects = {source.cost.project_id for source in self.sources.values()}
        require(actor, RETURN, *(Where(self.request.company_id, id_, warehouse_id) for id_ in projects))

    def documents(self) -> list[Endpoint]:
        """Return the issues that drew the goods."""
        return [("goods_issue", id_) for id_ in sorted({source.document_id for source in self.sources.values()})]

    def move(self, *, actor: Actor, voucher: Voucher, plan: Plan, at: datetime) -> tuple[PostedLine, ...]:
        """Bring each line's goods from the node that drew them to the site and on to their new one, at the same value.

        Raises: as ``post_goods``.
        """
        away = []
        for line in plan.lines:
            source = self.sources[line.extra["from_line_id"]]
            away.append(
                replace(
                    line.goods,
                    source=at_node(source.cost.node_id),
                    target=line.goods.source,
                    cost=source.cost,
                    carries=(source.document_id, line.extra["from_line_id"]),
                    move_id=new_id(),
                )
            )
        given = post_goods(actor=actor, voucher=voucher, lines=away, at=at)
        taken = [
            replace(line.goods, value=done.value, follows=(done.move_id, voucher.business_date))
            for line, done in zip(plan.lines, given, strict=True)
        ]
        return post_goods(actor=actor, voucher=voucher, lines=taken, at=at)


def begin(request: IssueRequest) -> OtherWork | None:
    """Return what is taken over, with its issue lines locked, where a line of the request names one."""
    named = [line.from_line_id for line in request.lines if line.from_line_id]
    if not named:
        return None
    sources = lock_issued_lines(named, notional_on=None)
    nodes = ask_nodes({source.cost.node_id for source in sources.values()})
    return OtherWork(request, sources, nodes.get())
