"""What employers supplied for projects 甲供材, and where it went: by project and item, as of a day and as known then.

A reversal counts as less of what it takes back. What lies on site is still at hand, so that what one work gives and
another takes over is neither issued nor returned.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from gongliao.platform.public import current_tenant_id, described

_SUPPLIED = """
WITH meant AS (
  SELECT m.item_id,
    CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END AS quantity,
    CASE WHEN m.reverses_id IS NULL THEN m.source_kind ELSE m.target_kind END AS source_kind,
    CASE WHEN m.reverses_id IS NULL THEN m.target_kind ELSE m.source_kind END AS target_kind,
    CASE WHEN m.source_kind = 'bin' THEN m.source_owner_id WHEN m.target_kind = 'bin' THEN m.target_owner_id
      ELSE n.project_id END AS project_id
  FROM ledger_stockmove m
  LEFT JOIN projects_wbsnode n ON n.tenant_id = m.tenant_id
    AND n.id = CASE WHEN m.source_kind = 'node' THEN m.source_id WHEN m.target_kind = 'node' THEN m.target_id END
  WHERE m.tenant_id = %(tenant)s AND m.company_id = %(company)s AND m.ownership = 'owner_supplied'
    AND m.corrects_id IS NULL AND m.business_date <= %(day)s
    AND m.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity'))
SELECT project_id, item_id,
  coalesce(sum(quantity) FILTER (WHERE source_kind = 'customer'), 0),
  coalesce(sum(quantity) FILTER (WHERE source_kind = 'bin' AND target_kind = 'node'), 0),
  coalesce(sum(quantity) FILTER (WHERE source_kind = 'node'), 0)
   - coalesce(sum(quantity) FILTER (WHERE source_kind = 'site' AND target_kind = 'node'), 0),
  coalesce(sum(quantity) FILTER (WHERE target_kind = 'loss'), 0)
   - coalesce(sum(quantity) FILTER (WHERE source_kind = 'gain'), 0),
  coalesce(sum(quantity) FILTER (WHERE target_kind = 'customer'), 0)
FROM meant WHERE %(project)s::uuid IS NULL OR project_id = %(project)s
GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Supplied:
    """What an employer supplied of an item for a project.

    Units: the item's base unit. ``returned`` has what stays on site on paper in it; ``lost`` is what was scrapped or
    missed by counts, less what counts found; ``sent_back`` is what the employer got back.
    """

    project_id: UUID
    item_id: UUID
    received: Decimal = Decimal(0)
    issued: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)
    lost: Decimal = Decimal(0)
    sent_back: Decimal = Decimal(0)

    @property
    def on_hand(self) -> Decimal:
        """Return what is there still."""
        return self.received - self.gone - self.sent_back

    @property
    def used(self) -> Decimal:
        """Return what work drew and did not give back."""
        return self.issued - self.returned

    @property
    def gone(self) -> Decimal:
        """Return what was used or lost: the employer will not see it again."""
        return self.used + self.lost


def supplied_by_employers(
    *, company_id: UUID, day: date, known_at: datetime | None = None, project_id: UUID | None = None
) -> list[Supplied]:
    """Return what employers supplied for a company's projects up to a day, by project and item, in no order.

    Source: requirements 3.12; design.md 4, "as of a business date, and as known at an instant".
    """
    asked = {
        "tenant": current_tenant_id(),
        "company": company_id,
        "day": day,
        "known_at": known_at,
        "project": project_id,
    }
    rows, _ = described(_SUPPLIED, asked)
    return [Supplied(*row) for row in rows]
