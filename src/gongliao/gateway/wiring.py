"""Which events reach whom. Only the gateway knows both ends."""

from collections.abc import Mapping, Sequence

from gongliao.platform.relay import Handler

SUBSCRIBERS: Mapping[str, Sequence[Handler]] = {}
