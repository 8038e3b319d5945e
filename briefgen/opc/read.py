"""Office files in: a package is read and checked before anything is made of it.

`read_package` and `read_workbook` take nothing on trust. What the first returns is a Word document of sane size
without macros, remote parts, embedded programs or fields that fetch something. One of a few kilobytes could unpack to
gigabytes, and other kinds of file under the same ending would give messages that no drafter understands; each is
recognised here and refused in a sentence.

What a file is connected to on its author's machine is left out, with a sentence for each: a template attached on a
drive or share, the task pane of an Office add-in, the source of a mail merge. Word saves them with every file of an
institution. Nobody misses them in a finished document, and without them nothing is fetched or started. What is
connected to the web, or stands in the text itself, is refused in `briefgen.opc.checks` instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec.structs import replace

from briefgen.opc.checks import (
    refuse_dangers,
    refuse_dangers_in_parts,
    refuse_macros,
    refuse_other_files,
    refuse_other_kinds,
    refuse_other_packages,
)
from briefgen.opc.package import LeftOut, Package, assemble_package
from briefgen.opc.refusals import DOCUMENT, WORKBOOK, PackageRefusedError, refusal, refusals_of
from briefgen.opc.relationships import (
    CONTENT_TYPES,
    Relationship,
    free_id,
    relationships_name,
    with_content_types,
    with_relationships,
    without_content_types,
    without_relationships,
)
from briefgen.opc.xml import are_canonical, canonical_parts, parse_xml, transitional_parts
from briefgen.opc.zip import FOREIGN, WORKBOOKS, Limits, Part, deflate_part, read_parts

__all__ = [
    "Package",
    "PackageRefusedError",
    "Relationship",
    "free_id",
    "parse_xml",
    "read_package",
    "read_successor",
    "read_workbook",
    "refusal",
    "relationships_name",
    "with_content_types",
    "with_relationships",
]

_DOCUMENT_TYPE, _TEMPLATE_TYPE = DOCUMENT.main_types


def read_package(data: bytes, name: str, *, only_to_look: bool = False, limits: Limits = FOREIGN) -> Package:
    """The package that a Word file holds. A template (.dotx) is read as the document that Word would make of it.

    What connects it to its author's machine (see `without_connections`) is left out, and named in `left_out`.

    Args:
        data: the file's bytes.
        name: the file's name as the drafter knows it, for messages.
        only_to_look: nothing of it will be written anywhere, so links to folders, embedded files and the like, which
            are never followed or opened, may be in it, and it may be saved as “Strict Open XML Document”.
        limits: how large it may be.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or holds what must not come into
            correspondence; the message says which and what to do.
    """
    parts = _read(data, name, limits)
    package = assemble_package(name, transitional_parts(parts, name) if only_to_look else parts)
    if only_to_look:
        refuse_other_kinds(package)
        return _as_document(package)
    package = without_connections(package)
    refuse_dangers(package)
    return _as_document(package)


def read_successor(data: bytes, name: str, before: Package, limits: Limits = FOREIGN) -> Package:
    """The package of a file that was made like another one, in which only what differs from it is looked at.

    Args:
        data, name, limits: as in `read_package`.
        before: the other, as `read_package` read it. Parts with the same bytes are the same objects in both packages.

    Raises:
        PackageRefusedError: as in `read_package`.
    """
    refuse_other_files(data, name)
    parts = {part.name: part for part in read_parts(data, name, before.parts, limits)}
    changed = {each: part for each, part in parts.items() if part is not before.parts.get(each)}
    if before.left_out or parts.keys() != before.parts.keys() or any(map(_concerns_others, changed)):
        return read_package(data, name, limits=limits)
    package = replace(before, file=name, parts={each: parts[each] for each in before.parts})
    refuse_other_packages({CONTENT_TYPES: parts[CONTENT_TYPES], **changed}, name)
    if not are_canonical(changed) or any(_codes_in(each, package, {}) for each in changed):
        return read_package(data, name, limits=limits)
    refuse_dangers_in_parts(package, changed)
    return package


def _concerns_others(name: str) -> bool:
    """Whether a part says what others are, or is a file in itself."""
    return name == CONTENT_TYPES or name.lower().endswith(".rels") or "/embeddings/" in f"/{name.lower()}"


def read_workbook(data: bytes, name: str) -> Package:
    """The package that an Excel file holds (.xlsx, .xltx), of which only the values of cells will be read.

    Arguments as in `read_package`.

    Raises:
        PackageRefusedError: the file is no Excel workbook, is damaged, has macros or a password, or is too large; the
            message says which and what to do.
    """
    with refusals_of(WORKBOOK):
        package = assemble_package(name, _read(data, name, WORKBOOKS))
        refuse_other_kinds(package, WORKBOOK)
        refuse_macros(package)
    return package


def _read(data: bytes, name: str, limits: Limits) -> dict[str, Part]:
    refuse_other_files(data, name)
    parts = {part.name: part for part in read_parts(data, name, limits=limits)}
    refuse_other_packages(parts, name)
    return canonical_parts(parts, name)


def _as_document(package: Package) -> Package:
    if package.content_type(package.main_part) != _TEMPLATE_TYPE:
        return package
    types = with_content_types(package.part(CONTENT_TYPES), {package.main_part: _DOCUMENT_TYPE})
    return package.with_parts({CONTENT_TYPES: types})


_WML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WEB = re.compile(r"(?i)\s*(?:https?|ftps?):")
_ADD_IN = "webextension"
_TASK_PANES = "webextensiontaskpanes"
_OF_A_MERGE = frozenset({"mailMergeSource", "mailMergeHeaderSource", "recipientData"})
_ELEMENTS = {"ATTACHED_TEMPLATE": "attachedTemplate", "MAIL_MERGE": "mailMerge"}


def without_connections(package: Package) -> Package:
    """The package without what connects it to its author's machine; `left_out` says what that was."""
    dropped = _parts_of_add_ins(package)
    removed = {source: dict(_connections(source, package, dropped)) for source in package.related}
    removed = {source: found for source, found in removed.items() if found}
    edited = {name: codes for name in package.parts if (codes := _codes_in(name, package, removed.get(name, {})))}
    if not (dropped or removed or edited):
        return package
    changed = {relationships_name(source): _unrelated(package, source, found) for source, found in removed.items()}
    changed |= {name: _edited(package, name, codes) for name, codes in edited.items()}
    changed[CONTENT_TYPES] = without_content_types(package.part(CONTENT_TYPES), dropped)
    parts = {name: part for name, part in package.parts.items() if name not in dropped}
    parts |= {name: deflate_part(name, data) for name, data in changed.items()}
    made = assemble_package(package.file, parts, package.main_part)
    return replace(made, left_out=(*package.left_out, *_described(package, removed, edited, dropped)))


