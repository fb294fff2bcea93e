"""Whatever goes wrong is answered as a problem, and nothing of it stays."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from gongliao.platform.models import Company
from gongliao.platform.public import tenant_transaction
from tests.support.http import Caller
from tests.support.world import World, make_world


@pytest.fixture(autouse=True)
def _trial() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.gateway.trial_urls"):
        yield


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def caller(world: World) -> Caller:
    return Caller(world.person("buyer"))


def codes(world: World) -> set[str]:
    with tenant_transaction(world.tenant.id):
        return set(Company.objects.values_list("code", flat=True))


class TestRefusal:
    def test_takes_back_what_was_written(self, world: World, caller: Caller) -> None:
        before = codes(world)

        answer = caller.post("/trial/refuse-after-write")

        assert (answer.status, answer.code) == (409, "trial.refused")
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert codes(world) == before

    def test_names_the_request(self, caller: Caller) -> None:
        answer = caller.post("/trial/refuse-after-write", X_Request_ID="my-request.1")

        assert answer.headers["X-Request-ID"] == "my-request.1"

    def test_replaces_a_request_id_that_is_none(self, caller: Caller) -> None:
        answer = caller.post("/trial/refuse-after-write", X_Request_ID="a b\tc")

        assert len(answer.headers["X-Request-ID"]) == 36


class TestFault:
    def test_is_logged_and_told_as_ours(self, world: World, caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
        before = codes(world)
        caller.client.raise_request_exception = False

        with caplog.at_level(logging.ERROR):
            answer = caller.post("/trial/fault-after-write")

        assert (answer.status, answer.code) == (500, "platform.our_fault")
        assert "ZeroDivision" not in answer.content.decode()
        assert "ZeroDivisionError" in caplog.text
        assert codes(world) == before

    def test_reaches_whoever_watches(self, caller: Caller) -> None:
        with pytest.raises(ZeroDivisionError):
            caller.post("/trial/fault-after-write")

    def test_a_division_by_zero_in_the_database_is_no_bad_input(self, caller: Caller) -> None:
        caller.client.raise_request_exception = False

        assert caller.post("/trial/division").status == 500


class TestDatabase:
    @pytest.mark.parametrize(
        ("path", "status", "code"),
        [
            ("/trial/twice", 409, "platform.already_exists"),
            ("/trial/missing-reference", 409, "platform.reference_missing"),
            ("/trial/overflow", 422, "platform.malformed_value"),
            ("/trial/nul", 422, "platform.malformed_value"),
            ("/trial/deadlock", 503, "platform.try_again"),
            ("/trial/away", 503, "platform.database_away"),
        ],
    )
    def test_errors_are_refusals(self, world: World, caller: Caller, path: str, status: int, code: str) -> None:
        before = codes(world)

        answer = caller.post(path)

        assert (answer.status, answer.code) == (status, code)
        assert codes(world) == before

    def test_a_broken_unique_constraint_names_its_field(self, caller: Caller) -> None:
        assert caller.post("/trial/twice").places == [(None, "code", "platform.already_exists")]

    def test_an_unavailable_answer_says_when_to_come_back(self, caller: Caller) -> None:
        assert caller.post("/trial/deadlock").headers["Retry-After"] == "5"

    def test_after_a_lost_connection_the_next_request_is_served(self, caller: Caller) -> None:
        caller.post("/trial/away")

        assert caller.post("/trial/write").status == 200


class TestMalformed:
    def test_every_fault_stands_at_its_line_and_field(self, caller: Caller) -> None:
        body = {
            "remark": "far too long a remark",
            "kind": "c",
            "factors": ["1", "x"],
            "lines": [{"item": "A", "quantity": "1"}, {"item": "too long", "quantity": "0"}, {"quantity": "1.1234567"}],
        }

        answer = caller.put("/trial/document", body)

        assert (answer.status, answer.code) == (422, "platform.malformed")
        assert answer.body["figures"] == {"count": 7}
        assert answer.places == [
            (None, "remark", "validation.string_too_long"),
            (None, "kind", "validation.literal_error"),
            (None, "factors.1", "validation.decimal_parsing"),
            (2, "item", "validation.string_too_long"),
            (2, "quantity", "validation.greater_than"),
            (3, "item", "validation.missing"),
            (3, "quantity", "validation.decimal_max_places"),
        ]

    def test_speaks_the_callers_language(self, world: World) -> None:
        body = {"lines": [{"item": "A", "quantity": "-1"}]}

        chinese = Caller(world.person("buyer"), language="zh").put("/trial/document", body)
        english = Caller(world.person("buyer"), language="en").put("/trial/document", body)

        assert chinese.body["errors"][0]["detail"] == "须大于 0。"
        assert english.body["errors"][0]["detail"] == "This must be greater than 0."

    @pytest.mark.parametrize(
        "lines", [[], None, "x", {}, [None], [1], [[]], [{"item": "A", "quantity": {}}], [{}] * 1001]
    )
    def test_no_shape_of_lines_is_a_fault(self, caller: Caller, lines: Any) -> None:
        assert caller.put("/trial/document", {"lines": lines}).code == "platform.malformed"

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{",
            b"null",
            b"[]",
            b'"x"',
            b"\xff\xfe",
            b'{"lines": NaN}',
            b'{"lines": 1e999}',
            b'{"remark": "\\u0000", "lines": []}',
            b'{"remark": "\\ud800", "lines": []}',
            b"[" * 100_000,
            b'{"lines": [{"item": "A", "quantity": 1' + b"0" * 5000 + b"}]}",
        ],
    )
    def test_no_bytes_are_a_fault(self, caller: Caller, data: bytes) -> None:
        assert caller.raw("PUT", "/api/v1/trial/document", data).status == 422

    def test_a_thousand_and_one_lines_are_refused_as_such(self, caller: Caller) -> None:
        answer = caller.put("/trial/document", {"lines": [{"item": "A", "quantity": "1"}] * 1001})

        assert answer.places == [(None, "lines", "validation.too_long")]
        assert "1000" in answer.body["errors"][0]["detail"]

    def test_a_query_is_told_by_its_name(self, caller: Caller) -> None:
        assert caller.get("/trial/list", limit="x").places == [(None, "limit", "validation.int_parsing")]
        assert caller.get("/trial/list", limit="0").places == [(None, "limit", "validation.greater_than_equal")]


class TestFramework:
    def test_not_found(self, caller: Caller) -> None:
        assert caller.get("/trial/not-found").code == "platform.path_not_found"
        assert caller.get("/trial/nowhere").code == "platform.path_not_found"

    def test_a_wrong_method_says_which_are_right(self, caller: Caller) -> None:
        answer = caller.delete("/trial/document")

        assert (answer.status, answer.code) == (405, "platform.method_not_allowed")
        assert answer.headers["Allow"] == "PUT"

    def test_a_body_too_large_is_refused(self, caller: Caller) -> None:
        answer = caller.raw("PUT", "/api/v1/trial/document", b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))

        assert (answer.status, answer.code) == (413, "platform.body_too_large")

    def test_a_foreign_host_is_refused(self, caller: Caller) -> None:
        answer = caller.raw("GET", "/api/v1/trial/list", Host="evil.example")

        assert (answer.status, answer.code) == (400, "platform.bad_request")

    @pytest.mark.parametrize("path", ["/api/v1/trial/list?limit=%00", "/api/v1/trial/li%00st", "/api/v1/%00"])
    def test_nul_in_an_address_is_refused(self, caller: Caller, path: str) -> None:
        answer = caller.raw("GET", path)

        assert (answer.status, answer.code) == (422, "platform.malformed_value")

    def test_broken_percent_signs_are_no_fault(self, caller: Caller) -> None:
        assert caller.raw("GET", "/api/v1/trial/list?limit=%ff%zz").status == 422


class TestGuard:
    def test_nobody_signed_in(self) -> None:
        answer = Caller().post("/trial/write")

        assert (answer.status, answer.code) == (401, "platform.not_signed_in")

    def test_a_missing_grant_comes_before_a_malformed_body(self, world: World) -> None:
        answer = Caller(world.person("site_worker")).raw("POST", "/api/v1/trial/buyers", b"{")

        assert (answer.status, answer.code) == (403, "platform.missing_grant")

    def test_an_unsafe_method_needs_the_token(self, world: World) -> None:
        answer = Caller(world.person("buyer"), csrf=False).post("/trial/write")

        assert (answer.status, answer.code) == (403, "platform.csrf_failed")

    def test_a_suspended_tenant_is_out_at_once(self, world: World, caller: Caller) -> None:
        world.tenant.suspended = True
        world.tenant.save()

        assert caller.post("/trial/write").code == "platform.not_signed_in"


class TestIdempotencyKey:
    def test_the_same_again_changes_nothing_and_answers_the_same(self, world: World, caller: Caller) -> None:
        first = caller.post("/trial/write", Idempotency_Key="k1")
        after_first = codes(world)

        second = caller.post("/trial/write", Idempotency_Key="k1")

        assert second.body == first.body
        assert second.headers["Idempotent-Replay"] == "true"
        assert codes(world) == after_first

    def test_another_body_is_refused(self, caller: Caller) -> None:
        caller.post("/trial/write", {"a": 1}, Idempotency_Key="k2")

        assert caller.post("/trial/write", {"a": 2}, Idempotency_Key="k2").code == "platform.idempotency_key_reused"

    def test_a_refused_request_may_be_mended_under_its_key(self, caller: Caller) -> None:
        refused = caller.put("/trial/document", {"lines": []}, Idempotency_Key="k3")

        mended = caller.put("/trial/document", {"lines": [{"item": "A", "quantity": "1"}]}, Idempotency_Key="k3")

        assert (refused.status, mended.status) == (422, 200)

    def test_a_colleague_has_keys_of_their_own(self, world: World) -> None:
        one, other = Caller(world.person("buyer")), Caller(world.person("buyer"))

        assert (
            one.post("/trial/write", Idempotency_Key="k").body != other.post("/trial/write", Idempotency_Key="k").body
        )

    @pytest.mark.parametrize("key", ["x" * 101, "a\tb"])
    def test_a_key_that_is_none_is_refused(self, caller: Caller, key: str) -> None:
        answer = caller.post("/trial/write", Idempotency_Key=key)

        assert (answer.status, answer.code) == (422, "platform.idempotency_key_malformed")
