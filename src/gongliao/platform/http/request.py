"""A request as endpoints see it."""

from django.http import HttpRequest

from gongliao.platform.access.actor import Actor


class Request(HttpRequest):
    """A request that passed the guard."""

    actor: Actor
