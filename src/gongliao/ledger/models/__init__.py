"""Tables of the ledger."""

from gongliao.ledger.models.batches import Batch
from gongliao.ledger.models.commitments import CommitmentEntry
from gongliao.ledger.models.costs import CostEntry, OtherCost
from gongliao.ledger.models.counts import CountedStock
from gongliao.ledger.models.estimates import MonthEstimate, MonthEstimateLine
from gongliao.ledger.models.methods import ItemMethod
from gongliao.ledger.models.periods import Period, PeriodCost, PeriodStep, PeriodStock
from gongliao.ledger.models.rollups import CostRollup, Mark
from gongliao.ledger.models.stock import StockBalance, StockMove, StockPool
from gongliao.ledger.models.vouchers import Account, AccountRule, VoucherLine

__all__ = [
    "Account",
    "AccountRule",
    "Batch",
    "CommitmentEntry",
    "CostEntry",
    "CostRollup",
    "CountedStock",
    "ItemMethod",
    "Mark",
    "MonthEstimate",
    "MonthEstimateLine",
    "OtherCost",
    "Period",
    "PeriodCost",
    "PeriodStep",
    "PeriodStock",
    "StockBalance",
    "StockMove",
    "StockPool",
    "VoucherLine",
]
