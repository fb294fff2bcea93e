"""The sentences behind codes, one catalogue per language; modules add theirs as JSON files beside their code.

A module's sentences stand in ``<module>/messages.json`` as ``{code: {"zh": ..., "en": ...}}`` with ``{figure}`` places.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from gongliao.kernel.values import Labelled

MODULES = (
    "platform",
    "catalog",
    "projects",
    "ledger",
    "procurement",
    "costing",
    "inventory",
    "reports",
    "onboarding",
)


# Figures that are the state of something; the catalogue has their words.
STATED = frozenset({"state", "wanted"})


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return all sentences by code and language."""
    found: dict[str, dict[str, str]] = {}
    for module in MODULES:
        source = files(f"gongliao.{module}") / "messages.json"
        if source.is_file():
            found.update(json.loads(source.read_text(encoding="utf-8")))
    return found


class _Figures(Formatter):
    """Fills in figures by plain name only, so that a template can't reach into objects."""

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        value = kwargs.get(field_name)
        if isinstance(value, list | tuple):
            value = ", ".join(map(str, value))
        return ("—" if value is None else value), field_name


def sentence(code: str, *, language: str, figures: Mapping[str, Any] | None = None) -> str:
    """Return the sentence for a code in a language, with its figures filled in; the code itself if there is none."""
    texts = catalogue().get(code)
    if texts is None:
        return code
    return _Figures().vformat(texts[language], (), _said(figures or {}, language))


def _said(figures: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the figures with states and kinds of things as the reader's language calls them."""
    said = {name: _labelled(value, language) for name, value in figures.items()}
    for name in STATED & said.keys():
        texts = catalogue().get(f"state.{said[name]}")
        said[name] = texts[language] if texts else said[name]
    return said


def _labelled(value: Any, language: str) -> Any:
    texts = catalogue().get(f"label.{value.label}") if isinstance(value, Labelled) else None
    return texts[language].format(name=str(value)) if texts else value
