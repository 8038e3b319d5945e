"""The entry `sources` of dossier.yaml: where each table is, and how a tracker with words of its own is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from msgspec import Struct

from briefgen.findings import Place, did_you_mean
from briefgen.model.dossier import State
from briefgen.sources import rules
from briefgen.sources.description.entries import YamlEntries
from briefgen.sources.files.schema import TABLES, TableSchema
from briefgen.sources.files.yaml_document import Path

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_PLACES: Final = ("file", "sheet", "url", "table", "query")
_MAPPING: Final = ("header-row", "columns", "states", "constants", "date-format")
_DAY_ORDERS: Final = ("dmy", "mdy")
_MOST_ROWS: Final = 1000


class HeadingChoice(Struct, frozen=True):
    """What one of our columns is read from.

    Attributes:
        headings: their columns, of which the first that is filled counts.
        is_made: whether a key is made of the words, or a text of all that are filled, as `{from: …}` asks for.
    """

    headings: tuple[str, ...]
    is_made: bool = False


class TableMapping(NamedTuple):
    """How a table with headings and words of its own is read as one of ours.

    Attributes:
        place: of the entry in dossier.yaml.
        header_row: the row with the headings, from 1; 0 where it is to be found.
        columns: their headings by our columns; empty where the headings are ours.
        states: our states by their words without capitals; "" where the word stands for no state.
        constants: what our columns have where theirs have nothing.
        day_order: "dmy", "mdy", or "" where the dates themselves must show it.
        beside: what other tables read from the same rows: their columns of ours, and the headings.
        is_derived: whether the rows are those of another table, which has said already what is to be said of them.
    """

    place: Place
    header_row: int = 0
    columns: Mapping[str, HeadingChoice] = MappingProxyType({})
    states: Mapping[str, str] = _NOTHING
    constants: Mapping[str, str] = _NOTHING
    day_order: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    is_derived: bool = False


class Source(NamedTuple):
    """The location of a table that dossier.yaml names: files (and sheets), or a database (and table or query).

    Attributes:
        files: names or patterns, from the dossier's folder.
        mapping: None where the table has our headings and words.
    """

    place: Place
    files: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    url: str = ""
    table: str = ""
    query: str = ""
    mapping: TableMapping | None = None

    @property
    def has_several_files(self) -> bool:
        """Whether its rows may come from more than one file or sheet."""
        return len(self.files) > 1 or len(self.sheets) > 1 or any(set(name) & set("*?[") for name in self.files)


def plain_words(text: str) -> str:
    """Words for comparing: without capitals, and with single blanks."""
    return " ".join(text.split()).casefold()


def read_sources(entries: YamlEntries) -> dict[str, Source]:
    """The sources by table; those that are not understood are reported and left out."""
    known = {schema.name: schema for schema in TABLES}
    entries.know(("sources",), tuple(known))
    names = [name for name in entries.keys(("sources",)) if name in known]
    derived = [name for name in names if _base_of(entries, name)]
    found = {name: read_source(entries, "sources", name, known[name]) for name in names if name not in derived}
    sources = {name: source for name, source in found.items() if source}
    for name in derived:
        if source := _derived_source(entries, known[name], sources):
            sources[name] = source
    return {name: _with_beside(name, sources, entries) for name in names if name in sources}


def read_source(entries: YamlEntries, group: str, name: str, schema: TableSchema | None = None) -> Source | None:
    """One source; without a schema the columns are its drafter's own, and nothing of it can be mapped."""
    path: Path = (group, name)
    place = entries.document.place(path)
    if isinstance(entries.at(path), str):
        return Source(place, _several(entries, path))
    entries.know(path, (*_PLACES, *(_MAPPING if schema else ())))
    url, table, query = (entries.text((*path, each)) for each in ("url", "table", "query"))
    files, sheets = _several(entries, (*path, "file")), _several(entries, (*path, "sheet"))
    mapping = _read_mapping(entries, path, schema) if schema and _maps(entries, path) else None
    source = Source(place, files, sheets, url, table, query, mapping)
    by_url = bool(url) and bool(table) != bool(query)
    if bool(files) == by_url or (files and (table or query or url)):
        database = f'{{url: "sqlite:///ledger.db", table: {name}}}'
        remedy = f"Write {name}: {{file: other.xlsx, sheet: Sheet1}} or {name}: {database}."
        entries.report(rules.WRONG_SHAPE, path, f"the source of “{name}” is not understood.", remedy, name)
        return None
    return source


def _several(entries: YamlEntries, path: Path) -> tuple[str, ...]:
    """A text, or a list of texts."""
    return entries.texts(path) if isinstance(entries.at(path), list) else tuple(filter(None, (entries.text(path),)))


