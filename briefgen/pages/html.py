"""A manuscript as one self-contained HTML file: no scripts, no fonts, no pictures from elsewhere.

Accessible: one heading of level 1 and no level skipped, real lists and tables, notes with links there and back, the
language of each part. Source: EN 301 549 V3.2.1, clause 9 (WCAG 2.1 AA).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from briefgen.model.exhibits import Cell, Chart, Exhibit, Table
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
from briefgen.pages.charts import chart_rows, colour_of, draw_chart
from briefgen.pages.css import CSS
from briefgen.pages.page import Page, PageNote, page_of, replace_unreadable, safe_link

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ku", "ps", "ur", "yi"})


def write_html(manuscript: Manuscript) -> str:
    """The manuscript as an HTML document, ending in a line break.

    Page numbers and other marks that need sheets of paper are left out; links lead to web pages and mailboxes only.
    """
    page = page_of(manuscript)
    writer = _HtmlWriter(HtmlSpans(page.notes, page.marks), manuscript.language)
    body = [*_banner(page, writer), "<main>", *writer.main(page), "</main>", *_foot(page, writer)]
    return "\n".join([*_head(page), "<body>", *body, "</body>", "</html>", ""])


def _head(page: Page) -> Iterable[str]:
    language = text_html(page.language)
    direction = ' dir="rtl"' if page.language.split("-")[0].casefold() in _RIGHT_TO_LEFT else ""
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language}"{direction}>'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{text_html(page.title)}</title>"
    yield f"<style>\n{CSS}</style>"
    yield "</head>"


def _banner(page: Page, writer: _HtmlWriter) -> Iterable[str]:
    if page.banner:
        yield f"<header>{''.join(writer.paragraph(each) for each in page.banner)}</header>"


def _foot(page: Page, writer: _HtmlWriter) -> Iterable[str]:
    if page.foot:
        yield f"<footer>{''.join(writer.paragraph(each) for each in page.foot)}</footer>"


@dataclass(frozen=True)
class _HtmlWriter:
    """Writes pieces as HTML, each as one string."""

    spans: HtmlSpans
    language: str

    def main(self, page: Page) -> Iterable[str]:
        """The text, followed by its notes."""
        if page.needs_title:
            yield f'<h1 class="unseen">{text_html(page.title)}</h1>'
        yield from (self.piece(each) for each in page.pieces)
        if page.notes:
            notes = "\n".join(_note(note, number) for number, note in enumerate(page.notes, 1))
            yield f'<section class="notes" role="doc-endnotes">\n<ol>\n{notes}\n</ol>\n</section>'

    def piece(self, piece: Piece) -> str:
        """One piece."""
        match piece:
            case Heading(passage, level):
                return f"<h{level}>{_number(passage)}{self.spans.of_head(passage)}</h{level}>"
            case Paragraph(passage, is_head):
                return self.paragraph(passage, "head" if is_head else "")
            case PageList():
                return self._list(piece)
            case Quotation():
                return self._quotation(piece)
            case PageExhibit(passage, caption):
                return _exhibit(passage, self._text(caption), self.language)
            case PageTable():
                return self._grid(piece)

    def paragraph(self, passage: Passage, look: str = "") -> str:
        """A paragraph, with its number where it has one."""
        mark = f' class="{look}"' if look else ""
        return f"<p{mark}>{_number(passage)}{self.spans.of(passage)}</p>"

    def _text(self, passage: Passage | None) -> str:
        return f"{_number(passage)}{self.spans.of(passage)}" if passage else ""

    def _list(self, piece: PageList) -> str:
        items = "\n".join(self._item(item, printed=piece.ordered and piece.start is None) for item in piece.items)
        if not piece.ordered:
            return f"<ul>\n{items}\n</ul>"
        if piece.start is None:
            return f'<ol class="printed">\n{items}\n</ol>'
        start = f' start="{piece.start}"' if piece.start != 1 else ""
        return f"<ol{start}>\n{items}\n</ol>"

    def _item(self, item: PageListItem, *, printed: bool) -> str:
        first, *others = item.passages
        text = f"{_number(first) if printed else ''}{self.spans.of(first)}"
        more = "".join(f"\n{self.paragraph(each)}" for each in others)
        lists = "".join(f"\n{self._list(each)}" for each in item.lists)
        return f"<li>{text}{more}{lists}</li>"

    def _quotation(self, piece: Quotation) -> str:
        said = "\n".join(map(self.paragraph, piece.passages))
        quote = f"<blockquote>\n{said}\n</blockquote>\n" if piece.passages else ""
        by = "<br>".join(self._text(each) for each in piece.attributions)
        caption = f"<figcaption>{by}</figcaption>\n" if by else ""
        return f'<figure class="quotation">\n{quote}{caption}</figure>'

    def _grid(self, grid: PageTable) -> str:
        head = self._rows(grid, 0, grid.heads)
        body = self._rows(grid, grid.heads, len(grid.rows))
        parts = (f"<{name}>\n{rows}\n</{name}>\n" for name, rows in (("thead", head), ("tbody", body)) if rows)
        table = f"<table>\n{self._caption(grid)}{''.join(parts)}</table>"
        return f'<div class="wide"{_label(grid)}>\n{table}\n</div>'

    def _caption(self, grid: PageTable) -> str:
        if grid.caption:
            return f"<caption>{self._text(grid.caption)}</caption>\n"
        words = " ".join(_sentence(each) for each in _descriptions(grid))
        return f'<caption><span class="unseen">{text_html(words)}</span></caption>\n' if words else ""

    def _rows(self, grid: PageTable, first: int, last: int) -> str:
        rows = ("".join(self._cell(cell, grid) for cell in row) for row in grid.rows[first:last])
        return "\n".join(f"<tr>{row}</tr>" for row in rows)

    def _cell(self, cell: PageCell, grid: PageTable) -> str:
        scope = _scope(cell, grid)
        name = "th" if scope else "td"
        return f"<{name}{scope}{_spans_of(cell)}>{self._inside(cell, heads=bool(scope))}</{name}>"

    def _inside(self, cell: PageCell, *, heads: bool) -> str:
        """The contents of a cell; a single paragraph is written without `p`."""
        only = cell.pieces[0] if len(cell.pieces) == 1 else None
        if not isinstance(only, Paragraph):
            return "\n".join(map(self.piece, cell.pieces))
        text = self.spans.of_head(only.passage) if heads else self.spans.of(only.passage)
        return f"{_number(only.passage)}{text}"


def _label(grid: PageTable) -> str:
    """Attributes that let a wide table be scrolled by keyboard; a region must have a name."""
    words = grid.caption.text if grid.caption else next(iter(_descriptions(grid)), "")
    return f' role="region" tabindex="0" aria-label="{text_html(words)}"' if words else ""


def _descriptions(grid: PageTable) -> Iterable[str]:
    return [each for each in (grid.form.title, grid.form.description) if each.strip()] if grid.form else []


def _sentence(words: str) -> str:
    return words if words[-1] in ".!?…" else f"{words}."


def _scope(cell: PageCell, grid: PageTable) -> str:
    place = cell.cell
    if place.is_head:
        return ' scope="colgroup"' if place.columns > 1 else ' scope="col"'
    names = grid.names_rows and place.column == 1
    return (' scope="rowgroup"' if place.rows > 1 else ' scope="row"') if names else ""


def _spans_of(cell: PageCell) -> str:
    spans = (("colspan", cell.cell.columns), ("rowspan", cell.cell.rows))
    return "".join(f' {name}="{count}"' for name, count in spans if count > 1)


def _number(passage: Passage) -> str:
    """The number that Word prints before a paragraph; lists of plain numbers are counted by the reader's program."""
    return f'<span class="number">{text_html(passage.number)}</span> ' if passage.number else ""


