"""A chart as a drawing: a bar for each number, whatever kind of chart it is on paper.

The drawing is hidden from those who listen: the table beside it says the same. Numbers stand in the table only.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape

from briefgen.model.exhibits import Chart
from briefgen.pages.characters import readable

# dark enough on white, light enough on black, told apart by those who do not see red or green (Okabe and Ito, 2008)
_PALETTE = ("0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9")
_WIDTH, _LABELS, _BAR, _GAP = 640, 200, 16, 10
_LONGEST = 30  # characters of a label
_MOST = 60  # bars; a drawing of more says nothing


def drawn(chart: Chart) -> str:
    """The chart as an SVG drawing; "" where it has no numbers, or too many."""
    values = [value for series in chart.series for value in series.values if value is not None]
    if not values or len(chart.categories) * len(chart.series) > _MOST:
        return ""
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    if high == low:
        return ""
    tall = len(chart.series) * _BAR + _GAP
    groups = [_group(chart, index, index * tall, low, high) for index in range(len(chart.categories))]
    height = tall * len(groups)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" aria-hidden="true">\n{"".join(groups)}</svg>'


def colour_of(chart: Chart, number: int) -> str:
    """The colour of a series, counted from 0, as six hexadecimal digits."""
    return chart.series[number].colour or _PALETTE[number % len(_PALETTE)]


def _group(chart: Chart, index: int, top: int, low: Decimal, high: Decimal) -> str:
    """The label of a category and a bar for each series."""
    label = readable(chart.categories[index])
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
