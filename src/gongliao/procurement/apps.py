"""Django application of this module."""

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    """Names the module for Django."""

    name = "gongliao.procurement"
    label = "procurement"
