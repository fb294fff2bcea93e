"""What all documents share: numbers, and what surrounds them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from gongliao.kernel.ids import new_id
from gongliao.platform.public import document_types, take_number, tenant_transaction
from tests.support.http import Caller
from tests.support.world import World, make_world


@pytest.fixture
def world() -> World:
    return make_world()


class TestTakeNumber:
    def test_counts_per_tenant_kind_and_year(self, world: World) -> None:
        with tenant_transaction(world.tenant.id):
            taken = [
                take_number(prefix="GR", on=date(2026, 1, 1)),
                take_number(prefix="GR", on=date(2026, 12, 31)),
                take_number(prefix="PO", on=date(2026, 1, 1)),
                take_number(prefix="GR", on=date(2027, 1, 1)),
            ]
        with tenant_transaction(make_world().tenant.id):
            of_another = take_number(prefix="GR", on=date(2026, 1, 1))

        assert taken == ["GR-2026-00001", "GR-2026-00002", "PO-2026-00001", "GR-2027-00001"]
        assert of_another == "GR-2026-00001"

    def test_has_neither_gaps_nor_doubles_when_many_take_at_once(self, world: World) -> None:
        def take(turn: int) -> str | None:
            try:
                with tenant_transaction(world.tenant.id):
                    number = take_number(prefix="GR", on=date(2026, 1, 1))
                    if turn % 3 == 0:
                        raise InterruptedError
                    return number
            except InterruptedError:
                return None
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            taken = sorted(number for number in pool.map(take, range(30)) if number)

        assert taken == [f"GR-2026-{n:05}" for n in range(1, 21)]


class TestSurroundings:
    @pytest.mark.parametrize("what", ["flow", "audit"])
    def test_of_an_unknown_document_are_not_there(self, world: World, what: str) -> None:
        caller = Caller(world.person("administrator"))

        assert caller.get(f"/documents/nothing/{new_id()}/{what}").code == "platform.document_not_found"
        for kind in document_types():
            assert caller.get(f"/documents/{kind}/{new_id()}/{what}").code == "platform.document_not_found", kind

    @pytest.mark.parametrize("what", ["flow", "audit"])
    def test_take_the_documents_own_grant(self, world: World, what: str) -> None:
        nobody = Caller(world.person())

        for kind in document_types():
            assert nobody.get(f"/documents/{kind}/{new_id()}/{what}").code == "platform.missing_grant", kind

    def test_an_id_that_is_none_is_malformed(self, world: World) -> None:
        answer = Caller(world.person("administrator")).get("/documents/nothing/x/flow")

        assert answer.places == [(None, "id", "validation.uuid_parsing")]
