"""Vouchers, account balances, charts and account rules as people look at them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from gongliao.kernel.values import NO_MONEY, Money
from gongliao.ledger.models import Account, AccountRule, VoucherLine
from gongliao.ledger.models.neighbours import rows_of
from gongliao.ledger.permissions import VOUCHERS, visible_vouchers
from gongliao.ledger.queries.names import document_number, one_of, project_names
from gongliao.ledger.queries.reconcile import BREAKS
from gongliao.ledger.rules.chart import AccountFacts, chart_with
from gongliao.ledger.rules.vouchers import STANDARD, STANDARD_OF_KIND
from gongliao.platform.public import Actor, CompanyNotFound, Where, ask_company, described, document_types, require


@dataclass(frozen=True)
class VoucherFilter:
    """What a list of voucher lines is narrowed to; an account includes those below it."""

    q: str = ""
    company_id: UUID | None = None
    account: str | None = None
    purpose: str | None = None
    project_id: UUID | None = None
    party_id: UUID | None = None
    document_id: UUID | None = None
    posting_date_from: date | None = None
    posting_date_to: date | None = None


@dataclass(frozen=True)
class AccountBalance:
    """What an account stood at before some days, what came to it on each side in them, and what it stands at then."""

    id: str
    account: str
    name: str
    opening: Money
    debit: Money
    credit: Money
    closing: Money


@dataclass(frozen=True)
class Break:
    """A document whose vouchers say something else than its entries; a sound ledger has none."""

    id: str
    document_type: str
    document_id: UUID
    document_number: str
    purpose: str
    booked: Money
    written: Money
    difference: Money
    posting_date: date


def voucher_lines(*, actor: Actor, wanted: VoucherFilter) -> QuerySet[VoucherLine]:
    """Return the debits and credits that postings made.

    Raises: MissingGrant.
    """
    require(actor, VOUCHERS)
    plain = ("company_id", "purpose", "project_id", "party_id", "document_id")
    given: dict[str, Any] = {name: value for name in plain if (value := getattr(wanted, name)) is not None}
    found = visible_vouchers(actor).filter(**given)
    if wanted.account:
        found = found.filter(account__startswith=wanted.account)
    if wanted.posting_date_from:
        found = found.filter(posting_date__gte=wanted.posting_date_from)
    if wanted.posting_date_to:
        found = found.filter(posting_date__lte=wanted.posting_date_to)
    found = found.annotate(
        document_number=document_number(),
        node_code=one_of(rows_of("projects.WbsNode"), "code", by="node_id"),
        party_code=one_of(rows_of("catalog.Party"), "code", by="party_id"),
        party_name=one_of(rows_of("catalog.Party"), "name", by="party_id"),
        category_name=one_of(rows_of("projects.CostCategory"), "name", by="category_id"),
        **project_names(by="project_id", prefix="project"),
    )
    if wanted.q:
        found = found.filter(Q(document_number__icontains=wanted.q) | Q(account__startswith=wanted.q))
    return found


def account_balances(
    *,
    actor: Actor,
    company_id: UUID,
    text: str = "",
    first: date | None = None,
    last: date | None = None,
    known: Q | None = None,
) -> list[AccountBalance]:
    """Return a company's accounts on which anything was posted, in order, over posting days, of lines that are known.

    Raises: MissingGrant, CompanyNotFound.
    """
    _require_company(actor, company_id)
    lines = VoucherLine.objects.filter(known or Q(), company_id=company_id)
    lines = lines.filter(posting_date__lte=last) if last else lines
    before = Q(posting_date__lt=first) if first else Q(pk__in=[])
    sums = lines.values("account").annotate(
        opening=Sum(F("debit") - F("credit"), filter=before),
        debits=Sum("debit", filter=~before),
        credits=Sum("credit", filter=~before),
    )
    names = chart_of(company_id)
    found = []
    for row in sums.order_by("account"):
        opening, debit, credit = (row[name] or NO_MONEY for name in ("opening", "debits", "credits"))
        name = names[row["account"]].named(actor.language) if row["account"] in names else ""
        closing = Money(opening + debit - credit)
        if text not in f"{row['account']} {name}":
            continue
        found.append(AccountBalance(row["account"], row["account"], name, opening, debit, credit, closing))
    return found


def voucher_breaks(*, actor: Actor, company_id: UUID, text: str = "") -> list[Break]:
    """Return where a company's vouchers and entries differ, by document and purpose; normally nowhere.

    Raises: MissingGrant, CompanyNotFound.
    """
    _require_company(actor, company_id)
    rows, _ = described(BREAKS, {"tenant": actor.tenant_id})
    of_company = [row for row in rows if row[5] == company_id]
    kinds = document_types()
    numbers: dict[UUID, str] = {}
    for kind in {row[0] for row in of_company}:
        documents = kinds[kind].objects.filter(id__in=[row[1] for row in of_company if row[0] == kind])
        numbers |= {id_: number or "" for id_, number in documents.values_list("id", "number")}
    return [
        Break(
            id=f"{row[1]}-{row[2]}",
            document_type=row[0],
            document_id=row[1],
            document_number=numbers.get(row[1], ""),
            purpose=row[2],
            booked=row[3],
            written=row[4],
            difference=Money(row[3] - row[4]),
            posting_date=row[6],
        )
        for row in of_company
        if text in numbers.get(row[1], "")
    ]


def chart(*, actor: Actor, company_id: UUID) -> list[AccountFacts]:
    """Return a company's chart, in order.

    Raises: MissingGrant, CompanyNotFound.
    """
    _require_company(actor, company_id)
    return list(chart_of(company_id).values())


def chart_of(company_id: UUID) -> dict[str, AccountFacts]:
    """Return a company's chart by code."""
    own = Account.objects.filter(company_id=company_id)
    return chart_with(AccountFacts(each.code, each.name, "", each.kind, each.active) for each in own)


def account_rules(*, actor: Actor, company_id: UUID) -> list[AccountRule]:
    """Return a company's own account rules.

    Raises: MissingGrant, CompanyNotFound.
    """
    _require_company(actor, company_id)
    return list(
        AccountRule.objects.filter(company_id=company_id)
        .annotate(
            item_category_name=one_of(rows_of("catalog.ItemCategory"), "name", by="category_id"),
            cost_category_name=one_of(rows_of("projects.CostCategory"), "name", by="category_id"),
        )
        .order_by("purpose", "ownership", "account", "id")
    )


def purposes_by_account(company_id: UUID) -> dict[str, str]:
    """Return the accounts that postings of a company can go to, each with one purpose that it serves.

    The standard chart's stand in for what no rule of the company says in general.
    """
    rules = list(AccountRule.objects.filter(company_id=company_id))
    ruled = {rule.purpose for rule in rules if rule.general}
    found = {account: str(purpose) for purpose, account in STANDARD.items() if purpose not in ruled}
    for purpose, accounts in STANDARD_OF_KIND.items():
        found |= {account: str(purpose) for account in accounts.values() if purpose not in ruled}
    return found | {rule.account: rule.purpose for rule in rules}


def _require_company(actor: Actor, company_id: UUID) -> None:
    require(actor, VOUCHERS, Where(company_id))
    if ask_company(company_id).get() is None:
        raise CompanyNotFound(id=company_id)
