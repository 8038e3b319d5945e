"""Files of a former run that are still what an order asks for: nothing of them is made again.

What was made, and from what, is kept in the user's cache: for each order the hash of every file. Where an order comes
again with the same inputs and the same briefgen, and every file still has its hash, the files are taken as they are.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefgen.cache import Cache
from briefgen.errors import FindingsError
from briefgen.findings import Finding
from briefgen.outputs import Output
from briefgen.production.workshop import DocumentJob, Workshop

_Kept = tuple[tuple[bytes, ...], tuple[Finding, ...]]


def rerun(workshop: Workshop, jobs: Sequence[DocumentJob], make: Callable[[], list[Output]]) -> list[Output]:
    """The files of an order: as they lie there, if none of them would come out otherwise, else made.

    Args:
        workshop: what is found while the files are made is added to it, in either case.
        jobs: one for each file.
        make: makes them.

    Raises:
        BriefgenError: what `make` raises.
    """
    paths = [workshop.path(job) for job in jobs]
    made: list[list[Output]] = []

    def work() -> _Kept:
        made.append(make())
        return tuple(sha256(file.data).digest() for file in made[0]), tuple(workshop.findings)

    def from_disk(kept: bytes) -> _Kept | None:
        digests, findings = pickle.loads(kept)  # noqa: S301  # the cache trusts only what the user has written
        made.extend(_read(paths, digests))
        return (digests, findings) if made else None

    try:
        inputs = _inputs(workshop, jobs)
    except FindingsError:  # which is said with all others when the files are made
        return make()
    cache = Cache(workshop.order.where.cache)
    _, findings = cache.once(("files", paths, *inputs), work, pickle.dumps, from_disk)
    workshop.add_findings(findings)
    return made[0]


def _inputs(workshop: Workshop, jobs: Sequence[DocumentJob]) -> tuple[object, ...]:
    """All that the files depend on besides the program.

    Raises:
        FindingsError: a template has faults.
    """
    order = replace(workshop.order, today=workshop.order.as_of, environment={}, force=False, jobs=1, scheduler="")
    kinds = {(job.document.template, job.language): job.document for job in jobs}
    templates = [workshop.template(document, language).digest for (_, language), document in kinds.items()]
    return (order, templates, *workshop.inputs_of(jobs))


def _read(paths: Sequence[Path], digests: Sequence[bytes]) -> list[list[Output]]:
    """The files in a list, if all of them have their hashes; else an empty one."""
    files = []
    with suppress(OSError):
        for path, digest in zip(paths, digests, strict=True):
            data = path.read_bytes()
            if sha256(data).digest() != digest:
                return []
            files.append(Output(path, data))
        return [files]
    return []
