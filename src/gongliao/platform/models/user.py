"""The sign-in identity. It stands above tenants, since it is read before the tenant is known."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from gongliao.kernel.ids import new_id
from gongliao.platform.models.organisation import Tenant


class UserManager(BaseUserManager["User"]):
    """Creates users with hashed passwords."""

    def create_user(self, *, username: str, password: str | None, tenant: Tenant, **fields: Any) -> "User":
        """Return a new user who can sign in with the password, or not at all without one."""
        user = self.model(username=username, tenant=tenant, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in; what they may do hangs on their person in the tenant."""

    id = models.UUIDField(primary_key=True, default=new_id)
    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    # Named otherwise than ``tenant_id`` on purpose: this table has no row-level security.
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, db_column="member_of")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
