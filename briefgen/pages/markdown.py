"""A manuscript as Markdown: CommonMark, with the tables and footnotes of GitHub's.

Its cells have one line, so several paragraphs or a list in a cell are joined by `<br>`.

Text is escaped so that none of it is read as markup; looks become markup where it is sure to be read, else HTML.

Source: CommonMark 0.31.2, 2.4 (backslash escapes), 6.2 (emphasis); GitHub Flavored Markdown 4.10 (tables).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.exhibits import Chart, Exhibit, Table
from briefgen.model.manuscript import Manuscript, Passage
from briefgen.model.richtext import RichText, Span
from briefgen.pages.blocks import (
    Heading,
    PageCell,
    PageExhibit,
    PageList,
    PageListItem,
    PageTable,
    Paragraph,
    Piece,
    Quotation,
)
from briefgen.pages.charts import chart_rows
from briefgen.pages.page import Page, PageNote, page_of, replace_unreadable, safe_link

_NEXT = "<br>"
_LABEL = re.compile(r"[A-Za-z0-9]{1,20}")


def write_markdown(manuscript: Manuscript) -> str:
    """The manuscript as a Markdown document, ending in a line break.

    Headers come first and footers last, without page numbers; links lead to web pages and mailboxes only.
    """
    page = page_of(manuscript)
    writer = _MarkdownWriter(page, _labels(page.notes), manuscript.language)
    pieces = [
        f"> **{escape_markdown(page.watermark)}**" if page.watermark else "",
        *(writer.paragraph(each) for each in page.banner if each.text.strip() != page.watermark),
        *map(writer.piece, page.pieces),
        *(writer.paragraph(each) for each in page.foot),
        *(_note(note, label) for note, label in zip(page.notes, writer.labels, strict=True)),
    ]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _labels(notes: Sequence[PageNote]) -> list[str]:
    """The label of each note: its number, where all differ."""
    numbers = [note.number for note in notes]
    plain = all(_LABEL.fullmatch(number) for number in numbers) and len(set(numbers)) == len(numbers)
    return numbers if plain else [str(count) for count in range(1, len(numbers) + 1)]


class _MarkdownWriter(Struct, frozen=True):
    """Writes pieces, each as one string of whole lines."""

    page: Page
    labels: Sequence[str]
    language: str

    def piece(self, piece: Piece) -> str:
        """One piece."""
        match piece:
            case Heading(passage, level):
                return f"{'#' * level} {self._line(passage, ' ', heads=True)}"
            case Paragraph(passage, is_head):
                return f"**{self._line(passage, ' ', heads=True)}**" if is_head else self.paragraph(passage)
            case PageList():
                return self._list(piece)
            case Quotation():
                return self._quotation(piece)
            case PageExhibit(passage, caption):
                return self._exhibit(passage, caption)
            case PageTable():
                return self._grid(piece)

    def paragraph(self, passage: Passage) -> str:
        """A paragraph, with its number where it has one."""
        return self._line(passage, "\\\n")

    def _line(self, passage: Passage, line_break: str, *, heads: bool = False) -> str:
        spans = without_bold(passage.spans) if heads else passage.spans
        numbered = (Span(f"{passage.number} "), *spans) if passage.number else spans
        return spans_markdown(numbered, self._marks(passage), line_break=line_break)

    def _marks(self, passage: Passage) -> list[str]:
        found = (self.page.marks.get((id(passage), index)) for index in range(len(passage.spans)))
        return [self.labels[each] for each in found if each is not None]

    def _list(self, piece: PageList) -> str:
        return "\n".join(self._item(item, _marker(piece, count)) for count, item in enumerate(piece.items))

    def _item(self, item: PageListItem, marker: str) -> str:
        first, *others = item.passages
        text = spans_markdown(first.spans, self._marks(first)) if marker[0].isdigit() else self.paragraph(first)
        more = "".join(f"\n\n{self.paragraph(each)}" for each in others)
        lists = "".join(f"\n{self._list(each)}" for each in item.lists)
        return _indent(f"{text}{more}{lists}", marker, " " * len(marker))

    def _quotation(self, piece: Quotation) -> str:
        by = [f"— {self.paragraph(each)}" for each in piece.attributions]
        return _indent("\n\n".join([*map(self.paragraph, piece.passages), *by]), "> ", "> ")

    def _exhibit(self, passage: Passage, caption: Passage | None) -> str:
        shown = passage.exhibit
        said = self.paragraph(caption) if caption else _caption(shown, passage.number)
        notes = [_rich(note) for note in shown.notes] if shown else []
        return "\n\n".join(each for each in (said, self._table(shown), *notes) if each)

    def _table(self, shown: Exhibit | None) -> str:
        if isinstance(shown, Chart):
            rows = list(chart_rows(shown, self.language))
            return _table([[escape_markdown(cell) for cell in row] for row in rows], 1)
        return _table(list(_rows_of(shown)), len(shown.heads)) if isinstance(shown, Table) else ""

    def _grid(self, grid: PageTable) -> str:
        rows = _laid_out(grid, {cell: self._cell(cell) for row in grid.rows for cell in row})
        caption = f"{self.paragraph(grid.caption)}\n\n" if grid.caption else ""
        return f"{caption}{_table(rows, grid.heads)}"

    def _cell(self, cell: PageCell) -> str:
        return _NEXT.join(line for piece in cell.pieces for line in self._lines(piece, ""))

    def _lines(self, piece: Piece, indent: str) -> Iterator[str]:
        """A piece as lines inside a cell."""
        match piece:
            case Paragraph(passage, is_head):
                text = self._line(passage, _NEXT, heads=is_head)
                yield f"**{text}**" if is_head else text
            case Heading(passage):
                yield self._line(passage, _NEXT)
            case PageList():
                for item in piece.items:
                    yield from self._lines_of(item, indent)
            case Quotation(passages, attributions):
                yield from (self._line(each, _NEXT) for each in (*passages, *attributions))
            case PageExhibit(passage):
                yield _caption(passage.exhibit, passage.number) or escape_markdown(_description(passage.exhibit))
            case PageTable():
                for row in piece.rows:
                    yield " – ".join(self._cell(cell) for cell in row)

    def _lines_of(self, item: PageListItem, indent: str) -> Iterator[str]:
        first, *others = item.passages
        yield f"{indent}{'' if first.number else '• '}{self._line(first, _NEXT)}"
        yield from (f"{indent}{self._line(each, _NEXT)}" for each in others)
        for inner in item.lists:
            for each in inner.items:
                yield from self._lines_of(each, f"{indent}&emsp;")


def _marker(piece: PageList, count: int) -> str:
    return "- " if piece.start is None else f"{piece.start + count}. "


def _indent(text: str, first: str, others: str) -> str:
    head, *rest = text.split("\n")
    return "\n".join([f"{first}{head}", *(f"{others}{line}".rstrip() for line in rest)])


def _note(note: PageNote, label: str) -> str:
    paragraphs = [spans_markdown(block.spans) for block in note.text.blocks]
    return _indent("\n\n".join(paragraphs), f"[^{label}]: ", "    ")


def _laid_out(grid: PageTable, texts: dict[PageCell, str]) -> list[list[str]]:
    """The rows with a text for each column: a merged cell leaves the others that it covers empty."""
    rows: list[dict[int, str]] = [{} for _ in grid.rows]
    for number, row in enumerate(grid.rows):
        for cell in row:
            column = next(each for each in range(len(rows[number]) + 1) if each not in rows[number])
            _put(rows[number : number + cell.cell.rows], column, cell.cell.columns, texts[cell])
    width = max((len(row) for row in rows), default=0)
    return [[row.get(column, "") for column in range(width)] for row in rows]


def _put(rows: Sequence[dict[int, str]], column: int, columns: int, text: str) -> None:
    for down, row in enumerate(rows):
        for right in range(columns):
            row[column + right] = "" if down or right else text


def _table(rows: Sequence[Sequence[str]], heads: int) -> str:
    """A table in GitHub's syntax, which requires exactly one head row."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    head = [_NEXT.join(filter(None, cells)) for cells in zip(*rows[:heads], strict=True)] if heads else [""] * width
    lines = [_row(head), _row(["---"] * width), *map(_row, rows[heads:])]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rows_of(table: Table) -> Iterator[list[str]]:
    for row in (*table.heads, *table.rows, *table.totals):
        cells: list[str] = []
        for cell in row:
            text = escape_markdown(cell.text) if isinstance(cell.text, str) else _rich(cell.text, _NEXT)
            cells += [text, *([""] * (cell.span - 1))]
        yield cells


