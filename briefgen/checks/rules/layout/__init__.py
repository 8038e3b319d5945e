"""LAY: how a finished file is built: rows, head rows, lists, headings, stray marks, links, sentences, pictures.

None of these rules looks at documents composed from the record: their form is the template's.
"""

from __future__ import annotations

from briefgen.checks.rules.layout import headings, lists, marks, tables
from briefgen.checks.rules.layout import marks as sentences

__all__ = ["headings", "lists", "marks", "sentences", "tables"]
