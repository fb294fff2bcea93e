"""Inventory's door."""

from gongliao.inventory.operations.agree_price import AgreeRequest, agree_price
from gongliao.inventory.operations.agree_transfer import (
    AgreeTransferRequest,
    DeclineTransferRequest,
    agree_stock_transfer,
    decline_stock_transfer,
    propose_stock_transfer,
    withdraw_stock_transfer,
)
from gongliao.inventory.operations.count_request import CountLine, CountRequest
from gongliao.inventory.operations.count_stock import (
    count_stock,
    drop_stock_count,
    post_stock_count,
    reverse_stock_count,
    save_stock_count,
)
from gongliao.inventory.operations.decide_material_requisition import (
    approve_material_requisition,
    close_material_requisition,
    reject_material_requisition,
    submit_material_requisition,
    withdraw_material_requisition,
)
from gongliao.inventory.operations.goods_kind import ReversalRequest
from gongliao.inventory.operations.issue_material import (
    drop_goods_issue,
    issue_material,
    post_goods_issue,
    reverse_goods_issue,
    save_goods_issue,
)
from gongliao.inventory.operations.issue_request import IssueLine, IssueRequest
from gongliao.inventory.operations.open_stock import (
    OpeningLine,
    OpeningRequest,
    drop_opening_balance,
    open_stock,
    post_opening_balance,
    reverse_opening_balance,
    save_opening_balance,
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
from gongliao.inventory.operations.return_to_supplier import (
    drop_supplier_return,
    post_supplier_return,
    return_to_supplier,
    reverse_supplier_return,
    save_supplier_return,
)
from gongliao.inventory.operations.save_material_requisition import (
    RequisitionLine,
    RequisitionRequest,
    drop_material_requisition,
    save_material_requisition,
)
from gongliao.inventory.operations.scrap_stock import (
    ScrapLine,
    ScrapRequest,
    drop_stock_scrap,
    post_stock_scrap,
    reverse_stock_scrap,
    save_stock_scrap,
    scrap_stock,
)
from gongliao.inventory.operations.supplier_return_request import SupplierReturnLineRequest, SupplierReturnRequest
from gongliao.inventory.operations.transfer_request import TransferLine, TransferRequest
from gongliao.inventory.operations.transfer_stock import (
    drop_stock_transfer,
    post_stock_transfer,
    reverse_stock_transfer,
    save_stock_transfer,
    transfer_stock,
)
from gongliao.inventory.queries.agreements import waiting_for_agreement

__all__ = [
    "AgreeRequest",
    "AgreeTransferRequest",
    "CountLine",
    "CountRequest",
    "DeclineTransferRequest",
    "IssueLine",
    "IssueRequest",
    "OpeningLine",
    "OpeningRequest",
    "ReceiptLine",
    "ReceiptRequest",
    "RequisitionLine",
    "RequisitionRequest",
    "ReturnLine",
    "ReturnRequest",
    "ReversalRequest",
    "ScrapLine",
    "ScrapRequest",
    "SupplierReturnLineRequest",
    "SupplierReturnRequest",
    "TransferLine",
    "TransferRequest",
    "agree_price",
    "agree_stock_transfer",
    "approve_material_requisition",
    "close_material_requisition",
    "count_stock",
    "decline_stock_transfer",
    "drop_goods_issue",
    "drop_goods_receipt",
    "drop_material_requisition",
    "drop_material_return",
    "drop_opening_balance",
    "drop_stock_count",
    "drop_stock_scrap",
    "drop_stock_transfer",
    "drop_supplier_return",
    "issue_material",
    "open_stock",
    "post_goods_issue",
    "post_goods_receipt",
    "post_material_return",
    "post_opening_balance",
    "post_stock_count",
    "post_stock_scrap",
    "post_stock_transfer",
    "post_supplier_return",
    "propose_stock_transfer",
    "receive_goods",
    "reject_material_requisition",
    "return_material",
    "return_to_supplier",
    "reverse_goods_issue",
    "reverse_goods_receipt",
    "reverse_material_return",
    "reverse_opening_balance",
    "reverse_stock_count",
    "reverse_stock_scrap",
    "reverse_stock_transfer",
    "reverse_supplier_return",
    "save_goods_issue",
    "save_goods_receipt",
    "save_material_requisition",
    "save_material_return",
    "save_opening_balance",
    "save_stock_count",
    "save_stock_scrap",
    "save_stock_transfer",
    "save_supplier_return",
    "scrap_stock",
    "submit_material_requisition",
    "transfer_stock",
    "waiting_for_agreement",
    "withdraw_material_requisition",
    "withdraw_stock_transfer",
]
