"""A manuscript as one self-contained HTML file: no scripts, no fonts, no pictures from elsewhere.

Accessible: one heading of level 1 and no level skipped, real lists and tables, notes with links there and back, the
language of each part. Source: EN 301 549 V3.2.1, clause 9 (WCAG 2.1 AA).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from briefgen.model.manuscript import Manuscript, Passage
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
from briefgen.pages.css import CSS
from briefgen.pages.email import inline_styles
from briefgen.pages.exhibits import exhibit_html
from briefgen.pages.page import Page, PageNote, page_of
from briefgen.pages.spans import HtmlSpans, number_html, spans_html, text_html

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ku", "ps", "ur", "yi"})


def write_html(manuscript: Manuscript) -> str:
    """The manuscript as an HTML document, ending in a line break.

    Page numbers and other marks that need sheets of paper are left out; links lead to web pages and mailboxes only.
    """
    page = page_of(manuscript, shows_pictures=True)
    behind = f' data-watermark="{text_html(page.watermark)}"' if page.watermark else ""
    body = _body(page, manuscript.language)
    return "\n".join([*_head(page), f"<body{behind}>", *body, "</body>", "</html>", ""])


def write_email(manuscript: Manuscript) -> str:
    """The manuscript as HTML that mail programs show as it is meant: see `briefgen.pages.email`."""
    page = page_of(manuscript)
    return inline_styles("\n".join(_body(page, manuscript.language, bars=True)), page)


def _body(page: Page, language: str, *, bars: bool = False) -> Iterable[str]:
    writer = _HtmlWriter(HtmlSpans(page.notes, page.marks, page.pictures), language, bars)
    return [*_banner(page, writer), "<main>", *writer.main(page), "</main>", *_foot(page, writer)]


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
        looks = ("draft" if each.text.strip() == page.watermark else "" for each in page.banner)
        yield f"<header>{''.join(map(writer.paragraph, page.banner, looks))}</header>"


def _foot(page: Page, writer: _HtmlWriter) -> Iterable[str]:
    if page.foot:
        yield f"<footer>{''.join(writer.paragraph(each) for each in page.foot)}</footer>"


class _HtmlWriter(Struct, frozen=True):
    """Writes pieces as HTML, each as one string.

    Attributes:
        bars: whether charts are bars in their tables, instead of drawings.
    """

    spans: HtmlSpans
    language: str
    bars: bool = False

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
                look = style_of(passage, headed=True)
                return f"<h{level}{look}>{number_html(passage)}{self.spans.of_head(passage)}</h{level}>"
            case Paragraph(passage, is_head):
                return self.paragraph(passage, "head" if is_head else "")
            case PageList():
                return self._list(piece)
            case Quotation():
                return self._quotation(piece)
            case PageExhibit():
                return exhibit_html(piece, self._text(piece.caption), self.language, bars=self.bars)
            case PageTable():
                return self._grid(piece)

    def paragraph(self, passage: Passage, look: str = "") -> str:
        """A paragraph, with its number where it has one."""
        mark = f' class="{look}"' if look else ""
        return f"<p{mark}{style_of(passage)}>{number_html(passage)}{self.spans.of(passage)}</p>"

    def _text(self, passage: Passage | None) -> str:
        return f"{number_html(passage)}{self.spans.of(passage)}" if passage else ""

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
        text = f"{number_html(first) if printed else ''}{self.spans.of(first)}"
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
            side = ' style="caption-side: bottom"' if grid.caption_below else ""
            return f"<caption{side}>{self._text(grid.caption)}</caption>\n"
        words = " ".join(_sentence(each) for each in _descriptions(grid))
        return f'<caption><span class="unseen">{text_html(words)}</span></caption>\n' if words else ""

    def _rows(self, grid: PageTable, first: int, last: int) -> str:
        rows = ("".join(self._cell(cell, grid) for cell in row) for row in grid.rows[first:last])
        return "\n".join(f"<tr>{row}</tr>" for row in rows)

    def _cell(self, cell: PageCell, grid: PageTable) -> str:
        scope = _scope(cell, grid)
        name = "th" if scope else "td"
        return f"<{name}{scope}{_spans_of(cell)}{_aligned(cell)}>{self._inside(cell, heads=bool(scope))}</{name}>"

    def _inside(self, cell: PageCell, *, heads: bool) -> str:
        """The contents of a cell; a single paragraph is written without `p`."""
        only = cell.pieces[0] if len(cell.pieces) == 1 else None
        if not isinstance(only, Paragraph):
            return "\n".join(map(self.piece, cell.pieces))
        text = self.spans.of_head(only.passage) if heads else self.spans.of(only.passage)
        return f"{number_html(only.passage)}{text}"


def style_of(passage: Passage, *, headed: bool = False) -> str:
    """The attribute `style` of a paragraph that looks unlike most text; "" for one that does not.

    Args:
        headed: whether it is a heading, whose size and colour the page gives.
    """
    look, in_text = passage.look, passage.cell is None and not headed
    rules = (
        (in_text and look.close, "margin-top: 0; margin-bottom: 0"),
        (look.align, f"text-align: {look.align}"),
        (in_text and look.indent, f"margin-left: {look.indent:.0%}"),
        (in_text and look.size != 1, f"font-size: {look.size:g}em"),
        (in_text and look.colour, "color: var(--head)"),
        (look.capitals, "text-transform: uppercase"),
        (in_text and look.line_above, "border-top: 1px solid; padding-top: .6em"),
        (in_text and look.line_below, "border-bottom: 1px solid; padding-bottom: .6em"),
    )
    style = "; ".join(rule for holds, rule in rules if holds)
    return f' style="{style}"' if style else ""


def _aligned(cell: PageCell) -> str:
    """The alignment of a cell with a single paragraph, which is written without `p`."""
    only = cell.pieces[0] if len(cell.pieces) == 1 else None
    align = only.passage.look.align if isinstance(only, Paragraph) else ""
    return f' style="text-align: {align}"' if align else ""


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


def _note(note: PageNote, number: int) -> str:
    back = f'<a href="#mark-{number}" role="doc-backlink">{text_html(note.number)}</a>'
    paragraphs = [spans_html(block.spans) for block in note.text.blocks]
    text = "".join(f"<p>{each}</p>" for each in paragraphs[1:])
    return f'<li id="note-{number}">{back} {paragraphs[0] if paragraphs else ""}{text}</li>'
