"""Suppliers and customers."""

from django.db import models

from gongliao.catalog.models.record import UNTRACKED, Record, audited


@audited(*UNTRACKED)
class Party(Record):
    """A company or person that we buy from or sell to; one record for both.

    ``contacts`` is a list of ``{"name", "title", "phone", "email"}``, all text.
    """

    name = models.CharField(max_length=200)
    is_supplier = models.BooleanField(default=False)
    is_customer = models.BooleanField(default=False)
    credit_code = models.CharField(max_length=18, blank=True)
    address = models.CharField(max_length=300, blank=True)
    contacts = models.JSONField(default=list)
    bank_name = models.CharField(max_length=200, blank=True)
    bank_account = models.CharField(max_length=50, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="party_code_once"),
            models.UniqueConstraint(
                fields=["tenant_id", "credit_code"], name="party_credit_code_once", condition=~models.Q(credit_code="")
            ),
            models.CheckConstraint(
                condition=models.Q(is_supplier=True) | models.Q(is_customer=True), name="party_has_a_role"
            ),
        ]
