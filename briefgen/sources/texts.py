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

_TABLES: Final = ("under “tables” or “charts” in dossier.yaml", "Define it there, or correct the name.")
_PARTICIPANTS: Final = ("a heading of participants in the table “paragraphs”", "Add it there, or correct the name.")
_ADD: Final = "Add it to the table, or correct the name."
_WHERE: Final[Mapping[str, tuple[str, str]]] = {
    "point": ("in the table “commitments”", _ADD),
    "figure": ("in the table “figures”", _ADD),
    "ref/point": ("a point of the tables “commitments” or “paragraphs”", _ADD),
    "ref/note": ("the label of one footnote alone", "Write [^label] where the note belongs; give each its own label."),
    "counted": _PARTICIPANTS,
    "listed": _PARTICIPANTS,
}


class TextChecker(NamedTuple):
    """Checks texts against the vocabulary and against the names that the dossier's tables hold.

    Attributes:
        names: see `briefgen.sources.names.names_to_call`, e.g. {"point": {"dublin"}}; a word that is missing here
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
        word, typed = call.word, call.args[0] if call.args else None
        if not isinstance(typed, str):
            return
        kind, _, name = typed.partition("/") if word == "ref" else ("", "", typed)
        asked = f"{word}/{kind}" if kind else word
        known = self.names.get(asked)
        if known is None or name in known:
            return
        where, what_to_do = _WHERE.get(asked, _TABLES)
        message = f'{word}("{typed}") names nothing: “{name}” is not {where}.'
        remedy = did_you_mean(name, known) or what_to_do
        yield error(rules.NAMES_NOTHING, _within(place, source, call.offset), message, remedy, name)


def _within(place: Place, source: str, offset: int) -> Place:
    line, character = line_and_character(source, offset)
    if place.row is not None:
        return replace(place, char=offset + 1)
    # the text of a YAML entry starts at its own place; only a file of its own is counted by lines
    return replace(place, line=line, char=character) if place.line is None else place
