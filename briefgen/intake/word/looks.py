"""The look of an imported annex as a template: its letterhead, styles and table, with tags in place of the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.intake.word.annex import AnnexLayout, end_of, find_layout, head_of, read_rows, title_of
from briefgen.intake.word.columns import AnnexColumns
from briefgen.intake.word.days import DayFound, find_day
from briefgen.intake.word.languages import language_of
from briefgen.intake.word.letters import opens_letter
from briefgen.intake.word.rows import NOTHING_TOLD, AnnexRows, PointRead
from briefgen.intake.word.tables import WordTable
from briefgen.localise import Localiser, style_of
from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.word.base.mould import Mould, take_mould
from briefgen.word.reader import read_manuscript

_LETTER = 8
"""So many paragraphs above the title are a letter before the annex, and no letterhead."""
_ROWS = ("{%tr for point in points %}", "{%tr endfor %}")
_PARTS = ("{%tr for part in parts %}", "{%tr endfor %}")
_OF_PART = ("{%tr for point in part.points %}", "{%tr endfor %}")


class NoAnnexError(BriefgenError):
    """A file without a table that pairs commitments with their follow-up."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file}: no table with commitments and their follow-up was found, so no template can be made of it.",
            "Take a file with such a table; its headings may be “Commitment” and “Follow-up”.",
        )


class TakenTemplate(NamedTuple):
    """A template that was made of a file.

    Attributes:
        dropped: the paragraphs that are not in it, as they begin: those of a letter before the annex, of texts between
            its tables.
    """

    data: bytes
    dropped: tuple[str, ...] = ()


