"""Whose property the goods of a line are, and what goods that are not ours may not be used for.

A line says whose they are by ``ownership`` and ``owner_id``: a project, or none for general stock; of a consignment it
is the supplier. Source: ADR-0022, ADR-0025.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from gongliao.catalog.public import ItemFacts, PartyFacts, PartyNotFound, ask_parties
from gongliao.inventory.errors import StockOfOtherProject
from gongliao.inventory.errors.consignment import ConsignorNeeded, UsedGoodsAreOurs
from gongliao.inventory.errors.ownership import (
    EmployersGoodsElsewhere,
    EmployersGoodsStay,
    NotEmployersGoods,
    ProjectOfEmployerNeeded,
)
from gongliao.inventory.operations.issued_lines import IssuedLine
from gongliao.ledger.public import Ownership
from gongliao.platform.public import Later, known
from gongliao.projects.public import NodeFacts, ProjectFacts, ProjectNotFound


class Owned(Protocol):
    """What a line says of whose goods it is about."""

    @property
    def ownership(self) -> Ownership: ...
    @property
    def owner_id(self) -> UUID | None: ...


class Moved(Owned, Protocol):
    """The same of a line that may give goods to somebody else."""

    @property
    def changes_owner(self) -> bool: ...


def ask_consignors(lines: Iterable[Owned]) -> Later[dict[UUID, PartyFacts]]:
    """Ask for the suppliers whose consignment lines name."""
    named = {line.owner_id for line in lines if line.ownership == "consignment" and line.owner_id}
    return ask_parties(named) if named else known({})


def ownership_of(line: Owned, consignors: Mapping[UUID, PartyFacts]) -> Ownership:
    """Return whose property the goods are; the employer's are always a project's stock, a consignment is a supplier's.

    Raises: ConsignorNeeded, PartyNotFound, ProjectOfEmployerNeeded.
    """
    if line.ownership == "consignment":
        if line.owner_id is None:
            raise ConsignorNeeded()
        if line.owner_id not in consignors:
            raise PartyNotFound(id=line.owner_id, field="owner_id")
    elif line.ownership == "owner_supplied" and line.owner_id is None:
        raise ProjectOfEmployerNeeded()
    return line.ownership


def owner_of(
    line: Owned, projects: Mapping[UUID, ProjectFacts], consignors: Mapping[UUID, PartyFacts]
) -> tuple[UUID | None, Ownership]:
    """Return whose stock the goods of a line are, and whose property that is.

    Raises: ConsignorNeeded, PartyNotFound, ProjectNotFound, ProjectOfEmployerNeeded.
    """
    if line.ownership != "consignment" and line.owner_id is not None and line.owner_id not in projects:
        raise ProjectNotFound(id=line.owner_id, field="owner_id")
    return line.owner_id, ownership_of(line, consignors)


def drawn_from(
    line: Owned, node: NodeFacts, *, item: ItemFacts, consignors: Mapping[UUID, PartyFacts]
) -> tuple[UUID | None, Ownership]:
    """Return whose stock a node draws and whose property that is.

    It is general stock or its own project's, or what a supplier consigned; the employer's goods go to work of the
    project alone that they are for.

    Raises: ConsignorNeeded, PartyNotFound, ProjectOfEmployerNeeded, EmployersGoodsElsewhere, StockOfOtherProject.
    """
    ownership = ownership_of(line, consignors)
    if ownership != "consignment" and line.owner_id not in (None, node.project_id):
        if ownership != "own":
            raise EmployersGoodsElsewhere(item=item.code, project=node.project_code)
        raise StockOfOtherProject(project=node.project_code)
    return line.owner_id, ownership


def require_stays(line: Moved, item: ItemFacts) -> None:
    """Refuse to make the employer's goods another project's, or general stock; a consignment becomes so by purchase.

    Raises: EmployersGoodsStay.
    """
    if line.ownership == "owner_supplied" and line.changes_owner:
        raise EmployersGoodsStay(item=item.code)


def require_taken_over(line: Owned, source: IssuedLine, node: NodeFacts, *, item: ItemFacts) -> None:
    """Refuse to take the employer's goods over to work of another project, or ours as if they were somebody else's.

    Raises: UsedGoodsAreOurs, NotEmployersGoods, EmployersGoodsElsewhere.
    """
    if line.ownership == "consignment":
        raise UsedGoodsAreOurs(item=item.code)
    if line.ownership != "own" and source.ownership == "own":
        raise NotEmployersGoods(item=item.code)
    if source.ownership != "own" and source.owner_id != node.project_id:
        raise EmployersGoodsElsewhere(item=item.code, project=node.project_code)
