"""Checks between the rows of a table: duplicate and near-duplicate keys; items, points and totals that must agree.

The rows of `paragraphs` are also checked against the documents of dossier.yaml; those of `glossary` must have each term
once, and no word both wanted and refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from briefgen.asof.standing import standing
from briefgen.findings import Finding, Place, did_you_mean, error, has_errors, warning
from briefgen.model.dossier import DocumentSpec, State
from briefgen.model.kinds import DOCUMENT_KINDS, WITHDRAWN
from briefgen.sources import rules
from briefgen.sources.ledger.entries import LedgerEntry, empty_cell

Faults: TypeAlias = Iterator[tuple[LedgerEntry, Finding]]
"""Entries with their faults."""

Check: TypeAlias = Callable[[Sequence[LedgerEntry]], Faults]


def run_checks(entries: Sequence[LedgerEntry], *checks: Check) -> tuple[tuple[LedgerEntry, ...], tuple[Finding, ...]]:
    """Run checks over entries.

    Returns:
        The entries, those with an error marked as not sound, and all findings.
    """
    found = [fault for check in checks for fault in check(entries)]
    faulty = {id(entry) for entry, finding in found if has_errors([finding])}
    marked = (replace(entry, sound=False) if id(entry) in faulty else entry for entry in entries)
    return tuple(marked), tuple(finding for _, finding in found)


def check_unique_keys(column: str) -> Check:
    """The check that no key is used twice."""

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        for entry, first in _find_repeated(entries, lambda values: values.get(column)):
            message = f"the key “{entry.values[column]}” stands there twice (first in {_row(first)})."
            yield entry, error(rules.DUPLICATE_KEY, entry.row.at(column), message, "Give each its own key.")

    return check


def check_dated_keys(column: str) -> Check:
    """The check that no key is used twice, but for wordings of several days."""
    once, wordings = check_unique_keys(column), check_wordings(column, "as_of", "recorded")

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        # of rows that always have held, one may correct another that was known before
        undated: dict[date | None, list[LedgerEntry]] = {}
        for entry in entries:
            if entry.as_of is None:
                undated.setdefault(entry.recorded, []).append(entry)
        for rows in undated.values():
            yield from once(rows)
        yield from wordings(entries)

    return check


def check_confirmations(column: str) -> Check:
    """The check that a row without a text has a wording before it, which it confirms; `column` holds the keys."""

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        worded: set[str] = set()
        ended: dict[str, LedgerEntry] = {}
        for entry in _oldest_first(entries):
            key, state = entry.values.get(column, ""), entry.values.get("state")
            if state == State.WITHDRAWN:
                ended[key] = entry
            elif entry.values.get("text") or (state and key in worded):
                ended.pop(key, None)
            elif entry.row.sound and key in worded and key in ended:
                yield entry, _confirms_nothing(entry, ended[key], key)
            if entry.values.get("text"):
                worded.add(key)
            elif entry.row.sound and state != State.WITHDRAWN and key not in worded:
                yield entry, error(rules.EMPTY_CELL, entry.row.at("text"), *empty_cell("text"))

    return check


def _oldest_first(entries: Sequence[LedgerEntry]) -> Iterable[LedgerEntry]:
    """The entries by the day from which they hold, then by that on which they were known, then as in the file."""
    ages: dict[tuple[date, date], list[LedgerEntry]] = {}
    for entry in entries:
        ages.setdefault((entry.as_of or date.min, entry.recorded or date.min), []).append(entry)
    return chain.from_iterable(ages[age] for age in sorted(ages))


def _confirms_nothing(entry: LedgerEntry, ended: LedgerEntry, key: str) -> Finding:
    message = f"the row confirms nothing: “{key}” is withdrawn since {_row(ended)}, and stays so."
    remedy = "Write the text that holds from this day on to take it up again, or delete the row."
    return warning(rules.ENDED_BEFORE, entry.row.at("text"), message, remedy, key)


def check_alike_keys(column: str) -> Check:
    """The check that no two keys differ by capitals or look-alike letters only."""

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        spelt: dict[str, LedgerEntry] = {}
        for entry in entries:
            key = entry.values.get(column) or entry.row.cells.get(column, "").strip()
            first = spelt.setdefault(_alike(key), entry)
            earlier = first.values.get(column) or first.row.cells.get(column, "").strip()
            if key and key != earlier:
                message = f"the key “{key}” differs from “{earlier}” ({_row(first)}) by its capitals only."
                yield entry, error(rules.NEAR_KEY, entry.row.at(column), message, f"Write “{earlier}”.", key)

    return check


def check_numbers(entries: Sequence[LedgerEntry]) -> Faults:
    """Check that no printed number is used twice; a warning only, as drafters may number as they like.

    Points whose wordings are dated may have the number of another one on another day.
    """
    days = {entry.as_of for entry in entries if entry.as_of}
    found = (each for day in sorted(days or {date.max}) for each in _number_twice(_points_on(day, entries)))
    for entry, first in {id(entry): (entry, first) for entry, first in found}.values():
        message = f"the number “{entry.values['number']}” stands there twice (first in {_row(first)})."
        yield entry, warning(rules.DUPLICATE_NUMBER, entry.row.at("number"), message, "Check the numbering.")


def _points_on(day: date, entries: Sequence[LedgerEntry]) -> Sequence[LedgerEntry]:
    """The entries that stand on a day; all of them where none has a day, keys used twice included."""
    if not any(entry.as_of or entry.recorded for entry in entries):
        return entries
    rows = standing(entries, lambda entry: entry.values.get("point") or id(entry), day).values()
    return [entry for entry in rows if entry.values.get("state") != State.WITHDRAWN]


def _number_twice(entries: Sequence[LedgerEntry]) -> Iterator[tuple[LedgerEntry, LedgerEntry]]:
    return _find_repeated(entries, lambda values: values.get("number"))


def check_states(entries: Sequence[LedgerEntry]) -> Faults:
    """Check that commitments have no state but `withdrawn`; a warning, as the others do no harm."""
    for entry in entries:
        state = entry.values.get("state")
        if state and state != State.WITHDRAWN:
            message = f"the state “{state}” of a commitment is not read; that of its follow-ups is."
            remedy = "Leave the cell empty, or write “withdrawn” where the point has ended."
            yield entry, warning(rules.STATE_OF_POINT, entry.row.at("state"), message, remedy, state)


def find_early_items(commitments: Sequence[LedgerEntry], follow_ups: Sequence[LedgerEntry]) -> Iterator[Finding]:
    """A warning for each item that holds before its commitment does, and is printed only from then on."""
    begins: dict[str, date] = {}
    for each in commitments:
        point, day = each.values["point"], each.as_of or date.min
        begins[point] = min(begins.get(point, day), day)
    warned: set[str] = set()
    for each in follow_ups:
        item, point = each.values["item"], each.values["point"]
        if item not in warned and point in begins and each.as_of and each.as_of < begins[point]:
            warned.add(item)
            message = f"“{item}” holds from {each.as_of}, but its point “{point}” only from {begins[point]}."
            remedy = "It is printed from then on. If the point is older, give it a row of that day, or without a day."
            yield warning(rules.EARLY_ITEM, each.row.at("as_of"), message, remedy, str(each.as_of))


def check_wordings(*columns: str) -> Check:
    """The check that no two rows are for the same thing on the same day."""

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        for entry, first in _find_repeated(entries, lambda values: _all_of(values, columns)):
            said = ", ".join(str(entry.values[column]) for column in columns)
            message = f"there is a row for {said} already ({_row(first)})."
            remedy = "Keep one; a later wording needs a later date."
            yield entry, error(rules.DUPLICATE_ENTRY, entry.row.at(columns[0]), message, remedy)

    return check


def check_points(points: frozenset[str]) -> Check:
    """The check that each follow-up belongs to a point of the commitments."""

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        for entry in entries:
            point = entry.values.get("point")
            if point and point not in points:
                remedy = did_you_mean(point, points) or "Add the point to the commitments, or correct the key."
                message = f"there is no point “{point}” in the commitments."
                yield entry, error(rules.UNKNOWN_POINT, entry.row.at("point"), message, remedy, point)

    return check


def check_one_point(entries: Sequence[LedgerEntry]) -> Faults:
    """Check that all rows of an item belong to the same point."""
    homes: dict[str, LedgerEntry] = {}
    for entry in entries:
        item, point = entry.values.get("item"), entry.values.get("point")
        if not item or not point:
            continue
        first = homes.setdefault(item, entry)
        if (home := first.values["point"]) != point:
            message = f"the item “{item}” stands under “{point}” here, but under “{home}” in {_row(first)}."
            yield (
                entry,
                error(rules.TWO_POINTS, entry.row.at("point"), message, "Give one of the two another item key."),
            )


def check_totals(entries: Sequence[LedgerEntry]) -> Faults:
    """Check that each total is a figure of the table, and no figure is part of itself, not even indirectly."""
    figures = {entry.values["figure"] for entry in entries if entry.values.get("figure")}
    totals = {entry.values["figure"]: entry.values["part_of"] for entry in entries if _is_part(entry)}
    for entry in filter(_is_part, entries):
        figure, total = entry.values["figure"], entry.values["part_of"]
        at = entry.row.at("part_of")
        if total not in figures:
            remedy = did_you_mean(total, figures) or "Add the total to the figures, or correct the name."
            yield entry, error(rules.UNKNOWN_TOTAL, at, f"there is no figure “{total}”.", remedy, total)
        elif _returns(figure, totals):
            message = f"the figure “{figure}” is part of itself."
            yield entry, error(rules.UNKNOWN_TOTAL, at, message, "Correct “part_of”.", total)


def check_languages(languages: Sequence[str]) -> Check:
    """The check that each recipient's language is one of the dossier's."""

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        for entry in entries:
            language = entry.values.get("language")
            if language and language not in languages:
                remedy = did_you_mean(language, languages) or f"Its languages are: {', '.join(languages)}."
                message = f"the dossier is not made in the language “{language}”."
                yield entry, error(rules.OTHER_LANGUAGE, entry.row.at("language"), message, remedy, language)

    return check


def _is_part(entry: LedgerEntry) -> bool:
    return bool(entry.values.get("figure") and entry.values.get("part_of"))


def _returns(figure: str, totals: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    step = totals.get(figure)
    while step is not None and step not in seen:
        if step == figure:
            return True
        seen.add(step)
        step = totals.get(step)
    return False


def _find_repeated(
    entries: Sequence[LedgerEntry], key: Callable[[Mapping[str, Any]], object]
) -> Iterator[tuple[LedgerEntry, LedgerEntry]]:
    """Each entry whose key occurred before, with the first that had it; empty keys do not count."""
    firsts: dict[object, LedgerEntry] = {}
    for entry in entries:
        name = key(entry.values)
        if name and firsts.setdefault(name, entry) is not entry:
            yield entry, firsts[name]


def _all_of(values: Mapping[str, Any], columns: Sequence[str]) -> tuple[object, ...] | None:
    found = tuple(map(values.get, columns))
    return found if all(found) else None


def _alike(key: str) -> str:
    if key.isascii():
        return key.casefold()
    import unicodedata

    return unicodedata.normalize("NFKC", key).casefold()


def _row(entry: LedgerEntry) -> str:
    place: Place = entry.row.place
    return f"row {place.row}"


_SCHEMES = ("https://", "http://", "mailto:")


def paragraph_checks(documents: Sequence[DocumentSpec]) -> tuple[Check, ...]:
    """The checks of `paragraphs` for the documents that the dossier has."""
    kinds = {document.name: document.kind for document in documents}
    wordings = check_wordings("document", "paragraph", "as_of", "recorded")
    return _check_documents(kinds), _check_printed(kinds), _check_links, wordings


def _check_links(entries: Sequence[LedgerEntry]) -> Faults:
    """Check that each link has a safe address: http, https or mailto."""
    for entry in entries:
        href = entry.values.get("href", "")
        is_link = entry.values.get("kind") == "link"
        if (is_link or href) and not href.lower().startswith(_SCHEMES):
            message = f"“{href}” is no address of a link." if href else "the link does not say where it goes."
            remedy = "Write the address, beginning with https://, http:// or mailto:."
            yield entry, error(rules.NO_ADDRESS, entry.row.at("href"), message, remedy, href)


def _check_documents(kinds: Mapping[str, str]) -> Check:
    """The check that each paragraph belongs to a document."""

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        for entry in entries:
            document = entry.values.get("document")
            if document and document not in kinds:
                remedy = did_you_mean(document, kinds) or f"Name it under “documents”; there are: {', '.join(kinds)}."
                message = f"there is no document “{document}” in dossier.yaml."
                yield entry, error(rules.UNKNOWN_DOCUMENT, entry.row.at("document"), message, remedy, document)

    return check


def _check_printed(kinds: Mapping[str, str]) -> Check:
    """The check that each paragraph is printed by its document."""

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        for entry in entries:
            document, kind = entry.values.get("document", ""), entry.values.get("kind", "")
            if document not in kinds or kind in ("", WITHDRAWN):
                continue
            printed = DOCUMENT_KINDS[kinds[document]].paragraphs
            if kind not in printed:
                message = f"“{document}” is of the kind {kinds[document]}, which prints no paragraph “{kind}”."
                of_it = f"It prints: {', '.join(printed)}." if printed else "It is made of other tables."
                yield entry, error(rules.NOT_PRINTED, entry.row.at("kind"), message, of_it, kind)

    return check


SEPARATOR: Final = "|"
"""Divides the refused words in a cell."""


def split_refused(cell: str) -> tuple[str, ...]:
    """The words of a cell of the column “refused”, each without the blanks around it."""
    return tuple(word for piece in cell.split(SEPARATOR) if (word := piece.strip()))


def glossary_checks(languages: Sequence[str]) -> tuple[Check, ...]:
    """The checks of `glossary` for a dossier in these languages."""
    return _unique_terms, _check_wanted, _check_language(languages)


def _unique_terms(entries: Sequence[LedgerEntry]) -> Faults:
    """Check that each term is listed once for a language."""
    firsts: dict[tuple[str, str], LedgerEntry] = {}
    for entry in entries:
        term, language = entry.values.get("term", ""), entry.values.get("language", "")
        first = firsts.setdefault((term, language), entry)
        if term and first is not entry:
            message = f"the term “{term}” stands there twice (first in row {first.row.place.row})."
            remedy = f"Keep one row, with all refused words in it: one {SEPARATOR} another."
            yield entry, error(rules.DUPLICATE_KEY, entry.row.at("term"), message, remedy, term)


def _check_wanted(entries: Sequence[LedgerEntry]) -> Faults:
    """Check that no word is the term of one row and refused by another for the same language."""
    terms = {(entry.values.get("term", ""), entry.values.get("language", "")): entry for entry in entries}
    for entry in entries:
        language = entry.values.get("language", "")
        for word in split_refused(entry.values.get("refused", "")):
            if wanted := terms.get((word, language)):
                message = f"“{word}” is refused here, but row {wanted.row.place.row} asks for it."
                remedy = "Delete it from one of the two rows."
                yield entry, error(rules.WANTED_AND_REFUSED, entry.row.at("refused"), message, remedy, word)


def _check_language(languages: Sequence[str]) -> Check:
    """The check that each language is one of the dossier's; the cell may be empty."""

    def check(entries: Sequence[LedgerEntry]) -> Faults:
        for entry in entries:
            language = entry.values.get("language")
            if language and language not in languages:
                remedy = did_you_mean(language, languages) or f"Its languages are: {', '.join(languages)}."
                message = f"the dossier is not made in the language “{language}”; an empty cell stands for all."
                yield entry, error(rules.OTHER_LANGUAGE, entry.row.at("language"), message, remedy, language)

    return check
