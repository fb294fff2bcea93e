"""The account rules of a company, as a posting reads them: one statement, whatever there is."""

from uuid import UUID

from gongliao.ledger.rules.vouchers import AccountRules, Rule
from gongliao.platform.public import Later, Row, ask, current_tenant_id

# A category's rule holds for all below it, where none is nearer: the nearest comes last.
_RULES = """
WITH RECURSIVE tree AS (
 SELECT id, parent_id FROM catalog_itemcategory WHERE tenant_id = %s
 UNION ALL SELECT id, parent_id FROM projects_costcategory WHERE tenant_id = %s),
spread AS (
 SELECT id, version, account, purpose, ownership, category_id, 0 AS far
 FROM ledger_accountrule WHERE tenant_id = %s AND company_id = %s
 UNION ALL
 SELECT s.id, s.version, s.account, s.purpose, s.ownership, t.id, s.far + 1
 FROM spread s JOIN tree t ON t.parent_id = s.category_id)
SELECT purpose, ownership, category_id, account, id, version, far FROM spread
UNION ALL
SELECT NULL, kind, id, NULL, NULL, NULL, 0 FROM projects_costcategory WHERE tenant_id = %s
ORDER BY far DESC
"""


def ask_account_rules(company_id: UUID) -> Later[AccountRules]:
    """Ask for a company's account rules, and for the kinds of all cost categories."""
    tenant_id = current_tenant_id()
    return ask(
        _RULES,
        (tenant_id, tenant_id, tenant_id, company_id, tenant_id),
        _rules,
        columns="text text uuid text uuid int int",
    )


def _rules(rows: list[Row]) -> AccountRules:
    return AccountRules(
        rules={(row[0], row[1], row[2]): Rule(row[3], row[4], row[5]) for row in rows if row[0]},
        kinds={row[2]: row[1] for row in rows if not row[0]},
    )
