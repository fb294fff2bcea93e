"""What a supervisor or load balancer asks."""

from dataclasses import asdict

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from psycopg_pool import PoolTimeout

from gongliao.gateway.lagging import lagging


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether requests can be served, which takes the database; and what the worker is behind with, if anything."""
    try:
        behind = lagging()
    except (Error, PoolTimeout):
        return JsonResponse({"status": "database away"}, status=503)
    return JsonResponse({"status": "ok"} if behind is None else {"status": "ok", "lagging": asdict(behind)})
