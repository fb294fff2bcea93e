"""One tenant to play a history in: its master data, and what its books say now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

from gongliao.catalog.public import (
    BinRequest,
    Conversion,
    ItemRequest,
    PartyRequest,
    UnitRequest,
    WarehouseRequest,
    default_bins,
    save_bin,
    save_item,
    save_party,
    save_unit,
    save_warehouse,
)
from gongliao.kernel.ids import NO_ID, new_id
from gongliao.ledger.models import Period, PeriodCost, PeriodStock
from gongliao.ledger.operations.period_steps import PeriodStepRequest
from gongliao.ledger.public import Ownership
from gongliao.ledger.queries.stock_on import stock_on
from gongliao.platform.public import Actor, fetch, tenant_transaction
from gongliao.projects.public import (
    FirstNode,
    NodeRequest,
    ProjectRequest,
    install_default_categories,
    release_project,
    save_node,
    save_project,
)
from tests.invariants.reference import Books, Item, Node
from tests.support.explaining import explain, worked_out
from tests.support.world import NOW, World, make_world

OPENED = date(2026, 1, 1)

# Units with factors that don't come out even, so that base quantities have to be rounded.
CONVERSIONS = {"t": "1000", "roll": "33.333333", "pinch": "0.0000007"}
KINDS: dict[str, dict[str, Any]] = {
    "STEEL": {},
    "PAINT": {"tracking": "batch"},
    "CABLE": {"valuation_method": "fifo"},
    "DRUM": {"valuation_method": "specific_batch", "tracking": "batch"},
    "PUMP": {"tracking": "serial"},
}

# No statement names the tenant: what row-level security lets through is what is compared.
POOLS = """
SELECT item_id, owner_id, ownership, batch_id, quantity, value FROM ledger_stockpool WHERE quantity <> 0 OR value <> 0
"""
PLACES = """
SELECT p.item_id, p.owner_id, p.ownership, b.bin_id, b.batch_id, b.quantity, b.value
FROM ledger_stockbalance b JOIN ledger_stockpool p ON p.id = b.pool_id WHERE b.quantity <> 0 OR b.value <> 0
"""
COSTS = """
SELECT node_id, category_id, sum(quantity), sum(amount) FROM ledger_costentry GROUP BY 1, 2
HAVING sum(quantity) <> 0 OR sum(amount) <> 0
"""
ORDER_LINES = """
SELECT l.id, l.received_quantity, l.received_value, coalesce(c.quantity, 0), coalesce(c.amount, 0), h.state
FROM procurement_purchaseorderline l JOIN procurement_purchaseorder h ON h.id = l.document_id
LEFT JOIN (SELECT order_line_id, sum(quantity) AS quantity, sum(amount) AS amount FROM ledger_commitmententry
  GROUP BY 1) c ON c.order_line_id = l.id
WHERE h.state NOT IN ('draft', 'submitted')
"""
ASKED = """
SELECT l.id, l.issued_quantity, h.state FROM inventory_materialrequisitionline l
JOIN inventory_materialrequisition h ON h.id = l.document_id WHERE h.state NOT IN ('draft', 'submitted')
"""
# What a goods document is before it is posted.
OPEN = ("draft", "proposed", "agreed")
DOCUMENTS = """
SELECT id, state, reverses_id FROM inventory_goodsreceipt UNION ALL
SELECT id, state, reverses_id FROM inventory_goodsissue UNION ALL
SELECT id, state, reverses_id FROM inventory_materialreturn UNION ALL
SELECT id, state, reverses_id FROM inventory_supplierreturn UNION ALL
SELECT id, state, reverses_id FROM inventory_stocktransfer UNION ALL
SELECT id, state, reverses_id FROM inventory_stockscrap UNION ALL
SELECT id, state, reverses_id FROM inventory_stockcount UNION ALL
SELECT id, state, reverses_id FROM inventory_openingbalance UNION ALL
SELECT id, state, reverses_id FROM costing_costnote UNION ALL
SELECT id, state, reverses_id FROM costing_valuenote UNION ALL
SELECT id, state, reverses_id FROM costing_methodchange
"""
# What was owed as estimated at a day's end, and what is owed as estimated by all that was ever written.
ESTIMATED = """
SELECT coalesce(sum(credit - debit) FILTER (WHERE posting_date <= %s), 0), coalesce(sum(credit - debit), 0)
FROM ledger_voucherline WHERE purpose = 'estimated_payable'
"""
VARIANCE = "SELECT coalesce(sum(debit - credit), 0) FROM ledger_voucherline WHERE purpose = 'price_variance'"
ROWS = """
SELECT (SELECT count(*) FROM ledger_stockmove), (SELECT count(*) FROM ledger_costentry),
  (SELECT coalesce(sum(CASE WHEN target_kind = 'node' THEN value ELSE -value END), 0) FROM ledger_stockmove
   WHERE (target_kind = 'node') <> (source_kind = 'node'))
