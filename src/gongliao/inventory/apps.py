"""Django application of this module."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """Names the module for Django."""

    name = "gongliao.inventory"
    label = "inventory"
