"""Django application of this module."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Names the module for Django."""

    name = "gongliao.reports"
    label = "reports"
