"""Counting the statements that reach the database, by whichever way they go."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg.pq import Trace

# What a client sends for each statement that it has carried out, in the simple and in the extended protocol.
CARRIED_OUT = ("Query", "Execute")


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Collect what was sent on this thread's connection inside, one entry for each statement, once it has ended.

    It is read off the wire, because the framework, our bare statements and pipelines each go a way of their own.
    """
    seen: list[str] = []
    connection.ensure_connection()
    wire = connection.connection.pgconn
    with tempfile.NamedTemporaryFile() as log:
        wire.trace(log.fileno())
        wire.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
        try:
            yield seen
        finally:
            wire.untrace()
        with open(log.name, encoding="utf-8", errors="replace") as lines:
            sent = (line.split("\t", 3) for line in lines if line.startswith("F\t"))
            seen.extend(parts[3].strip() for parts in sent if parts[2] in CARRIED_OUT)
    assert seen, "nothing was sent, or the trace does not work here"
