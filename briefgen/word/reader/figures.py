"""What stands beside tables and pictures: their places in the text, and their captions.

Pictures, shapes and charts in a paragraph, with what they say to those who cannot see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.findings import Place
from briefgen.model.exhibits import Chart
from briefgen.model.manuscript import Passage, PictureForm, Role, TableForm
from briefgen.opc.read import Package, Relationship
from briefgen.opc.xml import Element
from briefgen.word.reader.charts import chart_from
from briefgen.word.wml.ooxml import TXBX_CONTENT, R


def placed_tables(forms: Iterable[TableForm], passages: Sequence[Passage]) -> tuple[TableForm, ...]:
    """The tables that hold passages, each with its place, and whether a caption stands beside it."""
    held: dict[int, list[int]] = {}
    for index, passage in enumerate(passages):
        if passage.cell:
            held.setdefault(passage.cell.table, []).append(index)
    return tuple(_table(form, held[form.number], passages) for form in forms if form.number in held)


def captioned_pictures(pictures: Iterable[PictureForm], passages: Sequence[Passage]) -> tuple[PictureForm, ...]:
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
