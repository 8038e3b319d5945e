"""A word behind the text of every page, such as DRAFT: in every header, in those that a template lacks as well.

Word draws on each page what its header holds, so each header that can be shown gets the shape, and each section that
has none for a page of its own (17.10.6, 17.10.5) gets one. Nothing else of a header changes. Where the template does
not say itself that a document is a draft, the header says the word in its text too: a shape has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from briefgen.opc.read import Package
from briefgen.opc.relationships import OFFICE
from briefgen.opc.xml import Element, parse_xml
from briefgen.word.state.imports import ImportedPart, Imports, relationship_to
from briefgen.word.wml.escape import escape_text
from briefgen.word.wml.ooxml import DECLARATION, SECTPR, TXBX_CONTENT, P, R, W, ancestor, integer, is_on, w
from briefgen.word.wml.watermarks import watermark_xml

_REFERENCE, _TYPE, _ID = w("headerReference"), w("type"), f"{{{R}}}id"
_HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_EMPTY = f'{DECLARATION}<w:hdr xmlns:w="{W}" xmlns:r="{R}"/>'
_SAID = (
    f'<w:p xmlns:w="{W}"><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="B00000"/></w:rPr>'
    "<w:t>{word}</w:t></w:r></w:p>"
)
_A4 = {"w": "11906", "h": "16838"}
_INCH = "1440"
_TWIPS = 20  # in a point
_NARROWEST = 72.0


class Watermark(Struct, frozen=True):
    """What stands behind the text.

    Attributes:
        word: in the document's language, in capitals.
        is_said: whether the template itself says it in its text.
    """

    word: str
    is_said: bool


def with_watermark(parts: dict[str, str], imports: Imports, package: Package, mark: Watermark) -> dict[str, str]:
    """The rendered parts with the watermark in every header.

    Args:
        parts: the XML of the parts that were rendered, by name.
        imports: gets the headers that the template lacks.
        package: the template's.
    """
    main = package.main_part
    document = _tree(parts, package, main)
    sections = [each for each in document.iter(SECTPR) if ancestor(each, w("sectPrChange")) is None]
    room = min((_room(each) for each in sections), default=_NARROWEST)
    related = {each.id: each.part for each in package.relationships(main) if each.kind == "header"}
    there = [each.get(_ID) or "" for section in sections for each in section.iterchildren(_REFERENCE)]
    names = [name for name in dict.fromkeys(related.get(each, "") for each in there) if name in package.parts]
    marked = {name: _marked(_tree(parts, package, name), mark, n, room) for n, name in enumerate(names, 1)}
    missing = list(_missing(sections, evens=_has_even_pages(package)))
    for number, (section, kind) in enumerate(missing, len(names) + 1):
        new = _marked(parse_xml(_EMPTY.encode(), "header"), mark, number, room)
        _refer(section, kind, imports, ImportedPart(_free_name(package, number), new.encode(), _HEADER), main)
    changed = {main: _written(document)} if missing else {}
    return {**parts, **changed, **marked}


def _missing(sections: list[Element], *, evens: bool) -> Iterator[tuple[Element, str]]:
    """The sections and the kinds of header that they neither have nor take over from the section before."""
    in_force: set[str] = set()
    for section in sections:
        in_force |= {each.get(_TYPE) or "default" for each in section.iterchildren(_REFERENCE)}
        shown = {"default": True, "first": is_on(section.find(w("titlePg"))), "even": evens}
        for kind in [kind for kind, is_shown in shown.items() if is_shown and kind not in in_force]:
            in_force.add(kind)
            yield section, kind


def _refer(section: Element, kind: str, imports: Imports, header: ImportedPart, main: str) -> None:
    imports.add_parts([header])
    number = imports.refer(main, relationship_to(f"{OFFICE}/header", header.name))
    section.insert(0, section.makeelement(_REFERENCE, {_TYPE: kind, _ID: number}, {"r": R}))


def _marked(header: Element, mark: Watermark, number: int, room: float) -> str:
    """A header with the shape at the end of its first paragraph."""
    if not mark.is_said:
        header.append(etree.fromstring(_SAID.format(word=escape_text(mark.word))))
    paragraphs = [*header.iterchildren(P), *(each for each in header.iter(P) if ancestor(each, TXBX_CONTENT) is None)]
    if not paragraphs:
        paragraphs = [etree.SubElement(header, P)]
    paragraphs[0].append(etree.fromstring(watermark_xml(mark.word, number, room)))
    return _written(header)


def _room(section: Element) -> float:
    """The lesser of the width and height that the pages of a section have for text, in points."""

    def length(of: str, name: str, otherwise: str) -> int:
        found = section.find(w(of))
        return abs(integer(otherwise if found is None else found.get(w(name), otherwise)))

    rooms = (
        length("pgSz", side, _A4[side]) - sum(length("pgMar", each, _INCH) for each in edges)
        for side, *edges in (("w", "left", "right"), ("h", "top", "bottom"))
    )
    return max(_NARROWEST, min(rooms) / _TWIPS)


def _has_even_pages(package: Package) -> bool:
    names = package.related_parts(package.main_part, "settings")
    return bool(names) and is_on(package.xml(names[0]).find(w("evenAndOddHeaders")))


def _free_name(package: Package, number: int) -> str:
    name = f"word/headerDraft{number}.xml"
    return name if name not in package.parts else _free_name(package, number + 1000)


def _tree(parts: dict[str, str], package: Package, name: str) -> Element:
    """A part as it was rendered, or as the template has it."""
    return parse_xml(parts[name].encode(), name) if name in parts else package.xml(name)


def _written(root: Element) -> str:
    return DECLARATION + etree.tostring(root, encoding="unicode")
