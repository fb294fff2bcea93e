"""What commands share: exit codes, the console, and the way to say no."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from gongliao.kernel.errors import Refusal
from gongliao.platform.http.problems import plain
from gongliao.platform.messages import sentence

# Progress and messages go to the error stream, so that what a script reads is the answer alone.
messages = Console(stderr=True, highlight=False)
answers = Console(highlight=False)


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    CHECK_FAILED = 1
    USAGE = 2
    ENVIRONMENT = 3


class CannotRun(Exception):
    """The machine or its settings don't allow the command; the text says what to do."""


def text_of(error: Exception) -> str:
    """Return what a person at the terminal is told."""
    if isinstance(error, Refusal):
        return sentence(error.code, language="en", figures=plain(error.figures()))
    return str(error)


def print_json(value: Any) -> None:
    """Print an answer for a script."""
    answers.out(json.dumps(plain(value), ensure_ascii=False, indent=2))


@contextmanager
def progress() -> Iterator[Progress]:
    """Show bars while the block runs."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=messages, transient=True) as shown:
        yield shown
