"""The checklist of a month that is being closed.

Modules above add their points to ``checks_above`` (the gateway's wiring), since the ledger knows none of them.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from gongliao.ledger.queries.verify import CHECKS
from gongliao.ledger.rules.periods import Finding, last_day_of
from gongliao.platform.public import current_tenant_id, described, document_types, fetch

Check = Callable[[UUID, date], Finding]
EXAMPLES = 5

checks_above: dict[str, Check] = {}

# What may never be: the books themselves would be wrong.
_SOUND = ("never_negative_on_any_day", "node_bears_what_moves", "voucher_says_what_is_booked")
_WITHOUT_VALUE = """
SELECT m.document_type, m.document_id FROM ledger_stockmove m
WHERE m.tenant_id = %s AND m.company_id = %s AND m.posting_date <= %s AND m.ownership = 'own'
 AND m.source_kind IN ('supplier', 'opening') AND m.corrects_id IS NULL AND m.reverses_id IS NULL AND m.value = 0
 AND NOT EXISTS (SELECT 1 FROM ledger_stockmove c WHERE c.tenant_id = m.tenant_id AND c.value <> 0
  AND (c.corrects_id = m.id OR c.reverses_id = m.id))
 AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = m.tenant_id AND r.reverses_id = m.id
    AND r.posting_date >= m.business_date)
ORDER BY m.seq
"""


def period_findings(*, company_id: UUID, month: date) -> list[Finding]:
    """Return every point of the checklist, those without a case too.

    Source: design.md 4, "Period".
    """
    last_day = last_day_of(month)
    found = [_drafts(company_id, last_day), _without_value(company_id, last_day)]
    found += [check(company_id, last_day) for check in checks_above.values()]
    found += [_sound(name) for name in _SOUND]
    return found


def _drafts(company_id: UUID, last_day: date) -> Finding:
    count, examples = 0, list[str]()
    for name, model in sorted(document_types().items()):
        drafts = model.objects.filter(
            company_id=company_id, state__in=["draft", "submitted", "proposed", "agreed"], business_date__lte=last_day
        )
        of_kind = drafts.count()
        count += of_kind
        if of_kind:
            examples.append(name)
    return Finding("drafts", count, blocks=False, examples=tuple(examples))


def _without_value(company_id: UUID, last_day: date) -> Finding:
    rows = fetch(_WITHOUT_VALUE, (current_tenant_id(), company_id, last_day))
    kinds = document_types()
    numbers = [kinds[kind].objects.get(id=id_).number or "" for kind, id_ in list(dict.fromkeys(rows))[:EXAMPLES]]
    return Finding("without_value", len(rows), blocks=False, examples=tuple(numbers))


def _sound(name: str) -> Finding:
    rows, _ = described(CHECKS[name], {"tenant": current_tenant_id()})
    return Finding(name, len(rows), blocks=True)
