"""Taking the body of a document out of it, with the styles, lists, notes and parts that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

from briefgen.errors import UnreadableInputError
from briefgen.opc.read import Package, Relationship, read_package
from briefgen.opc.xml import Element
from briefgen.word.inserts.cleanup import Carrier, cleaned
from briefgen.word.inserts.extract_styles import Definitions, own_xml
from briefgen.word.inserts.material import MarkKind, Material, mark
from briefgen.word.state.imports import relationship_to
from briefgen.word.wml.ooxml import SECTPR, R, w

_NONCHARACTER = re.compile("[\ufdd0-\ufdef]")
_WORD_OF_FIELD = re.compile(r"[^\s\"\\]+")
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_VML, _SHAPE_OF_OFFICE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}spid"
_START, _END, _ID, _NAME, _ANCHOR = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name"), w("anchor")
_REFERENCE = f"{{{R}}}"


def material_from(data: bytes, name: str) -> Material:
    """The material of a file.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name, for messages.

    Raises:
        PackageRefusedError: it is no Word document, or a dangerous one.
        UnreadableInputError: it holds what cannot be put into another document.
    """
    return extract(read_package(data, name), sha256(data).hexdigest())


def extract(package: Package, digest: str) -> Material:
    """The material of a document that has been read already.

    Args:
        digest: SHA-256 of its file, in hexadecimal.

    Raises:
        UnreadableInputError: see `material_from`.
    """
    extraction = _Extraction(package, _definitions(package), Carrier(package))
    blocks, notes = extraction.blocks(), tuple(extraction.note_contents())
    styles, lists, abstracts = extraction.definitions.material()
    return Material(
        name=package.file,
        digest=digest,
        blocks=blocks,
        styles=styles,
        lists=lists,
        abstracts=abstracts,
        notes=notes,
        names=tuple(extraction.names),
        references=tuple(extraction.references),
        parts=tuple(extraction.carrier.parts.values()),
    )


@dataclass(slots=True)
class _Extraction:
    """The extraction of one document; used once. The dictionaries give each thing found its index."""

    package: Package
    definitions: Definitions
    carrier: Carrier
    references: dict[Relationship, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    bookmarks: dict[str, int] = field(default_factory=dict)
    shapes: dict[str, int] = field(default_factory=dict)

    def blocks(self) -> str:
        """The blocks of the body."""
        main = self.package.main_part
        root = self._story(main)
        body = root.find(w("body"))
        found = [] if body is None else [block for block in body if block.tag != SECTPR]
        return self._marked(found, main)

    def note_contents(self) -> Iterator[str]:
        """What each footnote that the blocks refer to holds, in their order."""
        name = next(iter(self.package.related_parts(self.package.main_part, "footnotes")), "")
        notes = {each.get(_ID): each for each in self._story(name).iter(w("footnote"))} if name and self.notes else {}
        for number in self.notes:
            note = notes.get(number)
            if note is None:
                raise UnreadableInputError(f"{self.package.file} refers to footnote {number}, which it does not have.")
            yield self._marked(list(note), name)

    def _story(self, name: str) -> Element:
        root = cleaned(self.package.xml(name))
        _refuse_odd(root, self.package.file)
        for start in root.iter(_START):
            self.names.setdefault(start.get(_NAME) or "", len(self.names))
        return root

    def _marked(self, blocks: Sequence[Element], part: str) -> str:
        for block in blocks:
            self.definitions.mark_uses(block)
            for element in list(block.iter()):
                self._mark_ids(element)
                self._mark_shape(element)
                self._mark_references(element, part)
        return "".join(own_xml(block) for block in blocks)

    def _mark_ids(self, element: Element) -> None:
        tag = element.tag
        if tag == _DOC_PR:
            element.set("id", mark(MarkKind.DRAWING))
        elif tag == w("footnoteReference"):
            number = element.get(_ID) or ""
            element.set(_ID, mark(MarkKind.NOTE, self.notes.setdefault(number, len(self.notes))))
        elif tag in (_START, _END):
            number = element.get(_ID) or ""
            element.set(_ID, mark(MarkKind.BOOKMARK, self.bookmarks.setdefault(number, len(self.bookmarks))))
            self._mark_name(element, _NAME)
        elif tag == w("hyperlink"):
            self._mark_name(element, _ANCHOR)
        elif tag == w("instrText"):
            element.text = _WORD_OF_FIELD.sub(lambda found: self._name_or(found[0]), element.text or "")

    def _mark_shape(self, element: Element) -> None:
        """Ids of shapes in VML, and of the shape types that they name (ECMA-376-4, 19.1.2.19)."""
        if not str(element.tag).startswith(_VML):
            return
        element.attrib.pop(_SHAPE_OF_OFFICE, "")
        for attribute, prefix in (("id", ""), ("type", "#")):
            name = element.get(attribute) or ""
            if name.startswith(prefix) and name != prefix:
                index = self.shapes.setdefault(name.removeprefix(prefix), len(self.shapes))
                element.set(attribute, prefix + mark(MarkKind.SHAPE, index))

    def _mark_name(self, element: Element, attribute: str) -> None:
        name = element.get(attribute)
        if name is not None:
            element.set(attribute, self._name_or(name))

    def _name_or(self, text: str) -> str:
        """The mark of a bookmark's name, or the text where it is none."""
        return mark(MarkKind.NAME, self.names[text]) if text in self.names else text

    def _mark_references(self, element: Element, part: str) -> None:
        for attribute in [str(name) for name in element.attrib if str(name).startswith(_REFERENCE)]:
            found = self._brought(part, element.get(attribute) or "")
            if found is not None:
                element.set(
                    attribute, mark(MarkKind.REFERENCE, self.references.setdefault(found, len(self.references)))
                )
            elif element.get(attribute):
                del element.attrib[attribute]

    def _brought(self, part: str, number: str) -> Relationship | None:
        """The relationship as any part may have it, with the part that it leads to brought along."""
        found = next((each for each in self.package.relationships(part) if each.id == number), None)
        if found is None:
            return None
        if found.external:
            return relationship_to(found.type, found.target, external=True)
        carried = self.carrier.carry(found.part)
        return relationship_to(found.type, carried.name) if carried else None


def _definitions(package: Package) -> Definitions:
    styles, numbering = (package.related_parts(package.main_part, kind) for kind in ("styles", "numbering"))
    return Definitions(
        cleaned(package.xml(styles[0])) if styles else None,
        cleaned(package.xml(numbering[0])) if numbering else None,
    )


def _refuse_odd(root: Element, file: str) -> None:
    if next(root.iter(w("endnoteReference")), None) is not None:
        remedy = "Turn them into footnotes in Word (References > Footnotes > Convert)."
        raise UnreadableInputError(f"{file} has endnotes, which cannot go into another document.", remedy)
    if found := _NONCHARACTER.search(etree.tostring(root, encoding="unicode")):
        raise UnreadableInputError(f"{file} holds the character U+{ord(found[0]):04X}, which no document may hold.")
