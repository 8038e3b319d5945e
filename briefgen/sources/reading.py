"""A dossier's folder to a `Dossier`: every table by its door, every doubt in one run."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from briefgen.cache import Cache
from briefgen.dossier import Dossier
from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding
from briefgen.sources.assembly import Material, assembled
from briefgen.sources.characters import decoded, one_newline
from briefgen.sources.description import Description, description_of
from briefgen.sources.doors import Folder, read_table, stray_files
from briefgen.sources.schema import TABLES
from briefgen.sources.table import Table
from briefgen.sources.yaml_kept import yaml_once
from briefgen.sources.yaml_value import YamlDocument

DESCRIPTION: Final = "dossier.yaml"
LETTER: Final = "letter.md"

_Read = TypeVar("_Read")


def read_yaml(path: Path) -> YamlDocument:
    """A YAML file as texts with their places.

    Raises:
        UnreadableInputError: with line and column.
    """
    folder = Folder(path.parent)
    return yaml_once(folder.bytes_of(path.name), path.name)


def read_dossier(
    folder: Path, *, dateline_place: str = "", cache: Cache | None = None
) -> tuple[Dossier, tuple[Finding, ...]]:
    """All that was ever recorded in a dossier's folder, and every doubt about it.

    Rows with a finding at error level are left out of the dossier.

    Args:
        folder: holds dossier.yaml, the tables, and perhaps letter.md.
        dateline_place: where letters are dated when dossier.yaml names no place.
        cache: where dossier.yaml as it was parsed may be kept.

    Raises:
        UnreadableInputError: a file cannot be read at all; where there are several, all are named.
    """
    if not folder.is_dir():
        raise UnreadableInputError(f"{folder.name}: there is no such folder in {folder.parent}.")
    files = Folder(folder)
    description, doubts = description_of(yaml_once(files.bytes_of(DESCRIPTION), DESCRIPTION, cache))
    tables, body = _readable(files, description)
    material = Material(folder.resolve().name, description, tables, body, files.digest)
    dossier, findings = assembled(material, dateline_place)
    return dossier, (*doubts, *stray_files(files, description.sources), *findings)


def _readable(files: Folder, description: Description) -> tuple[dict[str, Table], str | None]:
    """All tables by name, and the body of the letter; or else one refusal that names every unreadable file."""
    refusals: list[UnreadableInputError] = []

    def attempt(read: Callable[[], _Read]) -> _Read | None:
        try:
            return read()
        except UnreadableInputError as refusal:
            refusals.append(refusal)
            return None

    tables = {schema.name: attempt(partial(read_table, schema, files, description.sources)) for schema in TABLES}
    body = attempt(partial(_letter_body, files))
    if refusals:
        raise _joined(refusals)
    return {name: table for name, table in tables.items() if table}, body


def _letter_body(files: Folder) -> str | None:
    if LETTER not in files.names:
        return None
    return one_newline(decoded(files.bytes_of(LETTER), LETTER))


def _joined(refusals: list[UnreadableInputError]) -> UnreadableInputError:
    """One refusal for all; a workbook that two tables want is named once."""
    if len({str(refusal) for refusal in refusals}) == 1:
        return refusals[0]
    return UnreadableInputError("\n".join(dict.fromkeys(map(str, refusals))))
