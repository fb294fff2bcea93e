"""Bodies of the platform's endpoints."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongliao.platform.access.roles import ROLES
from gongliao.platform.http.lists import ListQuery
from gongliao.platform.http.types import Code, Name

Language = Literal["zh", "en"]


class PersonBrief(Schema):
    """Who is signed in."""

    id: UUID
    name: str
    username: str


class TenantOut(Schema):
    """The tenant of whoever is signed in."""

    id: UUID
    name: str


class CompanyBrief(Schema):
    """A company as pickers show it."""

    id: UUID
    code: str
    name: str
    currency: str


class Me(Schema):
    """Who is signed in, where, and with which grants."""

    person: PersonBrief
    tenant: TenantOut
    companies: list[CompanyBrief]
    grants: list[str]
    language: Language


class MeIn(Schema):
    """What people settle for themselves."""

    language: Language
