"""REF: captions, references to them and to points, annexes, footnotes, legal references, the note on Kosovo."""

from __future__ import annotations

from briefgen.checks.rules.references import annexes, captions, forms, kosovo, points
from briefgen.checks.rules.references import citations as legal
from briefgen.checks.rules.references import citations as notes
from briefgen.checks.rules.references import forms as targets

__all__ = ["annexes", "captions", "forms", "kosovo", "legal", "notes", "points", "targets"]
