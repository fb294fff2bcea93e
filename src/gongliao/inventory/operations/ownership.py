"""Whose property the goods of a line are, and what the employer's goods may not be used for. Source: ADR-0022."""

from typing import Protocol
from uuid import UUID

from gongliao.catalog.public import ItemFacts
from gongliao.inventory.errors import StockOfOtherProject
from gongliao.inventory.errors.ownership import (
    EmployersGoodsElsewhere,
    EmployersGoodsStay,
    NotEmployersGoods,
    ProjectOfEmployerNeeded,
)
from gongliao.inventory.operations.issued_lines import IssuedLine
from gongliao.ledger.public import Ownership
from gongliao.projects.public import NodeFacts


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


def ownership_of(line: Owned) -> Ownership:
    """Return whose property the goods are; the employer's are always a project's stock.

    Raises: ProjectOfEmployerNeeded.
    """
    if line.ownership != "own" and line.owner_id is None:
        raise ProjectOfEmployerNeeded()
    return line.ownership


def drawn_from(line: Owned, node: NodeFacts, *, item: ItemFacts) -> tuple[UUID | None, Ownership]:
    """Return whose stock a node draws and whose property that is.

    It is general stock or its own project's; the employer's goods go to work of the project alone that they are for.

    Raises: ProjectOfEmployerNeeded, EmployersGoodsElsewhere, StockOfOtherProject.
    """
    ownership = ownership_of(line)
    if line.owner_id not in (None, node.project_id):
        if ownership != "own":
            raise EmployersGoodsElsewhere(item=item.code, project=node.project_code)
        raise StockOfOtherProject(project=node.project_code)
    return line.owner_id, ownership


def require_stays(line: Moved, item: ItemFacts) -> None:
    """Refuse to make the employer's goods another project's, or general stock.

    Raises: EmployersGoodsStay.
    """
    if line.ownership != "own" and line.changes_owner:
        raise EmployersGoodsStay(item=item.code)


def require_taken_over(line: Owned, source: IssuedLine, node: NodeFacts, *, item: ItemFacts) -> None:
    """Refuse to take the employer's goods over to work of another project, or ours as if they were his.

    Raises: NotEmployersGoods, EmployersGoodsElsewhere.
    """
    if line.ownership != "own" and source.ownership == "own":
        raise NotEmployersGoods(item=item.code)
    if source.ownership != "own" and source.owner_id != node.project_id:
        raise EmployersGoodsElsewhere(item=item.code, project=node.project_code)
