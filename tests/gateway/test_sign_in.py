"""Coming in and going out."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from gongliao.kernel.ids import new_id
from gongliao.platform.models import Person
from gongliao.platform.public import Actor, tenant_transaction
from tests.support.http import Caller, user_of
from tests.support.world import PASSWORD, World, make_world

SESSION = "/_allauth/browser/v1/auth/session"
LOGIN = "/_allauth/browser/v1/auth/login"
CHANGE = "/_allauth/browser/v1/account/password/change"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def actor(world: World) -> Actor:
    found = world.person("buyer")
    user = user_of(found)
    user.set_password(PASSWORD)
    user.save()
    return found


class Browser:
    """What a browser does at the sign-in page."""

    def __init__(self, address: str) -> None:
        self.client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost", REMOTE_ADDR=address)
        self.client.get(SESSION)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        token = self.client.cookies["csrftoken"].value
        return self.client.generic(
            method, path, b"" if body is None else _json(body), "application/json", headers={"X-CSRFToken": token}
        )

    def sign_in(self, username: str, password: str) -> Any:
        return self.send("POST", LOGIN, {"username": username, "password": password})

    @property
    def session_key(self) -> str | None:
        cookie = self.client.cookies.get("gongliao_session")
        return cookie.value if cookie else None


def _json(body: Any) -> bytes:
    import json

    return json.dumps(body).encode()


_addresses = (f"10.{a}.{b}.{c}" for a in range(256) for b in range(256) for c in range(1, 255))


@pytest.fixture
def browser() -> Browser:
    # An address of its own, so that no test counts against another's limit.
    return Browser(next(_addresses))


class TestSignIn:
    def test_opens_a_session(self, actor: Actor, browser: Browser) -> None:
        answer = browser.sign_in(user_of(actor).username, PASSWORD)

        assert answer.status_code == 200
        assert browser.client.get("/api/v1/me").json()["person"]["id"] == str(actor.person_id)
        assert browser.client.cookies["gongliao_session"]["httponly"]
        assert browser.client.cookies["gongliao_session"]["samesite"] == "Lax"

    def test_takes_the_name_in_any_case(self, actor: Actor, browser: Browser) -> None:
        assert browser.sign_in(user_of(actor).username.upper(), PASSWORD).status_code == 200

    def test_gives_a_new_session_key(self, actor: Actor, browser: Browser) -> None:
        session = browser.client.session
        session["planted"] = "by somebody else"
        session.save()
        before = browser.session_key

        browser.sign_in(user_of(actor).username, PASSWORD)

        assert browser.session_key != before

    def test_says_the_same_of_a_wrong_password_and_an_unknown_name(self, actor: Actor, browser: Browser) -> None:
        wrong = browser.sign_in(user_of(actor).username, "wrong")
        unknown = browser.sign_in("nobody-of-this-name", "wrong")

        assert wrong.status_code == unknown.status_code == 400
        assert wrong.content == unknown.content

    def test_needs_the_token(self, actor: Actor) -> None:
        answer = Client(enforce_csrf_checks=True, SERVER_NAME="localhost").post(
            LOGIN, {"username": user_of(actor).username, "password": PASSWORD}, content_type="application/json"
        )

        assert (answer.status_code, answer.json()["code"]) == (403, "platform.csrf_failed")

    def test_keeps_out_who_left(self, actor: Actor, browser: Browser) -> None:
        with tenant_transaction(actor.tenant_id):
            Person.objects.filter(id=actor.person_id).update(active=False)

        assert browser.sign_in(user_of(actor).username, PASSWORD).status_code == 400
        assert browser.client.get("/api/v1/me").status_code == 401

    def test_keeps_out_a_suspended_tenant(self, world: World, actor: Actor, browser: Browser) -> None:
        world.tenant.suspended = True
        world.tenant.save()

        assert browser.sign_in(user_of(actor).username, PASSWORD).status_code == 400

    def test_keeps_out_a_disabled_user_without_a_word(self, actor: Actor, browser: Browser) -> None:
        user = user_of(actor)
        user.is_active = False
        user.save()

        answer = browser.sign_in(user.username, PASSWORD)

        assert answer.content == browser.sign_in(user.username, "wrong").content

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[]", b'{"username": 1}', b'{"username": "\\u0000", "password": "x"}']
    )
    def test_no_body_is_a_fault(self, browser: Browser, body: bytes) -> None:
        token = browser.client.cookies["csrftoken"].value
        answer = browser.client.generic("POST", LOGIN, body, "application/json", headers={"X-CSRFToken": token})

        assert answer.status_code in {400, 422}

    @pytest.mark.parametrize("path", ["signup", "password/request", "code/request", "email/verify"])
    def test_nothing_else_of_the_library_is_reachable(self, browser: Browser, path: str) -> None:
        assert browser.send("POST", f"/_allauth/browser/v1/auth/{path}", {}).status_code in {404, 405}


class TestLockOut:
    def test_after_five_wrong_passwords_the_right_one_must_wait(self, actor: Actor, browser: Browser) -> None:
        username = user_of(actor).username
        wrong = [browser.sign_in(username, "wrong").status_code for _ in range(5)]

        locked = browser.sign_in(username, PASSWORD)

        assert wrong == [400] * 5
        assert (locked.status_code, locked.json()["code"]) == (429, "platform.locked_out")
        assert "5 分钟" in locked.json()["detail"]

    def test_holds_from_other_addresses_too(self, actor: Actor, browser: Browser) -> None:
        username = user_of(actor).username
        for _ in range(5):
            browser.sign_in(username, "wrong")

        assert Browser(next(_addresses)).sign_in(username, PASSWORD).status_code == 429

    def test_leaves_others_alone(self, world: World, actor: Actor, browser: Browser) -> None:
        for _ in range(6):
            browser.sign_in("somebody-else", "wrong")

        assert browser.sign_in(user_of(actor).username, PASSWORD).status_code == 200

    def test_counts_attempts_that_come_at_once(self, actor: Actor) -> None:
        username = user_of(actor).username

        def try_wrong(_: int) -> int:
            try:
                return int(Browser(next(_addresses)).sign_in(username, "wrong").status_code)
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(try_wrong, range(10)))

        assert answers.count(400) <= 5
        assert set(answers) <= {400, 429}

    def test_the_count_is_kept_where_all_processes_see_it(self, actor: Actor, browser: Browser) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_cache")
            before = cursor.fetchone()[0]

            browser.sign_in(user_of(actor).username, "wrong")

            cursor.execute("SELECT count(*) FROM django_cache")
            assert cursor.fetchone()[0] > before


class TestSignOut:
    def test_ends_the_session(self, actor: Actor, browser: Browser) -> None:
        browser.sign_in(user_of(actor).username, PASSWORD)
        key = browser.session_key

        browser.send("DELETE", SESSION)

        browser.client.cookies["gongliao_session"] = key
        assert browser.client.get("/api/v1/me").status_code == 401


class TestChangePassword:
    def test_takes_the_old_one_and_ends_other_sessions(self, actor: Actor, browser: Browser) -> None:
        username = user_of(actor).username
        browser.sign_in(username, PASSWORD)
        elsewhere = Browser(next(_addresses))
        elsewhere.sign_in(username, PASSWORD)

        answer = browser.send("POST", CHANGE, {"current_password": PASSWORD, "new_password": "another long password"})

        assert answer.status_code == 200
        assert browser.client.get("/api/v1/me").status_code == 200
        assert elsewhere.client.get("/api/v1/me").status_code == 401

    def test_refuses_a_wrong_old_one(self, actor: Actor, browser: Browser) -> None:
        browser.sign_in(user_of(actor).username, PASSWORD)

        answer = browser.send("POST", CHANGE, {"current_password": "wrong", "new_password": "another long password"})

        assert answer.status_code == 400

    def test_refuses_a_weak_new_one(self, actor: Actor, browser: Browser) -> None:
        browser.sign_in(user_of(actor).username, PASSWORD)

        answer = browser.send("POST", CHANGE, {"current_password": PASSWORD, "new_password": "password12"})

        assert answer.status_code == 400


class TestSession:
    def test_of_who_was_deactivated_ends_with_the_next_request(self, actor: Actor) -> None:
        caller = Caller(actor)
        assert caller.get("/me").status == 200

        with tenant_transaction(actor.tenant_id):
            Person.objects.filter(id=actor.person_id).update(active=False)

        assert caller.get("/me").code == "platform.not_signed_in"

    def test_ends_on_its_day(self, actor: Actor) -> None:
        caller = Caller(actor)
        with connection.cursor() as cursor:
            key = caller.client.cookies["gongliao_session"].value
            cursor.execute("UPDATE django_session SET expire_date = now() WHERE session_key = %s", [key])

        assert caller.get("/me").status == 401

    def test_of_somebody_unknown_lets_nobody_in(self, actor: Actor) -> None:
        caller = Caller(actor)
        session = caller.client.session
        session["_auth_user_id"] = str(new_id())
        session.save()

        assert caller.get("/me").status == 401

    def test_takes_few_questions(self, actor: Actor) -> None:
        from django.test.utils import CaptureQueriesContext

        caller = Caller(actor)
        with CaptureQueriesContext(connection) as asked:
            caller.get("/roles")

        # Session, user, and the actor's rows, which the bare cursor asks for unseen here; the rest opens transactions.
        assert [q["sql"].split()[0] for q in asked].count("SELECT") <= 4
