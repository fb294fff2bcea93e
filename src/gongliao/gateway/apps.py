"""Django application of this module."""

from django.apps import AppConfig


class GatewayConfig(AppConfig):
    """Connects the layers once all of them are loaded."""

    name = "gongliao.gateway"
    label = "gateway"

    def ready(self) -> None:
        from gongliao.gateway.wiring import connect_layers

        connect_layers()
