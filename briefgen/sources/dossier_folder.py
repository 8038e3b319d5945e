"""A dossier's folder to a `Dossier`: every table by its door, every doubt in one run.

The catalogues of a dossier: `locale/<language>.po`, beside its tables.
"""

from __future__ import annotations

import marshal
import pickle
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefgen.cache import NO_CACHE, Cache
from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, error, warning
from briefgen.model.catalogue import Catalogue
from briefgen.model.dossier import Dossier, FollowUp, MailSpec
from briefgen.model.kinds import reports_points
from briefgen.sources import rules
from briefgen.sources.description.documents import is_letter
from briefgen.sources.description.dossier_yaml import Description, description_of
from briefgen.sources.files.schema import PARAGRAPHS, TABLES
from briefgen.sources.files.sql_cut import DayCut
from briefgen.sources.files.table import SourceTable
from briefgen.sources.files.text import decode_text, one_newline, read_bytes, refuse_size
from briefgen.sources.files.yaml_document import YamlDocument
from briefgen.sources.ledger.assembly import DossierParts, assemble_dossier
from briefgen.sources.ledger.table_sources import Folder, has_table, read_table, stray_files

DESCRIPTION: Final = "dossier.yaml"
_LIKE_A_LETTER: Final = re.compile(r"(?i:letter)(?:\.(?P<day>\d+-\d+-\d+)|[._ -].+)\.(?i:md)")
MAX_BODY: Final = 1 << 20
"""Bytes of the text of one document; a book has fewer."""
MAX_CATALOGUE: Final = 4 << 20

_Read = TypeVar("_Read")


def read_yaml(path: Path) -> YamlDocument:
    """A YAML file as texts with their places.

    Raises:
        UnreadableInputError: with line and column.
    """
    folder = Folder(path.parent)
    return _yaml(folder.bytes_of(path.name), path.name)


def read_dossier(
    folder: Path, *, dateline_place: str = "", cache: Cache = NO_CACHE, cut: DayCut | None = None
) -> tuple[Dossier, tuple[Finding, ...]]:
    """All that was ever recorded in a dossier's folder, and every doubt about it.

    Rows with a finding at error level are left out of the dossier.

    Args:
        folder: holds dossier.yaml, the tables, and the bodies of documents, such as letter.md.
        dateline_place: where letters are dated when dossier.yaml names no place.
        cache: of dossier.yaml as it was parsed, and of the dossier as it was read.
        cut: the day that is looked at: of follow-ups in a database only what it needs is read, and judged.

    Raises:
        UnreadableInputError: a file cannot be read at all; where there are several, all are named.
    """
    if not folder.is_dir():
        raise UnreadableInputError(f"{folder.name}: there is no such folder in {folder.parent}.")
    files = Folder(folder, cut)
    description, doubts = description_of(_description(files.bytes_of(DESCRIPTION), cache))

    def read() -> tuple[Dossier, tuple[Finding, ...]]:
        return _read_dossier(files, description, doubts, dateline_place)

    if not (parts := _parts_of_key(files, description)):
        return read()
    key = ("dossier", folder.resolve(), dateline_place, *parts)
    return cache.once(key, read, _as_bytes, _of_bytes)


def _read_dossier(
    files: Folder, description: Description, doubts: Iterable[Finding], dateline_place: str
) -> tuple[Dossier, tuple[Finding, ...]]:
    tables, bodies = _readable(files, description)
    material = DossierParts(files.path.resolve().name, description, tables, bodies, files.digest)
    files.contents.clear()  # a large file need not lie beside what is made of it
    dossier, findings = assemble_dossier(material, dateline_place)
    strays = (*stray_files(files, {**description.sources, **description.frames}), *_stray_letters(files, bodies))
    return dossier, (*doubts, *strays, *findings)


