"""Nothing of another tenant by any door: every operation, with each id that it is told exchanged for the other's.

Two tenants do the same with the same codes. The other one's names hold a word that is nowhere else, and its ids are
known; neither may turn up in an answer, a sheet or a refusal, but for the id that was sent.

Source: design.md 5, invariant 11.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest

from gongliao.platform.public import execute, fetch, tenant_transaction
from tests.api.deeds import OPERATIONS, Clerk, Deed, right_deed, undone
from tests.api.populated import NAMED, TwoPlaces, populate_two_places
from tests.support.http import Answer, Caller

CANARY = "金丝雀"
NAMES = ("catalog_item", "catalog_party", "catalog_warehouse", "catalog_zone", "catalog_itemcategory")
NAMES += ("projects_project", "projects_wbsnode", "projects_costcategory", "platform_company", "platform_person")
ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")

pytestmark = pytest.mark.xdist_group("tenants")


@dataclass(frozen=True)
class Scene:
    """Our tenant with a right request to every operation, and for each of its ids the other tenant's counterpart."""

    ours: TwoPlaces
    caller: Caller
    deeds: dict[str, Deed]
    theirs: dict[str, str]
    their_ids: frozenset[str]

    def send(self, deed: Deed) -> Answer:
        """Send a request, take back what it did, and fail if the answer tells anything of the other tenant."""
        answer = undone(self.ours.shop.world.tenant.id, None, deed, self.caller)
        text = _text_of(answer)
        assert CANARY not in text, (deed, text)
        sent = set(ANY_ID.findall(json.dumps([deed.path, deed.query, deed.body])))
        assert not {id_ for id_ in ANY_ID.findall(text) if id_ in self.their_ids} - sent, (deed, text)
        assert answer.status < 500, (deed, text)
        return answer


@pytest.fixture(scope="module")
def scene() -> Scene:
    ours, other = populate_two_places(), populate_two_places()
    with tenant_transaction(other.shop.world.tenant.id):
        for table in NAMES:
            execute(f"UPDATE {table} SET name = name || %s", (CANARY,))  # type: ignore[arg-type]
        tables = [row[0] for row in fetch("SELECT relname::text FROM pg_class WHERE relname = ANY(%s)", (_tables(),))]
        their_ids = {str(row[0]) for table in tables for row in fetch(f"SELECT id FROM {table}")}  # type: ignore[arg-type]
    callers = [Caller(ours.shop.admin), Caller(ours.shop.boss)]
    clerk = Clerk(ours.here, callers[0])
    deeds = {
        label: right_deed(ours.shop.world.tenant.id, clerk, operation, callers)[0]
        for label, operation in OPERATIONS.items()
    }
    theirs = {
        mine: yours
        for here, there in ((ours.here, other.here), (ours.there, other.there))
        for table in here.ids
        for mine, yours in zip(here.ids[table], there.ids[table], strict=True)
    }
    return Scene(ours, callers[0], deeds, theirs, frozenset(their_ids))


@pytest.mark.parametrize("label", OPERATIONS)
def test_another_tenants_ids_are_as_good_as_none(label: str, scene: Scene) -> None:
    deed = scene.deeds[label]
    for name, id_ in deed.named.items():
        if id_ in scene.theirs:
            answer = scene.send(replace(deed, named={**deed.named, name: scene.theirs[id_]}))
            # Under an id that only another tenant has, something new of ours can be saved.
            saved = deed.operation.method == "put"
            assert saved or answer.status == 404 or _rows_of(answer) == [], (name, answer)
    for query in _exchanged(deed.query, scene.theirs):
        assert scene.send(replace(deed, query=query)).status in (200, 404), query
    for body in _exchanged(deed.body, scene.theirs):
        assert 400 <= scene.send(replace(deed, body=body)).status < 500, body


@pytest.mark.parametrize("label", [label for label in OPERATIONS if label.startswith("GET")])
def test_filters_exports_and_searches_find_nothing_of_another_tenant(label: str, scene: Scene) -> None:
    deed = scene.deeds[label]
    for each in deed.operation.parameters("query"):
        known = [scene.theirs[id_] for table in NAMED.get(each["name"], ()) for id_ in scene.ours.here.ids[table][:1]]
        for id_ in known:
            assert scene.send(replace(deed, query={**deed.query, each["name"]: id_})).status in (200, 404)
        if each["name"] == "q":
            answer = scene.send(replace(deed, query={**deed.query, "q": CANARY}))
            assert answer.status == 200
            assert not _rows_of(answer), answer.body
        if each["name"] == "format":
            scene.send(replace(deed, query={**deed.query, "format": "xlsx"}))


def test_a_key_that_another_tenant_used_answers_nothing(scene: Scene) -> None:
    deed = scene.deeds["PUT /items/{id}"]
    path, key = deed.path, {"Idempotency_Key": "the-same-in-both"}

    first = scene.caller.put(path, deed.body, **key)
    elsewhere = Caller(populate_two_places().shop.admin)
    again = elsewhere.put(path, deed.body | {"version": 0, "code": "ELSEWHERE"}, **key)

    assert first.status == again.status == 200
    assert again.body["version"] == 1


def _rows_of(answer: Answer) -> Any:
    return answer.body.get("rows") if isinstance(answer.body, dict) else answer.body


def _tables() -> list[str]:
    return [table for named in NAMED.values() for table in named]


def _exchanged(value: Any, theirs: dict[str, str]) -> Iterator[Any]:
    """Return the value with one of its ids exchanged, for each of them."""
    if isinstance(value, str) and value in theirs:
        yield theirs[value]
    elif isinstance(value, dict):
        for name, each in value.items():
            for exchanged in _exchanged(each, theirs):
                yield {**value, name: exchanged}
    elif isinstance(value, list):
        for at, each in enumerate(value):
            for exchanged in _exchanged(each, theirs):
                yield [*value[:at], exchanged, *value[at + 1 :]]


def _text_of(answer: Answer) -> str:
    """Return all text of an answer, a sheet's cells included."""
    if is_zipfile(BytesIO(answer.content)):
        with ZipFile(BytesIO(answer.content)) as sheet:
            return "".join(sheet.read(name).decode(errors="replace") for name in sheet.namelist())
    return answer.content.decode(errors="replace")
