"""A chart of the template whose alternative text is a tag: it keeps its looks and shows the data of the value.

`{{ charts.areas }}` in Format > Alt Text of a chart that a drafter has made in Word. Kind, colours, fonts, widths,
legend and size stay; categories, numbers, names, title, number format, workbook and alternative text are the value's.

Source: ECMA-376-1, 21.2. The children of an element follow each other in the order of its type.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from decimal import Decimal

from jinja2 import TemplateRuntimeError
from lxml import etree
from msgspec.structs import replace

from briefgen.model.exhibits import Chart, ChartKind
from briefgen.opc.read import Package, Relationship
from briefgen.opc.relationships import OFFICE
from briefgen.opc.xml import Element
from briefgen.word.charts.data import categories_xml, extremes, name_xml, refuse_unfit, values_xml
from briefgen.word.charts.drawing import CHART_TYPE, alternative_text, free_number, refuse_in_notes, workbook_part
from briefgen.word.charts.looks import NAMES, text_look, title_xml
from briefgen.word.state.imports import ImportedPart, relationship_to
from briefgen.word.state.rendering import Rendering, current
from briefgen.word.wml.ooxml import DECLARATION
from briefgen.word.wml.tags import may_hold_tags

_NO_CHART = "the tag stands in the alternative text of a chart, so it takes a chart; this is {value}"
_LOOKS = {"chartStyle": "style", "chartColorStyle": "colors"}  # names of parts by kinds of relationships


def put_into_placeholder(given: object, relationship: str) -> str:
    """The alternative text of a chart of the template; its part gets the data of the value.

    Args:
        given: a chart.
        relationship: the id by which the part that is being rendered refers to the template's chart.

    Raises:
        TemplateRuntimeError: it is no chart, or one that cannot be drawn like this.
    """
    if not isinstance(given, Chart):
        raise TemplateRuntimeError(_NO_CHART.format(value=_described(given)))
    rendering = current()
    refuse_in_notes(rendering, given)
    base = _part_of_template(rendering, relationship)
    name = _bring(rendering, base, given)
    new_id = relationship if name == base else _refer(rendering, name)
    rendering.identity.keep("chart", relationship, new_id)
    return alternative_text(given)


def _package(rendering: Rendering) -> Package:
    assert rendering.imports.host is not None, "a rendering is prepared by its template's finishing"
    return rendering.imports.host.package


def _part_of_template(rendering: Rendering, relationship: str) -> str:
    package = _package(rendering)
    found = next((each.part for each in package.relationships(rendering.part) if each.id == relationship), "")
    if found not in package.parts:
        raise TemplateRuntimeError("the chart of the template is damaged; make it anew in Word")
    return found


def _described(given: object) -> str:
    return f"the text “{given[:40]}”" if isinstance(given, str) else f"a value of another kind ({type(given).__name__})"


def _refer(rendering: Rendering, name: str) -> str:
    return rendering.imports.refer(rendering.part, relationship_to(f"{OFFICE}/chart", name))


def _bring(rendering: Rendering, base: str, chart: Chart) -> str:
    """Brings along the chart's part, in place of the template's the first time, then as a copy; its name."""
    package = _package(rendering)
    is_first = base not in rendering.imports.parts
    number = 0 if is_first and package.related_parts(base, "package") else free_number(rendering)
    name = base if is_first else f"word/charts/chart{number}.xml"
    own = [each for each in package.relationships(base) if each.kind != "package"]
    looks = own if is_first else [_copied(rendering, each, number) for each in own]
    workbook, link = _workbook(package, base, chart, number)
    data = refill(package.xml(base), chart, link.id)
    rendering.imports.add_parts([ImportedPart(name, data, CHART_TYPE, (*looks, link)), workbook])
    return name


def _workbook(package: Package, base: str, chart: Chart, number: int) -> tuple[ImportedPart, Relationship]:
    """The workbook, with the relationship that leads to it: with number 0 those of the template."""
    if number:
        part = workbook_part(chart, f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
        return part, relationship_to(f"{OFFICE}/package", part.name)
    there = next(each for each in package.relationships(base) if each.kind == "package")
    return workbook_part(chart, there.part), there


def _copied(rendering: Rendering, found: Relationship, number: int) -> Relationship:
    """A relationship of a chart's copy; its style and colours are copies as well, as Word would have them."""
    if found.external:
        return found
    name, package = found.part, _package(rendering)
    if found.kind in _LOOKS and name in package.parts:
        name = f"word/charts/{_LOOKS[found.kind]}{number}.xml"
        rendering.imports.add_parts([ImportedPart(name, package.part(found.part), package.content_type(found.part))])
    return replace(found, target=f"/{name}", part=name)


