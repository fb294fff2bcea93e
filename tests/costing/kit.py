"""Short ways to cost notes in tests."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongliao.costing.models import CostNote
from gongliao.costing.public import (
    CostNoteLineRequest,
    CostNoteRequest,
    ReverseCostNoteRequest,
    record_cost_note,
    reverse_cost_note,
    save_cost_note,
)
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor, fetch, tenant_transaction
from tests.procurement.kit import Scene, make_scene
from tests.support.world import NOW, TODAY


@dataclass
class Desk:
    """A scene and the accountant in it."""

    scene: Scene
    accountant: Actor

    def line(self, **changes: Any) -> CostNoteLineRequest:
        """Return freight of 780.34 for the tower."""
        line = CostNoteLineRequest(
            id=new_id(),
            project_id=self.scene.tower.project_id,
            node_id=self.scene.tower.node_id,
            category_id=self.scene.categories["OTH-FRT"],
            amount=Decimal("780.34"),
            description="运费",
        )
        return replace(line, **changes)

    def bridge_line(self, **changes: Any) -> CostNoteLineRequest:
        """Return the same for the bridge."""
        bridge = self.scene.bridge
        return self.line(project_id=bridge.project_id, node_id=bridge.node_id, **changes)

    def request(self, *lines: CostNoteLineRequest, **changes: Any) -> CostNoteRequest:
        """Return a note of these lines, or of one."""
        request = CostNoteRequest(
            id=new_id(),
            company_id=self.scene.world.company_id,
            business_date=TODAY,
            lines=lines or (self.line(),),
        )
        return replace(request, **changes)

    def draft(self, *lines: CostNoteLineRequest, **changes: Any) -> CostNote:
        """Return a saved draft."""
        return save_cost_note(actor=self.accountant, request=self.request(*lines, **changes), at=NOW)

    def recorded(self, *lines: CostNoteLineRequest, **changes: Any) -> CostNote:
        """Return a posted note."""
        return record_cost_note(actor=self.accountant, request=self.request(*lines, **changes), at=NOW)

    def reverse(self, note_id: UUID, **changes: Any) -> CostNote:
        """Take a note back and return its mirror."""
        request = replace(ReverseCostNoteRequest(id=new_id(), original_id=note_id, reason="记错了"), **changes)
        return reverse_cost_note(actor=self.accountant, request=request, at=NOW)

    def costs(self, note_id: UUID) -> list[Decimal]:
        """Return what a note booked, in order."""
        with tenant_transaction(self.scene.world.tenant.id):
            rows = fetch(
                "SELECT amount FROM ledger_costentry WHERE tenant_id = %s AND document_id = %s ORDER BY seq",
                (self.scene.world.tenant.id, note_id),
            )
        return [amount for (amount,) in rows]


def make_desk() -> Desk:
    """Return a fresh tenant and its accountant."""
    scene = make_scene()
    return Desk(scene=scene, accountant=scene.world.person("accountant", name="会计"))
