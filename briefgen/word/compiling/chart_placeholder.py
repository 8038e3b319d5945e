"""Charts of a template whose alternative text is a tag: marked here, filled by `briefgen.word.charts.placeholder`."""

from __future__ import annotations

from briefgen.opc.xml import Element
from briefgen.word.charts.looks import NAMES
from briefgen.word.compiling.plain_text import PlainTexts
from briefgen.word.wml.delimiters import value
from briefgen.word.wml.ooxml import R
from briefgen.word.wml.places import Spot
from briefgen.word.wml.tags import TagKind, find_tags, may_hold_tags

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CHART, _ID = f"{{{NAMES['c']}}}chart", f"{{{R}}}id"
_FRAMES = (f"{_DRAWING}inline", f"{_DRAWING}anchor")


def mark_placeholders(root: Element, texts: PlainTexts) -> None:
    """Marks the charts of a story whose alternative text, or the title beside it, is one tag and nothing else."""
    for frame in root.iter(*_FRAMES):
        chart, properties = next(frame.iter(_CHART), None), frame.find(f"{_DRAWING}docPr")
        if chart is None or properties is None:
            continue
        for name in ("descr", "title"):
            text = properties.get(name) or ""
            if _is_one_tag(text):
                _mark(chart, properties, name, texts)
                break


def _is_one_tag(text: str) -> bool:
    tags = list(find_tags(text)) if may_hold_tags(text) else []
    return len(tags) == 1 and tags[0].kind is TagKind.VALUE and text.strip() == text[tags[0].start : tags[0].end]


def _mark(chart: Element, properties: Element, name: str, texts: PlainTexts) -> None:
    relationship, text = chart.get(_ID) or "", str(properties.attrib.pop(name)).strip()
    marked = texts.marked(text, Spot("chart, alternative text"), f"_chart({relationship!r})")
    if marked != text:  # else it was faulty, which has been said
        properties.set("descr", marked)
        chart.set(_ID, texts.marks.mark(value(f"{relationship!r}|_chart_id")))
