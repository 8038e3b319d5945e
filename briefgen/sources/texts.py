"""What can be said of a text before any date is known: its markup, its words, and the names it calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.findings import Finding, Place, did_you_mean, error
from briefgen.sources import rules
from briefgen.sources.characters import forbidden_in, line_and_character

if TYPE_CHECKING:
    from briefgen.text import Call

_TABLE_OF: Final = {"point": "commitments", "figure": "figures"}


class TextChecker(NamedTuple):
    """Checks texts against the vocabulary and against the names that the dossier's tables hold.

    Attributes:
        names: the names that a word may call, by the word, e.g. {"point": {"dublin"}}; a word that is missing here
            (its table could not be read) is not checked.
    """

    names: Mapping[str, frozenset[str]] = MappingProxyType({})

    def check(self, source: str, place: Place) -> Iterator[Finding]:
        """What is wrong with a text.

        Args:
            source: light Markdown with values.
            place: where it stands; for a cell the fault's character is counted in the cell, for a text file
                (a place with a line) its line and character in the file.
        """
        if not source.strip() or forbidden_in(source):
            return
        from briefgen.text import calls, faults

        found = tuple(faults(source))
        for fault in found:
            at = _within(place, source, fault.offset)
            yield error(rules.TEXT_FAULT, at, fault.message, fault.remedy, fault.words)
        if not found and "{{" in source:
            for call in calls(source):
                yield from self._names_something(call, source, place)

    def _names_something(self, call: Call, source: str, place: Place) -> Iterator[Finding]:
        known = self.names.get(call.word)
        name = call.args[0] if call.args else None
        if known is None or not isinstance(name, str) or name in known:
            return
        message = f'{call.word}("{name}") names nothing: “{name}” is not in the table “{_TABLE_OF[call.word]}”.'
        remedy = did_you_mean(name, known) or "Add it to the table, or correct the name."
        yield error(rules.NAMES_NOTHING, _within(place, source, call.offset), message, remedy, name)


def _within(place: Place, source: str, offset: int) -> Place:
    line, character = line_and_character(source, offset)
    if place.row is not None:
        return replace(place, char=offset + 1)
    # the text of a YAML entry starts at its own place; only a file of its own is counted by lines
    return replace(place, line=line, char=character) if place.line is None else place
