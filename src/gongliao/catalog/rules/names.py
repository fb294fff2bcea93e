"""How records are found: text folded to one form, pinyin, and the words of a query.

A record's search text is its keys and its other words, each between marks that no query can hold: keys (code, barcode)
between ``KEY``, the rest between ``WORD``. So "equals a code", "starts a name" and "stands anywhere" are all one kind
of question: does the text contain this.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

# People write one thing in several ways: a pipe is DN100×4, DN100*4 or DN100x4, a bar Φ12, φ12 or ø12.
LOOKALIKES = str.maketrans({"×": "x", "✕": "x", "*": "x", "ø": "φ", "∅": "φ", "⌀": "φ"})

KEY = "\n"
WORD = "\t"
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Reading:
    """A name as it is read: ``不锈钢管`` is ``buxiugangguan``, in short ``bxgg``."""

    pinyin: str
    initials: str


def tidy(text: str) -> str:
    """Return the text without control characters, with single spaces inside and none around."""
    printable = "".join(" " if unicodedata.category(each) == "Cc" else each for each in text)
    return SPACES.sub(" ", printable).strip()


def fold(text: str) -> str:
    """Return the text as it is compared: half width, lower case, single spaces, one sign for look-alikes."""
    return tidy(unicodedata.normalize("NFKC", text).casefold().translate(LOOKALIKES))


def reading_of(name: str) -> Reading:
    """Return how a name is read; characters without a reading stay as they are."""
    folded = fold(name)
    return Reading(
        pinyin=fold("".join(lazy_pinyin(folded))),
        initials=fold("".join(lazy_pinyin(folded, style=Style.FIRST_LETTER))),
    )


def search_text(*, keys: Iterable[str], words: Iterable[str]) -> str:
    """Return the text in which a record is found by any part of its keys and words."""
    folded_keys = [fold(each) for each in keys]
    folded_words = [fold(each) for each in words]
    return (
        "".join(f"{KEY}{each}" for each in folded_keys if each)
        + KEY
        + "".join(f"{WORD}{each}" for each in dict.fromkeys(folded_words) if each)
        + WORD
    )


def query_words(query: str) -> tuple[str, ...]:
    """Return the words that a record must all contain; none for an empty query."""
    return tuple(dict.fromkeys(fold(query).split(" "))) if fold(query) else ()