def _as_bytes(read: tuple[Dossier, tuple[Finding, ...]]) -> bytes:
    """What was read of a dossier; follow-ups, by far the most, by columns, which takes a third of the time."""
    dossier, findings = read
    *columns, places = _columns(FollowUp, dossier.follow_ups)
    return pickle.dumps((replace(dossier, follow_ups=()), columns, _columns(Place, places), findings))


def _columns(kind: type[Struct], rows: Iterable[object]) -> list[tuple[Any, ...]]:
    return [tuple(map(attrgetter(name), rows)) for name in kind.__struct_fields__]


def _of_bytes(data: bytes) -> tuple[Dossier, tuple[Finding, ...]]:
    dossier, columns, places, findings = pickle.loads(data)  # noqa: S301 - from a place where only the user writes
    return replace(dossier, follow_ups=tuple(map(FollowUp, *columns, map(Place, *places)))), findings


_MAY_BE_READ: Final = (".csv", ".xlsx", ".md", ".tsv", ".xltx")


def _parts_of_key(files: Folder, description: Description) -> tuple[object, ...]:
    """The names of all files of the folder, and the bytes of those that may be read; empty where not all can be said.

    What a database holds, no file tells.
    """
    sources = (*description.sources.values(), *description.frames.values())
    if any(source.url for source in sources):
        return ()
    usual = [name for name in files.names if name.lower().endswith(_MAY_BE_READ)]
    try:
        named = [name for source in sources for pattern in source.files for name in files.files_by(pattern)]
        wanted = sorted({DESCRIPTION, *usual, *named, *_bodies_wanted(files, description)})
        read = {name: sha256(read_bytes(files.path / name)).digest() for name in wanted}
    except UnreadableInputError:
        return ()
    return tuple(files.names), tuple(read.items())


def _description(content: bytes, cache: Cache) -> YamlDocument:
    """dossier.yaml, from the cache where the very same was read before."""
    parts = ("yaml", DESCRIPTION, content)
    return cache.once(parts, lambda: _yaml(content, DESCRIPTION), _dumps, _loads)


def _dumps(document: YamlDocument) -> bytes:
    values: Any = document[:]  # marshal takes plain tuples only
    return marshal.dumps(values)


def _loads(data: bytes) -> YamlDocument:
    return YamlDocument(*marshal.loads(data))  # noqa: S302 - plain values, from a place where only the user writes


def _yaml(content: bytes, file: str) -> YamlDocument:
    from briefgen.sources.files.yaml import yaml_document  # the parser takes a tenth of a run; most find the cache

    return yaml_document(content, file)


def _readable(files: Folder, description: Description) -> tuple[dict[str, SourceTable], dict[str, str]]:
    """All tables by name, and the bodies by file; or else one refusal that names every unreadable file."""
    refusals: list[UnreadableInputError] = []

    def attempt(read: Callable[[], _Read]) -> _Read | None:
        try:
            return read()
        except UnreadableInputError as refusal:
            refusals.append(refusal)
            return None

    sources, points = description.sources, attempt(partial(_has_points, files, description))
    reading = {
        each.name: partial(read_table, each, files, sources, required=each.required and bool(points)) for each in TABLES
    }
    tables = {name: attempt(read) for name, read in (reading | _frames(files, description)).items()}
    bodies = {name: attempt(partial(_body, files, name)) for name in _bodies_wanted(files, description)}
    if refusals:
        raise _joined(refusals)
    found = _each_finding_once({name: table for name, table in tables.items() if table})
    return found, {name: body for name, body in bodies.items() if body is not None}


def _each_finding_once(tables: Mapping[str, SourceTable]) -> dict[str, SourceTable]:
    """The tables without what has been said of one of them already: two may be read from the rows of one tracker."""
    once: dict[Finding, str] = {}
    for name, table in tables.items():
        for finding in table.findings:
            once.setdefault(finding, name)
    return {
        name: table._replace(findings=tuple(each for each in table.findings if once[each] == name))
        for name, table in tables.items()
    }


