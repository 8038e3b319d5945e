"""`briefgen pull`: what people wrote into files that they were given, as proposed rows of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefgen.asof import situation_as_of
from briefgen.commands.contributions import register_output
from briefgen.compose import Request, texts_for
from briefgen.contributions.register import Event, EventKind
from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, Place, error, has_errors, warning
from briefgen.localise import localiser
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import Where
from briefgen.production.record import Record, house_style_options, open_record, refuse_errors
from briefgen.pull import NO_COLUMN
from briefgen.pull.answers import Answer, Merged, Proposal
from briefgen.pull.merge import merge
from briefgen.pull.values import with_values
from briefgen.pull.workbook import ReturnedWorkbook, days_apart, read_contribution
from briefgen.sources.dossier_folder import file_for_rows
from briefgen.sources.files.csv_rows import columns_of, missing_columns, with_rows
from briefgen.sources.files.schema import FOLLOWUP
from briefgen.sources.files.text import read_bytes

_MAY_BE_LOST = frozenset({"source", "recorded"})
"""Columns that a ledger may do without: a row says the same without them to every reader of the annex."""


@dataclass(frozen=True)
class PullOrder:
    """Which files are read back.

    Attributes:
        as_of: the day of the new rows, whatever the files say; None for the day of each.
        recorded: the day on which they are known.
        write: whether the rows are added to the ledger.
    """

    where: Where
    files: tuple[Path, ...]
    recorded: date
    as_of: date | None = None
    write: bool = False


@dataclass(frozen=True)
class PullResult:
    """What is proposed, and what was written of it.

    Attributes:
        table: the file that takes the rows.
        written: it, where rows were added to it.
        silent: the names of the files that say nothing at all.
    """

    dossier: str
    merged: Merged
    findings: tuple[Finding, ...]
    table: Path
    written: Path | None
    silent: tuple[str, ...]

    @property
    def is_clear(self) -> bool:
        """Whether all that was said could be taken."""
        return not has_errors(self.findings)


def pull(order: PullOrder) -> PullResult:
    """What the files say, against what they were made from and what is known now; nothing is written unasked.

    Raises:
        UsageProblemError: a file is of another dossier, or of a kind that is not read back.
        UnreadableInputError: a file cannot be read, or is not ours.
        FindingsError: the ledger has errors.
        OutputError: the ledger cannot be written.
    """
    record = open_record(order.where)
    found = refuse_errors(record.findings, draft=False)
    books = [_returned(path, order, record) for path in order.files]
    merged = merge(record.dossier, [answer for book in books for answer in _answers(book, record)], order.recorded)
    path = record.folder / file_for_rows(record.folder, FOLLOWUP.name)
    rows = [row_of(each) for each in merged.proposals]
    content = path.read_bytes() if path.exists() else b""
    lacking = tuple(_lacking(content, path.name, rows))
    doubts = (finding for book in books for finding in book.findings)
    findings = (*found, *doubts, *days_apart(books, order.as_of), *merged.findings, *lacking)
    written = None
    if order.write and not has_errors(lacking):
        written = _write(path, content, rows, register_output(record.folder, _events(books, order.recorded)))
    silent = tuple(book.file for book in books if not book.answers)
    return PullResult(record.dossier.id, merged, findings, path, written, silent)


def _returned(path: Path, order: PullOrder, record: Record) -> ReturnedWorkbook:
    ending = path.suffix.lower()
    if ending in (".docx", ".docm", ".dotx"):
        message = f"{path.name} is a Word document; only workbooks of briefgen export are read back."
        raise UsageProblemError(message, "Enter what was changed in it into the ledger by hand.")
    if ending != ".xlsx":
        message = f"{path.name} is no workbook that can be read back."
        raise UsageProblemError(message, "Open it and save it as “Excel Workbook (*.xlsx)”.")
    book = read_contribution(read_bytes(path), path.name, order.as_of)
    if book.identity.dossier != record.dossier.id:
        message = f"{path.name} is of the dossier “{book.identity.dossier}”, not of {record.dossier.id}."
        raise UsageProblemError(message, f"Name that one: briefgen pull --dossier {book.identity.dossier} …")
    return book


def _answers(book: ReturnedWorkbook, record: Record) -> list[Answer]:
    """What a workbook says, with the values of the ledger where their words were left as they are."""
    identity = book.identity
    situation = situation_as_of(record.dossier, identity.as_of, identity.known_on)
    options = house_style_options(record.workspace)
    words = localiser(record.dossier.source_language, identity.as_of, options=options)
    return with_values(book.answers, situation, texts_for(situation, Request(words)))


def row_of(proposal: Proposal) -> dict[str, str]:
    """A proposed row as the cells of the ledger, by column."""
    row = proposal.row
    return {
        "point": row.point,
        "item": row.item,
        "as_of": row.as_of.isoformat(),
        "recorded": row.recorded.isoformat(),
        "group": row.group,
        "state": row.state.value if row.state else "",
        "due": row.due,
        "owner": row.owner,
        "source": row.source,
        "text": row.text,
    }


def _lacking(content: bytes, file: str, rows: Sequence[dict[str, str]]) -> Iterator[Finding]:
    """The columns that the table would need."""
    for name in missing_columns(columns_of(FOLLOWUP, content, file), rows):
        grade, what = (warning, "it is left out") if name in _MAY_BE_LOST else (error, "nothing is written")
        message = f"the table has no column “{name}” for what is said; {what}."
        yield grade(NO_COLUMN, replace(Place(file), row=1), message, f"Add a column with the heading {name}.", name)


def _events(books: Iterable[ReturnedWorkbook], day: date) -> list[Event]:
    return [
        Event(
            book.identity.as_of,
            book.identity.owner,
            EventKind.ANSWERED,
            day,
            len(book.answered),
            book.identity.language,
            book.file,
        )
        for book in books
        if book.answers
    ]


def _write(path: Path, before: bytes, rows: Sequence[dict[str, str]], register: Sequence[Output]) -> Path | None:
    """Adds rows to the ledger, and the answers to the register; all or nothing."""
    files = [*register]
    if rows:
        files.append(Output(path, with_rows(FOLLOWUP, before, path.name, rows)))
    known = {before, *((file.path.read_bytes() if file.path.exists() else b"") for file in register)}
    write_outputs(files, untouched=lambda found: found in known)
    return path if rows else None
