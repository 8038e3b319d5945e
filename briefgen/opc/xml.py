"""The only parser of untrusted XML in the engine: it trusts nothing.

No entities, no document types, no network, no repair of broken markup, no depth above 256 elements, no
text nodes above 10 MB (libxml2's own limits, which `huge_tree` would lift).
"""

from __future__ import annotations

import re
from typing import Any, Protocol, TypeAlias, TypeVar, cast

from lxml import etree

from briefgen.opc.refusals import refusal

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
# OPC (ISO/IEC 29500-2, 8.1.4) allows UTF-8 and UTF-16; the others are supersets of ASCII that do no harm
_EBCDIC = "<?xm".encode("cp037")  # libxml2 recognises it by these four bytes (XML 1.0, appendix F)
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
        raise refusal("NOT_WELL_FORMED", file, f"{part}, {error}", part) from None


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
        raise refusal("NOT_WELL_FORMED", file, f"{part}, {error}", part) from None


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
