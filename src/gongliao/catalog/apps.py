"""Django application of this module."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Names the module for Django."""

    name = "gongliao.catalog"
    label = "catalog"
