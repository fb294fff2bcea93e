"""A company's chart: the standard one, and what the company changed or added."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHART = Path(__file__).resolve().parent.parent / "chart.json"


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as people see it; ``name_en`` is the standard chart's, where the company has no name of its own."""

    code: str
    name: str
    name_en: str
    kind: str
    active: bool = True
    standard: bool = False

    def named(self, language: str) -> str:
        """Return the name in a language, or the only one that there is."""
        return self.name_en if language == "en" and self.name_en else self.name


@cache
def standard_chart() -> tuple[AccountFacts, ...]:
    """Return the accounts of the standard chart: those of the Chinese accounting standards, for construction."""
    rows = json.loads(CHART.read_text(encoding="utf-8"))
    return tuple(AccountFacts(row["code"], row["zh"], row["en"], row["kind"], standard=True) for row in rows)


def chart_with(own: Iterable[AccountFacts]) -> dict[str, AccountFacts]:
    """Return a company's chart by code, in order; its own accounts stand before standard ones of the same code."""
    merged = {each.code: each for each in standard_chart()} | {each.code: each for each in own}
    return dict(sorted(merged.items()))
