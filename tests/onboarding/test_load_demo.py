"""The demonstration, loaded in earnest, from an interrupted load to a second start."""

import json
import stat
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.auth import authenticate

from gongliao.ledger.public import verify
from gongliao.onboarding.operations.found_demo import SIGN_INS, find_demo_tenant
from gongliao.onboarding.operations.load_demo import DemoResult, load_plan
from gongliao.onboarding.operations.read_history import read_history
from gongliao.onboarding.public import load_demo
from gongliao.onboarding.rules.document_ids import ids_of_plan
from gongliao.onboarding.rules.ids import DemoIds
from gongliao.onboarding.rules.plan import only, plan_demo
from gongliao.platform.access.roles import ROLES
from gongliao.platform.public import document_types, tenant_transaction

FIRST = ("100-CI-T01", "151-NG-T01")


@dataclass
class Reports:
    """What was told on the way: the last count and the total of each stage."""

    stages: dict[str, tuple[int, int]]

    def __call__(self, stage: str, done: int, total: int) -> None:
        assert done >= self.stages.get(stage, (0, total))[0]
        self.stages[stage] = (done, total)


@pytest.mark.long
def test_loads_the_history_once_whatever_comes_between(tmp_path: Path) -> None:
    """Some projects, as an interrupted load leaves them; then all; then a second start; then a lost file.

    One test on purpose: loading takes minutes, and tests that shared it could be dealt out to several processes.
    """
    home, plan, reports = tmp_path / "home", plan_demo(read_history()), Reports({})

    begun = load_plan(plan=only(plan, FIRST), home=home, progress=Reports({}))
    assert begun.loaded
    assert begun.agrees, begun.control

    whole = load_demo(home=home, progress=reports)
    assert whole.loaded
    _assert_agrees_with_the_source(whole)
    _assert_states_the_largest_projects(whole)
    _assert_lists_what_the_source_could_not_give(whole)
    assert reports.stages == {
        "items, suppliers, projects": (143, 143),
        "orders": (6_233, 6_233),
        "receipts, issues, returns": (9_163, 9_163),
        "freight and insurance": (4_375, 4_375),
    }
    assert _count_of_documents() == len(list(ids_of_plan(DemoIds.for_tenant(_tenant()), plan)))
    assert verify(tenant_ids=[_tenant()]).holds
    _assert_everybody_can_sign_in(whole, home)

    again = load_demo(home=home, progress=Reports({}))
    assert not again.loaded
    assert (again.control, again.statement, again.sign_ins) == (whole.control, whole.statement, whole.sign_ins)

    elsewhere = load_demo(home=tmp_path / "other", progress=Reports({}))
    assert not elsewhere.loaded
    assert elsewhere.sign_ins[0]["password"] != whole.sign_ins[0]["password"]
    _assert_everybody_can_sign_in(elsewhere, tmp_path / "other")


def _assert_agrees_with_the_source(demo: DemoResult) -> None:
    assert demo.agrees
    assert {row["name"]: (row["expected"], row["actual"]) for row in demo.control} == {
        "lines": (10_324, 10_324),
        "order_value": (Decimal("1627584457.29"), Decimal("1627584457.29")),
        "freight_amount": (Decimal("68817849.41"), Decimal("68817849.41")),
        "freight_lines": (6_198, 6_198),
        "projects": (142, 142),
        "orders": (6_233, 6_233),
        "vendors": (73, 73),
        "items": (184, 184),
        "received_value": (Decimal("1627584457.29"), Decimal("1627584457.29")),
        "projects_in_balance": (142, 142),
    }


def _assert_states_the_largest_projects(demo: DemoResult) -> None:
    codes = [row["code"] for row in demo.statement]
    assert codes == ["151-NG-T30", "110-ZM-T30", "111-MZ-T30", "161-ZA-T30", "104-CI-T30"]
    for row in demo.statement:
        assert row["ordered"] == row["received"] == row["material"] + row["stock"]
        assert row["cost"] == row["material"] + row["freight"] + row["insurance"]
        assert row["total"] == row["cost"] + row["stock"]
        assert min(row["material"], row["stock"], row["freight"]) > 0


def _assert_lists_what_the_source_could_not_give(demo: DemoResult) -> None:
    assert len(demo.refused) == 2_797
    assert demo.refused[0] == {
        "line": 2,
        "row": "1",
        "column": "PO Sent to Vendor Date",
        "cell": "Date Not Captured",
        "reason": "onboarding.date_not_captured",
    }
    assert {"rule": "onboarding.filled_from_store", "cells": 5404} in demo.by_rule


def _assert_everybody_can_sign_in(demo: DemoResult, home: Path) -> None:
    path = home / SIGN_INS
    assert json.loads(path.read_text(encoding="utf-8"))["sign_ins"] == demo.sign_ins
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [row["role"] for row in demo.sign_ins] == list(ROLES)
    for row in demo.sign_ins:
        assert authenticate(username=row["username"], password=row["password"]) is not None


def _count_of_documents() -> int:
    with tenant_transaction(_tenant()):
        return sum(model.objects.count() for model in document_types().values())


def _tenant() -> UUID:
    tenant_id = find_demo_tenant()
    assert tenant_id is not None
    return tenant_id
