"""`briefgen import --into`: the rows that a file adds to a dossier, put behind those that are there."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct

from briefgen.blank.tables import BlankTable, as_csv
from briefgen.checks import all_rules, check
from briefgen.commands.import_dossier import KEPT_CHOICES, Understanding
from briefgen.errors import UsageProblemError
from briefgen.findings import Finding
from briefgen.intake.additions import Addition, Additions, additions_to
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import Order, Where
from briefgen.production.record import Record, open_record, workspace_for
from briefgen.production.rule_findings import context_of, judge, selection, settings_of
from briefgen.production.workshop import Workshop
from briefgen.sources.dossier_folder import read_yaml
from briefgen.sources.files.schema import COMMITMENTS, FOLLOWUP, TableSchema
from briefgen.sources.files.text import decode_text, read_bytes
from briefgen.workspace import BASELINE_FILE
from briefgen.workspace.baseline import write_baseline
from briefgen.workspace.workspace import FILE_NAME

_SCHEMAS: Final[Mapping[str, TableSchema]] = {schema.name: schema for schema in (COMMITMENTS, FOLLOWUP)}


class InsertPlan(Struct, frozen=True):
    """What would be put to a dossier.

    Attributes:
        outputs: the tables with the new rows behind the old ones, and the longer baseline.
    """

    record: Record
    additions: Additions
    outputs: tuple[Output, ...]


def find_kept_choices(where: Where, name: str) -> Path | None:
    """Where it stands how the last file of a dossier was understood: beside its tables, or in dossier.yaml; or None."""
    folder = workspace_for(where).data / name
    kept, described = folder / KEPT_CHOICES, folder / "dossier.yaml"
    if kept.is_file():
        return kept
    is_mapped = described.is_file() and "sources" in (read_yaml(described).root or {})
    return described if is_mapped else None


def plan_insert(understanding: Understanding) -> InsertPlan:
    """The rows that a file adds to its dossier; nothing is written.

    Raises:
        UsageProblemError: there is no such dossier, or a table cannot take its rows.
        UnreadableInputError: a file of the dossier cannot be read.
    """
    request = understanding.request
    record = open_record(Where(request.where.start, request.where.workspace, request.name))
    if understanding.ledger is None:
        message = f"{understanding.files}: there are no rows to be put to {request.name}, only a letter."
        raise UsageProblemError(message, "Put its text into letter.md by hand.")
    additions = additions_to(record.dossier, understanding.ledger, understanding.day, understanding.files)
    tables = tuple(_outputs(record, additions.rows))
    baseline = _baseline(record, understanding, tables) if tables else ()
    return InsertPlan(record, additions, (*tables, *baseline))


def insert(plan: InsertPlan) -> list[Path]:
    """Writes the rows of a plan, all or none.

    Raises:
        OutputError: a file cannot be written.
    """
    # old rows stay as they were, byte by byte
    return [each.path for each in write_outputs(plan.outputs, untouched=lambda _: True)]


def _outputs(record: Record, rows: Iterable[Addition]) -> Iterator[Output]:
    listed = list(rows)
    for name, schema in _SCHEMAS.items():
        if own := [each.row for each in listed if each.table == name]:
            path = record.folder / f"{name}.csv"
            yield Output(path, _with_rows(path, schema, own))


def _with_rows(path: Path, schema: TableSchema, rows: Sequence[Mapping[str, str]]) -> bytes:
    """A table with further rows; where there is no such file, one of them alone."""
    if not path.exists():
        if schema.name == COMMITMENTS.name:
            message = (
                f"New points cannot be written: the commitments of {path.parent.name} do not stand in {path.name}."
            )
            raise UsageProblemError(message, "Put them where the commitments are, and import once more.")
        return as_csv(BlankTable(schema, rows))
    content = read_bytes(path)
    text = decode_text(content, path.name)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    columns = [schema.name_of(each) for each in next(csv.reader(io.StringIO(text), delimiter=separator))]
    _refuse_missing(columns, rows, path)
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n" if head.endswith("\r") else "\n")
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    if encoding == "utf-16":
        raise UsageProblemError(f"{path.name} is UTF-16, to which no rows are put.", "Save it once as “CSV UTF-8”.")
    joint = b"" if content.endswith((b"\n", b"\r")) else b"\n"
    return content + joint + written.getvalue().encode()


def _refuse_missing(columns: Sequence[str], rows: Sequence[Mapping[str, str]], path: Path) -> None:
    used = dict.fromkeys(name for row in rows for name, cell in row.items() if cell)
    if missing := [name for name in used if name not in columns]:
        listed = ", ".join(f"“{name}”" for name in missing)
        message = f"{path.name} has no column for {listed}, which the new rows have."
        raise UsageProblemError(message, "Add it to the first row, with empty cells below.")


def _baseline(record: Record, understanding: Understanding, tables: Sequence[Output]) -> tuple[Output, ...]:
    """The dossier's baseline with what the rules find in the new rows."""
    before = set(_found(record, understanding))
    with TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name:
        root = Path(name)
        shutil.copyfile(record.workspace.root / FILE_NAME, root / FILE_NAME)
        folder = root / "data" / record.folder.name
        shutil.copytree(record.folder, folder)
        for table in tables:
            (folder / table.path.name).write_bytes(table.data)
        added = open_record(Where(root, root, folder.name))
        new = [each for each in _found(added, understanding) if each not in before]
    if not new:
        return ()
    reason = f"It stood so in {understanding.files} when that was imported."
    path = record.folder / BASELINE_FILE
    there = path.read_bytes() if path.exists() else b""
    own = write_baseline(new, reason)
    return (Output(path, there + own[own.index(b"\n[[baseline]]") :] if there else own),)


def _found(record: Record, understanding: Understanding) -> list[Finding]:
    """What the rules find, without what is known; by the words, as rows may move."""
    request = understanding.request
    where = Where(record.workspace.root, record.workspace.root, record.folder.name)
    workshop = Workshop(record, Order(where, understanding.day, request.today, ("all",)))
    context = context_of(workshop, record.dossier.source_language)
    rules = all_rules()
    judged = judge(check(context, selection(settings_of(workshop))), settings_of(workshop))
    return [each for each in judged.findings if each.rule in rules and rules[each.rule].family != "STA"]
