"""A Word annex as it was read: its points with their follow-up, the day that it reports on, and what is in neither."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefgen.intake.identities import make_keys
from briefgen.intake.reading import PROSE, Reading, ReadItem, ReadPoint, Told
from briefgen.intake.states import propose_state
from briefgen.intake.word.cells import CellItem
from briefgen.intake.word.columns import AnnexColumns, find_by_structure, find_columns, goes_on, says_follow_up
from briefgen.intake.word.days import DayFound, find_day
from briefgen.intake.word.fixed_words import behind_annex
from briefgen.intake.word.languages import language_of
from briefgen.intake.word.outlines import read_outline
from briefgen.intake.word.rows import AnnexRows, PointRead
from briefgen.intake.word.tables import WordTable, tables_of
from briefgen.intake.word.texts import TextReader, tell_losses, tell_pictures
from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.sources.mapping.dates import read_date
from briefgen.sources.mapping.headings import propose_state as state_of_word
from briefgen.word.reader import read_manuscript

_OTHER_SIGNS = "numbers that will be printed with a full stop behind them"
_MARGINS = (Role.HEADER, Role.FOOTER)


def read_annex(data: bytes, name: str) -> Reading:
    """What a Word annex says: the tables, or headings and bullets, that pair a commitment with its follow-up.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name as the drafter knows it.

    Returns:
        A reading without points where nothing of the kind was found; its texts as the file prints them.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    return read_annex_of(read_manuscript(data, name))


def read_annex_of(manuscript: Manuscript) -> Reading:
    """The same of a manuscript."""
    language = language_of(manuscript)
    day = find_day(manuscript, language)
    layout = find_layout(manuscript, reports=day.reports)
    if layout.tables:
        rows = read_rows(manuscript, layout)
        headings = next((columns.headings for _, columns in layout.tables if columns.heads), ("", ""))
        outside = _outside(manuscript, layout, rows)
    else:
        rows = read_outline(manuscript) if day.reports or _speaks_of_follow_up(manuscript) else AnnexRows()
        headings, outside = ("", ""), []
    return _Finisher(manuscript, language, day).finish(rows, headings, outside)


class AnnexLayout(Struct, frozen=True):
    """The tables of a file that are its annex, each with its columns, and its other tables."""

    tables: Sequence[tuple[WordTable, AnnexColumns]]
    others: Sequence[WordTable]


def find_layout(manuscript: Manuscript, *, reports: bool) -> AnnexLayout:
    """The tables that are an annex: by their headings, as the continuation of one, or else by their structure."""
    tables = [each for each in tables_of(manuscript) if not each.nested]
    found: list[tuple[WordTable, AnnexColumns]] = []
    for table in tables:
        columns = find_columns(table)
        if found and (again := goes_on(table, found[-1][1], found[-1][0].width)):
            columns = columns or again
        if columns:
            found.append((table, columns))
    if not found and (reports or _speaks_of_follow_up(manuscript)):
        found = [(table, columns) for table in tables if (columns := find_by_structure(table))]
    taken = {table.number for table, _ in found}
    return AnnexLayout(found, [table for table in tables if table.number not in taken])


def _speaks_of_follow_up(manuscript: Manuscript) -> bool:
    heads = [each for each in manuscript.body if each.role in (Role.TITLE, Role.HEADING)][:1]
    return any(says_follow_up(each.text) for each in heads)


def read_rows(manuscript: Manuscript, layout: AnnexLayout) -> AnnexRows:
    """The rows of all tables of an annex; a heading above a table is the title of its part."""
    rows, above = AnnexRows(), 0
    for count, (table, columns) in enumerate(layout.tables):
        part = _part_above(manuscript, above, table.first, is_first=count == 0)
        splits = count > 0 and part is None
        if part is not None or manuscript.kind == "annex":
            rows.part = part or ""
        rows.read(table, columns, split=splits and manuscript.kind != "annex")
        above = end_of(manuscript, table)
    return rows


def end_of(manuscript: Manuscript, table: WordTable) -> int:
    """Where in a manuscript a table is over."""
    after = (at for at in range(table.first, len(manuscript.passages)) if manuscript.passages[at].cell is None)
    return next(after, len(manuscript.passages))


def _part_above(manuscript: Manuscript, start: int, end: int, *, is_first: bool) -> str | None:
    """The heading between two tables; above the first one only where the title stands above that."""
    between = [each for each in manuscript.passages[start:end] if each.cell is None and each.text.strip()]
    heads = [each for each in between if each.role is Role.HEADING or _is_line_in_bold(each)]
    if is_first:
        heads = [each for each in heads if each.role is Role.HEADING][1:]
        if heads and heads[-1] is not between[-1]:
            return None
    return " ".join(heads[-1].text.split()) if heads else None


def _is_line_in_bold(passage: Passage) -> bool:
    shown = [span for span in passage.spans if span.text.strip()]
    return passage.role is Role.PARAGRAPH and len(passage.text) <= 90 and all(span.bold for span in shown)


