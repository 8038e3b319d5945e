"""A seal in a document by which it can say whether it was touched since briefgen made it.

The seal is a hash of every part but docProps/custom.xml, which holds the seal itself beside what briefgen records
of the document (as-of date, version, hashes of template and data). It guards against mistakes, not against
forgers: whoever changes a part on purpose can also write a new seal.

Sealing a package that was not rendered: the same seal as `briefgen.word.rendering.finish` gives a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from lxml import etree

from briefgen.opc.package import write_package
from briefgen.opc.read import Package, Relationship, free_id, relationships_name, with_relationships
from briefgen.opc.refusals import PackageRefusedError
from briefgen.opc.relationships import OFFICE
from briefgen.opc.xml import parse_xml
from briefgen.opc.zip import OWN, read_parts

CUSTOM_PROPERTIES = "docProps/custom.xml"
CUSTOM_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_PROPERTIES_RELATIONSHIP = f"{OFFICE}/custom-properties"
SEAL = "briefgen seal"

_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_TEXT = f"{{{_VT}}}lpwstr"
# the format of user-defined properties: ECMA-376 part 1, 22.3.2.2 (fmtid), and its first free number
_FORMAT, _FIRST_NUMBER = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2


def part_hash(data: bytes) -> str:
    """The SHA-256 of a part's unpacked bytes, as hexadecimal digits."""
    return _hash_of_small(data) if len(data) <= _SMALL else sha256(data).hexdigest()


# the documents of a batch share most of their small parts
_SMALL = 65_536
_hash_of_small = lru_cache(maxsize=64)(lambda data: sha256(data).hexdigest())


def seal_of(hashes: Iterable[tuple[str, str]]) -> str:
    """The seal of a document.

    Args:
        hashes: name and `part_hash` of each part, in any order; docProps/custom.xml is passed over. Hashes of
            parts that do not change from one document to the next can be cached.
    """
    lines = sorted(f"{digest} {name}\n" for name, digest in hashes if name != CUSTOM_PROPERTIES)
    return sha256("".join(lines).encode()).hexdigest()


def custom_properties(properties: Mapping[str, str], seal: str = "") -> bytes:
    """The part docProps/custom.xml (ECMA-376 part 1, 22.3).

    Args:
        properties: texts by name; written in the order given.
        seal: the document's seal, or "" for none.

    Raises:
        ValueError: a name or text holds a character that XML cannot hold.
    """
    written = {**properties, SEAL: seal} if seal else properties
    each = [_property_xml(number, name, text) for number, (name, text) in enumerate(written.items(), _FIRST_NUMBER)]
    return b"".join((_BEGIN, *each, _END)) if each else _NONE


def _properties_xml(*elements: etree._Element) -> bytes:
    namespaces: dict[str | None, str] = {None: _NS, "vt": _VT}
    root = etree.Element(f"{{{_NS}}}Properties", nsmap=namespaces)  # type: ignore[arg-type]  # stubs forbid None
    root.extend(elements)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


_NONE, _END = _properties_xml(), b"</Properties>"
_BEGIN = _NONE.removesuffix(b"/>") + b">"


_MARKS = frozenset("&<>\"'")


def _is_plain(text: str) -> bool:
    """Whether XML writes a text as it is, also in attributes."""
    return bool(text) and text.isascii() and text.isprintable() and _MARKS.isdisjoint(text)


@lru_cache(maxsize=64)  # the documents of a batch share most of them
def _property_xml(number: int, name: str, text: str) -> bytes:
    if _is_plain(name) and _is_plain(text):
        beginning = f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}">'
        return f"{beginning}<vt:lpwstr>{text}</vt:lpwstr></property>".encode()
    element = etree.Element(f"{{{_NS}}}property", fmtid=_FORMAT, pid=str(number), name=name)
    etree.SubElement(element, _TEXT).text = text
    return _properties_xml(element).removeprefix(_BEGIN).removesuffix(_END)


_SEALED = OWN._replace(ratio=True)  # it may have been replaced by a file from elsewhere


def read_properties(data: bytes) -> dict[str, str]:
    """The custom properties of a document, the seal among them; empty where there are none.

    Args:
        data: the file's bytes.

    Raises:
        PackageRefusedError: the file cannot be read.
    """
    parts = {part.name: part.data for part in read_parts(data, "The document")}
    return read_custom_properties(parts.get(CUSTOM_PROPERTIES))


def is_untouched(data: bytes) -> bool:
    """Whether a file bears a seal, and this is still the seal of its parts.

    Args:
        data: the file's bytes; a file that cannot be read counts as touched.
    """
    try:
        parts = {part.name: part.data for part in read_parts(data, "The document", limits=_SEALED)}
        seal = read_custom_properties(parts.get(CUSTOM_PROPERTIES)).get(SEAL)
    except PackageRefusedError:
        return False
    return bool(seal) and seal == seal_of((name, part_hash(part)) for name, part in parts.items())


def read_custom_properties(xml: bytes | None, file: str = "The document") -> dict[str, str]:
    """The texts in a part docProps/custom.xml by name; empty for None.

    Args:
        file: the file's name, for messages.
    """
    if xml is None:
        return {}
    properties = parse_xml(xml, CUSTOM_PROPERTIES, file).iter(f"{{{_NS}}}property")
    return {each.get("name") or "": "".join(map(str, each.itertext())) for each in properties}


def write_sealed(package: Package, properties: Mapping[str, str]) -> bytes:
    """The package as a file that bears a seal.

    Args:
        properties: custom properties to set; those that the package has stay beside them.
    """
    package = with_property_part(package)
    kept = own_properties(package)
    seal = seal_of((name, part_hash(part.data)) for name, part in package.parts.items())
    return write_package(package, {CUSTOM_PROPERTIES: custom_properties({**kept, **properties}, seal)})


def own_properties(package: Package) -> dict[str, str]:
    """The custom properties that a package has, but for a seal."""
    part = package.parts.get(CUSTOM_PROPERTIES)
    properties = read_custom_properties(part.data if part else None, package.file)
    return {name: text for name, text in properties.items() if name != SEAL}


def with_property_part(package: Package) -> Package:
    """The package with a part for custom properties, so that every document can have its seal."""
    if CUSTOM_PROPERTIES in package.parts:
        return package
    root = relationships_name("")
    link = Relationship(free_id(package.relationships()), CUSTOM_PROPERTIES_RELATIONSHIP, CUSTOM_PROPERTIES)
    return package.with_parts(
        {root: with_relationships(package.part(root), [link])},
        {CUSTOM_PROPERTIES: (custom_properties({}), CUSTOM_PROPERTIES_TYPE)},
    )
