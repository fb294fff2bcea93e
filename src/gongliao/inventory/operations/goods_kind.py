"""How one kind of goods document differs from the others: its tables, its plan, and whom below it tells."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine
from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import NO_MONEY, Money
from gongliao.ledger.public import GoodsLine, PostedLine, Voucher, post_used
from gongliao.platform.public import Actor, CompanyFacts, Event, Insert, Where

HEAD_COLUMNS = (
    "id",
    "tenant_id",
    "number",
    "state",
    "version",
    "company_id",
    "business_date",
    "posting_date",
    "remark",
    "fingerprint",
    "created_by_id",
    "created_at",
    "reverses_id",
)
LINE_COLUMNS = (
    "id",
    "tenant_id",
    "document_id",
    "line_no",
    "quantity",
    "entered_quantity",
    "unit",
    "remark",
    "item_id",
    "bin_id",
    "batch_id",
    "owner_id",
    "ownership",
    "consignor_id",
    "project_id",
    "node_id",
    "category_id",
    "amount",
    "second_quantity",
    "second_factor",
    "second_derived",
)

Endpoint = tuple[str, UUID]


class GoodsRequest(Protocol):
    """What every request for a goods document holds."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def company_id(self) -> UUID: ...
    @property
    def business_date(self) -> date: ...
    @property
    def remark(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line as it goes to the books, with the columns of its table.

    ``owner_id`` is the stock owner: a project, none for general stock, or the supplier whose consignment it is.
    """

    goods: GoodsLine
    bin_id: UUID
    owner_id: UUID | None
    remark: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def project_id(self) -> UUID | None:
        """Return the project whose stock it is, if it is one's."""
        return None if self.goods.ownership == "consignment" else self.owner_id

    @property
    def consignor_id(self) -> UUID | None:
        """Return the supplier whose consignment it is, if it is one's."""
        return self.owner_id if self.goods.ownership == "consignment" else None

    def columns(self) -> dict[str, Any]:
        """Return the line's columns but for the ids of its document and tenant."""
        goods, cost, second = self.goods, self.goods.cost, self.goods.second
        return {
            "id": goods.line_id,
            "quantity": goods.quantity,
            "entered_quantity": goods.entered_quantity,
            "unit": goods.entered_unit,
            "remark": self.remark,
            "item_id": goods.item.id,
            "bin_id": self.bin_id,
            "batch_id": goods.batch_id if goods.batch_id != NO_ID else None,
            "owner_id": self.project_id,
            "ownership": goods.ownership,
            "consignor_id": self.consignor_id,
            "project_id": cost.project_id if cost else self.project_id,
            "node_id": cost.node_id if cost else None,
            "category_id": cost.category_id if cost else None,
            "second_quantity": second and second.quantity,
            "second_factor": second and second.factor,
            "second_derived": bool(second and second.derived),
            **self.extra,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked request: what it writes, where it acts, what it comes from."""

    company: CompanyFacts
    head: Mapping[str, Any]
    lines: Sequence[PlannedLine]
    places: Sequence[Where]
    before: Sequence[Endpoint] = ()
    facts: Any = None


R = TypeVar("R", bound=GoodsRequest)


@dataclass(frozen=True)
class ReversalRequest:
    """Undo a posted document by a mirror of it."""

    id: UUID
    reason: str


class GoodsKind(ABC, Generic[R]):
    """How one kind of goods document differs from the others."""

    model: ClassVar[type[GoodsDocument]]
    line_model: ClassVar[type[GoodsDocumentLine]]
    grant: ClassVar[str]
    head_extra: ClassVar[tuple[str, ...]]
    line_extra: ClassVar[tuple[str, ...]]
    # The states before it is posted.
    open_states: ClassVar[tuple[str, ...]] = ("draft",)

    def __init_subclass__(cls) -> None:
        table, line_table = cls.model._meta.db_table, cls.line_model._meta.db_table
        cls.heads = Insert(table, (*HEAD_COLUMNS, "warehouse_id", *cls.head_extra))
        cls.lines = Insert(line_table, (*LINE_COLUMNS, *cls.line_extra))

    heads: ClassVar[Insert]
    lines: ClassVar[Insert]

    @abstractmethod
    def ask(self, request: R) -> Any:
        """Ask for what the plan needs to know and can name already."""

    def ask_to_post(self, request: R) -> Any:
        """Ask for the same, and hold what must stay as it is until the document is posted."""
        return self.ask(request)

    @abstractmethod
    def plan(self, *, actor: Actor, request: R, asked: Any, at: datetime, posting: bool) -> Plan:
        """Check the request and say what it means; ``posting`` also makes what only a posted document makes."""

    @abstractmethod
    def request_of(self, document: Any) -> R:
        """Return the request that a draft stands for."""

    @abstractmethod
    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        """Return what is announced."""

    def move(self, *, actor: Actor, voucher: Voucher, plan: Plan, at: datetime) -> tuple[Plan, tuple[PostedLine, ...]]:
        """Move the goods; return the plan as it was carried out, and what each of its lines became."""
        return plan, post_used(actor=actor, voucher=voucher, lines=[line.goods for line in plan.lines], at=at)

    def worth_undone(self, lines: Sequence[Any], undone: Mapping[UUID, Sequence[PostedLine]]) -> Money:
        """Return what a document came to that is taken back; ``undone`` are its moves by line, at their last worth.

        The last come first, and what goes two ways is worth what the second one came to.
        """
        return Money(sum((moves[0].value for moves in undone.values()), NO_MONEY))

    def tell_below(
        self, *, actor: Actor, voucher: Voucher, plan: Plan, posted: Sequence[PostedLine], at: datetime
    ) -> None:
        """Tell modules below what they keep of this document."""

    def lock_below(self, lines: Sequence[Any]) -> None:
        """Lock what modules below keep of a document that is to be reversed, in the order in which posting locks it."""

    def tell_below_of_reversal(
        self, *, actor: Actor, original: Any, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
    ) -> None:
        """Take back what modules below were told."""
