"""Word files in: a package is read and checked before anything is made of it.

`read_package` takes nothing on trust: whatever it returns is a Word document of sane size without macros, remote
parts, embedded programs or fields that fetch something. Writing is in `package_writer`.
"""

from __future__ import annotations

from briefgen.opc.checks import (
    MAIN_TYPES,
    refuse_dangers,
    refuse_other_files,
    refuse_other_kinds,
    refuse_other_packages,
)
from briefgen.opc.package import Package, assembled
from briefgen.opc.refusals import PackageRefusedError, refusal
from briefgen.opc.relationships import (
    CONTENT_TYPES,
    Relationship,
    free_id,
    relationships_name,
    with_content_types,
    with_relationships,
)
from briefgen.opc.xml import parse_xml
from briefgen.opc.zip import read_parts

__all__ = [
    "Package",
    "PackageRefusedError",
    "Relationship",
    "free_id",
    "parse_xml",
    "read_package",
    "refusal",
    "relationships_name",
    "with_content_types",
    "with_relationships",
]

_DOCUMENT_TYPE, _TEMPLATE_TYPE = MAIN_TYPES


def read_package(data: bytes, name: str, *, only_to_look: bool = False) -> Package:
    """The package that a file holds. A template (.dotx) is read as the document that Word would make of it.

    Args:
        data: the file's bytes.
        name: the file's name as the drafter knows it, for messages.
        only_to_look: nothing of it will be written anywhere, so links to folders, embedded files and the like, which
            are never followed or opened, may be in it.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or holds what must not come into
            correspondence; the message says which and what to do.
    """
    refuse_other_files(data, name)
    parts = {part.name: part for part in read_parts(data, name)}
    refuse_other_packages(parts, name)
    package = assembled(name, parts)
    refuse_other_kinds(package) if only_to_look else refuse_dangers(package)
    return _as_document(package)


def _as_document(package: Package) -> Package:
    if package.content_type(package.main_part) != _TEMPLATE_TYPE:
        return package
    types = with_content_types(package.part(CONTENT_TYPES), {package.main_part: _DOCUMENT_TYPE})
    return package.with_parts({CONTENT_TYPES: types})
