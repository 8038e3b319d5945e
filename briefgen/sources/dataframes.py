"""A dossier from pandas' DataFrames: the same tables, read by the same strict checks, without a folder.

A cell that is missing (None, NaN, NaT, pandas.NA) is an empty one; the index is not read. What is said of a cell names
the table, the row and the column. Rows are counted as in a file, where the names of the columns stand in row 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, Place, did_you_mean, error
from briefgen.model.dossier import Dossier
from briefgen.sources import rules
from briefgen.sources.description.dossier_yaml import Description, description_of
from briefgen.sources.files.schema import PARAGRAPHS, TABLE_NAMES, TABLES, TableSchema
from briefgen.sources.files.table import RawRow, SourceTable, cell_text, find_numbers, tabulate
from briefgen.sources.files.text import one_newline
from briefgen.sources.files.yaml_document import Node, Path, YamlDocument
from briefgen.sources.ledger.assembly import DossierParts, assemble_dossier
from briefgen.sources.ledger.data_tables import frame_schema

if TYPE_CHECKING:
    import pandas as pd

_DESCRIPTION: Final = "description"
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_SURE: Final = 10**15
"""A binary fraction holds 15 digits; of a greater number the last ones may not be those that somebody typed."""


def read_dataframes(
    tables: Mapping[str, pd.DataFrame],
    description: Mapping[str, object],
    *,
    dossier_id: str = "dossier",
    frames: Mapping[str, pd.DataFrame] | None = None,
    bodies: Mapping[str, str] = _NONE,
) -> tuple[Dossier, tuple[Finding, ...]]:
    """All that was ever recorded in some tables, and every doubt about it.

    Rows with a finding at error level are left out of the dossier, as `briefgen.sources.read_dossier` does.

    Args:
        tables: by name: `commitments`, `followup`, `figures`, `recipients`, `paragraphs`, `glossary`.
        description: what dossier.yaml would say, but for `sources` and `frames`; at least a `title`.
        dossier_id: what a folder of data/ would be called.
        frames: the tables of any columns that are counted, by key.
        bodies: texts in light Markdown, by the names of files that the description has for them, such as letter.md.

    Raises:
        UsageProblemError: a table is unknown, or one that an annex needs is missing; or an entry of the description
            cannot be given so.
    """
    counted = dict(frames or {})
    _refuse_unknown(tables)
    about, doubts = description_of(_document(description, counted))
    _refuse_missing(tables, about)
    read = {schema.name: _read(schema, tables.get(schema.name)) for schema in TABLES}
    read |= {key: _read(frame_schema(key), counted[key]) for key in about.frames}
    texts = {name: one_newline(text) for name, text in bodies.items()}
    _refuse_missing_bodies(texts, about)
    digest = _digest((*((name, repr(records)) for name, (_, records) in read.items()), *texts.items()), description)
    material = DossierParts(dossier_id, about, {name: table for name, (table, _) in read.items()}, texts, digest)
    dossier, findings = assemble_dossier(material, "")
    return dossier, (*doubts, *findings)


def _refuse_unknown(tables: Iterable[str]) -> None:
    for name in tables:
        if name not in TABLE_NAMES:
            remedy = did_you_mean(name, TABLE_NAMES) or f"The tables are: {', '.join(TABLE_NAMES)}."
            raise UsageProblemError(f"There is no table “{name}”.", remedy)


def _refuse_missing(tables: Mapping[str, pd.DataFrame], about: Description) -> None:
    """Without a list of documents an annex is meant, unless there are paragraphs instead."""
    if about.documents is None:
        is_annex = PARAGRAPHS.name not in tables
    else:
        is_annex = any(document.kind == "annex" for document in about.documents)
    for schema in (each for each in TABLES if is_annex and each.required and each.name not in tables):
        columns = ", ".join(column.name for column in schema.columns if column.required)
        raise UsageProblemError(f"There is no table “{schema.name}”.", f"Give one with the columns {columns}.")


def _refuse_missing_bodies(bodies: Mapping[str, str], about: Description) -> None:
    for document in about.documents or ():
        if document.body_file and document.body_file not in bodies:
            message = f"The body of the document “{document.name}” is missing: there is no {document.body_file}."
            raise UsageProblemError(message, did_you_mean(document.body_file, bodies) or "Give it with the bodies.")


def _read(schema: TableSchema, frame: pd.DataFrame | None) -> tuple[SourceTable, tuple[RawRow, ...]]:
    if frame is None:
        return SourceTable(schema), ()
    records = tuple(_records(schema.name, frame))
    return tabulate(schema, Place(schema.name), records), records


def _records(name: str, frame: pd.DataFrame) -> Iterator[RawRow]:
    columns = tuple(map(str, frame.columns))
    yield RawRow(1, columns)
    for number, cells in enumerate(frame.itertuples(index=False, name=None), 2):
        place = Place(name, row=number)
        faults = (_fault_of(cell, replace(place, column=column)) for column, cell in zip(columns, cells, strict=True))
        found = tuple(each for each in faults if each)
        yield RawRow(number, tuple(map(_text, cells)), findings=found, numbers=find_numbers(cells))


def _text(cell: Any) -> str:
    from pandas import api, isna

    if not api.types.is_scalar(cell):
        return ""  # it has a finding
    if isna(cell):
        return ""
    return str(cell).upper() if api.types.is_bool(cell) else cell_text(cell)


def _fault_of(cell: object, place: Place) -> Finding | None:
    from pandas import api

    if not api.types.is_scalar(cell):
        message = "the cell holds several values, or none that can be written down."
        return error(rules.CELL_KIND, place, message, "Give it one text, number or date.")
    if isinstance(cell, float) and _SURE <= abs(cell) < float("inf"):
        message = "the cell holds a number of more than 15 digits, of which the last ones may be lost."
        return error(rules.LONG_NUMBER, place, message, "Give it as a text or a decimal.Decimal. Check the digits.")
    return None


def _document(description: Mapping[str, object], frames: Mapping[str, object]) -> YamlDocument:
    """The description as dossier.yaml would hold it; it has no lines."""
    for entry in ("sources", "frames"):
        if entry in description:
            message = f"The description has “{entry}”, which say in which files tables are."
            raise UsageProblemError(message, "Leave the entry out: tables and frames are given as DataFrames.")
    plain: set[Path] = set()
    root = _node(description, (), plain)
    assert isinstance(root, dict)
    named: dict[str, Node] = {"frames": {key: key for key in frames}} if frames else {}
    return YamlDocument(_DESCRIPTION, {**root, **named}, {}, {}, frozenset(plain))


def _node(value: object, path: Path, plain: set[Path]) -> Node:
    """A value as a YAML file has it: all that is no group and no list is a text."""
    if isinstance(value, Mapping):
        return {str(key): _node(each, (*path, str(key)), plain) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_node(each, (*path, index), plain) for index, each in enumerate(value)]
    if isinstance(value, str):
        return one_newline(value)
    plain.add(path)
    if value is None or isinstance(value, bool):
        return str(value).lower() if value is not None else ""
    if isinstance(value, int | float | Decimal | date):
        return cell_text(value)
    entry = ".".join(map(str, path))
    raise UsageProblemError(f"The entry “{entry}” of the description is no text, number, date, list or group.")


def _digest(read: Iterable[tuple[str, str]], description: Mapping[str, object]) -> str:
    """SHA-256 over all that was read, in the order of the names."""
    return hashlib.sha256(repr((sorted(read), repr(description))).encode()).hexdigest()
