"""Put the files that a template includes into its package.

`{%p include "part.docx" %}`: another template of the same folder takes the place of the tag's paragraph.

Included files become part of the template before it is compiled, so their tags see the same data. Their blocks are
in a wrapper that names the file they came from, until the compiler takes it away; styles, lists, images and notes
come along as those of sub-documents do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from lxml import etree
from msgspec import Struct, field

from briefgen.errors import BriefgenError
from briefgen.findings import Finding
from briefgen.opc.read import Package, parse_xml, read_package
from briefgen.opc.xml import Element
from briefgen.word.compiling.placement import keep_breaks
from briefgen.word.faults import PlacedTag
from briefgen.word.inserts.donor import DonorContent
from briefgen.word.inserts.extract import extract_content
from briefgen.word.inserts.subdocument import Graft
from briefgen.word.rendering.finish import Finisher
from briefgen.word.state.imports import Host
from briefgen.word.state.rendering import Rendering
from briefgen.word.wml.comments import without_remarks
from briefgen.word.wml.ooxml import DECLARATION, INCLUDED, PPR, TC, P, R, W, ancestor, remove, w
from briefgen.word.wml.paragraph_text import ParagraphText, paragraph_text
from briefgen.word.wml.parts import PartKind, taggable_parts
from briefgen.word.wml.places import Walk
from briefgen.word.wml.tags import TagKind, find_tags

IncludeReader = Callable[[str], bytes]
"""Gives the bytes of a file by its name; raises a `BriefgenError`, `OSError` or `LookupError` where there is none."""

_MARKUP = re.compile(rb"<[^>]+>")


def may_include(package: Package) -> bool:
    """Whether a story may hold the tag; Word may have split the word over runs."""
    stories = (package.part(name) for name, _, kind in taggable_parts(package) if kind is PartKind.STORY)
    return any(b"%" in data and b"include" in _MARKUP.sub(b"", data) for data in stories)


class WholeTemplate(Struct, frozen=True):
    """A template with everything that it includes.

    Attributes:
        package: included blocks are in wrappers that name their file.
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


def whole(package: Package, file: str, read: IncludeReader | None) -> WholeTemplate:
    """A template with everything that it includes; itself where it includes nothing.

    Args:
        file: the template's name, for messages.
        read: gives the bytes of a file of the template's folder; None where there is no folder.
    """
    if not may_include(package):
        return WholeTemplate(package, {}, ())

    inclusion = Inclusion(read)
    resolved = inclusion.resolve(package, file)
    return WholeTemplate(resolved, inclusion.digests, tuple(inclusion.findings))


def read_with_includes(data: bytes, name: str, read: IncludeReader | None) -> WholeTemplate:
    """What is compiled of a template's file: see `whole`; comments of ours are taken out.

    Raises:
        PackageRefusedError: it is no Word document, or a dangerous one.
    """
    return whole(without_remarks(read_package(data, name)), name, read)


def without_wrappers(package: Package) -> Package:
    """The package as it is written: included blocks are unwrapped."""
    wrapped = [name for name, part in package.parts.items() if b'"urn:briefgen"' in part.data]
    return package.with_parts({name: _unwrap(package.xml(name)) for name in wrapped}) if wrapped else package


def _unwrap(root: Element) -> bytes:
    etree.strip_tags(root, INCLUDED)
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


_QUOTED = re.compile(r"""(["'])([^"']*)\1""")
_LARGEST = 5_000_000  # characters of included XML in one file
_DEEPEST = 8
_STORIES = frozenset({w("document"), w("hdr"), w("ftr")})
_WHOLE = "it takes the place of its whole paragraph, but “{beside}” stands beside it and would be lost"
_NO_READER = "this template was not read from a folder, so that nothing can be included in it"


class Inclusion(Struct):
    """Puts the files that a template includes into its package; used once.

    Attributes:
        read: gives the bytes of a file of the template's folder; None where there is no folder.
        findings: what was found wrong, at the places of the tags.
        digests: SHA-256 of each included file, by name.
    """

    read: IncludeReader | None
    findings: list[Finding] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    _contents: dict[str, DonorContent | None] = field(default_factory=dict)

    def resolve(self, package: Package, file: str, chain: tuple[str, ...] = ()) -> Package:
        """The package with everything included.

        Args:
            file: the template's name, for messages.
            chain: the files that include each other down to this one.
        """
        if not may_include(package):
            return package
        return _Host(self, package, file, (*chain, file)).resolved()

    def content(self, name: str, chain: tuple[str, ...]) -> DonorContent | None:
        """What an included file brings; None where it has faults of its own, which are then reported.

        Raises:
            BriefgenError, OSError, LookupError: it cannot be read.
        """
        if name not in self._contents:
            assert self.read is not None, "checked before anything is asked for"
            data = self.read(name)
            self.digests[name] = sha256(data).hexdigest()
            before = len(self.findings)
            package = self.resolve(read_package(data, name), name, chain)
            faulty = len(self.findings) > before
            self._contents[name] = None if faulty else extract_content(package, self.digests[name])
        return self._contents[name]


