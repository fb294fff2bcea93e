"""Endpoints of the platform: who one is, companies, people, roles, what surrounds a document, files."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import Q
from django.http import FileResponse
from ninja import File, Form, Query
from ninja.files import UploadedFile

from gongliao.kernel.clock import utc_now
from gongliao.platform import files, people
from gongliao.platform.access.roles import GRANTS_BY_ROLE
from gongliao.platform.documents.queries import flow_of, journal_of
from gongliao.platform.http.lists import ListQuery, ListSpec, Page, list_answer
from gongliao.platform.http.request import Request
from gongliao.platform.http.router import Open, Router, Scope
from gongliao.platform.models import Attachment, Company, Person
from gongliao.platform.permissions import ADMINISTER, ATTACH
from gongliao.platform.schemas import (
    AssignmentIn,
    AssignmentOut,
    AttachmentIn,
    AttachmentOut,
    BackdatingIn,
    CompanyBrief,
    CompanyIn,
    CompanyOut,
    FlowOut,
    JournalLineOut,
    Language,
    Me,
    MeIn,
    PasswordIn,
    PasswordOut,
    PeopleQuery,
    PersonBrief,
    PersonIn,
    PersonOut,
    PersonSaved,
    RoleOut,
    SubjectQuery,
    TenantOut,
)

router = Router(tags=["platform"])

COMPANIES = ListSpec(
    name="companies",
    sort={"code": "code", "name": "name"},
    default_sort="code",
    columns=("code", "name", "currency", "time_zone", "books_open_on"),
)
PEOPLE = ListSpec(
    name="people",
    sort={"name": "name", "username": "user__username"},
    default_sort="name",
    columns=("username", "name", "language", "active"),
)


@router.get("/me", grant=Open.SIGNED_IN, scope=Scope.PERSON, response=Me)
def who_am_i(request: Request) -> Any:
    """Return who is signed in, where, and what they may do."""
    return _present_myself(request, people.who_am_i(actor=request.actor))


@router.put("/me", grant=Open.SIGNED_IN, scope=Scope.PERSON, response=Me)
def choose_language(request: Request, choice: MeIn) -> Any:
    """Keep the language in which one wants to be spoken to."""
    return _present_myself(request, people.choose_language(actor=request.actor, language=choice.language))


@router.get("/companies", grant=Open.SIGNED_IN, scope=Scope.TENANT, response=Page[CompanyOut])
def list_companies(request: Request, query: Query[ListQuery]) -> Any:
    """List the companies of the tenant."""
    found = Company.objects.filter(Q(code__icontains=query.q) | Q(name__icontains=query.q))
    return list_answer(found, query, COMPANIES, present=CompanyOut.model_validate, language=request.actor.language)


@router.put("/companies/{id}", grant=ADMINISTER, scope=Scope.TENANT, response=CompanyOut)
def save_company(request: Request, id: UUID, company: CompanyIn) -> Any:
    """Create or change a company; its currency and first day stay once it has documents."""
    wanted = people.CompanyRequest(id=id, **company.model_dump())
    return people.save_company(actor=request.actor, request=wanted)


@router.get("/people", grant=Open.SIGNED_IN, scope=Scope.TENANT, response=Page[PersonOut])
def list_people(request: Request, query: Query[PeopleQuery]) -> Any:
    """List the people of the tenant; user names show only to those who administer."""
    found = people.people_of(actor=request.actor, text=query.q, active=query.active)
    hidden = frozenset() if request.actor.holds(ADMINISTER) else frozenset({"username"})
    show = lambda person: _present_person(request, person)  # noqa: E731
    return list_answer(found, query, PEOPLE, present=show, language=request.actor.language, hidden=hidden)


@router.get("/people/{id}", grant=Open.SIGNED_IN, scope=Scope.TENANT, response=PersonOut)
def get_person(request: Request, id: UUID) -> Any:
    """Return one person."""
    return _present_person(request, people.person_of(actor=request.actor, person_id=id))


@router.put("/people/{id}", grant=ADMINISTER, scope=Scope.TENANT, response=PersonSaved, secret_answer=True)
def save_person(request: Request, id: UUID, person: PersonIn) -> Any:
    """Create or change a person; a new one's first password stands in this answer and nowhere else."""
    wanted = people.PersonRequest(id=id, **person.model_dump())
    saved = people.save_person(actor=request.actor, request=wanted)
    shown = _present_person(request, saved.person)
    return PersonSaved(**shown.model_dump(), first_password=saved.first_password)


@router.post("/people/{id}/password", grant=ADMINISTER, scope=Scope.TENANT, response=PasswordOut, secret_answer=True)
def reset_password(request: Request, id: UUID, choice: PasswordIn) -> Any:
    """Give a person a new password, random unless one is named; their sessions end."""
    return PasswordOut(password=people.reset_password(actor=request.actor, person_id=id, password=choice.password))


