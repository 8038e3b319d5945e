"""`briefgen redline`: two Word files as one with tracked changes, or a document of two days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefgen.asof import Situation
from briefgen.asof.change_list import LedgerChange, Subject, list_changes
from briefgen.commands.changes import LineKind, compare_sides, list_in_words
from briefgen.errors import FindingsError
from briefgen.findings import Finding, Place, error, has_errors
from briefgen.library import read_template_file
from briefgen.outputs import Output, output_path, write_outputs
from briefgen.production.documents import MadeDocuments, make_documents
from briefgen.production.order import Order
from briefgen.production.postcheck import DefectError
from briefgen.production.record import refuse_other_suffixes
from briefgen.production.workshop import DocumentJob, Workshop, workshop_back_then
from briefgen.redline import (
    DEFAULT_SOURCE,
    OLDER_SIDE,
    ChangeCounts,
    ChangeSource,
    LineLook,
    PageLine,
    Redline,
    redline,
    source_of,
)
from briefgen.word import is_untouched, lint
from briefgen.word.anchors.names import record_digest

# what a document may hold as text, and what either file may have brought along
_OF_TEXTS = frozenset({"TEMPLATE_TAG_LEFT", "EXCEL_ESCAPE_IN_TEXT", "BIDI_CONTROL", "CORE_CREATOR", "ZIP_BOMB_RATIO"})


@dataclass(frozen=True)
class RedlineResult:
    """A file with tracked changes that was written, and what was noticed on the way.

    Attributes:
        kept: where a former file is that had been edited by hand and was replaced by force.
    """

    path: Path
    counts: ChangeCounts
    findings: tuple[Finding, ...]
    kept: tuple[Path, ...] = ()


@dataclass(frozen=True)
class TwoDays:
    """What is asked of a redline from the ledger.

    Attributes:
        since: the day of the older side.
        known_on: what was known for it, where that was not its own day.
        comments: whether each change has the source of its entry as a Word comment.
        summary: whether a first page tells what changed.
    """

    since: date
    known_on: date | None = None
    comments: bool = False
    summary: bool = False


_LOOKS = {
    LineKind.HEADING: LineLook.HEADING,
    LineKind.TITLE: LineLook.TITLE,
    LineKind.CHANGE: LineLook.ENTRY,
    LineKind.DETAIL: LineLook.DETAIL,
    LineKind.NOTHING: LineLook.DETAIL,
}


def redline_files(old: Path, new: Path, output: Path | None, *, force: bool = False) -> RedlineResult:
    """Compares two Word files and writes one with tracked changes.

    Args:
        old, new: the older and the newer file.
        output: where to write; None for `redline-<name of the newer file>.docx` in the current folder.

    Raises:
        UsageProblemError: a file is missing, or the name of the output is not that of a Word file.
        UnreadableInputError: one of the files cannot be read.
        OutputError: the file cannot be written.
    """
    path = output or Path(f"redline-{new.stem}.docx")
    refuse_other_suffixes(path)
    before, after = read_template_file(old).data, read_template_file(new).data
    names = _names(old, new)
    made = redline(before, after, default=source_of(after, names[1]), names=names)
    _refuse_new_defects(made, before, after, path)
    written = write_outputs([Output(path, made.docx)], force=force, untouched=is_untouched, inputs=[old, new])
    kept = tuple(each.kept for each in written if each.kept)
    return RedlineResult(path, made.counts, made.findings, kept)


def redline_since(order: Order, days: TwoDays) -> list[RedlineResult]:
    """Makes documents as they stand on a day, with all that has changed since an earlier day as tracked changes.

    The older side is what was known on its day. Author and date of a change are those of its entry: its owner, and
    the day on which it was recorded, else the day from which it holds.

    Args:
        order: the documents of the later day.

    Raises:
        BriefgenError: see `make_documents`; the older side has texts that cannot be said, or the files cannot be
            written.
    """
    later = make_documents(order)
    earlier = workshop_back_then(later.workshop, days.since, days.known_on)
    before = _made_back_then(earlier, later)
    page = _first_page(earlier, later.workshop) if days.summary else []
    made = [
        _redline_of(job, (old, new.data), (earlier, later.workshop), days, page)
        for job, old, new in zip(later.jobs, before, later.files, strict=True)
    ]
    outputs = [Output(_path_of(job, order, later, days), each.docx) for job, each in zip(later.jobs, made, strict=True)]
    inputs = [later.record.workspace.templates, later.record.folder]
    written = write_outputs(outputs, force=order.force, untouched=is_untouched, inputs=inputs)
    found = tuple(later.workshop.findings)
    return [
        RedlineResult(file.path, each.counts, (*found, *each.findings), (file.kept,) if file.kept else ())
        for file, each in zip(written, made, strict=True)
    ]


def _made_back_then(earlier: Workshop, later: MadeDocuments) -> list[bytes]:
    """The same documents of the older side, in the same languages and to the same recipients."""
    recipients = {each.recipient: each for each in earlier.situation.recipients}
    jobs = [
        replace(job, recipient=recipients.get(job.recipient.recipient, job.recipient)) if job.recipient else job
        for job in later.jobs
    ]
    composed = [earlier.compose(job) for job in jobs]
    earlier.compile(jobs)
    if has_errors(earlier.findings) and not earlier.order.draft:
        raise FindingsError([*earlier.findings, *(_not_made(job, earlier.order.as_of) for job in jobs)])
    return [earlier.fill(job, text).data for job, text in zip(jobs, composed, strict=True)]


def _first_page(earlier: Workshop, later: Workshop) -> list[PageLine]:
    """The list of `briefgen changes`, each line a paragraph; titles are English, values as the dossier has them."""
    language = earlier.request_for(earlier.record.dossier.source_language).localiser.language_tag
    return [
        PageLine(_LOOKS[line.kind], f"{line.words} ({line.changes})", "en")
        if line.kind is LineKind.TITLE
        else PageLine(_LOOKS[line.kind], f"{line.label}{line.words}", language)
        for line in list_in_words(compare_sides(earlier, later)).lines()
    ]


def _not_made(job: DocumentJob, day: date) -> Finding:
    message = f"the {job.document.name} cannot be made as of {day.isoformat()}, with what was known then."
    remedy = "Compare with a later day; or give the letter dated files, and texts dated rows, that hold for that day."
    return error(OLDER_SIDE, Place("the older side"), message, remedy)


def _redline_of(
    job: DocumentJob,
    files: tuple[bytes, bytes],
    workshops: tuple[Workshop, Workshop],
    days: TwoDays,
    page: Sequence[PageLine],
) -> Redline:
    earlier, later = workshops
    sources = dict(_sources(earlier.situation, later.situation, job, comments=days.comments))
    default = replace(DEFAULT_SOURCE, date=_instant(later.order.as_of))
    name = job.document.name
    names = (f"{name} of {days.since.isoformat()}", f"{name} of {later.order.as_of.isoformat()}")
    made = redline(*files, sources=sources, default=default, names=names, first_page=page)
    _refuse_new_defects(made, *files, Path(name))
    return made


def _path_of(job: DocumentJob, order: Order, later: MadeDocuments, days: TwoDays) -> Path:
    """`redline-annex-2023-03-06-2023-03-17.en.docx` in the dossier's folder below `out`, or what -o says."""
    workspace, recipient = later.record.workspace, job.recipient.recipient if job.recipient else ""
    name = f"redline-{job.document.name}-{days.since.isoformat()}"
    return order.output or output_path(
        workspace.out, later.record.dossier.id, name, order.as_of, job.language, recipient=recipient, draft=order.draft
    )


