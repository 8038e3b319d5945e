"""The translations of a record's texts, as a catalogue has them.

Also the fixed words of tables and charts, each of which is looked up in the catalogue of the document's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final

from msgspec import Struct

from briefgen.findings import Place


class PluralRule(Struct, frozen=True):
    """How many plural forms a catalogue has, and gettext's rule for which of them goes with a number."""

    count: int
    rule: str


class Translation(Struct, frozen=True):
    """One entry of a catalogue.

    Attributes:
        context: identifies the text, e.g. "commitments/dublin"; stable while its wording changes.
        source: the text in the source language.
        text: the translation; "" where there is none yet. Of an entry with plural forms, the first that is there.
        fuzzy: made for another wording, or not reviewed yet.
        forms: the translations by number, for an entry with plural forms; a form that is missing is "".
        rule: which of them goes with a number.
    """

    context: str
    source: str
    text: str
    fuzzy: bool
    place: Place
    forms: tuple[str, ...] = ()
    rule: PluralRule | None = None

    @property
    def wordings(self) -> tuple[str, ...]:
        """All that it may be printed as."""
        return self.forms or (self.text,)


class Reach(StrEnum):
    """How far the translation of a text is."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    MISSING = "missing"


def reach_of(found: Translation | None) -> Reach:
    """How far the translation of a text is, by the entry that a catalogue has for it."""
    if found is None or not all(found.wordings):
        return Reach.MISSING
    return Reach.FUZZY if found.fuzzy else Reach.TRANSLATED


class Catalogue(Struct, frozen=True, dict=True):
    """The translations into one language, as one file of `locale/` holds them."""

    file: str = ""
    entries: tuple[Translation, ...] = ()
    digest: str = ""

    def find(self, context: str, source: str) -> Translation | None:
        """The entry of a text: its own, or one of the same wording and family (the context before “/”).

        So a letter whose paragraphs have moved, or a wording that is used again, need not be translated twice.
        """
        own = self._by_context.get((context, source))
        return own if own and own.text else self._by_family.get((_family(context), source), own)

    @cached_property
    def _by_context(self) -> Mapping[tuple[str, str], Translation]:
        return {(entry.context, entry.source): entry for entry in self.entries}

    @cached_property
    def _by_family(self) -> Mapping[tuple[str, str], Translation]:
        ranked = sorted((entry for entry in self.entries if entry.text), key=lambda entry: not entry.fuzzy)
        return {(_family(entry.context), entry.source): entry for entry in ranked}


def _family(context: str) -> str:
    return context.partition("/")[0]


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
"""The name of a value, by its kind; see `briefgen.model.data_tables.ValueKind`."""
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


def fill_phrase(phrase: str, **words: str) -> str:
    """Replace the names in braces in a phrase by words; braces in the words stay as they are."""
    for number, name in enumerate(words):
        phrase = phrase.replace(f"{{{name}}}", f"\0{number}\0")
    for number, word in enumerate(words.values()):
        phrase = phrase.replace(f"\0{number}\0", word)
    return phrase
