"""`briefgen redline`: two Word files as one with tracked changes, or a document of two days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefgen.asof import date_findings
from briefgen.asof.change_list import LedgerChange, Subject
from briefgen.commands.change_lines import LineKind
from briefgen.commands.changes import Sides, compare_sides, list_in_words
from briefgen.editions.records import RecordKey, paragraphs_above
from briefgen.editions.register import last_edition, read_register
from briefgen.errors import FindingsError, UsageProblemError
from briefgen.findings import Finding, Place, error, has_errors
from briefgen.library import read_template_file
from briefgen.outputs import Output, output_path, write_outputs
from briefgen.production.documents import MadeDocuments, make_documents
from briefgen.production.order import Order
from briefgen.production.postcheck import DefectError
from briefgen.production.record import refuse_other_suffixes, workspace_for
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

# what a document may hold as text, and what either file may have brought along
_OF_TEXTS = frozenset({"TEMPLATE_TAG_LEFT", "EXCEL_ESCAPE_IN_TEXT", "BIDI_CONTROL", "CORE_CREATOR"})


class RedlineResult(Struct, frozen=True):
    """A file with tracked changes that was written, and what was noticed on the way.

    Attributes:
        kept: where a former file is that had been edited by hand and was replaced by force.
    """

    path: Path
    counts: ChangeCounts
    findings: tuple[Finding, ...]
    kept: tuple[Path, ...] = ()


class TwoDays(Struct, frozen=True):
    """What is asked of a redline from the ledger.

    Attributes:
        since: the day of the older side; None for the last edition that was sent of each document.
        comments: whether each change has the source of its entry as a Word comment.
        summary: whether a first page tells what changed.
    """

    since: date | None
    comments: bool = False
    summary: bool = False


_LOOKS = {
    LineKind.HEADING: LineLook.HEADING,
    LineKind.TITLE: LineLook.TITLE,
    LineKind.CHANGE: LineLook.ENTRY,
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
    made = compare(before, after, _names(old, new), path.name)
    written = write_outputs([Output(path, made.docx)], force=force, untouched=is_untouched, inputs=[old, new])
    kept = tuple(each.kept for each in written if each.kept)
    return RedlineResult(path, made.counts, made.findings, kept)


def compare(before: bytes, after: bytes, names: tuple[str, str], called: str) -> Redline:
    """Two Word files as one with tracked changes, by briefgen, of the moment when the newer one was last saved.

    Args:
        before, after: the bytes of the older and the newer file.
        names: what messages call them.
        called: the name of the file with the changes.

    Raises:
        UnreadableInputError: one of the files cannot be read.
    """
    made = redline(before, after, default=source_of(after, names[1]), names=names)
    _refuse_new_defects(made, before, after, called)
    return made


def redline_since(order: Order, days: TwoDays) -> list[RedlineResult]:
    """Makes documents as they stand on a day, with all that has changed since an earlier day as tracked changes.

    The older side is what was known on its day. Author and date of a change are those of its entry: its owner, and
    the day on which it was recorded, else the day from which it holds.

    Args:
        order: the documents of the later day.

    Raises:
        BriefgenError: see `make_documents`; the older day lies behind the other, the older side has texts that
            cannot be said, or the files cannot be written.
    """
    later = make_documents(order, compared_with=_days_compared_with(order, days))
    if days.since and days.since > order.as_of:
        raise FindingsError(date_findings(later.record.dossier, order.as_of, order.today, days.since, order.known_on))
    made = make_redlines(later, days)
    paths = [_path_of(job, later, side) for job, side in zip(later.jobs, _sides(later, days), strict=True)]
    outputs = [Output(path, each.docx) for path, each in zip(paths, made, strict=True)]
    inputs = [later.record.workspace.templates, later.record.folder]
    written = write_outputs(outputs, force=order.force, untouched=is_untouched, inputs=inputs)
    found = tuple(later.workshop.findings)
    return [
        RedlineResult(file.path, each.counts, (*found, *each.findings), (file.kept,) if file.kept else ())
        for file, each in zip(written, made, strict=True)
    ]


def make_redlines(later: MadeDocuments, days: TwoDays) -> list[Redline]:
    """The same in memory, of documents that were made.

    Raises:
        BriefgenError: as above, but that nothing is written.
    """
    sides = _sides(later, days)
    earlier = {side: workshop_back_then(later.workshop, side.day, side.known_on) for side in dict.fromkeys(sides)}
    before = _made_back_then(earlier, sides, later)
    compared = {side: compare_sides(each, later.workshop) for side, each in earlier.items()}
    pages = {side: _first_page(each) if days.summary else [] for side, each in compared.items()}
    return [
        _redline_of(job, (old, new.data), compared[side], pages[side], comments=days.comments)
        for job, side, old, new in zip(later.jobs, sides, before, later.files, strict=True)
    ]


def _days_compared_with(order: Order, days: TwoDays) -> list[date]:
    """The day of the older side; or those of the last editions that were sent, and of what was known for them."""
    if days.since:
        return [days.since]
    editions = read_register(workspace_for(order.where).dossier_folder(order.where.dossier))[0]
    last = {each.series: each for each in sorted(editions, key=lambda each: each.as_of) if each.as_of < order.as_of}
    return [day for each in last.values() for day in (each.as_of, each.known_on) if day]


def _sides(later: MadeDocuments, days: TwoDays) -> list[_OlderSide]:
    """The older side of each document."""
    return [_OlderSide.of(job, later, days) for job in later.jobs]


class _OlderSide(Struct, frozen=True):
    """A day, and what was known for the paper of that day, where that was not the day itself."""

    day: date
    known_on: date | None = None

    @classmethod
    def of(cls, job: DocumentJob, later: MadeDocuments, days: TwoDays) -> _OlderSide:
        """That of a document.

        Raises:
            UsageProblemError: it is to be the last edition, and none was sent.
        """
        if days.since:
            return cls(days.since)
        name, recipient = job.document.name, job.recipient.recipient if job.recipient else ""
        as_of = later.workshop.order.as_of
        edition = last_edition(later.record.folder, name, job.language, recipient, as_of)
        if edition is None:
            what = f"the {name} ({job.language}{f', to {recipient}' if recipient else ''})"
            message = f"No edition of {what} from before {as_of.isoformat()} is in the register of what was sent."
            raise UsageProblemError(message, "Register it with “briefgen issued FILE”, or name the day: --since DATE.")
        return cls(edition.as_of, edition.known_on)


def _made_back_then(
    earlier: Mapping[_OlderSide, Workshop], sides: Sequence[_OlderSide], later: MadeDocuments
) -> list[bytes]:
    """The same documents of the older side, in the same languages and to the same recipients."""
    workshops = [earlier[side] for side in sides]
    jobs = [_job_back_then(job, each) for job, each in zip(later.jobs, workshops, strict=True)]
    composed, faulty = [], []
    for job, each in zip(jobs, workshops, strict=True):
        known = len(each.findings)
        composed.append(each.compose(job))
        faulty += [job] if has_errors(each.findings[known:]) else []
    for each in earlier.values():
        mine = [job for job, workshop in zip(jobs, workshops, strict=True) if workshop is each]
        each.compile(mine)
        if has_errors(each.findings) and not each.order.draft:
            named = [job for job in mine if job in faulty] or mine
            raise FindingsError([*each.findings, *(_not_made(job, each.order.as_of) for job in named)])
    made = zip(jobs, composed, workshops, strict=True)
    return [workshop.fill(job, text).data for job, text, workshop in made]


def _job_back_then(job: DocumentJob, earlier: Workshop) -> DocumentJob:
    """The same document to its recipient as he was known then."""
    if job.recipient is None:
        return job
    known = (each for each in earlier.situation.recipients if each.recipient == job.recipient.recipient)
    return replace(job, recipient=next(known, job.recipient))


def _first_page(sides: Sides) -> list[PageLine]:
    """The list of `briefgen changes`, a line for each; titles are English, values as the dossier has them."""
    language = sides.words.language_tag
    return [
        PageLine(_LOOKS[line.kind], f"{line.words} ({line.changes})", "en")
        if line.kind is LineKind.TITLE
        else PageLine(_LOOKS[line.kind], line.words, language)
        for line in list_in_words(sides).brief_lines()
    ]


def _not_made(job: DocumentJob, day: date) -> Finding:
    message = f"the {job.document.name} cannot be made as of {day.isoformat()}, with what was known then."
    remedy = "Compare with a later day; or give the letter dated files, and texts dated rows, that hold for that day."
    return error(OLDER_SIDE, Place("the older side"), message, remedy)


def _redline_of(
    job: DocumentJob, files: tuple[bytes, bytes], sides: Sides, page: Sequence[PageLine], *, comments: bool
) -> Redline:
    sources = dict(_sources(sides, job, comments=comments))
    days = [each.situation.as_of for each in (sides.before, sides.after)]
    default = replace(DEFAULT_SOURCE, date=_instant(days[1]))
    old, new = (f"{job.document.name} of {day.isoformat()}" for day in days)
    made = redline(*files, sources=sources, default=default, names=(old, new), first_page=page)
    _refuse_new_defects(made, *files, job.document.name)
    return made


def _path_of(job: DocumentJob, later: MadeDocuments, side: _OlderSide) -> Path:
    """`redline-annex-2023-03-06-2023-03-17.en.docx` in the dossier's folder below `out`, or what -o says."""
    order, recipient = later.workshop.order, job.recipient.recipient if job.recipient else ""
    name = f"redline-{job.document.name}-{side.day.isoformat()}"
    return order.output or output_path(
        later.record.workspace.out,
        later.record.dossier.id,
        name,
        order.as_of,
        job.language,
        recipient=recipient,
        draft=order.draft,
    )


