"""LAY: how a finished file is built: rows, head rows, lists, headings, stray marks, links, sentences, pictures.

None of these rules looks at documents composed from the record: their form is the template's.
"""

from briefgen.checks.rules.layout import marks, structure, tables

__all__ = ["marks", "structure", "tables"]
