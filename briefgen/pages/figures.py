"""Charts and tables that are values: their figures in a table, and a drawing for those who see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from briefgen.localise import Localiser, UnknownLanguageError, localiser
from briefgen.model.exhibits import Cell, Chart, Shown, Table
from briefgen.model.manuscript import Passage
from briefgen.model.richtext import RichText
from briefgen.pages.chart_bars import colour_of, drawn
from briefgen.pages.html_spans import spans_html, text_html

_NO_DAY = date(1, 1, 1)  # no dates are said here
_DECIMALS = re.compile(r"\.(0+)")


@dataclass(frozen=True)
class Figures:
    """Writes charts and tables of one language."""

    language: str

    def html(self, passage: Passage, caption: str = "") -> str:
        """A chart or table as a figure.

        Args:
            passage: the one that has it as its exhibit.
            caption: its caption as HTML, where the document has one of its own beside it.
        """
        shown = passage.exhibit
        said = caption or _caption(shown, passage.number)
        notes = "".join(f"\n<p>{_rich(note)}</p>" for note in shown.notes) if shown else ""
        drawing = f"{drawn(shown)}\n" if isinstance(shown, Chart) else ""
        below = f"\n<figcaption>{said}</figcaption>" if said else ""
        return f"<figure>\n{drawing}{self._table(shown)}{below}{notes}\n</figure>"

    def rows(self, chart: Chart) -> Iterator[tuple[str, ...]]:
        """A chart's figures in words: a row of the series' names, then one for each category."""
        yield ("", *(series.name or chart.unit for series in chart.series))
        for index, category in enumerate(chart.categories):
            values = (series.values[index] if index < len(series.values) else None for series in chart.series)
            yield (category, *(self.number(value, chart.number_format) for value in values))

    def number(self, value: Decimal | None, form: str) -> str:
        """A number of a chart as its document's language writes it; "" for none."""
        if value is None:
            return ""
        decimals = _DECIMALS.search(form)
        is_share = form.replace("\\%", "").rstrip('"').endswith("%") and '"' not in form
        places = len(decimals[1]) if decimals else (0 if re.fullmatch(r"[#,0 ]+%?", form) else 15)
        return self._said(_rounded(value * 100 if is_share else value, places), "%" if "%" in form else "")

    def _said(self, value: Decimal, unit: str) -> str:
        try:
            said = localiser(self.language, _NO_DAY)
        except UnknownLanguageError:
            return f"{value}{unit}"
        return _in_house_style(said, value, unit)

    def _table(self, shown: Shown | None) -> str:
        if isinstance(shown, Chart):
            return self._of_chart(shown)
        return _of_table(shown) if isinstance(shown, Table) else ""

    def _of_chart(self, chart: Chart) -> str:
        head, *body = self.rows(chart)
        title = " – ".join(each for each in (chart.title, chart.unit) if each)
        caption = f"<caption>{text_html(title)}</caption>\n" if title else ""
        names = (f'<th scope="col">{_key(chart, number)}{text_html(each)}</th>' for number, each in enumerate(head[1:]))
        heads = "".join(("<td></td>", *names))
        rows = "\n".join(_row(each) for each in body)
        return f"<table>\n{caption}<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _in_house_style(said: Localiser, value: Decimal, unit: str) -> str:
    return said.percent(value) if unit else said.number(value)


def _rounded(value: Decimal, places: int) -> Decimal:
    rounded = round(value, places)
    return rounded.normalize() if places > 10 and rounded == rounded.to_integral() else rounded


def _key(chart: Chart, number: int) -> str:
    """The colour of a series, where there are several to tell apart."""
    if len(chart.series) < 2:
        return ""
    colour = text_html(colour_of(chart, number))
    return f'<span class="key" style="background: #{colour}" aria-hidden="true"></span> '


def _row(cells: Sequence[str]) -> str:
    name, *values = cells
    amounts = "".join(f'<td class="amount">{text_html(each)}</td>' for each in values)
    return f'<tr><th scope="row">{text_html(name)}</th>{amounts}</tr>'


def _of_table(table: Table) -> str:
    heads = "\n".join(f"<tr>{''.join(_head(each) for each in row)}</tr>" for row in table.heads)
    rows = "\n".join(_body_row(row, table) for row in (*table.rows, *table.totals))
    head = f"<thead>\n{heads}\n</thead>\n" if heads else ""
    return f"<table>\n{head}<tbody>\n{rows}\n</tbody>\n</table>"


def _head(cell: Cell) -> str:
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


def _caption(shown: Shown | None, number: str) -> str:
    if shown is None:
        return ""
    name = " ".join(each for each in (shown.label, number) if each)
    return ": ".join(each for each in (text_html(name), _rich(shown.caption)) if each)
