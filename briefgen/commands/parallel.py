"""Building many documents with several processes; the bytes are those of one process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.commands.building import Workshop, jobs_for
from briefgen.commands.order import Order
from briefgen.commands.record import documents_named, open_record, with_translations
from briefgen.findings import Finding
from briefgen.outputs import Output


def build_in_parallel(workshop: Workshop, count: int) -> Iterator[Output]:
    """The files of an order in their order, each process making every n-th of them.

    Args:
        workshop: its order's `jobs` says how many processes; it keeps what they find.
        count: how many files the order makes.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    order = workshop.order
    shares = [range(first, count, order.jobs) for first in range(min(order.jobs, count))]
    with ProcessPoolExecutor(len(shares), mp_context=get_context("spawn")) as pool:
        made = list(pool.map(build_share, [order] * len(shares), shares))
    for _, findings in made:
        workshop.keep(findings)
    yield from (made[number % len(shares)][0][number // len(shares)] for number in range(count))


def build_share(order: Order, numbers: Sequence[int]) -> tuple[list[Output], list[Finding]]:
    """Some of an order's files, by their numbers; runs in a process of its own, so it reads everything itself."""
    record = open_record(order.where)
    jobs = list(jobs_for(record, order, documents_named(record.dossier, order.documents)))
    workshop = Workshop(with_translations(record, {jobs[number].language: None for number in numbers}), order)
    files = [workshop.fill(jobs[number], workshop.compose(jobs[number])) for number in numbers]
    return files, workshop.findings
