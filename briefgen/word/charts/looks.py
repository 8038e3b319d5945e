"""How the letters and areas of a chart look (DrawingML, ECMA-376-1, chapter 20), its titles and its labels.

Labels of bars, points and slices (`c:dLbls`, ECMA-376-1, 21.2.2.49), placed so that each can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from briefgen.model.exhibits import Chart, ChartKind
from briefgen.word.charts.data import STACKING, extremes
from briefgen.word.lint.accessible import contrast
from briefgen.word.wml.escape import attribute_xml

WHITE, INK, FAINT = "FFFFFF", "404040", "D9D9D9"
SMALLEST = 1000  # hundredths of a point
NAMES: Mapping[str, str] = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def fill(colour: str) -> str:
    """A fill of one colour (20.1.8.54)."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def text_look(size: int = SMALLEST, colour: str = INK, *, bold: bool = False) -> str:
    """How letters look: the theme's font for text (`a:defRPr`, 21.1.2.3.2)."""
    fonts = "".join(
        f'<a:{script} typeface="+mn-{key}"/>' for script, key in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
    )
    return f'<a:defRPr sz="{size}" b="{int(bold)}">{fill(colour)}{fonts}</a:defRPr>'


def texts_look(look: str) -> str:
    """The look of all letters of an element (`c:txPr`, 21.2.2.216)."""
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def title_xml(text: str, look: str, body: str = "<a:bodyPr/>") -> str:
    """A title of the chart or of an axis (`c:title`, 21.2.2.210); `look` is an `a:defRPr`."""
    run = f"<a:r>{look.replace('a:defRPr', 'a:rPr')}<a:t>{attribute_xml(text)}</a:t></a:r>"
    rich = f"<c:rich>{body}<a:lstStyle/><a:p><a:pPr>{look}</a:pPr>{run}</a:p></c:rich>"
    return f'<c:title><c:tx>{rich}</c:tx><c:layout/><c:overlay val="0"/></c:title>'


_LETTERS = 4.5  # to 1, between letters and ground (WCAG 2.1, 1.4.3)
_ABOVE, _BELOW, GONE = "t", "b", ""
_MOST_NAMES, _SMALLEST_SLICE, _THIN_SLICE = 6, Decimal("0.04"), Decimal("0.025")
_HEIGHT = Decimal("0.13")  # of a label, as a share of the plot's
_NO_BOX = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
# where a label stands (ST_DLblPos, 21.2.3.10)
_PLACES = {
    ChartKind.BAR: "outEnd",
    ChartKind.COLUMN: "outEnd",
    ChartKind.STACKED: "ctr",
    ChartKind.STACKED_BAR: "ctr",
    ChartKind.LINE: _ABOVE,
    ChartKind.PIE: "outEnd",
}


def labels_xml(chart: Chart, *, ground: str = "", points: Mapping[int, str] | None = None, names: bool = False) -> str:
    """The labels of a series.

    Args:
        ground: the colour that they stand on, "" for the paper.
        points: where the labels of some points stand, `GONE` for those that have none.
        names: whether they name the category as well.
    """
    if not chart.shows_values:
        return f"<c:dLbls>{_shown(value=False, name=False)}</c:dLbls>"
    code = f'<c:numFmt formatCode="{attribute_xml(_label_format(chart))}" sourceLinked="0"/>'
    look = f"{code}{_NO_BOX}{texts_look(text_look(colour=_letters_on(ground)))}"
    own = "".join(_point(at, place, look) for at, place in sorted((points or {}).items()))
    end = '<c:showLeaderLines val="1"/>' if chart.kind is ChartKind.PIE else ""
    shown = _shown(value=True, name=names)
    return f'<c:dLbls>{own}{look}<c:dLblPos val="{_PLACES[chart.kind]}"/>{shown}{end}</c:dLbls>'


def _point(at: int, place: str, look: str) -> str:
    if place == GONE:
        return f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
    return f'<c:dLbl><c:idx val="{at}"/>{look}<c:dLblPos val="{place}"/>{_shown(value=True, name=False)}</c:dLbl>'


def _shown(*, value: bool, name: bool) -> str:
    shows = (("LegendKey", False), ("Val", value), ("CatName", name), ("SerName", False), ("Percent", False))
    flags = "".join(f'<c:show{word} val="{int(shown)}"/>' for word, shown in (*shows, ("BubbleSize", False)))
    return flags + ("<c:separator>\n</c:separator>" if name else "")


def _label_format(chart: Chart) -> str:
    """In a stack a zero has no height, so that its label would lie on its neighbour's: it is left out."""
    code = chart.number_format
    return f"{code};-{code};" if chart.kind in STACKING and ";" not in code else code


def _letters_on(ground: str) -> str:
    if not ground:
        return INK
    return WHITE if contrast(ground, WHITE) >= _LETTERS else "000000"


def line_labels(chart: Chart, index: int) -> dict[int, str]:
    """Where the labels of a line stand among those of the others: above its points, or below where there is room.

    Where several lines meet, the first one's label speaks for all; where there is no room, none stands.
    """
    if len(chart.series) == 1:
        return {}
    places: dict[int, str] = {}
    for at, value in enumerate(chart.series[index].values):
        if value is not None:
            column = [series.values[at] for series in chart.series]
            places[at] = GONE if value in column[:index] else _places_in(column, *extremes(chart))[value]
    return places


def _places_in(column: Sequence[Decimal | None], low: Decimal, high: Decimal) -> dict[Decimal, str]:
    """The places of the labels of one category by its values, given out from the top down."""
    room, ceiling = (high - low) * _HEIGHT, Decimal("Infinity")
    points = sorted({value for value in column if value is not None}, reverse=True)
    places: dict[Decimal, str] = {}
    for value, following in zip(points, [*points[1:], low - room], strict=True):
        if value + room <= ceiling:
            places[value], ceiling = _ABOVE, value
        elif value - room >= max(following, low):
            places[value], ceiling = _BELOW, value - room
        else:
            places[value], ceiling = GONE, value
    return places


def slice_labels(chart: Chart) -> dict[int, str]:
    """Slices that are not there have no labels either, nor have thin ones right behind a thin one."""
    values = [value or Decimal(0) for value in chart.series[0].values]
    thin = [value < _THIN_SLICE * sum(values) for value in values]
    seen, gone = False, dict[int, str]()
    for at, value in enumerate(values):
        if not value or (thin[at] and seen):
            gone[at] = GONE
        seen = thin[at] if value else seen
    return gone


def names_fit(chart: Chart) -> bool:
    """Whether there is room for the names of a pie's slices beside them."""
    values = [value for value in chart.series[0].values if value]
    return len(values) <= _MOST_NAMES and min(values) >= _SMALLEST_SLICE * sum(values)
