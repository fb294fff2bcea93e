"""Say which account takes what: in general, for an ownership, or for a category and all below it."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.errors import AccountNotFound, RuleCategoryNotFound
from gongliao.ledger.models import AccountRule
from gongliao.ledger.models.neighbours import rows_of
from gongliao.ledger.permissions import MANAGE_ACCOUNTS
from gongliao.ledger.queries.vouchers import chart_of
from gongliao.ledger.rules.vouchers import STANDARD_OF_KIND, Purpose
from gongliao.platform.public import (
    Actor,
    CompanyNotFound,
    StaleVersion,
    Where,
    ask_company,
    in_tenant,
    lock_request_id,
    require,
)


@dataclass(frozen=True)
class AccountRuleRequest:
    """The account of a purpose; none takes the rule away. ``version`` is the rule's that the editor saw, 0 for none.

    ``ownership`` is empty for any. ``category_id`` is of items, or of cost where a node bears it; none for any.
    """

    company_id: UUID
    purpose: Purpose
    account: str | None
    ownership: str = ""
    category_id: UUID | None = None
    version: int = 0


@in_tenant
def set_account_rule(*, actor: Actor, request: AccountRuleRequest) -> None:
    """Set, change or take away a rule. Vouchers that were written stay as they are; the next ones follow it.

    Raises: MissingGrant, CompanyNotFound, RuleCategoryNotFound, AccountNotFound, StaleVersion.
    Source: requirements 5.15; design.md 4, "Voucher".
    """
    require(actor, MANAGE_ACCOUNTS, Where(request.company_id))
    lock_request_id(request.company_id)
    if ask_company(request.company_id).get() is None:
        raise CompanyNotFound(id=request.company_id)
    _refuse_unknown(request)

    key = {
        "company_id": request.company_id,
        "purpose": request.purpose.value,
        "ownership": request.ownership,
        "category_id": request.category_id or NO_ID,
    }
    found = AccountRule.objects.filter(**key).first()
    if (found.account if found else None) == request.account:
        return
    current = found.version if found else 0
    if request.version != current:
        raise StaleVersion(seen=request.version, current=current)
    if request.account is None:
        AccountRule.objects.filter(**key).delete()
    elif found is None:
        AccountRule.objects.create(**key, account=request.account)
    else:
        AccountRule.objects.filter(**key).update(account=request.account, version=current + 1)


def _refuse_unknown(request: AccountRuleRequest) -> None:
    if request.category_id is not None:
        of = "projects.CostCategory" if request.purpose in STANDARD_OF_KIND else "catalog.ItemCategory"
        if not rows_of(of).filter(id=request.category_id).exists():
            raise RuleCategoryNotFound(id=request.category_id)
    if request.account is not None:
        account = chart_of(request.company_id).get(request.account)
        if account is None or not account.active:
            raise AccountNotFound(account=request.account)
