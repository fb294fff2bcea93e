"""The item tree, told from each category's parent alone."""

from collections.abc import Iterator, Mapping
from uuid import UUID

Parents = Mapping[UUID, UUID | None]


def way_up(parents: Parents, start: UUID | None) -> Iterator[UUID]:
    """Yield a category and those above it, the nearest first."""
    at = start
    while at is not None:
        yield at
        at = parents.get(at)


def would_hang_on_itself(parents: Parents, *, category: UUID, parent: UUID | None) -> bool:
    """Tell whether a category under this parent would lie under itself."""
    return category in way_up(parents, parent)


def branch(parents: Parents, top: UUID) -> set[UUID]:
    """Return a category and all below it."""
    children: dict[UUID | None, list[UUID]] = {}
    for each, parent in parents.items():
        children.setdefault(parent, []).append(each)
    found, waiting = {top}, [top]
    while waiting:
        below = children.get(waiting.pop(), [])
        waiting += below
        found.update(below)
    return found
