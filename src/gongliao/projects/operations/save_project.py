"""Save a project."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from gongliao.catalog.public import PartyNotFound, ask_default_bin, parties_by_id
from gongliao.kernel.clock import local_date
from gongliao.platform.public import (
    Actor,
    Company,
    CompanyNotFound,
    RequestIdReused,
    StaleVersion,
    Where,
    in_tenant,
    lock_request_id,
    require,
    take_number,
)
from gongliao.projects.errors.records import (
    CodeTaken,
    CompanyFixed,
    FinishBeforeStart,
    NotACustomer,
    ProjectNotFound,
    ProjectUnderItself,
    SiteStoreNotFound,
)
from gongliao.projects.models import Project, WbsNode
from gongliao.projects.operations.write_tree import lock_tree, write_tree
from gongliao.projects.permissions import MANAGE, place_of, visible_to
from gongliao.projects.queries.records import find_person, find_project
from gongliao.projects.rules.facts import NodeType, Status
from gongliao.projects.rules.status import require_open
from gongliao.projects.rules.tree import Node, with_saved

NUMBER_PREFIX = "PJ"
FIELDS = (
    "name",
    "company_id",
    "manager_id",
    "customer_id",
    "parent_id",
    "site_store_id",
    "planned_start",
    "planned_finish",
    "contract_value",
    "shelf_life_days_min",
    "remark",
)


@dataclass(frozen=True)
class FirstNode:
    """The node that a new project begins with, for companies that don't break work down further."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True)
class ProjectRequest:
    """A project as it shall be.

    ``version`` is the one that the editor saw, 0 for a new one. An empty ``code`` takes the next number for a new
    project and keeps the one an old project has. ``first_node`` counts only when the project is new.

    Units: ``contract_value`` in the company's currency; ``shelf_life_days_min`` is what a batch must keep when issued.
    """

    id: UUID
    code: str
    name: str
    company_id: UUID
    manager_id: UUID
    customer_id: UUID | None = None
    parent_id: UUID | None = None
    site_store_id: UUID | None = None
    planned_start: date | None = None
    planned_finish: date | None = None
    contract_value: Decimal | None = None
    shelf_life_days_min: int = 0
    remark: str = ""
    first_node: FirstNode | None = None
    version: int = 0


@in_tenant
def save_project(*, actor: Actor, request: ProjectRequest, at: datetime) -> Project:
    """Create or change a project; the same content again changes nothing.

    Raises: MissingGrant, ProjectNotFound, RequestIdReused, StaleVersion, ProjectIsClosed, CompanyFixed,
        CompanyNotFound, PersonNotFound, PartyNotFound, NotACustomer, SiteStoreNotFound, ProjectUnderItself,
        FinishBeforeStart, CodeTaken.
    Source: requirements 1.1, 1.2.
    """
    require(actor, MANAGE, Where(company_id=request.company_id, project_id=request.id))
    lock_request_id(request.id)
    found = _lock_own(actor, request)
    if found is None:
        require(actor, MANAGE, Where(company_id=request.company_id))
        _require_sound(actor, request, None)
        made = _create(request, at=at)
        if request.first_node is not None:
            _add_first_node(actor, made, request.first_node)
    elif not _same(found, request):
        _require_may_change(actor, found, request)
        _require_sound(actor, request, found)
        _change(found, request)
    return find_project(actor=actor, project_id=request.id)


def _lock_own(actor: Actor, request: ProjectRequest) -> Project | None:
    """Return the project if it is there; one that the actor may not see is as good as not found."""
    found: Project | None = Project.objects.select_for_update(no_key=True).filter(id=request.id).first()
    unseen = found is not None and not visible_to(actor).filter(id=found.id).exists()
    if unseen or (found is None and request.version):
        raise ProjectNotFound(id=request.id, field=None)
    return found


def _same(found: Project, request: ProjectRequest) -> bool:
    return request.code in ("", found.code) and all(getattr(found, name) == getattr(request, name) for name in FIELDS)


