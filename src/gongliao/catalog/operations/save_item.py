"""Save an item with its units and barcodes."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.errors import (
    BarcodeTaken,
    CodeTaken,
    ConversionOfBaseUnit,
    ConversionTwice,
    InspectsWithoutBatch,
    ItemCategoryNotFound,
    ItemInUse,
    ItemNotFound,
    NoSuchUnit,
    OwnCostNeedsBatch,
)
from gongliao.catalog.models import Item, ItemBarcode, ItemCategory, ItemConversion, Unit
from gongliao.catalog.operations.save_record import Content, Part, filled, findable, save_record
from gongliao.catalog.permissions import MANAGE, SHARED
from gongliao.catalog.rules.facts import Tracking, ValuationMethod
from gongliao.catalog.rules.names import tidy
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.platform.public import Actor, in_tenant, require

FIXED_BY_USE = ("base_unit", "tracking", "valuation_method")


@dataclass(frozen=True)
class Conversion:
    """``factor`` base units are one ``unit``."""

    unit: str
    factor: Decimal


@dataclass(frozen=True)
class ItemRequest:
    """An item as its editor wants it; ``version`` is the one they saw, 0 for a new item.

    Units: ``weight`` in kg and ``volume`` in m³ of one base unit, where they are known.
    """

    id: UUID
    code: str
    name: str
    base_unit: str
    specification: str = ""
    brand: str = ""
    category_id: UUID | None = None
    conversions: tuple[Conversion, ...] = ()
    tracking: Tracking = "none"
    valuation_method: ValuationMethod = "moving_average"
    barcodes: tuple[str, ...] = ()
    weight: Decimal | None = None
    volume: Decimal | None = None
    inspects_on_receipt: bool = False
    remark: str = ""
    active: bool = True
    version: int = 0


@in_tenant
def save_item(*, actor: Actor, request: ItemRequest) -> Item:
    """Create or change an item.

    Once stock of it has moved, its base unit, tracking and valuation method stand.

    Raises: MissingGrant, BlankText, ItemNotFound, RequestIdReused, StaleVersion; then together ItemCategoryNotFound,
        NoSuchUnit, ConversionOfBaseUnit, ConversionTwice, OwnCostNeedsBatch, InspectsWithoutBatch, ItemInUse;
        then CodeTaken, BarcodeTaken.
    """
    require(actor, MANAGE, SHARED)
    content = _content(request)

    def check(found: Item | None) -> None:
        refuse_together([*_wrong_references(request, found), *_broken_rules(request, found)])

    def taken(constraint: str) -> Refusal | None:
        if constraint == "item_code_once":
            return CodeTaken(taken=tidy(request.code))
        return _taken_barcode(request) if constraint == "item_barcode_once" else None

    return save_record(
        Item,
        id=request.id,
        version=request.version,
        content=content,
        missing=ItemNotFound(id=request.id, field=None),
        check=check,
        taken=taken,
    )


def _content(request: ItemRequest) -> Content:
    code, name = filled(request.code, field="code"), filled(request.name, field="name")
    specification, brand = tidy(request.specification), tidy(request.brand)
    barcodes = sorted({filled(each, field="barcodes") for each in request.barcodes})
    columns = {
        "code": code,
        "name": name,
        "specification": specification,
        "brand": brand,
        "category_id": request.category_id,
        "base_unit": request.base_unit,
        "tracking": request.tracking,
        "valuation_method": request.valuation_method,
        "weight": request.weight,
        "volume": request.volume,
        "inspects_on_receipt": request.inspects_on_receipt,
        "remark": tidy(request.remark),
        "active": request.active,
        **findable(keys=[code, *barcodes], name=name, words=[specification, brand]),
    }
    conversions = {each.unit: {"factor": each.factor} for each in request.conversions}
    return Content(
        columns,
        parts=(
            Part(ItemConversion, owner="item", key="unit", rows=conversions),
            Part(ItemBarcode, owner="item", key="barcode", rows={each: {} for each in barcodes}),
        ),
    )


def _wrong_references(request: ItemRequest, found: Item | None) -> list[Refusal]:
    wrong: list[Refusal] = []
    if request.category_id and not ItemCategory.objects.filter(id=request.category_id).exists():
        wrong.append(ItemCategoryNotFound(id=request.category_id))
    # A unit that the item has already may be out of use by now; only a new choice must be in use.
    known = set(Unit.objects.filter(active=True).values_list("code", flat=True)) | _units_of(found)
    if request.base_unit not in known:
        wrong.append(NoSuchUnit(unit=request.base_unit, field="base_unit"))
    wrong += [NoSuchUnit(unit=c.unit, field="conversions") for c in request.conversions if c.unit not in known]
    return wrong


def _units_of(found: Item | None) -> set[str]:
    if found is None:
        return set()
    return {found.base_unit, *found.conversions.values_list("unit", flat=True)}


def _broken_rules(request: ItemRequest, found: Item | None) -> list[Refusal]:
    broken: list[Refusal] = []
    units = [each.unit for each in request.conversions]
    if request.base_unit in units:
        broken.append(ConversionOfBaseUnit(unit=request.base_unit))
    broken += [ConversionTwice(unit=unit) for unit in dict.fromkeys(units) if units.count(unit) > 1]
    if request.valuation_method == "specific_batch" and request.tracking == "none":
        broken.append(OwnCostNeedsBatch())
    if request.inspects_on_receipt and request.tracking == "none":
        broken.append(InspectsWithoutBatch())
    if found is not None and found.in_use:
        changed = [name for name in FIXED_BY_USE if getattr(found, name) != getattr(request, name)]
        broken += [ItemInUse(item=found.code, field=name) for name in changed]
    return broken


def _taken_barcode(request: ItemRequest) -> Refusal | None:
    wanted = [tidy(each) for each in request.barcodes]
    other = ItemBarcode.objects.filter(barcode__in=wanted).exclude(item_id=request.id).select_related("item").first()
    return BarcodeTaken(barcode=other.barcode, item=other.item.code) if other else None
