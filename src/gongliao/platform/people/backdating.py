"""How many days back who holds a role may date what is posted."""

from gongliao.platform.access.actor import Actor, require
from gongliao.platform.access.roles import GRANTS_BY_ROLE
from gongliao.platform.documents.drafts import lock_request_id
from gongliao.platform.errors import RoleNotFound
from gongliao.platform.models.organisation import BackdatingWindow
from gongliao.platform.people.records import EVERYWHERE
from gongliao.platform.permissions import ADMINISTER
from gongliao.platform.tenancy.context import in_tenant


def backdating_days() -> dict[str, int]:
    """Return the windows by role; a role that is left out has no limit."""
    return dict(BackdatingWindow.objects.values_list("role", "days"))


@in_tenant
def set_backdating_days(*, actor: Actor, role: str, days: int | None) -> None:
    """Let who holds a role date back so many days, or without a limit. Documents that are posted stay.

    Raises: MissingGrant, RoleNotFound.
    Source: requirements 3.4.
    """
    require(actor, ADMINISTER, EVERYWHERE)
    if role not in GRANTS_BY_ROLE:
        raise RoleNotFound(role=role)
    lock_request_id(actor.tenant_id)
    found = BackdatingWindow.objects.filter(role=role)
    if days is None:
        found.delete()
    elif not found.update(days=days):
        BackdatingWindow.objects.create(role=role, days=days)
