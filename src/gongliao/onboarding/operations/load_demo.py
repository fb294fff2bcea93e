"""Load the demonstration: a real order book, through the operations that people use."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from gongliao.kernel.clock import utc_now
from gongliao.onboarding.operations.found_demo import find_demo_tenant, found_demo, keep_sign_ins
from gongliao.onboarding.operations.lay_foundation import find_cost_categories, lay_foundation
from gongliao.onboarding.operations.read_history import read_history
from gongliao.onboarding.operations.run_lanes import run_lanes
from gongliao.onboarding.queries.controls import Control, control_totals
from gongliao.onboarding.queries.documents import existing_documents
from gongliao.onboarding.queries.statement import StatementRow, statement_of_largest
from gongliao.onboarding.rules.document_ids import ids_of_plan
from gongliao.onboarding.rules.findings import Finding
from gongliao.onboarding.rules.ids import DemoIds
from gongliao.onboarding.rules.plan import Plan, plan_demo
from gongliao.platform.public import tenant_transaction

Progress = Callable[[str, int, int], None]
FOUNDATION = "items, suppliers, projects"


@dataclass(frozen=True)
class DemoResult:
    """What the demonstration holds.

    Shape: all rows are flat mappings, ready to print. ``statement`` has a row per large project, ``control`` one per
    control total with ``agrees``, ``refused`` one per cell that the source could not give, ``by_rule`` one per rule
    with the number of cells taken by it, ``sign_ins`` one per person. ``loaded`` tells whether this call loaded
    anything.
    """

    statement: list[dict[str, Any]]
    control: list[dict[str, Any]]
    refused: list[dict[str, Any]]
    by_rule: list[dict[str, Any]]
    sign_ins: list[dict[str, Any]]
    loaded: bool

    @property
    def agrees(self) -> bool:
        """Tell whether every control total is as in the source."""
        return all(row["agrees"] for row in self.control)


def load_demo(*, home: Path, progress: Progress) -> DemoResult:
    """Load what is missing of the demonstration and return what it holds.

    Loading again loads nothing; after a crash it goes on where it stopped, because every id follows from the source.

    Source: issue 2, point 9; data/README.md.
    """
    return load_plan(plan=plan_demo(read_history()), home=home, progress=progress)


def load_plan(*, plan: Plan, home: Path, progress: Progress) -> DemoResult:
    """Load a plan: all of the delivery history, or some projects of it."""
    # Loading is a process of its own, like a job: here, and nowhere below, the clock is read.
    at = utc_now()
    tenant_id = find_demo_tenant()
    loaded = tenant_id is None or not _is_whole(tenant_id, plan)
    if tenant_id is None or loaded:
        cast = found_demo()
        tenant_id = cast.tenant_id
        lay_foundation(cast=cast, plan=plan, at=at, done=lambda done, total: progress(FOUNDATION, done, total))
        run_lanes(tenant_id=tenant_id, plan=plan, at=at, progress=progress)
    sign_ins = keep_sign_ins(tenant_id, home=home)
    ids = DemoIds.for_tenant(tenant_id)
    with tenant_transaction(tenant_id):
        project_ids = [ids.of("project", project.code) for project in plan.projects]
        categories = find_cost_categories()
        control = control_totals(
            ids=ids, plan=plan, material_id=categories["material"], freight_id=categories["freight"]
        )
        return DemoResult(
            statement=[_statement_row(row) for row in statement_of_largest(project_ids)],
            control=[_control_row(row) for row in control],
            refused=[_refused_row(finding) for finding in plan.findings if finding.refused],
            by_rule=_rules(plan),
            sign_ins=sign_ins,
            loaded=loaded,
        )


def _is_whole(tenant_id: UUID, plan: Plan) -> bool:
    """Tell whether every document of the plan is there. What people have made since does not matter."""
    wanted = list(ids_of_plan(DemoIds.for_tenant(tenant_id), plan))
    with tenant_transaction(tenant_id):
        return len(existing_documents(wanted)) == len(wanted)


def _statement_row(row: StatementRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "ordered": row.ordered,
        "received": row.received,
        "material": row.material,
        **{name.lower(): amount for name, amount in row.other.items()},
        "cost": row.cost,
        "stock": row.stock,
        "total": row.total,
    }


def _control_row(row: Control) -> dict[str, Any]:
    return {"name": row.name, "expected": row.expected, "actual": row.actual, "agrees": row.agrees}


def _refused_row(finding: Finding) -> dict[str, Any]:
    return {
        "line": finding.line,
        "row": finding.row,
        "column": finding.column,
        "cell": finding.cell,
        "reason": finding.reason.value,
    }


def _rules(plan: Plan) -> list[dict[str, Any]]:
    counts = Counter(finding.reason for finding in plan.findings if not finding.refused)
    return [{"rule": reason.value, "cells": count} for reason, count in sorted(counts.items())]
