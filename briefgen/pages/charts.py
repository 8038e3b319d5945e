"""A chart without Word: its numbers as text, and a drawing: a pie, or a bar for each number.

The drawing is hidden from screen readers, because the table beside it gives the same. Numbers are in the table only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import escape
from math import cos, sin, tau

from briefgen.localise import UnknownLanguageError, localiser
from briefgen.model.exhibits import Chart, ChartKind
from briefgen.pages.page import replace_unreadable

_NO_DAY = date(1, 1, 1)  # the localiser wants a day, but no date is formatted here
_DECIMALS = re.compile(r"\.(0+)")


def chart_rows(chart: Chart, language: str) -> Iterator[tuple[str, ...]]:
    """The numbers of a chart as text: a row with the names of the series, then a row for each category.

    Args:
        language: in which numbers are formatted; without a house style, Python's own format.
    """
    yield ("", *(series.name or chart.unit for series in chart.series))
    for index, category in enumerate(chart.categories):
        values = (series.values[index] if index < len(series.values) else None for series in chart.series)
        yield (category, *(_format(value, chart.number_format, language) for value in values))


def _format(value: Decimal | None, form: str, language: str) -> str:
    if value is None:
        return ""
    decimals = _DECIMALS.search(form)
    is_share = form.replace("\\%", "").rstrip('"').endswith("%") and '"' not in form
    places = len(decimals[1]) if decimals else (0 if re.fullmatch(r"[#,0 ]+%?", form) else 15)
    return _format_unit(_round(value * 100 if is_share else value, places), "%" if "%" in form else "", language)


def _format_unit(value: Decimal, unit: str, language: str) -> str:
    try:
        formatter = localiser(language, _NO_DAY)
    except UnknownLanguageError:
        return f"{value}{unit}"
    return formatter.percent(value) if unit else formatter.number(value)


def _round(value: Decimal, places: int) -> Decimal:
    rounded = round(value, places)
    return rounded.normalize() if places > 10 and rounded == rounded.to_integral() else rounded


# dark enough on white, light enough on black, distinct for the colour-blind (Okabe and Ito, 2008)
_PALETTE = ("0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9")
_WIDTH, _LABELS, _BAR, _GAP = 640, 200, 16, 10  # pixels
_LONGEST = 30  # characters of a label
_MOST = 60  # bars; a drawing with more is unreadable


def draw_chart(chart: Chart) -> str:
    """The chart as an SVG drawing; "" where it has no numbers, or too many."""
    values = [value for series in chart.series for value in series.values if value is not None]
    if not values or len(chart.categories) * len(chart.series) > _MOST:
        return ""
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    if high == low:
        return ""
    if chart.kind is ChartKind.PIE and low == 0 and len(chart.categories) <= len(_PALETTE):
        return _pie(chart)
    tall = len(chart.series) * _BAR + _GAP
    groups = [_group(chart, index, index * tall, low, high) for index in range(len(chart.categories))]
    height = tall * len(groups)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" aria-hidden="true">\n{"".join(groups)}</svg>'


def colour_of(chart: Chart, number: int) -> str:
    """The colour of a series, counted from 0, as six hexadecimal digits."""
    return chart.series[number].colour or _PALETTE[number % len(_PALETTE)]


def _group(chart: Chart, index: int, top: int, low: Decimal, high: Decimal) -> str:
    """The label of a category and a bar for each series."""
    label = replace_unreadable(chart.categories[index])
    short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    middle = top + len(chart.series) * _BAR // 2 + 4
    words = f'<text x="{_LABELS - 8}" y="{middle}" text-anchor="end">{escape(short)}</text>\n'
    return words + "".join(
        _bar(series.values[index], top + number * _BAR, colour_of(chart, number), low, high)
        for number, series in enumerate(chart.series)
        if index < len(series.values)
    )


def _bar(value: Decimal | None, top: int, colour: str, low: Decimal, high: Decimal) -> str:
    if value is None:
        return ""
    room = (_WIDTH - _LABELS) / (high - low)
    left, right = (float(_LABELS + (each - low) * room) for each in (min(value, Decimal(0)), max(value, Decimal(0))))
    size = f'width="{right - left:.1f}" height="{_BAR - 2}"'
    return f'<rect x="{left:.1f}" y="{top + 1}" {size} fill="#{escape(colour)}"/>\n'


_RADIUS, _MIDDLE, _LEGEND, _LINE = 96.0, 100, 230, 24  # pixels


def _pie(chart: Chart) -> str:
    """A pie with a legend beside it; slices go round with the clock, from the top."""
    values = [value or Decimal(0) for value in chart.series[0].values[: len(chart.categories)]]
    total, start, drawn = sum(values), Decimal(0), ""
    for number, value in enumerate(values):
        drawn += _slice(float(start / total), float((start + value) / total), _PALETTE[number])
        start += value
    names = "".join(_legend(replace_unreadable(each), number) for number, each in enumerate(chart.categories))
    height = max(2 * _MIDDLE, len(chart.categories) * _LINE + _LINE)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" aria-hidden="true">\n{drawn}{names}</svg>'


def _slice(start: float, end: float, colour: str) -> str:
    """The slice between two shares of the whole circle."""
    if end - start > 1 - 1e-9:
        return f'<circle cx="{_MIDDLE}" cy="{_MIDDLE}" r="{_RADIUS:g}" fill="#{colour}"/>\n'
    if end <= start:
        return ""
    (x, y), (to_x, to_y) = _on_circle(start), _on_circle(end)
    arc = f"A{_RADIUS:g} {_RADIUS:g} 0 {int(end - start > 0.5)} 1 {to_x:.1f} {to_y:.1f}"
    return f'<path d="M{_MIDDLE} {_MIDDLE}L{x:.1f} {y:.1f}{arc}Z" fill="#{colour}" stroke="#fff"/>\n'


def _on_circle(share: float) -> tuple[float, float]:
    return _MIDDLE + _RADIUS * sin(tau * share), _MIDDLE - _RADIUS * cos(tau * share)


def _legend(name: str, number: int) -> str:
    top = _LINE * number + 12
    key = f'<rect x="{_LEGEND}" y="{top}" width="14" height="14" fill="#{_PALETTE[number]}"/>'
    return f'{key}<text x="{_LEGEND + 22}" y="{top + 12}">{escape(name)}</text>\n'


def draw_bars(chart: Chart) -> tuple[str, ...]:
    """A table cell with bars for each category, for programs that draw nothing; none where bars cannot show it."""
    values = [value for series in chart.series for value in series.values if value is not None]
    if not values or min(values) < 0 or max(values) == 0 or len(chart.categories) * len(chart.series) > _MOST:
        return ()
    most, numbers = max(values), range(len(chart.series))
    bars = ("".join(_cell_bar(chart, each, index, most) for each in numbers) for index in range(len(chart.categories)))
    return tuple(f'<td class="bars">{each}</td>' for each in bars)


def _cell_bar(chart: Chart, number: int, index: int, most: Decimal) -> str:
    values = chart.series[number].values
    value = (values[index] if index < len(values) else None) or Decimal(0)
    width, colour = round(value / most * 100), escape(colour_of(chart, number))
    bar = f'<td class="bar" bgcolor="#{colour}" style="background-color: #{colour}">&nbsp;</td>'
    table = f'<table class="bar" role="presentation" width="{width}%" style="width: {width}%">'
    return f"{table}<tr>{bar}</tr></table>" if width else ""
