"""A chart of the template whose alternative text is a tag: it keeps its looks and shows the data of the value.

`{{ charts.areas }}` in Format > Alt Text of a chart that a drafter has made in Word. Kind, colours, fonts, widths,
legend and size stay; categories, numbers, names, title, number format, workbook and alternative text are the value's.
"""

from __future__ import annotations

from dataclasses import replace

from jinja2 import TemplateRuntimeError

from briefgen.model.exhibits import Chart
from briefgen.opc.read import Package, Relationship
from briefgen.opc.relationships import OFFICE
from briefgen.word.charts.drawing import CHART_TYPE, alternative_text, free_number, refuse_in_notes, workbook_part
from briefgen.word.charts.refill import refilled
from briefgen.word.state.imports import BroughtPart, relationship_to
from briefgen.word.state.rendering import Rendering, current

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
    assert rendering.brought.host is not None, "a rendering is prepared by its template's finishing"
    return rendering.brought.host.package


def _part_of_template(rendering: Rendering, relationship: str) -> str:
    package = _package(rendering)
    found = next((each.part for each in package.relationships(rendering.part) if each.id == relationship), "")
    if found not in package.parts:
        raise TemplateRuntimeError("the chart of the template is damaged; make it anew in Word")
    return found


def _described(given: object) -> str:
    return f"the text “{given[:40]}”" if isinstance(given, str) else f"a value of another kind ({type(given).__name__})"


def _refer(rendering: Rendering, name: str) -> str:
    return rendering.brought.refer(rendering.part, relationship_to(f"{OFFICE}/chart", name))


def _bring(rendering: Rendering, base: str, chart: Chart) -> str:
    """Brings along the chart's part, in place of the template's the first time, then as a copy; its name."""
    package = _package(rendering)
    is_first = base not in rendering.brought.parts
    number = 0 if is_first and package.related_parts(base, "package") else free_number(rendering)
    name = base if is_first else f"word/charts/chart{number}.xml"
    own = [each for each in package.relationships(base) if each.kind != "package"]
    looks = own if is_first else [_copied(rendering, each, number) for each in own]
    workbook, link = _workbook(package, base, chart, number)
    data = refilled(package.xml(base), chart, link.id)
    rendering.brought.add_parts([BroughtPart(name, data, CHART_TYPE, (*looks, link)), workbook])
    return name


def _workbook(package: Package, base: str, chart: Chart, number: int) -> tuple[BroughtPart, Relationship]:
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
        rendering.brought.add_parts([BroughtPart(name, package.part(found.part), package.content_type(found.part))])
    return replace(found, target=f"/{name}", part=name)
