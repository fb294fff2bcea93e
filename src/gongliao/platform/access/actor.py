"""The person who asks, with the grants and where they hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from gongliao.platform.access.errors import MissingGrant
from gongliao.platform.access.roles import GRANTS_BY_ROLE

ScopeKind = Literal["tenant", "company", "project", "warehouse"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """One role, held over the whole tenant or one company, project or warehouse."""

    role: str
    scope_kind: ScopeKind
    scope_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The places that a row or a request touches; ``None`` where it touches none of that kind."""

    company_id: UUID | None = None
    project_id: UUID | None = None
    warehouse_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a grant holds."""

    everywhere: bool
    companies: frozenset[UUID]
    projects: frozenset[UUID]
    warehouses: frozenset[UUID]

    def covers(self, where: Where) -> bool:
        """Tell whether any held scope contains the place."""
        return (
            self.everywhere
            or where.company_id in self.companies
            or where.project_id in self.projects
            or where.warehouse_id in self.warehouses
        )

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.companies or self.projects or self.warehouses)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person of one tenant, for one request."""

    tenant_id: UUID
    person_id: UUID
    name: str
    assignments: tuple[Assignment, ...]
    language: str = "zh"
    request_id: str | None = None
    _reach: dict[str, Reach] = field(default_factory=dict, repr=False, compare=False)

    def reach(self, grant: str) -> Reach:
        """Return where the grant holds; empty when it is not held."""
        if grant not in self._reach:
            held = [a for a in self.assignments if grant in GRANTS_BY_ROLE.get(a.role, frozenset())]
            self._reach[grant] = Reach(
                everywhere=any(a.scope_kind == "tenant" for a in held),
                companies=_ids(held, "company"),
                projects=_ids(held, "project"),
                warehouses=_ids(held, "warehouse"),
            )
        return self._reach[grant]

    def holds(self, grant: str) -> bool:
        """Tell whether the grant is held anywhere."""
        return bool(self.reach(grant))

    def grants(self) -> frozenset[str]:
        """Return all grants held anywhere."""
        return frozenset().union(*(GRANTS_BY_ROLE.get(a.role, frozenset()) for a in self.assignments))


def _ids(held: Iterable[Assignment], kind: ScopeKind) -> frozenset[UUID]:
    return frozenset(a.scope_id for a in held if a.scope_kind == kind and a.scope_id is not None)


def require(actor: Actor, grant: str, *places: Where) -> None:
    """Refuse unless the actor holds the grant at every place; with no place, anywhere.

    Raises: MissingGrant.
    """
    reach = actor.reach(grant)
    if not reach or not all(reach.covers(where) for where in places):
        raise MissingGrant(grant=grant)