def _rich(text: RichText, between: str = "\n\n") -> str:
    return between.join(spans_markdown(block.spans, line_break=_NEXT) for block in text.blocks)


def _caption(shown: Exhibit | None, number: str) -> str:
    if shown is None:
        return ""
    name = escape_markdown(shown.name_with(number))
    return ": ".join(each for each in (name, _rich(shown.caption, _NEXT)) if each)


def _description(shown: Exhibit | None) -> str:
    return shown.description if shown else ""


_SIGNS = re.compile(r"([\\`*_\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_BLOCK_START = re.compile(r"^(\s*)([-+=#:]|\d{1,9}(?=[.)]))", re.MULTILINE)
_ELEMENTS = (("superscript", "sup"), ("subscript", "sub"), ("strike", "s"), ("underline", "u"))
_BREAK = "\n"
_SIGNED = "\0"  # no text holds it: see `replace_unreadable`


class _Look(Struct, frozen=True):
    """The look of neighbouring spans."""

    bold: bool
    italic: bool
    href: str
    language: str
    others: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether nothing is to be shown."""
        return not (self.bold or self.italic or self.href or self.language or self.others)


def spans_markdown(spans: Iterable[Span], marks: Sequence[str] = (), *, line_break: str = "\\\n") -> str:
    """Spans as one paragraph.

    Args:
        marks: the labels of the notes marked in the spans, in order.
        line_break: how a line break is written: "<br>" in cells, a blank in headings.
    """
    left = iter(marks)
    pieces = list(_pieces(spans, left))
    text = "".join(_add_markup(pieces, index) for index in range(len(pieces)))
    return _starting_plainly(text.strip(" \t\n")).replace(_BREAK, line_break)


def escape_markdown(text: str) -> str:
    """Escape plain text, so that none of it is read as markup, except at the start of a line."""
    return _ENTITY.sub(r"\\&", _SIGNS.sub(r"\\\1", replace_unreadable(text)))


def _pieces(spans: Iterable[Span], marks: Iterator[str]) -> Iterator[tuple[_Look, str]]:
    """Text with its look, neighbours of one look joined; the mark of a note is a plain text of its own."""
    shown = ((_look_of(span), _text_of(span, marks)) for span in spans)
    for look, group in groupby((each for each in shown if each[1]), key=lambda each: each[0]):
        yield look, "".join(text for _, text in group)


def _look_of(span: Span) -> _Look:
    if span.note is not None:
        return _Look(False, False, "", "", ())
    others = tuple(element for name, element in _ELEMENTS if getattr(span, name) and not (span.href and element == "u"))
    marked = (*others, "mark") if span.highlight else others
    return _Look(span.bold, span.italic, safe_link(span.href), span.language, marked)


def _text_of(span: Span, marks: Iterator[str]) -> str:
    if span.note is None:
        return re.sub(r"[ \t]*\n[ \t]*", _BREAK, escape_markdown(span.text).replace("\t", " "))
    label = next(marks, "")
    return f"[^{label}]" if label else ""


def _add_markup(pieces: Sequence[tuple[_Look, str]], index: int) -> str:
    """A piece with its markup, leaving blanks at its edges outside."""
    look, text = pieces[index]
    core = text.strip()
    if look.is_plain or not core:
        return text
    start = text.index(core)
    before, after = text[:start], text[start + len(core) :]
    sure = _signs_are_read(core, before or _edge(pieces, index - 1, -1), after or _edge(pieces, index + 1, 0))
    return f"{before}{_in_elements(_emphasise(core, look, signs=sure), look)}{after}"


def _edge(pieces: Sequence[tuple[_Look, str]], index: int, end: int) -> str:
    """The character next to a piece; `_SIGNED` where the neighbour has markup of its own."""
    if not 0 <= index < len(pieces):
        return ""
    look, text = pieces[index]
    return text[end] if look.is_plain or text[end].isspace() else _SIGNED


def _signs_are_read(core: str, before: str, after: str) -> bool:
    """Whether stars at both ends open and close emphasis there (CommonMark 6.2: left- and right-flanking runs)."""
    opens = core[0].isalnum() or not before or before[-1].isspace()
    closes = core[-1].isalnum() or not after or after[0].isspace()
    return opens and closes and _SIGNED not in (before[-1:], after[:1]) and _BREAK not in core


def _emphasise(core: str, look: _Look, *, signs: bool) -> str:
    if signs:
        stars = "*" * (2 * look.bold + look.italic)
        return f"{stars}{core}{stars}"
    core = f"<em>{core}</em>" if look.italic else core
    return f"<strong>{core}</strong>" if look.bold else core


def _in_elements(core: str, look: _Look) -> str:
    for element in look.others:
        core = f"<{element}>{core}</{element}>"
    if look.language:
        tag = re.sub(r"[^A-Za-z0-9-]", "", look.language)
        core = f'<span lang="{tag}">{core}</span>'
    return f"[{core}](<{look.href}>)" if look.href else core


def _starting_plainly(text: str) -> str:
    """Escape the beginnings of lines that look like those of a list, heading or table."""
    return _BLOCK_START.sub(_with_backslash, text)


def _with_backslash(found: re.Match[str]) -> str:
    digits = found[2].isdigit()
    return f"{found[1]}{found[2]}\\" if digits else f"{found[1]}\\{found[2]}"


def without_bold(spans: Sequence[Span]) -> Sequence[Span]:
    """The spans of a heading, which is bold by its style: without bold where all of them are."""
    if all(span.bold or not span.text.strip() for span in spans):
        return [replace(span, bold=False) for span in spans]
    return spans
