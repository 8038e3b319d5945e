"""The words that texts and templates call for a value, such as `money`: all that is known of each before it is called.

`briefgen.text` reads calls by it, `briefgen.sources` looks up the names in them, `briefgen.asof` compares them, and
`briefgen.compose` gives each word its function.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from msgspec import Struct


class Signature(Struct, frozen=True):
    """How a word may be called: the least and the most arguments by position, and arguments by name."""

    least: int
    most: int
    options: tuple[str, ...] = ()


class SaidNumber(str):
    """A number as it is said, for a word around it: `figure("offers") | plural(…)` counts by the number itself.

    Attributes:
        number: the number itself.
        at_start: how it is said where a paragraph begins, which no figure does; "" where it is said the same.
    """

    number: Decimal
    at_start: str

    def __new__(cls, said: str, number: Decimal, at_start: str = "") -> SaidNumber:
        """The number as it is said, with the other two."""
        new = super().__new__(cls, said)
        new.number, new.at_start = number, at_start
        return new


class Word(Struct, frozen=True):
    """A word of the vocabulary.

    Attributes:
        names_from: where the name that it is called with must be: "commitments", "figures", "tables", "charts",
            "exhibits" (tables and charts), "participants"; "" where it is called with no name.
        is_language_neutral: whether it gives the same in every language, since it speaks of the document itself.
        changes_between_days: whether the same call may give another value on another day.
        is_for_texts_only: whether templates lack it, since a field of theirs has its name.
    """

    name: str
    signature: Signature
    names_from: str = ""
    is_language_neutral: bool = False
    changes_between_days: bool = False
    is_for_texts_only: bool = False


_ONE: Final = Signature(1, 1)
_DATED: Final = Signature(1, 1, ("year",))
WORDS: Final[tuple[Word, ...]] = (
    Word("date", _DATED),
    Word("when", _DATED),
    Word("by", _DATED),
    Word("since", _DATED, is_for_texts_only=True),
    Word("money", Signature(1, 2, ("currency",))),
    Word("number", _ONE),
    Word("percent", _ONE),
    Word("figure", _ONE, "figures", changes_between_days=True),
    Word("point", _ONE, "commitments", changes_between_days=True),
    Word("state", _ONE),
    Word("capital", _ONE),
    Word("gendered", Signature(0, 0, ("female", "male", "other")), is_for_texts_only=True),
    Word("salutation", Signature(0, 0), is_for_texts_only=True),
    Word("_", _ONE),
    Word("chart", _ONE, "charts", is_language_neutral=True),
    Word("table", _ONE, "tables", is_language_neutral=True),
    Word("ref", _ONE, is_language_neutral=True),
    Word("cell", Signature(2, 3), "exhibits", is_language_neutral=True),
    Word("total", _ONE, "exhibits", is_language_neutral=True),
    Word("share", Signature(2, 2), "exhibits", is_language_neutral=True),
    Word("leader", Signature(1, 3), "exhibits", is_language_neutral=True),
    Word("rows", _ONE, "exhibits", is_language_neutral=True),
    Word("spelt", Signature(1, 1, ("capital", "gender"))),
    Word("plural", Signature(1, 1, ("zero", "one", "two", "few", "many", "other"))),
    Word("counted", Signature(1, 9), "participants", is_language_neutral=True),
    Word("listed", _ONE, "participants", is_language_neutral=True),
)
VOCABULARY: Final[tuple[str, ...]] = tuple(word.name for word in WORDS)
TEMPLATE_WORDS: Final[tuple[str, ...]] = tuple(word.name for word in WORDS if not word.is_for_texts_only)
