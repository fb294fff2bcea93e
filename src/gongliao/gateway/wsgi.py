"""The WSGI application that granian serves."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongliao.gateway.settings")
application = get_wsgi_application()
# Loaded now and not with the first request, so that a process that can't serve does not start.
import_module(settings.ROOT_URLCONF)
