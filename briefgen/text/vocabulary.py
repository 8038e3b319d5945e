"""The words that a text may call for a value, what a call is, and what a fault of a text is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from briefgen.findings import did_you_mean

Constant = str | int | Decimal | bool | None


class Signature(NamedTuple):
    """How a word may be called: the least and the most arguments by position, and arguments by name."""

    least: int
    most: int
    options: tuple[str, ...] = ()


_DATED = Signature(1, 1, ("year",))
SIGNATURES = {
    "date": _DATED,
    "when": _DATED,
    "by": _DATED,
    "money": Signature(1, 2, ("currency",)),
    "number": Signature(1, 1),
    "percent": Signature(1, 1),
    "figure": Signature(1, 1),
    "point": Signature(1, 1),
    "_": Signature(1, 1),
    "chart": Signature(1, 1),
    "table": Signature(1, 1),
    "ref": Signature(1, 1),
    "cell": Signature(2, 3),
    "total": Signature(1, 1),
    "share": Signature(2, 2),
    "leader": Signature(1, 3),
    "rows": Signature(1, 1),
    "spelt": Signature(1, 1, ("capital",)),
    "counted": Signature(1, 9),
    "listed": Signature(1, 1),
}
VOCABULARY: tuple[str, ...] = tuple(SIGNATURES)
EXHIBITS: tuple[str, ...] = ("chart", "table")
"""The words that put something into a paragraph of its own."""
REFERENCES: tuple[str, ...] = ("table", "chart", "point", "note")
"""What `ref` may refer to: ref("table/areas")."""


@dataclass(frozen=True)
class TextFault:
    """The faults of a text.

    Attributes:
        words: the words complained of, as typed.
        offset: where they begin, in characters from the beginning of the source.
    """

    message: str
    remedy: str
    words: str
    offset: int


@dataclass(frozen=True)
class Call:
    """A word of the vocabulary, called.

    Attributes:
        args: constants; where the value went through another word before, that call comes first.
        options: arguments by name.
        words: the whole value as typed, with its braces.
        offset: where the value begins in the source.
    """

    word: str
    args: tuple[Constant | Call, ...]
    options: tuple[tuple[str, Constant], ...] = ()
    words: str = ""
    offset: int = 0

    def within(self) -> Iterator[Call]:
        """This call and those that its value comes from, the innermost first."""
        for arg in self.args:
            if isinstance(arg, Call):
                yield from arg.within()
        yield self


class RefusedError(Exception):
    """A value that is not of the accepted forms; becomes a `TextFault`."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


@dataclass(frozen=True)
class SourcePiece:
    """A value, statement or comment found in a source."""

    words: str
    offset: int


def unknown_word(word: str) -> RefusedError:
    """The refusal of a word that is not in the vocabulary, with the one that was perhaps meant."""
    known = f"A text may use {', '.join(VOCABULARY)}."
    return RefusedError(f"“{word}” is not a word of the vocabulary.", did_you_mean(word, VOCABULARY) or known)
