"""Who a session belongs to, by plain statements: every request asks, and the ORM costs more than the database does."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DEFAULT_DB_ALIAS, connection
from psycopg import sql

from gongliao.kernel.clock import utc_now
from gongliao.platform.models.user import User

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_NAMES = tuple(field.attname for field in User._meta.concrete_fields)
_COLUMNS = [sql.Identifier(str(field.column)) for field in User._meta.concrete_fields]
_USER = sql.SQL("SELECT {} FROM {} WHERE id = %s").format(
    sql.SQL(",").join(_COLUMNS), sql.Identifier(User._meta.db_table)
)


class SessionStore(DatabaseStore):
    """Sessions in the database."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing where there is none in force."""
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [self.session_key, utc_now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(row[0])
        return held


class AuthenticationBackend(AllauthBackend):  # type: ignore[misc]
    """Sign-in as django-allauth does it."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the user who is signed in, if they may still come in."""
        with connection.cursor() as cursor:
            cursor.execute(_USER, [User._meta.pk.to_python(user_id)])
            row = cursor.fetchone()
        user = User.from_db(DEFAULT_DB_ALIAS, _NAMES, row) if row else None
        return user if user is not None and self.user_can_authenticate(user) else None
