"""Save an item with its units and barcodes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.errors import (
    BarcodeTaken,
    CodeTaken,
    InspectsWithoutBatch,
    ItemCategoryNotFound,
    ItemInUse,
    ItemNotFound,
    NoSuchUnit,
    OwnCostNeedsBatch,
)
from gongliao.catalog.errors.units import (
    ConversionInUse,
    ConversionOfBaseUnit,
    ConversionTwice,
    SecondUnitWithoutConversion,
)
from gongliao.catalog.models import Item, ItemBarcode, ItemCategory, ItemConversion, Unit
from gongliao.catalog.operations.save_record import Content, Part, filled, findable, save_record
from gongliao.catalog.permissions import MANAGE, SHARED
from gongliao.catalog.rules.facts import ALWAYS, Tracking, ValuationMethod
from gongliao.catalog.rules.names import tidy
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.platform.public import Actor, in_tenant, require

FIXED_BY_USE = ("base_unit", "tracking", "valuation_method")


@dataclass(frozen=True)
class Conversion:
    """``factor`` base units are one ``unit``, from a day on."""

    unit: str
    factor: Decimal
    valid_from: date = ALWAYS


@dataclass(frozen=True)
class ItemRequest:
    """An item as its editor wants it; ``version`` is the one they saw, 0 for a new item.

    Units: ``weight`` in kg and ``volume`` in m³ of one base unit, where they are known; ``weight_tolerance`` in per
    cent.
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
    second_unit: str = ""
    weight_tolerance: Decimal | None = None
    remark: str = ""
    active: bool = True
    version: int = 0


@in_tenant
def save_item(*, actor: Actor, request: ItemRequest) -> Item:
    """Create or change an item.

    Once stock of it has moved, its base unit, tracking, valuation method and second unit stand, and so do its
    conversions: others may count from a day on.

    Raises: MissingGrant, BlankText, ItemNotFound, RequestIdReused, StaleVersion; then together ItemCategoryNotFound,
        NoSuchUnit, ConversionOfBaseUnit, ConversionTwice, SecondUnitWithoutConversion, OwnCostNeedsBatch,
        InspectsWithoutBatch, ItemInUse, ConversionInUse; then CodeTaken, BarcodeTaken.
    Source: ADR-0018.
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
        "second_unit": request.second_unit,
        "weight_tolerance": request.weight_tolerance,
        "remark": tidy(request.remark),
        "active": request.active,
        **findable(keys=[code, *barcodes], name=name, words=[specification, brand]),
    }
    conversions = {(each.unit, each.valid_from): {"factor": each.factor} for each in request.conversions}
    return Content(
        columns,
        parts=(
            Part(ItemConversion, owner="item", key=("unit", "valid_from"), rows=conversions),
            Part(ItemBarcode, owner="item", key=("barcode",), rows={(each,): {} for each in barcodes}),
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
    units = dict.fromkeys(each.unit for each in request.conversions)
    wrong += [NoSuchUnit(unit=unit, field="conversions") for unit in units if unit not in known]
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
    keys = [(each.unit, each.valid_from) for each in request.conversions]
    broken += [ConversionTwice(unit=key[0]) for key in dict.fromkeys(keys) if keys.count(key) > 1]
    if request.second_unit and (request.second_unit, ALWAYS) not in keys:
        broken.append(SecondUnitWithoutConversion(unit=request.second_unit))
    if request.valuation_method == "specific_batch" and request.tracking == "none":
        broken.append(OwnCostNeedsBatch())
    if request.inspects_on_receipt and request.tracking == "none":
        broken.append(InspectsWithoutBatch())
    return broken + (_fixed_by_use(request, found) if found is not None and found.in_use else [])


def _fixed_by_use(request: ItemRequest, found: Item) -> list[Refusal]:
    fixed = [*FIXED_BY_USE, *(["second_unit"] if found.second_unit else [])]
    changed = [name for name in fixed if getattr(found, name) != getattr(request, name)]
    wanted = {(each.unit, each.valid_from): each.factor for each in request.conversions}
    lost = [c.unit for c in found.conversions.order_by("unit") if wanted.get((c.unit, c.valid_from)) != c.factor]
    return [
        *(ItemInUse(item=found.code, field=name) for name in changed),
        *(ConversionInUse(item=found.code, unit=unit) for unit in dict.fromkeys(lost)),
    ]


def _taken_barcode(request: ItemRequest) -> Refusal | None:
    wanted = [tidy(each) for each in request.barcodes]
    other = ItemBarcode.objects.filter(barcode__in=wanted).exclude(item_id=request.id).select_related("item").first()
    return BarcodeTaken(barcode=other.barcode, item=other.item.code) if other else None
