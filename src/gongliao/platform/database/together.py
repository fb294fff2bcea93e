"""Which of the statements that wait go as one, and how their answers come apart again (ADR-0027).

What a statement costs beside its work (binding it, a snapshot, an answer of its own) is about what the work of most of
ours costs. Neighbours of three kinds go as one:

- calls of functions whose answers nobody needs, as the columns of one ``SELECT``;
- questions that say which types their columns have, as the parts of one ``UNION ALL``;
- writes to different tables, as the parts of one ``WITH``. No part sees what another writes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, count
from operator import attrgetter, itemgetter

from gongliao.platform.database.wire import Kind, Row, Statement

# PostgreSQL takes 65,535 parameters a statement; long before that there is nothing to gain.
PARAMETERS_MAX = 6000

_PLACE = re.compile(rb"\$(\d+)")
_text_of, _about_of = attrgetter("text"), attrgetter("about")


@dataclass(slots=True)
class _Questions(Statement):
    """Questions as one; the first column of the answer tells which of the parts a row answers."""

    parts: Sequence[Statement] = ()


def together(waiting: Iterable[Statement]) -> list[Statement]:
    """Return what to send for the statements that wait, in their order."""
    runs: list[list[Statement]] = []
    taken, parameters = set[str](), 0
    for each in waiting:
        before = runs[-1][0].kind if runs else None
        fits = each.kind is not None and each.kind == before and parameters + len(each.parameters) <= PARAMETERS_MAX
        if fits and not (each.kind == "write" and each.about in taken):
            runs[-1].append(each)
        else:
            runs.append([each])
            taken, parameters = set(), 0
        taken.add(each.about)
        parameters += len(each.parameters)
    return [run[0] if len(run) == 1 else _as_one(run) for run in runs]


def come_apart(sent: Sequence[Statement], rows: Callable[[Statement], list[Row]]) -> None:
    """Give each question that went as a part of one its own rows."""
    for whole in sent:
        if isinstance(whole, _Questions):
            own = _own_columns(tuple(map(_about_of, whole.parts)))
            found: list[list[Row]] = [[] for _ in whole.parts]
            for row in rows(whole):
                found[row[0]].append(own[row[0]](row))
            for part, its in zip(whole.parts, found, strict=True):
                part.rows = its


def _as_one(run: Sequence[Statement]) -> Statement:
    kind: Kind | None = run[0].kind
    texts = tuple(map(_text_of, run))
    parameters = [*chain.from_iterable(each.parameters for each in run)]
    if kind == "question":
        return _Questions(_questions(texts, tuple(map(_about_of, run))), parameters, parts=run)
    return Statement(_calls(texts) if kind == "call" else _writes(texts), parameters)


# The texts below are put together once for what goes together.


@lru_cache(maxsize=512)
def _calls(texts: tuple[bytes, ...]) -> bytes:
    return b"SELECT " + b", ".join(text.removeprefix(b"SELECT ") for text in _renumbered(texts))


@lru_cache(maxsize=512)
def _writes(texts: tuple[bytes, ...]) -> bytes:
    *parts, last = _renumbered(texts)
    return b"WITH " + b", ".join(b"w%d AS (%s)" % each for each in enumerate(parts)) + b" " + last


@lru_cache(maxsize=512)
def _questions(texts: tuple[bytes, ...], abouts: tuple[str, ...]) -> bytes:
    columns = _shared_columns(abouts)
    parts: list[bytes] = []
    for number, (text, places) in enumerate(zip(_renumbered(texts), _places(abouts), strict=True)):
        own = {place: b"q.c%d" % at for at, place in enumerate(places)}
        chosen = [b"%s::%s" % (own.get(place, b"NULL"), kind.encode()) for place, kind in enumerate(columns, start=1)]
        names = b", ".join(b"c%d" % at for at in range(len(places)))
        parts.append(b"SELECT %d, %s FROM (%s) AS q (%s)" % (number, b", ".join(chosen), text, names))
    return b" UNION ALL ".join(parts)


@lru_cache(maxsize=512)
def _own_columns(abouts: tuple[str, ...]) -> list[Callable[[Row], Row]]:
    """Return for each question how its rows come out of a row of all."""
    return [itemgetter(*places) if len(places) > 1 else partial(_only, places[0]) for places in _places(abouts)]


def _only(place: int, row: Row) -> Row:
    return (row[place],)


def _places(abouts: tuple[str, ...]) -> list[list[int]]:
    """Return for each question where its columns stand among those of all; the first is the question's number."""
    columns = _shared_columns(abouts)
    found: list[list[int]] = []
    for about in abouts:
        free = {kind: count(columns.index(kind) + 1) for kind in set(columns)}
        found.append([next(free[kind]) for kind in about.split()])
    return found


def _shared_columns(abouts: tuple[str, ...]) -> list[str]:
    """Return the types of as many columns as the questions need, each type as often as one of them has it."""
    kinds = [about.split() for about in abouts]
    return [
        kind
        for kind in sorted({each for own in kinds for each in own})
        for _ in range(max(own.count(kind) for own in kinds))
    ]


def _renumbered(texts: Sequence[bytes]) -> list[bytes]:
    """Return the texts with their places one after the other."""
    found: list[bytes] = []
    before = 0
    for text in texts:
        numbers = [int(number) for number in _PLACE.findall(text)]
        found.append(_PLACE.sub(partial(_moved, before), text))
        before += max(numbers, default=0)
    return found


def _moved(by: int, place: re.Match[bytes]) -> bytes:
    return b"$%d" % (int(place[1]) + by)
