"""Parts that are not stories: document properties and charts, whose texts stand in plain XML elements."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from briefgen.findings import Finding, has_errors
from briefgen.opc.xml import Element
from briefgen.word.compiling.marks import Marks, PartSource
from briefgen.word.compiling.plain_text import PlainTexts
from briefgen.word.sandbox.environment import TemplateEnvironment
from briefgen.word.wml.delimiters import MARK, block, value

_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"

# what the caller of a rendering may set, and the element of docProps/core.xml that says it (ECMA-376-2, 11.1)
CORE_ELEMENTS: Mapping[str, str] = {
    f"{{{_DC}}}title": "title",
    f"{{{_DC}}}language": "language",
    f"{{{_DCTERMS}}}created": "moment",
    f"{{{_DCTERMS}}}modified": "moment",
}


def compile_properties(root: Element, marks: Marks, env: TemplateEnvironment) -> tuple[PartSource, list[Finding]]:
    """The source of a part of properties or of a chart; elements of the core properties take what a rendering sets."""
    _join_runs(root)
    texts = PlainTexts(marks, env)
    texts.mark_texts(root)
    for element in root.iter(*CORE_ELEMENTS):
        if MARK not in (element.text or ""):
            element.text = _settable(element, marks)
    if has_errors(texts.findings) or not marks:
        return PartSource("", {}), texts.findings
    return marks.assembled(etree.tostring(root, encoding="unicode")), texts.findings


def _settable(element: Element, marks: Marks) -> str:
    name = CORE_ELEMENTS[str(element.tag)]
    given = block(f"if _core.{name}") + value(f"_core.{name}|_plain") + block("else")
    return marks.mark(given) + (element.text or "") + marks.mark(block("endif"))


def _join_runs(root: Element) -> None:
    """Puts a tag that is split over runs of a chart's title (`a:r`) into the first of them."""
    for paragraph in root.iter(f"{_DRAWING}p"):
        texts = list(paragraph.iter(f"{_DRAWING}t"))
        joined = "".join(text.text or "" for text in texts)
        if "{" in joined and len(texts) > 1:
            texts[0].text = joined
            for other in texts[1:]:
                other.text = ""


def complete_core(root: Element) -> None:
    """Adds the elements that a rendering sets and the template's core properties do not have."""
    for tag, name in CORE_ELEMENTS.items():
        if root.find(tag) is None:
            element = etree.SubElement(root, tag)
            if name == "moment":
                element.set(_XSI_TYPE, "dcterms:W3CDTF")
                element.text = "1980-01-01T00:00:00Z"