def _note(note: PageNote, number: int) -> str:
    back = f'<a href="#mark-{number}" role="doc-backlink">{text_html(note.number)}</a>'
    paragraphs = [spans_html(block.spans) for block in note.text.blocks]
    text = "".join(f"<p>{each}</p>" for each in paragraphs[1:])
    return f'<li id="note-{number}">{back} {paragraphs[0] if paragraphs else ""}{text}</li>'


def _exhibit(passage: Passage, caption: str, language: str) -> str:
    """A chart or table as a figure.

    Args:
        passage: the one that has it as its exhibit.
        caption: its caption as HTML, where the document has one of its own beside it; else "".
        language: of the numbers.
    """
    exhibit = passage.exhibit
    words = caption or _exhibit_caption(exhibit, passage.number)
    notes = "".join(f"\n<p>{_rich(note)}</p>" for note in exhibit.notes) if exhibit else ""
    drawing = f"{draw_chart(exhibit)}\n" if isinstance(exhibit, Chart) else ""
    below = f"\n<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>\n{drawing}{_exhibit_table(exhibit, language)}{below}{notes}\n</figure>"


def _exhibit_table(exhibit: Exhibit | None, language: str) -> str:
    if isinstance(exhibit, Chart):
        return _chart_table(exhibit, language)
    return _table(exhibit) if isinstance(exhibit, Table) else ""


