"""What a layout engine of few skills has to be spared: charts, which become tables of bars; and what it leaves out.

A chart of Word's is drawn by Word and LibreOffice from its numbers. Other engines draw it badly or not at all, so they
get a table in its place: a row for each number, with a shaded cell as its bar, on the same room of the page. Words of
such a table are words of the page, and reading aids read its figures. Only what a PDF is made from is changed so.

Source: ECMA-376 part 1, 17.4 (tables), 20.4 (drawings in documents), 21.2 (charts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise

from lxml import etree
from msgspec import Struct

from briefgen.model.exhibits import Chart
from briefgen.opc.package import Package, write_package
from briefgen.opc.read import read_package
from briefgen.opc.xml import Element
from briefgen.word.reader.figures import chart_from
from briefgen.word.wml.ooxml import DECLARATION, PPR, SECTPR, TXBX_CONTENT, P, R, W, ancestor, w
from briefgen.word.wml.parts import PartKind, taggable_parts
from briefgen.word.wml.watermarks import watermark_in

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DRAWINGS = (w("drawing"), w("pict"), w("object"))
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_RASTER = frozenset({"image/png", "image/jpeg", "image/jpg"})

CHART, PICTURE, SHAPE = "a chart", "a picture that is neither PNG nor JPEG", "a shape"
FIXED = "a row of a fixed height"  # what it cuts off is in the text of the PDF all the same, so nobody would miss it
_HEIGHT = w("trHeight")


def survey_drawings(data: bytes, name: str) -> tuple[str, ...]:
    """What a document holds that such an engine does not draw, or draws with a loss that cannot be seen: each once.

    Args:
        data: the Word file.
        name: its name, for messages.

    Returns:
        Some of `CHART`, `FIXED`, `PICTURE` and `SHAPE`.

    Raises:
        PackageRefusedError: the file is no Word document, or is damaged.
    """
    package = read_package(data, name, only_to_look=True)
    found = ((each, part) for part, root in _stories(package) for each in root.iter(*_DRAWINGS, _HEIGHT))
    return tuple(sorted({_kind(each, package, part) for each, part in found} - {""}))


def _stories(package: Package) -> Iterator[tuple[str, Element]]:
    yield from ((part, package.xml(part)) for part, _, kind in taggable_parts(package) if kind is PartKind.STORY)


def _kind(drawing: Element, package: Package, part: str) -> str:
    if drawing.tag == _HEIGHT:
        return FIXED if drawing.get(w("hRule")) == "exact" else ""
    if next(drawing.iter(_CHART), None) is not None:
        return CHART
    if watermark_in(drawing):
        return ""  # drawn as it is in Word
    content = [each.get("uri") for each in drawing.iter(f"{_A}graphicData")]
    if content != [_PICTURE]:
        return SHAPE
    related = {each.id: each.part for each in package.relationships(part) if not each.external}
    images = [related.get(each.get(f"{{{R}}}embed") or "", "") for each in drawing.iter(f"{_A}blip")]
    return "" if images and all(package.content_type(image) in _RASTER for image in images) else PICTURE


class ChartWords(Struct, frozen=True):
    """How the numbers of a chart are printed.

    Attributes:
        rows: as `briefgen.pages.charts.chart_rows` gives them, of a chart.
        colour: the colour of a series, six hexadecimal digits, of a chart and the number of the series.
    """

    rows: Callable[[Chart], Sequence[Sequence[str]]]
    colour: Callable[[Chart, int], str]


def replace_charts(data: bytes, name: str, words: ChartWords) -> bytes:
    """The document with a table of bars in place of the paragraph of each chart; other words of the paragraph stay.

    A chart that has no number is left alone.

    Args:
        data: the Word file.
        name: its name, for messages.
        words: how numbers and series look.

    Raises:
        PackageRefusedError: the file is no Word document, or is damaged.
    """
    package = read_package(data, name)
    changed: dict[str, bytes] = {}
    for part, root in _stories(package):
        charts = [each for each in root.iter(w("drawing")) if next(each.iter(_CHART), None) is not None]
        if [each for each in charts if _replace(each, package, part, words)]:
            changed[part] = DECLARATION.encode() + etree.tostring(root, encoding="unicode").encode()
    return write_package(package, changed)


def _replace(drawing: Element, package: Package, part: str, words: ChartWords) -> bool:
    paragraph, mark = ancestor(drawing, P), next(drawing.iter(_CHART))
    target = next((each.part for each in package.relationships(part) if each.id == mark.get(f"{{{R}}}id")), "")
    if paragraph is None or target not in package.parts or ancestor(drawing, TXBX_CONTENT) is not None:
        return False
    properties = next(drawing.iter(f"{_WP}docPr"), None)
    description = "" if properties is None else (properties.get("descr") or "")
    chart = chart_from(package.xml(target), "", description)
    if chart is None or not _numbers(chart):
        return False
    paragraph.addprevious(etree.fromstring(_table(chart, words, *_extent(drawing))))
    drawing.getparent().remove(drawing)  # type: ignore[union-attr]  # it has an ancestor
    _drop_empty(paragraph)
    return True


def _drop_empty(paragraph: Element) -> None:
    """Takes the chart's paragraph out where nothing is in it; a cell, which has to end with one, keeps it."""
    kept = (*paragraph.iter(*_DRAWINGS), *paragraph.iter(w("t")), *paragraph.iter(SECTPR))
    follows = paragraph.getnext()
    if kept or follows is None or follows.tag != P:
        return
    bookmarks = [each for each in paragraph if each.tag in (w("bookmarkStart"), w("bookmarkEnd"))]
    place = 1 if follows.find(PPR) is not None else 0
    for each in reversed(bookmarks):
        follows.insert(place, each)
    paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]  # it follows the table


