"""Bodies and answers about cost categories."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from gongliao.platform.public import Code, ListQuery, Schema, Version
from gongliao.projects.models import CostCategory
from gongliao.projects.operations.save_category import CategoryRequest
from gongliao.projects.rules.facts import Kind
from gongliao.projects.schemas.common import Title


class CostCategoryQuery(ListQuery):
    """Filters of the list of cost categories."""

    kind: Kind | None = None
    active: bool | None = None


class CostCategoryIn(Schema):
    """A cost category as it shall be; ``version`` is the one that the editor saw, 0 for a new one."""

    version: Version = 0
    code: Code
    name: Title
    name_en: Annotated[str, Field(max_length=200)] = ""
    kind: Kind
    parent_id: UUID | None = None
    active: bool = True

    def as_request(self, category_id: UUID) -> CategoryRequest:
        """Return what the operation takes."""
        return CategoryRequest(id=category_id, **self.model_dump())


class CostCategoryOut(Schema):
    """A cost category."""

    id: UUID
    version: int
    code: str
    name: str
    name_en: str
    kind: Kind
    parent_id: UUID | None
    parent_code: str | None
    active: bool

    @classmethod
    def of(cls, category: CostCategory) -> Self:
        """Return a category as it is shown."""
        return cls(
            id=category.id,
            version=category.version,
            code=category.code,
            name=category.name,
            name_en=category.name_en,
            kind=Kind(category.kind),
            parent_id=category.parent_id,
            parent_code=category.parent.code if category.parent else None,
            active=category.active,
        )
