"""Files of a former run that are still what an order asks for: nothing of them is made again.

What was made, and from what, is kept in the user's cache: for each order the hash of every file. Where an order comes
again with the same inputs and the same briefgen, and every file still has its hash, the files are taken as they are.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from briefgen.cache import Cache
from briefgen.errors import FindingsError
from briefgen.findings import Finding
from briefgen.outputs import Output, StagedOutput
from briefgen.production.workshop import DocumentJob, Workshop

_Kept = tuple[tuple[bytes, ...], tuple[Finding, ...]]


def rerun(
    workshop: Workshop, jobs: Sequence[DocumentJob], make: Callable[[], list[Output]], *, staged: bool = False
) -> list[Output]:
    """The files of an order: as they lie there, if none of them would come out otherwise, else made.

    Args:
        workshop: what is found while the files are made is added to it, in either case.
        jobs: one for each file.
        make: makes them.
        staged: whether the bytes of files that lie there stay where they are, in place of in memory.

    Raises:
        BriefgenError: what `make` raises.
    """
    paths = [workshop.path(job) for job in jobs]
    made: list[list[Output]] = []

    def work() -> _Kept:
        made.append(make())
        return tuple(file.digest for file in made[0]), tuple(workshop.findings)

    def from_disk(kept: bytes) -> _Kept | None:
        digests, findings = pickle.loads(kept)  # noqa: S301  # the cache trusts only what the user has written
        made.extend(_read(paths, digests, staged=staged))
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


def _read(paths: Sequence[Path], digests: Sequence[bytes], *, staged: bool) -> list[list[Output]]:
    """The files in a list, if all of them have their hashes; else an empty one."""
    files: list[Output] = []
    with suppress(OSError):
        for path, digest in zip(paths, digests, strict=True):
            file = Output(path, path.read_bytes())
            if file.digest != digest:
                return []
            files.append(StagedOutput(path, digest, path) if staged else file)
        return [files]
    return []
