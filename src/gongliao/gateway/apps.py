"""Django application of this module."""

from django.apps import AppConfig


class GatewayConfig(AppConfig):
    """Names the module for Django."""

    name = "gongliao.gateway"
    label = "gateway"
