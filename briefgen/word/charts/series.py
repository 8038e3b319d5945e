"""The series of a chart that the engine draws by itself: colours, outlines and markers.

Source: ECMA-376-1, 21.2.2.170 (ser). Contrast: WCAG 2.1, 1.4.11 (graphics, 3 to 1).
"""

from __future__ import annotations

import re

from jinja2 import TemplateRuntimeError

from briefgen.model.exhibits import Chart, ChartKind, Series
from briefgen.word.charts.data import STACKING, categories_xml, name_xml, values_xml
from briefgen.word.charts.looks import INK, WHITE, fill, labels_xml, line_labels, slice_labels
from briefgen.word.lint.accessible import contrast

# each at least 4.5 to 1 against white, so that white letters can be read on it; neighbours, and the last and the
# first, differ in hue, and a white line stands between them
PALETTE = ("1F4E79", "B45309", "00796B", "6A1B9A", "4A6B00", "0277BD", "455A64", "AD1457")
_GRAPHICS = 3.0
_LINE, _OUTLINE = 28_575, 9_525  # 2.25 and 0.75 points in EMU
_MARKERS = ("circle", "square", "diamond", "triangle")
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


def series_xml(chart: Chart, index: int, *, names_fit: bool) -> str:
    """One series (`c:ser`).

    Args:
        names_fit: whether the slices of a pie bear their names; else a legend tells them.
    """
    series = chart.series[index]
    head = f'<c:idx val="{index}"/><c:order val="{index}"/>{name_xml(series, index)}'
    data = categories_xml(chart) + values_xml(chart, index)
    if chart.kind is ChartKind.LINE:
        labels = labels_xml(chart, points=line_labels(chart, index))
        return f'<c:ser>{head}{_line(series, index)}{labels}{data}<c:smooth val="0"/></c:ser>'
    if chart.kind is ChartKind.PIE:
        labels = labels_xml(chart, points=slice_labels(chart), names=names_fit)
        return f"<c:ser>{head}{_slices(chart)}{labels}{data}</c:ser>"
    return f"<c:ser>{head}{_bars(chart, _colour(series.colour, index))}{data}</c:ser>"


def _bars(chart: Chart, colour: str) -> str:
    """Bars that touch have a white line between them; a colour too pale for white paper has a dark one round it."""
    stacked = chart.kind in STACKING
    pale = contrast(colour, WHITE) < _GRAPHICS
    line = _outline(INK if pale else WHITE) if stacked or pale else ""
    labels = labels_xml(chart, ground=colour if stacked else "")
    return f'<c:spPr>{fill(colour)}{line}</c:spPr><c:invertIfNegative val="0"/>{labels}'


def _colour(given: str, index: int) -> str:
    if given and not _HEX.fullmatch(given):
        raise TemplateRuntimeError(f"“{given}” is no colour; write six digits such as 1F4E79")
    return given.upper() or PALETTE[index % len(PALETTE)]


def _outline(colour: str) -> str:
    return f'<a:ln w="{_OUTLINE}">{fill(colour)}</a:ln>'


def _line(series: Series, index: int) -> str:
    """A line with markers of a form of its own, so that colour does not tell alone; a pale colour is darkened."""
    colour = _dark_enough(_colour(series.colour, index))
    stroke = f'<c:spPr><a:ln w="{_LINE}" cap="rnd">{fill(colour)}<a:round/></a:ln></c:spPr>'
    form = f'<c:symbol val="{_MARKERS[index % len(_MARKERS)]}"/><c:size val="7"/>'
    return f"{stroke}<c:marker>{form}<c:spPr>{fill(colour)}{_outline(colour)}</c:spPr></c:marker>"


def _dark_enough(colour: str) -> str:
    while contrast(colour, WHITE) < _GRAPHICS:
        colour = "".join(f"{int(colour[at : at + 2], 16) * 9 // 10:02X}" for at in (0, 2, 4))
    return colour


def _slices(chart: Chart) -> str:
    points = (
        f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/><c:spPr>{fill(colour)}{_outline(WHITE)}</c:spPr></c:dPt>'
        for at, colour in enumerate(slice_colours(len(chart.categories)))
    )
    return "".join(points)


def slice_colours(count: int) -> list[str]:
    """The colours of a pie's slices; neighbours differ, the last and the first too."""
    colours = [PALETTE[at % len(PALETTE)] for at in range(count)]
    if count > 1 and colours[0] == colours[-1]:
        colours[-1] = PALETTE[len(PALETTE) // 2]
    return colours
