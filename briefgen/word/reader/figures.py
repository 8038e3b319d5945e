"""Pictures, shapes and charts in a paragraph, with what they say to those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.exhibits import Chart
from briefgen.findings import Place
from briefgen.manuscript import PictureForm
from briefgen.word.ooxml import TXBX_CONTENT, Element, R
from briefgen.word.package import Package, Relationship
from briefgen.word.reader.charts import chart_from

_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_LINE = "{urn:schemas-microsoft-com:office:office}hr"
_ON = frozenset({"1", "t", "true", "on"})


def figures_of(
    figures: Iterable[Element], package: Package, related: Mapping[str, Relationship], place: Place
) -> Iterator[tuple[PictureForm, Chart | None]]:
    """Each picture with its alternative text, and the chart that it is; no text boxes, and nothing decorative."""
    for figure in figures:
        if next(figure.iter(TXBX_CONTENT), None) is None and not _is_decorative(figure):
            description = _description(figure)
            chart = _chart(figure, package, related, description)
            yield PictureForm(place, description, is_chart=chart is not None), chart


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
