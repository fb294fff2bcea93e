"""Where goods that go back came from, and to whom they go."""

from collections.abc import Mapping
from uuid import UUID

from gongliao.catalog.public import PartyFacts, PartyNotFound
from gongliao.inventory.errors import WrongCompany
from gongliao.inventory.errors.ownership import EmployerNotNamed
from gongliao.inventory.errors.supplier_returns import (
    EmployersGoodsGoToHim,
    ReceiptLineNotFound,
    ReceiptOfOtherOwnership,
    ReceiptOfOtherSupplier,
    ReplacementNotOrdered,
    ReturnSupplierNeeded,
)
from gongliao.inventory.operations.hold_received import ReceivedLineFacts
from gongliao.inventory.operations.line_facts import project_of
from gongliao.inventory.operations.supplier_return_request import SupplierReturnLineRequest, SupplierReturnRequest
from gongliao.ledger.public import Place
from gongliao.projects.public import ProjectFacts


def source_of(
    line: SupplierReturnLineRequest, received: Mapping[UUID, ReceivedLineFacts], request: SupplierReturnRequest
) -> ReceivedLineFacts:
    """Return the receipt line that a line sends back.

    Raises: ReceiptLineNotFound, WrongCompany, ReceiptOfOtherOwnership, ReceiptOfOtherSupplier, ReplacementNotOrdered.
    """
    source = received.get(line.receipt_line_id)
    if source is None:
        raise ReceiptLineNotFound(id=line.receipt_line_id)
    if source.company_id != request.company_id:
        raise WrongCompany(field="receipt_line_id")
    if source.ownership != request.ownership:
        raise ReceiptOfOtherOwnership(receipt=source.number)
    if source.supplier_id != request.supplier_id:
        raise ReceiptOfOtherSupplier(receipt=source.number)
    if line.replacement and source.ownership != "own":
        raise ReplacementNotOrdered()
    return source


def require_receiver(request: SupplierReturnRequest, parties: Mapping[UUID, PartyFacts]) -> None:
    """Refuse a document that does not name whom its goods go back to, or names a supplier where it is the employer.

    Raises: EmployersGoodsGoToHim, ReturnSupplierNeeded, PartyNotFound.
    """
    if request.ownership == "owner_supplied":
        if request.supplier_id is not None:
            raise EmployersGoodsGoToHim()
    elif request.supplier_id is None:
        raise ReturnSupplierNeeded()
    elif request.supplier_id not in parties:
        raise PartyNotFound(id=request.supplier_id, field="supplier_id")


def ends_of(
    line: SupplierReturnLineRequest, source: ReceivedLineFacts, projects: Mapping[UUID, ProjectFacts]
) -> tuple[UUID | None, Place]:
    """Return whose stock goes back, and to whom: what is not ours is only whose it came as.

    Raises: ProjectNotFound, EmployerNotNamed.
    """
    if source.ownership == "owner_supplied":
        assert source.owner_id is not None, "the employer's goods are a project's stock"
        project = projects[source.owner_id]
        if project.customer_id is None:
            raise EmployerNotNamed(project=project.code)
        return project.id, Place("customer", project.customer_id)
    assert source.supplier_id is not None, "what is not the employer's came from a supplier"
    if source.ownership == "consignment":
        return source.supplier_id, Place("supplier", source.supplier_id)
    owner_id = None if line.from_general else project_of(projects, line.owner_id) or source.owner_id
    return owner_id, Place("supplier", source.supplier_id)
