"""The pages around the interface."""

from pathlib import Path

import pytest
from django.test import Client, override_settings

from gongliao.gateway.middleware import CONTENT_SECURITY_POLICY
from tests.support.http import Caller
from tests.support.world import make_world


@pytest.fixture
def client() -> Client:
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<!doctype html><div id=root></div>")
    return tmp_path


class TestWebClient:
    @pytest.mark.parametrize("path", ["/", "/sign-in", "/projects/0190c0de/costs", "/purchase-orders?state=draft"])
    def test_answers_any_address_with_its_page(self, client: Client, built: Path, path: str) -> None:
        with override_settings(WEB_CLIENT=built):
            answer = client.get(path)

        assert b"id=root" in answer.content
        assert answer["Cache-Control"] == "no-cache"

    @pytest.mark.parametrize("path", ["/assets/gone-12345678.js", "/favicon.ico", "/robots.txt"])
    def test_a_missing_file_stays_missing(self, client: Client, built: Path, path: str) -> None:
        with override_settings(WEB_CLIENT=built):
            assert client.get(path).status_code == 404

    def test_says_how_when_it_is_not_built(self, client: Client, tmp_path: Path) -> None:
        with override_settings(WEB_CLIENT=tmp_path):
            answer = client.get("/")

        assert answer.status_code == 200
        assert b"make web" in answer.content

    def test_takes_no_other_method(self, client: Client) -> None:
        assert client.post("/somewhere").status_code == 405


class TestHeaders:
    def test_scripts_come_from_us_alone(self, client: Client) -> None:
        answer = client.get("/healthz")

        assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert "script-src 'self';" in CONTENT_SECURITY_POLICY
        assert "unsafe-eval" not in CONTENT_SECURITY_POLICY
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Referrer-Policy"] == "same-origin"

    def test_no_proxy_keeps_an_answer_of_the_interface(self) -> None:
        assert Caller(make_world().person("buyer")).get("/me").headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("path", ["//evil.example/", "/api/v1//evil.example", "/%2F%2Fevil.example/x", "/me/"])
    def test_nothing_leads_elsewhere(self, client: Client, path: str) -> None:
        assert client.get(path).status_code not in {301, 302, 303, 307, 308}


class TestHealth:
    def test_answers_without_signing_in(self, client: Client) -> None:
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.get("/readyz").json()["status"] == "ok"