@router.get("/people/{id}/roles", grant=Open.SIGNED_IN, scope=Scope.PERSON, response=list[AssignmentOut])
def list_person_roles(request: Request, id: UUID) -> Any:
    """List the roles that a person holds: one's own, or anybody's for those who administer."""
    return people.roles_of(actor=request.actor, person_id=id)


@router.post("/people/{id}/roles", grant=ADMINISTER, scope=Scope.TENANT, response=AssignmentOut)
def give_role(request: Request, id: UUID, assignment: AssignmentIn) -> Any:
    """Give a person a role over the tenant, or over one company, project or warehouse."""
    fields = assignment.model_dump()
    return people.give_role(actor=request.actor, request=people.RoleRequest(person_id=id, **fields))


@router.delete("/people/{id}/roles/{assignment_id}", grant=ADMINISTER, scope=Scope.TENANT, response={204: None})
def take_role(request: Request, id: UUID, assignment_id: UUID) -> Any:
    """Take a role away from a person."""
    people.take_role(actor=request.actor, person_id=id, assignment_id=assignment_id)


@router.get("/roles", grant=Open.SIGNED_IN, scope=Scope.NONE, response=list[RoleOut])
def list_roles(request: Request) -> Any:
    """List the roles that there are, with what they grant."""
    return _roles()


@router.put("/roles/{role}/backdating", grant=ADMINISTER, scope=Scope.TENANT, response=list[RoleOut])
def put_backdating(request: Request, role: str, body: BackdatingIn) -> Any:
    """Say how many days back who holds a role may date what is posted."""
    people.set_backdating_days(actor=request.actor, role=role, days=body.days)
    return _roles()


@router.get("/documents/{type}/{id}/flow", grant=Open.SIGNED_IN, scope=Scope.PROJECT, response=FlowOut)
def get_flow(request: Request, type: str, id: UUID) -> Any:
    """Return what came before a document and what came after, as far as one may see it."""
    return flow_of(actor=request.actor, document_type=type, document_id=id)


@router.get("/documents/{type}/{id}/audit", grant=Open.SIGNED_IN, scope=Scope.PROJECT, response=list[JournalLineOut])
def get_journal(request: Request, type: str, id: UUID) -> Any:
    """Return who did what to a document, oldest first."""
    return journal_of(actor=request.actor, document_type=type, document_id=id)


@router.get("/attachments", grant=Open.SIGNED_IN, scope=Scope.PROJECT, response=list[AttachmentOut])
def list_attachments(request: Request, query: Query[SubjectQuery]) -> Any:
    """List the files of a document or master record, oldest first."""
    found = files.attachments_of(actor=request.actor, **query.model_dump())
    return [_present_attachment(each) for each in found]


@router.post("/attachments", grant=ATTACH, scope=Scope.PROJECT, response=AttachmentOut)
def attach(request: Request, place: Form[AttachmentIn], file: File[UploadedFile]) -> Any:
    """Keep a file beside a document or master record: picture, PDF, OFD, XML, Excel, Word or plain text."""
    wanted = files.AttachRequest(**place.model_dump(), name=file.name or "", content=file)
    return _present_attachment(files.attach(actor=request.actor, request=wanted, at=utc_now()))


@router.get(
    "/attachments/{id}/content",
    grant=Open.SIGNED_IN,
    scope=Scope.PROJECT,
    response={200: bytes},
    openapi_extra={"x-files": files.CONTENT_TYPES},
)
def download_attachment(request: Request, id: UUID) -> Any:
    """Return a file's content, to be saved and never shown in the page."""
    found = files.stored_file(actor=request.actor, attachment_id=id)
    response = FileResponse(found.path.open("rb"), content_type=found.attachment.content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.attachment.name)}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _present_myself(request: Request, found: people.Myself) -> Me:
    return Me(
        person=PersonBrief(id=found.person.id, name=found.person.name, username=found.person.user.username),
        tenant=TenantOut(id=found.tenant.id, name=found.tenant.name),
        companies=[CompanyBrief(id=c.id, code=c.code, name=c.name, currency=c.currency) for c in found.companies],
        grants=sorted(request.actor.grants()),
        language=_language(found.person),
    )


def _present_person(request: Request, person: Person) -> PersonOut:
    shows_username = request.actor.holds(ADMINISTER) or person.id == request.actor.person_id
    return PersonOut(
        id=person.id,
        version=person.version,
        username=person.user.username if shows_username else None,
        name=person.name,
        language=_language(person),
        active=person.active,
    )


def _language(person: Person) -> Language:
    return "en" if person.language == "en" else "zh"


def _present_attachment(file: Attachment) -> AttachmentOut:
    return AttachmentOut(
        id=file.id,
        subject_type=file.subject_type,
        subject_id=file.subject_id,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        added_by=file.added_by.name,
        added_at=file.added_at,
    )


def _roles() -> list[RoleOut]:
    days = people.backdating_days()
    return [
        RoleOut(role=role, grants=sorted(grants), backdating_days=days.get(role))
        for role, grants in GRANTS_BY_ROLE.items()
    ]