def _chart_table(chart: Chart, language: str) -> str:
    head, *body = chart_rows(chart, language)
    title = " – ".join(each for each in (chart.title, chart.unit) if each)
    caption = f"<caption>{text_html(title)}</caption>\n" if title else ""
    names = (f'<th scope="col">{_key(chart, number)}{text_html(each)}</th>' for number, each in enumerate(head[1:]))
    heads = "".join(("<td></td>", *names))
    rows = "\n".join(_row(each) for each in body)
    return f"<table>\n{caption}<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _key(chart: Chart, number: int) -> str:
    """The colour key of a series, where there are several."""
    if len(chart.series) < 2:
        return ""
    colour = text_html(colour_of(chart, number))
    return f'<span class="key" style="background: #{colour}" aria-hidden="true"></span> '


def _row(cells: Sequence[str]) -> str:
    name, *values = cells
    amounts = "".join(f'<td class="amount">{text_html(each)}</td>' for each in values)
    return f'<tr><th scope="row">{text_html(name)}</th>{amounts}</tr>'


def _table(table: Table) -> str:
    heads = "\n".join(f"<tr>{''.join(_head_cell(each) for each in row)}</tr>" for row in table.heads)
    rows = "\n".join(_body_row(row, table) for row in (*table.rows, *table.totals))
    head = f"<thead>\n{heads}\n</thead>\n" if heads else ""
    return f"<table>\n{head}<tbody>\n{rows}\n</tbody>\n</table>"


def _head_cell(cell: Cell) -> str:
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    text = _cell_html(cell)
    return f'<th scope="{"colgroup" if span else "col"}"{span}>{text}</th>' if text else f"<td{span}></td>"


def _body_row(row: Iterable[Cell], table: Table) -> str:
    name, *others = row
    aligned = [*(column.align for column in table.columns[1:]), *("left" for _ in others)]
    cells = zip(others, aligned, strict=False)
    values = "".join(f"<td{_amount(align)}>{_cell_html(cell)}</td>" for cell, align in cells)
    return f'<tr><th scope="row">{_cell_html(name)}</th>{values}</tr>'


def _amount(align: str) -> str:
    return ' class="amount"' if align == "right" else ""


def _cell_html(cell: Cell) -> str:
    text = text_html(cell.text) if isinstance(cell.text, str) else _rich(cell.text)
    return f"<strong>{text}</strong>" if cell.emphasis and text else text


def _rich(text: RichText) -> str:
    return "<br>".join(spans_html(block.spans) for block in text.blocks)


def _exhibit_caption(exhibit: Exhibit | None, number: str) -> str:
    if exhibit is None:
        return ""
    name = exhibit.name_with(number)
    return ": ".join(each for each in (text_html(name), _rich(exhibit.caption)) if each)


_ELEMENTS = (
    ("superscript", "sup"),
    ("subscript", "sub"),
    ("strike", "s"),
    ("underline", "u"),
    ("italic", "em"),
    ("bold", "strong"),
)


@dataclass(frozen=True)
class HtmlSpans:
    """Writes spans as HTML.

    Attributes:
        notes: the notes, in the order of their marks.
        marks: which of them each mark refers to; see `briefgen.pages.page.Page`.
    """

    notes: Sequence[PageNote]
    marks: Mapping[tuple[int, int], int]

    def of(self, passage: Passage) -> str:
        """The text of a passage."""
        return "".join(self._span(span, (id(passage), index)) for index, span in enumerate(passage.spans))

    def of_head(self, passage: Passage) -> str:
        """The text of a heading, which is bold by its style."""
        light = _without_bold(passage.spans)
        return "".join(self._span(span, (id(passage), index)) for index, span in enumerate(light))

    def _span(self, span: Span, mark: tuple[int, int]) -> str:
        if span.note is None:
            return span_html(span)
        index = self.marks.get(mark)
        if index is None:
            return ""
        number = text_html(self.notes[index].number)
        return f'<sup><a href="#note-{index + 1}" id="mark-{index + 1}" role="doc-noteref">{number}</a></sup>'


def text_html(text: str) -> str:
    """Plain text, escaped for elements and attributes."""
    return escape(replace_unreadable(text), quote=True)


def spans_html(spans: Iterable[Span]) -> str:
    """HtmlSpans without notes, such as those of a note."""
    return "".join(span_html(span) for span in spans if span.note is None)


def span_html(span: Span) -> str:
    """A span that is no mark of a note."""
    html = text_html(span.text).replace("\n", "<br>").replace("\t", " ")
    link = safe_link(span.href)
    for name, element in _ELEMENTS:
        if getattr(span, name) and html.strip() and not (link and name == "underline"):
            html = f"<{element}>{html}</{element}>"
    if span.highlight:
        html = f"<mark>{html}</mark>"
    if span.language:
        html = f'<span lang="{text_html(span.language)}">{html}</span>'
    return f'<a href="{text_html(link)}">{html}</a>' if link else html


def _without_bold(spans: Sequence[Span]) -> Sequence[Span]:
    if all(span.bold or not span.text.strip() for span in spans):
        return [replace(span, bold=False) for span in spans]
    return spans
