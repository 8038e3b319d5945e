"""Pictures, shapes and charts of a file, their alternative texts, and the captions beside them and beside tables.

Charts are read back from the numbers that their parts cache for Word to draw them from.
Source: ECMA-376 part 1, 21.2 (DrawingML charts).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.model.exhibits import Chart, ChartKind, Series
from briefgen.model.manuscript import Passage, PictureForm, Role, TableForm
from briefgen.opc.read import Package, Relationship
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import TXBX_CONTENT, R, local_name
from briefgen.word.wml.watermarks import watermark_in


def place_tables(forms: Iterable[TableForm], passages: Sequence[Passage]) -> tuple[TableForm, ...]:
    """The tables that hold passages, each with its place, and whether a caption stands beside it."""
    held: dict[int, list[int]] = {}
    for index, passage in enumerate(passages):
        if passage.cell:
            held.setdefault(passage.cell.table, []).append(index)
    return tuple(_table(form, held[form.number], passages) for form in forms if form.number in held)


def mark_captions(pictures: Iterable[PictureForm], passages: Sequence[Passage]) -> tuple[PictureForm, ...]:
    """The pictures, and whether a caption stands beside each."""
    places: dict[Place, list[int]] = {}
    for index, passage in enumerate(passages):
        places.setdefault(passage.place, []).append(index)
    return tuple(replace(each, captioned=_is_captioned(places.get(each.place, []), passages)) for each in pictures)


def _table(form: TableForm, held: Sequence[int], passages: Sequence[Passage]) -> TableForm:
    first = passages[held[0]].place
    spot = first.spot.rpartition(", row ")[0]
    place = replace(first, spot=spot)
    return replace(form, place=place, captioned=_is_beside(held[0], held[-1], passages))


def _is_captioned(held: Sequence[int], passages: Sequence[Passage]) -> bool:
    if not held:
        return False
    return any(passages[each].role is Role.CAPTION for each in held) or _is_beside(held[0], held[-1], passages)


def _is_beside(first: int, last: int, passages: Sequence[Passage]) -> bool:
    """Whether the nearest text before or behind some passages is a caption."""
    before = next((each for each in reversed(passages[:first][-5:]) if each.spans or each.exhibit), None)
    behind = next((each for each in passages[last + 1 : last + 6] if each.spans or each.exhibit), None)
    return any(each is not None and each.role is Role.CAPTION for each in (before, behind))


_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_RASTER = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how PNG and JPEG begin
_LARGEST, _EMU_PER_POINT = 200_000, 12_700  # bytes that a page carries for a picture
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_LINE = "{urn:schemas-microsoft-com:office:office}hr"
_ON = frozenset({"1", "t", "true", "on"})


def figures_of(
    figures: Iterable[Element], package: Package, related: Mapping[str, Relationship], place: Place
) -> Iterator[tuple[PictureForm, Chart | None]]:
    """Each picture with its alternative text, and the chart that it is; no text boxes, and nothing decorative."""
    for figure in figures:
        if next(figure.iter(TXBX_CONTENT), None) is None and not _is_decorative(figure) and not watermark_in(figure):
            description = _description(figure)
            chart = _chart(figure, package, related, description)
            data = b"" if chart else _data(figure, package, related)
            yield PictureForm(place, description, chart is not None, data=data, height=_height(figure)), chart


def _data(figure: Element, package: Package, related: Mapping[str, Relationship]) -> bytes:
    """The bytes of a small picture that stands in the text, as a letterhead's emblem does; b"" for any other."""
    marks = [each.get(f"{{{R}}}embed") or "" for each in figure.iter(_BLIP)]
    target = related.get(marks[0]) if len(marks) == 1 and next(figure.iter(_INLINE), None) is not None else None
    if target is None or target.external or target.part not in package.parts:
        return b""
    data = package.parts[target.part].data
    return data if len(data) <= _LARGEST and data.startswith(_RASTER) else b""


def _height(figure: Element) -> float:
    extent = next(figure.iter(_EXTENT), None)
    height = "" if extent is None else (extent.get("cy") or "")
    return int(height) / _EMU_PER_POINT if height.isdecimal() and len(height) < 9 else 0


def _chart(figure: Element, package: Package, related: Mapping[str, Relationship], description: str) -> Chart | None:
    mark = next(figure.iter(_CHART), None)
    target = None if mark is None else related.get(mark.get(f"{{{R}}}id") or "")
    if target is None or target.external or target.part not in package.parts:
        return None
    key = target.part.rpartition("/")[2].removesuffix(".xml")
    return chart_from(package.xml(target.part), key, description)


