"""REF: captions, references to them and to points, footnotes, legal references, the note on Kosovo."""

from briefgen.checks.rules.references import captions, citations, forms, numbering, points

__all__ = ["captions", "citations", "forms", "numbering", "points"]
