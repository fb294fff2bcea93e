"""The kinds of goods documents by what they have in common, for tests that hold for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gongliao.inventory import public as inventory
from gongliao.inventory.public import ReturnLine, ReversalRequest
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor
from tests.support.trade import D, Trade, make_bin
from tests.support.world import NOW


@dataclass(frozen=True)
class Kind:
    """One kind: its names, and a request of some lines for a trade, with all that the request stands on.

    ``moves`` are what each of its lines becomes in the books, ``unpriced`` those of them that are worth nothing.
    """

    document: str
    prefix: str
    record_name: str
    request: Callable[[Trade, int], Any]
    role: str = "storekeeper"
    moves: int = 1
    unpriced: int = 0

    def by(self, trade: Trade) -> Actor:
        """Return who records such documents."""
        return trade.keeper if self.role == "storekeeper" else trade.boss

    @property
    def table(self) -> str:
        return self.document.replace("_", "")

    def record(self, actor: Actor, request: Any) -> UUID:
        return self._do(self.record_name, actor=actor, request=request, at=NOW)

    def save(self, actor: Actor, request: Any) -> UUID:
        return self._do(f"save_{self.document}", actor=actor, request=request, at=NOW)

    def post(self, actor: Actor, document_id: UUID) -> UUID:
        return self._do(f"post_{self.document}", actor=actor, document_id=document_id, at=NOW)

    def reverse(self, actor: Actor, document_id: UUID, id_: UUID | None = None, reason: str = "录错了") -> UUID:
        request = ReversalRequest(id=id_ or new_id(), reason=reason)
        return self._do(f"reverse_{self.document}", actor=actor, document_id=document_id, request=request, at=NOW)

    def drop(self, actor: Actor, document_id: UUID, version: int = 1) -> None:
        self._do(f"drop_{self.document}", actor=actor, document_id=document_id, version=version)

    def _do(self, name: str, **arguments: Any) -> Any:
        deed: Callable[..., Any] = getattr(inventory, name)
        return deed(**arguments)


def _receipt(trade: Trade, lines: int) -> Any:
    ordered = [trade.order_line("10", "4.00") for _ in range(lines)]
    trade.order(*ordered)
    return trade.receipt(*(trade.receipt_line(line.id) for line in ordered))


def _issue(trade: Trade, lines: int) -> Any:
    trade.buy(str(10 * lines), "4.00")
    return trade.issue_request(*(trade.issue_line("10") for _ in range(lines)))


def _return(trade: Trade, lines: int) -> Any:
    issue = _issue(trade, lines)
    inventory.issue_material(actor=trade.keeper, request=issue, at=NOW)
    return trade.return_request(*(ReturnLine(new_id(), line.id, D(10), "kg") for line in issue.lines))


def _send_back(trade: Trade, lines: int) -> Any:
    receipt = trade.receive(trade.ordered(str(10 * lines), "4.00"), str(10 * lines))
    [line_id] = trade.lines_of("goodsreceipt", receipt)
    return trade.send_back_request(*(trade.send_back_line(line_id, "10") for _ in range(lines)))


def _use(trade: Trade, lines: int) -> Any:
    trade.consign(str(10 * lines), "4.00")
    his = {"ownership": "consignment", "owner_id": trade.supplier_id}
    return trade.issue_request(*(trade.issue_line("10", **his) for _ in range(lines)))


def _transfer(trade: Trade, lines: int) -> Any:
    trade.buy(str(10 * lines), "4.00")
    return trade.transfer_request(*(trade.transfer_line("10") for _ in range(lines)))


def _scrap(trade: Trade, lines: int) -> Any:
    trade.buy(str(10 * lines), "4.00")
    return trade.scrap_request(*(trade.scrap_line("10") for _ in range(lines)))


def _count(trade: Trade, lines: int) -> Any:
    # One place is counted once, so each line has a bin of its own; nothing is found in any.
    bins = [trade.store.bin_id, *(make_bin(trade, f"C{new_id().hex[-12:]}") for _ in range(lines - 1))]
    ordered = trade.ordered(str(10 * lines), "4.00")
    received = trade.receipt(*(trade.receipt_line(ordered, "10", bin_id=bin_id) for bin_id in bins))
    inventory.receive_goods(actor=trade.keeper, request=received, at=NOW)
    return trade.count_request(*(trade.count_line("0", bin_id=bin_id) for bin_id in bins))


def _opening(trade: Trade, lines: int) -> Any:
    return trade.opening_request(*(trade.opening_line("10", "40.00") for _ in range(lines)))


KINDS = (
    Kind("goods_receipt", "GR", "receive_goods", _receipt),
    Kind("goods_issue", "GI", "issue_material", _issue),
    Kind("goods_issue", "GI", "issue_material", _use, moves=3, unpriced=1),
    Kind("material_return", "RT", "return_material", _return),
    Kind("supplier_return", "SR", "return_to_supplier", _send_back, moves=2),
    Kind("stock_transfer", "ST", "transfer_stock", _transfer),
    Kind("stock_scrap", "SC", "scrap_stock", _scrap),
    Kind("stock_count", "CT", "count_stock", _count),
    Kind("opening_balance", "OB", "open_stock", _opening, role="accountant"),
)
