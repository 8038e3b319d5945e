"""A chart without Word: its numbers as text, and a drawing with a bar for each number, whatever kind of chart it is.

The drawing is hidden from screen readers, because the table beside it gives the same. Numbers are in the table only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import escape

from briefgen.localise import UnknownLanguageError, localiser
from briefgen.model.exhibits import Chart
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
