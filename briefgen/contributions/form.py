"""The form of a contributor's workbook: its columns, and what it says of itself, so that it can be read back.

What it says of itself stands in a sheet that nobody sees: the dossier, the day, and of each item how it stood. Excel
and LibreOffice keep it whatever is sorted, widened, hidden or renamed in the sheet that people see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

from msgspec import Struct

from briefgen.sources.files.schema import Column, ColumnKind, TableSchema

IDENTITY_SHEET: Final = "briefgen"
_MAGIC: Final = ("briefgen contribution", "1")
_DIGITS: Final = 16
_DIGITS_OF_A_CELL: Final = 8
NEW: Final = "+"
"""What stands behind the slash in the reference of an empty row that waits for a new item."""


class Head(StrEnum):
    """The columns of the sheet by names that are the same in every language."""

    NUMBER = "number"
    AGREED = "agreed"
    GROUP = "group"
    WORDING = "wording"
    STATE = "state"
    DUE = "due"
    NOTHING_NEW = "nothing_new"
    NEW_WORDING = "new_wording"
    NEW_STATE = "new_state"
    NEW_DUE = "new_due"
    REMARK = "remark"
    KEY = "key"


LOCKED: Final = (
    Head.NUMBER,
    Head.AGREED,
    Head.GROUP,
    Head.WORDING,
    Head.STATE,
    Head.DUE,
)
"""What nobody is to change in the row of an item, beside its reference."""
TO_FILL_IN: Final = (
    Head.NOTHING_NEW,
    Head.NEW_WORDING,
    Head.NEW_STATE,
    Head.NEW_DUE,
    Head.REMARK,
)
_KINDS: Final = {Head.NEW_WORDING: ColumnKind.MARKDOWN, Head.NEW_DUE: ColumnKind.DUE}
CONTRIBUTION: Final = TableSchema(
    "contribution", tuple(Column(each.value, _KINDS.get(each, ColumnKind.TEXT)) for each in Head)
)
"""The sheet as a table: what stands in which column."""


class ExportedItem(Struct, frozen=True):
    """An item as it stood when the workbook was made.

    Attributes:
        wording: `digest_of` the text as it is typed in the ledger.
        state, due: as they are typed there.
        shown: `digest_of_cell` each of the locked cells of its row, in the order of `LOCKED`.
    """

    point: str
    item: str
    wording: str
    state: str
    due: str
    shown: tuple[str, ...]

    @property
    def key(self) -> str:
        """The reference in its row."""
        return key_of_row(self.point, self.item)


class WorkbookIdentity(Struct, frozen=True):
    """What a workbook says of itself.

    Attributes:
        known_on: what was recorded after that day is not in it; None where all is.
        owner: whose items it has, "" for all of them.
        language: the code of the language that it speaks.
        items: by the references in their rows.
        points: the keys of all points of the dossier, by what names them to people.
    """

    dossier: str
    as_of: date
    known_on: date | None
    owner: str
    language: str
    items: Mapping[str, ExportedItem]
    points: Mapping[str, str]


def key_of_row(point: str, item: str = NEW) -> str:
    """The reference in the row of an item, or of an empty row that waits for a new one of a point."""
    return f"{point}/{item}"


def digest_of(text: str) -> str:
    """What is the same for the same text: 16 hexadecimal digits of its SHA-256, with each blank as one space."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:_DIGITS]


def digest_of_cell(text: str) -> str:
    """The same for what a locked cell shows, in 8 digits."""
    return digest_of(text)[:_DIGITS_OF_A_CELL]


def rows_of(identity: WorkbookIdentity) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet that nobody sees; `identity_in` reads them."""
    yield _MAGIC
    yield "dossier", identity.dossier
    yield "as_of", identity.as_of.isoformat()
    yield "known_on", identity.known_on.isoformat() if identity.known_on else ""
    yield "owner", identity.owner
    yield "language", identity.language
    yield from (("point", key, name) for name, key in identity.points.items())
    for each in identity.items.values():
        yield "item", each.point, each.item, each.wording, each.state, each.due, " ".join(each.shown)


def identity_in(rows: Sequence[Sequence[str]]) -> WorkbookIdentity | None:
    """What a workbook says of itself, from the rows of a sheet; None where the sheet is another one."""
    filled = [[*row, *[""] * 7] for row in rows if any(row)]
    if not filled or tuple(filled[0][:2]) != _MAGIC:
        return None
    facts = {row[0]: row[1] for row in filled[1:] if row[0] not in ("item", "point")}
    points = {row[2]: row[1] for row in filled if row[0] == "point"}
    items = [_item_in(row) for row in filled if row[0] == "item"]
    try:
        return WorkbookIdentity(
            facts["dossier"],
            date.fromisoformat(facts["as_of"]),
            date.fromisoformat(facts["known_on"]) if facts["known_on"] else None,
            facts["owner"],
            facts["language"],
            {each.key: each for each in items},
            points,
        )
    except (KeyError, ValueError):
        return None


def _item_in(row: Sequence[str]) -> ExportedItem:
    _, point, item, wording, state, due, shown, *_ = row
    return ExportedItem(point, item, wording, state, due, tuple(shown.split()))
