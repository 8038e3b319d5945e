"""Fills in exported workbooks as people do: by chance, and with a list of what was said in them.

Rows are sorted, columns widened and hidden, the sheet renamed; dates are typed as dates or as words, words made bold;
lines are added where there is room, and at the end.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils import get_column_letter

from briefgen.contributions.form import Head, digest_of
from briefgen.contributions.words import Words, words_in
from briefgen.model.dossier import State

FIRST_ROW = 7
_WORDS = "agency agreement border budget call deadline drill funding harbour lorry partner report ship visa".split()
_CROSSES = ("x", "X", " x ", "✓")


@dataclass(frozen=True)
class Entry:
    """What was filled in, as the ledger would say it."""

    text: str = ""
    state: str = ""
    due: str = ""
    confirms: bool = False


@dataclass
class FilledIn:
    """What was said in a workbook: of items by their keys, and of new ones with their points."""

    items: dict[str, Entry] = field(default_factory=dict)
    new: list[tuple[str, Entry]] = field(default_factory=list)


class Sheet:
    """The sheet that people see, by the names of its columns."""

    def __init__(self, content: bytes, language: str = "en") -> None:
        self.book = load_workbook(io.BytesIO(content), rich_text=True)
        self.sheet: Any = self.book.worksheets[0]
        self.words: Words = words_in(language)
        heads = [str(cell.value or "") for cell in self.sheet[FIRST_ROW - 2]]
        self.columns = {Head(name): index for index, name in enumerate(heads, 1) if name}

    def row_of(self, key: str) -> int:
        """The row of an item, by its reference or the end of it."""
        return next(row for row in self.rows() if str(self.get(row, Head.KEY)).endswith(key))

    def rows(self) -> Iterator[int]:
        """The rows of items and those that wait for new ones."""
        return (row for row in range(FIRST_ROW, self.sheet.max_row + 1) if self.get(row, Head.KEY))

    @property
    def free(self) -> int:
        """The first row below them."""
        return max(self.rows()) + 1

    def get(self, row: int, head: Head) -> Any:
        """What stands in a cell."""
        return self.sheet.cell(row, self.columns[head]).value if head in self.columns else None

    def put(self, row: int, head: Head, value: Any) -> None:
        """Fills in a cell."""
        self.sheet.cell(row, self.columns[head]).value = value

    def saved(self) -> bytes:
        """The workbook as a file."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def filled(content: bytes, **said: Any) -> bytes:
    """A workbook with something filled in: `item__new_wording="…"`, by the end of a reference and a column."""
    sheet = Sheet(content)
    for name, value in said.items():
        key, _, head = name.rpartition("__")
        sheet.put(sheet.row_of(f"/{key}"), Head(head), value)
    return sheet.saved()


