"""Accounts, the rules that choose among them, and the voucher lines that postings make."""

import pghistory
from django.db import models

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.models.fields import IdentityField, key_field, money_field
from gongliao.ledger.rules.vouchers import Purpose
from gongliao.platform.public import AppendOnly, TenantModel

ACCOUNT_KINDS = ("asset", "liability", "equity", "cost", "profit_and_loss")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Account(TenantModel):
    """One account of a company's chart."""

    company_id = models.UUIDField()
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=15)
    active = models.BooleanField(default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "company_id", "code"], name="account_code_once"),
            models.CheckConstraint(condition=models.Q(kind__in=ACCOUNT_KINDS), name="account_kind_known"),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AccountRule(TenantModel):
    """Which account of a company takes a purpose: in general, for an ownership, for a category and all below it.

    ``category_id`` is a category of items, or of cost where the purpose is a node's cost or what is owed for it.
    """

    company_id = models.UUIDField()
    purpose = models.CharField(max_length=25)
    ownership = models.CharField(max_length=15, blank=True)
    category_id = key_field()
    account = models.CharField(max_length=30)
    version = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "company_id", "purpose", "ownership", "category_id"], name="account_rule_once"
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=[each.value for each in Purpose]), name="account_rule_purpose_known"
            ),
        ]

    @property
    def general(self) -> bool:
        """Tell whether the rule holds for whatever no other names."""
        return not self.ownership and self.category_id == NO_ID


class VoucherLine(AppendOnly, TenantModel):
    """A debit or a credit that a document's posting made; all lines of a document balance.

    ``rule_id`` and ``rule_version`` tell which rule chose the account; none where the standard chart did. ``party_id``
    is whom an estimate is owed to.
    """

    seq = IdentityField(editable=False)
    company_id = models.UUIDField()
    document_type = models.CharField(max_length=30)
    document_id = models.UUIDField()
    account = models.CharField(max_length=30)
    purpose = models.CharField(max_length=25)
    debit = money_field()
    credit = money_field()
    project_id = models.UUIDField(null=True)
    node_id = models.UUIDField(null=True)
    category_id = models.UUIDField(null=True)
    party_id = models.UUIDField(null=True)
    business_date = models.DateField()
    posting_date = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    rule_id = models.UUIDField(null=True)
    rule_version = models.PositiveIntegerField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(debit__gt=0, credit=0) | models.Q(debit=0, credit__gt=0),
                name="voucher_line_has_one_side",
            )
        ]
        indexes = [
            models.Index(fields=["tenant_id", "seq"], name="voucher_line_in_order"),
            models.Index(fields=["tenant_id", "document_id"], name="voucher_line_of_document"),
            models.Index(fields=["tenant_id", "company_id", "posting_date", "account"], name="voucher_line_of_account"),
        ]
