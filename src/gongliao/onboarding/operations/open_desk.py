"""Get everything at hand that posting needs."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from gongliao.onboarding.operations.found_demo import find_cast
from gongliao.onboarding.operations.lay_foundation import find_cost_categories
from gongliao.onboarding.operations.post_documents import Desk
from gongliao.onboarding.operations.read_history import read_history
from gongliao.onboarding.rules.plan import PlannedProject, only, plan_demo
from gongliao.platform.public import tenant_transaction


def open_desk(*, tenant_id: UUID, projects: Collection[str], at: datetime) -> tuple[Desk, tuple[PlannedProject, ...]]:
    """Return the desk of a demonstration whose foundation is laid, and the projects that it works on."""
    cast = find_cast(tenant_id)
    plan = only(plan_demo(read_history()), projects)
    items = {line.item.description: line.item for line in plan.lines}
    with tenant_transaction(tenant_id):
        categories = find_cost_categories()
    return Desk(cast, categories, items, at), plan.projects
