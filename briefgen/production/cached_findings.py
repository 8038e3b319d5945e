"""What the checks say of documents that are about to be made, from the user's cache where the very same was asked.

The rules take longer than an annex, and their answer depends on the record alone; so it is kept, under a name that
says all that it depends on (docs/decisions/013).
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import briefgen
from briefgen.cache import Cache, files_in

if TYPE_CHECKING:
    from briefgen.findings import Finding
    from briefgen.production.workshop import Job, Workshop


def checked(workshop: Workshop, jobs: Sequence[Job]) -> tuple[Finding, ...]:
    """Errors and warnings about the documents that some jobs make; see `rule_findings.findings_for`."""
    folder = workshop.order.where.cache
    key = _key(workshop, jobs) if folder else ""
    if not folder or not key:
        return _asked(workshop, jobs)
    cache = Cache(folder)
    if found := cache.get(key):
        return pickle.loads(found)  # type: ignore[no-any-return]  # noqa: S301 - the user's own; see briefgen.cache
    answer = _asked(workshop, jobs)
    cache.put(key, pickle.dumps(answer))
    return answer


def _asked(workshop: Workshop, jobs: Sequence[Job]) -> tuple[Finding, ...]:
    from briefgen.production.rule_findings import findings_for

    return findings_for(workshop, jobs)


def _key(workshop: Workshop, jobs: Sequence[Job]) -> str:
    """All that the answer depends on; "" where that cannot be said."""
    record, order = workshop.record, workshop.order
    dossier, workspace = record.dossier, record.workspace
    wanted = sorted({(job.document.name, job.language) for job in jobs})
    catalogues = [(code, each.digest) for code, each in (*dossier.translations.items(), *record.wordings.items())]
    settings = (workspace.place, sorted(workspace.house_style.items()), repr(workspace.checks))
    asked = (order.as_of, order.known_on, order.allow_untranslated, wanted, dossier.digest, catalogues, settings)
    try:
        program = files_in(Path(briefgen.__file__).parent)
    except OSError:
        return ""
    return sha256(repr((briefgen.__version__, program, asked)).encode()).hexdigest()