def _require_may_change(actor: Actor, found: Project, request: ProjectRequest) -> None:
    require(actor, MANAGE, place_of(found))
    if request.version == 0:
        raise RequestIdReused(id=request.id)
    if found.version != request.version:
        raise StaleVersion(seen=request.version, current=found.version)
    require_open(status=Status(found.status), project=found.code)
    if found.company_id != request.company_id:
        if found.status != Status.DRAFT:
            raise CompanyFixed(project=found.code)
        require(actor, MANAGE, Where(company_id=request.company_id))


def _require_sound(actor: Actor, request: ProjectRequest, found: Project | None) -> None:
    """Check what the request newly refers to; what stood before may have been taken out of use since."""
    new_company = found is None or found.company_id != request.company_id
    if new_company and not Company.objects.filter(id=request.company_id).exists():
        raise CompanyNotFound(id=request.company_id)
    if found is None or found.manager_id != request.manager_id:
        find_person(person_id=request.manager_id, field="manager_id")
    if request.customer_id is not None and (found is None or found.customer_id != request.customer_id):
        _require_customer(request.customer_id)
    if request.site_store_id is not None and (
        new_company or found is None or found.site_store_id != request.site_store_id
    ):
        _require_site_store(request.site_store_id, company_id=request.company_id)
    if request.parent_id is not None and (found is None or found.parent_id != request.parent_id):
        _require_parent(actor, request)
    start, finish = request.planned_start, request.planned_finish
    if start is not None and finish is not None and finish < start:
        raise FinishBeforeStart(start=start.isoformat(), finish=finish.isoformat())


def _require_customer(party_id: UUID) -> None:
    party = parties_by_id([party_id]).get(party_id)
    if party is None:
        raise PartyNotFound(id=party_id, field="customer_id")
    if not (party.is_customer and party.active):
        raise NotACustomer(party=party.code)


def _require_site_store(warehouse_id: UUID, *, company_id: UUID) -> None:
    # Every store has a default bin, which tells its company and whether it is in use.
    place = ask_default_bin(warehouse_id).get()
    if place is None or place.company_id != company_id or not place.active:
        raise SiteStoreNotFound(id=warehouse_id)


def _require_parent(actor: Actor, request: ProjectRequest) -> None:
    # One at a time over the tenant: two changes, each sound by itself, could close a circle together.
    lock_request_id(actor.tenant_id)
    assert request.parent_id is not None
    if not visible_to(actor).filter(id=request.parent_id).exists():
        raise ProjectNotFound(id=request.parent_id, field="parent_id")
    above: UUID | None = request.parent_id
    while above is not None:
        if above == request.id:
            raise ProjectUnderItself(project=request.code)
        above = Project.objects.values_list("parent_id", flat=True).get(id=above)


def _create(request: ProjectRequest, *, at: datetime) -> Project:
    project = Project(id=request.id)
    code = request.code
    if not code:
        zone: str = Company.objects.values_list("time_zone", flat=True).get(id=request.company_id)
        code = take_number(prefix=NUMBER_PREFIX, on=local_date(at, zone))
    _write(project, request, code=code)
    return project


def _change(found: Project, request: ProjectRequest) -> None:
    found.version += 1
    _write(found, request, code=request.code or found.code)


def _write(project: Project, request: ProjectRequest, *, code: str) -> None:
    project.code = code
    for name in FIELDS:
        setattr(project, name, getattr(request, name))
    try:
        with transaction.atomic():
            project.save(force_insert=project.version == 1 and project._state.adding)
    except IntegrityError as error:
        if "project_code_once" in str(error):
            raise CodeTaken(taken=code) from error
        raise


def _add_first_node(actor: Actor, project: Project, first: FirstNode) -> None:
    if WbsNode.objects.filter(id=first.id).exists():
        raise RequestIdReused(id=first.id)
    node = Node(
        id=first.id,
        parent_id=None,
        sort_order=1,
        code=first.code,
        name=first.name,
        node_type=NodeType.SECTION,
        plannable=True,
        chargeable=True,
        billable=True,
        status=Status.DRAFT,
    )
    tree = lock_tree(actor=actor, project_id=project.id)
    write_tree(tree, with_saved(nodes=tree.nodes, saved=node))