def _frames(files: Folder, description: Description) -> dict[str, Callable[[], SourceTable]]:
    """How each frame is read; they stand beside the tables, whose names they cannot have."""
    if not description.frames:
        return {}
    from briefgen.sources.ledger.data_tables import frame_schema

    return {key: partial(read_table, frame_schema(key), files, description.frames) for key in description.frames}


def _has_points(files: Folder, description: Description) -> bool:
    """Whether points are reported on; where no document is named, one is meant unless there are paragraphs instead."""
    if description.documents is None:
        return not has_table(PARAGRAPHS.name, files, description.sources)
    return any(reports_points(document.kind) for document in description.documents)


def _bodies_wanted(files: Folder, description: Description) -> list[str]:
    named = [document.body_file for document in description.documents or () if document.body_file]
    of_mail = description.mail.body_file
    is_usual = of_mail == MailSpec().body_file
    if not is_usual or of_mail in files.names:
        named.append(of_mail)
    return list(dict.fromkeys([*filter(is_letter, files.names), *named]))


def _stray_letters(files: Folder, read: Collection[str]) -> Iterator[Finding]:
    """The files that look like a letter and are not read; an error where a day is meant: an older one would go out."""
    for name in files.names:
        if (looks_so := _LIKE_A_LETTER.fullmatch(name)) and name not in read:
            grade = error if looks_so["day"] else warning
            remedy = "Name it after the day from which it holds, as in letter.2023-03-17.md, or move it away."
            yield grade(rules.STRAY_LETTER, Place(name), "the file is not read.", remedy, name)


def _body(files: Folder, name: str) -> str:
    content = files.bytes_of(name)
    refuse_size(name, len(content), MAX_BODY, "Is it the right file? Divide a longer paper into several documents.")
    return one_newline(decode_text(content, name))


def _joined(refusals: list[UnreadableInputError]) -> UnreadableInputError:
    """One refusal for all; a workbook that two tables want is named once."""
    if len({str(refusal) for refusal in refusals}) == 1:
        return refusals[0]
    return UnreadableInputError("\n".join(dict.fromkeys(map(str, refusals))))


def file_for_rows(folder: Path, table: str) -> str:
    """The CSV file that takes new rows of a table: its own, where it is one CSV file with our columns.

    Otherwise (a workbook, a database, a tracker of another make) a file of the table’s name, which is read beside it.

    Args:
        folder: of the dossier.
        table: its name, as "followup".

    Raises:
        UnreadableInputError: dossier.yaml cannot be read.
    """
    description, _ = description_of(read_yaml(folder / DESCRIPTION))
    source = description.sources.get(table)
    is_plain = source and not (source.mapping or source.url or source.has_several_files)
    own = source.files[0] if source and is_plain else ""
    return own if own.lower().endswith(".csv") else f"{table}.csv"


CATALOGUES: Final = "locale"
"""The folder of the catalogues, in the folder of a dossier and in that of the templates."""


def catalogue_path(folder: Path, language: str) -> Path:
    """Where the translations into a language stand.

    Args:
        folder: of the dossier.
        language: its code.
    """
    return folder / CATALOGUES / f"{language}.po"


def catalogue_bytes(folder: Path, language: str) -> bytes | None:
    """The catalogue of a dossier as it is; None where there is none.

    Raises:
        UnreadableInputError: it is there, but cannot be read.
    """
    path = catalogue_path(folder, language)
    if not path.exists():
        return None
    content = read_bytes(path)
    refuse_size(path.name, len(content), MAX_CATALOGUE)
    return content


def read_translations(folder: Path, language: str) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The translations of a dossier's texts, empty where there is no file, and what is wrong with the file.

    Raises:
        UnreadableInputError: the file is there, but cannot be read.
    """
    from briefgen.localise.po import read_catalogue  # a document in the source language does without

    file = f"{CATALOGUES}/{language}.po"
    data = catalogue_bytes(folder, language)
    return (Catalogue(file), ()) if data is None else read_catalogue(data, file)
