"""A contributor's workbook as an XLSX file: what stands is locked and grey, what is asked for open and yellow."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from briefgen.contributions.contents import Contribution, ContributionRow, runs_of, text_shown
from briefgen.contributions.form import IDENTITY_SHEET, TO_FILL_IN, Head, rows_of
from briefgen.model.dossier import State
from briefgen.model.richtext import RichText
from briefgen.opc.package import assemble_package
from briefgen.opc.seal import write_sealed
from briefgen.opc.zip import read_parts

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_CREATED: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no clock: the same items, the same bytes
_NAMES_ROW, _HEAD_ROW = 4, 5
FREE_ROWS: Final = 30
"""Rows at the end in which everything may be filled in."""
_MOST_CHARACTERS: Final = 32_000
_MOST_CHOICES: Final = 250
_CROSS: Final = "x"
_LINE, _HIGHEST = 13.5, 400.0
"""Points of a line of text, and of the highest row that Excel makes."""
_FEWEST_LINES: Final = 3
_CHARACTERS_PER_WIDTH: Final = 1.15
_WIDTHS: Final[Mapping[Head, int]] = {
    Head.NUMBER: 7,
    Head.AGREED: 28,
    Head.GROUP: 16,
    Head.WORDING: 46,
    Head.STATE: 11,
    Head.DUE: 15,
    Head.NOTHING_NEW: 9,
    Head.NEW_WORDING: 46,
    Head.NEW_STATE: 12,
    Head.NEW_DUE: 13,
    Head.REMARK: 22,
    Head.KEY: 18,
}
_RULED: Final[Mapping[str, object]] = {"border": 1, "border_color": "#BFBFBF"}
_LOOKS: Final[Mapping[str, Mapping[str, object]]] = {
    "title": {"bold": True, "font_size": 14, "locked": True},
    "lead": {"font_size": 11, "locked": True},
    "label": {"bold": True, "align": "right", "locked": True},
    "answer": {"locked": False, "bg_color": "#FFF8CC", "border": 1, "border_color": "#A6A6A6", "num_format": "@"},
    "answer_day": {"locked": False, "bg_color": "#FFF8CC", "border": 1, "num_format": "dd/mm/yyyy", "align": "left"},
    "head": {"bold": True, "bg_color": "#44546A", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"},
    "head_asked": {"bold": True, "bg_color": "#F2C200", "text_wrap": True, "valign": "vcenter", "border": 1},
    "locked": {"bg_color": "#EDEDED", "text_wrap": True, "valign": "top", **_RULED, "num_format": "@"},
    "asked": {"bg_color": "#FFF8CC", "text_wrap": True, "valign": "top", **_RULED, "num_format": "@"},
    "day": {"bg_color": "#FFF8CC", "text_wrap": True, "valign": "top", **_RULED, "num_format": "dd/mm/yyyy"},
    "reference": {
        "bg_color": "#EDEDED",
        "font_color": "#7F7F7F",
        "font_size": 8,
        "valign": "top",
        "shrink": True,
        **_RULED,
    },
    "overdue": {"bold": True, "font_color": "#C00000"},
    "plain": {},
    "bold": {"bold": True},
    "italic": {"italic": True},
    "bold italic": {"bold": True, "italic": True},
    "help": {"text_wrap": True, "valign": "top", "font_size": 12},
}
_OPEN: Final = frozenset({"asked", "day"})
# to make a word bold is to format a cell
_ALLOWED: Final = dict.fromkeys(("format_columns", "format_rows", "format_cells", "sort", "autofilter"), True)


def workbook_of(contribution: Contribution) -> bytes:
    """An XLSX file that bears a seal; the same contribution always gives the same bytes."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _CREATED, "title": contribution.headline})
    sheet = _SheetWriter(contribution, book.add_worksheet(contribution.words["sheet"]), _formats(book))
    sheet.write()
    _write_help(book.add_worksheet(contribution.words["sheet_help"]), contribution, sheet.looks)
    _write_identity(book.add_worksheet(IDENTITY_SHEET), contribution)
    book.close()
    name = "The new workbook"
    parts = {part.name: part for part in read_parts(file.getvalue(), name)}
    return write_sealed(assemble_package(name, parts), {})


def _formats(book: Workbook) -> dict[str, Format]:
    return {name: book.add_format({"locked": name not in _OPEN, "font_size": 10, **_LOOKS[name]}) for name in _LOOKS}


def _write_identity(sheet: Worksheet, contribution: Contribution) -> None:
    for number, row in enumerate(rows_of(contribution.identity)):
        for index, text in enumerate(row):
            sheet.write_string(number, index, text)
    sheet.very_hidden()
    sheet.protect()


def _write_help(sheet: Worksheet, contribution: Contribution, looks: Mapping[str, Format]) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, contribution.words["sheet_help"], looks["title"])
    for number, line in enumerate(contribution.words.instructions, 2):
        sheet.write_string(number, 0, line, looks["help"])
    sheet.protect()


