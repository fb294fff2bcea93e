"""The demonstration, loaded in earnest: the longest test there is, so that it is done once for all."""

import json
import stat
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

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


@dataclass
class Demo:
    """A demonstration that was interrupted after some projects, then loaded whole, then started again."""

    home: Path
    begun: DemoResult
    whole: DemoResult
    again: DemoResult
    reports: Reports


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    home = tmp_path_factory.mktemp("home")
    reports = Reports({})
    plan = plan_demo(read_history())
    begun = load_plan(plan=only(plan, FIRST), home=home, progress=Reports({}))
    whole = load_demo(home=home, progress=reports)
    again = load_demo(home=home, progress=Reports({}))
    return Demo(home, begun, whole, again, reports)


class TestLoadDemo:
    def test_agrees_with_the_source(self, demo: Demo) -> None:
        found = {row["name"]: (row["expected"], row["actual"]) for row in demo.whole.control}

        assert found == {
            "lines": (10_324, 10_324),
            "order_value": (Decimal("1627584457.29"), Decimal("1627584457.29")),
            "freight_amount": (Decimal("68817849.41"), Decimal("68817849.41")),
            "freight_lines": (6_198, 6_198),
            "projects": (142, 142),
            "orders": (6_233, 6_233),
            "vendors": (73, 73),
            "items": (184, 184),
            "received_value": (Decimal("1627584457.29"), Decimal("1627584457.29")),
            "projects_where_lines_equal_material_and_stock": (142, 142),
        }
        assert demo.whole.agrees

    def test_states_the_cost_of_the_five_largest_projects(self, demo: Demo) -> None:
        rows = demo.whole.statement

        assert [row["code"] for row in rows] == ["151-NG-T30", "110-ZM-T30", "111-MZ-T30", "161-ZA-T30", "104-CI-T30"]
        for row in rows:
            assert row["ordered"] == row["received"] == row["material"] + row["stock"]
            assert row["cost"] == row["material"] + row["freight"] + row["insurance"]
            assert row["total"] == row["cost"] + row["stock"]
            assert min(row["material"], row["stock"], row["freight"]) > 0

    def test_leaves_sound_books(self, demo: Demo) -> None:
        tenant_id = find_demo_tenant()

        assert tenant_id is not None
        assert verify(tenant_ids=[tenant_id]).holds

    def test_goes_on_where_it_was_interrupted(self, demo: Demo) -> None:
        assert (demo.begun.loaded, demo.whole.loaded) == (True, True)
        assert demo.begun.agrees
        assert _count_of_documents() == _count_of_planned()

    def test_loads_nothing_twice(self, demo: Demo) -> None:
        assert not demo.again.loaded
        assert (demo.again.control, demo.again.statement) == (demo.whole.control, demo.whole.statement)

    def test_tells_how_far_it_is(self, demo: Demo) -> None:
        assert demo.reports.stages == {
            "items, suppliers, projects": (143, 143),
            "orders": (6_233, 6_233),
            "receipts, issues, returns": (9_163, 9_163),
            "freight and insurance": (4_375, 4_375),
        }

    def test_lists_what_the_source_could_not_give(self, demo: Demo) -> None:
        assert len(demo.whole.refused) == 2_797
        assert {"line": 2, "row": "1", "column": "PO Sent to Vendor Date"}.items() <= demo.whole.refused[0].items()
        assert demo.whole.refused[0]["reason"] == "onboarding.date_not_captured"
        assert {"rule": "onboarding.filled_from_store", "cells": 5404} in demo.whole.by_rule


class TestKeepSignIns:
    def test_gives_every_role_a_person_who_can_sign_in(self, demo: Demo) -> None:
        assert [row["role"] for row in demo.whole.sign_ins] == list(ROLES)
        for row in demo.whole.sign_ins[:2]:
            assert authenticate(username=row["username"], password=row["password"]) is not None

    def test_keeps_them_for_the_owner_of_the_installation_alone(self, demo: Demo) -> None:
        path = demo.home / SIGN_INS

        assert demo.again.sign_ins == demo.whole.sign_ins == json.loads(path.read_text())["sign_ins"]
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_makes_new_passwords_where_the_old_ones_are_lost(self, demo: Demo, tmp_path: Path) -> None:
        found = load_demo(home=tmp_path, progress=Reports({}))

        assert not found.loaded
        [first, *_] = found.sign_ins
        assert first["password"] != demo.whole.sign_ins[0]["password"]
        assert authenticate(username=first["username"], password=first["password"]) is not None


def _count_of_documents() -> int:
    tenant_id = find_demo_tenant()
    assert tenant_id is not None
    with tenant_transaction(tenant_id):
        return sum(model.objects.count() for model in document_types().values())


def _count_of_planned() -> int:
    tenant_id = find_demo_tenant()
    assert tenant_id is not None
    return len(list(ids_of_plan(DemoIds.for_tenant(tenant_id), plan_demo(read_history()))))
