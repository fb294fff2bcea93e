"""What lower layers must be told about upper ones: which events reach whom, and how to find what lies above.

Only the gateway knows both ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from gongliao.platform.access.actor import Actor
from gongliao.platform.files import subject_finders
from gongliao.platform.people import scope_finders
from gongliao.platform.relay import Handler

if TYPE_CHECKING:
    from gongliao.ledger.public import Finding, OpenReceipt

SUBSCRIBERS: Mapping[str, Sequence[Handler]] = {}


def connect_layers() -> None:
    """Tell the platform how to find what lies above it, and the ledger what closing waits for and estimates."""
    scope_finders.update(project=_project_exists, warehouse=_warehouse_exists)
    from gongliao.catalog.public import contents_above
    from gongliao.ledger.public import checks_above, estimates_above, lying_in

    subject_finders.update(item=_sees_item, party=_sees_party, project=_sees_project, batch=_sees_batch)
    checks_above.update(not_invoiced=_not_invoiced)
    estimates_above.update(receipts=_open_receipts)
    contents_above.update(stock=lying_in)


def _project_exists(_actor: Actor, project_id: UUID) -> bool:
    from gongliao.projects.public import projects_by_id

    return project_id in projects_by_id([project_id])


def _warehouse_exists(_actor: Actor, warehouse_id: UUID) -> bool:
    from gongliao.catalog.public import ask_default_bin

    return ask_default_bin(warehouse_id).get() is not None


def _sees_item(actor: Actor, item_id: UUID) -> bool:
    from gongliao.catalog.public import items_by_id

    return actor.holds("catalog.read") and item_id in items_by_id([item_id], on=date.max)


def _sees_party(actor: Actor, party_id: UUID) -> bool:
    from gongliao.catalog.public import parties_by_id

    return actor.holds("catalog.read") and party_id in parties_by_id([party_id])


def _sees_project(actor: Actor, project_id: UUID) -> bool:
    from gongliao.projects.public import visible_to

    return bool(visible_to(actor).filter(id=project_id).exists())


def _sees_batch(actor: Actor, batch_id: UUID) -> bool:
    from gongliao.ledger.public import ask_batches

    return actor.holds("inventory.read") and bool(ask_batches([batch_id]).get())


def _not_invoiced(company_id: UUID, last_day: date) -> "Finding":
    from gongliao.costing.public import estimates_left
    from gongliao.ledger.public import Finding

    count, numbers = estimates_left(company_id=company_id, last_day=last_day)
    return Finding("not_invoiced", count, blocks=False, examples=numbers)


def _open_receipts(company_id: UUID, last_day: date) -> "Iterable[OpenReceipt]":
    from gongliao.costing.public import open_receipts

    return open_receipts(company_id=company_id, last_day=last_day)
