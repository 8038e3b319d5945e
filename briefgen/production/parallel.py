"""Making many documents by several workers, here or elsewhere; bytes and findings are those of one process.

There is one way for all: a kit that each worker is given once, batches of jobs, pieces that come back. Who works is an
executor of `concurrent.futures`: processes of our own, the workers of a dask scheduler, or what a program hands over.

What is sent runs there, and what comes back is read here as Python: whoever can reach a scheduler can do what its
workers, and this program, may do. So nothing is sent but to an executor, or an address, that the user has named.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

import briefgen
from briefgen.errors import UsageProblemError
from briefgen.outputs import Output
from briefgen.production.kit import GIVEN, Answer, Piece, batches, build_batch, hold, pack, program, unlike
from briefgen.production.order import Order
from briefgen.production.record import refuse_errors
from briefgen.production.workshop import DocumentJob, Workshop

_MOST_ON_WINDOWS = 61
"""Processes that a pool may wait for there (Python's documentation of ProcessPoolExecutor)."""

_FEWEST = 1_000
"""Letters, or points of other documents, for which it pays to begin processes anew: each needs a third of a second."""

_FEWEST_FOR_COPIES = 500
"""The same where processes are copies of this one, which are there at once; a letter takes a millisecond."""

_LARGEST_BATCH = 25
"""Documents: a megabyte of letters."""

_NOTHING = "Nothing was written."
_INSTALL = "Install the same briefgen, Python and libraries on every worker, and start them anew."
_AHEAD = 8
"""Batches for each worker that are asked for before the first comes back: none waits, and the memory does not grow."""

_PATIENCE = 1.0
"""Seconds after which it is looked whether the workers still live."""

_MANY_WORKERS = 16  # as many as an executor is taken to have that does not say


_THREADS = Path("/proc/self/task")  # of this process, also those that Python does not know
_SECONDS = 10  # to wait for a scheduler that does not answer
_SCHEMES = ("tcp://", "tls://")
_START = "Start one with “dask scheduler”, and its workers with “dask worker ADDRESS”, or correct the address."


class Crew(Struct, frozen=True):
    """Who makes documents.

    Attributes:
        kit: of the order; `handed` is what `build_batch` is called with, for which a worker gets the kit.
        size: how many workers there may be.
        asked: the program that each has to be; empty for processes of our own, which cannot be another.
    """

    executor: Executor
    kit: bytes
    handed: Any
    size: int = _MANY_WORKERS
    asked: Mapping[str, str] = field(default_factory=program)


def build_in_parallel(
    workshop: Workshop, jobs: Sequence[DocumentJob], executor: Executor | None = None
) -> Iterator[Output | None]:
    """The files of an order in their order, as they are made; see `_collect_findings` for those that could not be.

    Args:
        workshop: its order says who works where no executor does; what they find is added to it.
        executor: who works; it is left open.

    Raises:
        FindingsError: what one process alone would have refused.
        UsageProblemError: the scheduler or its workers are not there, or have another briefgen.
    """
    pieces: list[Piece] = []
    with _crew_for(workshop.order, executor, pack(workshop, jobs), len(jobs)) as crew:
        for piece in _pieces(crew, jobs):
            pieces.append(replace(piece, output=None))  # it has gone on
            yield piece.output
    _collect_findings(workshop, jobs, pieces)


def pays(workshop: Workshop, jobs: Sequence[DocumentJob]) -> bool:
    """Whether several processes of our own take less time than this one alone; see `benchmarks/letters.py`."""
    points = len(workshop.situation.points) or 1
    fewest = _FEWEST_FOR_COPIES if _way_to_start() == "fork" else _FEWEST
    return sum(1 if job.recipient else points for job in jobs) >= fewest


def workers_for(jobs: int, count: int, platform: str) -> int:
    """How many processes work at once: as many as were asked for, none without a file, no more than the system allows.

    Args:
        jobs: how many were asked for.
        count: how many files are to be made.
        platform: as `sys.platform` has it.
    """
    return min(jobs, count, _MOST_ON_WINDOWS) if platform == "win32" else min(jobs, count)


@contextmanager
def _crew_for(order: Order, executor: Executor | None, kit: bytes, count: int) -> Iterator[Crew]:
    if executor is not None:
        yield Crew(executor, kit, _handed_out(executor, kit))
    elif order.scheduler:
        with _workers_at(order.scheduler) as remote:
            yield Crew(remote, kit, _handed_out(remote, kit))
    else:
        size = workers_for(order.jobs, count, sys.platform)
        with ProcessPoolExecutor(size, get_context(_way_to_start()), _begin, (kit,)) as pool:
            yield Crew(pool, kit, GIVEN, size, {})


@contextmanager
def _workers_at(address: str) -> Iterator[Executor]:
    """The workers of a scheduler as an executor; they are left when the block ends.

    Args:
        address: as tcp://HOST:PORT, or tls://HOST:PORT.

    Raises:
        UsageProblemError: the extra is not installed, nobody answers, or there are no workers.
    """
    _refuse_what_is_no_address(address)
    from distributed import Client, Security  # an extra

    for each in ("distributed", "distributed.client"):
        logging.getLogger(each).setLevel(logging.CRITICAL + 1)  # what goes wrong is said by us, once
    try:
        client = Client(address, timeout=_SECONDS, security=Security(), set_as_default=False)
    except (OSError, ValueError, TypeError) as problem:
        raise UsageProblemError(f"No scheduler answers at {address}: {problem}", _START) from problem
    with client:
        if not client.nthreads():
            raise UsageProblemError(f"The scheduler at {address} has no workers.", _START)
        yield client.get_executor()


def _refuse_what_is_no_address(address: str) -> None:
    if not address.startswith(_SCHEMES):
        message = f"--scheduler {address}: the address of a scheduler begins with {' or '.join(_SCHEMES)}."
        raise UsageProblemError(
            message, "Write it as the scheduler says it when it starts, such as tcp://10.0.0.5:8786."
        )
    if find_spec("distributed") is None:
        message = "--scheduler needs dask.distributed, which is not installed."
        raise UsageProblemError(message, "Install it: pip install 'briefgen[cluster]'.")


def _handed_out(executor: Executor, kit: bytes) -> Any:
    """The kit as the workers of an executor get it: dask's once each, others with each batch."""
    client: Any = getattr(executor, "_client", None)
    return client.scatter(kit, broadcast=True) if hasattr(client, "scatter") else kit


def _way_to_start() -> str:
    """How processes of our own begin: as copies of this one where it is safe, which takes no time, else anew."""
    return "fork" if sys.platform == "linux" and len(list(_THREADS.iterdir())) == 1 else "spawn"


def _begin(kit: bytes) -> None:
    for name in {"SIGTERM", "SIGHUP"} & signal.Signals.__members__.keys():
        if callable(signal.getsignal(number := signal.Signals[name])):
            signal.signal(number, signal.SIG_DFL)  # a copy of us ends at once: what it raised would be an answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    hold(kit)


def _pieces(crew: Crew, jobs: Sequence[DocumentJob]) -> Iterator[Piece]:
    size = max(1, min(_LARGEST_BATCH, len(jobs) // (4 * crew.size)))
    cut = batches(jobs, size)
    waiting = deque((_submitted(crew, each), each) for each in islice(cut, _AHEAD * crew.size))
    try:
        while waiting:
            future, batch = waiting.popleft()
            pieces = _pieces_of(_answer(future, crew, batch))
            waiting.extend((_submitted(crew, each), each) for each in islice(cut, 1))
            yield from pieces
    finally:
        for future, _ in waiting:
            if future:
                future.cancel()


def _submitted(crew: Crew, batch: bytes) -> Future[Answer] | None:
    try:
        return crew.executor.submit(build_batch, crew.asked, crew.handed, batch)
    except BrokenExecutor:
        return None


def _answer(future: Future[Answer] | None, crew: Crew, batch: bytes) -> Answer:
    """What a worker made of a batch; where the workers of a pool have died, it is made here."""
    try:
        if future:
            return _result(future, crew.executor)
    except BrokenExecutor:
        pass
    except (CancelledError, Exception) as problem:
        raise _in_words(problem) or problem from problem
    return build_batch(crew.asked, crew.kit, batch)


def _result(future: Future[Answer], executor: Executor) -> Answer:
    """What a worker has made; see `_end_what_is_broken` for one that was killed half-way through its answer."""
    while True:
        try:
            return future.result(_PATIENCE)
        except TimeoutError:
            if future.done():  # the worker has raised it
                raise
            _end_what_is_broken(executor)


def _end_what_is_broken(executor: Executor) -> None:
    """Ends a pool of processes of which one has died, so that it does not wait for the rest of its answer for ever.

    The pool has its other workers to end and an end of the pipe of answers to close; it says by itself then that it is
    broken.
    """
    workers = list((getattr(executor, "_processes", None) or {}).values())
    if all(each.is_alive() for each in workers):
        return
    for each in workers:
        each.terminate()
    pipe = getattr(getattr(executor, "_result_queue", None), "_writer", None)
    if pipe:
        pipe.close()


def _in_words(problem: BaseException) -> UsageProblemError | None:
    """What has happened to workers elsewhere; None where it is something else, most often a defect."""
    if isinstance(problem, CancelledError):
        message = "The workers have made only a part of the documents: their scheduler has ended, or dropped the work."
        return UsageProblemError(message, f"{_NOTHING} See whether the scheduler still runs, and ask again.")
    if type(problem).__name__ == "KilledWorker":
        message = f"The same documents have ended several workers, one after another: {problem}"
        return UsageProblemError(message, f"{_NOTHING} Most often a worker has too little memory: give each more.")
    if isinstance(problem, ImportError | AttributeError) and briefgen.__name__ in str(problem):
        message = f"A worker does not have the briefgen that is here: {problem}."
        return UsageProblemError(message, f"{_NOTHING} {_INSTALL}")
    return None


def _pieces_of(answer: Answer) -> tuple[Piece, ...]:
    """The pieces of a batch.

    Raises:
        UsageProblemError: a worker is another program, which would make other bytes.
    """
    if isinstance(answer, tuple):
        return answer
    host, differing = unlike(answer)
    message = (
        f"The workers on {host} are not like this computer, so their documents could come out otherwise: {differing}."
    )
    raise UsageProblemError(message, f"{_NOTHING} {_INSTALL}")


def _collect_findings(workshop: Workshop, jobs: Sequence[DocumentJob], pieces: Iterable[Piece]) -> None:
    """Adds what was found, in the order in which one process finds it.

    Raises:
        FindingsError: there are errors in texts or templates, or else a document could not be filled.
    """
    made = list(pieces)
    for job, piece in zip(jobs, made, strict=True):
        workshop.add_findings(piece.composing)
        if target := workshop.target(job.language):
            target.findings += [each for each in piece.wording if each not in target.findings]
    workshop.compile(jobs)
    refuse_errors(workshop.findings, draft=workshop.order.draft)
    for job, piece in zip(jobs, made, strict=True):
        if piece.stopped:
            raise piece.stopped
        workshop.add_findings(piece.filling)
        workshop.add_blame(job, piece.problems)
