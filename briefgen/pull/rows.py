"""The rows of a contributor's workbook as answers: which item each is about, and what it says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from msgspec.structs import replace

from briefgen.contributions.contents import text_shown
from briefgen.contributions.form import (
    LOCKED,
    NEW,
    TO_FILL_IN,
    ExportedItem,
    Head,
    WorkbookIdentity,
    digest_of_cell,
    key_of_row,
)
from briefgen.contributions.words import Words
from briefgen.findings import Finding, Place, did_you_mean, error, warning
from briefgen.model.dossier import State
from briefgen.pull import (
    CONTRADICTION,
    LOCKED_CELL,
    NO_CROSS,
    NO_POINT,
    NOT_READ,
    OTHER_DUE,
    OTHER_STATE,
    REFERENCE,
    ROW_GONE,
    TEXT_NOT_PRINTED,
    TWO_ROWS,
)
from briefgen.pull.answers import Answer, Base, Said
from briefgen.sources.files.table import SourceTable, TableRow
from briefgen.sources.mapping.dates import NOTHING, read_date
from briefgen.text import TextError, faults, rich_text

_CROSSES: Final = frozenset("x ✓ ✔ ✗ ✘ × х 1 true yes oui ja tak si sí sim y".split())
_NO_CROSSES: Final = NOTHING | {"0", "false", "no", "non", "nein", "nie", "n"}
_BEGINNING: Final = 60


def column_of(field: Head, table: SourceTable) -> str:
    """A column by the heading that people see."""
    return table.place.in_column(field.value).column if table.place else field.value


class RowReader:
    """Reads the rows of one workbook.

    Attributes:
        findings: what is doubtful in its rows.
        answered: the references of the items that it says something of.
    """

    def __init__(self, identity: WorkbookIdentity, words: Words, as_of: date, who: str) -> None:
        self.identity, self.words = identity, words
        self.as_of, self.who = as_of, who
        self.findings: list[Finding] = []
        self.rows: dict[str, TableRow] = {}
        self.answered: frozenset[str] = frozenset()

    def answers(self, table: SourceTable) -> tuple[Answer, ...]:
        """What the rows of its table say, in their order."""
        found = [answer for row in table.rows if (answer := self._answer(row))]
        gone = [key for key in self.identity.items if key not in self.rows]
        if gone and table.whole:
            self.findings.append(_rows_gone(gone, table))
        self.answered = frozenset(key_of_row(each.point, each.item) for each in found if each.item)
        return tuple(found)

    def _answer(self, row: TableRow) -> Answer | None:
        key = "".join(row.cells.get(Head.KEY, "").split())
        if exported := self.identity.items.get(key):
            return self._of_item(row, exported)
        if not any(row.cells.get(each, "").strip() for each in (*TO_FILL_IN, Head.WORDING)):
            return None  # an empty row, whatever else stands in it
        point, slash, item = key.partition("/")
        if slash and item != NEW:
            near = did_you_mean(key, self.identity.items)
            self._report(REFERENCE, row, Head.KEY, f"the reference “{key}” is of no item that was exported.", near)
            return None
        return self._of_new(row, point)

    def _report(self, rule: str, row: TableRow, field: Head, message: str, remedy: str, words: str = "") -> None:
        self.findings.append(error(rule, row.at(field.value), message, remedy, words))

    def _of_item(self, row: TableRow, exported: ExportedItem) -> Answer | None:
        if first := self.rows.get(exported.key):
            self._report_twice(row, first)
            return None
        self.rows[exported.key] = row
        said, is_clear = self._said(row)
        crossed = self._is_crossed(row)
        is_edited = self._tells_edits(row, exported, says_something=bool(said) or crossed)
        if not (row.sound and is_clear) or (is_edited and not said and not crossed):
            return None
        if crossed and said:
            remedy = "Delete the x, or what stands beside it."
            self._report(CONTRADICTION, row, Head.NOTHING_NEW, "“nothing new” is marked, and something is.", remedy)
            return None
        said, is_copy = _without_copies(said, exported, self.words)
        if not said and not crossed and not is_copy:
            self._tells_remarks(row)
            return None
        base = Base(exported.wording, exported.state, exported.due)
        blank = Answer(exported.point, exported.item, self.as_of, self.who, self._place(row), said)
        return replace(blank, remark=_line(row, Head.REMARK), confirms=not said, base=base)

    def _place(self, row: TableRow) -> Place:
        return replace(row.place, headings=())

    def _report_twice(self, row: TableRow, first: TableRow) -> None:
        fields = [each.value for each in TO_FILL_IN]
        if any(row.cells.get(each, "").strip() not in ("", first.cells.get(each, "").strip()) for each in fields):
            message = f"the item of row {first.place.row} has a second row; what this one says is not read."
            self._report(TWO_ROWS, row, Head.KEY, message, "Write it all into one row. A new item has none.")

    def _tells_remarks(self, row: TableRow) -> None:
        """A remark alone is an answer that nobody can enter."""
        if remark := _line(row, Head.REMARK):
            message = f"a remark alone says nothing of the item: “{remark[:_BEGINNING]}”."
            remedy = f"Mark “{self.words.heading(Head.NOTHING_NEW)}”, or write what is new."
            self.findings.append(warning(NOT_READ, row.at(Head.REMARK), message, remedy, remark))

    def _is_crossed(self, row: TableRow) -> bool:
        typed = _line(row, Head.NOTHING_NEW).casefold()
        if typed in _CROSSES:
            return True
        if typed not in _NO_CROSSES:
            self._report(NO_CROSS, row, Head.NOTHING_NEW, f"“{typed}” is no cross.", "Put an x, or nothing.", typed)
        return False

    def _tells_edits(self, row: TableRow, exported: ExportedItem, *, says_something: bool) -> bool:
        """Whether what was exported has been changed in the row; tells where, and what stands there."""
        pairs = zip(LOCKED, exported.shown, strict=False)
        edited = [each for each, digest in pairs if digest_of_cell(row.cells.get(each, "")) != digest]
        grade = warning if says_something else error
        for each in edited if row.sound else []:
            typed = _line(row, each)
            message = f"the locked cell was changed: “{typed[:_BEGINNING]}”; it is not read."
            remedy = f"Write what is new under “{self.words.heading(_NEW_OF.get(each, Head.NEW_WORDING))}”."
            self.findings.append(grade(LOCKED_CELL, row.at(each.value), message, remedy, typed))
        return bool(edited)

    def _said(self, row: TableRow) -> tuple[Said, bool]:
        """What is new in the row, and whether all of it could be read."""
        count = len(self.findings)
        text = row.cells.get(Head.NEW_WORDING, "").strip()
        for fault in faults(text) if text else ():
            self._report(TEXT_NOT_PRINTED, row, Head.NEW_WORDING, fault.message, fault.remedy, fault.words)
        for column in (Head.REMARK, Head.GROUP):
            if "{{" in (typed := _line(row, column)) or "{%" in typed:
                self._report(
                    TEXT_NOT_PRINTED, row, column, "braces ({{) would be printed.", "Write the words out.", typed
                )
        said = Said(text, self._state(row), self._due(row))
        return said, len(self.findings) == count

    def _state(self, row: TableRow) -> str:
        typed = _line(row, Head.NEW_STATE)
        if typed.casefold() in NOTHING:
            return ""
        if state := self.words.state_meant(typed):
            return state.value
        known = [self.words.state(each) for each in State]
        remedy = did_you_mean(typed, known) or f"The states are: {', '.join(known)}."
        self._report(OTHER_STATE, row, Head.NEW_STATE, f"there is no state “{typed}”.", remedy, typed)
        return ""

    def _due(self, row: TableRow) -> str:
        typed = _line(row, Head.NEW_DUE)
        if typed.casefold() in NOTHING:
            return ""
        # Hungarian and others write 2026. 12. 31.
        if due := read_date(typed, "dmy") or read_date(typed.replace(". ", "."), "dmy"):
            return due
        message = f"the deadline “{typed}” is not understood."
        self._report(OTHER_DUE, row, Head.NEW_DUE, message, "Write 31/12/2026, 2026-12, 2026-Q4 or 2026.", typed)
        return ""

    def _of_new(self, row: TableRow, point: str) -> Answer | None:
        wording = _line(row, Head.WORDING)
        if not point and wording and wording != self.words["room"]:
            message = f"the reference of the row “{wording[:_BEGINNING]}” is gone."
            self._report(REFERENCE, row, Head.KEY, message, "Put it back; a new item has no wording so far.")
            return None
        said, is_clear = self._said(row)
        if not said and not self._is_crossed(row):
            self._tells_remarks(row)
            return None
        point = self._point(row, point)
        if not (row.sound and is_clear and point and self._has_text(row, said)):
            return None
        blank = Answer(point, "", self.as_of, self.who, self._place(row), said)
        group, owner = _line(row, Head.GROUP), self.identity.owner
        return replace(blank, remark=_line(row, Head.REMARK), group=group, owner=owner)

    def _has_text(self, row: TableRow, said: Said) -> bool:
        if not said.text:
            message = "a new item has no wording."
            self._report(NOT_READ, row, Head.NEW_WORDING, message, "Write it, or empty the row.")
        return bool(said.text)

    def _point(self, row: TableRow, point: str) -> str:
        keys = set(self.identity.points.values())
        typed = _line(row, Head.NUMBER).rstrip(".")
        found = point if point in keys else self.identity.points.get(typed, typed if typed in keys else "")
        if not found:
            what = f"there is no point “{typed}”." if typed else "the new line does not say to which point it belongs."
            near = did_you_mean(typed, self.identity.points) if typed else ""
            known = f"The points are: {', '.join(self.identity.points)}."
            self._report(NO_POINT, row, Head.NUMBER, what, near or known, typed)
        return found


_NEW_OF: Final[Mapping[Head, Head]] = {
    Head.STATE: Head.NEW_STATE,
    Head.DUE: Head.NEW_DUE,
}


def _line(row: TableRow, field: Head) -> str:
    return " ".join(row.cells.get(field.value, "").split())


def _without_copies(said: Said, exported: ExportedItem, words: Words) -> tuple[Said, bool]:
    """What is new, without what was copied from the grey columns; and whether anything was."""
    shown = dict(zip(LOCKED, exported.shown, strict=False))
    text = "" if digest_of_cell(_plain(said.text)) == shown.get(Head.WORDING) else said.text
    left = Said(text, *(each if each != was else "" for each, was in _pairs(said, exported)))
    return left, bool(said) and not left


def _pairs(said: Said, exported: ExportedItem) -> Iterator[tuple[str, str]]:
    yield said.state, exported.state
    yield said.due, exported.due


def _plain(text: str) -> str:
    """The words of a text without its markup."""
    try:
        return text_shown(rich_text(text, {})) if text else ""
    except TextError:
        return text


def _rows_gone(keys: list[str], table: SourceTable) -> Finding:
    listed = ", ".join(keys[:5]) + (f" and {len(keys) - 5} more" if len(keys) > 5 else "")
    what = "row was" if len(keys) == 1 else "rows were"
    message = f"{len(keys)} {what} deleted from the workbook ({listed}); nothing is read of them."
    place = replace(table.place or Place(""), headings=())
    return warning(ROW_GONE, place, message, "To end an item, choose the state for that in its row.")
