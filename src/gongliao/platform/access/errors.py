"""Refusals of access."""

from dataclasses import dataclass

from gongliao.kernel.errors import NotAllowed


@dataclass(eq=False)
class MissingGrant(NotAllowed):
    """The person lacks this grant here."""

    code = "platform.missing_grant"
    grant: str


@dataclass(eq=False)
class OwnDocument(NotAllowed):
    """Nobody approves their own document."""

    code = "platform.own_document"
    number: str | None
