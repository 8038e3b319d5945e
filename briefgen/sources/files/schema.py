"""The tables of a dossier: which columns they have and what a column's cells hold."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple


class ColumnKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    KEY = "key"
    DATE = "date"
    NUMBER = "number"
    STATE = "state"
    DUE = "due"
    MARKDOWN = "markdown"
    PARAGRAPH = "kind of paragraph"
    GENDER = "gender"
    OFFICE = "office"


class Column(NamedTuple):
    """A column: its name, what it holds, and whether the table must have it.

    Attributes:
        required: the column must be there and each of its cells filled.
        may_confirm: whether an empty cell is filled all the same: it confirms that of an earlier row of the same key.
    """

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    required: bool = False
    may_confirm: bool = False


class TableSchema(NamedTuple):
    """The columns of one table, and whether a dossier with an annex must have the table.

    Attributes:
        open: whether the table may have other columns too, of its drafter's own.
    """

    name: str
    columns: tuple[Column, ...]
    required: bool = False
    open: bool = False

    def column(self, name: str) -> Column | None:
        """The column of that name, or None where the table knows none."""
        return next((column for column in self.columns if column.name == name), None)

    def name_of(self, heading: str) -> str:
        """The name of the column that a heading plainly means ("As of", "STATE "); any other heading as typed."""
        name = heading.strip()
        plain = re.sub(r"[\s_-]+", "_", name.casefold())
        return plain if self.column(plain) else name

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of all columns, in the usual order."""
        return tuple(column.name for column in self.columns)


COMMITMENTS: Final = TableSchema(
    "commitments",
    (
        Column("point", ColumnKind.KEY, required=True),
        Column("number"),
        Column("part"),
        Column("as_of", ColumnKind.DATE),
        Column("recorded", ColumnKind.DATE),
        Column("state", ColumnKind.STATE),
        Column("text", ColumnKind.MARKDOWN, required=True, may_confirm=True),
    ),
    required=True,
)
FOLLOWUP: Final = TableSchema(
    "followup",
    (
        Column("point", ColumnKind.KEY, required=True),
        Column("item", ColumnKind.KEY, required=True),
        Column("as_of", ColumnKind.DATE, required=True),
        Column("recorded", ColumnKind.DATE),
        Column("group"),
        Column("state", ColumnKind.STATE),
        Column("due", ColumnKind.DUE),
        Column("owner"),
        Column("source"),
        Column("text", ColumnKind.MARKDOWN, required=True, may_confirm=True),
    ),
    required=True,
)
FIGURES: Final = TableSchema(
    "figures",
    (
        Column("figure", ColumnKind.KEY, required=True),
        Column("as_of", ColumnKind.DATE, required=True),
        Column("value", ColumnKind.NUMBER, required=True),
        Column("unit"),
        Column("part_of", ColumnKind.KEY),
        Column("source"),
        Column("label"),
    ),
)
RECIPIENTS: Final = TableSchema(
    "recipients",
    (
        Column("recipient", ColumnKind.KEY, required=True),
        Column("language"),
        Column("name", required=True),
        Column("salutation", ColumnKind.MARKDOWN),
        Column("address"),
        Column("email"),
        Column("cc"),
        Column("closing", ColumnKind.MARKDOWN),
        Column("gender", ColumnKind.GENDER),
        Column("office", ColumnKind.OFFICE),
        Column("as_of", ColumnKind.DATE),
        Column("recorded", ColumnKind.DATE),
    ),
)
PARAGRAPHS: Final = TableSchema(
    "paragraphs",
    (
        Column("document", ColumnKind.KEY, required=True),
        Column("paragraph", ColumnKind.KEY, required=True),
        Column("as_of", ColumnKind.DATE, required=True),
        Column("recorded", ColumnKind.DATE),
        Column("kind", ColumnKind.PARAGRAPH, required=True),
        Column("heading"),
        Column("text", ColumnKind.MARKDOWN, required=True),
        Column("name"),
        Column("function"),
        Column("href"),
        Column("source"),
    ),
)
GLOSSARY: Final = TableSchema(
    "glossary",
    (
        Column("term", required=True),
        Column("refused"),
        Column("language"),
        Column("note"),
    ),
)
ISSUED: Final = TableSchema(
    "issued",
    (
        Column("edition", required=True),
        Column("document", required=True),
        Column("language", required=True),
        Column("recipient"),
        Column("as_of", ColumnKind.DATE, required=True),
        Column("known_on", ColumnKind.DATE),
        Column("sent", ColumnKind.DATE, required=True),
        Column("digest", required=True),
    ),
)
"""The register of what was sent; no document is made from it, so it is not among the tables of a dossier."""
CONTRIBUTIONS: Final = TableSchema(
    "contributions",
    (
        Column("as_of", ColumnKind.DATE, required=True),
        Column("owner"),
        Column("event", required=True),
        Column("day", ColumnKind.DATE, required=True),
        Column("items", ColumnKind.NUMBER, required=True),
        Column("language"),
        Column("file"),
    ),
)
"""The register of workbooks that went out and came back."""
CONTRIBUTORS: Final = TableSchema(
    "contributors",
    (
        Column("owner", required=True),
        Column("email"),
        Column("cc"),
        Column("language"),
    ),
)
"""Who is written to; the owners are those of `followup`."""
BESIDE_THE_RECORD: Final = (ISSUED, CONTRIBUTIONS, CONTRIBUTORS)
"""Tables of which no document is made."""
TABLES: Final = (COMMITMENTS, FOLLOWUP, FIGURES, RECIPIENTS, PARAGRAPHS, GLOSSARY)
TABLE_NAMES: Final = tuple(schema.name for schema in TABLES)
