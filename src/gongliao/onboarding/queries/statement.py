"""The project cost statement of the largest projects."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
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


def statement_of_largest(project_ids: Collection[UUID]) -> list[StatementRow]:
    """Return the statement rows of the projects that ordered most, largest first."""
    ordered = _ordered(project_ids)
    largest = sorted(ordered, key=lambda project_id: (-ordered[project_id].ordered, project_id))[:LARGEST]
    projects = projects_by_id(largest)
    stock = stock_values(project_ids=largest)
    costs = _costs(largest)
    categories = list(CostCategory.objects.filter(id__in={id for booked in costs.values() for id in booked}))
    others = sorted((each for each in categories if each.kind != Kind.MATERIAL), key=lambda each: each.code)
    rows: list[StatementRow] = []
    for project_id in largest:
        booked = costs[project_id]
        material = (booked.get(each.id, NO_MONEY) for each in categories if each.kind == Kind.MATERIAL)
        rows.append(
            StatementRow(
                code=projects[project_id].code,
                name=projects[project_id].name,
                ordered=ordered[project_id].ordered,
                received=ordered[project_id].received,
                material=Money(sum(material, NO_MONEY)),
                other={each.name_en: booked.get(each.id, NO_MONEY) for each in others},
                stock=stock[project_id],
            )
        )
    return rows


class _Ordered(NamedTuple):
    ordered: Money
    received: Money


def _ordered(project_ids: Collection[UUID]) -> dict[UUID, _Ordered]:
    orders = document_types()["purchase_order"].objects.filter(
        state__in=["approved", "closed"], lines__project_id__in=project_ids
    )
    sums = orders.values_list("lines__project_id").annotate(Sum("lines__amount"), Sum("lines__received_value"))
    return {project_id: _Ordered(Money(ordered), Money(received)) for project_id, ordered, received in sums}


def _costs(project_ids: Collection[UUID]) -> dict[UUID, dict[UUID, Money]]:
    """Return what each project bears by cost category."""
    costs: dict[UUID, dict[UUID, Money]] = {project_id: {} for project_id in project_ids}
    for total in cost_totals(project_ids=project_ids, by=[CostDimension.CATEGORY]):
        assert total.category_id is not None, "asked by category"
        costs[total.project_id][total.category_id] = total.amount
    return costs
