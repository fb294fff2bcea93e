"""Add accounts to a company's chart, or change them: one, or a whole list that was imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import new_id
from gongliao.ledger.errors import AccountInUse, AccountTwice
from gongliao.ledger.models import Account
from gongliao.ledger.permissions import MANAGE_ACCOUNTS
from gongliao.ledger.queries.vouchers import purposes_by_account
from gongliao.platform.public import Actor, CompanyNotFound, Where, ask_company, in_tenant, lock_request_id, require

AccountKind = Literal["asset", "liability", "equity", "cost", "profit_and_loss"]


@dataclass(frozen=True)
class AccountRow:
    """One account of a list."""

    code: str
    name: str
    kind: AccountKind
    active: bool = True


@in_tenant
def save_accounts(*, actor: Actor, company_id: UUID, rows: Sequence[AccountRow]) -> None:
    """Save accounts by their codes; those that the list leaves out stay. The same list again changes nothing.

    Raises: MissingGrant, CompanyNotFound, then by line AccountTwice, AccountInUse.
    Source: requirements 5.15.
    """
    require(actor, MANAGE_ACCOUNTS, Where(company_id))
    lock_request_id(company_id)
    if ask_company(company_id).get() is None:
        raise CompanyNotFound(id=company_id)
    refuse_together(_refusals(rows, purposes_by_account(company_id)))
    Account.objects.bulk_create(
        [
            Account(id=new_id(), company_id=company_id, code=row.code, name=row.name, kind=row.kind, active=row.active)
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["tenant_id", "company_id", "code"],
        update_fields=["name", "kind", "active"],
    )


def _refusals(rows: Sequence[AccountRow], used: dict[str, str]) -> list[Refusal]:
    refusals: list[Refusal] = []
    seen: set[str] = set()
    for line, row in enumerate(rows, start=1):
        if row.code in seen:
            refusals.append(AccountTwice(account=row.code, line=line))
        elif not row.active and row.code in used:
            refusals.append(AccountInUse(account=row.code, purpose=used[row.code], line=line))
        seen.add(row.code)
    return refusals
