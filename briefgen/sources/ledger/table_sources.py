"""Find the source of each table: a CSV file, a sheet of status.xlsx, or the one named in dossier.yaml."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, did_you_mean, error, hint, warning
from briefgen.sources import rules
from briefgen.sources.description.sources import Source
from briefgen.sources.files.csv import read_csv
from briefgen.sources.files.schema import BESIDE_THE_RECORD, FOLLOWUP, TABLE_NAMES, TableSchema
from briefgen.sources.files.table import Planner, SourceTable
from briefgen.sources.files.text import names_in, read_bytes

if TYPE_CHECKING:
    from briefgen.sources.files.sql_cut import DayCut
    from briefgen.sources.files.xlsx import Workbook

STATUS_WORKBOOK: Final = "status.xlsx"
_TABLE_ENDINGS: Final = (".csv", ".xlsx", ".xlsm", ".xls", ".tsv", ".ods")
_CSV_NAMES: Final = tuple(f"{name}.csv" for name in TABLE_NAMES)
_LOCK: Final = re.compile(r"~\$(?P<office>.+)|\.~lock\.(?P<libre>.+)#")
_LONG_NAME: Final = 10
_WORKBOOK_ENDINGS: Final = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods")


class Folder:
    """A dossier's folder: each file is read once, and its bytes are kept for the digest.

    Attributes:
        cut: the day that is looked at, where a database need not give all rows of the ledger.
    """

    def __init__(self, path: Path, cut: DayCut | None = None) -> None:
        self.path, self.cut = path, cut
        self.names = names_in(path)
        self.contents: dict[str, bytes] = {}
        self.workbooks: dict[str, Workbook] = {}

    def bytes_of(self, name: str) -> bytes:
        """The bytes of a file in the folder.

        Raises:
            UnreadableInputError: it is not there or cannot be read.
        """
        if name not in self.contents:
            self.contents[name] = read_bytes(self.path / name)
        return self.contents[name]

    def workbook(self, name: str) -> Workbook:
        """A workbook in the folder, opened once for all its sheets.

        Raises:
            UnreadableInputError: it cannot be read.
        """
        from briefgen.sources.files.xlsx import open_workbook

        if name not in self.workbooks:
            self.workbooks[name] = open_workbook(self.bytes_of(name), name)
        return self.workbooks[name]

    def files_by(self, name: str) -> tuple[str, ...]:
        """The files that a name or a pattern means, sorted by their names.

        Raises:
            UnreadableInputError: a pattern leads out of the folder, or no file is meant by it.
        """
        if _is_pattern(name) and (Path(name).is_absolute() or {"..", "**"} & set(Path(name).parts)):
            message = f"“{name}” is no pattern for files of the dossier's folder."
            raise UnreadableInputError(message, "Write e.g. file: contributions/*.xlsx")
        if not (found := self.matching(name)):
            message = f"“{name}”: there is no such file in {self.path}."
            raise UnreadableInputError(message, "Check “file” under “sources” in dossier.yaml.")
        return found

    def matching(self, name: str) -> tuple[str, ...]:
        """The files that a name or a pattern means; none where a pattern means none."""
        if not _is_pattern(name):
            return (name,)
        found = (each for each in self.path.glob(name) if each.is_file() and not _LOCK.fullmatch(each.name))
        return tuple(sorted(each.relative_to(self.path).as_posix() for each in found))

    @property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of all files read, in the order of the names."""
        total = hashlib.sha256()
        for name, content in sorted(self.contents.items()):
            # lengths keep the boundary between a name and its content
            total.update(f"{len(name.encode())}:{name}:{len(content)}:".encode())
            total.update(content)
        return total.hexdigest()


def _is_pattern(name: str) -> bool:
    return any(sign in name for sign in "*?[")


def read_table(
    schema: TableSchema, folder: Folder, sources: Mapping[str, Source], *, required: bool = False
) -> SourceTable:
    """Read a table from its source; an optional table without one is empty.

    `followup.csv` beside another source of the same table is read after it: what the source cannot take stands there.

    Args:
        required: whether the dossier must have it.

    Raises:
        UnreadableInputError: the file cannot be read, or a required table is nowhere.
    """
    csv_name = f"{schema.name}.csv"
    as_csv, is_further = csv_name in folder.names, schema.name == FOLLOWUP.name
    if source := sources.get(schema.name):
        is_own = csv_name in source.files or not is_further
        return _by_source(schema, folder, source) if is_own or not as_csv else _with_further(schema, folder, source)
    sheet = _status_sheet(schema.name, folder)
    if as_csv and sheet and is_further:
        return _with_further(schema, folder, Source(Place(STATUS_WORKBOOK), (STATUS_WORKBOOK,), (sheet,)))
    if as_csv and sheet:
        return SourceTable(schema, findings=(_two_doors(schema.name, csv_name, sheet),), whole=False)
    if as_csv:
        return _by_source(schema, folder, Source(Place(csv_name), (csv_name,)))
    if sheet:
        return _by_source(schema, folder, Source(Place(STATUS_WORKBOOK), (STATUS_WORKBOOK,), (sheet,)))
    if required:
        raise _nowhere(schema, folder, sources)
    return SourceTable(schema)