class _SheetWriter(Struct, frozen=True):
    """Writes the sheet that people see."""

    contribution: Contribution
    sheet: Worksheet
    looks: Mapping[str, Format]

    @property
    def columns(self) -> list[Head]:
        """The columns that there are; sub-headings only where the dossier has any."""
        return [each for each in Head if each is not Head.GROUP or self.contribution.groups]

    def write(self) -> None:
        self._write_top()
        self._write_heads()
        rows = self.contribution.rows
        for number, row in enumerate(rows, _HEAD_ROW + 1):
            self._write_row(number, row)
        first_free = _HEAD_ROW + 1 + len(rows)
        for number in range(first_free, first_free + FREE_ROWS):
            self._write_free_row(number)
        self._offer_choices(first_free, first_free + FREE_ROWS - 1)
        self._set_page(first_free + FREE_ROWS - 1)

    def _write_top(self) -> None:
        words, at = self.contribution.words, self.columns.index(Head.WORDING)
        day = self.contribution.identity.as_of
        self.sheet.write_string(0, 0, self.contribution.headline, self.looks["title"])
        self.sheet.write_string(1, 0, words["lead"], self.looks["lead"])
        self.sheet.write_string(2, at - 1, words["reporter"], self.looks["label"])
        self.sheet.write_string(2, at, "", self.looks["answer"])
        self.sheet.write_string(3, at - 1, words["reported_on"], self.looks["label"])
        self.sheet.write_datetime(3, at, _at_midnight(day), self.looks["answer_day"])

    def _write_heads(self) -> None:
        self.sheet.set_row(_NAMES_ROW, None, None, {"hidden": True})
        self.sheet.set_row(_HEAD_ROW, 30)
        for index, field in enumerate(self.columns):
            self.sheet.set_column(index, index, _WIDTHS[field])
            self.sheet.write_string(_NAMES_ROW, index, field.value)
            look = self.looks["head_asked" if field in TO_FILL_IN else "head"]
            self.sheet.write_string(_HEAD_ROW, index, self.contribution.words.heading(field), look)

    def _write_row(self, number: int, row: ContributionRow) -> None:
        """A row of an item, or one that waits for a new one."""
        texts = {
            Head.NUMBER: row.number,
            Head.AGREED: row.agreed,
            Head.GROUP: row.group,
            Head.STATE: row.state,
            Head.DUE: row.due,
            **({Head.WORDING: self.contribution.words["room"]} if row.is_room else {}),
        }
        said = {} if row.is_room else {**texts, Head.WORDING: text_shown(row.wording)}
        self.sheet.set_row(number, _height(said))
        for index, field in enumerate(self.columns):
            look = self.looks[self._look_of(field, is_open=row.is_room and field is Head.GROUP)]
            if field is Head.WORDING and row.wording:
                self._write_wording(number, index, row.wording, look)
            elif text := row.key if field is Head.KEY else texts.get(field, ""):
                self.sheet.write_string(number, index, text[:_MOST_CHARACTERS], look)
            else:
                self.sheet.write_blank(number, index, None, look)

    def _look_of(self, field: Head, *, is_open: bool) -> str:
        if field is Head.KEY:
            return "reference"
        if field is Head.NEW_DUE:
            return "day"
        return "asked" if field in TO_FILL_IN or is_open else "locked"

    def _write_wording(self, number: int, index: int, wording: RichText, look: Format) -> None:
        """The text that stands, with its bold and italic words."""
        runs = [run for run in runs_of(wording) if run[1]]
        if len(runs) > 1 and len(text_shown(wording)) <= _MOST_CHARACTERS:
            pieces = [piece for name, text in runs for piece in (self.looks[name or "plain"], text)]
            self.sheet.write_rich_string(number, index, *pieces, look)
        else:
            self.sheet.write_string(number, index, text_shown(wording)[:_MOST_CHARACTERS], look)

    def _write_free_row(self, number: int) -> None:
        open_to_all = {Head.NUMBER, Head.GROUP}
        for index, field in enumerate(self.columns):
            self.sheet.write_blank(number, index, None, self.looks[self._look_of(field, is_open=field in open_to_all)])

    def _offer_choices(self, first_free: int, last: int) -> None:
        words = self.contribution.words
        offer = partial(self._offer, last=last)
        offer(Head.NOTHING_NEW, [_CROSS], _HEAD_ROW + 1)
        offer(Head.NEW_STATE, [words.state(each) for each in State], _HEAD_ROW + 1)
        offer(Head.NUMBER, self.contribution.numbers, first_free)

    def _offer(self, field: Head, words: Iterable[str], first: int, *, last: int) -> None:
        """A list to choose from; other words are let in, and told of when the workbook is read."""
        listed = list(words)
        if len(",".join(listed)) > _MOST_CHOICES or any("," in each for each in listed):
            return
        title = self.contribution.words.heading(field)[:32]
        message = self.contribution.words["choose"]
        rule: dict[str, Any] = {"validate": "list", "source": listed, "error_type": "warning"}
        index = self.columns.index(field)
        self.sheet.data_validation(first, index, last, index, {**rule, "error_title": title, "error_message": message})

    def _set_page(self, last: int) -> None:
        sheet, due = self.sheet, self.columns.index(Head.DUE)
        overdue = {"type": "text", "criteria": "containing", "value": self.contribution.words["overdue"]}
        sheet.conditional_format(_HEAD_ROW + 1, due, last, due, {**overdue, "format": self.looks["overdue"]})
        sheet.freeze_panes(_HEAD_ROW + 1, 1)
        sheet.autofilter(_HEAD_ROW, 0, last, len(self.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.protect("", _ALLOWED)


def _at_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001


def _height(texts: Mapping[Head, str]) -> float:
    """How high a row must be for its texts, in points: no program does that by itself when it opens the file."""
    lines = (
        max(sum(map(partial(_lines, _WIDTHS[field]), text.split("\n"))) for field, text in texts.items())
        if texts
        else 0
    )
    return min(_HIGHEST, max(_FEWEST_LINES, lines) * _LINE)


def _lines(width: int, text: str) -> int:
    return max(1, ceil(len(text) / (width * _CHARACTERS_PER_WIDTH)))