class _Host(Struct):
    """One template with the files that it includes itself."""

    inclusion: Inclusion
    package: Package
    file: str
    chain: tuple[str, ...]
    _size: int = 0

    def resolved(self) -> Package:
        finishing, rendering = Finisher.of(self.package), Rendering()
        finishing.prepare(rendering)
        parts: dict[str, str] = {}
        for name, title, _ in _stories(self.package):
            rendering.part, root = name, self.package.xml(name)
            found = list(self._includes(root, title))
            for text, placed in found:
                self._put(text, placed, rendering)
            if found:
                parts[name] = DECLARATION + etree.tostring(root, encoding="unicode")
        return finishing.package_with(finishing.changes(parts, rendering), rendering.imports)

    def _includes(self, root: Element, title: str) -> Iterator[tuple[ParagraphText, PlacedTag]]:
        styles = Host(self.package).styles
        body = root.find(w("body"))
        for paragraph, spot in list(Walk(styles).paragraphs(root if body is None else body)):
            text = paragraph_text(paragraph)
            for tag in find_tags(text.text) if "include" in text.text else ():
                if tag.kind is TagKind.STATEMENT and tag.word == "include" and not tag.fault:
                    yield text, PlacedTag(tag, self.file, title, spot)

    def _put(self, text: ParagraphText, placed: PlacedTag, rendering: Rendering) -> None:
        """The included blocks in place of the tag's paragraph; where that cannot be, a finding and no tag."""
        findings = self.inclusion.findings
        before = len(findings)
        findings += self._faults(text, placed)
        content = None if len(findings) > before else self._read(placed)
        if content is None:
            _empty(text.paragraph)  # it still counts, for the places of what follows
            return
        keep_breaks(text, placed.tag)
        self._replace(text.paragraph, Graft(content, rendering).blocks(), content.name)

    def _faults(self, text: ParagraphText, placed: PlacedTag) -> Iterator[Finding]:
        tag = placed.tag
        beside = f"{text.text[: tag.start]} {text.text[tag.end :]}".strip()
        root = text.paragraph.getroottree().getroot()
        if root.tag not in _STORIES or tag.level not in ("", "p"):
            yield placed.fault("TPL-040", "a file can only be included in the document, a header or a footer")
        elif beside:
            yield placed.fault("TPL-006", _WHOLE.format(beside=beside[:40]), "Put the tag into a paragraph of its own.")
        elif not (found := _QUOTED.fullmatch(tag.rest)):
            remedy = 'Write {%p include "part.docx" %}.'
            yield placed.fault("TPL-040", "only a file's name in quotes can stand here", remedy)
        else:
            yield from self._faults_of_name(found[2], placed)

    def _faults_of_name(self, name: str, placed: PlacedTag) -> Iterator[Finding]:
        if any(character in name for character in "/\\:") or name in {"", ".", ".."}:
            yield placed.fault("TPL-040", "only files of the template's own folder can be included, by their name")
        elif self.inclusion.read is None:
            yield placed.fault("TPL-040", _NO_READER)
        elif name.casefold() in {each.casefold() for each in self.chain}:
            yield placed.fault("TPL-041", f"the file includes itself: {' → '.join([*self.chain, name])}")
        elif len(self.chain) > _DEEPEST:
            yield placed.fault("TPL-041", f"files include each other more than {_DEEPEST} deep")

    def _read(self, placed: PlacedTag) -> DonorContent | None:
        name = placed.tag.rest[1:-1]
        try:
            content = self.inclusion.content(name, self.chain)
        except BriefgenError as problem:
            self.inclusion.findings.append(placed.fault("TPL-040", problem.message, problem.remedy))
            return None
        except (OSError, LookupError):
            message = f"there is no file “{name}” that could be read in the template's folder"
            self.inclusion.findings.append(placed.fault("TPL-040", message))
            return None
        self._size += len(content.blocks) if content else 0
        if self._size > _LARGEST:
            self.inclusion.findings.append(placed.fault("TPL-041", "all that is included is too large for a document"))
            return None
        return content

    def _replace(self, paragraph: Element, blocks: str, name: str) -> None:
        wrapper = _wrap(blocks, name)
        paragraph.addprevious(wrapper)
        cell = ancestor(wrapper, TC)
        if cell is not None and paragraph is cell[-1] and (not len(wrapper) or wrapper[-1].tag != P):
            wrapper.append(etree.Element(P))  # a cell ends with a paragraph: ECMA-376-1, 17.4.65
        remove(paragraph)


def _stories(package: Package) -> Iterator[tuple[str, str, PartKind]]:
    return (each for each in taggable_parts(package) if each[2] is PartKind.STORY)


def _empty(paragraph: Element) -> None:
    for child in [child for child in paragraph if child.tag != PPR]:
        paragraph.remove(child)


def _wrap(blocks: str, name: str) -> Element:
    xml = f'<b:included xmlns:b="urn:briefgen" xmlns:w="{W}" xmlns:r="{R}">{blocks}</b:included>'
    wrapper = parse_xml(xml.encode(), name)
    wrapper.set("file", name)
    return wrapper
