"""The seven roles as sets of grants (design.md 1; requirements 8.4).

A grant reads ``module.verb`` or ``module.thing``. ``cost.read`` shows what things cost us, ``price.read`` what a
supplier asks; both are grants of their own, and answers leave the figures out without them.
"""

READ_ALL = {
    "catalog.read",
    "projects.read",
    "inventory.read",
}
SEE_MONEY = {"cost.read", "price.read"}
FILES = {"platform.attach"}

GRANTS_BY_ROLE: dict[str, frozenset[str]] = {
    "administrator": frozenset(
        READ_ALL
        | SEE_MONEY
        | FILES
        | {
            "platform.administer",
            "platform.audit",
            "catalog.manage",
            "projects.manage",
            "projects.members",
            "procurement.read",
            "procurement.order",
            "procurement.approve",
            "procurement.close",
            "inventory.receive",
            "inventory.requisition",
            "inventory.approve",
            "inventory.issue",
            "inventory.return",
            "inventory.supplier_return",
            "inventory.agree",
            "inventory.transfer",
            "inventory.agree_transfer",
            "inventory.scrap",
            "inventory.count",
            "inventory.batch_status",
            "inventory.open",
            "inventory.reverse",
            "costing.read",
            "costing.record",
            "costing.method",
            "costing.reverse",
            "costing.allow",
            "reports.cost",
            "ledger.vouchers",
            "ledger.accounts",
            "ledger.backdate",
            "ledger.periods",
            "ledger.close",
            "ledger.reopen",
        }
    ),
    "project_manager": frozenset(
        READ_ALL
        | SEE_MONEY
        | FILES
        | {
            "projects.manage",
            "projects.members",
            "procurement.read",
            "procurement.approve",
            "inventory.requisition",
            "inventory.approve",
            "inventory.return",
            "inventory.agree_transfer",
            "costing.read",
            "costing.allow",
            "reports.cost",
            "ledger.backdate",
        }
    ),
    "buyer": frozenset(
        READ_ALL
        | FILES
        | {
            "price.read",
            "catalog.manage",
            "procurement.read",
            "procurement.order",
            "procurement.close",
            "inventory.agree",
        }
    ),
    "storekeeper": frozenset(
        READ_ALL
        | FILES
        | {
            "procurement.read",
            "inventory.receive",
            "inventory.issue",
            "inventory.return",
            "inventory.supplier_return",
            "inventory.transfer",
            "inventory.scrap",
            "inventory.count",
            "inventory.batch_status",
            "inventory.reverse",
            "ledger.backdate",
        }
    ),
    "site_worker": frozenset(READ_ALL | FILES | {"inventory.requisition"}),
    "accountant": frozenset(
        READ_ALL
        | SEE_MONEY
        | FILES
        | {
            "platform.audit",
            "procurement.read",
            "costing.read",
            "costing.record",
            "costing.method",
            "costing.reverse",
            "costing.allow",
            "inventory.count",
            "inventory.open",
            "inventory.reverse",
            "reports.cost",
            "ledger.vouchers",
            "ledger.accounts",
            "ledger.backdate",
            "ledger.periods",
            "ledger.close",
        }
    ),
    "director": frozenset(
        READ_ALL
        | SEE_MONEY
        | {
            "platform.audit",
            "procurement.read",
            "procurement.approve",
            "inventory.agree_transfer",
            "costing.read",
            "reports.cost",
            "ledger.vouchers",
            "ledger.periods",
            "ledger.reopen",
        }
    ),
}

ROLES = tuple(GRANTS_BY_ROLE)
ALL_GRANTS: frozenset[str] = frozenset().union(*GRANTS_BY_ROLE.values())