def has_table(name: str, folder: Folder, sources: Mapping[str, Source]) -> bool:
    """Whether the table has a source.

    Raises:
        UnreadableInputError: the workbook, in which it might be, cannot be read.
    """
    return name in sources or f"{name}.csv" in folder.names or bool(_status_sheet(name, folder))


def _status_sheet(name: str, folder: Folder) -> str | None:
    return folder.workbook(STATUS_WORKBOOK).sheet_name(name) if STATUS_WORKBOOK in folder.names else None


def _by_source(schema: TableSchema, folder: Folder, source: Source) -> SourceTable:
    read = partial(_parts, schema, folder, source)
    if source.mapping is None and not source.has_several_files:
        return _or_proposal(schema, read(None)[0], source, read)
    from briefgen.sources.mapping import read_mapped  # few dossiers have a tracker of another make

    return read_mapped(schema, source, read)


def _with_further(schema: TableSchema, folder: Folder, source: Source) -> SourceTable:
    """The table of a source, and after it the rows of the CSV file of its name."""
    from briefgen.sources.mapping import SUBJECTS
    from briefgen.sources.mapping.parts import as_one_table

    name = f"{schema.name}.csv"
    tables = [_by_source(schema, folder, each) for each in (source, Source(Place(name), (name,)))]
    return as_one_table(tables, SUBJECTS[schema.name])


def _or_proposal(
    schema: TableSchema, table: SourceTable, source: Source, read: Callable[[Planner | None], Sequence[SourceTable]]
) -> SourceTable:
    """The table; where columns are missing, with what to write so that its own headings are read."""
    if schema.open or all(finding.rule != rules.MISSING_COLUMN for finding in table.findings):
        return table
    from briefgen.sources.mapping import propose_mapping

    return propose_mapping(schema, table, source, read)


def _parts(schema: TableSchema, folder: Folder, source: Source, planner: Planner | None) -> list[SourceTable]:
    """The table of each file, or of each sheet of each; of a database, the one table."""
    if source.url:
        from briefgen.sources.files.sql import read_sql

        # rows of an item may stand in followup.csv as well, and only all of them tell how it stands
        cut = folder.cut if schema.name == FOLLOWUP.name and f"{schema.name}.csv" not in folder.names else None
        where = {"table": source.table, "query": source.query}
        table, read = read_sql(schema, source.url, folder.path, **where, planner=planner, cut=cut)
        folder.contents[f"{schema.name} ({source.table or source.query})"] = read
        return [table]
    files = dict.fromkeys(file for name in source.files for file in folder.files_by(name))
    return [part for file in files for part in _parts_of_file(schema, folder, source, file, planner)]


def _parts_of_file(
    schema: TableSchema, folder: Folder, source: Source, file: str, planner: Planner | None
) -> list[SourceTable]:
    if not file.lower().endswith(_WORKBOOK_ENDINGS):
        return [read_csv(schema, folder.bytes_of(file), file, planner)]
    from briefgen.sources.files.xlsx import read_sheet

    workbook = folder.workbook(file)
    sheets = source.sheets or _sheets_meant(schema, workbook, source)
    return [read_sheet(schema, workbook, sheet, planner) for sheet in sheets]


def _sheets_meant(schema: TableSchema, workbook: Workbook, source: Source) -> Sequence[str]:
    """The sheet that is meant where none is named: the only one, or the only one with the headings that are named."""
    names = list(workbook.sheets)
    if len(names) == 1 or workbook.sheet_name(schema.name):
        return [schema.name] if len(names) > 1 else names
    if source.mapping is None:
        return [schema.name]  # it is refused, with the names of the sheets
    from briefgen.sources.mapping import find_sheets

    return find_sheets(schema, workbook, source.mapping)


def _two_doors(name: str, csv_name: str, sheet: str) -> Finding:
    message = f"the table “{name}” is there twice: {csv_name}, and the sheet “{sheet}” of {STATUS_WORKBOOK}."
    remedy = f"Delete one, or say which in dossier.yaml: sources: {{{name}: {{file: {csv_name}}}}}."
    return error(rules.TWO_DOORS, Place(csv_name), message, remedy, name)


