"""Tables of projects: cost categories, projects, and their work breakdown."""

from typing import Any

import pghistory
from django.db import models

from gongliao.platform.public import TenantModel
from gongliao.projects.rules.facts import Kind, NodeType, Status
from gongliao.projects.rules.tree import Node, Place

# Plain text, because migrations keep it.
STATUSES = tuple(status.value for status in Status)
KINDS = tuple(kind.value for kind in Kind)
NODE_TYPES = tuple(node_type.value for node_type in NodeType)


def audited(*untracked: str) -> Any:
    """Return the decorator by which the database itself writes who changed what (design.md 6)."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=[*untracked]
    )


@audited()
class CostCategory(TenantModel):
    """A branch of the cost tree 人工/材料/机械/分包/其他直接/间接; what lies below it is of its kind."""

    code = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children", db_index=False)
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="cost_category_code_once"),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="cost_category_kind_known"),
        ]


@audited("tree_version")
class Project(TenantModel):
    """A cost and contract object with a life of its own.

    ``shelf_life_days_min`` is how long a batch must still keep when it is issued for the project's work.
    ``status_reason`` says why the status last changed; the audit keeps each of them. ``tree_version`` counts changes of
    the outline, so that one pasted from an old state is recognised.
    """

    code = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    company = models.ForeignKey("platform.Company", on_delete=models.PROTECT, db_index=False, related_name="+")
    manager = models.ForeignKey("platform.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    customer = models.ForeignKey("catalog.Party", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="subprojects")
    site_store = models.ForeignKey(
        "catalog.Warehouse", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    planned_start = models.DateField(null=True)
    planned_finish = models.DateField(null=True)
    contract_value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    shelf_life_days_min = models.PositiveSmallIntegerField(default=0, db_default=0)
    remark = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=20, default=Status.DRAFT.value)
    status_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    tree_version = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="project_code_once"),
            models.CheckConstraint(condition=models.Q(status__in=STATUSES), name="project_status_known"),
        ]
        indexes = [models.Index(fields=["tenant_id", "company"], name="project_of_company")]


@audited("sort_order", "depth", "path", "status_in_force", "has_postings")
class WbsNode(TenantModel):
    """A node of a project's work breakdown.

    ``sort_order``, ``depth``, ``path`` and ``status_in_force`` follow from the whole tree (rules/tree.py) and are
    written with each change of it. ``has_postings`` is set by the books above, once and for ever.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="nodes", db_index=False)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    code = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    node_type = models.CharField(max_length=10)
    plannable = models.BooleanField()
    chargeable = models.BooleanField()
    billable = models.BooleanField()
    status = models.CharField(max_length=20)
    status_reason = models.CharField(max_length=500, blank=True)
    sort_order = models.PositiveIntegerField()
    depth = models.PositiveIntegerField()
    path = models.TextField()
    status_in_force = models.CharField(max_length=20)
    has_postings = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [
            # Checked at commit, so that one outline may swap codes; all writers hold the project's lock meanwhile.
            models.UniqueConstraint(
                fields=["tenant_id", "project", "code"],
                name="wbs_node_code_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=models.Q(status__in=STATUSES), name="wbs_node_status_known"),
            models.CheckConstraint(condition=models.Q(status_in_force__in=STATUSES), name="wbs_node_in_force_known"),
            models.CheckConstraint(condition=models.Q(node_type__in=NODE_TYPES), name="wbs_node_type_known"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="wbs_node_not_its_own_parent"),
        ]

    def as_rule_input(self) -> Node:
        """Return the plain form that the rules work on."""
        return Node(
            id=self.id,
            parent_id=self.parent_id,
            sort_order=self.sort_order,
            code=self.code,
            name=self.name,
            node_type=NodeType(self.node_type),
            plannable=self.plannable,
            chargeable=self.chargeable,
            billable=self.billable,
            status=Status(self.status),
            status_reason=self.status_reason,
            has_postings=self.has_postings,
        )

    def place(self) -> Place:
        """Return where the node was last written to stand."""
        return Place(
            sort_order=self.sort_order,
            depth=self.depth,
            path=self.path,
            status_in_force=Status(self.status_in_force),
        )
