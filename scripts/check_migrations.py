"""Fail where the models and the migrations differ; needs no database."""

import os
import sys
from typing import Any


class NoHistory:
    """A router that lets nothing migrate: Django then asks no database what it has applied."""

    def allow_migrate(self, *_: Any, **__: Any) -> bool:
        """Answer for every database and model alike."""
        return False


def main() -> int:
    """Run ``makemigrations --check --dry-run`` and return its exit code."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongliao.gateway.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.DATABASE_ROUTERS = [NoHistory()]
    django.setup()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
