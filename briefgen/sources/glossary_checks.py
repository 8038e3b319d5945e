"""What the rows of `glossary` say of each other: each term once, and no word both wanted and refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefgen.findings import did_you_mean, error
from briefgen.sources import rules
from briefgen.sources.entries import Entry
from briefgen.sources.references import Check, Faults

SEPARATOR: Final = "|"
"""What stands between two refused words in a cell."""


def refused_in(cell: str) -> tuple[str, ...]:
    """The words of a cell of the column “refused”, each without the blanks around it."""
    return tuple(word for piece in cell.split(SEPARATOR) if (word := piece.strip()))


def glossary_checks(languages: Sequence[str]) -> tuple[Check, ...]:
    """The checks of the table for a dossier that is made in these languages."""
    return _unique_terms, _wanted_or_refused, _known_languages(languages)


def _unique_terms(entries: Sequence[Entry]) -> Faults:
    """Each term stands once for a language."""
    firsts: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        term, language = entry.values.get("term", ""), entry.values.get("language", "")
        first = firsts.setdefault((term, language), entry)
        if term and first is not entry:
            message = f"the term “{term}” stands there twice (first in row {first.row.place.row})."
            remedy = f"Keep one row, with all refused words in it: one {SEPARATOR} another."
            yield entry, error(rules.DUPLICATE_KEY, entry.row.at("term"), message, remedy, term)


def _wanted_or_refused(entries: Sequence[Entry]) -> Faults:
    """No word is the term of one row and refused by a row for the same language."""
    terms = {(entry.values.get("term", ""), entry.values.get("language", "")): entry for entry in entries}
    for entry in entries:
        language = entry.values.get("language", "")
        for word in refused_in(entry.values.get("refused", "")):
            if wanted := terms.get((word, language)):
                message = f"“{word}” is refused here, but row {wanted.row.place.row} asks for it."
                remedy = "Delete it from one of the two rows."
                yield entry, error(rules.WANTED_AND_REFUSED, entry.row.at("refused"), message, remedy, word)


def _known_languages(languages: Sequence[str]) -> Check:
    """Each language is one of the dossier's; the cell may be empty."""

    def check(entries: Sequence[Entry]) -> Faults:
        for entry in entries:
            language = entry.values.get("language")
            if language and language not in languages:
                remedy = did_you_mean(language, languages) or f"Its languages are: {', '.join(languages)}."
                message = f"the dossier is not made in the language “{language}”; an empty cell stands for all."
                yield entry, error(rules.OTHER_LANGUAGE, entry.row.at("language"), message, remedy, language)

    return check