def _outside(manuscript: Manuscript, layout: AnnexLayout, rows: AnnexRows) -> list[Told]:
    """What stands outside the annex's tables: other tables, paragraphs, headers and footers."""
    found = [Told("other tables", each.place, each.heading[:80], 0) for each in layout.others]
    parts = {point.part for point in rows.points}
    for passage in manuscript.passages:
        text = " ".join(passage.text.split())
        if text and passage.cell is None and text not in parts and passage.role is not Role.NOTE:
            kind = "headers and footers" if passage.role in _MARGINS else PROSE
            found.append(Told(kind, passage.place, text[:80], 0))
    return found


class _Finisher(Struct, frozen=True):
    """Makes the reading of what was read."""

    manuscript: Manuscript
    language: str
    day: DayFound

    def finish(self, rows: AnnexRows, headings: tuple[str, str], outside: Sequence[Told]) -> Reading:
        """The points with their texts, keys and states."""
        lost: list[tuple[str, Passage]] = []
        proposed: list[Told] = []
        texts = TextReader(lost)
        told = [*rows.told, *outside]
        points = [self._point(point, texts, told, proposed) for point in rows.points]
        told += [*tell_losses(lost), *tell_pictures(self.manuscript)]
        return Reading(
            file=self.manuscript.name,
            points=_with_keys(points),
            as_of=self.day.day,
            day_from=self.day.day_from,
            language=self.language,
            title=title_of(self.manuscript, self.day),
            is_complete=True,
            told=told,
            rows=rows.rows,
            headings=headings,
            proposed=proposed,
        )

    def _point(self, point: PointRead, texts: TextReader, told: list[Told], proposed: list[Told]) -> ReadPoint:
        items = [self._item(item, texts) for item in point.items]
        beside = _beside(point, told)
        items = [_with(item, beside.get(id(of), {})) for item, of in zip(items, point.items, strict=True)]
        items = [self._with_state(item, proposed) for item in items]
        typed = point.numbered.typed
        if typed and typed not in (f"{point.numbered.number}.", point.numbered.number):
            told.append(Told(_OTHER_SIGNS, point.place, f"{typed} is {point.numbered.number}.", 0))
        text = texts.read(point.pieces) if point.pieces else ""
        return ReadPoint(text, point.place, point.numbered.number, point.part, items=tuple(items))

    def _item(self, item: CellItem, texts: TextReader) -> ReadItem:
        return ReadItem(texts.read(item.pieces, outer=item.outer), item.pieces[0].place, group=item.group)

    def _with_state(self, item: ReadItem, proposed: list[Told]) -> ReadItem:
        state = None if item.state else propose_state(item.text, self.language)
        if state is None:
            return item
        proposed.append(Told(f"states that the words show: {state.value}", item.place, item.text[:80]))
        return replace(item, state=state.value)


def _with(item: ReadItem, beside: Mapping[str, str]) -> ReadItem:
    state, due = beside.get("state", item.state), beside.get("due", item.due)
    return replace(item, state=state, due=due, owner=beside.get("owner", ""), source=beside.get("source", ""))


def _beside(point: PointRead, told: list[Told]) -> dict[int, dict[str, str]]:
    """What columns of their own say of each item; several lines go with as many items."""
    found: dict[int, dict[str, str]] = {}
    for name, cell, items in point.beside:
        lines = [" ".join(each.text.split()) for each in cell.passages if each.text.strip()]
        values = lines if len(lines) == len(items) else [" ".join(lines)] * len(items)
        for item, words in zip(items, values, strict=True):
            if value := _value(name, words):
                found.setdefault(id(item), {})[name] = value
            else:
                told.append(Told(f"words for {name} that were not understood", cell.passages[0].place, words[:80], 0))
        if not items:
            told.append(Told(f"words for {name} beside no item", cell.passages[0].place, cell.text[:80], 0))
    return found


def _value(name: str, words: str) -> str:
    if name == "state":
        return state_of_word(words)
    return read_date(words, "dmy") if name == "due" else words


def title_of(manuscript: Manuscript, day: DayFound) -> str:
    """The title of a file: its first title or heading, else that of its properties.

    Without the day that it is of, and without "Annex" before it.
    """
    head = head_of(manuscript)
    if head is not None:
        words = head.text[: day.start] if day.passage is head else _DAY_IN_BRACKETS.sub("", head.text)
        whole = " ".join(words.rstrip(" \t(–—-,:").split()) or " ".join(head.text.split())
        return behind_annex(whole) or whole
    return _DAY_IN_BRACKETS.sub("", manuscript.properties.get("title", ""))


_DAY_IN_BRACKETS = re.compile(r"\s*\([^()]*\d[^()]*\)\s*$")


def head_of(manuscript: Manuscript) -> Passage | None:
    """The first title or heading of a file that says more than "Annex"."""
    heads = [each for each in manuscript.body if each.text.strip() and each.role in (Role.TITLE, Role.HEADING)]
    return next((each for each in heads if behind_annex(each.text)), next(iter(heads), None))


def _with_keys(points: Sequence[ReadPoint]) -> tuple[ReadPoint, ...]:
    """The points and items with a key each, made of their head words."""
    keys = make_keys([point.text or point.number for point in points])
    of_items = iter(make_keys([item.text for point in points for item in point.items]))
    return tuple(
        replace(point, key=key, items=tuple(replace(item, key=next(of_items)) for item in point.items))
        for point, key in zip(points, keys, strict=True)
    )