@dataclass
class Person:
    """Fills in a workbook by chance."""

    random: Random
    count: int = 0

    def fill_in(
        self, content: bytes, language: str, states: dict[str, str], dues: dict[str, str]
    ) -> tuple[bytes, FilledIn]:
        """The workbook filled in, and what was said.

        Args:
            states, dues: how the items stand, by their keys; what somebody says is something else.
        """
        sheet, said = Sheet(content, language), FilledIn()
        rows = list(sheet.rows())
        for row in rows:
            point, _, item = str(sheet.get(row, Head.KEY)).partition("/")
            if item == "+":
                if self.random.random() < 0.15:
                    said.new.append((point, self.say(sheet, row, "", "", is_new=True)))
            elif entry := self.answer(sheet, row, states.get(item, ""), dues.get(item, "")):
                said.items[item] = entry
        self.add_lines(sheet, said)
        self.disarrange(sheet, rows)
        return sheet.saved(), said

    def answer(self, sheet: Sheet, row: int, state: str, due: str) -> Entry | None:
        """What is said of an item; None where nothing is."""
        chance = self.random.random()
        if chance < 0.3:
            return None
        if chance < 0.5:
            sheet.put(row, Head.NOTHING_NEW, self.random.choice(_CROSSES))
            return Entry(confirms=True)
        return self.say(sheet, row, state, due)

    def say(self, sheet: Sheet, row: int, state: str, due: str, *, is_new: bool = False) -> Entry:
        """Fills in at least one of wording, state and deadline."""
        chosen = self.random.choice((1, 2, 3, 4, 5, 6, 7)) | is_new
        text = self.write_text(sheet, row) if chosen & 1 else ""
        new_state = self.write_state(sheet, row, state) if chosen & 2 else ""
        new_due = self.write_due(sheet, row, due) if chosen & 4 else ""
        if self.random.random() < 0.2:
            sheet.put(row, Head.REMARK, "Note of the unit")
        return Entry(text, new_state, new_due)

    def write_text(self, sheet: Sheet, row: int) -> str:
        """A new wording, perhaps with words in bold, or the old one with something behind it."""
        self.count += 1
        words = [self.random.choice(_WORDS) for _ in range(self.random.randint(3, 9))]
        plain = f"News {self.count}: {' '.join(words)}."
        old = sheet.get(row, Head.WORDING)
        chance = self.random.random()
        if chance < 0.3:
            bold = f"News {self.count}:"
            rest = plain.removeprefix(bold)
            sheet.put(row, Head.NEW_WORDING, CellRichText(TextBlock(InlineFont(b=True), bold), rest))
            return f"**{bold}**{rest}"
        if chance < 0.5 and old and "\n" not in str(old) and sheet.get(row, Head.STATE):
            plain = f"{str(old).strip()} {plain}"
        sheet.put(row, Head.NEW_WORDING, f"  {plain}" if chance > 0.9 else plain)
        return plain

    def write_state(self, sheet: Sheet, row: int, state: str) -> str:
        """Another state, in the language of the workbook or in English."""
        new = self.random.choice([each for each in State if each.value not in (state, "withdrawn")])
        word = sheet.words.state(new) if self.random.random() < 0.8 else new.value
        sheet.put(row, Head.NEW_STATE, word.capitalize() if self.random.random() < 0.2 else word)
        return new.value

    def write_due(self, sheet: Sheet, row: int, due: str) -> str:
        """Another deadline: a date, a date as text, or a period."""
        day = date(2024, 1, 1) + timedelta(self.random.randrange(300))
        typed: Sequence[tuple[Any, str]] = (
            (datetime(day.year, day.month, day.day), day.isoformat()),  # noqa: DTZ001 - as Excel has it
            (f"{day:%d/%m/%Y}", day.isoformat()),
            (f"{day.day}.{day.month}.{day.year}", day.isoformat()),
            (f"{day:%d %B %Y}", day.isoformat()),
            (f"{day:%B %Y}", f"{day:%Y-%m}"),
            (f"Q{(day.month + 2) // 3} {day.year}", f"{day.year}-Q{(day.month + 2) // 3}"),
            (f"{day.year}-Q1", f"{day.year}-Q1"),
        )
        value, spelt = self.random.choice([each for each in typed if each[1] != due])
        sheet.put(row, Head.NEW_DUE, value)
        return spelt

    def add_lines(self, sheet: Sheet, said: FilledIn) -> None:
        """New items at the end, with the number of their point, as text or as a number."""
        rows = list(sheet.rows())
        names = {str(sheet.get(row, Head.NUMBER)): str(sheet.get(row, Head.KEY)).partition("/")[0] for row in rows}
        at = sheet.free + self.random.randint(0, 3)
        for row in range(at, at + self.random.choice((0, 0, 1, 2))):
            name, point = self.random.choice(sorted(names.items()))
            sheet.put(row, Head.NUMBER, int(name) if name.isdigit() and self.random.random() < 0.5 else name)
            said.new.append((point, self.say(sheet, row, "", "", is_new=True)))

    def disarrange(self, sheet: Sheet, rows: list[int]) -> None:
        """Sorts rows, widens and hides columns, renames the sheet."""
        if self.random.random() < 0.6:
            self.sort(sheet, rows)
        for head in self.random.sample(list(sheet.columns), 3):
            look = sheet.sheet.column_dimensions[get_column_letter(sheet.columns[head])]
            look.width, look.hidden = self.random.randint(5, 90), self.random.random() < 0.3
        if self.random.random() < 0.4:
            sheet.sheet.title = self.random.choice(("Réponse", "Sheet 1", "final (2)"))
        if self.random.random() < 0.2:
            sheet.sheet.insert_rows(3)
        if self.random.random() < 0.3:
            sheet.book.move_sheet(sheet.sheet, 1)

    def sort(self, sheet: Sheet, rows: list[int]) -> None:
        """The rows in another order: by what stands in a column, or by chance."""
        width = range(1, len(sheet.columns) + 1)
        values = [[sheet.sheet.cell(row, column).value for column in width] for row in rows]
        column = self.random.choice(width) - 1
        values.sort(key=lambda each: str(each[column]))
        for row, texts in zip(rows, values, strict=True):
            for index, value in zip(width, texts, strict=True):
                sheet.sheet.cell(row, index).value = value


def is_same(entry: Entry, other: Entry) -> bool:
    """Whether two entries say the same; blanks around words are none."""
    return digest_of(entry.text) == digest_of(other.text) and (entry.state, entry.due) == (other.state, other.due)
