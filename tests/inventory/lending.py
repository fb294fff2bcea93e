"""A project lends steel to another: who writes the transfer, and who has a say in it."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from gongliao.inventory.public import (
    AgreeTransferRequest,
    DeclineTransferRequest,
    TransferRequest,
    agree_stock_transfer,
    decline_stock_transfer,
    drop_stock_transfer,
    post_stock_transfer,
    save_stock_transfer,
    withdraw_stock_transfer,
)
from gongliao.platform.public import Actor
from tests.support.agreement import agree, agreed_to, head_of, propose
from tests.support.trade import D, Trade, make_trade
from tests.support.world import NOW


@dataclass
class Lending:
    """Ten kilos of the first project's steel at 4.00, of which four are to become the other's, and who has a say."""

    trade: Trade
    giver: Actor
    taker: Actor

    def request(self, quantity: str = "4", **line: Any) -> TransferRequest:
        """Return a transfer from the first project to the other, unless a line says otherwise."""
        changes = {"target_owner_id": self.trade.other_works.id, **line}
        return self.trade.transfer_request(self.trade.transfer_line(quantity, **changes))

    def proposed(self, **line: Any) -> TransferRequest:
        """Return a transfer that the storekeeper has proposed."""
        request = self.request(**line)
        propose(actor=self.trade.keeper, request=request, at=NOW)
        return request

    def agreed(self) -> TransferRequest:
        """Return a transfer that both have agreed to."""
        request = self.proposed()
        for actor in (self.giver, self.taker):
            agree(actor, request.id, at=NOW)
        return request

    def change(self, request: TransferRequest, version: int, quantity: str = "5") -> UUID:
        """Save another quantity over what was seen as a version."""
        lines = (replace(request.lines[0], quantity=D(quantity)),)
        return save_stock_transfer(
            actor=self.trade.keeper, request=replace(request, version=version, lines=lines), at=NOW
        )

    def post(self, request: TransferRequest) -> UUID:
        return post_stock_transfer(actor=self.trade.keeper, document_id=request.id, at=NOW)

    def withdraw(self, request: TransferRequest) -> UUID:
        return withdraw_stock_transfer(actor=self.trade.keeper, document_id=request.id, at=NOW)

    def drop(self, request: TransferRequest, version: int) -> None:
        drop_stock_transfer(actor=self.trade.keeper, document_id=request.id, version=version)

    def state(self, request: TransferRequest) -> tuple[str, int, int]:
        """Return state, version, and how many projects' yes holds."""
        keeper = self.trade.keeper
        return *head_of(keeper, request.id), len(agreed_to(keeper, request.id))

    def journal(self, request: TransferRequest) -> list[tuple[str, str]]:
        """Return what was done to a transfer, and what was said."""
        rows = self.trade.rows(
            "SELECT action, remark FROM platform_documentevent WHERE tenant_id = %s AND document_id = %s ORDER BY id",
            request.id,
        )
        return [(action, remark) for action, remark in rows]


def make_lending() -> Lending:
    """Return a fresh one."""
    trade = make_trade()
    trade.buy("10", "4.00")

    def manager_of(project_id: UUID) -> Actor:
        return trade.world.person("project_manager", scope_kind="project", scope_id=project_id)

    return Lending(trade, manager_of(trade.works.id), manager_of(trade.other_works.id))


def decline(actor: Actor, request: TransferRequest, version: int, reason: str = "自己要用") -> UUID:
    """Say no to the version of a transfer that was looked at."""
    return decline_stock_transfer(actor=actor, request=DeclineTransferRequest(request.id, version, reason), at=NOW)


def yes(actor: Actor, request: TransferRequest, version: int = 2) -> UUID:
    """Say yes to the version of a transfer that was looked at; a new one is proposed as version 2."""
    return agree_stock_transfer(actor=actor, request=AgreeTransferRequest(request.id, version), at=NOW)
