"""The translations of a record's texts, as a catalogue holds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from briefgen.findings import Place
from briefgen.values import dataclass


@dataclass(frozen=True)
class Translation:
    """One entry of a catalogue.

    Attributes:
        context: what the text is of, e.g. "commitments/dublin"; stable while its wording changes.
        source: the text in the source language.
        text: the translation; "" where there is none yet.
        fuzzy: made for another wording, or not yet looked at.
    """

    context: str
    source: str
    text: str
    fuzzy: bool
    place: Place


@dataclass(frozen=True)
class Catalogue:
    """The translations into one language, as one file of `locale/` holds them."""

    file: str = ""
    entries: tuple[Translation, ...] = ()
    digest: str = ""

    def find(self, context: str, source: str) -> Translation | None:
        """The entry of a text: its own, or one of the same wording and family (what stands before the first “/”).

        So a letter whose paragraphs have moved, or a wording that holds again, need not be translated twice.
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
