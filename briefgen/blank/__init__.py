"""A dossier to begin with: its description, tables with their headings, and one row of each kind as an example."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.blank.contents import LetterTexts, NewDossier, describe, templates_of, texts_of
from briefgen.blank.tables import as_csv, tables_of
from briefgen.blank.workbook import as_workbook

__all__ = ["LetterTexts", "NewDossier", "files_of", "templates_of"]


def files_of(new: NewDossier, *, xlsx: bool) -> Mapping[str, bytes]:
    """The files of a new dossier by name, dossier.yaml last, which makes a folder one.

    Args:
        new: what it is about, and for which documents.
        xlsx: its tables as sheets of one workbook, else each as a CSV file.
    """
    tables = tables_of(new)
    files = {name: text.encode() for name, text in texts_of(new).items()}
    if xlsx and tables:
        files["status.xlsx"] = as_workbook(tables)
    elif tables:
        files |= {f"{table.schema.name}.csv": as_csv(table) for table in tables}
    return files | {"dossier.yaml": describe(new).encode()}
