"""An order made in memory: from the ledger to finished files, checked, and nothing written."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.asof import date_findings
from briefgen.cache import Cache
from briefgen.errors import FindingsError, UsageProblemError
from briefgen.findings import Finding
from briefgen.outputs import Output, Stage
from briefgen.production.order import EMAIL, Files, Order, Progress, without_progress
from briefgen.production.record import (
    Record,
    cut_of,
    documents_named,
    languages_named,
    open_record,
    recipients_named,
    refuse_errors,
    refuse_unlike_names,
    with_translations,
)
from briefgen.production.workshop import DocumentJob, Workshop

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from datetime import date

    from briefgen.model.dossier import DocumentSpec

_KEPT = 700
"""Documents whose texts are kept until they are filled in; to compose a letter twice takes a tenth of making it."""

MANY = 16
"""Files from which it pays to write them while others are made."""


class MadeDocuments(Struct, frozen=True):
    """The documents of an order.

    Attributes:
        jobs, files: what was made, and the Word files, in the order asked for.
        workshop: what they were made with; it has all that was found on the way.
    """

    workshop: Workshop
    jobs: tuple[DocumentJob, ...]
    files: tuple[Output, ...]

    @property
    def record(self) -> Record:
        """What they were made from."""
        return self.workshop.record


def make_documents(
    order: Order,
    progress: Progress = without_progress,
    *,
    check: bool = True,
    executor: Executor | None = None,
    stage: Stage | None = None,
    compared_with: Sequence[date] = (),
) -> MadeDocuments:
    """Makes every document of an order, all or none; no file gets its name.

    Args:
        progress: goes over the files as they are made, given how many there will be, and may show how far it is.
        check: whether the rules are asked; not of what has been sent already.
        executor: who makes them, in place of those that the order names; its workers need the same briefgen, no file.
        stage: where the files wait that are to be written as they are, if there are many; None keeps them in memory.
        compared_with: earlier days, or days of knowledge, of which documents will be made from the same record.

    Raises:
        BriefgenError: see `open_record` and `Workshop.fill`.
    """
    record = open_record(order.where, cut_of(order, *compared_with))
    return make_documents_of(record, order, progress, check=check, executor=executor, stage=stage)


def make_documents_of(
    record: Record,
    order: Order,
    progress: Progress = without_progress,
    *,
    check: bool = True,
    executor: Executor | None = None,
    stage: Stage | None = None,
) -> MadeDocuments:
    """The same from a record that has been opened already."""
    found = refuse_errors([*record.findings, *_date_findings(record, order)], draft=order.draft)
    jobs = list(jobs_for(record, order, documents_named(record.dossier, order.documents)))
    _refuse_what_does_not_fit(order, jobs)
    record = with_translations(record, (job.language for job in jobs))
    workshop = Workshop(record, order, list(refuse_errors([*found, *record.findings], draft=order.draft)))
    workshop.add_findings(_check(workshop, jobs) if check else ())
    made = (file for file in _files(workshop, jobs, progress, executor) if file)
    files = stage.take(made) if stage and len(jobs) >= MANY else list(made)
    refuse_errors(workshop.findings, draft=order.draft)
    return MadeDocuments(workshop, tuple(jobs), tuple(files))


def _check(workshop: Workshop, jobs: Sequence[DocumentJob]) -> tuple[Finding, ...]:
    """What the rules say of the documents of some jobs, from the cache where the very same was asked before."""

    def ask() -> tuple[Finding, ...]:
        from briefgen.production.rule_findings import check_jobs  # the rules take longer than an annex

        found = check_jobs(workshop, jobs)
        workshop.forget_words()  # they may be those of documents that are not made
        return found

    cache = Cache(workshop.order.where.cache)
    return cache.once(("findings", *workshop.inputs_of(jobs)), ask, pickle.dumps, pickle.loads)


def _files(workshop: Workshop, jobs: Sequence[DocumentJob], progress: Progress, executor: Executor | None) -> Files:
    """All files, as they are made."""
    order, elsewhere = workshop.order, executor is not None
    is_sound = _is_sound(workshop, jobs)  # whoever works: the wording of all templates is told of before their labels
    if (elsewhere or order.scheduler or order.jobs > 1) and is_sound:
        from briefgen.production.parallel import build_in_parallel, pays  # only for several workers

        if elsewhere or order.scheduler or pays(workshop, jobs):
            return progress(build_in_parallel(workshop, jobs, executor), len(jobs))
    return _files_one_by_one(workshop, jobs, progress)


def _is_sound(workshop: Workshop, jobs: Iterable[DocumentJob]) -> bool:
    """Whether all templates are; what is wrong with them is said with what is wrong with all texts, by one process."""
    try:
        for job in jobs:
            workshop.template(job.document, job.language)
    except FindingsError:
        return False
    return True


def _files_one_by_one(workshop: Workshop, jobs: Sequence[DocumentJob], progress: Progress) -> Files:
    """Composed first, so that one run reports what is wrong with all texts; beyond some hundred they are not kept."""
    composed = [workshop.compose(job) for job in jobs[:_KEPT]]
    for job in jobs[_KEPT:]:
        workshop.compose(job)
    workshop.compile(jobs)
    refuse_errors(workshop.findings, draft=workshop.order.draft)
    texts = zip(jobs, chain(composed, map(workshop.compose, jobs[_KEPT:])), strict=True)
    return progress((workshop.fill(job, text) for job, text in texts), len(jobs))


def _date_findings(record: Record, order: Order) -> list[Finding]:
    return date_findings(record.dossier, order.as_of, order.today, order.since, order.known_on)


def _refuse_what_does_not_fit(order: Order, jobs: Sequence[DocumentJob]) -> None:
    if order.recipients and not any(job.recipient for job in jobs):
        message = "--to names recipients, but none of the documents asked for is a letter."
        raise UsageProblemError(message, "Leave --to out, or ask for a letter too.")
    if order.scheduler and order.jobs > 1:
        message = "--jobs is for processes of this computer, --scheduler for workers elsewhere."
        raise UsageProblemError(message, "Leave one of the two out.")
    if order.clean and order.format != "docx":
        message = f"--clean is for Word files, which tell of those who worked on them; {order.format} was asked for."
        raise UsageProblemError(message, "Leave --clean or --format out.")
    if order.output and len(jobs) != 1:
        message = f"-o names one file, but {len(jobs)} documents are to be made."
        raise UsageProblemError(message, "Leave -o out, or ask for one document, language and recipient.")
    if order.output:
        refuse_unlike_names(order.output, "html" if order.format == EMAIL else order.format)
    if order.paginate and order.format not in ("docx", "pdf"):
        message = f"--paginate is for Word files and PDFs, which have pages; {order.format} was asked for."
        raise UsageProblemError(message, "Leave --paginate or --format out.")
    if order.archive and order.format != "pdf":
        message = f"--pdfa is about PDFs, but the format is {order.format}."
        raise UsageProblemError(message, "Add --format pdf, or leave it out.")
    if order.format == "pdf" or order.paginate:
        from briefgen.production.formats import refuse_missing_engines

        refuse_missing_engines(order)  # before any work is done for nothing
    elif order.engine != "auto":
        message = f"--engine is about pages, but the format is {order.format}, without --paginate."
        raise UsageProblemError(message, "Add --format pdf or --paginate, or leave it out.")


def jobs_for(record: Record, order: Order, documents: Iterable[DocumentSpec]) -> Iterator[DocumentJob]:
    """Every file of an order: each document in each language, a letter once for each recipient in its language."""
    recipients = recipients_named(record.dossier, order.recipients, order.as_of, order.known_on)
    languages = languages_named(record.dossier, order.languages)
    for document in documents:
        if document.kind == "letter" and recipients:
            yield from (DocumentJob(document, each.language or languages[0], each) for each in recipients)
        else:
            yield from (DocumentJob(document, language) for language in languages)
