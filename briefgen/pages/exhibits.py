"""Charts and computed tables as HTML: a drawing or bars, and the figures in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from briefgen.model.exhibits import Cell, Chart, Exhibit, Table
from briefgen.pages.blocks import PageExhibit
from briefgen.pages.charts import chart_rows, colour_of, draw_bars, draw_chart
from briefgen.pages.spans import rich_html, text_html


def exhibit_html(piece: PageExhibit, caption: str, language: str, *, bars: bool) -> str:
    """A chart or table as a figure, its caption where the document has it.

    Args:
        caption: its caption as HTML, where the document has one of its own; else "".
        language: of the numbers.
        bars: whether a chart is bars in its table, instead of a drawing.
    """
    exhibit = piece.passage.exhibit
    words = caption or _exhibit_caption(exhibit, piece.passage.number)
    captions = [f"<figcaption>{words}</figcaption>"] if words else []
    notes = [f"<p>{rich_html(note)}</p>" for note in exhibit.notes] if exhibit else []
    drawing = draw_chart(exhibit) if isinstance(exhibit, Chart) and not bars else ""
    shown = [drawing, _exhibit_table(exhibit, language, bars=bars)]
    parts = [*shown, *captions, *notes] if piece.caption_below else [*captions, *shown, *notes]
    return "\n".join(each for each in ("<figure>", *parts, "</figure>") if each)


def _exhibit_table(exhibit: Exhibit | None, language: str, *, bars: bool) -> str:
    if isinstance(exhibit, Chart):
        return _chart_table(exhibit, language, draw_bars(exhibit) if bars else ())
    return _table(exhibit) if isinstance(exhibit, Table) else ""


def _chart_table(chart: Chart, language: str, bars: Sequence[str]) -> str:
    """The figures of a chart; with a bar beside each row, where there is one."""
    head, *body = chart_rows(chart, language)
    title = " – ".join(each for each in (chart.title, chart.unit) if each)
    caption = f"<caption>{text_html(title)}</caption>\n" if title else ""
    names = (f'<th scope="col">{_key(chart, number)}{text_html(each)}</th>' for number, each in enumerate(head[1:]))
    heads = "".join(("<td></td>", *names, "<td></td>" if bars else ""))
    rows = "\n".join(_row(each, bar) for each, bar in zip_longest(body, bars, fillvalue=""))
    return f"<table>\n{caption}<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _key(chart: Chart, number: int) -> str:
    """The colour key of a series, where there are several."""
    if len(chart.series) < 2:
        return ""
    colour = text_html(colour_of(chart, number))
    return f'<span class="key" style="background: #{colour}" aria-hidden="true"></span> '


def _row(cells: Sequence[str], bar: str) -> str:
    name, *values = cells
    amounts = "".join(f'<td class="amount">{text_html(each)}</td>' for each in values)
    return f'<tr><th scope="row">{text_html(name)}</th>{amounts}{bar}</tr>'


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
    text = text_html(cell.text) if isinstance(cell.text, str) else rich_html(cell.text)
    return f"<strong>{text}</strong>" if cell.emphasis and text else text


def _exhibit_caption(exhibit: Exhibit | None, number: str) -> str:
    if exhibit is None:
        return ""
    name = exhibit.name_with(number)
    return ": ".join(each for each in (text_html(name), rich_html(exhibit.caption)) if each)