def _sources(
    before: Situation, after: Situation, job: DocumentJob, *, comments: bool
) -> Iterator[tuple[str, ChangeSource]]:
    """Author, date and comment of each change, by the record that it is of."""
    above = {**_paragraphs_above(before, job), **_paragraphs_above(after, job)}
    for change in list_changes(before, after):
        source = _source_of(change, comments=comments)
        for keys in _keys_of(change, above):
            yield record_digest(keys), source


def _source_of(change: LedgerChange, *, comments: bool) -> ChangeSource:
    day = change.recorded or change.day
    comment = str(getattr(change.row, "source", "")) if comments else ""
    date_ = _instant(day) if day else DEFAULT_SOURCE.date
    return ChangeSource(change.owner or DEFAULT_SOURCE.author, date_, comment)


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _keys_of(change: LedgerChange, above: Mapping[str, str]) -> Iterator[list[str]]:
    """The keys of the loops in which templates may print a record, outermost first."""
    match change.subject:
        case Subject.ITEM:
            yield from ([change.key], [change.point, change.key])
        case Subject.PARAGRAPH:
            key = change.key.partition("/")[2]
            yield [above[key], key] if key in above else [key]
        case _:
            yield [change.key]


def _paragraphs_above(situation: Situation, job: DocumentJob) -> dict[str, str]:
    """The recital or point below which each dash of the document stands."""
    above, found = "", dict[str, str]()
    for row in situation.paragraphs(job.document.name):
        if row.kind != "dash":
            above = row.paragraph
        elif above:
            found[row.paragraph] = above
    return found


def _names(old: Path, new: Path) -> tuple[str, str]:
    """What the files are called in messages: by their names, with their folders where these are the same."""
    return (old.name, new.name) if old.name != new.name else (str(old), str(new))


def _refuse_new_defects(made: Redline, old: bytes, new: bytes, path: Path) -> None:
    """A last look at the file: what is wrong with it must have been wrong with one of the two.

    Raises:
        DefectError: it was not.
    """
    problems = [each for each in lint(made.docx) if each.code not in _OF_TEXTS]
    known = {each.code for data in (old, new) for each in lint(data)} if problems else set()
    if fresh := [each for each in problems if each.code not in known]:
        raise DefectError(f"{path.name}: {fresh[0]}")
