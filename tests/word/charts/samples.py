"""Charts for tests, and templates with a chart in them as Word makes one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal

from lxml import etree

from briefgen.model.exhibits import Chart, ChartKind, Series
from tests.word.docx_templates import a_template
from tests.word.good import OFFICE, zipped

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NAMES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
AREAS = ("Rule of law", "Energy", "Borders")


def numbers(*values: float | str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(str(value)) for value in values)


def a_chart(kind: ChartKind = ChartKind.COLUMN, *series: Series, **fields: object) -> Chart:
    """A chart of three areas."""
    usual: dict[str, object] = {
        "key": "areas",
        "kind": kind,
        "title": "Commitments by area",
        "categories": AREAS,
        "unit": "Commitments",
        "description": "Rule of law 3, energy 5, borders 2.",
        "language": "en-IE",
        "series": series or (Series("Completed", numbers(3, 5, 2)),),
    }
    return Chart(**{**usual, **fields})  # type: ignore[arg-type]


TWO = (Series("Completed", numbers(3, 5, 2)), Series("Ongoing", numbers(4, None, 1)))


def parts_of(document: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def chart_in(document: bytes, number: int = 1) -> etree._Element:
    return etree.fromstring(parts_of(document)[f"word/charts/chart{number}.xml"])


def told(chart: etree._Element) -> list[tuple[str, dict[str, str]]]:
    """What a chart says: each series with its numbers by category; a gap is missing."""
    return [(_cached(series, "tx")[0], _points(series)) for series in chart.iter(f"{C}ser")]


def _points(series: etree._Element) -> dict[str, str]:
    labels, found = _cached(series, "cat"), series.findall(f"{C}val//{C}pt")
    return {labels[int(point.get("idx") or "")]: point.findtext(f"{C}v") or "" for point in found}


def _cached(series: etree._Element, name: str) -> list[str]:
    return [point.findtext(f"{C}v") or "" for point in series.findall(f"{C}{name}//{C}pt")]


def value_in(chart: etree._Element, path: str) -> str:
    """The `val` of the first element of a path of names, as "barChart/gapWidth"."""
    found = chart.find(".//" + "/".join(f"{C}{name}" for name in path.split("/")))
    return "" if found is None else found.get("val") or ""


def outline(chart: etree._Element) -> str:
    """A chart as indented lines, a name and value each; looks and data are left out, which other tests look at."""
    return "\n".join(_lines(chart, 0))


_LEFT_OUT = {f"{C}{name}" for name in "tx cat val spPr txPr dPt layout externalData date1904 lang marker".split()}


def _lines(element: etree._Element, depth: int) -> list[str]:
    if element.tag in _LEFT_OUT:
        return []
    given = element.get("val") or element.get("formatCode") or ""
    own = "  " * depth + f"{etree.QName(element).localname} {given}".rstrip()
    return [own, *(line for child in element for line in _lines(child, depth + 1))]


# a chart as Word writes it: looks set by hand, a style of its own, sample data
_FILL = '<c:spPr><a:solidFill><a:srgbClr val="{}"/></a:solidFill></c:spPr>'
_POINT = '<c:dPt><c:idx val="{}"/><c:bubble3D val="0"/>' + _FILL + "</c:dPt>"
_UNIQUE = (
    '<c:extLst><c:ext uri="{{C3380CC4-5D6E-409C-BE32-E72D297353CC}}" '
    'xmlns:c16="http://schemas.microsoft.com/office/drawing/2014/chart">'
    '<c16:uniqueId val="{{0000000{}-1D2B-4C5E-8F00-000000000000}}"/></c:ext></c:extLst>'
)
_DATA = (
    '<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$3</c:f><c:strCache><c:ptCount val="2"/><c:pt idx="0"><c:v>Sample A</c:v>'
    '</c:pt><c:pt idx="1"><c:v>Sample B</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef>'
    '<c:f>Sheet1!$B$2:$B$3</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="2"/>'
    '<c:pt idx="0"><c:v>4.3</c:v></c:pt><c:pt idx="1"><c:v>2.5</c:v></c:pt></c:numCache></c:numRef></c:val>'
)
_NAME = (
    '<c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{}</c:v></c:pt>'
    "</c:strCache></c:strRef></c:tx>"
)
TITLE = (
    '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr b="1"/><a:t>Sample</a:t></a:r><a:r><a:t> title</a:t></a:r>'
    '</a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
)
_AXES = (
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    '<c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling>'
    '<c:orientation val="minMax"/><c:max val="4"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
    '<c:numFmt formatCode="General" sourceLinked="1"/><c:crossAx val="1"/></c:valAx>'
)


def sample_series(index: int, colour: str, points: str = "") -> str:
    head = f'<c:idx val="{index}"/><c:order val="{index}"/>' + _NAME.format(f"Series {index}")
    negative = "" if points else '<c:invertIfNegative val="0"/>'
    return f"<c:ser>{head}{_FILL.format(colour)}{negative}{points}{_DATA}{_UNIQUE.format(index)}</c:ser>"


def sample_columns(*colours: str, title: str = TITLE) -> str:
    drawn = "".join(sample_series(index, colour) for index, colour in enumerate(colours))
    plot = (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="33"/><c:axId val="1"/><c:axId val="2"/></c:barChart>{_AXES}'
    )
    return _space(title, plot)


def sample_pie() -> str:
    points = _POINT.format(0, "111111") + _POINT.format(1, "222222")
    return _space(TITLE, f'<c:pieChart><c:varyColors val="1"/>{sample_series(0, "000000", points)}</c:pieChart>')


def _space(title: str, plot: str) -> str:
    legend = '<c:legend><c:legendPos val="t"/></c:legend>'
    return (
        f'<c:chartSpace {_NAMES}><c:chart>{title}<c:plotArea>{plot}</c:plotArea>{legend}<c:plotVisOnly val="1"/>'
        '</c:chart><c:externalData r:id="rId3"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def frame(alternative: str, attributes: str = "", number: int = 50) -> str:
    """The paragraph of the template's chart."""
    return (
        '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="4000000" cy="2000000"/>'
        f'<wp:docPr id="{number}" name="Chart" descr="{alternative}" {attributes}/><wp:cNvGraphicFramePr/><a:graphic '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rIdChart" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def with_chart(*blocks: str, chart: str = "") -> bytes:
    """A template of blocks that refer to a chart `rIdChart`, with colours and a workbook of its own."""
    parts = dict(parts_of(a_template(*blocks)))
    types = (
        f'<Override PartName="/word/charts/chart1.xml" ContentType="{CHART_TYPE}"/>'
        '<Override PartName="/word/charts/colors1.xml" ContentType="application/vnd.ms-office.chartcolorstyle+xml"/>'
        f'<Default Extension="xlsx" ContentType="{SHEET_TYPE}"/>'
    )
    _add(parts, "[Content_Types].xml", types, "</Types>")
    link = f'<Relationship Id="rIdChart" Type="{OFFICE}/chart" Target="charts/chart1.xml"/>'
    _add(parts, "word/_rels/document.xml.rels", link, "</Relationships>")
    kind = "http://schemas.microsoft.com/office/2011/relationships/chartColorStyle"
    parts["word/charts/chart1.xml"] = (chart or sample_columns("AA0000", "BB0000")).encode()
    parts["word/charts/colors1.xml"] = COLOURS.encode()
    parts["word/embeddings/Microsoft_Excel_Worksheet.xlsx"] = SAMPLE_BOOK
    parts["word/charts/_rels/chart1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="colors1.xml"/><Relationship Id="rId3" Type="{OFFICE}/package" '
        'Target="../embeddings/Microsoft_Excel_Worksheet.xlsx"/></Relationships>'
    ).encode()
    return zipped(parts)


def _add(parts: dict[str, bytes], name: str, added: str, before: str) -> None:
    parts[name] = parts[name].replace(before.encode(), f"{added}{before}".encode())


COLOURS = (
    '<cs:colorStyle xmlns:cs="http://schemas.microsoft.com/office/drawing/2012/chartStyle" meth="cycle" id="10" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:schemeClr val="accent1"/></cs:colorStyle>'
)
SAMPLE_BOOK = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
