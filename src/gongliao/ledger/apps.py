"""Django application of this module."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Names the module for Django."""

    name = "gongliao.ledger"
    label = "ledger"
