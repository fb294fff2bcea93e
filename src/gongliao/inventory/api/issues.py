"""Goods issues."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, goods_spec, router
from gongliao.inventory.models import GoodsIssue
from gongliao.inventory.operations.issue_material import (
    drop_goods_issue,
    issue_material,
    post_goods_issue,
    reverse_goods_issue,
    save_goods_issue,
)
from gongliao.inventory.permissions import ISSUE, READ, REVERSE
from gongliao.inventory.queries.goods import goods_document_of, goods_documents
from gongliao.inventory.queries.issue_lines import issue_lines
from gongliao.inventory.schemas.common import ReversalIn
from gongliao.inventory.schemas.issues import (
    LINE_NAMED,
    GoodsIssueDraftIn,
    GoodsIssueIn,
    GoodsIssueOut,
    GoodsIssueQuery,
    GoodsIssueRow,
    IssueLineQuery,
    PickedIssueLine,
    issue_out,
    issue_row,
    picked_issue_line,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import ListSpec, Page, Request, Scope, Version

ISSUES = goods_spec(
    "goods_issues", columns=("requisition_number", "recipient", "supplier_name"), sort={"recipient": "recipient"}
)

LINES = ListSpec(
    name="goods_issue_lines",
    sort={
        "business_date": "document__business_date",
        "issue_number": "document__number",
        "item_code": "item__code",
        "node_code": "node__code",
        "returnable_quantity": "returnable_quantity",
    },
    default_sort="-business_date",
    columns=(
        "issue_number",
        "business_date",
        "item_code",
        "item_name",
        "item_specification",
        "batch_no",
        "project_code",
        "node_code",
        "quantity",
        "returned_quantity",
        "returnable_quantity",
        "base_unit",
        "recipient",
        "batch_reason",
    ),
)


@router.get("/goods-issues", grant=READ, scope=Scope.WAREHOUSE, response=Page[GoodsIssueRow])
def list_issues(request: Request, query: Query[GoodsIssueQuery]) -> Any:
    """List issues."""
    found = goods_documents(actor=request.actor, model=GoodsIssue, wanted=query.as_filter())
    return answer(request, found, query, ISSUES, issue_row)


@router.post("/goods-issues", grant=ISSUE, scope=Scope.WAREHOUSE, response=GoodsIssueOut)
def record_issue(request: Request, body: GoodsIssueIn) -> GoodsIssueOut:
    """Issue material to WBS nodes in one step; the same body sent again answers the same."""
    return _issue(request, issue_material(actor=request.actor, request=body.as_request(), at=utc_now()))


@router.get("/goods-issues/{id}", grant=READ, scope=Scope.WAREHOUSE, response=GoodsIssueOut)
def get_issue(request: Request, id: UUID) -> GoodsIssueOut:
    """Return an issue with its lines."""
    return _issue(request, id)


@router.put("/goods-issues/{id}", grant=ISSUE, scope=Scope.WAREHOUSE, response=GoodsIssueOut)
def put_issue(request: Request, id: UUID, body: GoodsIssueDraftIn) -> GoodsIssueOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    return _issue(request, save_goods_issue(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.delete("/goods-issues/{id}", grant=ISSUE, scope=Scope.WAREHOUSE, response={204: None})
def delete_issue(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_goods_issue(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post("/goods-issues/{id}/post", grant=ISSUE, scope=Scope.WAREHOUSE, response=GoodsIssueOut)
def post_issue(request: Request, id: UUID) -> GoodsIssueOut:
    """Post a draft; it gets its number now."""
    return _issue(request, post_goods_issue(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/goods-issues/{id}/reverse", grant=REVERSE, scope=Scope.WAREHOUSE, response=GoodsIssueOut)
def reverse_issue(request: Request, id: UUID, body: ReversalIn) -> GoodsIssueOut:
    """Undo an issue by its mirror, which puts its goods and costs back; answers the mirror."""
    mirror_id = reverse_goods_issue(actor=request.actor, document_id=id, request=body.as_request(), at=utc_now())
    return _issue(request, mirror_id)


@router.get("/goods-issue-lines", grant=READ, scope=Scope.WAREHOUSE, response=Page[PickedIssueLine])
def list_issue_lines(request: Request, query: Query[IssueLineQuery]) -> Any:
    """List lines of posted issues; with ``returnable`` those from which something can come back."""
    found = issue_lines(actor=request.actor, wanted=query.as_filter())
    return answer(request, found, query, LINES, partial(picked_issue_line, actor=request.actor))


def _issue(request: Request, id: UUID) -> GoodsIssueOut:
    document = goods_document_of(actor=request.actor, model=GoodsIssue, document_id=id, line_named=LINE_NAMED)
    return issue_out(document, request.actor)
