"""XML of parts: the only parser of untrusted XML in the engine, and parts as the rest of briefgen reads them.

The parser trusts nothing: no entities, no document types, no network, no repair of broken markup, no depth above 256
elements, no text nodes above 10 MB (libxml2's own limits, which `huge_tree` would lift).

The packaging standard allows UTF-16 (ISO/IEC 29500-2, 8.1.4) and XML allows any prefix for a namespace; Word itself
writes UTF-8 and always the same prefixes, and the engine searches the text of parts for these. A part that is spelt
otherwise is written again as Word would have. Nothing is read differently for it: the infoset stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Protocol, TypeAlias, TypeVar, cast

from lxml import etree

from briefgen.opc.refusals import PackageRefusedError, refusal
from briefgen.opc.zip import Part, deflate_part

Element: TypeAlias = etree._Element

Made_co = TypeVar("Made_co", covariant=True)


class XmlTarget(Protocol[Made_co]):
    """Receives the events of a part from `scan_xml`."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None: ...  # noqa: D102

    def data(self, text: str, /) -> None: ...  # noqa: D102

    def end(self, tag: str, /) -> None: ...  # noqa: D102

    def close(self) -> Made_co: ...  # noqa: D102


_HARDENED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "recover": False,
    "remove_blank_text": False,
}
_PARSER = etree.XMLParser(**_HARDENED)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_EBCDIC = "<?xm".encode("cp037")  # libxml2 recognises it by these four bytes (XML 1.0, appendix F)
# OPC (ISO/IEC 29500-2, 8.1.4) allows UTF-8 and UTF-16; the others are supersets of ASCII that do no harm
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})


def parse_xml(data: bytes, part: str, file: str = "The document") -> Element:
    """The root element of a part.

    Args:
        data: the part's bytes; white space between elements stays.
        part: the part's name, for the message.
        file: the file's name, for the message.

    Raises:
        PackageRefusedError: the part has a document type declaration, an odd encoding, or is not well-formed.
    """
    refuse_unsafe_xml(data, part, file)
    try:
        return etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _not_well_formed(error, part, file) from None


def scan_xml(data: bytes, part: str, target: XmlTarget[Made_co], file: str = "The document") -> Made_co:
    """What `target` makes of a part's start tags, texts and end tags, without building a tree.

    Args:
        data: the part's bytes, already looked at by `refuse_unsafe_xml`.
        part: the part's name, for the message.
        target: receives each event; its `close` makes the result.
        file: the file's name, for the message.

    Raises:
        PackageRefusedError: the part is not well-formed.
    """
    parser = etree.XMLParser(target=cast(Any, target), **_HARDENED)
    try:
        return cast(Made_co, etree.fromstring(data, parser))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _not_well_formed(error, part, file) from None


def _not_well_formed(error: Exception, part: str, file: str) -> PackageRefusedError:
    """The refusal of a part, without the name that lxml gives to what is no file."""
    return refusal("NOT_WELL_FORMED", file, f"{part}, {str(error).partition(' (<string>')[0]}", part)


def refuse_unsafe_xml(data: bytes, part: str, file: str) -> None:
    """Refuses a part before any parser sees it.

    Raises:
        PackageRefusedError: it declares a document type or an entity, or its encoding could hide that.
    """
    text = as_ascii_superset(data)
    declared = _ENCODING.match(text)
    if text[:4].count(0) or text.startswith(_EBCDIC) or (declared and declared[1].lower() not in _ENCODINGS):
        raise refusal("XML_ENCODING", file, part, part)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise refusal("DOCTYPE", file, part, part)


