"""Who may do what, where: every operation by every role, in its own place and in another, beside a table for people.

``roles.csv`` has a row for each operation and a column for each role. A cell holds four words: the role over a project,
asked about that project and about another one; the role over a warehouse, asked about that warehouse and another one.

- ``yes``: done, or shown; of lists and reports, with rows of the place
- ``none``: shown, without rows of the place
- ``no``: the role lacks the grant, or lacks it there
- ``unseen``: for this role there is no such record

``GONGLIAO_WRITE=1`` writes the table anew; what changed in it is then for people to judge.
"""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gongliao.platform.access.roles import ALL_GRANTS, GRANTS_BY_ROLE, ROLES
from tests.api.deeds import OPERATIONS, Clerk, Deed, right_deed, undone
from tests.api.populated import Place, TwoPlaces, populate_two_places
from tests.support.http import Answer, Caller

TABLE = Path(__file__).with_name("roles.csv")
SCOPES = ("project", "warehouse")

# What things cost us, and what suppliers ask: what a role without the grant is never shown.
COST = {
    "amount",
    "value",
    "unit_cost",
    "worth",
    "correction",
    "contract_value",
    "stock_amount",
    "variance",
    "used_value",
}
COST |= {"value_in", "value_out", "change", "charge", "estimated", "in_month", "to_date"}
PRICE = {"price", "entered_price", "unit_price", "tax_amount", "received_value", "invoiced_amount", "open_estimate"}

pytestmark = pytest.mark.xdist_group("roles")


@dataclass(frozen=True)
class Scene:
    """Two places, and a right request to every operation in each of them."""

    places: TwoPlaces
    clerk: Clerk
    deeds: dict[str, tuple[Deed, Deed]]
    rows: frozenset[str]


@pytest.fixture(scope="module")
def scene() -> Scene:
    places = populate_two_places()
    shop = places.shop
    callers = [Caller(shop.admin), Caller(shop.boss)]
    here, there = (Clerk(place, callers[0]) for place in (places.here, places.there))
    tenant_id = shop.world.tenant.id
    deeds = {
        label: (right_deed(tenant_id, here, operation, callers)[0], right_deed(tenant_id, there, operation, callers)[0])
        for label, operation in OPERATIONS.items()
    }
    # What names no record in its path shows rows; whose, counts where there are some that are not everybody's.
    rows = frozenset(
        label
        for label, (deed, _) in deeds.items()
        if deed.operation.method == "get"
        and not deed.named
        and _shows(undone(tenant_id, here, deed, callers[0]), places.here)
    )
    return Scene(places, here, deeds, rows)


@pytest.fixture(scope="module")
def expected() -> Iterator[dict[str, dict[str, str]]]:
    """The table, by operation and role; written anew at the end where that is asked."""
    found: dict[str, dict[str, str]] = {}
    if TABLE.exists():
        with TABLE.open(encoding="utf-8") as file:
            found = {row["operation"]: row for row in csv.DictReader(file)}
    yield found
    if os.environ.get("GONGLIAO_WRITE"):
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["operation", *ROLES], lineterminator="\n")
            writer.writeheader()
            writer.writerows(
                {"operation": label, **{role: found.get(label, {}).get(role, "") for role in ROLES}}
                for label in OPERATIONS
            )


@pytest.mark.parametrize("role", ROLES)
def test_does_what_the_table_says(role: str, scene: Scene, expected: dict[str, dict[str, str]]) -> None:
    world, places = scene.places.shop.world, scene.places
    own = {"project": places.here.project_id, "warehouse": places.here.warehouse_id}
    callers = {kind: Caller(world.person(role, scope_kind=kind, scope_id=own[kind])) for kind in SCOPES}
    wrong: list[str] = []
    for label, deeds in scene.deeds.items():
        words: list[str] = []
        tries = [
            (callers[kind], place, deed)
            for kind in SCOPES
            for place, deed in zip((places.here, places.there), deeds, strict=True)
        ]
        # The grant is asked before anything else: who holds it nowhere need not try everywhere.
        grant = OPERATIONS[label].described["x-grant"]
        held = grant not in ALL_GRANTS or grant in GRANTS_BY_ROLE[role]
        for caller, place, deed in tries if held else tries[:1]:
            answer = undone(world.tenant.id, scene.clerk, deed, caller)
            words.append(_word(answer, place if label in scene.rows else None))
            if told := sorted({*_told(answer.body, _hidden(role, label))}):
                wrong.append(f"{label}: {role} is told {told}")
        cell = " ".join(words if held else words * len(tries))
        if os.environ.get("GONGLIAO_WRITE"):
            expected.setdefault(label, {})[role] = cell
        elif cell != expected.get(label, {}).get(role):
            wrong.append(f"{label}: {role} gets {cell!r}, the table says {expected.get(label, {}).get(role)!r}")
    assert not wrong, "\n".join(wrong)


def test_the_table_names_no_other_operations(expected: dict[str, dict[str, str]]) -> None:
    assert sorted(expected) == sorted(OPERATIONS)


def _word(answer: Answer, place: Place | None) -> str:
    if answer.status < 300:
        return "yes" if place is None or _shows(answer, place) else "none"
    if answer.status == 404:
        return "unseen"
    return "no" if answer.code == "platform.missing_grant" else str(answer.code)


def _shows(answer: Answer, place: Place) -> bool:
    text = answer.content.decode(errors="replace")
    return any(id_ in text for id_ in place.own)


def _hidden(role: str, label: str) -> set[str]:
    """Return the fields of money that a role is not told by an operation."""
    grants = GRANTS_BY_ROLE[role]
    # What an order comes to is what its supplier asks.
    asked = PRICE | COST if "/purchase-order" in label else PRICE
    return (asked if "price.read" not in grants else set()) | (COST - asked if "cost.read" not in grants else set())


def _told(body: Any, hidden: set[str]) -> Iterator[str]:
    """Return the names of hidden fields that hold something."""
    if isinstance(body, list):
        for each in body:
            yield from _told(each, hidden)
    elif isinstance(body, dict):
        for name, value in body.items():
            if name in hidden and value is not None:
                yield name
            else:
                yield from _told(value, hidden)
