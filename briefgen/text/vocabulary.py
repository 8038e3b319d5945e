"""What a call of a word is, and what a fault of a text is; the words are those of `briefgen.model.vocabulary`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from briefgen.findings import did_you_mean
from briefgen.model.vocabulary import VOCABULARY, WORDS, Signature

Constant = str | int | Decimal | bool | None
_IN_DOUBT = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")


def decimal_as_typed(typed: str) -> Decimal | str:
    """A number with a decimal point; as text where the point may divide thousands, for the word it is given to."""
    return typed if _IN_DOUBT.fullmatch(typed) else Decimal(typed)


SIGNATURES: Mapping[str, Signature] = {word.name: word.signature for word in WORDS}
EXHIBITS: tuple[str, ...] = ("chart", "table")
"""The words that put something into a paragraph of its own."""
REFERENCES: tuple[str, ...] = ("table", "chart", "point", "note")
"""What `ref` may refer to: ref("table/areas")."""


class TextFault(Struct, frozen=True):
    """The faults of a text.

    Attributes:
        words: the words complained of, as typed.
        offset: where they begin, in characters from the beginning of the source.
    """

    message: str
    remedy: str
    words: str
    offset: int


class Call(Struct, frozen=True):
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


class SourcePiece(Struct, frozen=True):
    """A value, statement or comment found in a source."""

    words: str
    offset: int


def unknown_word(word: str) -> RefusedError:
    """The refusal of a word that is not in the vocabulary, with the one that was perhaps meant."""
    known = f"A text may use {', '.join(VOCABULARY)}."
    return RefusedError(f"“{word}” is not a word of the vocabulary.", did_you_mean(word, VOCABULARY) or known)
