"""The router that all endpoints of costing share."""

from gongliao.platform.public import Router

router = Router(tags=["costing"])
