"""The rows of an action table, one by one: what each says in our fields, or what kind of row it is instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from briefgen.findings import Place
from briefgen.intake.trackers.columns import SECTION, Choices
from briefgen.intake.trackers.dates import DateColumn, read_dates
from briefgen.intake.trackers.states import NO_STATE, ReadState, read_state
from briefgen.intake.trackers.tables import ActionTable
from briefgen.intake.words import alike, one_line, write_plain
from briefgen.sources.description.sources import plain_words
from briefgen.sources.mapping.dates import NOTHING

EMPTY: Final = "empty rows"
HEADINGS: Final = "headings and what stands above them"
SECTIONS: Final = "titles of sections, which the rows below them have"
SAMPLES: Final = "samples and placeholders"
TOTALS: Final = "totals"
PREPARED: Final = "rows prepared for later, without a text"
WITHOUT_TEXT: Final = "rows without a text"
NO_KIND: Final = ""
_SAMPLE: Final = frozenset(
    """
    例 記入例 eg e.g e.g. ex ex. example sample exemple beispiel muster bsp z.b. voorbeeld bijv. ejemplo p.ej. esempio
    exemplo przykład příklad príklad példa exemplu пример exempel eksempel esimerkki παράδειγμα primjer primer
    """.split()
)
_SAMPLE_TEXT: Final = re.compile(r"(?:例|e\.g\.|z\. ?b\.|ex\. ?:|example|exemple|beispiel)\s*[):：）,]", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(
    r"\[[^\]]*\]|<[^<>]+>|\{+[^{}]*\}+|\(\s*\.{2,}\s*\)|\.{3,}|…+|_{3,}|x{3,}", re.IGNORECASE
)
_TOTAL: Final = re.compile(
    r"(?:grand |sub-?)?(?:total|totals|totaux|totaal|gesamt|gesamtsumme|summe|sum|suma|totale|razem|celkem|"
    r"spolu|összesen|общо|summa|yhteensä|σύνολο|ukupno|skupaj|合計)\b.*",
    re.IGNORECASE,
)
_DATES: Final = ("due", "as_of", "closed", "recorded")


class RowWords(Struct, frozen=True):
    """A row as it says things, in our fields.

    Attributes:
        point: the words that its point's key is made of.
        commitment: the text of its point, "" where that stands in a row above.
        item: the words that its item's key is made of, or "".
        texts: what is reported, paragraph by paragraph.
        state: as it was read, with a remark.
        state_words: the cell as it was typed.
        unread: days that could not be read, with the heading of their column, to be kept as words.
        years: earlier states and reports, by their year.
        is_grouped: whether the point is a group, and the row an action of it.
    """

    place: Place
    point: str
    is_grouped: bool = False
    number: str = ""
    part: str = ""
    commitment: str = ""
    item: str = ""
    group: str = ""
    texts: tuple[str, ...] = ()
    state: ReadState = NO_STATE
    state_words: str = ""
    due: str = ""
    owner: str = ""
    source: str = ""
    as_of: str = ""
    closed: str = ""
    recorded: str = ""
    unread: tuple[tuple[str, str], ...] = ()
    years: tuple[tuple[str, ReadState, str], ...] = ()


class OtherRow(NamedTuple):
    """A row that is no item: its kind, as it is told of, and how it begins."""

    kind: str
    place: Place
    words: str


class Doubt(NamedTuple):
    """A column whose dates can be read in two ways: its heading, how many cells, and one of them."""

    heading: str
    cells: int
    example: str


class ActionRows:
    """Reads the rows of one table.

    Attributes:
        doubts: the columns whose order of day and month must be asked for.
        unread: how many cells of a column of days hold no date, by their heading.
    """

    def __init__(self, table: ActionTable, choices: Choices) -> None:
        self.table, self.choices = table, choices
        self.fields = table.assignment.fields
        self.width = len(table.headings)
        self.cells = {at: self._padded(at) for at in range(len(table.grid.rows))}
        self.dates = {name: self._dates_of(name) for name in _DATES if self.fields.get(name)}
        self.doubts = tuple(self._doubts())
        self.section = self.group = ""
        self.above: RowWords | None = None

    def read(self) -> Iterator[RowWords | OtherRow]:
        """Every row of the grid in order, headings included."""
        for at in range(self.table.header[-1] + 1):
            yield self._other(at, HEADINGS if any(self.cells[at]) else EMPTY)
        for at in self.table.below:
            kind = self._kind(at)
            if kind == SECTIONS:
                self.section = next(cell for cell in self.cells[at] if cell)
            if kind:
                yield self._other(at, kind)
                continue
            self.above = self._words(at)
            yield self.above

    def _padded(self, at: int) -> tuple[str, ...]:
        cells = self.table.grid.rows[at].cells
        return tuple(cells[: self.width]) + ("",) * (self.width - len(cells))

    def _other(self, at: int, kind: str) -> OtherRow:
        words = " | ".join(dict.fromkeys(one_line(cell) for cell in self.cells[at] if cell))
        return OtherRow(kind, self.table.grid.rows[at].place, words[:80])

    def _dates_of(self, name: str) -> DateColumn:
        column = [self._first(name, at) for at in self.table.below]
        return read_dates(column, self.choices.day_order, days_only=name != "due")

    def _doubts(self) -> Iterator[Doubt]:
        for name, column in self.dates.items():
            if column.doubtful:
                yield Doubt(self.table.headings[self.fields[name][0]], column.doubtful, column.example)

    def _first(self, name: str, at: int) -> str:
        """The first filled cell of a field."""
        return next(iter(self._all(name, at)), "")

    def _all(self, name: str, at: int) -> list[str]:
        cells = self.cells[at]
        found = (self.section if index == SECTION else cells[index] for index in self.fields.get(name, ()))
        filled = [cell for cell in found if cell and plain_words(one_line(cell)) not in NOTHING]
        return filled[:1] if name in self.choices.alternatives else filled

    def _kind(self, at: int) -> str:
        """What kind of row it is where it is no item, else ""."""
        cells = self.cells[at]
        if not any(cells):
            return EMPTY
        if at in self.table.sections:
            return SECTIONS
        if list(map(plain_words, cells)) == list(map(plain_words, self._padded(self.table.header[-1]))):
            return HEADINGS
        if self._is_sample(at):
            return SAMPLES
        if not self._has_text(at):
            return self._kind_of_bare(at)
        return NO_KIND

    def _is_sample(self, at: int) -> bool:
        marks = (*self._all("number", at), *self._all("point", at), self.cells[at][0])
        texts = [one_line(each) for each in (*self._texts_of_item(at), *self._all("commitment", at))]
        is_marked = any(plain_words(one_line(mark)).rstrip(":") in _SAMPLE for mark in marks)
        is_marked = is_marked or any(_SAMPLE_TEXT.match(text) for text in texts)
        return is_marked or (bool(texts) and all(_PLACEHOLDER.fullmatch(each) for each in texts))

    def _has_text(self, at: int) -> bool:
        if self.table.assignment.by_group:
            return bool(self._all("text", at))
        return bool(self._all("commitment", at)) or (bool(self._all("text", at)) and self.above is not None)

    def _kind_of_bare(self, at: int) -> str:
        words = [one_line(cell) for cell in self.cells[at] if cell]
        if _TOTAL.fullmatch(words[0]):
            return TOTALS
        named = ("owner", "state", "due", "text", "source")
        return WITHOUT_TEXT if any(self._all(name, at) for name in named) or len(words) > 2 else PREPARED

    def _texts_of_item(self, at: int) -> list[str]:
        return self._all("text", at)

    def _words(self, at: int) -> RowWords:
        commitment = "\n\n".join(dict.fromkeys(self._all("commitment", at)))
        if self.table.assignment.by_group and self.fields.get("commitment"):
            # a group is often named once, in the first of its rows
            self.group = commitment = commitment or self.group or write_plain(self.table.name)
            return self._row(at, commitment, one_line(commitment))
        point = " ".join(map(one_line, self._all("point", at))) or alike(commitment)[:400]
        if not commitment and self.above is not None and not self._all("point", at):
            point = self.above.point  # goes on with the action above
        return self._row(at, commitment, point)

    def _row(self, at: int, commitment: str, point: str) -> RowWords:
        typed = "\n".join(self._all("state", at))
        return RowWords(
            self.table.grid.rows[at].place,
            point=point,
            is_grouped=self.table.assignment.by_group,
            number=self._joined("number", at, ""),
            part=self._joined("part", at, " ") or self.table.part,
            commitment=commitment,
            item=self._joined("item", at, " "),
            group=self._joined("group", at, " "),
            texts=tuple(dict.fromkeys(self._all("text", at))),
            state=read_state(typed, self.choices.states),
            state_words=typed,
            owner="\n".join(one_line(line) for cell in self._all("owner", at) for line in cell.split("\n")),
            source="\n".join(one_line(line) for cell in self._all("source", at) for line in cell.split("\n")),
            unread=tuple(self._unread(at)),
            years=tuple(self._years(at)),
            **{name: self._date(name, at) for name in _DATES},
        )

    def _joined(self, name: str, at: int, joint: str) -> str:
        return joint.join(dict.fromkeys(map(one_line, self._all(name, at))))

    def _date(self, name: str, at: int) -> str:
        column = self.dates.get(name)
        return column.dates[at - self.table.header[-1] - 1] if column else ""

    def _unread(self, at: int) -> Iterator[tuple[str, str]]:
        for name, column in self.dates.items():
            if words := column.words[at - self.table.header[-1] - 1]:
                yield self.table.headings[self.fields[name][0]], words

    def _years(self, at: int) -> Iterator[tuple[str, ReadState, str]]:
        cells = self.cells[at]
        for year, columns in sorted(self.table.assignment.years.items()):
            state = read_state(cells[columns["state"]], self.choices.states) if "state" in columns else ReadState()
            text = cells[columns["text"]] if "text" in columns else ""
            words = cells[columns["state"]] if "state" in columns else ""
            if state.state or text or words:
                yield year, state, text or words


def state_cells(tables: Sequence[ActionTable]) -> Iterator[str]:
    """The cells of the columns with states, those of earlier years too."""
    for table in tables:
        found = [*table.assignment.of("state")]
        found += [each["state"] for each in table.assignment.years.values() if "state" in each]
        for at in table.below:
            cells = table.grid.rows[at].cells
            yield from (cells[index] for index in found if index < len(cells) and at not in table.sections)