"""

# A move that was reversed is explained as it was until then: at what its mirror brought back.
LEFT_STOCK = """
SELECT m.id, m.value, coalesce(r.value, m.value + coalesce(c.value, 0)) FROM ledger_stockmove m
LEFT JOIN ledger_stockmove r ON r.reverses_id = m.id
LEFT JOIN (SELECT corrects_id, sum(value) AS value FROM ledger_stockmove GROUP BY 1) c ON c.corrects_id = m.id
WHERE (m.source_kind = 'bin' OR (m.source_kind, m.target_kind) = ('variance', 'supplier'))
 AND m.corrects_id IS NULL AND m.reverses_id IS NULL
"""

Facts = dict[str, Any]
Stock = dict[tuple[UUID, UUID, UUID | None], tuple[Fraction, int]]
Costs = dict[UUID, int]


@dataclass
class Shop:
    """A tenant, what was set up in it, and the reference books of what was done since."""

    world: World
    admin: Actor
    boss: Actor
    items: dict[str, UUID]
    suppliers: list[UUID]
    warehouses: list[UUID]
    bins: list[UUID]
    default_bins: frozenset[UUID]
    projects: list[UUID]
    nodes: list[UUID]
    material: UUID
    freight: UUID
    books: Books
    batches: dict[tuple[UUID, str, UUID | None], UUID] = field(default_factory=dict)
    closed_through: date | None = None
    closed_before: set[date] = field(default_factory=set)

    def facts(self) -> Facts:
        """Return what the product's books say, as the reference says it."""
        with tenant_transaction(self.world.tenant.id):
            moves, cost_rows, borne = fetch(ROWS)[0]
            return {
                "pools": {
                    (i, _owner(o, s), _or_none(b)): (Fraction(q), _cents(v)) for i, o, s, b, q, v in fetch(POOLS)
                },
                "places": {
                    (i, _owner(o, s), (b, _or_none(n))): (Fraction(q), _cents(v))
                    for i, o, s, b, n, q, v in fetch(PLACES)
                },
                "costs": {(n, c): (Fraction(q), _cents(a)) for n, c, q, a in fetch(COSTS)},
                "order lines": {
                    i: (Fraction(rq), _cents(rv), Fraction(bq), _cents(bv), s)
                    for i, rq, rv, bq, bv, s in fetch(ORDER_LINES)
                },
                "requisitions": {i: (Fraction(q), s) for i, q, s in fetch(ASKED)},
                "documents": {i: (s, r) for i, s, r in fetch(DOCUMENTS) if s not in OPEN},
                "variance": _cents(fetch(VARIANCE)[0][0]),
                "rows": (moves, cost_rows, _cents(borne)),
            }

    def expected(self) -> Facts:
        """Return what they must say."""
        books = self.books
        borne = sum((1 if m.into_node() else -1) * m.value for m in books.moves if m.node)
        return {
            "pools": {key: (p.quantity, p.value) for key, p in books.pools.items() if p.quantity or p.value},
            "places": {key: each for key, each in books.places().items() if any(each)},
            "costs": {key: each for key, each in books.costs().items() if any(each)},
            "order lines": {
                line.id: (line.received, line.received_value, *books.bound(line), order.state)
                for order in books.orders.values()
                for line in order.lines
            },
            "requisitions": {
                id_: (line.issued, each.state)
                for each in books.requisitions.values()
                for id_, line in each.lines.items()
            },
            "documents": {
                each_id: (each.state, each.reverses)
                for documents in (books.documents, books.notes, books.value_notes, books.method_changes)
                for each_id, each in documents.items()
            },
            "variance": books.variance(),
            "rows": (len(books.moves) + books.corrections, books.cost_rows, borne),
        }

    def whose(self, owner: UUID | None) -> tuple[UUID | None, Ownership]:
        """Return a reference's owner as the product says it: project or supplier, and whose property the goods are."""
        if owner in self.books.consignors:
            return owner, "consignment"
        his = self.books.employers.get(owner) if owner else None
        return (his, "owner_supplied") if his else (owner, "own")

    def step(self, deed: Callable[..., Any], month: date, *, at: datetime, **said: Any) -> None:
        """Take a step of a month as it stands."""
        with tenant_transaction(self.world.tenant.id):
            found = Period.objects.filter(month=month).first()
        version = found.version if found else 0
        deed(
            actor=self.admin, request=PeriodStepRequest(new_id(), self.world.company_id, month, version, **said), at=at
        )

    def frozen(self, month: date) -> tuple[Stock, Costs]:
        """Return what a month froze last: its stock, and its material's cost."""
        with tenant_transaction(self.world.tenant.id):
            period = Period.objects.get(month=month)
            stock = PeriodStock.objects.filter(period=period, closing=period.closing)
            cost = PeriodCost.objects.filter(period=period, closing=period.closing, category_id=self.material)
            return (
                _stock(stock.values_list("item_id", "warehouse_id", "owner_id", "ownership", "quantity", "value")),
                {node: _cents(amount) for node, amount in cost.values_list("node_id", "to_date") if amount},
            )

    def estimated(self, day: date) -> tuple[int, int]:
        """Return what was estimated to be owed at a day's end, in cents, and what is in the end."""
        with tenant_transaction(self.world.tenant.id):
            [(then, at_last)] = fetch(ESTIMATED, (day,))
        return _cents(then), _cents(at_last)

    def stock_on(self, day: date, *, known_at: datetime | None = None) -> Stock:
        """Return what the product says lay where on a day."""
        with tenant_transaction(self.world.tenant.id):
            rows = stock_on(company_id=self.world.company_id, day=day, by="business_date", known_at=known_at)
        return _stock(rows)

    def expected_on(self, day: date) -> tuple[Stock, Costs]:
        """Return what the reference says of a day: stock by item, warehouse and owner, and its material's cost."""
        books = self.books.on(day)
        stock: Stock = {}
        for (item, owner, (bin_id, _)), (quantity, cents) in books.places().items():
            key = item, books.bins[bin_id], owner
            before = stock.get(key, (Fraction(0), 0))
            stock[key] = before[0] + quantity, before[1] + cents
        costs = {
            node: cents for (node, category), (_, cents) in books.costs().items() if category == self.material and cents
        }
        return {key: each for key, each in stock.items() if any(each)}, costs

    def require_explained(self) -> None:
        """Fail unless what each move out of stock cost is worked out by its explanation, as posted and as known now.

        So is what suppliers owe for goods that went back to them.
        """
        with tenant_transaction(self.world.tenant.id):
            moved = fetch(LEFT_STOCK)
        for move_id, posted, now in moved:
            for known, value in (("posted", posted), ("now", now)):
                assert worked_out(explain(self.admin, move_id, known=known)) == Fraction(value), (move_id, known)

    def learn_batches(self) -> None:
        """Note the ids that new batches were given."""
        with tenant_transaction(self.world.tenant.id):
            rows = fetch("SELECT item_id, number, supplier_id, id FROM ledger_batch")
        self.batches = {tuple(key): id_ for *key, id_ in rows}


