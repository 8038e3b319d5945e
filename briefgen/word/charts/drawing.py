"""The drawing that shows a chart in a text, and its parts: the chart, and the workbook in which its data are edited."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jinja2 import TemplateRuntimeError

from briefgen.model.exhibits import Chart, ChartKind
from briefgen.opc.package import PackageWriter, assemble_package
from briefgen.opc.relationships import OFFICE
from briefgen.opc.zip import read_parts
from briefgen.word.charts.data import LYING, SHEET, STACKING, number_text
from briefgen.word.charts.looks import NAMES
from briefgen.word.charts.part import chart_part
from briefgen.word.state.imports import ImportedPart, relationship_to
from briefgen.word.state.rendering import Rendering, current
from briefgen.word.wml.escape import attribute_xml
from briefgen.word.wml.sites import Site

if TYPE_CHECKING:
    from collections.abc import Iterable

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CREATED = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no clock: the same chart gives the same bytes
_WIDTH_OF_LABELS = 30  # characters


def workbook(chart: Chart) -> bytes:
    """An XLSX file: the names of the series in the first row from B on, the categories in column A.

    Texts are texts, whatever they begin with; numbers have the chart's number format, and None is an empty cell.
    The same chart always gives the same bytes.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, _WIDTH_OF_LABELS)
    look = book.add_format({"num_format": chart.number_format})
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, float(number_text(value)), look)
    book.close()
    return _written_alike(file.getvalue())


def _written_alike(data: bytes) -> bytes:
    """The workbook in a container of our own, which is the same on each system."""
    parts = {part.name: part for part in read_parts(data, "The workbook of a chart")}
    return PackageWriter(assemble_package("The workbook of a chart", parts)).write({})


CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_EMU_PER_CM, _EMU_PER_TWIP = 360_000, 635
_WIDTH, _HEIGHT = 16.0, 6.2  # centimetres
_NARROW, _LANDSCAPE = 11.0, 19.0
_TALLEST, _TALLEST_IN_LANDSCAPE, _SHORTEST = 21.0, 13.0, 5.0
_BAR, _FURTHER_BAR, _AROUND, _LINE_OF_TITLE = 0.6, 0.45, 1.6, 0.8
_HIGHEST_NARROW_PIE = 8.5
_PROPORTION, _OF_NARROW_PIE = 0.75, 1.1  # of height to width, in narrow places; there a pie has its legend below it
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_NUMBERED = re.compile(
    r"word/(?:charts/(?:chart|style|colors)|embeddings/Microsoft_Excel_Sheet)(\d+)\.\w+", re.IGNORECASE
)
_IN_A_NOTE = "the chart “{key}” stands in a note; Word takes charts only in the text itself, in headers and in footers"
_NO_WORDS = (
    "the chart “{key}” has no alternative text, so that who cannot see it misses what it says; give it a description"
)


def chart_run(chart: Chart, site: Site) -> str:
    """The run of a chart; see `briefgen.word.charts.put_chart`."""
    rendering = current()
    across, down = size_of(chart, site.width)
    relationship = _add_parts(rendering, chart, narrow=across < _NARROW * _EMU_PER_CM)
    number = rendering.identity.take("drawing")
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="{attribute_xml(alternative_text(chart))}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{NAMES["a"]}"><a:graphicData uri="{NAMES["c"]}">'
        f'<c:chart xmlns:c="{NAMES["c"]}" r:id="{relationship}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def alternative_text(chart: Chart) -> str:
    """What the chart says to who cannot see it.

    Raises:
        TemplateRuntimeError: it says nothing.
    """
    text = chart.description.strip() or chart.title.strip() or str(chart.caption).strip()
    if not text:
        raise TemplateRuntimeError(_NO_WORDS.format(key=chart.key))
    return text


def _add_parts(rendering: Rendering, chart: Chart, *, narrow: bool) -> str:
    """Brings the chart's parts along; the id of the relationship from the part that is being rendered."""
    refuse_in_notes(rendering, chart)
    number = free_number(rendering)
    book = workbook_part(chart, f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    link = relationship_to(f"{OFFICE}/package", book.name)
    part = ImportedPart(
        f"word/charts/chart{number}.xml", chart_part(chart, link.id, narrow=narrow), CHART_TYPE, (link,)
    )
    rendering.imports.add_parts([part, book])
    return rendering.imports.refer(rendering.part, relationship_to(f"{OFFICE}/chart", part.name))


def workbook_part(chart: Chart, name: str) -> ImportedPart:
    """The chart's workbook as a part."""
    return ImportedPart(name, workbook(chart), WORKBOOK_TYPE)


def refuse_in_notes(rendering: Rendering, chart: Chart) -> None:
    """Refuses a chart in a footnote, an endnote or a comment.

    Raises:
        TemplateRuntimeError: it stands in one.
    """
    if rendering.part in {book.part for book in rendering.notes.values()}:
        raise TemplateRuntimeError(_IN_A_NOTE.format(key=chart.key))


def free_number(rendering: Rendering) -> int:
    """A number that no chart of the template, of a sub-document or of this rendering has in its parts' names."""
    host = rendering.imports.host
    if "chart" not in rendering.identity.next:
        rendering.identity.next["chart"] = _highest(host.package.names if host else ()) + 1
    return rendering.identity.take("chart")


def _highest(names: Iterable[str]) -> int:
    return max((int(found[1]) for name in names if (found := _NUMBERED.fullmatch(name))), default=0)


def size_of(chart: Chart, available: int) -> tuple[int, int]:
    """Width and height in EMU.

    Args:
        available: the width of the text there, in twentieths of a point; 0 where it is not known.
    """
    across = available * _EMU_PER_TWIP or round(_WIDTH * _EMU_PER_CM)
    return across, round(_height(chart, across / _EMU_PER_CM) * _EMU_PER_CM)


def _height(chart: Chart, width: float) -> float:
    """Bars grow downwards with their number; the others keep the usual height, lower where the place is narrow."""
    if chart.kind is ChartKind.PIE and width < _NARROW:
        return min(_HIGHEST_NARROW_PIE, max(_SHORTEST, width * _OF_NARROW_PIE))
    if chart.kind not in LYING:
        return min(_HEIGHT, max(_SHORTEST, width * _PROPORTION))
    further = 0 if chart.kind in STACKING else len(chart.series) - 1
    bars = len(chart.categories) * (_BAR + _FURTHER_BAR * further)
    lines = bool(chart.title) + bool(chart.unit) + (len(chart.series) > 1)
    tallest = _TALLEST_IN_LANDSCAPE if width > _LANDSCAPE else _TALLEST
    return min(tallest, max(_SHORTEST, _AROUND + bars + lines * _LINE_OF_TITLE))
