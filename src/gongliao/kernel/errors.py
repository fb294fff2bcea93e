"""Refusals: named facts with figures, a code and a status; the sentence comes from the message catalogue.

A refusal class is a dataclass whose fields are its figures. Two field names are special: ``line`` (the document line,
counted from 1) and ``field`` (the input it concerns); they say where the refusal belongs on the screen.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any, ClassVar

PLACE_FIELDS = frozenset({"line", "field"})


class Refusal(Exception):
    """A request that was understood and is not carried out."""

    code: ClassVar[str] = ""
    status: ClassVar[int] = 409
    line: int | None = None
    field: str | None = None

    def figures(self) -> dict[str, Any]:
        """Return the figures by name, without the place."""
        names: list[str] = [f.name for f in dataclasses.fields(self)] if dataclasses.is_dataclass(self) else []
        return {name: getattr(self, name) for name in names if name not in PLACE_FIELDS}

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.figures().items())
        where = f" at line {self.line}" if self.line is not None else ""
        return f"{self.code}{where}({shown})"


class NotSignedIn(Refusal):
    """Nobody is signed in."""

    code = "platform.not_signed_in"
    status = 401


class NotFound(Refusal):
    """Not there, or not visible to this actor; the two can't be told apart from outside."""

    status = 404


class NotAllowed(Refusal):
    """A grant is missing."""

    status = 403


class RuleBroken(Refusal):
    """The business says no."""

    status = 409


class NeedsConfirmation(Refusal):
    """Allowed if a person says so; the figures are what to confirm."""

    status = 409


class Unavailable(Refusal):
    """Try later."""

    status = 503


class SeveralRefusals(Refusal):
    """Everything that is wrong with one request, together, in line order."""

    code = "platform.several_refusals"

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__()
        assert refusals
        self.refusals = tuple(refusals)

    @property
    def worst_status(self) -> int:
        """Return the status of the first refusal; callers list them in check order."""
        return self.refusals[0].status

    def __str__(self) -> str:
        return "; ".join(str(refusal) for refusal in self.refusals)


def refuse_together(refusals: Sequence[Refusal]) -> None:
    """Raise nothing, the one refusal, or all of them as one.

    Raises: Refusal, SeveralRefusals.
    """
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralRefusals(refusals)
