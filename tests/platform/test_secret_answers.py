"""Answers that show a password are kept nowhere."""

from gongliao.kernel.ids import new_id
from gongliao.platform.models import IdempotencyRecord
from gongliao.platform.public import tenant_transaction
from tests.support.http import Caller
from tests.support.world import make_world


class TestSecretAnswers:
    def test_a_password_is_not_kept_under_the_idempotency_key(self) -> None:
        world = make_world()
        caller = Caller(world.person("administrator"))
        person = {"version": 0, "username": f"u{new_id().hex}", "name": "小王", "language": "zh", "active": True}
        id_ = new_id()

        made = caller.put(f"/people/{id_}", person, **{"Idempotency-Key": "k1"})
        reset = caller.post(f"/people/{id_}/password", {"password": None}, **{"Idempotency-Key": "k2"})

        assert (made.status, reset.status) == (200, 200)
        assert made.body["first_password"] and reset.body["password"]
        with tenant_transaction(world.tenant.id):
            assert IdempotencyRecord.objects.count() == 0