def as_ascii_superset(data: bytes) -> bytes:
    """The part's bytes in which markup can be searched for as ASCII: UTF-16 becomes UTF-8, the rest stays."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    if data[:1] == b"\0" or data[1:2] == b"\0":
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace").encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")


_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"
_MAIN = f"{_SCHEMAS}/wordprocessingml/2006/main"
# the prefixes that the engine's searches rely on, and those in which it writes what it puts in
_PREFIXES = {
    "w": _MAIN,
    "r": f"{_SCHEMAS}/officeDocument/2006/relationships",
    "wp": f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing",
}
_USED = {prefix: (f'"{uri}"'.encode(), f'xmlns:{prefix}="{uri}"'.encode()) for prefix, uri in _PREFIXES.items()}
_XML = (".xml", ".rels")

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/([A-Za-z]+)")
# what is not only another folder (ISO/IEC 29500-1 against 29500-4, annex A)
_RENAMED = (
    (b"/officeDocument/2006/extendedProperties", b"/officeDocument/2006/extended-properties"),
    (b"/officeDocument/2006/customProperties", b"/officeDocument/2006/custom-properties"),
    (b"/2006/relationships/extendedProperties", b"/2006/relationships/extended-properties"),
    (b"/2006/relationships/customProperties", b"/2006/relationships/custom-properties"),
    (b"/officeDocument/2006/relationships/metadata/", b"/package/2006/relationships/metadata/"),
)
# Strict writes lengths with their unit (ST_UniversalMeasure, 22.9.2.15), Transitional in parts of a point
_MEASURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_HALVES = frozenset({"sz", "szCs", "kern", "position"})
_LENGTHS = _HALVES | {"trHeight", "defaultTabStop", "spacing"}
_SIDES = frozenset(
    "w h before after line left right start end hanging firstLine top bottom header footer gutter pos space".split()
)


def canonical_parts(parts: Mapping[str, Part], file: str) -> dict[str, Part]:
    """The parts, those of XML in UTF-8 and with Word's own prefixes; what is so already stays byte for byte.

    Args:
        parts: by name.
        file: the file's name, for messages.

    Raises:
        PackageRefusedError: a part in another encoding, or with other prefixes, is not well-formed.
    """
    return dict(parts) | {
        name: deflate_part(name, _written(_with_prefixes(parse_xml(part.data, name, file))))
        for name, part in parts.items()
        if not _is_canonical(part)
    }


def are_canonical(parts: Mapping[str, Part]) -> bool:
    """Whether `canonical_parts` leaves all parts as they are."""
    return all(map(_is_canonical, parts.values()))


def _is_canonical(part: Part) -> bool:
    return not part.name.lower().endswith(_XML) or (_is_utf8(part.data) and _has_prefixes(part.data))


def transitional_parts(parts: Mapping[str, Part], file: str) -> dict[str, Part]:
    """The parts of a file that may be Strict (ISO/IEC 29500-1), in the namespaces and units of Transitional (29500-4).

    For reading only: what is written must stay what Word saved.

    Raises:
        PackageRefusedError: a part is not well-formed.
    """
    strict = [name for name, part in parts.items() if name.lower().endswith(_XML) and _STRICT.search(part.data)]
    changed = {name: deflate_part(name, _transitional(parts[name].data, name, file)) for name in strict}
    return canonical_parts(dict(parts) | changed, file) if changed else dict(parts)


def _is_utf8(data: bytes) -> bool:
    if data[:3] == b"\xef\xbb\xbf":
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    declaration = data[: data.find(b"?>")].lower() if data.startswith(b"<?xml") else b""
    return b"encoding" not in declaration or any(name in declaration for name in (b"utf-8", b"utf8", b"ascii"))


def _has_prefixes(data: bytes) -> bool:
    """Whether each namespace of Word's that occurs is declared with Word's own prefix, and with no other."""
    return all(data.count(uri) == data.count(declared) for uri, declared in _USED.values())


def _with_prefixes(root: Element) -> Element:
    """The tree with Word's prefixes; a prefix that means something else gives way."""
    used = {prefix: uri for prefix, uri in _PREFIXES.items() if _occurs(root, uri)}
    made = etree.Element(root.tag, nsmap={**_others(root), **used})
    _copy(root, made)
    return made


def _occurs(root: Element, uri: str) -> bool:
    return any(uri in each.nsmap.values() for each in root.iter(etree.Element))


def _others(element: Element) -> dict[str, str]:
    """The declarations of an element that are none of Word's own."""
    given = cast("dict[str, str]", element.nsmap)  # lxml takes None, the default namespace, where its types do not
    return {prefix: uri for prefix, uri in given.items() if uri not in _PREFIXES.values() and prefix not in _PREFIXES}


def _copy(source: Element, made: Element) -> None:
    """Copies attributes, texts and children; the depth is bounded by the parser (256)."""
    made.text, made.tail = source.text, source.tail
    for name, value in source.attrib.items():
        made.set(name, value)
    for child in source:
        if _local_name(child.tag):
            _copy(child, etree.SubElement(made, child.tag, nsmap=_others(child)))
        else:
            made.append(deepcopy(child))  # a comment or processing instruction


def _written(root: Element) -> bytes:
    return _DECLARATION + etree.tostring(root, encoding="unicode").encode()


def _transitional(data: bytes, name: str, file: str) -> bytes:
    data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
    for strict, transitional in _RENAMED:
        data = data.replace(strict, transitional)
    root = parse_xml(data, name, file)
    for element in root.iter(f"{{{_MAIN}}}*"):
        _convert_lengths(element)
    return _written(root)


def _convert_lengths(element: Element) -> None:
    local = _local_name(element.tag)
    for name, value in element.attrib.items():
        attribute = _local_name(name)
        if attribute in _SIDES or (attribute == "val" and local in _LENGTHS):
            element.set(name, _without_unit(str(value), 2 if local in _HALVES else 20))


def _without_unit(value: str, per_point: int) -> str:
    """A length in parts of a point, a share of the width in fiftieths of a per cent (17.4.87); others as they are."""
    if found := _MEASURE.fullmatch(value):
        return str(round(float(found[1]) * _POINTS[found[2]] * per_point))
    share = value.removesuffix("%")
    return str(round(float(share) * 50)) if share != value and re.fullmatch(r"\d{1,4}(\.\d+)?", share) else value


def _local_name(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""