_C, _A, _R = (f"{{{NAMES[prefix]}}}" for prefix in "car")
_SERIES, _POINT, _TITLE = f"{_C}ser", f"{_C}dPt", f"{_C}title"
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
_UNFIT = frozenset(
    f"{_C}{name}" for name in ("scatterChart", "bubbleChart", "stockChart", "surfaceChart", "surface3DChart")
)
# what may stand in a series (CT_BarSer, CT_LineSer, CT_PieSer …) before its data, and behind its head
_BEFORE_DATA = frozenset(
    f"{_C}{name}"
    for name in (
        "idx order tx spPr invertIfNegative pictureOptions marker explosion dPt dLbls trendline errBars".split()
    )
)
_BEHIND = frozenset(f"{_C}{name}" for name in ("printSettings", "userShapes", "extLst"))
_OF_DATES = frozenset(f"{_C}{name}" for name in "baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit".split())


def refill(root: Element, chart: Chart, workbook_id: str) -> bytes:
    """The part with the data of a chart.

    Args:
        root: the part as it stands in the template; used up.
        workbook_id: the id of the part's relationship to its workbook.

    Raises:
        TemplateRuntimeError: it is a kind of chart that has no categories, or the data cannot be drawn.
    """
    area = root.find(f"{_C}chart/{_C}plotArea")
    looks = [] if area is None else list(area.iter(_SERIES))
    if area is None or not looks or not _UNFIT.isdisjoint(each.tag for each in area):
        raise TemplateRuntimeError(
            "the chart of the template has no categories; insert one with bars, columns, lines or slices in Word"
        )
    refuse_unfit(replace(chart, kind=ChartKind.PIE if area.find(f"{_C}pieChart") is not None else ChartKind.COLUMN))
    _put_series(looks, chart)
    _put_axes(area, chart)
    _put_title(root, chart)
    _put_workbook(root, workbook_id)
    _refuse_tags(root)
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _put_series(looks: list[Element], chart: Chart) -> None:
    """The series of the template in turn, each with other data; those too many go away."""
    patterns = [deepcopy(each) for each in looks]
    for index in range(len(chart.series)):
        if index < len(looks):
            series = looks[index]
        else:
            series = deepcopy(patterns[index % len(patterns)])
            looks[-1].addnext(series)
            looks.append(series)
        _refill(series, chart, index)
    for spare in looks[len(chart.series) :]:
        _remove(spare)


def _refill(series: Element, chart: Chart, index: int) -> None:
    count = _count(series)
    for name in ("tx", "cat", "val", "extLst"):
        for old in series.findall(f"{_C}{name}"):
            series.remove(old)
    for name in ("idx", "order"):
        _set(series, name, str(index))
    order = series.find(f"{_C}order")
    assert order is not None, "without one Word takes the file for damaged"
    order.addnext(_parsed(name_xml(chart.series[index], index)))
    last = [each for each in series if each.tag in _BEFORE_DATA][-1]
    for xml in (values_xml(chart, index), categories_xml(chart)):
        last.addnext(_parsed(xml))
    _fit_points(series, count, len(chart.categories))
    _set_formats(series.iter(f"{_C}numFmt"), chart)


def _count(series: Element) -> int:
    """How many points the sample has."""
    found = series.find(f"{_C}val//{_C}ptCount")
    return int(found.get("val") or "0") if found is not None else 0


def _fit_points(series: Element, before: int, count: int) -> None:
    """Looks of single points: where each point has one, further points take them in turn; others stay or go."""
    points = series.findall(_POINT)
    is_each = len(points) >= before > 0
    patterns = {number: point for point in points if (number := _index(point)) < before}
    if is_each and points:
        for number in range(before, count):
            point = deepcopy(patterns[number % before])
            _set(point, "idx", str(number))
            for extension in point.findall(f"{_C}extLst"):
                point.remove(extension)
            series.findall(_POINT)[-1].addnext(point)
    for single in [*series.findall(_POINT), *series.iterfind(f"{_C}dLbls/{_C}dLbl")]:
        if _index(single) >= count:
            _remove(single)


