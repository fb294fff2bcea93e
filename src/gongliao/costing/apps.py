"""Django application of this module."""

from django.apps import AppConfig


class CostingConfig(AppConfig):
    """Names the module for Django."""

    name = "gongliao.costing"
    label = "costing"
