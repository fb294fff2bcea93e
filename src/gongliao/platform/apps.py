"""Django application of the platform."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class PlatformConfig(AppConfig):
    """Registers the tenant checks."""

    name = "gongliao.platform"
    label = "platform"

    def ready(self) -> None:
        from gongliao.platform.tenancy.checks import check_tenant_models

        register(check_tenant_models, Tags.models)
