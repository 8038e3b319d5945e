"""`briefgen pull`: what people wrote into files that they were given, as proposed rows of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.commands.contributions import register_output
from briefgen.commands.pull_word import ComparedFile, compare_file
from briefgen.commands.pull_writing import TextLedger
from briefgen.compose import Request, texts_for
from briefgen.contributions.register import Event, EventKind
from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, Place, error, has_errors, warning
from briefgen.localise import localiser
from briefgen.opc.seal import is_untouched
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import Where
from briefgen.production.record import (
    Record,
    house_style_options,
    open_record,
    refuse_errors,
    refuse_other_suffixes,
    with_translations,
)
from briefgen.pull import NO_COLUMN
from briefgen.pull.answers import Answer, Merged, Proposal
from briefgen.pull.merge import behind, merge
from briefgen.pull.values import with_values
from briefgen.pull.wordings import MergedTexts, TextChange, merge_texts
from briefgen.pull.workbook import ReturnedWorkbook, days_apart, read_contribution
from briefgen.redline import redline
from briefgen.sources.dossier_folder import file_for_rows
from briefgen.sources.files.csv_rows import columns_of, missing_columns, with_items
from briefgen.sources.files.schema import FOLLOWUP
from briefgen.sources.files.text import read_bytes

_WORD = (".docx", ".docm")
_MAY_BE_LOST = frozenset({"source", "recorded"})
"""Columns that a ledger may do without: a row says the same without them to every reader of the annex."""


class PullOrder(Struct, frozen=True):
    """Which files are read back.

    Attributes:
        as_of: the day of the new rows, whatever the files say; None for the day of each.
        recorded: the day on which they are known.
        write: whether the rows are added to the ledger.
        redline: where the edits of a Word document are to be shown as tracked changes; None for nowhere.
    """

    where: Where
    files: tuple[Path, ...]
    recorded: date
    as_of: date | None = None
    write: bool = False
    redline: Path | None = None


class PullResult(Struct, frozen=True):
    """What is proposed, and what was written of it.

    Attributes:
        texts: what is proposed of commitments, paragraphs, letters, figures and translations.
        table: the file that takes the rows of items.
        written: the files of the dossier that were changed.
        silent: the names of the files that say nothing at all.
        redline: the file with the edits as tracked changes, if one was asked for.
    """

    dossier: str
    merged: Merged
    texts: MergedTexts
    findings: tuple[Finding, ...]
    table: Path
    written: tuple[Path, ...]
    silent: tuple[str, ...]
    redline: Path | None = None

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
    returned = _Returned.of(order, record)
    record = with_translations(record, (each.language for each in returned.papers))
    merged = merge(record.dossier, returned.answers(record), order.recorded)
    ledger = TextLedger(record, order.recorded)
    texts = merge_texts(returned.changes, ledger.now)
    doubts = tuple(ledger.doubts(texts.proposals))
    refused = {each.place for each in doubts}
    texts = replace(texts, proposals=tuple(each for each in texts.proposals if each.change.place not in refused))
    path = record.folder / file_for_rows(record.folder, FOLLOWUP.name)
    rows = [row_of(each) for each in merged.proposals]
    content = path.read_bytes() if path.exists() else b""
    lacking = tuple(_lacking(content, path.name, rows))
    told = (*returned.findings, *days_apart(returned.books, order.as_of))
    findings = (*found, *told, *merged.findings, *texts.findings, *doubts, *lacking)
    changed, shown = list[Output](), _redline(order.redline, returned.papers)
    if order.write and not has_errors(lacking):
        places = [behind(each, record.dossier) for each in merged.proposals]
        placed = list(zip(rows, places if content else [""] * len(rows), strict=True))
        changed = [Output(path, with_items(content, path.name, placed))] if rows else []
        changed += ledger.outputs(texts.proposals)
    events = _events(returned.books, order.recorded) if order.write and not has_errors(lacking) else []
    _write([*changed, *shown, *(register_output(record.folder, events) if events else ())])
    paths = tuple(file.path for file in changed)
    return PullResult(
        record.dossier.id, merged, texts, findings, path, paths, returned.silent, order.redline if shown else None
    )


class _Returned(Struct, frozen=True):
    """The files of a run, read: workbooks, and Word documents."""

    books: tuple[ReturnedWorkbook, ...]
    papers: tuple[ComparedFile, ...]

    @classmethod
    def of(cls, order: PullOrder, record: Record) -> _Returned:
        books, papers = list[ReturnedWorkbook](), list[ComparedFile]()
        for path in order.files:
            if path.suffix.lower() in _WORD:
                papers.append(compare_file(path, record, order.where, order.recorded, order.as_of))
            else:
                books.append(_workbook(path, order, record))
        return cls(tuple(books), tuple(papers))

    def answers(self, record: Record) -> list[Answer]:
        """What is said of items."""
        of_books = [answer for book in self.books for answer in _answers(book, record)]
        return [*of_books, *(answer for paper in self.papers for answer in paper.returned.answers)]

    @property
    def changes(self) -> list[TextChange]:
        """What is said of other texts."""
        return [change for paper in self.papers for change in paper.returned.changes]

    @property
    def findings(self) -> list[Finding]:
        """What is doubtful in the files."""
        of_papers = (finding for each in self.papers for finding in each.returned.findings)
        return [*(finding for each in self.books for finding in each.findings), *of_papers]

    @property
    def silent(self) -> tuple[str, ...]:
        """The files that say nothing."""
        papers = (each.returned for each in self.papers if not (each.returned.answers or each.returned.changes))
        return (*(book.file for book in self.books if not book.answers), *(each.file for each in papers))


def _workbook(path: Path, order: PullOrder, record: Record) -> ReturnedWorkbook:
    if path.suffix.lower() != ".xlsx":
        message = f"{path.name} is neither a workbook nor a Word document that can be read back."
        raise UsageProblemError(message, "Save it as “Excel Workbook (*.xlsx)” or “Word Document (*.docx)”.")
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


def _write(files: Sequence[Output]) -> None:
    """Writes all files or none; what a hand has edited among those shown is left alone."""
    known = {file.path.read_bytes() for file in files if file.path.suffix != ".docx" and file.path.exists()}
    write_outputs(files, untouched=lambda found: found in known or is_untouched(found))


def _redline(path: Path | None, papers: Sequence[ComparedFile]) -> list[Output]:
    """The edits of a document as tracked changes."""
    if path is None:
        return []
    if len(papers) != 1:
        message = f"--redline shows the edits of one Word document; {len(papers)} were given."
        raise UsageProblemError(message, "Name one, or leave --redline out.")
    refuse_other_suffixes(path)
    (paper,) = papers
    return [Output(path, redline(paper.made, paper.data, names=("as it was made", paper.returned.file)).docx)]
