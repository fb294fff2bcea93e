"""Saying what is refused, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from gongliao.kernel.errors import Refusal, SeveralRefusals


@dataclass(frozen=True)
class Fault:
    """What is wrong with a request: the fields that are so, what mends them, and the code that refuses them."""

    code: str
    wrong: Mapping[str, Any]
    right: Mapping[str, Any] = field(default_factory=dict)


def refusal_of(deed: Callable[[], Any]) -> Refusal:
    """Return what a deed is refused with."""
    with pytest.raises(Refusal) as refused:
        deed()
    return refused.value


def codes_of(deed: Callable[[], Any]) -> list[tuple[int | None, str]]:
    """Return line and code of everything that a deed is refused with."""
    refusal = refusal_of(deed)
    several = refusal.refusals if isinstance(refusal, SeveralRefusals) else (refusal,)
    return [(each.line, each.code) for each in several]


def order_of_checks(run: Callable[..., Any], faults: Sequence[Fault]) -> list[str]:
    """Return the codes that a request is refused with that has all faults at first and loses each as it is named."""
    fields: dict[str, Any] = {}
    for fault in reversed(faults):
        fields.update(fault.wrong)
    seen: list[str] = []
    for fault in faults:
        seen.append(refusal_of(lambda: run(**fields)).code)
        fields.update(fault.right)
    run(**fields)
    return seen