def _description(figure: Element) -> str:
    """The alternative text: of a drawing in its properties, of an older picture at its shape."""
    properties = next(figure.iter(_DOC_PR), None)
    if properties is not None:
        return (properties.get("descr") or "").strip()
    return next((found.strip() for each in figure.iter() if (found := each.get("alt"))), "")


def _is_decorative(figure: Element) -> bool:
    marks = (each.get("val") or "" for each in figure.iter(_DECORATIVE))
    lines = (each.get(_LINE) or "" for each in figure)
    return any(each in _ON for each in (*marks, *lines))


_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MAX_POINTS = 1000
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_LINES = frozenset({"lineChart", "line3DChart", "areaChart", "area3DChart", "scatterChart", "radarChart", "stockChart"})
_PIES = frozenset({"pieChart", "pie3DChart", "doughnutChart", "ofPieChart"})


def chart_from(root: Element, key: str, description: str = "", language: str = "") -> Chart | None:
    """The chart that a chart part holds; None where it draws nothing that is known.

    Args:
        root: the root of the part.
        key: what it is called, such as its part's name.
        description: its alternative text.
    """
    plot = root.find(f"{_C}chart/{_C}plotArea")
    groups = [] if plot is None else [each for each in plot if each.find(f"{_C}ser") is not None]
    if not groups:
        return None
    rows = [each for group in groups for each in group.iterchildren(f"{_C}ser")]
    categories = max((_categories(each) for each in rows), key=len)
    count = max([len(categories), *(max(_points(each, "val", "yVal"), default=-1) + 1 for each in rows)])
    return Chart(
        key=key,
        description=description,
        kind=_kind(groups[0]),
        title=_words(root.find(f"{_C}chart/{_C}title")),
        categories=(*categories, *("" for _ in range(count - len(categories)))),
        series=tuple(_series(each, count) for each in rows),
        unit=_words(next((each.find(f"{_C}title") for each in root.iter(f"{_C}valAx")), None)),
        number_format=_format(rows[0]),
        shows_values=any(each.get("val") in {"1", "true"} for each in root.iter(f"{_C}showVal")),
        language=language,
    )


def _kind(group: Element) -> ChartKind:
    name = local_name(group)
    if name in _PIES:
        return ChartKind.PIE
    if name in _LINES:
        return ChartKind.LINE
    lies = _value(group, "barDir") == "bar"
    if _value(group, "grouping") in {"stacked", "percentStacked"}:
        return ChartKind.STACKED_BAR if lies else ChartKind.STACKED
    return ChartKind.BAR if lies else ChartKind.COLUMN


def _series(element: Element, count: int) -> Series:
    points = _points(element, "val", "yVal")
    values = tuple(_decimal(points.get(number, "")) for number in range(count))
    colour = element.find(f"{_C}spPr/{_A}solidFill/{_A}srgbClr")
    shade = "" if colour is None else (colour.get("val") or "")
    return Series(_name(element), values, shade.upper() if _COLOUR.fullmatch(shade) else "")


def _name(element: Element) -> str:
    name = element.find(f"{_C}tx")
    return "" if name is None else " ".join(each.text or "" for each in name.iter(f"{_C}v")).strip()


def _categories(element: Element) -> tuple[str, ...]:
    points = _points(element, "cat", "xVal")
    return tuple(points.get(number, "") for number in range(max(points, default=-1) + 1))


def _points(element: Element, *names: str) -> Mapping[int, str]:
    """The points of a series by their number; of categories of several levels the innermost."""
    found = next((each for name in names if (each := element.find(f"{_C}{name}")) is not None), None)
    level = None if found is None else next(found.iter(f"{_C}lvl"), found)
    return {} if level is None else dict(_numbered(level))


def _numbered(parent: Element) -> Iterator[tuple[int, str]]:
    for point in parent.iter(f"{_C}pt"):
        number = point.get("idx") or ""
        if number.isdecimal() and len(number) < 10 and int(number) < _MAX_POINTS:
            yield int(number), (point.findtext(f"{_C}v") or "").strip()


def _format(element: Element) -> str:
    return (
        next((each.text for each in element.iter(f"{_C}formatCode") if each.text not in (None, "General")), "") or "0"
    )


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _words(element: Element | None) -> str:
    texts = () if element is None else element.iter(f"{_A}t", f"{_C}v")
    return " ".join("".join(each.text or "" for each in texts).split())


def _value(element: Element, name: str) -> str:
    found = element.find(f"{_C}{name}")
    return "" if found is None else (found.get("val") or "")
