"""A manuscript as Markdown: CommonMark, with the tables and footnotes of GitHub's.

Cells hold one line there, so what is several paragraphs or a list in a cell stands in it with line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.model.exhibits import Chart, Shown, Table
from briefgen.model.manuscript import Manuscript, Passage
from briefgen.model.richtext import RichText, Span
from briefgen.pages.blocks import Drawn, Grid, GridCell, Heading, Paragraph, Piece, Quotation
from briefgen.pages.figures import Figures
from briefgen.pages.lists import Item, Listing
from briefgen.pages.markdown_spans import escaped, spans_markdown, without_bold
from briefgen.pages.page import Note, Page, page_of

_NEXT = "<br>"
_LABEL = re.compile(r"[A-Za-z0-9]{1,20}")


def as_markdown(manuscript: Manuscript) -> str:
    """The manuscript as a Markdown document, ending in a line break.

    Headers come first and footers last, without page numbers; links lead to web pages and mailboxes only.
    """
    page = page_of(manuscript)
    writer = _Writer(page, _labels(page.notes), Figures(manuscript.language))
    pieces = [
        *(writer.paragraph(each) for each in page.banner),
        *map(writer.piece, page.pieces),
        *(writer.paragraph(each) for each in page.foot),
        *(_note(note, label) for note, label in zip(page.notes, writer.labels, strict=True)),
    ]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _labels(notes: Sequence[Note]) -> list[str]:
    """What each note is called: its number, where no other has it."""
    numbers = [note.number for note in notes]
    plain = all(_LABEL.fullmatch(number) for number in numbers) and len(set(numbers)) == len(numbers)
    return numbers if plain else [str(count) for count in range(1, len(numbers) + 1)]


@dataclass(frozen=True)
class _Writer:
    """Writes pieces, each as one string of whole lines."""

    page: Page
    labels: Sequence[str]
    figures: Figures

    def piece(self, piece: Piece) -> str:
        """One piece."""
        match piece:
            case Heading(passage, level):
                return f"{'#' * level} {self._line(passage, ' ', heads=True)}"
            case Paragraph(passage, is_head):
                return f"**{self._line(passage, ' ', heads=True)}**" if is_head else self.paragraph(passage)
            case Listing():
                return self._list(piece)
            case Quotation():
                return self._quotation(piece)
            case Drawn(passage, caption):
                return self._drawn(passage, caption)
            case Grid():
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

    def _list(self, piece: Listing) -> str:
        return "\n".join(self._item(item, _marker(piece, count)) for count, item in enumerate(piece.items))

    def _item(self, item: Item, marker: str) -> str:
        first, *others = item.passages
        text = spans_markdown(first.spans, self._marks(first)) if marker[0].isdigit() else self.paragraph(first)
        more = "".join(f"\n\n{self.paragraph(each)}" for each in others)
        lists = "".join(f"\n{self._list(each)}" for each in item.lists)
        return _indented(f"{text}{more}{lists}", marker, " " * len(marker))

    def _quotation(self, piece: Quotation) -> str:
        by = [f"— {self.paragraph(each)}" for each in piece.attributions]
        return _indented("\n\n".join([*map(self.paragraph, piece.passages), *by]), "> ", "> ")

    def _drawn(self, passage: Passage, caption: Passage | None) -> str:
        shown = passage.exhibit
        said = self.paragraph(caption) if caption else _caption(shown, passage.number)
        notes = [_rich(note) for note in shown.notes] if shown else []
        return "\n\n".join(each for each in (said, self._table(shown), *notes) if each)

    def _table(self, shown: Shown | None) -> str:
        if isinstance(shown, Chart):
            rows = list(self.figures.rows(shown))
            return _table([[escaped(cell) for cell in row] for row in rows], 1)
        return _table(list(_rows_of(shown)), len(shown.heads)) if isinstance(shown, Table) else ""

    def _grid(self, grid: Grid) -> str:
        rows = _laid_out(grid, {cell: self._cell(cell) for row in grid.rows for cell in row})
        caption = f"{self.paragraph(grid.caption)}\n\n" if grid.caption else ""
        return f"{caption}{_table(rows, grid.heads)}"

    def _cell(self, cell: GridCell) -> str:
        return _NEXT.join(line for piece in cell.pieces for line in self._lines(piece, ""))

    def _lines(self, piece: Piece, indent: str) -> Iterator[str]:
        """A piece as lines inside a cell."""
        match piece:
            case Paragraph(passage, is_head):
                text = self._line(passage, _NEXT, heads=is_head)
                yield f"**{text}**" if is_head else text
            case Heading(passage):
                yield self._line(passage, _NEXT)
            case Listing():
                for item in piece.items:
                    yield from self._lines_of(item, indent)
            case Quotation(passages, attributions):
                yield from (self._line(each, _NEXT) for each in (*passages, *attributions))
            case Drawn(passage):
                yield _caption(passage.exhibit, passage.number) or escaped(_described(passage.exhibit))
            case Grid():
                for row in piece.rows:
                    yield " – ".join(self._cell(cell) for cell in row)

    def _lines_of(self, item: Item, indent: str) -> Iterator[str]:
        first, *others = item.passages
        yield f"{indent}{'' if first.number else '• '}{self._line(first, _NEXT)}"
        yield from (f"{indent}{self._line(each, _NEXT)}" for each in others)
        for inner in item.lists:
            for each in inner.items:
                yield from self._lines_of(each, f"{indent}&emsp;")


def _marker(piece: Listing, count: int) -> str:
    return "- " if piece.start is None else f"{piece.start + count}. "


def _indented(text: str, first: str, others: str) -> str:
    head, *rest = text.split("\n")
    return "\n".join([f"{first}{head}", *(f"{others}{line}".rstrip() for line in rest)])


def _note(note: Note, label: str) -> str:
    paragraphs = [spans_markdown(block.spans) for block in note.text.blocks]
    return _indented("\n\n".join(paragraphs), f"[^{label}]: ", "    ")


def _laid_out(grid: Grid, texts: dict[GridCell, str]) -> list[list[str]]:
    """The rows with a text for each column of the table: merged cells leave the others that they cover empty."""
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
    """A table of GitHub's; it must have a head row, and can have only one."""
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
            text = escaped(cell.text) if isinstance(cell.text, str) else _rich(cell.text, _NEXT)
            cells += [text, *([""] * (cell.span - 1))]
        yield cells


def _rich(text: RichText, between: str = "\n\n") -> str:
    return between.join(spans_markdown(block.spans, line_break=_NEXT) for block in text.blocks)


def _caption(shown: Shown | None, number: str) -> str:
    if shown is None:
        return ""
    name = escaped(" ".join(each for each in (shown.label, number) if each))
    return ": ".join(each for each in (name, _rich(shown.caption, _NEXT)) if each)


def _described(shown: Shown | None) -> str:
    return shown.description if shown else ""
