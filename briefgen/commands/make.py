"""`briefgen annex`, `briefgen letter`, `briefgen make`: from the ledger to finished files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.cache import Cache
from briefgen.errors import BriefgenError
from briefgen.findings import Finding
from briefgen.outputs import Outcome, Output, Stage, Written, rehearsal, write_outputs
from briefgen.production.former import make_once
from briefgen.production.order import Order, Progress, Watch, without_progress, without_watch
from briefgen.production.record import Record, cut_of, documents_named, open_record

if TYPE_CHECKING:
    from briefgen.production.workshop import DocumentJob


class OrderedFile(Struct, frozen=True):
    """One file of an order, for programs.

    Attributes:
        template: the name of the file that it was made with.
        recipient: the key; "" for none.
        outcome: created, replaced, unchanged, or failed.
        digest: SHA-256 of the file, as in the register of what was sent; "" where it failed.
    """

    path: Path
    document: str
    template: str
    language: str
    recipient: str
    outcome: str
    digest: str

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about this file or its template alone."""
        return finding.place.file in (self.path.name, self.template)


class MakeResult(Struct, frozen=True):
    """The files that were made, in the order asked for, and what was found on the way.

    Attributes:
        kept: where former files are that had been edited by hand and were replaced by force.
        removed: for each file made with --clean, what is not in it, in words.
        ordered: each file, with what became of it.
        digests: the SHA-256 of each file that a later run may take for what it would make; none where it shall not.
    """

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]
    kept: tuple[Path, ...] = ()
    removed: tuple[tuple[Path, list[str]], ...] = ()
    ordered: tuple[OrderedFile, ...] = ()
    digests: Mapping[Path, str] = field(default_factory=dict)

    def without_change(self) -> MakeResult:
        """The same where all files lay there as they should be."""
        ordered = tuple(replace(each, outcome=Outcome.UNCHANGED.value) for each in self.ordered)
        return replace(self, ordered=ordered, kept=())


def make(order: Order, progress: Progress = without_progress, watch: Watch = without_watch) -> MakeResult:
    """Makes every document of an order, all files or none.

    Args:
        progress: as for `make_documents`.
        watch: is told how many PDFs are made, and how many there will be.

    Raises:
        BriefgenError: see `make_documents` and `write_outputs`.
    """
    record = open_record(order.where, cut_of(order))

    def work() -> MakeResult:
        return _make(record, order, progress, watch)

    if order.format != "docx" or order.paginate:  # engines of pages are programs of others
        return work()
    return make_once(record, Cache(order.where.cache), order, work)


def _make(record: Record, order: Order, progress: Progress, watch: Watch) -> MakeResult:
    from briefgen.production.documents import make_documents_of

    with Stage() as stage:
        made = make_documents_of(record, order, progress, stage=stage if _is_written_as_made(order) else None)
        numbered, told = _paginate(made.files, order, watch)
        files, removed = _clean(numbered) if order.clean else (numbered, ())
        outputs, found = _outputs(files, order, watch)
        written = _written(outputs, made.record, order)
    kept = tuple(each.kept for each in written if each.kept)
    findings = (*made.workshop.findings, *told, *found)
    ordered = tuple(map(_ordered, made.jobs, written, outputs))
    digests = {each.path: each.digest for each in ordered}
    return MakeResult(tuple(each.path for each in written), findings, kept, removed, ordered, digests)


def _is_written_as_made(order: Order) -> bool:
    """Whether the files that are made are those to be written, and this is no rehearsal."""
    return order.format == "docx" and not (order.paginate or order.clean or rehearsal() is not None)


def list_failed(order: Order) -> tuple[OrderedFile, ...]:
    """The files of an order that was refused, as far as the dossier says which they would have been."""
    from briefgen.production.documents import jobs_for
    from briefgen.production.workshop import Workshop

    try:
        record = open_record(order.where, cut_of(order))
        jobs = list(jobs_for(record, order, documents_named(record.dossier, order.documents)))
        paths = [Workshop(record, order).path(job).with_suffix(f".{order.ending}") for job in jobs]
    except BriefgenError:  # it has been told already
        return ()
    return tuple(_described(job, path, "failed") for job, path in zip(jobs, paths, strict=True))


def _ordered(job: DocumentJob, written: Written, output: Output) -> OrderedFile:
    return _described(job, written.path, written.outcome.value, output.digest.hex())


def _described(job: DocumentJob, path: Path, outcome: str, digest: str = "") -> OrderedFile:
    recipient = job.recipient.recipient if job.recipient else ""
    return OrderedFile(path, job.document.name, job.document.template, job.language, recipient, outcome, digest)


def _paginate(files: Sequence[Output], order: Order, watch: Watch) -> tuple[Sequence[Output], list[Finding]]:
    if not order.paginate:
        return files, []
    from briefgen.production.pagination import paginate  # only with --paginate

    return paginate(files, order, watch)


def _clean(files: Sequence[Output]) -> tuple[list[Output], tuple[tuple[Path, list[str]], ...]]:
    """The files without traces, and what is not in each."""
    from briefgen.editions.clean import clean_copy  # only with --clean

    copies = [clean_copy(file.data, file.path.name) for file in files]
    pairs = list(zip(files, copies, strict=True))
    return [Output(file.path, copy.data) for file, copy in pairs], tuple(
        (file.path, copy.traces.words()) for file, copy in pairs
    )


def _untouched(order: Order) -> Callable[[bytes], bool]:
    """What tells of a file of an order's name that it is as it was made."""
    from briefgen.opc.seal import is_untouched

    if not order.clean:
        return is_untouched
    from briefgen.editions.clean import is_clean_copy  # only with --clean

    return lambda data: is_untouched(data) or is_clean_copy(data)


def _outputs(files: Sequence[Output], order: Order, watch: Watch) -> tuple[Sequence[Output], Iterable[Finding]]:
    """The files in the format that the order asks for."""
    if order.format == "docx":
        return files, ()
    from briefgen.production.formats import in_format

    return in_format(files, order, watch)


def _written(files: Sequence[Output], record: Record, order: Order) -> list[Written]:
    """Writes the files over nothing that they were made from."""
    inputs = [record.workspace.templates, record.folder]
    if order.format == "docx":
        return write_outputs(files, force=order.force, untouched=_untouched(order), inputs=inputs)
    from briefgen.production.formats import UNTOUCHED

    return write_outputs(files, force=order.force, untouched=UNTOUCHED[order.format], inputs=inputs)