def open_shop() -> Shop:
    """Return a fresh tenant: two warehouses with three bins, two projects with three nodes, five kinds of items."""
    world = make_world(books_open_on=OPENED)
    admin, boss = world.person("administrator", name="A"), world.person("administrator", name="B")
    with tenant_transaction(world.tenant.id):
        return _furnished(world, admin, boss)


def _furnished(world: World, admin: Actor, boss: Actor) -> Shop:
    for code in ("kg", *CONVERSIONS):
        save_unit(actor=admin, request=UnitRequest(id=new_id(), code=code, name_zh=code, name_en=code))
    conversions = tuple(Conversion(unit, Decimal(factor)) for unit, factor in CONVERSIONS.items() if unit != "pinch")
    items = {code: new_id() for code in KINDS}
    for code, item_id in items.items():
        request = ItemRequest(id=item_id, code=code, name=code, base_unit="kg", conversions=conversions, **KINDS[code])
        save_item(actor=admin, request=request)
    suppliers = [new_id(), new_id()]
    for number, id_ in enumerate(suppliers):
        save_party(actor=admin, request=PartyRequest(id=id_, code=f"S{number}", name="供应商", is_supplier=True))
    employer_id = new_id()
    save_party(actor=admin, request=PartyRequest(id=employer_id, code="E", name="建设单位", is_customer=True))
    warehouses = [new_id(), new_id()]
    for number, id_ in enumerate(warehouses):
        request = WarehouseRequest(id=id_, code=f"W{number}", name="仓库", company_id=world.company_id)
        save_warehouse(actor=admin, request=request)
    by_warehouse = default_bins(set(warehouses))
    second = new_id()
    save_bin(actor=admin, request=BinRequest(id=second, warehouse_id=warehouses[0], code="02"))
    defaults = [by_warehouse[id_].id for id_ in warehouses]
    projects, nodes = [new_id(), new_id()], [new_id(), new_id(), new_id()]
    owners = [projects[0], projects[0], projects[1]]
    for number, project_id in enumerate(projects):
        request = ProjectRequest(
            id=project_id,
            code=f"P{number}",
            name="项目",
            company_id=world.company_id,
            manager_id=admin.person_id,
            customer_id=employer_id,
            first_node=FirstNode(id=nodes[number * 2], code="1", name="土建"),
        )
        save_project(actor=admin, request=request, at=NOW)
        release_project(actor=admin, project_id=project_id, at=NOW)
    save_node(actor=admin, request=NodeRequest(id=nodes[1], project_id=projects[0], code="2", name="安装"))
    categories = install_default_categories(actor=admin)
    factors = {"kg": Fraction(1), **{c.unit: Fraction(c.factor) for c in conversions}}
    books = Books(
        items={
            items[code]: Item(
                factors,
                tracking=KINDS[code].get("tracking", "none"),
                method=KINDS[code].get("valuation_method", "moving_average"),
            )
            for code in KINDS
        },
        nodes={node: Node(project) for node, project in zip(nodes, owners, strict=True)},
        categories={each.id: str(each.kind) for each in categories.values()},
        bins={defaults[0]: warehouses[0], second: warehouses[0], defaults[1]: warehouses[1]},
        opened=OPENED,
        employers={employers(project): project for project in projects},
        consignors=frozenset(suppliers),
    )
    return Shop(
        world=world,
        admin=admin,
        boss=boss,
        items=items,
        suppliers=suppliers,
        warehouses=warehouses,
        bins=[*books.bins],
        default_bins=frozenset(defaults),
        projects=projects,
        nodes=nodes,
        material=categories["MAT"].id,
        freight=categories["OTH-FRT"].id,
        books=books,
    )


def employers(project: UUID) -> UUID:
    """Return the owner that the reference gives to what the employer supplied for a project."""
    return uuid5(project, "employer")


def _owner(owner: UUID, ownership: str) -> UUID | None:
    return employers(owner) if ownership == "owner_supplied" else _or_none(owner)


def _or_none(id_: UUID) -> UUID | None:
    return None if id_ == NO_ID else id_


def _cents(amount: Decimal) -> int:
    cents = amount * 100
    assert cents == int(cents), amount
    return int(cents)


def _stock(rows: Iterable[Any]) -> Stock:
    return {(item, store, _owner(owner, whose)): (Fraction(q), _cents(v)) for item, store, owner, whose, q, v in rows}
