"""What rows say of each other: keys that stand twice or nearly, items, points and totals that must agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from briefgen.findings import Finding, Place, did_you_mean, error, has_errors, warning
from briefgen.sources import rules
from briefgen.sources.entries import Entry

Faults: TypeAlias = Iterator[tuple[Entry, Finding]]
"""Entries with what is wrong with them."""

Check: TypeAlias = Callable[[Sequence[Entry]], Faults]


def checked(entries: Sequence[Entry], *checks: Check) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """The entries, those with an error no longer sound, and all findings of the checks."""
    found = [fault for check in checks for fault in check(entries)]
    faulty = {id(entry) for entry, finding in found if has_errors([finding])}
    marked = (entry._replace(sound=False) if id(entry) in faulty else entry for entry in entries)
    return tuple(marked), tuple(finding for _, finding in found)


def unique_key(column: str) -> Check:
    """Each key stands once."""

    def check(entries: Sequence[Entry]) -> Faults:
        for entry, first in _repeated(entries, lambda values: values.get(column)):
            message = f"the key “{entry.values[column]}” stands there twice (first in {_row(first)})."
            yield entry, error(rules.DUPLICATE_KEY, entry.row.at(column), message, "Give each its own key.")

    return check


def unlike_keys(column: str) -> Check:
    """No two keys differ by capitals or look-alike letters only."""

    def check(entries: Sequence[Entry]) -> Faults:
        spelt: dict[str, Entry] = {}
        for entry in entries:
            key = entry.values.get(column) or entry.row.cells.get(column, "").strip()
            first = spelt.setdefault(_alike(key), entry)
            earlier = first.values.get(column) or first.row.cells.get(column, "").strip()
            if key and key != earlier:
                message = f"the key “{key}” differs from “{earlier}” ({_row(first)}) by its capitals only."
                yield entry, error(rules.NEAR_KEY, entry.row.at(column), message, f"Write “{earlier}”.", key)

    return check


def unique_numbers(entries: Sequence[Entry]) -> Faults:
    """Each printed number stands once; a doubt only, as numbers are what drafters make them."""
    for entry, first in _repeated(entries, lambda values: values.get("number")):
        message = f"the number “{entry.values['number']}” stands there twice (first in {_row(first)})."
        yield entry, warning(rules.DUPLICATE_NUMBER, entry.row.at("number"), message, "Check the numbering.")


def unique_wordings(*columns: str) -> Check:
    """No two rows say the same thing of the same day."""

    def check(entries: Sequence[Entry]) -> Faults:
        for entry, first in _repeated(entries, lambda values: _all_of(values, columns)):
            said = ", ".join(str(entry.values[column]) for column in columns)
            message = f"there is a row for {said} already ({_row(first)})."
            remedy = "Keep one; a later wording needs a later date."
            yield entry, error(rules.DUPLICATE_ENTRY, entry.row.at(columns[0]), message, remedy)

    return check


def known_points(points: frozenset[str]) -> Check:
    """Each follow-up belongs to a point of the commitments."""

    def check(entries: Sequence[Entry]) -> Faults:
        for entry in entries:
            point = entry.values.get("point")
            if point and point not in points:
                remedy = did_you_mean(point, points) or "Add the point to the commitments, or correct the key."
                message = f"there is no point “{point}” in the commitments."
                yield entry, error(rules.UNKNOWN_POINT, entry.row.at("point"), message, remedy, point)

    return check


def one_point_each(entries: Sequence[Entry]) -> Faults:
    """All rows of an item belong to the same point."""
    homes: dict[str, Entry] = {}
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


def known_totals(entries: Sequence[Entry]) -> Faults:
    """Each total is a figure of the table, and no figure is part of itself, not even by detours."""
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


def known_languages(languages: Sequence[str]) -> Check:
    """Each recipient's language is one of the dossier's."""

    def check(entries: Sequence[Entry]) -> Faults:
        for entry in entries:
            language = entry.values.get("language")
            if language and language not in languages:
                remedy = did_you_mean(language, languages) or f"Its languages are: {', '.join(languages)}."
                message = f"the dossier is not made in the language “{language}”."
                yield entry, error(rules.OTHER_LANGUAGE, entry.row.at("language"), message, remedy, language)

    return check


def _is_part(entry: Entry) -> bool:
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


def _repeated(entries: Sequence[Entry], key: Callable[[Mapping[str, Any]], object]) -> Iterator[tuple[Entry, Entry]]:
    """Each entry whose key stood there before, with the first that had it; an empty key is none."""
    firsts: dict[object, Entry] = {}
    for entry in entries:
        name = key(entry.values)
        if name and firsts.setdefault(name, entry) is not entry:
            yield entry, firsts[name]


def _all_of(values: Mapping[str, Any], columns: Sequence[str]) -> tuple[object, ...] | None:
    found = tuple(values.get(column) for column in columns)
    return found if all(found) else None


def _alike(key: str) -> str:
    if key.isascii():
        return key.casefold()
    import unicodedata

    return unicodedata.normalize("NFKC", key).casefold()


def _row(entry: Entry) -> str:
    place: Place = entry.row.place
    return f"row {place.row}"
