"""The ledger's door."""

from gongliao.ledger.errors import (
    BatchDiffers,
    BatchNotFound,
    BatchNotTracked,
    BatchRequired,
    FigureTooLarge,
    InsufficientStock,
    LaterMovesDepend,
    MethodChangedSince,
    MethodIsTheSame,
    MethodNeedsBatch,
    MovedSince,
    NoUnitCost,
    ReceiptLineNotFound,
    ReceiptNotInForce,
    SerialInStock,
    SerialIsOnePiece,
    SerialRequired,
    ShortOnLaterDay,
    ValueBelowNothing,
)
from gongliao.ledger.errors.counts import CountedConsignment, CountNeedsCost
from gongliao.ledger.errors.periods import BackdatedTooFar, PeriodClosing
from gongliao.ledger.operations.change_method import (
    ChangedMethod,
    NewMethod,
    change_methods,
    take_back_methods,
)
from gongliao.ledger.operations.counted_goods import Counted
from gongliao.ledger.operations.goods import CostObject, GoodsLine, PostedLine, Voucher
from gongliao.ledger.operations.name_batches import BatchName, name_batches
from gongliao.ledger.operations.open_voucher import later_voucher, open_voucher
from gongliao.ledger.operations.post_count import CountedLine, hold_counted, post_count, take_back_count
from gongliao.ledger.operations.post_goods import post_goods
from gongliao.ledger.operations.post_used import post_used
from gongliao.ledger.operations.record_commitments import CommitmentLine, record_commitments
from gongliao.ledger.operations.record_costs import CostLine, record_costs, reverse_costs
from gongliao.ledger.operations.revalue_receipts import (
    HeldReceipts,
    ReceiptLineName,
    Received,
    ValueChange,
    hold_receipts,
    require_receipt_lines,
    revalue_receipts,
)
from gongliao.ledger.operations.reverse_goods import reverse_goods
from gongliao.ledger.operations.roll_up_costs import roll_up_costs
from gongliao.ledger.operations.send_back import SentBackLine, send_back
from gongliao.ledger.operations.set_batch_status import BatchStatusRequest, set_batch_status
from gongliao.ledger.operations.settle_instant import settle_instant
from gongliao.ledger.operations.verify_news import verify_news
from gongliao.ledger.queries.batches import BatchFacts, ask_batches, hold_batches
from gongliao.ledger.queries.consigned import Consigned, consigned_goods
from gongliao.ledger.queries.contents import lying_in
from gongliao.ledger.queries.corrections import ask_correction
from gongliao.ledger.queries.counted import DifferenceChange, StockSpot, difference_changes, levels_on
from gongliao.ledger.queries.employers_goods import Supplied, supplied_by_employers
from gongliao.ledger.queries.estimates import UnestimatedMonth, estimates_above, unestimated_months
from gongliao.ledger.queries.lying import lying_of
from gongliao.ledger.queries.on_day import day_and_instant
from gongliao.ledger.queries.period_checks import checks_above
from gongliao.ledger.queries.propose_batches import ExpiringStock, ask_expiring
from gongliao.ledger.queries.received import received_lines
from gongliao.ledger.queries.stock_on import DayColumn
from gongliao.ledger.queries.totals import (
    CommitmentTotal,
    CostDimension,
    CostTotal,
    commitment_totals,
    cost_totals,
    stock_values,
)
from gongliao.ledger.queries.verify import CheckResult, VerifyResult, verify
from gongliao.ledger.rules import FOUND, NOWHERE, Ownership, Place, at_bin, at_node, on_site
from gongliao.ledger.rules.causes import Cause
from gongliao.ledger.rules.estimates import OpenReceipt
from gongliao.ledger.rules.periods import Finding
from gongliao.ledger.rules.pools import Method

__all__ = [
    "FOUND",
    "NOWHERE",
    "BackdatedTooFar",
    "BatchDiffers",
    "BatchFacts",
    "BatchName",
    "BatchNotFound",
    "BatchNotTracked",
    "BatchRequired",
    "BatchStatusRequest",
    "Cause",
    "ChangedMethod",
    "CheckResult",
    "CommitmentLine",
    "CommitmentTotal",
    "Consigned",
    "CostDimension",
    "CostLine",
    "CostObject",
    "CostTotal",
    "CountNeedsCost",
    "Counted",
    "CountedConsignment",
    "CountedLine",
    "DayColumn",
    "DifferenceChange",
    "ExpiringStock",
    "FigureTooLarge",
    "Finding",
    "GoodsLine",
    "HeldReceipts",
    "InsufficientStock",
    "LaterMovesDepend",
    "Method",
    "MethodChangedSince",
    "MethodIsTheSame",
    "MethodNeedsBatch",
    "MovedSince",
    "NewMethod",
    "NoUnitCost",
    "OpenReceipt",
    "Ownership",
    "PeriodClosing",
    "Place",
    "PostedLine",
    "ReceiptLineName",
    "ReceiptLineNotFound",
    "ReceiptNotInForce",
    "Received",
    "SentBackLine",
    "SerialInStock",
    "SerialIsOnePiece",
    "SerialRequired",
    "ShortOnLaterDay",
    "StockSpot",
    "Supplied",
    "UnestimatedMonth",
    "ValueBelowNothing",
    "ValueChange",
    "VerifyResult",
    "Voucher",
    "ask_batches",
    "ask_correction",
    "ask_expiring",
    "at_bin",
    "at_node",
    "change_methods",
    "checks_above",
    "commitment_totals",
    "consigned_goods",
    "cost_totals",
    "day_and_instant",
    "difference_changes",
    "estimates_above",
    "hold_batches",
    "hold_counted",
    "hold_receipts",
    "later_voucher",
    "levels_on",
    "lying_in",
    "lying_of",
    "name_batches",
    "on_site",
    "open_voucher",
    "post_count",
    "post_goods",
    "post_used",
    "received_lines",
    "record_commitments",
    "record_costs",
    "require_receipt_lines",
    "revalue_receipts",
    "reverse_costs",
    "reverse_goods",
    "roll_up_costs",
    "send_back",
    "set_batch_status",
    "settle_instant",
    "stock_values",
    "supplied_by_employers",
    "take_back_count",
    "take_back_methods",
    "unestimated_months",
    "verify",
    "verify_news",
]
