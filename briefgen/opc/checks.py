"""What may not come into correspondence, found before anything is made of a file.

Each check raises the refusal that says what was found; nothing is repaired or stripped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from briefgen.opc.fields import fault_in, instructions, is_safe_link
from briefgen.opc.package import Package
from briefgen.opc.refusals import DOCUMENT, WORKBOOK, FileKind, PackageRefusedError, refusal
from briefgen.opc.relationships import CONTENT_TYPES, OFFICE, Relationship
from briefgen.opc.xml import as_ascii_superset, refuse_unsafe_xml
from briefgen.opc.zip import Part, part_names

_WML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MACRO_PARTS = ("vbaproject.bin", "macrosheets/")
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SIGNATURES = (
    (b"{\\rtf", "RTF_FILE"),
    (b"%PDF", "PDF_FILE"),
    (b"<!doctype html", "HTML_FILE"),
    (b"<html", "HTML_FILE"),
    (b"<table", "HTML_FILE"),
    (b"mime-version:", "HTML_FILE"),
    (b"<?xml", "XML_FILE"),
)
# by part name or content type, both in lower case
_FORBIDDEN_PARTS = {
    "vbaproject": "MACROS",
    "vbadata": "MACROS",
    "macroenabled": "MACROS",
    "activex": "ACTIVEX",
    "ctrlprop": "ACTIVEX",
    "oleobject": "OLE_OBJECT",
    "afchunk": "ALTCHUNK",
    "webextension": "WEB_EXTENSION",
    "customui": "CUSTOM_INTERFACE",
    "attachedtoolbars": "CUSTOM_INTERFACE",
    "keymapcustomizations": "CUSTOM_INTERFACE",
}
# by the last step of a relationship's type
_FORBIDDEN_RELATIONSHIPS = {
    "vbaProject": "MACROS",
    "wordVbaData": "MACROS",
    "control": "ACTIVEX",
    "activeXControlBinary": "ACTIVEX",
    "ctrlProp": "ACTIVEX",
    "oleObject": "OLE_OBJECT",
    "aFChunk": "ALTCHUNK",
    "webextension": "WEB_EXTENSION",
    "webextensiontaskpanes": "WEB_EXTENSION",
    "extensibility": "CUSTOM_INTERFACE",
    "attachedToolbars": "CUSTOM_INTERFACE",
    "keyMapCustomizations": "CUSTOM_INTERFACE",
}
_EXTERNAL = {
    "attachedTemplate": "ATTACHED_TEMPLATE",
    "image": "REMOTE_IMAGE",
    "oleObject": "LINKED_OBJECT",
    "package": "LINKED_OBJECT",
    "mailMergeSource": "MAIL_MERGE",
    "mailMergeHeaderSource": "MAIL_MERGE",
}


def refuse_other_files(data: bytes, file: str) -> None:
    """Refuses by its first bytes what is no zip archive.

    Raises:
        PackageRefusedError: the file is empty, a .doc, .rtf, web page, PDF … or protected by a password.
    """
    if not data:
        raise refusal("EMPTY_FILE", file)
    if data.startswith(_OLE):
        # the streams of an OLE file are named in UTF-16; MS-OFFCRYPTO 2.3.4 names the encrypted one
        protected = "EncryptedPackage".encode("utf-16-le") in data
        raise refusal("PASSWORD" if protected else "OLE_FILE", file)
    if not data.startswith(b"PK\3\4"):
        start = as_ascii_superset(data[:512]).lstrip().lower()
        code = next((code for signature, code in _SIGNATURES if start.startswith(signature.lower())), "")
        raise refusal(code or "NOT_A_PACKAGE", file, "it does not begin as one")


def refuse_other_packages(parts: Mapping[str, Part], file: str) -> None:
    """Refuses archives that are not Office packages, and unsafe XML in any part.

    Raises:
        PackageRefusedError: the archive is an OpenDocument file or has no content types, or a part declares a
            document type.
    """
    kind = parts["mimetype"].data if "mimetype" in parts else b""
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise refusal("ODT_FILE", file, ".odt" if kind.endswith(b".text") else kind.decode("ascii", "replace"))
    if CONTENT_TYPES not in parts:
        raise refusal("NO_CONTENT_TYPES", file)
    for name, part in parts.items():
        if _may_be_xml(part):
            refuse_unsafe_xml(part.data, name, file)


def _may_be_xml(part: Part) -> bool:
    if part.name.lower().endswith((".xml", ".rels", ".vml", ".svg")):
        return True
    return as_ascii_superset(part.data[:64]).lstrip().startswith(b"<")


def refuse_dangers(package: Package) -> None:
    """Refuses a package for the first danger found in it.

    Raises:
        PackageRefusedError: see `dangers`.
    """
    for danger in dangers(package):
        raise danger


def refuse_dangers_in_parts(package: Package, parts: Iterable[str]) -> None:
    """Refuses a package for what some of its parts are or hold.

    Raises:
        PackageRefusedError: a part is a program, or has a dangerous field.
    """
    among = {name: package.parts[name] for name in parts}
    for danger in (*_forbidden_parts(package, among), *_forbidden_fields(package, among)):
        raise danger


def refuse_other_kinds(package: Package, kind: FileKind = DOCUMENT) -> None:
    """Refuses a package that is no file of a kind.

    Raises:
        PackageRefusedError: it is a file of another program, or of a format that is not read.
    """
    for problem in _other_kinds(package, kind):
        raise problem


def refuse_macros(package: Package) -> None:
    """Refuses a workbook with macros, whatever its content type says; nothing else in it is ever followed or run.

    Raises:
        PackageRefusedError: a part holds macros of Visual Basic or of Excel 4.
    """
    for name in package.names:
        if any(mark in name.lower() for mark in _MACRO_PARTS):
            raise refusal("MACROS", package.file, name, name)


def dangers(package: Package) -> Iterator[PackageRefusedError]:
    """All that makes a package unfit: another kind of file, active or remote content, dangerous fields."""
    yield from _other_kinds(package, DOCUMENT)
    yield from _forbidden_parts(package, package.parts)
    yield from _forbidden_relationships(package)
    yield from _embedded(package)
    yield from _forbidden_fields(package, package.parts)


def _other_kinds(package: Package, kind: FileKind) -> Iterator[PackageRefusedError]:
    content_type = package.content_type(package.main_part)
    main = next(each for each in package.relationships() if each.kind == "officeDocument")
    if kind is not WORKBOOK and main.type != f"{OFFICE}/officeDocument":  # sheets are read in either spelling
        yield refusal("STRICT_OOXML", package.file)
    elif content_type not in kind.main_types:
        code = next(code for mark, code in kind.other_main_types if mark in content_type)
        yield refusal(code, package.file, content_type or "no content type", package.main_part)


def _forbidden_parts(package: Package, among: Mapping[str, Part]) -> Iterator[PackageRefusedError]:
    for name, part in among.items():
        described = f"{name} {package.content_type(name)}".lower()
        found = next((code for mark, code in _FORBIDDEN_PARTS.items() if mark in described), "")
        if found or part.data.startswith(_OLE):
            yield refusal(found or "OLE_OBJECT", package.file, name, name)


def _forbidden_relationships(package: Package) -> Iterator[PackageRefusedError]:
    for source, relationships in package.related.items():
        for each in relationships:
            code = _fault_of(each)
            if code:
                yield refusal(code, package.file, each.target + _under_text(package, source, each.id), source)


def _under_text(package: Package, source: str, number: str) -> str:
    """The text that a relationship belongs to in its part, for a drafter to find it by; "" where there is none."""
    if source not in package.parts or not source.lower().endswith(".xml"):
        return ""
    elements = package.xml(source).iter(etree.Element)
    texts = ("".join(map(str, each.itertext())).strip() for each in elements if number in each.attrib.values())
    return next((f", under the text “{text[:60]}”" for text in texts if text), "")


def _in_paragraph(package: Package, part: str, instruction: str) -> str:
    """The text of the paragraph in which a field begins; "" where it has none."""
    root, begun = package.xml(part), instruction.split()[:1]
    for paragraph in root.iter("{*}p"):
        codes = "".join(map(str, (paragraph.itertext("{*}instrText", "{*}delInstrText"))))
        codes += " ".join(str(each.get(f"{_WML}instr")) for each in paragraph.iter("{*}fldSimple"))
        text = "".join(map(str, paragraph.itertext("{*}t"))).strip()
        if text and begun and begun[0] in codes:
            return f", in the paragraph “{text[:60]}”"
    return ""


def _fault_of(relationship: Relationship) -> str:
    if not relationship.external:
        return _FORBIDDEN_RELATIONSHIPS.get(relationship.kind, "")
    if relationship.type == f"{OFFICE}/hyperlink":
        return "" if is_safe_link(relationship.target) else "ODD_LINK"
    return _EXTERNAL.get(relationship.kind, "EXTERNAL_RELATIONSHIP")


def _embedded(package: Package) -> Iterator[PackageRefusedError]:
    """Embedded files other than the workbooks behind charts."""
    embedded = {name for name in package.parts if "/embeddings/" in f"/{name.lower()}"}
    for source, relationships in package.related.items():
        for each in (each for each in relationships if each.kind == "package" and not each.external):
            embedded.add(each.part)
            if "chart" not in package.content_type(source).lower():
                yield refusal("OLE_OBJECT", package.file, each.part, source)
    for name in sorted(embedded & package.parts.keys()):
        if not _is_workbook(package, name):
            yield refusal("OLE_OBJECT", package.file, name, name)


def _is_workbook(package: Package, name: str) -> bool:
    """Whether it is a workbook without macros, as far as its directory tells; it is not unpacked."""
    data = package.part(name)
    if package.content_type(name) != _WORKBOOK or not data.startswith(b"PK\3\4"):
        return False
    try:
        names = part_names(data, name)
    except PackageRefusedError:
        return False
    return not any(re.search("vbaProject|activeX|/embeddings/|macrosheets", each, re.IGNORECASE) for each in names)


def _forbidden_fields(package: Package, among: Mapping[str, Part]) -> Iterator[PackageRefusedError]:
    for name, part in among.items():
        for instruction in instructions(part.data, name, package.file):
            code = fault_in(instruction)
            if code:
                detail = " ".join(instruction.split())[:80] + _in_paragraph(package, name, instruction)
                yield refusal(code, package.file, detail, name)
