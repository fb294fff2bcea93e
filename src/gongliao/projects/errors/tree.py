"""Refusals of the work breakdown tree and of outlines laid over it."""

from dataclasses import dataclass

from gongliao.kernel.errors import RuleBroken


@dataclass(eq=False)
class NodeOfOtherProject(RuleBroken):
    """A node stays in its project."""

    code = "projects.node_of_other_project"
    node: str
    line: int | None = None
    field: str | None = "parent_id"


@dataclass(eq=False)
class NodeMovesOtherwise(RuleBroken):
    """Saving a node does not move it; moving is a step of its own."""

    code = "projects.node_moves_otherwise"
    node: str
    field: str | None = "parent_id"


@dataclass(eq=False)
class NotASibling(RuleBroken):
    """The node to stand before does not lie below the chosen parent."""

    code = "projects.not_a_sibling"
    node: str
    field: str | None = "before_id"


@dataclass(eq=False)
class NodeUnderItself(RuleBroken):
    """A node can't lie below itself."""

    code = "projects.node_under_itself"
    node: str
    line: int | None = None
    field: str | None = "parent_id"


@dataclass(eq=False)
class TaskTakesNoChildren(RuleBroken):
    """A task is the lowest step; only a section has parts."""

    code = "projects.task_takes_no_children"
    node: str
    line: int | None = None
    field: str | None = "node_type"


@dataclass(eq=False)
class NodeHasChildren(RuleBroken):
    """The node has parts; they go first."""

    code = "projects.node_has_children"
    node: str


@dataclass(eq=False)
class NodeHasPostings(RuleBroken):
    """Something was posted to the node: it can be closed, but not removed nor made unchargeable."""

    code = "projects.node_has_postings"
    node: str
    line: int | None = None
    field: str | None = None


@dataclass(eq=False)
class TooManyNodes(RuleBroken):
    """The project would have more nodes than one outline is made of."""

    code = "projects.too_many_nodes"
    nodes: int
    nodes_max: int


@dataclass(eq=False)
class LevelSkipped(RuleBroken):
    """A row lies more than one level below the row before it."""

    code = "projects.level_skipped"
    level: int
    level_max: int
    line: int | None = None
    field: str | None = "level"


@dataclass(eq=False)
class RowTwice(RuleBroken):
    """Two rows of the outline name the same node."""

    code = "projects.row_twice"
    node: str
    first_line: int
    line: int | None = None
    field: str | None = "code"


@dataclass(eq=False)
class TooManyRows(RuleBroken):
    """More rows than one outline takes at a time."""

    code = "projects.too_many_rows"
    rows: int
    rows_max: int