def _parts_of_add_ins(package: Package) -> frozenset[str]:
    """The parts of task panes; none where an add-in stands in the text, which is refused."""
    found = {name for name in package.parts if _ADD_IN in f"{name} {package.content_type(name)}".lower()}
    others = (known for source, known in package.related.items() if source not in found)
    if any(each.kind.lower() == _ADD_IN for known in others for each in known):
        return frozenset()
    return frozenset(found | (set(map(relationships_name, found)) & package.parts.keys()))


def _connections(source: str, package: Package, dropped: frozenset[str]) -> Iterator[tuple[Relationship, str]]:
    """The relationships of a source that are left out, each with the code of what it is."""
    for each in package.relationships(source):
        if each.external and each.kind == "attachedTemplate" and not _WEB.match(each.target):
            yield each, "ATTACHED_TEMPLATE"
        elif each.kind in _OF_A_MERGE:
            yield each, "MAIL_MERGE"
        elif source not in dropped and (each.part in dropped or each.kind.lower() == _TASK_PANES):
            yield each, "WEB_EXTENSION"


def _codes_in(name: str, package: Package, found: Mapping[Relationship, str]) -> frozenset[str]:
    """What is to be taken out of a part itself; a mail merge is described in the settings even without a source."""
    codes = {code for code in found.values() if code in _ELEMENTS}
    if name.lower().endswith("settings.xml") and b":mailMerge" in package.part(name):
        codes.add("MAIL_MERGE")
    return frozenset(codes)


def _edited(package: Package, name: str, codes: frozenset[str]) -> bytes:
    root = package.xml(name)
    for element in list(root.iter(*(_WML + _ELEMENTS[code] for code in codes))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _unrelated(package: Package, source: str, found: Mapping[Relationship, str]) -> bytes:
    return without_relationships(package.part(relationships_name(source)), {each.id for each in found})


def _described(
    package: Package,
    removed: Mapping[str, Mapping[Relationship, str]],
    edited: Mapping[str, frozenset[str]],
    dropped: frozenset[str],
) -> Iterator[LeftOut]:
    """What was left out, each once by its kind and target, in the order of the parts."""
    said = set()
    for found in removed.values():
        for each, code in found.items():
            said.add(code)
            yield LeftOut(code, each.target if each.external else each.part)
    if dropped and "WEB_EXTENSION" not in said:
        yield LeftOut("WEB_EXTENSION", sorted(dropped)[0])
    if "MAIL_MERGE" not in said and any("MAIL_MERGE" in codes for codes in edited.values()):
        yield LeftOut("MAIL_MERGE", "settings of the file")
