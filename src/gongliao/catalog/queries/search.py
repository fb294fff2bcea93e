"""Finding records by any part of what names them.

The words are looked for in one text column of the tenant's rows, one after the other. An index on trigrams can't help:
``LIKE`` is not leakproof, so under row-level security PostgreSQL checks the policy first and may not use the index. The
scan of 100,000 items stays within the budget (``benchmarks/item_search.py``).
"""

from typing import Any

from django.db.models import Case, Expression, F, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from gongliao.catalog.rules.names import KEY, WORD, fold, query_words


def matching(records: QuerySet[Any], q: str) -> QuerySet[Any]:
    """Narrow records to those that hold every word of the query, in any letter case or width.

    Shape: with ``relevance`` to sort by: an exact code or barcode first, then those that a code, then those that a word
        starts with the query, then the rest; alike ones by code.
    """
    words = query_words(q)
    found: QuerySet[Any] = records
    for word in words:
        found = found.filter(search_text__contains=word)
    if not words:
        return _with_relevance(found, F("code"))
    asked = fold(q)
    nearness = Case(
        When(search_text__contains=f"{KEY}{asked}{KEY}", then=Value("0")),
        When(search_text__contains=f"{KEY}{asked}", then=Value("1")),
        When(search_text__contains=f"{WORD}{asked}", then=Value("2")),
        default=Value("3"),
    )
    return _with_relevance(found, Concat(nearness, "code", output_field=TextField()))


def best(records: QuerySet[Any], q: str, *, limit: int) -> list[Any]:
    """Return the records in use that fit best: one scan and no total, for pickers."""
    return list(matching(records.filter(active=True), q).order_by("relevance", "id")[:limit])


def _with_relevance(records: QuerySet[Any], relevance: Expression | F) -> QuerySet[Any]:
    found: QuerySet[Any] = records.annotate(relevance=relevance)
    return found
