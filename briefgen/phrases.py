"""The words of tables and charts that are no drafter's: each goes through the catalogue of the document's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TABLE: Final = "Table"
CHART: Final = "Chart"
TOTAL: Final = "Total"
NOT_STATED: Final = "not stated"
DASH: Final = "–"
VALUE_HEADS: Final[Mapping[str, str]] = {
    "count": "Number",
    "share": "Share",
    "distinct": "Number of different entries",
}
"""What a value is called, by its kind; see `briefgen.frames.ValueKind`."""
BY: Final = "{value} by {rows}"
BY_TWO: Final = "{value} by {rows} and {columns}"
SAID: Final = "{what}: {figures}."
IN_ALL: Final = "In all: {figure}."
LARGEST: Final = "The largest figure: {figure}."
SMALLEST: Final = "The smallest figure: {figure}."
EMPTY: Final = "{what}: nothing to count."
TIES: Final = "More than {number} are shown, because the last ones are equal."
TIED_PLACES: Final = "Those that stand together share a place."
ROUNDED: Final = "Figures may not add up to the totals because of rounding."

PHRASES: Final = (
    TABLE, CHART, TOTAL, NOT_STATED, *VALUE_HEADS.values(), BY, BY_TWO, SAID, IN_ALL, LARGEST, SMALLEST, EMPTY, TIES,
    TIED_PLACES, ROUNDED,
)  # fmt: skip
"""All of them, for the catalogues."""


def filled(phrase: str, **words: str) -> str:
    """The phrase with words in place of its names in braces; braces in the words stay as they are."""
    for number, name in enumerate(words):
        phrase = phrase.replace(f"{{{name}}}", f"\0{number}\0")
    for number, word in enumerate(words.values()):
        phrase = phrase.replace(f"\0{number}\0", word)
    return phrase