def _maps(entries: YamlEntries, path: Path) -> bool:
    return any(entries.at((*path, each)) is not None for each in _MAPPING)


def _read_mapping(entries: YamlEntries, path: Path, schema: TableSchema) -> TableMapping:
    return TableMapping(
        place=entries.document.place(path),
        header_row=_header_row(entries, (*path, "header-row")),
        columns=dict(_columns(entries, (*path, "columns"), schema)),
        states=dict(_states(entries, (*path, "states"))),
        constants=dict(_constants(entries, (*path, "constants"), schema)),
        day_order=_day_order(entries, (*path, "date-format")),
    )


def _header_row(entries: YamlEntries, path: Path) -> int:
    typed = entries.text(path)
    if not typed:
        return 0
    if typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) <= _MOST_ROWS:
        return int(typed)
    message = f"“{typed}” is not the number of a row."
    entries.report(rules.WRONG_SHAPE, path, message, "Write the number that Excel shows, e.g. header-row: 3.", typed)
    return 0


def _columns(entries: YamlEntries, path: Path, schema: TableSchema) -> Iterator[tuple[str, HeadingChoice]]:
    entries.know(path, schema.column_names)
    for name in entries.keys(path):
        if name not in schema.column_names:
            continue
        if isinstance(entries.at((*path, name)), dict):
            entries.know((*path, name), ("from",))
            choice = HeadingChoice(_several(entries, (*path, name, "from")), is_made=True)
        else:
            choice = HeadingChoice(_several(entries, (*path, name)))
        if choice.headings:
            yield name, choice


def _states(entries: YamlEntries, path: Path) -> Iterator[tuple[str, str]]:
    for word in entries.keys(path):
        state = entries.text((*path, word)).casefold()
        if state and state not in tuple(State):
            remedy = did_you_mean(state, State) or f"The states are: {', '.join(State)}."
            message = f"“{word}” cannot mean “{state}”: there is no such state."
            entries.report(rules.WRONG_SHAPE, (*path, word), message, remedy, state)
            continue
        yield plain_words(word), state


def _constants(entries: YamlEntries, path: Path, schema: TableSchema) -> Iterator[tuple[str, str]]:
    entries.know(path, schema.column_names)
    for name in entries.keys(path):
        if name in schema.column_names and (value := entries.text((*path, name))):
            yield name, value


def _day_order(entries: YamlEntries, path: Path) -> str:
    typed = entries.text(path)
    if typed and typed not in _DAY_ORDERS:
        message = f"“{typed}” is not the order of a date."
        remedy = "Write dmy (31/12/2026) or mdy (12/31/2026). Dates such as 2026-12-31 need nothing."
        entries.report(rules.WRONG_SHAPE, path, message, remedy, typed)
        return ""
    return typed


def _base_of(entries: YamlEntries, name: str) -> str:
    node = entries.at(("sources", name))
    return entries.text(("sources", name, "from")) if isinstance(node, dict) and "from" in node else ""


def _derived_source(entries: YamlEntries, schema: TableSchema, sources: Mapping[str, Source]) -> Source | None:
    """A table from the rows of another one: its place, header row, states and dates are those of the other."""
    path: Path = ("sources", schema.name)
    entries.know(path, ("from", "columns", "states", "constants"))
    base = sources.get(_base_of(entries, schema.name))
    if base is None:
        name = _base_of(entries, schema.name)
        message = f"“{schema.name}” is to come from “{name}”, which has no file or url of its own here."
        remedy = f"Say under “sources” where “{name}” is: {name}: {{file: tracker.xlsx, columns: {{…}}}}."
        if _base_of(entries, name) or not entries.at(("sources", name)):  # a faulty one is reported already
            entries.report(rules.WRONG_SHAPE, path, message, remedy, name)
        return None
    own, theirs = _read_mapping(entries, path, schema), base.mapping or TableMapping(base.place)
    mapping = own._replace(
        header_row=theirs.header_row,
        states={**theirs.states, **own.states},
        day_order=theirs.day_order,
        beside=tuple(_headings([theirs])),
        is_derived=True,
    )
    return base._replace(place=own.place, mapping=mapping)


def _with_beside(name: str, sources: Mapping[str, Source], entries: YamlEntries) -> Source:
    """The source, told which columns of its rows other tables read."""
    source = sources[name]
    derived = [each for each in sources if _base_of(entries, each) == name]
    if not derived or source.mapping is None:
        return source
    mappings = [mapping for each in derived if (mapping := sources[each].mapping)]
    return source._replace(mapping=source.mapping._replace(beside=tuple(_headings(mappings))))


def _headings(mappings: Sequence[TableMapping]) -> Iterator[tuple[str, str]]:
    for mapping in mappings:
        for name, choice in mapping.columns.items():
            yield from ((name, heading) for heading in choice.headings)
