"""Tables of the goods documents."""

from gongliao.inventory.models.consignment import ConsignmentPrice
from gongliao.inventory.models.counts import COUNT_REASONS, StockCount, StockCountLine
from gongliao.inventory.models.issues import GoodsIssue, GoodsIssueLine
from gongliao.inventory.models.openings import OpeningBalance, OpeningBalanceLine
from gongliao.inventory.models.receipts import GoodsReceipt, GoodsReceiptLine
from gongliao.inventory.models.requisitions import MaterialRequisition, MaterialRequisitionLine
from gongliao.inventory.models.returns import MaterialReturn, MaterialReturnLine
from gongliao.inventory.models.scraps import SCRAP_REASONS, StockScrap, StockScrapLine
from gongliao.inventory.models.supplier_returns import SUPPLIER_RETURN_REASONS, SupplierReturn, SupplierReturnLine
from gongliao.inventory.models.transfers import StockTransfer, StockTransferLine, TransferAgreement

__all__ = [
    "COUNT_REASONS",
    "SCRAP_REASONS",
    "SUPPLIER_RETURN_REASONS",
    "ConsignmentPrice",
    "GoodsIssue",
    "GoodsIssueLine",
    "GoodsReceipt",
    "GoodsReceiptLine",
    "MaterialRequisition",
    "MaterialRequisitionLine",
    "MaterialReturn",
    "MaterialReturnLine",
    "OpeningBalance",
    "OpeningBalanceLine",
    "StockCount",
    "StockCountLine",
    "StockScrap",
    "StockScrapLine",
    "StockTransfer",
    "StockTransferLine",
    "SupplierReturn",
    "SupplierReturnLine",
    "TransferAgreement",
]