def template_of(data: bytes, name: str) -> TakenTemplate:
    """A template out of a Word annex: everything of the file stays, and its points become tags.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name as the drafter knows it.

    Raises:
        NoAnnexError: the file has no table of an annex.
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    manuscript = read_manuscript(data, name)
    language = language_of(manuscript)
    day = find_day(manuscript, language)
    layout = find_layout(manuscript, reports=day.reports)
    rows = read_rows(manuscript, layout) if layout.tables else AnnexRows()
    if not rows.points:
        raise NoAnnexError(name)
    mould = _LookPlan(manuscript, language, day, layout, rows).mould()
    texts = {each.place.spot: " ".join(each.text.split()) for each in manuscript.body}
    parts = {point.part for point in rows.points}
    dropped = (words for spot in mould.dropped if (words := texts.get(spot, "")) and words not in parts)
    return TakenTemplate(take_mould(data, name, mould), tuple(dropped))


class _LookPlan(Struct, frozen=True):
    """Says which parts of a file become tags."""

    manuscript: Manuscript
    language: str
    day: DayFound
    layout: AnnexLayout
    rows: AnnexRows

    def mould(self) -> Mould:
        """The whole plan."""
        table, columns = self.layout.tables[0]
        point = self._model_point(table)
        row = _row_of(point)
        part_row = next(
            (at for (number, at), kind in self.rows.cells.items() if kind == "part" and number == table.number), 0
        )
        heading = self._part_heading()
        before, behind = _around(heading)
        return Mould(
            table=table.number,
            heads=columns.heads,
            row=row,
            cells=self._cells(columns, point),
            part_row=part_row,
            part="{{ part.title }}" if part_row else "",
            loops=(_PARTS, _OF_PART) if part_row else (_OF_PART if heading else _ROWS,),
            around=(before, behind),
            tables=[each.number for each, _ in self.layout.tables],
            texts={**dict(self._titles()), **dict(_headings(table, columns))},
            dropped=tuple(self._dropped(heading)),
        )

    def _model_point(self, table: WordTable) -> PointRead:
        """The point that is most like all: one with bullets, of the first table."""
        of_table = [each for each in self.rows.points if each.place.spot.startswith(f"table {table.number},")]
        full = [each for each in of_table if each.items and each.pieces]
        bulleted = [each for each in full if each.items[0].pieces[0].role is Role.BULLET]
        return next(iter([*bulleted, *full, *of_table]), self.rows.points[0])

    def _cells(self, columns: AnnexColumns, point: PointRead) -> Mapping[int, Sequence[tuple[str, str]]]:
        sign = point.numbered.typed[len(point.numbered.number) :].strip() if not columns.number else ""
        number = "{% if point.number %}{{ point.number }}" + (sign or ".") + " {% endif %}"
        left = ("" if columns.number else number) + "{{ point.text }}"
        spot = _spot(point.pieces) or _first_spot(point)
        cells = {columns.commitment: [(left, spot)], columns.follow_up: list(self._items())}
        if columns.number:
            cells[columns.number] = [("{% if point.number %}{{ point.number }}.{% endif %}", "")]
        for name, column in columns.others.items():
            each = f"{{{{ item.{name} }}}}"
            cells[column] = [("{%p for item in point.items %}", ""), (each, ""), ("{%p endfor %}", "")]
        return cells

    def _items(self) -> Iterator[tuple[str, str]]:
        item = self._item_spot()
        yield "{%p for group in point.groups %}", ""
        yield "{%p if group.title %}", ""
        yield "{{ group.title }}", self._group_spot() or item
        yield "{%p endif %}", ""
        yield "{%p for item in group.items %}", ""
        yield "{{ item.text }}", item
        yield "{%p endfor %}", ""
        yield "{%p endfor %}", ""
        if nothing := self._nothing():
            yield "{%p if not point.groups %}", ""
            yield nothing
            yield "{%p endif %}", ""

    def _item_spot(self) -> str:
        """A paragraph that is an item, a bullet if there is one."""
        firsts = [item.pieces[0] for point in self.rows.points for item in point.items]
        bullets = [each for each in firsts if each.role is Role.BULLET]
        return _spot(bullets or firsts)

    def _nothing(self) -> tuple[str, str] | None:
        """What a cell says that has no items: its words, with the day as a tag, and where they stand."""
        spots = (each.place.spot for each in self.rows.told if each.what == NOTHING_TOLD)
        spot = next(spots, "")
        said = next((each.text for each in self.manuscript.body if spot and each.place.spot == spot), "")
        if said and self.day.day:
            said = said.replace(
                Localiser(self.language, self.day.day, style_of(self.language)).long_date(self.day.day), "{{ as_of }}"
            )
        return (said, spot) if said else None

    def _group_spot(self) -> str:
        """A paragraph that is a sub-heading in a cell."""
        groups = {item.group for point in self.rows.points for item in point.items} - {""}
        cells = (each for each in self.manuscript.body if each.cell)
        return next((each.place.spot for each in cells if " ".join(each.text.split()).removesuffix(":") in groups), "")

    def _part_heading(self) -> Passage | None:
        parts = {point.part for point in self.rows.points} - {""}
        outside = (each for each in self.manuscript.body if each.cell is None)
        return next((each for each in outside if " ".join(each.text.split()) in parts), None)

    def _titles(self) -> Iterator[tuple[str, str]]:
        """The title, and the line with the day, which often is the title."""
        title, day = head_of(self.manuscript), self.day.passage if self.day.reports else None
        if title is not None and title.cell is None:
            before, words, _ = " ".join(title.text.split()).partition(title_of(self.manuscript, self.day))
            behind = self._day_behind(title, before + words) if title is day else ""
            yield title.place.spot, f"{before}{{{{ dossier.title }}}}{behind}"
        if day is not None and day is not title and day.cell is None:
            text = day.text[: self.day.start] + "{{ headline }}" + day.text[self.day.end :]
            yield day.place.spot, text if not day.text[: self.day.start].strip() else self._in_sentence(day)

    def _day_behind(self, title: Passage, words: str) -> str:
        """What stands behind the words of a title, with its day."""
        between = title.text[: self.day.start].strip()[len(words) :]
        return f"{between or ' '}{{{{ headline_in_brackets }}}}{title.text[self.day.end :]}"

    def _in_sentence(self, day: Passage) -> str:
        return f"{day.text[: self.day.start]}{{{{ headline_in_brackets }}}}{day.text[self.day.end :]}"

    def _dropped(self, heading: Passage | None) -> Iterator[str]:
        """Headings of parts, a letter before the annex, and what stands between its tables."""
        tables = [table for table, _ in self.layout.tables]
        title, first = head_of(self.manuscript), tables[0].first
        passages = list(self.manuscript.passages[:first])
        before = passages[: passages.index(title)] if title in passages else []
        if len(before) > _LETTER or any(map(opens_letter, before)):
            yield from (each.place.spot for each in before if each.cell is None)
        last = end_of(self.manuscript, tables[-1])
        inside = self.manuscript.passages[first:last]
        yield from (each.place.spot for each in (*([heading] if heading else ()), *inside) if each.cell is None)


def _around(heading: Passage | None) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What stands before and behind the table where parts have headings: a table for each."""
    if heading is None:
        return [], []
    title = [("{%p if part.title %}", ""), ("{{ part.title }}", heading.place.spot), ("{%p endif %}", "")]
    return [("{%p for part in parts %}", ""), *title], [("", ""), ("{%p endfor %}", "")]


def _headings(table: WordTable, columns: AnnexColumns) -> Iterator[tuple[str, str]]:
    """The column headings, which the dossier says."""
    named = ((columns.commitment, "commitment_heading"), (columns.follow_up, "followup_heading"))
    row = table.rows[columns.heads - 1] if columns.heads else ()
    for column, name in named:
        cell = row[column - 1] if column <= len(row) else None
        if cell and len(said := [each for each in cell.passages if each.text.strip()]) == 1:
            yield said[0].place.spot, f"{{{{ dossier.{name} }}}}"


def _row_of(point: PointRead) -> int:
    found = re.search(r"row (\d+)", point.place.spot)
    assert found, "a point of a table has a row"
    return int(found[1])


def _spot(pieces: Sequence[Passage]) -> str:
    return next((each.place.spot for each in pieces), "")


def _first_spot(point: PointRead) -> str:
    return f"{point.place.spot}, column 1, paragraph 1"
