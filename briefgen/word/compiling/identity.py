"""Numbers and names that must be unique in a document, though a loop repeats what bears them.

Bookmarks (ECMA-376-1, 17.13.6), drawings (`wp:docPr`, 20.4.2.5), content controls (17.5.2.18), and shapes of VML
(ECMA-376-4, 19.1.2.19). The first repetition keeps what the template has; each further one gets a number or a name of
its own, which references inside the same repetition follow.

Fields whose result a filled template outdates are marked dirty, so that Word computes them when it opens the document.

`w:dirty` on the field (ECMA-376-1, 17.16.18), not `w:updateFields` in the settings: Word asks the reader before it
reckons, and so it asks only where such a field stands, not at every letter to a minister.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import VAL, w

_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_BOOKMARK, _BOOKMARK_END, _ID, _NAME, _ANCHOR = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name"), w("anchor")
_SDT_ID = w("sdtPr") + "/" + w("id")
_VML = "{urn:schemas-microsoft-com:vml}"
_SHAPES = tuple(_VML + name for name in "arc curve group image line oval polyline rect roundrect shape".split())
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_FIELD = re.compile(r'^(\s*(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+"?)([^\s"\\]+)')


def unique_attributes(story: Element) -> Iterator[tuple[Element, str, str]]:
    """Element, attribute and the expression that gives its value at each repetition."""
    names = set()
    for start in story.iter(_BOOKMARK):
        names.add(start.get(_NAME))
        yield start, _ID, f"'{start.get(_ID)}'|_bookmark"
        yield start, _NAME, f"{start.get(_NAME)!r}|_bookmark_name"
    for end in story.iter(_BOOKMARK_END):
        yield end, _ID, f"'{end.get(_ID)}'|_bookmark_end"
    for link in story.iter(w("hyperlink")):
        if link.get(_ANCHOR) in names:
            yield link, _ANCHOR, f"{link.get(_ANCHOR)!r}|_bookmark_here"
    for drawing in story.iter(_DOC_PR):
        yield drawing, "id", f"'{drawing.get('id')}'|_drawing"
    for control in story.iter(w("sdt")):
        for number in control.findall(_SDT_ID):
            yield number, VAL, f"'{number.get(VAL)}'|_control"
    yield from _of_shapes(story)


def _of_shapes(story: Element) -> Iterator[tuple[Element, str, str]]:
    """The names of shapes, and the embedded objects and form fields that refer to them."""
    for shape in story.iter(*_SHAPES):
        if name := shape.get("id"):
            yield shape, "id", f"{name!r}|_shape"
    for element, reference in ((_OLE, "ShapeID"), (w("control"), w("shapeid"))):
        for referring in story.iter(element):
            if name := referring.get(reference):
                yield referring, reference, f"{name!r}|_shape_here"


def unique_field_targets(story: Element) -> Iterator[tuple[Element, str, str, str]]:
    """Field instructions that refer to a bookmark: the element, its text before and behind, and the expression."""
    names = {start.get(_NAME) for start in story.iter(_BOOKMARK)}
    for instruction in story.iter(w("instrText")):
        found = _FIELD.match(instruction.text or "")
        if found and found[2] in names:
            text = instruction.text or ""
            yield instruction, text[: found.start(2)], text[found.end(2) :], f"{found[2]!r}|_bookmark_here"


def drop_editing_ids(story: Element) -> None:
    """Takes away what Word notes about editing sessions; repeated, these numbers would be wrong (MS-DOCX, 2.2.4)."""
    for element in story.iter():
        for name in (f"{_W14}paraId", f"{_W14}textId"):
            if name in element.attrib:
                del element.attrib[name]


_OUTDATED = re.compile(r"^\s*(TOC|REF|PAGEREF|NOTEREF|SEQ|INDEX|TOA|STYLEREF|SECTIONPAGES)\b", re.IGNORECASE)
_CHAR, _TYPE, _DIRTY = w("fldChar"), w("fldCharType"), w("dirty")


def mark_fields_dirty(story: Element) -> None:
    """Marks tables of contents, references and captions dirty (`w:dirty`); Word computes page numbers anyway."""
    for simple in story.iter(w("fldSimple")):
        if _OUTDATED.match(simple.get(w("instr")) or ""):
            simple.set(_DIRTY, "true")
    begun: list[Element] = []
    for element in story.iter(_CHAR, w("instrText")):
        if element.tag != _CHAR:
            if begun and _OUTDATED.match(element.text or ""):
                begun[-1].set(_DIRTY, "true")
        elif element.get(_TYPE) == "begin":
            begun.append(element)
        elif element.get(_TYPE) == "end" and begun:
            begun.pop()
