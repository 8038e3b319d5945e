"""Whether a template includes others at all, and what it is when they stand in it; see `briefgen.word.including`."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from lxml import etree

from briefgen.findings import Finding
from briefgen.values import dataclass
from briefgen.word.includable import IncludeReader, may_include
from briefgen.word.ooxml import DECLARATION, INCLUDED, Element
from briefgen.word.package import Package, read_package
from briefgen.word.remarks import without_remarks


@dataclass(frozen=True)
class Whole:
    """A template with everything that it includes.

    Attributes:
        package: included blocks stand in wrappers, so that their places can be told.
        digests: SHA-256 of each included file, by name.
        findings: what was found wrong with the including.
    """

    package: Package
    digests: Mapping[str, str]
    findings: tuple[Finding, ...]

    def digest_of(self, data: bytes) -> str:
        """SHA-256 of a template's own bytes and of all that it includes, in hexadecimal."""
        own = sha256(data).hexdigest()
        lines = [f"{digest} {name}\n" for name, digest in sorted(self.digests.items())]
        return sha256("".join([own, "\n", *lines]).encode()).hexdigest() if lines else own


def whole(package: Package, file: str, read: IncludeReader | None) -> Whole:
    """A template with everything that it includes; itself where it includes nothing.

    Args:
        file: the template's name, for messages.
        read: gives the bytes of a file of the template's folder; None where there is no folder.
    """
    if not may_include(package):
        return Whole(package, {}, ())
    from briefgen.word.including import Inclusion

    inclusion = Inclusion(read)
    resolved = inclusion.resolve(package, file)
    return Whole(resolved, inclusion.digests, tuple(inclusion.findings))


def source_of(data: bytes, name: str, read: IncludeReader | None) -> Whole:
    """What is compiled of a template's file: see `whole`; comments of ours are taken out.

    Raises:
        PackageRefusedError: it is no Word document, or a dangerous one.
    """
    return whole(without_remarks(read_package(data, name)), name, read)


def without_wrappers(package: Package) -> Package:
    """The package as it is written: included blocks stand among the others."""
    wrapped = [name for name, part in package.parts.items() if b'"urn:briefgen"' in part.data]
    return package.with_parts({name: _unwrapped(package.xml(name)) for name in wrapped}) if wrapped else package


def _unwrapped(root: Element) -> bytes:
    etree.strip_tags(root, INCLUDED)
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()
