"""REF: captions, references to them and to points, annexes, footnotes, legal references, the note on Kosovo."""

from __future__ import annotations

from briefgen.checks.references import annexes, captions, forms, kosovo, legal, notes, points, targets

__all__ = ["annexes", "captions", "forms", "kosovo", "legal", "notes", "points", "targets"]
