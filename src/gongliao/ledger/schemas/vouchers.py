"""Vouchers, charts and account rules over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.models import AccountRule, VoucherLine
from gongliao.ledger.operations.save_accounts import AccountKind, AccountRow
from gongliao.ledger.operations.set_account_rule import AccountRuleRequest
from gongliao.ledger.queries.vouchers import VoucherFilter
from gongliao.ledger.rules.chart import AccountFacts
from gongliao.ledger.rules.vouchers import Purpose
from gongliao.ledger.schemas.common import times_and_document
from gongliao.ledger.schemas.filters import KnownQuery
from gongliao.platform.public import DayIn, ListQuery, MoneyOut, Schema, Version

AccountCode = Annotated[str, Field(min_length=1, max_length=30, pattern=r"^[0-9A-Za-z.\-]+$")]
ACCOUNTS_MAX = 2000


class VoucherQuery(KnownQuery):
    """Filters of voucher lines; an account includes those below it."""

    account: AccountCode | None = None
    purpose: Purpose | None = None
    project_id: UUID | None = None
    party_id: UUID | None = None
    document_id: UUID | None = None
    posting_date_from: DayIn | None = None
    posting_date_to: DayIn | None = None

    def as_filter(self) -> VoucherFilter:
        """Return what the query takes."""
        return VoucherFilter(**{name: getattr(self, name) for name in VoucherFilter.__dataclass_fields__})


class BalancesQuery(KnownQuery):
    """Posting days over which accounts are added up."""

    company_id: UUID
    posting_date_from: DayIn | None = None
    posting_date_to: DayIn | None = None


class BreaksQuery(ListQuery):
    """The company whose vouchers are compared with its entries."""

    company_id: UUID


class VoucherLineOut(Schema):
    """A debit or a credit, and the rule that chose its account; none where the standard chart did."""

    id: UUID
    seq: int
    business_date: date
    posting_date: date
    recorded_at: datetime
    document_type: str
    document_id: UUID
    document_number: str
    company_id: UUID
    account: str
    account_name: str
    purpose: Purpose
    debit: MoneyOut
    credit: MoneyOut
    project_id: UUID | None
    project_code: str | None
    project_name: str | None
    node_id: UUID | None
    node_code: str | None
    category_name: str | None
    party_id: UUID | None
    party_code: str | None
    party_name: str | None
    rule_id: UUID | None
    rule_version: int | None


class AccountBalanceOut(Schema):
    """An account over some days; what it stands at is positive on the debit side."""

    id: str
    account: str
    name: str
    opening: MoneyOut
    debit: MoneyOut
    credit: MoneyOut
    closing: MoneyOut


class BreakOut(Schema):
    """A document whose vouchers say something else than its entries."""

    id: str
    document_type: str
    document_id: UUID
    document_number: str
    purpose: Purpose
    booked: MoneyOut
    written: MoneyOut
    difference: MoneyOut
    posting_date: date


class AccountOut(Schema):
    """An account of a chart."""

    code: str
    name: str
    name_en: str
    kind: AccountKind
    active: bool
    standard: bool


class AccountIn(Schema):
    """An account to add or change."""

    code: AccountCode
    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
    kind: AccountKind
    active: bool = True


class AccountsIn(Schema):
    """A list of accounts; those that it leaves out stay."""

    accounts: Annotated[list[AccountIn], Field(min_length=1, max_length=ACCOUNTS_MAX)]

    def as_rows(self) -> list[AccountRow]:
        """Return the accounts."""
        return [AccountRow(each.code, each.name.strip(), each.kind, each.active) for each in self.accounts]


class AccountRuleOut(Schema):
    """Which account takes a purpose; without ownership and category in general."""

    id: UUID
    purpose: Purpose
    ownership: str
    category_id: UUID | None
    category_name: str | None
    account: str
    version: int


class AccountRuleIn(Schema):
    """The account of a purpose; null takes the rule away. ``version`` is the one that was seen, 0 for none."""

    purpose: Purpose
    ownership: Literal["", "own", "owner_supplied", "consignment"] = ""
    category_id: UUID | None = None
    account: AccountCode | None
    version: Version = 0

    def as_request(self, company_id: UUID) -> AccountRuleRequest:
        """Return the request of the operation."""
        return AccountRuleRequest(
            company_id=company_id,
            purpose=self.purpose,
            account=self.account,
            ownership=self.ownership,
            category_id=self.category_id,
            version=self.version,
        )


def voucher_line_out(row: Any, *, charts: dict[UUID, dict[str, AccountFacts]], language: str) -> VoucherLineOut:
    """Present a voucher line with its account's name."""
    line: VoucherLine = row
    account = charts[line.company_id].get(line.account)
    own = ("id", "seq", "company_id", "account", "debit", "credit", "project_id", "node_id")
    rules = ("party_id", "rule_id", "rule_version")
    named = ("project_code", "project_name", "node_code", "category_name", "party_code", "party_name")
    return VoucherLineOut(
        **{name: getattr(row, name) for name in (*own, *rules, *named)},
        **times_and_document(row),
        account_name=account.named(language) if account else "",
        purpose=Purpose(line.purpose),
    )


def account_rule_out(row: Any) -> AccountRuleOut:
    """Present an account rule."""
    rule: AccountRule = row
    return AccountRuleOut(
        id=rule.id,
        purpose=Purpose(rule.purpose),
        ownership=rule.ownership,
        category_id=None if rule.category_id == NO_ID else rule.category_id,
        category_name=row.item_category_name or row.cost_category_name,
        account=rule.account,
        version=rule.version,
    )
