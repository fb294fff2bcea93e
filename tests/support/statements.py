"""Counting the statements that reach the database, by whichever of our two ways they go."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Collect every statement inside, the framework's and the bare ones alike."""
    seen: list[str] = []
    connection.ensure_connection()
    bare = connection.connection
    usual = bare.cursor_factory

    class Counting(usual):  # type: ignore[misc, valid-type]
        def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            seen.append(query if isinstance(query, str) else query.as_string(None))
            return super().execute(query, *args, **kwargs)

        def executemany(self, query: Any, params: Any, **kwargs: Any) -> Any:
            several = list(params)
            seen.extend([str(query)] * len(several))
            return super().executemany(query, several, **kwargs)

    bare.cursor_factory = Counting
    try:
        yield seen
    finally:
        bare.cursor_factory = usual
