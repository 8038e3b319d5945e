"""What a person chooses for a file, as YAML in the shape of `sources:` in dossier.yaml, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from briefgen.errors import FindingsError, UnreadableInputError
from briefgen.intake.trackers.columns import Choices
from briefgen.intake.trackers.tables import ActionTable
from briefgen.intake.words import one_line
from briefgen.sources.description.entries import YamlEntries
from briefgen.sources.description.sources import Source, read_sources
from briefgen.sources.files.schema import TABLE_NAMES
from briefgen.sources.files.yaml_document import Node, YamlDocument
from briefgen.sources.mapping.columns import quote

_OF_COMMITMENTS: Final[Mapping[str, str]] = {"number": "number", "part": "part", "commitment": "text"}
_NAMES_OF_OURS: Final = frozenset({"status.xlsx", *(f"{name}.csv" for name in TABLE_NAMES)})
_NO_STATE: Final = '""'
OF_FOLLOW_UPS: Final = (
    "point",
    "item",
    "group",
    "state",
    "due",
    "owner",
    "source",
    "as_of",
    "closed",
    "recorded",
    "text",
)


def read_choices(document: YamlDocument, file: str) -> Choices:
    """The choices in a YAML document: the entry `sources:`, or what stands below it.

    Args:
        document: as parsed.
        file: the file that is imported, which the choices are about.

    Raises:
        FindingsError: an entry is not understood.
        UnreadableInputError: there are no choices in it.
    """
    root = document.root
    if not isinstance(root, dict) or not ({"sources", "followup", "commitments"} & set(root)):
        example = "followup: {columns: {point: Ref, text: Remarks}}"
        raise UnreadableInputError(
            f"{document.file}: there are no choices here.", f"Write, as in dossier.yaml: {example}"
        )
    node = root.get("sources", root)
    tables = dict(node) if isinstance(node, dict) else {}
    closed: tuple[str, ...] = ()
    for name, table in tables.items():
        if isinstance(table, dict):
            tables[name], closed = _completed(table, file, closed)
    shift = () if "sources" in root else ("sources",)
    marks = {(*shift, *path): mark for path, mark in document.marks.items()}
    keys = {(*shift, *path): mark for path, mark in document.keys.items()}
    entries = YamlEntries(YamlDocument(document.file, {"sources": tables}, marks, keys, document.plain))
    sources = read_sources(entries)
    if entries.findings:
        raise FindingsError(entries.findings)
    found = _choices_of(sources)
    return found._replace(columns={**found.columns, "closed": closed}) if closed else found


def _completed(table: dict[str, Node], file: str, closed: tuple[str, ...]) -> tuple[Node, tuple[str, ...]]:
    """An entry with its file, and without the column of the days on which actions ended, which a copy alone reads."""
    whole: dict[str, Node] = table if {"file", "from", "url"} & set(table) else {**table, "file": file}
    columns = whole.get("columns")
    if not isinstance(columns, dict) or not isinstance(found := columns.get("closed"), str | list):
        return whole, closed
    named = [found] if isinstance(found, str) else [each for each in found if isinstance(each, str)]
    return {**whole, "columns": {name: each for name, each in columns.items() if name != "closed"}}, tuple(named)


def _choices_of(sources: Mapping[str, Source]) -> Choices:
    columns: dict[str, tuple[str, ...]] = {}
    alternatives: set[str] = set()
    states: dict[str, str] = {}
    constants: dict[str, str] = {}
    base = sources.get("followup") or next(iter(sources.values()))
    for table, source in sources.items():
        if source.mapping is None:
            continue
        states |= source.mapping.states
        constants |= source.mapping.constants
        for name, choice in source.mapping.columns.items():
            if field := _field_of(table, name):
                columns.setdefault(field, choice.headings)
                if not choice.is_made and len(choice.headings) > 1:
                    alternatives.add(field)
    mapping = base.mapping
    order, header = (mapping.day_order, mapping.header_row) if mapping else ("", 0)
    return Choices(columns, states, constants, order, base.sheets, header, frozenset(alternatives))


def _field_of(table: str, column: str) -> str:
    if table == "commitments":
        return {"number": "number", "part": "part", "text": "commitment", "point": "point"}.get(column, "")
    return column if column in OF_FOLLOW_UPS else ""


class SourceEntry(Struct, frozen=True):
    """What is to be written under `sources:` for a tracker.

    Attributes:
        file: its name.
        day: the day that it reports on, year-month-day.
        states: our states by their words as typed.
    """

    file: str
    tables: Sequence[ActionTable]
    choices: Choices
    states: Mapping[str, str]
    day: str


def write_sources(entry: SourceEntry) -> str:
    """The entry `sources:` of dossier.yaml for a tracker, as it was understood."""
    return "".join(_lines(entry))


def _lines(entry: SourceEntry) -> Iterator[str]:
    columns = _columns_of(entry)
    yield "sources:\n  followup:\n"
    yield f"    file: {_text(entry.file)}\n"
    sheets = [table.grid.title for table in entry.tables if table.grid.title]
    if sheets:
        yield f"    sheet: {_listed(sheets)}\n"
    rows = {table.grid.rows[table.header[-1]].place.row for table in entry.tables}
    if len(rows) == 1 and (row := rows.pop()) and row > 1:
        yield f"    header-row: {row}\n"
    yield from _columns_lines({name: columns[name] for name in OF_FOLLOW_UPS if name in columns}, entry, "    ")
    if entry.states:
        yield "    states:\n"
        yield from (f"      {_text(word)}: {state or _NO_STATE}\n" for word, state in entry.states.items())
    constants = {
        "as_of": entry.day,
        **{name: value for name, value in entry.choices.constants.items() if name != "as_of"},
    }
    yield f"    constants: {{{', '.join(f'{name}: {_text(value)}' for name, value in constants.items())}}}\n"
    if entry.choices.day_order:
        yield f"    date-format: {entry.choices.day_order}\n"
    yield "  commitments:\n    from: followup\n"
    own = {"point": columns.get("point", ()), **{name: columns[name] for name in _OF_COMMITMENTS if name in columns}}
    yield from _columns_lines(
        {_OF_COMMITMENTS.get(name, name): each for name, each in own.items() if each}, entry, "    "
    )


def _columns_lines(columns: Mapping[str, Sequence[str]], entry: SourceEntry, indent: str) -> Iterator[str]:
    yield f"{indent}columns:\n"
    for name, headings in columns.items():
        yield f"{indent}  {name}: {_column(name, headings, entry)}\n"


def _column(name: str, headings: Sequence[str], entry: SourceEntry) -> str:
    is_made = name == "item" and any(table.assignment.by_group for table in entry.tables)
    if (len(headings) > 1 and name not in entry.choices.alternatives and not _is_state_last(name, entry)) or is_made:
        return f"{{from: {_listed(headings)}}}"
    return _listed(headings)


def _is_state_last(name: str, entry: SourceEntry) -> bool:
    """Whether the state's words stand for a text that there is none of: then the first that is filled counts."""
    return name == "text" and not any(table.assignment.by_group for table in entry.tables) and _adds_state(entry)