def _extent(drawing: Element) -> tuple[int, int]:
    """Width and height in twentieths of a point."""
    extent = next(drawing.iter(f"{_WP}extent"), None)
    sizes = ("", "") if extent is None else (extent.get("cx") or "", extent.get("cy") or "")
    wide, high = (int(each) // 635 if each.isdecimal() and len(each) < 9 else 0 for each in sizes)
    return wide or 9000, high or 4500


def _numbers(chart: Chart) -> list[Decimal]:
    return [value for series in chart.series for value in series.values if value is not None]


_LABEL, _FIGURE = 0.3, 0.14  # of the width: the label before the bars, and the room for a figure behind the longest
_PLAIN = (
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'
)
_WIDEST_GAP = 96  # between two bars, in eighths of a point: a white line, which comes on top of the height of a row
_LOWEST = 200  # twentieths of a point, of a row


class _Bar(Struct, frozen=True):
    label: str
    figure: str
    colour: str
    left: int
    right: int


def _table(chart: Chart, words: ChartWords, wide: int, high: int) -> str:
    bars = list(_bars(chart, words, wide))
    heads = [each for each in (chart.title, chart.unit) if each]
    edges = sorted({0, wide, *(edge for bar in bars for edge in (bar.left, bar.right))})
    row = max(_LOWEST, high // (len(bars) + len(heads)))
    gap = min(_WIDEST_GAP, row // 10)
    grid = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    spans = {edge: number for number, edge in enumerate(edges)}
    rows = [*(_row(_cell(0, wide, spans, each, bold=True), row) for each in heads)]
    rows += [_row(_cells(bar, wide, spans, gap), row - gap * 5 // 2) for bar in bars]
    inner = _frame(wide, 57, grid, "".join(rows), chart.description)
    spacing = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{inner}<w:p><w:pPr>{spacing}</w:pPr></w:p></w:tc>'
    return _frame(wide, 0, f'<w:gridCol w:w="{wide}"/>', f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>", "")


def _frame(wide: int, margin: int, grid: str, rows: str, description: str) -> str:
    sides = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    looks = (
        f'<w:tblW w:w="{wide}" w:type="dxa"/><w:jc w:val="left"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar>"
        + (f'<w:tblDescription w:val="{escape(description)}"/>' if description else "")
    )
    return f'<w:tbl xmlns:w="{W}"><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def _bars(chart: Chart, words: ChartWords, wide: int) -> Iterator[_Bar]:
    """A bar for each number, category by category; from the number nought, wherever that is."""
    low, high = min(Decimal(0), *_numbers(chart)), max(Decimal(0), *_numbers(chart))
    start, room = int(wide * _LABEL), wide * (1 - _LABEL - _FIGURE)
    scale = Decimal(room) / (high - low or 1)
    figures = list(words.rows(chart))[1:]
    for index, category in enumerate(chart.categories):
        for number, series in enumerate(chart.series):
            value = series.values[index] if index < len(series.values) else None
            label = f"{category}: {series.name}" if len(chart.series) > 1 else category
            left, right = ((each - low) * scale for each in (min(value or 0, Decimal(0)), max(value or 0, Decimal(0))))
            edges = start + int(left), start + int(right)
            yield _Bar(label, figures[index][number + 1], words.colour(chart, number), *edges)


def _cells(bar: _Bar, wide: int, spans: Mapping[int, int], gap: int) -> str:
    bar_cell = _cell(bar.left, bar.right, spans, colour=bar.colour, gap=gap) if bar.right > bar.left else ""
    return _cell(0, bar.left, spans, bar.label) + bar_cell + _cell(bar.right, wide, spans, bar.figure)


def _cell(
    left: int,
    right: int,
    spans: Mapping[int, int],
    text: str = "",
    *,
    colour: str = "",
    gap: int = 0,
    bold: bool = False,
) -> str:
    line = f'w:val="single" w:sz="{gap}" w:space="0" w:color="FFFFFF"'
    white = f"<w:top {line}/><w:bottom {line}/>"
    shade = f'<w:tcBorders>{white}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{escape(colour)}"/>'
    looks = f'<w:tcW w:w="{right - left}" w:type="dxa"/><w:gridSpan w:val="{spans[right] - spans[left]}"/>'
    looks += (shade if colour else "") + '<w:vAlign w:val="center"/>'
    weight = "<w:b/>" if bold else ""
    run = f'<w:r><w:rPr>{weight}<w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:tc><w:tcPr>{looks}</w:tcPr><w:p><w:pPr>{_PLAIN}</w:pPr>{run if text else ''}</w:p></w:tc>"


def _row(cells: str, high: int) -> str:
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{high}"/></w:trPr>{cells}</w:tr>'
