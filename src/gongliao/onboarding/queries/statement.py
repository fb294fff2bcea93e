"""The project cost statement of the largest projects."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from gongliao.kernel.values import NO_MONEY, Money
from gongliao.ledger.public import CostDimension, cost_totals, stock_values
from gongliao.platform.public import document_types
from gongliao.projects.public import CostCategory, Kind, projects_by_id

LARGEST = 5


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What one project ordered, and where that money is now.

    ``other`` maps the English name of each other cost category to its amount. ``total`` is cost and stock together.
    """

    code: str
    name: str
    ordered: Money
    received: Money
    material: Money
    other: dict[str, Money]
    stock: Money

    @property
    def cost(self) -> Money:
        """Return all that the project has consumed."""
        return Money(self.material + sum(self.other.values(), Decimal(0)))

    @property
    def total(self) -> Money:
        """Return all that the project holds or has consumed."""
        return Money(self.cost + self.stock)


def statement_of_largest(project_ids: list[UUID]) -> list[StatementRow]:
    """Return the statement rows of the projects that ordered most, largest first."""
    ordered = {
        row["lines__project_id"]: (row["ordered"], row["received"])
        for row in document_types()["purchase_order"]
        .objects.filter(state__in=["approved", "closed"], lines__project_id__in=project_ids)
        .values("lines__project_id")
        .annotate(ordered=Sum("lines__amount"), received=Sum("lines__received_value"))
    }
    largest = sorted(ordered, key=lambda project_id: (-ordered[project_id][0], project_id))[:LARGEST]
    projects = projects_by_id(largest)
    stock = stock_values(project_ids=largest)
    categories = {category.id: category for category in CostCategory.objects.all()}
    costs: dict[UUID, dict[UUID, Money]] = {}
    for total in cost_totals(project_ids=largest, by=[CostDimension.CATEGORY]):
        assert total.category_id is not None
        costs.setdefault(total.project_id, {})[total.category_id] = total.amount
    others = [
        category
        for category in sorted(categories.values(), key=lambda category: category.code)
        if category.kind != Kind.MATERIAL and any(category.id in booked for booked in costs.values())
    ]
    materials = {category.id for category in categories.values() if category.kind == Kind.MATERIAL}
    rows: list[StatementRow] = []
    for project_id in largest:
        booked = costs.get(project_id, {})
        rows.append(
            StatementRow(
                code=projects[project_id].code,
                name=projects[project_id].name,
                ordered=Money(ordered[project_id][0]),
                received=Money(ordered[project_id][1]),
                material=Money(sum((booked.get(each, NO_MONEY) for each in materials), NO_MONEY)),
                other={each.name_en: booked.get(each.id, NO_MONEY) for each in others},
                stock=stock[project_id],
            )
        )
    return rows
