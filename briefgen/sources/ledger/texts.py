"""Check a text before any date is known: its markup, its words, and the names it uses.

The names that texts may call: keys of points, figures, tables and charts, labels of notes, participants.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.findings import Finding, Place, did_you_mean, error
from briefgen.model.vocabulary import WORDS
from briefgen.sources import rules
from briefgen.sources.description.documents import LETTER, is_letter
from briefgen.sources.files.schema import ColumnKind
from briefgen.sources.files.table import SourceTable
from briefgen.sources.files.text import forbidden_in, line_and_character
from briefgen.sources.files.values import plain_word

if TYPE_CHECKING:
    from briefgen.model.data_tables import ExhibitSpec
    from briefgen.text import Call

_TABLES: Final = ("under “tables” or “charts” in dossier.yaml", "Define it there, or correct the name.")
_ADD: Final = "Add it to the table, or correct the name."
_WHERE: Final[Mapping[str, tuple[str, str]]] = {
    "commitments": ("in the table “commitments”", _ADD),
    "figures": ("in the table “figures”", _ADD),
    "participants": ("a heading of participants in the table “paragraphs”", "Add it there, or correct the name."),
    "ref/point": ("a point of the tables “commitments” or “paragraphs”", _ADD),
    "ref/note": ("the label of one footnote alone", "Write [^label] where the note belongs; give each its own label."),
}
"""Where names are to be found, by `Word.names_from`, or by what a reference is to."""
_NAMES_FROM: Final = {word.name: word.names_from for word in WORDS}


class TextChecker(Struct, frozen=True):
    """Checks texts against the vocabulary and against the names that the dossier's tables hold.

    Attributes:
        names: see `names_to_call`, e.g. {"point": {"dublin"}}; a word that is missing here (its table could not be
            read) is not checked.
    """

    names: Mapping[str, frozenset[str]] = MappingProxyType({})

    def check(self, source: str, place: Place) -> Iterator[Finding]:
        """The faults of a text.

        Args:
            source: light Markdown with values.
            place: of the text; for a cell the fault's character is counted in the cell, for a text file
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
        where, what_to_do = _WHERE.get(_NAMES_FROM[word] or asked, _TABLES)
        message = f'{word}("{typed}") names nothing: “{name}” is not {where}.'
        remedy = did_you_mean(name, known) or what_to_do
        yield error(rules.NAMES_NOTHING, _within(place, source, call.offset), message, remedy, name)


def _within(place: Place, source: str, offset: int) -> Place:
    line, character = line_and_character(source, offset)
    if place.row is not None:
        return replace(place, char=offset + 1)
    # a YAML entry has a line already; lines are counted in text files only
    return replace(place, line=line, char=character) if place.line is None else place


_NOTE: Final = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_NUMBERED: Final = ("recital", "point")
_KEYS: Final = {"commitments": "point", "figures": "figure"}


def names_to_call(
    tables: Mapping[str, SourceTable], exhibits: Iterable[ExhibitSpec], bodies: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The names by the word that calls them; for `ref` by what it refers to: "ref/table".

    A word whose table was not read completely is left out, so that no name is reported as missing by mistake.
    """
    paragraphs = tables["paragraphs"]
    known = _of_exhibits(exhibits)
    known |= {name: keys_in(tables[name], column) for name, column in _KEYS.items() if tables[name].whole}
    if paragraphs.whole:
        present = (row.cells for row in paragraphs.rows if plain_word(row.cells.get("kind", "")) == "participant")
        known["participants"] = frozenset(cells.get("heading", "").strip() for cells in present)
    found = {word.name: known[word.names_from] for word in WORDS if word.names_from in known}
    found |= {"ref/table": known["tables"], "ref/chart": known["charts"]}
    if paragraphs.whole and "commitments" in known:
        found["ref/point"] = known["commitments"] | _numbered_points(paragraphs)
    if all(table.whole for table in tables.values()):
        found["ref/note"] = _labels(tables, bodies)
    return found


def keys_in(table: SourceTable, column: str) -> frozenset[str]:
    """The keys of a column, also of faulty rows, because references to these are no faults."""
    return frozenset(row.cells.get(column, "").strip() for row in table.rows) - {""}


def _of_exhibits(exhibits: Iterable[ExhibitSpec]) -> dict[str, frozenset[str]]:
    keys = {group: frozenset(each.key for each in exhibits if each.group == group) for group in ("tables", "charts")}
    in_full = frozenset(f"{group.removesuffix('s')}/{key}" for group, found in keys.items() for key in found)
    return {**keys, "exhibits": keys["tables"] | keys["charts"] | in_full}


def _numbered_points(paragraphs: SourceTable) -> frozenset[str]:
    rows = (row.cells for row in paragraphs.rows if plain_word(row.cells.get("kind", "")) in _NUMBERED)
    return frozenset(cells.get("paragraph", "").strip() for cells in rows)


def _labels(tables: Mapping[str, SourceTable], bodies: Mapping[str, str]) -> frozenset[str]:
    """The labels of notes that occur in one text only; the wordings of one paragraph count as one text."""
    homes: dict[str, set[tuple[str, ...]]] = {}
    of_bodies = ((LETTER if is_letter(name) else name, body) for name, body in bodies.items())
    for home, text in (*_texts(tables), *(((name,), body) for name, body in of_bodies)):
        for label in _NOTE.findall(text):
            homes.setdefault(label, set()).add(home)
    return frozenset(label for label, found in homes.items() if len(found) == 1)


def _texts(tables: Mapping[str, SourceTable]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each text of the tables that may hold a note, with the keys of its row."""
    for name, table in tables.items():
        keys = [column.name for column in table.schema.columns if column.kind is ColumnKind.KEY]
        for column in (column.name for column in table.schema.columns if column.kind is ColumnKind.MARKDOWN):
            for row in table.rows:
                if "[^" in (text := row.cells.get(column, "")):
                    yield (name, column, *(row.cells.get(key, "").strip() for key in keys)), text
