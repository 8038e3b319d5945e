"""Office files in: a package is read and checked before anything is made of it.

`read_package` and `read_workbook` take nothing on trust. What the first returns is a Word document of sane size
without macros, remote parts, embedded programs or fields that fetch something. One of a few kilobytes could unpack to
gigabytes, and other kinds of file under the same ending would give messages that no drafter understands; each is
recognised here and refused in a sentence.
"""

from __future__ import annotations

from briefgen.opc.canonical import canonical_parts, transitional_parts
from briefgen.opc.checks import (
    refuse_dangers,
    refuse_macros,
    refuse_other_files,
    refuse_other_kinds,
    refuse_other_packages,
)
from briefgen.opc.leave_out import without_connections
from briefgen.opc.package import Package, assemble_package
from briefgen.opc.refusals import DOCUMENT, WORKBOOK, PackageRefusedError, refusal, refusals_of
from briefgen.opc.relationships import (
    CONTENT_TYPES,
    Relationship,
    free_id,
    relationships_name,
    with_content_types,
    with_relationships,
)
from briefgen.opc.xml import parse_xml
from briefgen.opc.zip import Part, read_parts

__all__ = [
    "Package",
    "PackageRefusedError",
    "Relationship",
    "free_id",
    "parse_xml",
    "read_package",
    "read_workbook",
    "refusal",
    "relationships_name",
    "with_content_types",
    "with_relationships",
]

_DOCUMENT_TYPE, _TEMPLATE_TYPE = DOCUMENT.main_types


def read_package(data: bytes, name: str, *, only_to_look: bool = False) -> Package:
    """The package that a Word file holds. A template (.dotx) is read as the document that Word would make of it.

    What connects it to its author's machine (see `without_connections`) is left out, and named in `left_out`.

    Args:
        data: the file's bytes.
        name: the file's name as the drafter knows it, for messages.
        only_to_look: nothing of it will be written anywhere, so links to folders, embedded files and the like, which
            are never followed or opened, may be in it, and it may be saved as “Strict Open XML Document”.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or holds what must not come into
            correspondence; the message says which and what to do.
    """
    parts = _read(data, name)
    package = assemble_package(name, transitional_parts(parts, name) if only_to_look else parts)
    if only_to_look:
        refuse_other_kinds(package)
        return _as_document(package)
    package = without_connections(package)
    refuse_dangers(package)
    return _as_document(package)


def read_workbook(data: bytes, name: str) -> Package:
    """The package that an Excel file holds (.xlsx, .xltx), of which only the values of cells will be read.

    Arguments as in `read_package`.

    Raises:
        PackageRefusedError: the file is no Excel workbook, is damaged, has macros or a password, or is too large; the
            message says which and what to do.
    """
    with refusals_of(WORKBOOK):
        package = assemble_package(name, _read(data, name))
        refuse_other_kinds(package, WORKBOOK)
        refuse_macros(package)
    return package


def _read(data: bytes, name: str) -> dict[str, Part]:
    refuse_other_files(data, name)
    parts = {part.name: part for part in read_parts(data, name)}
    refuse_other_packages(parts, name)
    return canonical_parts(parts, name)


def _as_document(package: Package) -> Package:
    if package.content_type(package.main_part) != _TEMPLATE_TYPE:
        return package
    types = with_content_types(package.part(CONTENT_TYPES), {package.main_part: _DOCUMENT_TYPE})
    return package.with_parts({CONTENT_TYPES: types})
