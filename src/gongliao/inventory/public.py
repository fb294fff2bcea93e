"""Inventory's door."""

from gongliao.inventory.operations.decide_material_requisition import (
    approve_material_requisition,
    close_material_requisition,
    reject_material_requisition,
    submit_material_requisition,
    withdraw_material_requisition,
)
from gongliao.inventory.operations.goods_kind import ReversalRequest
from gongliao.inventory.operations.issue_material import (
    IssueLine,
    IssueRequest,
    drop_goods_issue,
    issue_material,
    post_goods_issue,
    reverse_goods_issue,
    save_goods_issue,
)
from gongliao.inventory.operations.receipt_request import ReceiptLine, ReceiptRequest
from gongliao.inventory.operations.receive_goods import (
    drop_goods_receipt,
    post_goods_receipt,
    receive_goods,
    reverse_goods_receipt,
    save_goods_receipt,
)
from gongliao.inventory.operations.return_material import (
    ReturnLine,
    ReturnRequest,
    drop_material_return,
    post_material_return,
    return_material,
    reverse_material_return,
    save_material_return,
)
from gongliao.inventory.operations.save_material_requisition import (
    RequisitionLine,
    RequisitionRequest,
    drop_material_requisition,
    save_material_requisition,
)
from gongliao.inventory.operations.transfer_stock import (
    TransferLine,
    TransferRequest,
    drop_stock_transfer,
    post_stock_transfer,
    reverse_stock_transfer,
    save_stock_transfer,
    transfer_stock,
)

__all__ = [
    "IssueLine",
    "IssueRequest",
    "ReceiptLine",
    "ReceiptRequest",
    "RequisitionLine",
    "RequisitionRequest",
    "ReturnLine",
    "ReturnRequest",
    "ReversalRequest",
    "TransferLine",
    "TransferRequest",
    "approve_material_requisition",
    "close_material_requisition",
    "drop_goods_issue",
    "drop_goods_receipt",
    "drop_material_requisition",
    "drop_material_return",
    "drop_stock_transfer",
    "issue_material",
    "post_goods_issue",
    "post_goods_receipt",
    "post_material_return",
    "post_stock_transfer",
    "receive_goods",
    "reject_material_requisition",
    "return_material",
    "reverse_goods_issue",
    "reverse_goods_receipt",
    "reverse_material_return",
    "reverse_stock_transfer",
    "save_goods_issue",
    "save_goods_receipt",
    "save_material_requisition",
    "save_material_return",
    "save_stock_transfer",
    "submit_material_requisition",
    "transfer_stock",
    "withdraw_material_requisition",
]
