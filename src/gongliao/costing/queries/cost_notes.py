"""Cost notes as people see them, and their lines as plain facts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Case, DecimalField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from gongliao.costing.models import CostNote, CostNoteLine
from gongliao.costing.permissions import READ
from gongliao.costing.queries.narrowed import narrowed
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.public import CostLine, CostObject
from gongliao.platform.public import Actor, DocumentNotFound, current_tenant_id, fetch, require

LINES = """
SELECT id, line_no, project_id, node_id, category_id, party_id, amount, description, item_id, quantity, price
FROM costing_costnoteline
WHERE tenant_id = %s AND document_id = %s ORDER BY line_no
"""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of a note, for deciding."""

    id: UUID
    line_no: int
    project_id: UUID
    node_id: UUID
    category_id: UUID
    party_id: UUID | None
    amount: Money
    description: str
    item_id: UUID | None
    quantity: Quantity | None
    price: Decimal | None

    @property
    def cost_line(self) -> CostLine:
        """Return the line as the ledger takes it."""
        return CostLine(self.id, CostObject(self.project_id, self.node_id, self.category_id), self.amount, self.item_id)


@dataclass(frozen=True)
class NoteFilter:
    """What a list of notes is narrowed to; ``None`` does not count."""

    q: str = ""
    kind: str | None = None
    state: str | None = None
    project_id: UUID | None = None
    category_id: UUID | None = None
    company_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None


def lines_of_note(note_id: UUID) -> list[NoteLine]:
    """Return the lines of a note, in order."""
    return [NoteLine(*row) for row in fetch(LINES, (current_tenant_id(), note_id))]


def notes(*, actor: Actor, wanted: NoteFilter) -> "QuerySet[CostNote]":
    """Return the notes that the actor sees; ``shown_amount`` is null where a part lies on projects they don't see.

    Raises: MissingGrant.
    """
    require(actor, READ)
    found = narrowed(CostNote.visible_to(actor).select_related("created_by"), wanted)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    lines = CostNoteLine.objects.filter(document_id=OuterRef("pk"))
    if wanted.project_id:
        found = found.filter(Exists(lines.filter(project_id=wanted.project_id)))
    if wanted.category_id:
        found = found.filter(Exists(lines.filter(category_id=wanted.category_id)))
    if wanted.q:
        said = CostNoteLine.visible_to(actor).filter(document_id=OuterRef("pk"), description__icontains=wanted.q)
        found = found.filter(Q(number__icontains=wanted.q) | Q(remark__icontains=wanted.q) | Exists(said))
    return _with_shown_amounts(found, actor)


def note_of(*, actor: Actor, note_id: UUID) -> CostNote:
    """Return one note with its lines and what they name.

    Raises: MissingGrant, DocumentNotFound.
    """
    require(actor, READ)
    lines = CostNoteLine.objects.select_related("project", "node", "category", "party", "item").order_by("line_no")
    found = (
        CostNote.visible_to(actor)
        .filter(id=note_id)
        .select_related("created_by")
        .prefetch_related(Prefetch("lines", queryset=lines), "reversed_by")
        .first()
    )
    if found is None:
        raise DocumentNotFound(id=note_id)
    return found


def _with_shown_amounts(found: "QuerySet[CostNote]", actor: Actor) -> "QuerySet[CostNote]":
    # Totals and sorting go over what is shown, so that neither tells what the rows don't.
    column = DecimalField(max_digits=18, decimal_places=2)
    reach = actor.reach(READ)
    shown: Case | F = F("amount")
    if not reach.everywhere:
        elsewhere = CostNoteLine.objects.filter(document_id=OuterRef("pk")).exclude(project_id__in=reach.projects)
        seen = Q(company_id__in=reach.companies) | ~Exists(elsewhere)
        shown = Case(When(seen, then=F("amount")), output_field=column)
    return found.annotate(
        shown_amount=shown,
        amount_key=Coalesce(F("shown_amount"), Decimal(0), output_field=column),
        number_key=Coalesce("number", Value("")),
    )
