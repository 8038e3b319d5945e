"""A manuscript as one HTML file that needs nothing else: no scripts, no fonts, no pictures from elsewhere.

Built for those who listen as for those who look: one heading of level 1 and no level left out, real lists and tables,
notes that lead there and back, the language of each part. Source: EN 301 549 V3.2.1, clause 9 (WCAG 2.1 AA).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.model.manuscript import Manuscript, Passage
from briefgen.pages.blocks import Drawn, Grid, GridCell, Heading, Paragraph, Piece, Quotation
from briefgen.pages.figures import Figures
from briefgen.pages.html_spans import Spans, spans_html, text_html
from briefgen.pages.lists import Item, Listing
from briefgen.pages.look import LOOK
from briefgen.pages.page import Note, Page, page_of

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ku", "ps", "ur", "yi"})


def as_html(manuscript: Manuscript) -> str:
    """The manuscript as an HTML document, ending in a line break.

    Page numbers and other marks that need sheets of paper are left out; links lead to web pages and mailboxes only.
    """
    page = page_of(manuscript)
    writer = _Writer(Spans(page.notes, page.marks), Figures(manuscript.language))
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
    yield f"<style>\n{LOOK}</style>"
    yield "</head>"


def _banner(page: Page, writer: _Writer) -> Iterable[str]:
    if page.banner:
        yield f"<header>{''.join(writer.paragraph(each) for each in page.banner)}</header>"


def _foot(page: Page, writer: _Writer) -> Iterable[str]:
    if page.foot:
        yield f"<footer>{''.join(writer.paragraph(each) for each in page.foot)}</footer>"


@dataclass(frozen=True)
class _Writer:
    """Writes pieces, each as one string."""

    spans: Spans
    figures: Figures

    def main(self, page: Page) -> Iterable[str]:
        """The text, with its notes behind it."""
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
            case Listing():
                return self._list(piece)
            case Quotation():
                return self._quotation(piece)
            case Drawn(passage, caption):
                return self.figures.html(passage, self._text(caption))
            case Grid():
                return self._grid(piece)

    def paragraph(self, passage: Passage, look: str = "") -> str:
        """A paragraph, with its number where it has one."""
        mark = f' class="{look}"' if look else ""
        return f"<p{mark}>{_number(passage)}{self.spans.of(passage)}</p>"

    def _text(self, passage: Passage | None) -> str:
        return f"{_number(passage)}{self.spans.of(passage)}" if passage else ""

    def _list(self, piece: Listing) -> str:
        items = "\n".join(self._item(item, printed=piece.ordered and piece.start is None) for item in piece.items)
        if not piece.ordered:
            return f"<ul>\n{items}\n</ul>"
        if piece.start is None:
            return f'<ol class="printed">\n{items}\n</ol>'
        start = f' start="{piece.start}"' if piece.start != 1 else ""
        return f"<ol{start}>\n{items}\n</ol>"

    def _item(self, item: Item, *, printed: bool) -> str:
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

    def _grid(self, grid: Grid) -> str:
        head = self._rows(grid, 0, grid.heads)
        body = self._rows(grid, grid.heads, len(grid.rows))
        parts = (f"<{name}>\n{rows}\n</{name}>\n" for name, rows in (("thead", head), ("tbody", body)) if rows)
        table = f"<table>\n{self._caption(grid)}{''.join(parts)}</table>"
        return f'<div class="wide"{_label(grid)}>\n{table}\n</div>'

    def _caption(self, grid: Grid) -> str:
        if grid.caption:
            return f"<caption>{self._text(grid.caption)}</caption>\n"
        words = " ".join(_sentence(each) for each in _described(grid))
        return f'<caption><span class="unseen">{text_html(words)}</span></caption>\n' if words else ""

    def _rows(self, grid: Grid, first: int, last: int) -> str:
        rows = ("".join(self._cell(cell, grid) for cell in row) for row in grid.rows[first:last])
        return "\n".join(f"<tr>{row}</tr>" for row in rows)

    def _cell(self, cell: GridCell, grid: Grid) -> str:
        scope = _scope(cell, grid)
        name = "th" if scope else "td"
        return f"<{name}{scope}{_spans_of(cell)}>{self._inside(cell, heads=bool(scope))}</{name}>"

    def _inside(self, cell: GridCell, *, heads: bool) -> str:
        """What stands in a cell; a single paragraph stands there without being one."""
        only = cell.pieces[0] if len(cell.pieces) == 1 else None
        if not isinstance(only, Paragraph):
            return "\n".join(map(self.piece, cell.pieces))
        text = self.spans.of_head(only.passage) if heads else self.spans.of(only.passage)
        return f"{_number(only.passage)}{text}"


def _label(grid: Grid) -> str:
    """What lets a wide table be scrolled without a mouse; a region must have a name."""
    words = grid.caption.text if grid.caption else next(iter(_described(grid)), "")
    return f' role="region" tabindex="0" aria-label="{text_html(words)}"' if words else ""


def _described(grid: Grid) -> Iterable[str]:
    return [each for each in (grid.form.title, grid.form.description) if each.strip()] if grid.form else []


def _sentence(words: str) -> str:
    return words if words[-1] in ".!?…" else f"{words}."


def _scope(cell: GridCell, grid: Grid) -> str:
    place = cell.cell
    if place.is_head:
        return ' scope="colgroup"' if place.columns > 1 else ' scope="col"'
    names = grid.names_rows and place.column == 1
    return (' scope="rowgroup"' if place.rows > 1 else ' scope="row"') if names else ""


def _spans_of(cell: GridCell) -> str:
    spans = (("colspan", cell.cell.columns), ("rowspan", cell.cell.rows))
    return "".join(f' {name}="{count}"' for name, count in spans if count > 1)


def _number(passage: Passage) -> str:
    """The number that Word prints before a paragraph; lists of plain numbers are counted by the reader's program."""
    return f'<span class="number">{text_html(passage.number)}</span> ' if passage.number else ""


def _note(note: Note, number: int) -> str:
    back = f'<a href="#mark-{number}" role="doc-backlink">{text_html(note.number)}</a>'
    paragraphs = [spans_html(block.spans) for block in note.text.blocks]
    text = "".join(f"<p>{each}</p>" for each in paragraphs[1:])
    return f'<li id="note-{number}">{back} {paragraphs[0] if paragraphs else ""}{text}</li>'