def _index(point: Element) -> int:
    found = point.find(f"{_C}idx")
    return int(found.get("val") or "0") if found is not None else 0


def _put_axes(area: Element, chart: Chart) -> None:
    """The number format of the axes of values, and ends only where the data keep within them; dates become names."""
    for axis in area.iterfind(f"{_C}valAx"):
        _set_formats(axis.iterfind(f"{_C}numFmt"), chart)
        _loosen(axis, *_drawn(area, chart))
        title = axis.find(_TITLE)
        if title is not None and chart.unit:
            _set_title(title, chart.unit)
    for axis in list(area.iterfind(f"{_C}dateAx")):
        axis.tag = f"{_C}catAx"
        for child in [child for child in axis if child.tag in _OF_DATES]:
            axis.remove(child)


def _drawn(area: Element, chart: Chart) -> tuple[Decimal, Decimal]:
    """The ends of what is drawn; zeros where shares of a hundred are drawn, which always fit."""
    groupings = {each.get("val") for each in area.iter(f"{_C}grouping")}
    if "percentStacked" in groupings:
        return Decimal(0), Decimal(0)
    return extremes(replace(chart, kind=ChartKind.STACKED if "stacked" in groupings else ChartKind.COLUMN))


def _loosen(axis: Element, low: Decimal, high: Decimal) -> None:
    """Ends that a drafter has set for the sample would cut longer bars off."""
    scaling = axis.find(f"{_C}scaling")
    for end in [] if scaling is None else list(scaling):
        if end.tag in (f"{_C}max", f"{_C}min"):
            value = Decimal(end.get("val") or "0")
            if (end.tag == f"{_C}max" and high > value) or (end.tag == f"{_C}min" and low < value):
                _remove(end)
                _remove_all(axis, f"{_C}majorUnit", f"{_C}minorUnit")


def _put_title(root: Element, chart: Chart) -> None:
    """The title, where the placeholder has one; an automatic one is the name of its series, and stays so."""
    inside = root.find(f"{_C}chart")
    assert inside is not None, "asked for by the caller"
    title = inside.find(_TITLE)
    if title is None:
        return
    if chart.title:
        _set_title(title, chart.title)
    elif title.find(f"{_C}tx") is not None:
        inside.remove(title)
        _set(inside, "autoTitleDeleted", "1")


def _set_title(title: Element, text: str) -> None:
    """Other words in a title, with the look of its first run."""
    runs = list(title.iter(f"{_A}r"))
    words = runs[0].find(f"{_A}t") if runs else None
    if words is None:
        _remove_all(title, f"{_C}tx")
        new = _parsed(title_xml(text, text_look(size=1_100, bold=True)))[0]
        title.insert(0, new)
        return
    words.text = text
    paragraphs = list(title.iter(f"{_A}p"))
    for spare in [*runs[1:], *title.iter(f"{_A}br"), *title.iter(f"{_A}fld"), *paragraphs[1:]]:
        _remove(spare)


def _put_workbook(root: Element, workbook_id: str) -> None:
    _remove_all(root, f"{_C}externalData", f"{_C}pivotSource")
    new = _parsed(f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData>')
    behind = next((each for each in root if each.tag in _BEHIND), None)
    if behind is None:
        root.append(new)
    else:
        behind.addprevious(new)


def _refuse_tags(root: Element) -> None:
    for element in root.iter():
        if isinstance(element.tag, str) and may_hold_tags(element.text or ""):
            raise TemplateRuntimeError(
                f"the chart holds a tag of its own, “{(element.text or '')[:40]}”; a chart whose alternative text is a"
                " tag takes all its words from there"
            )


def _set_formats(formats: Iterable[Element], chart: Chart) -> None:
    for each in formats:
        each.set("formatCode", chart.number_format)
        each.set("sourceLinked", "0")


def _set(parent: Element, name: str, text: str) -> None:
    found = parent.find(f"{_C}{name}")
    if found is not None:
        found.set("val", text)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _remove_all(parent: Element, *tags: str) -> None:
    for child in [child for child in parent if child.tag in tags]:
        parent.remove(child)


def _parsed(xml: str) -> Element:
    """An element of our own making, with its names bound."""
    return etree.fromstring(f"<x {_DECLARED}>{xml}</x>")[0]
