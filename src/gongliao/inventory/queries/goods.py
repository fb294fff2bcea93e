"""Goods documents as people look at them, alike for every kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from gongliao.inventory.models import GoodsIssue, GoodsReceipt, StockTransfer, SupplierReturn
from gongliao.inventory.models.goods import GoodsDocument
from gongliao.inventory.permissions import READ, SEE_COST
from gongliao.ledger.public import ask_correction
from gongliao.platform.public import Actor, DocumentNotFound, KeptQuery, require

D = TypeVar("D", bound=GoodsDocument)

# What a kind adds to number and remark when a text is looked for, and what its rows name beside their warehouse.
TEXTS: Mapping[type[GoodsDocument], tuple[str, ...]] = {
    GoodsReceipt: ("delivery_note", "supplier__code", "supplier__name"),
    GoodsIssue: ("recipient", "delivery_note", "supplier__code", "supplier__name"),
    SupplierReturn: ("supplier__code", "supplier__name"),
}
NAMED: Mapping[type[GoodsDocument], tuple[str, ...]] = {
    GoodsReceipt: ("supplier",),
    GoodsIssue: ("requisition", "supplier"),
    StockTransfer: ("target_warehouse",),
    SupplierReturn: ("supplier",),
}
LINE_NAMED = ("item", "bin", "batch", "owner", "consignor", "project", "node", "category")


@dataclass(frozen=True)
class GoodsFilter:
    """What a list of goods documents is narrowed to; a transfer counts for both its warehouses and projects.

    ``batch_reason`` leaves issues that took a batch though another one expired earlier, ``straight`` those whose goods
    came straight from a supplier, or the others, ``notional`` returns on paper, or the others, ``ownership``
    receipts of our goods, or of the employer's.
    """

    q: str = ""
    state: str | None = None
    company_id: UUID | None = None
    warehouse_id: UUID | None = None
    project_id: UUID | None = None
    item_id: UUID | None = None
    supplier_id: UUID | None = None
    requisition_id: UUID | None = None
    batch_reason: bool = False
    straight: bool | None = None
    notional: bool | None = None
    ownership: str | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None


def goods_documents(*, actor: Actor, model: type[D], wanted: GoodsFilter) -> QuerySet[D]:
    """Return the documents of a kind that the actor sees.

    Shape: ``shown_amount`` is negative for a reversal, and null where a part of it may not be seen.
    Raises: MissingGrant.
    """
    require(actor, READ)
    found = _with_names(model.visible_to(actor).filter(**_asked(wanted)))
    if wanted.warehouse_id:
        found = found.filter(_of_warehouse(model, wanted.warehouse_id))
    if wanted.project_id:
        found = found.filter(Exists(_lines_of(model).filter(_of_project(model, wanted.project_id))))
    if wanted.item_id:
        found = found.filter(Exists(_lines_of(model).filter(item_id=wanted.item_id)))
    if wanted.batch_reason:
        found = found.filter(Exists(_lines_of(model).exclude(batch_reason="")))
    if wanted.straight is not None:
        found = found.filter(supplier__isnull=not wanted.straight)
    if wanted.q:
        texts = ("number", "remark", *TEXTS.get(model, ()))
        found = found.filter(_any_of(texts, wanted.q))
    described: QuerySet[D] = found.annotate(**_figures(model, shown_to=actor))
    return described


def goods_document_of(*, actor: Actor, model: type[D], document_id: UUID, line_named: tuple[str, ...] = ()) -> D:
    """Return one document with its lines and what they name.

    Shape: ``correction`` is by how much more than its amount its goods turned out to be worth; null as the amount is.
    Raises: MissingGrant, DocumentNotFound.
    """
    require(actor, READ)
    head, lines = (each.ask(document_id) for each in _kept_queries(model, line_named))
    correction = ask_correction(document_id)
    document: Any = next(iter(head.get()), None)
    everywhere = actor.reach(READ).everywhere
    if document is None or not (everywhere or model.visible_to(actor).filter(id=document_id).exists()):
        raise DocumentNotFound(id=document_id)
    if (
        not actor.reach(SEE_COST).everywhere
        and model.objects.filter(cost_hidden(actor, model), id=document_id).exists()
    ):
        document.shown_amount = None
    document.correction = None if document.shown_amount is None else correction.get()
    document._prefetched_objects_cache = {"lines": lines.get()}
    found: D = document
    return found


def cost_hidden(actor: Actor, model: type[GoodsDocument]) -> Q:
    """Match the documents of which the actor may not see all that they are worth."""
    reach = actor.reach(SEE_COST)
    elsewhere = _lines_of(model).exclude(project_id__in=reach.projects)
    return ~Q(company_id__in=reach.companies) & ~Q(warehouse_id__in=reach.warehouses) & Q(Exists(elsewhere))


@cache
def _kept_queries(model: type[GoodsDocument], line_named: tuple[str, ...]) -> tuple[KeptQuery[Any], KeptQuery[Any]]:
    def heads(id: UUID) -> QuerySet[Any]:
        found: QuerySet[Any] = _with_names(model.objects.filter(id=id)).annotate(**_figures(model))
        return found

    def lines(id: UUID) -> QuerySet[Any]:
        found: QuerySet[Any] = _line_model(model).objects.filter(document_id=id)
        return found.select_related(*LINE_NAMED, *line_named).order_by("line_no")

    return KeptQuery(heads), KeptQuery(lines)


def _with_names(found: "QuerySet[D]") -> "QuerySet[D]":
    named: QuerySet[D] = found.select_related("warehouse", "created_by", "reverses", *NAMED.get(found.model, ()))
    return named


def _figures(model: type[GoodsDocument], shown_to: Actor | None = None) -> dict[str, Any]:
    lines = _lines_of(model).order_by()
    money: DecimalField[Any, Any] = DecimalField(max_digits=18, decimal_places=2)
    amount = Subquery(lines.values("document_id").annotate(s=Sum("amount")).values("s"), output_field=money)
    signed = Case(When(reverses__isnull=True, then=amount), default=Value(Decimal(-1)) * amount, output_field=money)
    shown: Any = signed
    if shown_to and not shown_to.reach(SEE_COST).everywhere:
        shown = Case(When(cost_hidden(shown_to, model), then=Value(None)), default=signed, output_field=money)
    mirror = model._default_manager.filter(reverses_id=OuterRef("pk"))
    count = lines.values("document_id").annotate(n=Count("id")).values("n")

    def codes_of(column: str) -> ArraySubquery:
        code = f"{column}__code"
        return ArraySubquery(lines.filter(**{f"{column}__isnull": False}).values(code).distinct().order_by(code))

    # A transfer is for those as well whose stock the goods become.
    taking = {"taking_codes": codes_of("target_owner")} if model is StockTransfer else {}
    return {
        **taking,
        "shown_amount": shown,
        "amount_key": Coalesce("shown_amount", Value(Decimal(0)), output_field=money),
        "number_key": Coalesce("number", Value("")),
        "lines_count": Coalesce(Subquery(count, output_field=IntegerField()), Value(0)),
        "project_codes": codes_of("project"),
        "reversed_by_id": Subquery(mirror.values("id")[:1]),
        "reversed_by_number": Subquery(mirror.values("number")[:1]),
        "reverses_number": F("reverses__number"),
    }


def _asked(wanted: GoodsFilter) -> dict[str, Any]:
    plain = ("state", "company_id", "supplier_id", "requisition_id", "notional", "ownership")
    given = {name: value for name in plain if (value := getattr(wanted, name)) is not None}
    if wanted.business_date_from:
        given["business_date__gte"] = wanted.business_date_from
    if wanted.business_date_to:
        given["business_date__lte"] = wanted.business_date_to
    return given


def _of_warehouse(model: type[GoodsDocument], warehouse_id: UUID) -> Q:
    here = Q(warehouse_id=warehouse_id)
    return here | Q(target_warehouse_id=warehouse_id) if model is StockTransfer else here


def _of_project(model: type[GoodsDocument], project_id: UUID) -> Q:
    its = Q(project_id=project_id)
    return its | Q(target_owner_id=project_id) if model is StockTransfer else its


def _any_of(columns: tuple[str, ...], text: str) -> Q:
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__icontains": text})
    return found


def _lines_of(model: type[GoodsDocument]) -> Any:
    return _line_model(model).objects.filter(document_id=OuterRef("pk"))


def _line_model(model: type[GoodsDocument]) -> Any:
    # Every kind has its lines; the abstract one, which the type names, has none.
    kind: Any = model
    return kind._meta.get_field("lines").related_model