def _nowhere(schema: TableSchema, folder: Folder, sources: Mapping[str, Source]) -> UnreadableInputError:
    name = f"{schema.name}.csv"
    if tracker := next((each for each, source in sources.items() if source.mapping), ""):
        message = f"{name}: the dossier {folder.path.name} has no table “{schema.name}”."
        columns = "point: Ref, number: Ref, text: Action"
        entry = f"{schema.name}: {{from: {tracker}, columns: {{{columns}}}}}"
        remedy = f"Where it is in the rows of “{tracker}” too, write under “sources”, with your headings: {entry}."
        return UnreadableInputError(message, remedy)
    if STATUS_WORKBOOK in folder.names:
        sheets = tuple(folder.workbook(STATUS_WORKBOOK).sheets)
        message = f"{STATUS_WORKBOOK}: there is no sheet “{schema.name}”, and no {name} beside the workbook."
        entry = f"{schema.name}: {{file: {STATUS_WORKBOOK}, sheet: {sheets[0] if len(sheets) == 1 else '…'}}}"
        listed = f"Its sheets: {', '.join(sheets)}. Rename one, or say which in dossier.yaml: sources: {{{entry}}}."
        return UnreadableInputError(message, did_you_mean(schema.name, sheets) or listed)
    columns = ",".join(column.name for column in schema.columns if column.required)
    message = f"{name}: the dossier {folder.path.name} has no table “{schema.name}”."
    strays = (each for each in _tables_unread(folder, {STATUS_WORKBOOK, *_CSV_NAMES}) if _may_hold(each, name))
    remedy = " ".join(f"{each} is not read. {_remedy_of(each)}" for each in strays)
    return UnreadableInputError(message, remedy or f"Add {name} with the columns {columns}, or {STATUS_WORKBOOK}.")


def _may_hold(file: str, name: str) -> bool:
    return file.lower().endswith(_WORKBOOK_ENDINGS) or bool(did_you_mean(file, [name]))


def _remedy_of(file: str) -> str:
    """What would make a table file read that lies there under another name or in another format."""
    stem, ending = Path(file).stem.strip().casefold(), Path(file).suffix.lower()
    if ending not in (".csv", ".xlsx"):
        kind, name = ("CSV UTF-8", f"{stem}.csv") if ending == ".tsv" else ("Excel Workbook (*.xlsx)", STATUS_WORKBOOK)
        return f"Save it as “{kind}” under the name {name}."
    if ending == ".xlsx" and stem in TABLE_NAMES:
        entry = f"sources: {{{stem}: {{file: {file}, sheet: …}}}}"
        return f"Move its sheet into {STATUS_WORKBOOK}, or name it in dossier.yaml: {entry}."
    usual = [STATUS_WORKBOOK] if ending == ".xlsx" else _CSV_NAMES
    return did_you_mean(file, usual) or "Name it under “sources” in dossier.yaml, or move it away."


def stray_files(folder: Folder, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """The table files in the folder that nothing reads: probably misspelt, and then silently missing."""
    named = (file for source in sources.values() for name in source.files for file in folder.matching(name))
    read = {STATUS_WORKBOOK, *(f"{table.name}.csv" for table in BESIDE_THE_RECORD), *_CSV_NAMES, *named}
    for name in _tables_unread(folder, read):
        yield warning(rules.STRAY_FILE, Place(name), "the file is not read.", _remedy_of(name), name)
    yield from _locks(folder)


def _tables_unread(folder: Folder, read: set[str]) -> Iterator[str]:
    for name in folder.names:
        if name.lower().endswith(_TABLE_ENDINGS) and name not in read and not name.startswith((".", "~$")):
            yield name


def _locks(folder: Folder) -> Iterator[Finding]:
    """The files that are open in an office program, which locks each by a file beside it."""
    for name in folder.names:
        if (found := _LOCK.fullmatch(name)) and (file := _locked(found, folder.names)):
            message = "the file is open in Excel, Word or LibreOffice: what is not saved there is not seen."
            remedy = f"Save and close it. Where it is closed, delete {name}, which was left behind."
            yield hint(rules.OPEN_ELSEWHERE, Place(file), message, remedy, name)


def _locked(lock: re.Match[str], names: Sequence[str]) -> str:
    """The file that a lock is of; Word leaves out the first two letters of a long name."""
    name = lock["libre"] or lock["office"]
    files = (each for each in names if not _LOCK.fullmatch(each))
    return next((each for each in files if each == name or (each[2:] == name and len(each) > _LONG_NAME)), "")
