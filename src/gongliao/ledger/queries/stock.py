"""Stock as people look at it: what lies where, and how it came there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.db.models import Case, DateField, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.db.models.lookups import IsNull

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.models import StockBalance, StockMove
from gongliao.ledger.models.fields import money_field, quantity_field
from gongliao.ledger.models.neighbours import branch_of, rows_of
from gongliao.ledger.permissions import (
    READ,
    SEE_COST,
    balances_within,
    moves_within,
    visible_balances,
    visible_moves,
)
from gongliao.ledger.queries.holders import held_by, holder_key, place_holder
from gongliao.ledger.queries.names import (
    batch_names,
    batch_origins,
    document_number,
    of_project,
    owner_names,
    place_names,
)
from gongliao.ledger.queries.second_quantities import second_on_hand
from gongliao.platform.public import Actor, require

Group = Literal["item", "warehouse", "bin", "batch", "owner", "category", "holder"]

CATEGORY = "pool__item__category_id"
# What a group has in common; a path is the column that rows of one group share.
GROUPS: dict[str, tuple[str, ...]] = {
    # What is ours and what the employer supplied never add up.
    "item": ("pool__item_id", "pool__ownership"),
    "warehouse": ("bin__warehouse_id",),
    "bin": ("bin_id",),
    "batch": ("pool__item_id", "batch_id", "pool__ownership"),
    "owner": ("pool__owner_id",),
    "category": (CATEGORY,),
    "holder": ("bin__holder_id",),
}


@dataclass(frozen=True)
class BalanceFilter:
    """What a list of balances is narrowed to.

    ``general`` tells stock of no project (true) from projects' (false), ``ownership`` ours from the employer's, and
    ``held`` what crews and subcontractors hold (true) from what our own stores do (false).
    """

    q: str = ""
    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    bin_id: UUID | None = None
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    company_id: UUID | None = None
    category_id: UUID | None = None
    general: bool | None = None
    holder_id: UUID | None = None
    held: bool | None = None
    ownership: str | None = None


@dataclass(frozen=True)
class MoveFilter:
    """What the stock ledger is narrowed to; a project counts as owner of the stock and as user of the goods."""

    q: str = ""
    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    bin_id: UUID | None = None
    batch_id: UUID | None = None
    project_id: UUID | None = None
    node_id: UUID | None = None
    company_id: UUID | None = None
    document_id: UUID | None = None
    document_line_id: UUID | None = None
    holder_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None


def balances(*, actor: Actor, wanted: BalanceFilter) -> QuerySet[StockBalance]:
    """Return what lies where, without what is used up; ``shown_value`` is null where the actor may not see it.

    Raises: MissingGrant.
    """
    require(actor, READ)
    found = _wanted_balances(actor, wanted).annotate(shown_quantity=F("quantity"), **_shown_value(actor))
    return _described(found.annotate(shown_second=second_on_hand()))


def balances_by(*, actor: Actor, wanted: BalanceFilter, group: Group) -> QuerySet[StockBalance]:
    """Return one row for each group of balances, with the group's quantity and value as the shown ones.

    A row is any one of its group; only what the group has in common says something about it. Quantities add up over
    one item only, so other groups have none.

    Raises: MissingGrant.
    """
    require(actor, READ)
    keys = GROUPS[group]
    found = _wanted_balances(actor, wanted).annotate(own_second=second_on_hand(), **_shown_value(actor))
    chosen = found.order_by(*keys, "pk").distinct(*keys).values("pk")
    alike = found.filter(*(_as_outside(key) for key in keys)).order_by().values("tenant_id")
    sums = {
        "shown_value": Subquery(alike.annotate(s=Sum("shown_value")).values("s"), output_field=money_field()),
        "shown_quantity": Subquery(alike.annotate(s=Sum("quantity")).values("s"), output_field=quantity_field()),
        "shown_second": Subquery(alike.annotate(s=Sum("own_second")).values("s"), output_field=quantity_field()),
    }
    if group not in ("item", "batch") and not wanted.item_id:
        for name in ("shown_quantity", "shown_second"):
            sums[name] = Value(None, output_field=quantity_field())  # type: ignore[assignment]
    return _described(StockBalance.objects.filter(pk__in=chosen).annotate(**sums))


def moves(*, actor: Actor, wanted: MoveFilter) -> QuerySet[StockMove]:
    """Return the stock ledger with what came in and went out, seen from the place or holder asked for, or from all.

    Shape: a row that corrects another has no quantity, and names that one's document as the corrected one.

    Raises: MissingGrant.
    """
    require(actor, READ)
    plain = ("item_id", "batch_id", "company_id", "document_id", "document_line_id")
    found = visible_moves(actor).filter(**_given(wanted, *plain))
    if wanted.business_date_from:
        found = found.filter(business_date__gte=wanted.business_date_from)
    if wanted.business_date_to:
        found = found.filter(business_date__lte=wanted.business_date_to)
    if wanted.holder_id:
        found = found.alias(**holder_key(end="source"), **holder_key(end="target"))
    came, went = _at("target", wanted), _at("source", wanted)
    if wanted.warehouse_id or wanted.bin_id or wanted.holder_id:
        found = found.filter(came | went)
    if wanted.project_id:
        found = found.filter(of_project(wanted.project_id))
    if wanted.node_id:
        found = found.filter(_node("source", wanted.node_id) | _node("target", wanted.node_id))
    found = found.annotate(document_number=document_number())
    if wanted.q:
        found = found.filter(
            Q(item__code__icontains=wanted.q)
            | Q(item__name__icontains=wanted.q)
            | Q(document_number__icontains=wanted.q)
        )
    seen, moved = _when(_seen_moves(actor), "value"), Q(corrects_id__isnull=True)
    return found.select_related("item").annotate(
        **batch_names(by="batch_id"),
        **place_names(end="source"),
        **place_names(end="target"),
        **place_holder(end="source"),
        **place_holder(end="target"),
        **owner_names(by="source_owner_id", prefix="source_owner"),
        **owner_names(by="target_owner_id", prefix="target_owner"),
        corrected=_corrected_document(),
        in_quantity=_when(came & moved, "quantity"),
        out_quantity=_when(went & moved, "quantity"),
        shown_value=seen,
        in_value=_when(came & _seen_moves(actor), "value"),
        out_value=_when(went & _seen_moves(actor), "value"),
    )


def _corrected_document() -> Subquery:
    """Return type, id and number of the document whose move is corrected.

    All in one look-up: the books have many parts, and each look-up is planned for every one of them.
    """
    corrected = StockMove.objects.filter(id=OuterRef("corrects_id")).annotate(number=document_number())
    return Subquery(corrected.values(told=JSONObject(type="document_type", id="document_id", number="number"))[:1])


def _wanted_balances(actor: Actor, wanted: BalanceFilter) -> QuerySet[StockBalance]:
    found = visible_balances(actor).filter(quantity__gt=0, **_given(wanted, "bin_id", "batch_id"))
    of_pool = _given(wanted, "item_id", "owner_id", "company_id")
    found = found.filter(**{f"pool__{name}": value for name, value in of_pool.items()})
    if wanted.general is not None:
        general = Q(pool__owner_id=NO_ID)
        found = found.filter(general if wanted.general else ~general)
    if wanted.ownership:
        found = found.filter(pool__ownership=wanted.ownership)
    if wanted.warehouse_id:
        found = found.filter(bin__warehouse_id=wanted.warehouse_id)
    if wanted.holder_id:
        found = found.filter(bin__holder_id=wanted.holder_id)
    if wanted.held is not None:
        ours = Q(bin__holder_id=NO_ID)
        found = found.filter(~ours if wanted.held else ours)
    if wanted.category_id:
        found = found.filter(pool__item__category_id__in=branch_of("catalog.ItemCategory", wanted.category_id))
    if wanted.q:
        found = found.filter(
            Q(pool__item__code__icontains=wanted.q)
            | Q(pool__item__name__icontains=wanted.q)
            | Q(pool__item__specification__icontains=wanted.q)
        )
    return found


def _described(found: QuerySet[StockBalance]) -> QuerySet[StockBalance]:
    return found.select_related("pool__item__category", "bin__warehouse", "bin__holder_supplier").annotate(
        **batch_names(by="batch_id"),
        **batch_origins(by="batch_id"),
        **owner_names(by="pool__owner_id", prefix="owner"),
        **_sort_keys(),
    )


def _sort_keys() -> dict[str, Any]:
    """Return what a list sorts by where the thing itself may be missing."""
    return {
        "category_key": Coalesce("pool__item__category__code", Value("")),
        "owner_key": Coalesce("owner_code", Value("")),
        "holder_key": Coalesce("bin__holder_supplier__name", "bin__holder_name"),
        "batch_key": Coalesce("batch_no", Value("")),
        "expiry_key": Coalesce("expiry_date", Value(date.max), output_field=DateField()),
        "quantity_key": Coalesce("shown_quantity", Value(Decimal(0)), output_field=quantity_field()),
        "value_key": Coalesce("shown_value", Value(Decimal(0)), output_field=money_field()),
    }


def _shown_value(actor: Actor) -> dict[str, Any]:
    reach = actor.reach(SEE_COST)
    return {"shown_value": F("value") if reach.everywhere else _when(balances_within(reach), "value")}


def _seen_moves(actor: Actor) -> Q:
    reach = actor.reach(SEE_COST)
    return Q(tenant_id=actor.tenant_id) if reach.everywhere else moves_within(reach)


def _when(condition: Q, column: str) -> Cast:
    kind: DecimalField[Any, Any] = money_field() if column == "value" else quantity_field()
    # Who sees nothing has a plain null there, which can only be summed once it is said what it is.
    return Cast(Case(When(condition, then=F(column)), output_field=kind), output_field=kind)


def _as_outside(key: str) -> Q:
    """Match the rows that have the same as the outer query's row; an item without a category is like another one."""
    alike = Q(**{key: OuterRef(key)})
    if key != CATEGORY:
        return alike
    return alike | Q(IsNull(F(key), True)) & Q(IsNull(OuterRef(key), True))


def _at(end: str, wanted: MoveFilter) -> Q:
    found = Q(**{f"{end}_kind__in": ("bin", "site")})
    if wanted.bin_id:
        found &= Q(**{f"{end}_id": wanted.bin_id})
    if wanted.warehouse_id:
        bins = rows_of("catalog.Bin").filter(warehouse_id=wanted.warehouse_id).values("id")
        found &= Q(**{f"{end}_id__in": bins})
    if wanted.holder_id:
        found &= held_by(wanted.holder_id, end=end)
    return found


def _node(end: str, node_id: UUID) -> Q:
    return Q(**{f"{end}_kind": "node", f"{end}_id": node_id})


def _given(wanted: BalanceFilter | MoveFilter, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(wanted, name)) is not None}
