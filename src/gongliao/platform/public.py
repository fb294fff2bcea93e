"""The platform's door: what modules of the trade import."""

from gongliao.platform.access.actor import Actor, Assignment, Reach, ScopeKind, Where, require
from gongliao.platform.access.errors import MissingGrant, OwnDocument
from gongliao.platform.access.sign_in import actor_of_user
from gongliao.platform.database.marks import AppendOnly, LineOfPosted, PostedForEver
from gongliao.platform.database.rows import Insert, Later, Row, Update, as_json, ask, described, execute, fetch, known
from gongliao.platform.documents.calendar import CompanyFacts, ask_company, open_company, require_open
from gongliao.platform.documents.drafts import (
    Draft,
    already_recorded,
    ask_fingerprint,
    change_state,
    drop_draft,
    lock_document,
    lock_request_id,
    require_state,
    save_draft,
)
from gongliao.platform.documents.errors import (
    CompanyNotFound,
    DateOutOfRange,
    DocumentNotFound,
    RequestIdReused,
    StaleVersion,
    WrongState,
)
from gongliao.platform.documents.fingerprint import fingerprint
from gongliao.platform.documents.journal import link_documents, write_journal
from gongliao.platform.documents.numbers import take_number
from gongliao.platform.documents.queries import journal_of_person
from gongliao.platform.documents.registry import document_types
from gongliao.platform.http.lists import ListQuery, ListSpec, Page, RowsSpec, list_answer, rows_answer
from gongliao.platform.http.request import Request
from gongliao.platform.http.router import Open, Router, Scope
from gongliao.platform.http.types import (
    LINES_MAX,
    Code,
    DayIn,
    FactorIn,
    MoneyIn,
    MoneyOut,
    Name,
    PriceIn,
    PriceOut,
    QuantityIn,
    QuantityOut,
    Remark,
    SignedMoneyIn,
)
from gongliao.platform.models import Company, Document, DocumentLine, Person
from gongliao.platform.outbox import Event, announce
from gongliao.platform.people import (
    CompanyRequest,
    PersonRequest,
    RoleRequest,
    found_tenant,
    give_role,
    random_password,
    reset_password,
    save_company,
    save_person,
)
from gongliao.platform.tenancy.context import current_tenant_id, in_tenant, tenant_transaction
from gongliao.platform.tenancy.kept import KeptQuery
from gongliao.platform.tenancy.models import TenantManager, TenantModel

__all__ = [
    "LINES_MAX",
    "Actor",
    "AppendOnly",
    "Assignment",
    "Code",
    "Company",
    "CompanyFacts",
    "CompanyNotFound",
    "CompanyRequest",
    "DateOutOfRange",
    "DayIn",
    "Document",
    "DocumentLine",
    "DocumentNotFound",
    "Draft",
    "Event",
    "FactorIn",
    "Insert",
    "KeptQuery",
    "Later",
    "LineOfPosted",
    "ListQuery",
    "ListSpec",
    "MissingGrant",
    "MoneyIn",
    "MoneyOut",
    "Name",
    "Open",
    "OwnDocument",
    "Page",
    "Person",
    "PersonRequest",
    "PostedForEver",
    "PriceIn",
    "PriceOut",
    "QuantityIn",
    "QuantityOut",
    "Reach",
    "Remark",
    "Request",
    "RequestIdReused",
    "RoleRequest",
    "Router",
    "Row",
    "RowsSpec",
    "Scope",
    "ScopeKind",
    "SignedMoneyIn",
    "StaleVersion",
    "TenantManager",
    "TenantModel",
    "Update",
    "Where",
    "WrongState",
    "actor_of_user",
    "already_recorded",
    "announce",
    "as_json",
    "ask",
    "ask_company",
    "ask_fingerprint",
    "change_state",
    "current_tenant_id",
    "described",
    "document_types",
    "drop_draft",
    "execute",
    "fetch",
    "fingerprint",
    "found_tenant",
    "give_role",
    "in_tenant",
    "journal_of_person",
    "known",
    "link_documents",
    "list_answer",
    "lock_document",
    "lock_request_id",
    "open_company",
    "random_password",
    "require",
    "require_open",
    "require_state",
    "reset_password",
    "rows_answer",
    "save_company",
    "save_draft",
    "save_person",
    "take_number",
    "tenant_transaction",
    "write_journal",
]
