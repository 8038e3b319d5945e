"""From rendered parts to a finished file: added notes, lists and links, the language, the properties, the seal."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from briefgen.findings import Place
from briefgen.opc.fields import live_fields
from briefgen.opc.package import PackageWriter
from briefgen.opc.read import Package, Relationship, relationships_name, with_relationships
from briefgen.opc.relationships import CONTENT_TYPES, OFFICE, with_default_types
from briefgen.opc.seal import (
    CUSTOM_PROPERTIES,
    custom_properties,
    own_properties,
    part_hash,
    read_custom_properties,
    seal_of,
    with_property_part,
)
from briefgen.word.faults import RenderingError, live_field
from briefgen.word.rendering.lost_values import refuse_lost_values
from briefgen.word.rendering.watermark import Watermark, with_watermark
from briefgen.word.rows import RowKeeper
from briefgen.word.state.imports import Host, Imports
from briefgen.word.state.part_edits import (
    EMPTY_NOTES,
    EMPTY_NUMBERING,
    EMPTY_STYLES,
    NOTE_ELEMENTS,
    first_free_list,
    first_free_note,
    first_free_numbers,
    with_abstracts,
    with_language,
    with_lists,
    with_notes,
    with_styles,
)
from briefgen.word.state.rendering import NoteBook, Rendering
from briefgen.word.wml.escape import attribute_xml
from briefgen.word.wml.parts import taggable_parts

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REFERRING = re.compile(
    r"""<w:instrText\b[^>]*>\s*(?:TOC|REF|NOTEREF|SEQ)\b|\bw:instr="\s*(?:REF|NOTEREF|SEQ)\b""", re.IGNORECASE
)
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
# parts that a document may come to need: the word of their relationship, by the name that they then get
_NEEDED = {"word/footnotes.xml": "footnotes", _STYLES: "styles", _NUMBERING: "numbering"}


class NotesPart(Struct, frozen=True):
    """A part of notes: its name, whether the template has it, and its first free number."""

    name: str
    exists: bool
    first: int


