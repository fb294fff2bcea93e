"""Who sees which rows of the books, and which of them with their value.

Stock has its places: a company, a warehouse, and the project that owns it or draws it. Whoever works for a project also
sees the general stock of its company, because that is what the project may draw.
"""

from uuid import UUID

from django.db.models import Q, QuerySet

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.models import CommitmentEntry, CostEntry, StockBalance, StockMove, VoucherLine
from gongliao.ledger.models.neighbours import rows_of
from gongliao.platform.public import Actor, Reach
from gongliao.projects.public import Project

READ = "inventory.read"
READ_COSTS = "reports.cost"
SEE_COST = "cost.read"
VOUCHERS = "ledger.vouchers"
MANAGE_ACCOUNTS = "ledger.accounts"
PERIODS = "ledger.periods"
CLOSE = "ledger.close"
REOPEN = "ledger.reopen"
BACKDATE = "ledger.backdate"
BATCH_STATUS = "inventory.batch_status"


def visible_balances(actor: Actor) -> QuerySet[StockBalance]:
    """Return the balances within the actor's reach."""
    balances: QuerySet[StockBalance] = StockBalance.objects.all()
    reach = actor.reach(READ)
    if reach.everywhere:
        return balances
    # What a supplier consigned is for any work, as general stock is.
    free = Q(pool__owner_id=NO_ID) | Q(pool__ownership="consignment")
    general = free & Q(pool__company_id__in=_companies_of(reach.projects))
    return balances.filter(balances_within(reach) | general)


def visible_moves(actor: Actor) -> QuerySet[StockMove]:
    """Return the stock moves within the actor's reach."""
    moves: QuerySet[StockMove] = StockMove.objects.all()
    reach = actor.reach(READ)
    return moves if reach.everywhere else moves.filter(moves_within(reach))


def visible_costs(actor: Actor) -> QuerySet[CostEntry]:
    """Return the cost entries within the actor's reach."""
    entries: QuerySet[CostEntry] = CostEntry.objects.all()
    reach = actor.reach(READ_COSTS)
    return entries if reach.everywhere else entries.filter(costs_within(reach))


def visible_commitments(actor: Actor) -> QuerySet[CommitmentEntry]:
    """Return the commitments within the actor's reach."""
    entries: QuerySet[CommitmentEntry] = CommitmentEntry.objects.all()
    reach = actor.reach(READ_COSTS)
    return entries if reach.everywhere else entries.filter(commitments_within(reach))


def visible_vouchers(actor: Actor) -> QuerySet[VoucherLine]:
    """Return the voucher lines within the actor's reach."""
    lines: QuerySet[VoucherLine] = VoucherLine.objects.all()
    reach = actor.reach(VOUCHERS)
    return lines if reach.everywhere else lines.filter(company_id__in=reach.companies)


def balances_within(reach: Reach) -> Q:
    """Match the balances that lie within a bounded reach."""
    return (
        Q(pool__company_id__in=reach.companies)
        | Q(pool__owner_id__in=reach.projects)
        | Q(bin__warehouse_id__in=reach.warehouses)
    )


def moves_within(reach: Reach) -> Q:
    """Match the moves of which at least one end lies within a bounded reach."""
    bins = rows_of("catalog.Bin").filter(warehouse_id__in=reach.warehouses).values("id")
    found = Q(company_id__in=reach.companies) | Q(project_id__in=reach.projects)
    for end in ("source", "target"):
        found |= Q(**{f"{end}_owner_id__in": reach.projects})
        found |= Q(**{f"{end}_kind__in": ("bin", "site"), f"{end}_id__in": bins})
    return found


def costs_within(reach: Reach) -> Q:
    """Match the cost entries that lie within a bounded reach."""
    return Q(company_id__in=reach.companies) | Q(project_id__in=reach.projects)


def commitments_within(reach: Reach) -> Q:
    """Match the commitments that lie within a bounded reach."""
    return Q(company_id__in=reach.companies) | Q(project_id__in=reach.projects)


def _companies_of(project_ids: frozenset[UUID]) -> QuerySet[Project, UUID]:
    return Project.objects.filter(id__in=project_ids).values_list("company_id", flat=True)