def _adds_state(entry: SourceEntry) -> bool:
    return all(len(table.assignment.of("text")) < 2 and table.assignment.of("state") for table in entry.tables)


def _columns_of(entry: SourceEntry) -> dict[str, tuple[str, ...]]:
    """The headings by our fields, of all tables; where nothing is reported, the state's words are the text."""
    found: dict[str, list[str]] = {}
    for table in entry.tables:
        for name, indexes in table.assignment.fields.items():
            headings = [one_line(table.headings[index]) for index in indexes if index >= 0]
            _merge(found.setdefault(name, []), list(filter(None, headings)))
    by_group = any(table.assignment.by_group for table in entry.tables)
    if not by_group and _adds_state(entry):
        _merge(found.setdefault("text", []), found["state"])
    return {name: tuple(headings) for name, headings in found.items() if headings}


def _merge(into: list[str], headings: Sequence[str]) -> None:
    """Put headings into a list, each before those that follow it in its own table."""
    for at, heading in enumerate(headings):
        if heading not in into:
            later = [into.index(each) for each in headings[at + 1 :] if each in into]
            into.insert(min(later, default=len(into)), heading)


def _listed(words: Sequence[str]) -> str:
    return _text(words[0]) if len(words) == 1 else f"[{', '.join(map(_text, words))}]"


def _text(text: str) -> str:
    """A text of YAML; what is no plain word or day stands in quotation marks."""
    is_day = len(text) == 10 and text.replace("-", "").isdigit()
    return text if is_day else quote(text)


def why_not_as_source(tables: Sequence[ActionTable], file: str) -> Iterator[str]:
    """What of some tables `sources:` cannot say, so that their rows must be copied."""
    if file.lower() in _NAMES_OF_OURS:
        yield f"{file} is the name of a table of a dossier"
    if len({tuple(_shape(table)) for table in tables}) > 1:
        yield "its sheets have different headings"
    for table in tables:
        yield from (why for why, holds in _hindrances(table) if holds)


def _hindrances(table: ActionTable) -> Iterator[tuple[str, bool]]:
    found = table.assignment
    reports = bool(found.of("text") or found.of("state"))
    yield "its headings stand in two rows", len(table.header) > 1
    yield "titles of sections stand between its rows", bool(table.sections)
    yield "it has columns for earlier years", bool(found.years)
    yield "its sheets are the parts", bool(table.part)
    yield "the day on which an action ended has a column of its own", bool(found.of("closed"))
    yield "several columns tell what became of an action", len(found.of("text")) > 1 and not found.by_group
    yield "no column tells what became of an action", not found.by_group and not reports


def _shape(table: ActionTable) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, indexes in sorted(table.assignment.fields.items()):
        yield name, tuple(table.headings[index] for index in indexes if index >= 0)