def _sources(sides: Sides, job: DocumentJob, *, comments: bool) -> Iterator[tuple[str, ChangeSource]]:
    """Author, date and comment of each change, by the digests of the record that it is of."""
    papers = (each.situation.paragraphs(job.document.name) for each in (sides.before, sides.after))
    above = {dash: row for rows in papers for dash, row in paragraphs_above(rows).items()}
    for change in sides.changes:
        source = _source_of(change, comments=comments)
        yield from ((digest, source) for digest in _record_of(change, above).digests())


def _source_of(change: LedgerChange, *, comments: bool) -> ChangeSource:
    day = change.recorded or change.day
    comment = str(getattr(change.row, "source", "")) if comments else ""
    date_ = _instant(day) if day else DEFAULT_SOURCE.date
    return ChangeSource(change.owner or DEFAULT_SOURCE.author, date_, comment)


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _record_of(change: LedgerChange, above: Mapping[str, str]) -> RecordKey:
    if change.subject is Subject.PARAGRAPH:
        key = change.key.partition("/")[2]
        return RecordKey(change.subject, key, above.get(key, ""))
    return RecordKey(change.subject, change.key, change.point if change.subject is Subject.ITEM else "")


def _names(old: Path, new: Path) -> tuple[str, str]:
    """What the files are called in messages: by their names, with their folders where these are the same."""
    return (old.name, new.name) if old.name != new.name else (str(old), str(new))


def _refuse_new_defects(made: Redline, old: bytes, new: bytes, called: str) -> None:
    """A last look at the file: what is wrong with it must have been wrong with one of the two.

    Raises:
        DefectError: it was not.
    """
    problems = [each for each in lint(made.docx) if each.code not in _OF_TEXTS]
    known = {each.code for data in (old, new) for each in lint(data)} if problems else set()
    if fresh := [each for each in problems if each.code not in known]:
        raise DefectError(f"{called}: {fresh[0]}")
