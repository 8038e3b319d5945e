"""What makes documents away from here: an order's kit, as bytes, and batches of its jobs, made of it.

The kit has all that the documents of an order are made of: the record, what stands on the day, the compiled templates.
No file is read where it goes. It is a pickle, which runs code where it is read, so it goes only to processes of our
own, and to an executor or scheduler that the user has named. It is good for the very same briefgen; see `program`.
"""

from __future__ import annotations

import pickle
import socket
import sys
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

import briefgen
from briefgen.errors import FindingsError
from briefgen.findings import Finding, has_errors
from briefgen.outputs import Output
from briefgen.production.workshop import DocumentJob, Workshop
from briefgen.word import LintProblem
from briefgen.word.serialise import dumps, loads

GIVEN: Final = b""
"""The kit of a worker that was given it when it began; see `hold`."""

_LIBRARIES = ("babel", "jinja2", "lxml", "markdown-it-py", "markupsafe", "msgspec")
_SOURCES = {".py", ".csv", ".toml"}
_HOST = "computer"


class Piece(Struct, frozen=True):
    """What a worker has made of one job.

    Attributes:
        output: the file; None where the findings forbid it.
        composing: what was found before the template was filled; `filling` while it was.
        wording: labels of charts and tables that were found not to be translated before it was filled.
        problems: what a last look at the file has found; whose fault it is, is found out where the inputs are.
        stopped: why it could not be filled.
    """

    output: Output | None = None
    composing: tuple[Finding, ...] = ()
    wording: tuple[Finding, ...] = ()
    filling: tuple[Finding, ...] = ()
    problems: tuple[LintProblem, ...] = ()
    stopped: FindingsError | None = None


Answer = tuple[Piece, ...] | dict[str, str]
"""The pieces of a batch, or which program the worker is: another one, that cannot make them."""


def pack(workshop: Workshop, jobs: Iterable[DocumentJob]) -> bytes:
    """The kit of an order.

    Raises:
        FindingsError: a template has faults.
    """
    kinds = {(job.document.template, job.language): job.document for job in jobs}
    compiled = {key: dumps(workshop.template(document, key[1])) for key, document in kinds.items()}
    record, situation = workshop.record, replace(workshop.situation, recipients=())  # who comes with each job
    for language in {record.dossier.source_language, *(language for _, language in kinds)}:
        record.house.style(language)  # its tables lie here
    record = replace(record, findings=(), dossier=replace(record.dossier, recipients=()))
    order = replace(workshop.order, environment={}, jobs=1, scheduler="")
    return pickle.dumps((record, order, situation, workshop.changes, workshop.correction, compiled))


def _unpack(kit: bytes) -> Workshop:
    record, order, situation, changes, correction, compiled = pickle.loads(kit)  # noqa: S301 - see the head of this module
    workshop = Workshop(record, order, correction=correction)
    workshop._templates.update((key, loads(data)) for key, data in compiled.items())
    vars(workshop).update(situation=situation, changes=changes)  # cut where the ledger is
    return workshop


class _AtHand(threading.local):
    """The kit that a thread of a worker has opened last, and what it makes documents with."""

    kit: bytes = GIVEN
    workshop: Workshop | None = None

    def workshop_of(self, kit: bytes) -> Workshop:
        if self.workshop is None or kit not in (GIVEN, self.kit):
            self.kit, self.workshop = kit, _unpack(kit)
        return self.workshop


_at_hand = _AtHand()


def hold(kit: bytes) -> None:
    """Opens the kit that all batches of this worker are made of."""
    _at_hand.workshop_of(kit)


def build_batch(asked: Mapping[str, str], kit: bytes, jobs: bytes) -> Answer:
    """The pieces of some jobs; runs on a worker, which reads and writes no file.

    Args:
        asked: the program that has packed the kit; empty where it is this one.
        kit: as `pack` gives it, or `GIVEN`.
        jobs: the jobs, pickled.
    """
    if asked and program() != asked:
        return {**program(), _HOST: socket.gethostname()}
    workshop = _at_hand.workshop_of(kit)
    return tuple(_piece(workshop, job) for job in pickle.loads(jobs))  # noqa: S301 - as the kit


def batches(jobs: Sequence[DocumentJob], size: int) -> Iterator[bytes]:
    """The jobs, so many in each batch, as `build_batch` takes them."""
    return (pickle.dumps(jobs[start : start + size]) for start in range(0, len(jobs), size))


def _piece(workshop: Workshop, job: DocumentJob) -> Piece:
    workshop.forget_findings()
    told = target.findings if (target := workshop.target(job.language)) else []
    before = len(told)
    composed = workshop.compose(job)
    composing, wording = tuple(workshop.findings), tuple(told[before:])
    if has_errors(composing) and not workshop.order.draft:
        return Piece(composing=composing, wording=wording)
    try:
        output, problems = workshop.print_out(job, composed)
    except FindingsError as problem:
        return Piece(composing=composing, wording=wording, stopped=problem)
    return Piece(output, composing, wording, tuple(workshop.findings[len(composing) :]), tuple(problems))


@lru_cache(maxsize=1)
def program() -> dict[str, str]:
    """What has to be the same on two machines for the same bytes to come out: names and versions.

    briefgen's own has a hash of its files too, as one that is being worked on keeps its version.
    """
    folder = Path(briefgen.__file__).parent
    files = sorted(each for each in folder.rglob("*") if each.suffix in _SOURCES and "starter" not in each.parts)
    read = sha256()
    for each in files:
        read.update(each.relative_to(folder).as_posix().encode() + b"\0" + each.read_bytes())
    return {
        "briefgen": f"{briefgen.__version__} ({read.hexdigest()[:8]})",
        "Python": ".".join(map(str, sys.version_info[:2])),
        "system": sys.platform,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version(name) for name in _LIBRARIES},
    }


def unlike(answer: Mapping[str, str]) -> tuple[str, str]:
    """The computer of a worker that answered, and in words how its program differs: "Python 3.12, here 3.11"."""
    ours = program()
    differing = [
        f"{name} {answer.get(name, '?')}, here {ours[name]}" for name in ours if answer.get(name) != ours[name]
    ]
    return answer.get(_HOST, "?"), "; ".join(differing)
