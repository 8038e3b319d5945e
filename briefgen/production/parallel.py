"""Building many documents with several processes; bytes and findings are those of one process."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context

from briefgen.errors import FindingsError
from briefgen.findings import Finding, has_errors
from briefgen.outputs import Output
from briefgen.production.order import Order
from briefgen.production.record import documents_named, open_record, refuse_errors, with_translations
from briefgen.production.workshop import DocumentJob, Workshop, jobs_for

_MOST_ON_WINDOWS = 61
"""Processes that a pool may wait for there (Python's documentation of ProcessPoolExecutor)."""


@dataclass(frozen=True)
class Piece:
    """What one process has made of one job.

    Attributes:
        output: the file; None where the findings forbid it.
        composing: what was found before the template was filled; `filling` while it was.
        faults: of the template.
        stopped: why it could not be filled.
    """

    output: Output | None = None
    composing: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()
    filling: tuple[Finding, ...] = ()
    stopped: FindingsError | None = None


def build_in_parallel(workshop: Workshop, count: int) -> Iterator[Output | None]:
    """The files of an order in their order, as they are made; see `collect_findings` for those that could not be.

    Args:
        workshop: its order's `jobs` says how many processes; what they find is added to it.
        count: how many files the order makes.

    Raises:
        FindingsError: what one process alone would have refused.
    """
    order, pieces = workshop.order, list[Piece]()
    workers = workers_for(order.jobs, count, sys.platform)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for piece in pool.map(build_piece, [order] * count, range(count), chunksize=max(1, count // (4 * workers))):
            pieces.append(piece)
            yield piece.output
    collect_findings(workshop, pieces)


def workers_for(jobs: int, count: int, platform: str) -> int:
    """How many processes work at once: as many as were asked for, none without a file, no more than the system allows.

    Args:
        jobs: how many were asked for.
        count: how many files are to be made.
        platform: as `sys.platform` has it.
    """
    return min(jobs, count, _MOST_ON_WINDOWS) if platform == "win32" else min(jobs, count)


def collect_findings(workshop: Workshop, pieces: Iterable[Piece]) -> None:
    """Adds what was found, in the order in which one process finds it.

    Raises:
        FindingsError: there are errors in texts or templates, or else a document could not be filled.
    """
    made = list(pieces)
    for piece in made:
        workshop.add_findings(piece.composing)
    if faults := list(dict.fromkeys(fault for piece in made for fault in piece.faults)):
        raise FindingsError([*workshop.findings, *faults])
    refuse_errors(workshop.findings, draft=workshop.order.draft)
    if stopped := next((piece.stopped for piece in made if piece.stopped), None):
        raise stopped
    for piece in made:
        workshop.add_findings(piece.filling)


def build_piece(order: Order, number: int) -> Piece:
    """One of an order's files, by its number; runs in another process, which reads everything itself, once."""
    workshop, jobs = _read(order)
    workshop.forget_findings()
    composed = workshop.compose(jobs[number])
    try:
        workshop.compile([jobs[number]])
    except FindingsError as problem:
        composing = tuple(workshop.findings)
        return Piece(composing=composing, faults=tuple(each for each in problem.findings if each not in composing))
    composing = tuple(workshop.findings)
    if has_errors(composing) and not order.draft:
        return Piece(composing=composing)
    try:
        output = workshop.fill(jobs[number], composed)
    except FindingsError as problem:
        return Piece(composing=composing, stopped=problem)
    return Piece(output, composing, filling=tuple(workshop.findings))


@lru_cache(maxsize=1)
def _read(order: Order) -> tuple[Workshop, list[DocumentJob]]:
    record = open_record(order.where)
    jobs = list(jobs_for(record, order, documents_named(record.dossier, order.documents)))
    return Workshop(with_translations(record, (job.language for job in jobs)), order), jobs
