"""`briefgen annex`, `briefgen letter`, `briefgen make`: from the ledger to finished files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.findings import Finding
from briefgen.outputs import Output, Written, write_outputs
from briefgen.production.documents import Progress, make_documents, without_progress
from briefgen.production.order import Order, Watch, without_watch
from briefgen.production.record import Record
from briefgen.word import is_untouched


@dataclass(frozen=True)
class MakeResult:
    """The files that were made, in the order asked for, and what was found on the way.

    Attributes:
        kept: where former files are that had been edited by hand and were replaced by force.
        removed: for each file made with --clean, what is not in it, in words.
    """

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]
    kept: tuple[Path, ...] = ()
    removed: tuple[tuple[Path, list[str]], ...] = ()


def make(order: Order, progress: Progress = without_progress, watch: Watch = without_watch) -> MakeResult:
    """Makes every document of an order, all files or none.

    Args:
        progress: as for `make_documents`.
        watch: is told how many PDFs are made, and how many there will be.

    Raises:
        BriefgenError: see `make_documents` and `write_outputs`.
    """
    made = make_documents(order, progress)
    numbered, told = _paginate(made.files, order, watch)
    files, removed = _clean(numbered) if order.clean else (numbered, ())
    written, found = _written(files, made.record, order, watch)
    kept = tuple(each.kept for each in written if each.kept)
    findings = (*made.workshop.findings, *told, *found)
    return MakeResult(tuple(each.path for each in written), findings, kept, removed)


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
    if not order.clean:
        return is_untouched
    from briefgen.editions.clean import is_clean_copy  # only with --clean

    return lambda data: is_untouched(data) or is_clean_copy(data)


def _written(
    files: Sequence[Output], record: Record, order: Order, watch: Watch
) -> tuple[list[Written], list[Finding]]:
    """Writes the files in the format that the order asks for, over nothing that they were made from."""
    inputs = [record.workspace.templates, record.folder]
    if order.format == "docx":
        return write_outputs(files, force=order.force, untouched=_untouched(order), inputs=inputs), []
    from briefgen.production.formats import UNTOUCHED, in_format

    made, found = in_format(files, order, watch)
    return write_outputs(made, force=order.force, untouched=UNTOUCHED[order.format], inputs=inputs), found
