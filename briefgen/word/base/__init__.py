"""A clean base document of our own: named styles, lists, notes, a header and a footer, and nothing else.

The parts beside this module are written by hand; what Word or a library puts into a new file (sessions, an author, a
hundred styles, a template's path) is not in them, and they pass the validators as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

from briefgen.opc.package import assemble_package, write_package
from briefgen.opc.read import Relationship, parse_xml, relationships_name, with_relationships
from briefgen.opc.relationships import CONTENT_TYPES, OFFICE, RELS_TYPE, TYPES_NS
from briefgen.opc.zip import deflate_part
from briefgen.word.wml.escape import attribute_xml, text_xml
from briefgen.word.wml.ooxml import DECLARATION, R, W
from briefgen.word.wml.styles import Styles

Paragraph = tuple[str, Sequence[tuple[str, str]]]
"""The name of a paragraph's style, and its texts, each with the name of a character style or ""."""

_MAIN, _HEADER, _CORE = "word/document.xml", "word/header.xml", "docProps/core.xml"
_PACKAGED = "styles numbering settings fontTable footnotes theme footer".split()
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_NS = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC_NS = "http://purl.org/dc/elements/1.1/"
_ROOT = f'xmlns:w="{W}" xmlns:r="{R}"'
# A4 upright; margins in twentieths of a point
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1134" w:bottom="1247" w:left="1134" '
    'w:header="624" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_TYPES = (
    f'<Types xmlns="{TYPES_NS}"><Default Extension="rels" ContentType="{RELS_TYPE}"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def new_document(
    paragraphs: Iterable[Paragraph], header: Iterable[Paragraph] = (), properties: Mapping[str, str] | None = None
) -> bytes:
    """A Word file of some paragraphs; A4 upright, with page numbers.

    Args:
        header: the paragraphs of every page's header; by default an empty one.
        properties: `title`, `creator` and `language` of the document, as far as they are to be set.

    Raises:
        LookupError: the base document has no style of a name.
    """
    styles = Styles(parse_xml(_packaged("styles"), "styles.xml"))
    body = "".join(_paragraph(each, styles) for each in paragraphs)
    top = "".join(_paragraph(each, styles) for each in header) or _paragraph(("header", ()), styles)
    parts = {
        _MAIN: (_xml(f"<w:document {_ROOT}><w:body>{body}{_SECTION}</w:body></w:document>"), "document.main"),
        _HEADER: (_xml(f"<w:hdr {_ROOT}>{top}</w:hdr>"), "header"),
        **{f"word/{name}.xml": (_packaged(name), name) for name in _PACKAGED},
        _CORE: (_xml(_core(properties or {})), "core"),
    }
    return _written({name: (data, _type(kind)) for name, (data, kind) in parts.items()})


def _written(parts: Mapping[str, tuple[bytes, str]]) -> bytes:
    links = [_link(name, "word/") for name in parts if name.startswith("word/") and name != _MAIN]
    core = Relationship("core", f"{_CORE_NS.replace('/metadata', '/relationships/metadata')}", _CORE)
    relationships = {
        relationships_name(""): with_relationships(
            None, [Relationship("document", f"{OFFICE}/officeDocument", _MAIN), core]
        ),
        relationships_name(_MAIN): with_relationships(None, links),
    }
    first = {CONTENT_TYPES: _xml(_TYPES), **relationships, _MAIN: parts[_MAIN][0]}
    package = assemble_package("", {name: deflate_part(name, data) for name, data in first.items()})
    return write_package(package, {}, parts)


def _link(name: str, folder: str) -> Relationship:
    target = name.removeprefix(folder)
    kind = target.removesuffix(".xml")
    return Relationship(kind, f"{OFFICE}/{kind}", target)


def _packaged(name: str) -> bytes:
    return files(__name__).joinpath(f"{name}.xml").read_bytes()


def _type(kind: str) -> str:
    return {"theme": _THEME_TYPE, "core": _CORE_TYPE}.get(kind) or _WORD_TYPE.format(kind)


def _paragraph(paragraph: Paragraph, styles: Styles) -> str:
    name, pieces = paragraph
    style = styles.paragraph(name)
    if style is None:
        raise LookupError(f"the base document has no paragraph style “{name}”")
    runs = "".join(_run(text, look, styles) for text, look in pieces)
    return f'<w:p><w:pPr><w:pStyle w:val="{style.style_id}"/></w:pPr>{runs}</w:p>'


def _run(text: str, look: str, styles: Styles) -> str:
    style = styles.character(look) if look else None
    if look and style is None:
        raise LookupError(f"the base document has no character style “{look}”")
    properties = f'<w:rPr><w:rStyle w:val="{style.style_id}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text_xml(text)}</w:t></w:r>'


def _core(properties: Mapping[str, str]) -> str:
    """Core properties (ISO/IEC 29500-2, 8.3)."""
    inside = "".join(f"<dc:{name}>{attribute_xml(text)}</dc:{name}>" for name, text in properties.items())
    return f'<cp:coreProperties xmlns:cp="{_CORE_NS}" xmlns:dc="{_DC_NS}">{inside}</cp:coreProperties>'


def _xml(text: str) -> bytes:
    return (DECLARATION + text).encode()