class Finisher(Struct, frozen=True):
    """What is known of a template before any rendering, so that finishing one costs little.

    Attributes:
        own_properties: the custom properties that the template itself has.
        hashes: the hash of each part of the template.
        notes: the parts of footnotes, endnotes and comments by these words.
        numbering, styles: the names of these parts, "" where there are none.
        length: how many bytes of XML the template has.
        first_numbers: the first free number of bookmarks, drawings and controls.
        refers: whether it holds references, captions or tables of contents.
        rows: decides which rows are kept whole.
    """

    writer: PackageWriter
    host: Host
    own_properties: Mapping[str, str]
    hashes: Mapping[str, str]
    notes: Mapping[str, NotesPart]
    numbering: str
    styles: str
    first_list: int
    length: int
    first_numbers: Mapping[str, int]
    refers: bool
    rows: RowKeeper

    @classmethod
    def of(cls, template: Package) -> Finisher:
        """What finishing needs of a template."""
        package = with_property_part(template)
        numbering, styles = (_part(package, kind) for kind in ("numbering", "styles"))
        return cls(
            writer=PackageWriter(package),
            host=Host(package),
            own_properties=own_properties(template),
            hashes={name: part_hash(part.data) for name, part in package.parts.items()},
            notes={kind: _notes_part(package, kind) for kind in NOTE_ELEMENTS},
            numbering=numbering,
            styles=styles,
            first_list=first_free_list(_text(package, numbering)),
            length=sum(len(part.data) for name, part in package.parts.items() if name.endswith(".xml")),
            first_numbers=first_free_numbers(_text(package, name) for name in package.names if name.endswith(".xml")),
            refers=_REFERRING.search(_text(package, package.main_part)) is not None,
            rows=RowKeeper.of(package),
        )

    def prepare(self, rendering: Rendering) -> None:
        """Gives a rendering its note parts and first free ids."""
        rendering.notes = {
            kind: NoteBook(part.name, NOTE_ELEMENTS[kind], part.first) for kind, part in self.notes.items()
        }
        rendering.identity.next.update(self.first_numbers)
        rendering.first_list = self.first_list
        rendering.imports.host = self.host

    def finish(
        self,
        parts: dict[str, str],
        rendering: Rendering,
        language: str,
        custom: Mapping[str, str],
        watermark: Watermark | None = None,
    ) -> bytes:
        """The finished file.

        Args:
            parts: the XML of rendered parts by name.
            language: a BCP 47 tag, or "".
            custom: custom properties by name.
            watermark: what stands behind the text of every page, or None.
        """
        own = {**_filled_properties(parts.pop(CUSTOM_PROPERTIES, ""), self.own_properties), **custom}
        beside = {CUSTOM_PROPERTIES: "\n".join(map(attribute_xml, own.values())).encode()}
        changed = self.changes(parts, rendering, language, beside, watermark)
        writer = self._writer_for(changed, rendering.imports)
        hashes = {**self.hashes, **{name: part_hash(data) for name, data in changed.items()}}
        if writer is not self.writer:
            hashes[CONTENT_TYPES] = part_hash(writer.package.part(CONTENT_TYPES))
        changed[CUSTOM_PROPERTIES] = custom_properties(own, seal_of(hashes.items()))
        return writer.write(changed)

    def changes(
        self,
        parts: dict[str, str],
        rendering: Rendering,
        language: str = "",
        beside: Mapping[str, bytes] | None = None,
        watermark: Watermark | None = None,
    ) -> dict[str, bytes]:
        """The bytes of all parts that are new or other than in the template.

        Args:
            parts, rendering, language, watermark: as in `finish`.
            beside: further parts in which printed values are looked for.

        Raises:
            LostValueError: a value that a tag has printed is in none of them.
        """
        superseded = ""
        self._add(parts, rendering, language)
        if rendering.assembles_fields:
            self._refuse_live_fields(parts)
        if rendering.refers or self.refers:
            from briefgen.word.rendering.resolve import resolve_references  # start-up: letters need none

            parts, superseded = resolve_references(parts, rendering, self.writer.package)
        parts = self.rows.settle(parts, self.writer.package)
        changed = {name: _encoded(xml) for name, xml in parts.items()}
        if rendering.printed:
            refuse_lost_values(rendering, {**changed, **(beside or {})}, superseded)
        if watermark:
            marked = with_watermark(parts, rendering.imports, self.writer.package, watermark)
            changed |= {name: _encoded(xml) for name, xml in marked.items() if xml is not parts.get(name)}
        changed |= {name: part.data for name, part in rendering.imports.parts.items()}
        return changed | self._relationships(rendering, changed)

    def package_with(self, changed: Mapping[str, bytes], imports: Imports) -> Package:
        """The template's package with parts changed and added."""
        package = self.writer.package
        known = {name: data for name, data in changed.items() if name in package.parts or name.endswith(".rels")}
        defaults = _default_types(package, imports)
        if defaults:
            known[CONTENT_TYPES] = with_default_types(package.part(CONTENT_TYPES), defaults)
        types = {**package.types.defaults, **defaults}
        added = {name: (data, _type_of(name, imports)) for name, data in changed.items() if name not in known}
        by_default = {name for name, (_, kind) in added.items() if types.get(_extension(name)) == kind}
        return package.with_parts(
            known | {name: added[name][0] for name in by_default},
            {name: each for name, each in added.items() if name not in by_default},
        )

    def _refuse_live_fields(self, parts: Mapping[str, str]) -> None:
        """Refuses fields that came out other than they stood in the template.

        Raises:
            RenderingError: a field fetches or starts something; one finding for each.
        """
        package = self.writer.package
        titles = {name: title for name, title, _ in taggable_parts(package) if name != package.main_part}
        found = [
            live_field(Place(package.file, part=titles.get(name, "")), code)
            for name, xml in parts.items()
            for code in live_fields(xml.encode(), name, package.file)
        ]
        if found:
            raise RenderingError(found)

    def _add(self, parts: dict[str, str], rendering: Rendering, language: str) -> None:
        package = self.writer.package
        for kind, book in rendering.notes.items():
            if book.entries:
                static = _text(package, book.part) if book.part in package.parts else EMPTY_NOTES
                parts[book.part] = with_notes(parts.get(book.part, static), kind, book.entries)
        if rendering.lists or rendering.imports.abstracts:
            numbering = _text(package, self.numbering) or EMPTY_NUMBERING
            numbering = with_abstracts(numbering, rendering.imports.abstracts)
            parts[self.numbering or _NUMBERING] = with_lists(numbering, rendering.lists, self.first_list)
        if rendering.imports.styles:
            styles = _text(package, self.styles) or EMPTY_STYLES
            parts[self.styles or _STYLES] = with_styles(styles, rendering.imports.styles)
        if language and self.styles:
            own, edited = package.part(self.styles), parts.get(self.styles)
            parts[self.styles] = with_language(edited, language) if edited else _in_language(own, language)

    def _relationships(self, rendering: Rendering, changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """The relationships of each part that links or images were put into, and of the document to new parts."""
        added = {part: [_link(n, target) for n, target in enumerate(t, 1)] for part, t in rendering.links.items()}
        for part, imports in rendering.imports.relationships.items():
            added.setdefault(part, []).extend(imports.values())
        main = self.writer.package.main_part
        related = {each.part for each in self.writer.package.relationships(main)}
        for name in _NEEDED.keys() & changed.keys() - related:
            added.setdefault(main, []).append(_needed(name, main))
        return {relationships_name(part): self._related(part, each) for part, each in added.items()}

    def _related(self, part: str, added: list[Relationship]) -> bytes:
        name, package = relationships_name(part), self.writer.package
        there = {each.id for each in package.relationships(part)}
        new = sorted((each for each in added if each.id not in there), key=_order)
        return with_relationships(package.part(name) if name in package.parts else None, new)

    def _writer_for(self, changed: Mapping[str, bytes], imports: Imports) -> PackageWriter:
        """The writer, or one for a package with parts that the template does not have."""
        missing = {name: data for name, data in changed.items() if name not in self.hashes}
        return PackageWriter(self.package_with(missing, imports)) if missing else self.writer


# the documents of a batch share most of their small parts, and these their bytes, of which the hash is known then
_SMALL = 65_536
_encode_small = lru_cache(maxsize=64)(str.encode)


def _encoded(xml: str) -> bytes:
    return _encode_small(xml) if len(xml) <= _SMALL else xml.encode()


@lru_cache(maxsize=32)
def _in_language(styles: bytes, language: str) -> str:
    return with_language(styles.decode(), language)


def _filled_properties(xml: str, own: Mapping[str, str]) -> Mapping[str, str]:
    """The template's own custom properties, those that hold tags as they were filled."""
    return {name: text for name, text in read_custom_properties(xml.encode()).items() if name in own} if xml else own


def _link(number: int, target: str) -> Relationship:
    return Relationship(f"rIdLink{number}", f"{OFFICE}/hyperlink", target, external=True)


def _order(relationship: Relationship) -> tuple[bool, str]:
    """Links in the order in which they were put in, then the others by id, so that bytes do not vary."""
    link = relationship.id.startswith("rIdLink")
    return (not link, "" if link else relationship.id)


def _needed(name: str, main_part: str) -> Relationship:
    target = posixpath.relpath(name, posixpath.dirname(main_part) or ".")
    return Relationship(f"rId{_NEEDED[name].title()}", f"{OFFICE}/{_NEEDED[name]}", target)


def _type_of(name: str, imports: Imports) -> str:
    return imports.parts[name].content_type if name in imports.parts else f"{_WML}.{_NEEDED[name]}+xml"


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _default_types(package: Package, imports: Imports) -> dict[str, str]:
    """The default types that images ask for, where the package gives their extensions none."""
    wanted = {part.default_extension: part.content_type for part in imports.parts.values() if part.default_extension}
    return {extension: kind for extension, kind in wanted.items() if extension not in package.types.defaults}


def _part(package: Package, kind: str) -> str:
    return next(iter(package.related_parts(package.main_part, kind)), "")


def _notes_part(package: Package, kind: str) -> NotesPart:
    name = _part(package, kind)
    return NotesPart(name or f"word/{kind}.xml", bool(name), first_free_note(_text(package, name), kind))


def _text(package: Package, name: str) -> str:
    return package.part(name).decode() if name else ""
