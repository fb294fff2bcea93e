"""Vouchers, account balances, charts and account rules over HTTP."""

from collections import defaultdict
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.http import HttpResponse
from ninja import Query

from gongliao.ledger.api.books import COUNTED_MAX, router
from gongliao.ledger.api.known import known_rows
from gongliao.ledger.operations.save_accounts import save_accounts
from gongliao.ledger.operations.set_account_rule import set_account_rule
from gongliao.ledger.permissions import MANAGE_ACCOUNTS, VOUCHERS
from gongliao.ledger.queries.vouchers import (
    account_balances,
    account_rules,
    chart,
    chart_of,
    voucher_breaks,
    voucher_lines,
)
from gongliao.ledger.schemas.vouchers import (
    AccountBalanceOut,
    AccountOut,
    AccountRuleIn,
    AccountRuleOut,
    AccountsIn,
    BalancesQuery,
    BreakOut,
    BreaksQuery,
    VoucherLineOut,
    VoucherQuery,
    account_rule_out,
    voucher_line_out,
)
from gongliao.platform.public import ListSpec, Page, Request, RowsSpec, Scope, list_answer, rows_answer

LINES = ListSpec(
    name="voucher_lines",
    sort={"posting_date": "posting_date", "recorded_at": "seq", "account": "account", "debit": "debit"},
    default_sort="-recorded_at",
    columns=(
        "posting_date",
        "business_date",
        "document_type",
        "document_number",
        "account",
        "account_name",
        "debit",
        "credit",
        "project_code",
        "project_name",
        "node_code",
        "category_name",
        "party_code",
        "party_name",
    ),
    totals={"debit": Sum("debit"), "credit": Sum("credit")},
    counted_max=COUNTED_MAX,
)
FIGURES = ("opening", "debit", "credit", "closing")
BALANCES = RowsSpec(
    name="account_balances",
    sort=("account", *FIGURES),
    default_sort="account",
    columns=("account", "name", *FIGURES),
    totals=FIGURES,
)
BREAKS = RowsSpec(
    name="voucher_breaks",
    sort=("posting_date", "difference"),
    default_sort="posting_date",
    columns=("posting_date", "document_type", "document_number", "purpose", "booked", "written", "difference"),
    totals=("difference",),
)


@router.get("/voucher-lines", grant=VOUCHERS, scope=Scope.COMPANY, response=Page[VoucherLineOut])
def list_voucher_lines(request: Request, query: Query[VoucherQuery]) -> Any:
    """List the debits and credits that postings made, each with its document and its account."""
    found = voucher_lines(actor=request.actor, wanted=query.as_filter()).filter(known_rows(request, query))
    charts: defaultdict[UUID, Any] = _Charts()
    present = partial(voucher_line_out, charts=charts, language=request.actor.language)
    return list_answer(found, query, LINES, present=present, language=request.actor.language)


@router.get("/account-balances", grant=VOUCHERS, scope=Scope.COMPANY, response=Page[AccountBalanceOut])
def list_account_balances(request: Request, query: Query[BalancesQuery]) -> Any:
    """The trial balance of a company over posting days; debits and credits add up to the same."""
    rows = account_balances(
        actor=request.actor,
        company_id=query.company_id,
        text=query.q,
        first=query.posting_date_from,
        last=query.posting_date_to,
        known=known_rows(request, query),
    )
    return rows_answer(rows, query, BALANCES, schema=AccountBalanceOut, language=request.actor.language)


@router.get("/voucher-breaks", grant=VOUCHERS, scope=Scope.COMPANY, response=Page[BreakOut])
def list_voucher_breaks(request: Request, query: Query[BreaksQuery]) -> Any:
    """Documents whose vouchers and entries differ; normally there are none."""
    rows = voucher_breaks(actor=request.actor, company_id=query.company_id, text=query.q)
    return rows_answer(rows, query, BREAKS, schema=BreakOut, language=request.actor.language)


@router.get("/companies/{company_id}/accounts", grant=VOUCHERS, scope=Scope.COMPANY, response=list[AccountOut])
def list_accounts(request: Request, company_id: UUID) -> Any:
    """A company's chart of accounts: the standard one with what the company changed and added."""
    return chart(actor=request.actor, company_id=company_id)


@router.put("/companies/{company_id}/accounts", grant=MANAGE_ACCOUNTS, scope=Scope.COMPANY, response=list[AccountOut])
def put_accounts(request: Request, company_id: UUID, body: AccountsIn) -> Any:
    """Save accounts by their codes, one or an imported list; those that it leaves out stay."""
    save_accounts(actor=request.actor, company_id=company_id, rows=body.as_rows())
    return chart(actor=request.actor, company_id=company_id)


@router.get("/companies/{company_id}/account-rules", grant=VOUCHERS, scope=Scope.COMPANY, response=list[AccountRuleOut])
def list_account_rules(request: Request, company_id: UUID) -> Any:
    """Which accounts a company's postings take, where it is not the standard chart's."""
    return [account_rule_out(each) for each in account_rules(actor=request.actor, company_id=company_id)]


@router.put("/companies/{company_id}/account-rules", grant=MANAGE_ACCOUNTS, scope=Scope.COMPANY, response={204: None})
def put_account_rule(request: Request, company_id: UUID, body: AccountRuleIn) -> HttpResponse:
    """Set, change or take away the account of a purpose; the next vouchers follow it."""
    set_account_rule(actor=request.actor, request=body.as_request(company_id))
    return HttpResponse(status=204)


class _Charts(defaultdict[UUID, Any]):
    """Charts by company, read when a row of it comes."""

    def __missing__(self, company_id: UUID) -> Any:
        found = self[company_id] = chart_of(company_id)
        return found
