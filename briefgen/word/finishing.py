"""From rendered parts to a finished file: added notes, lists and links, the language, the properties, the seal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.word.additions import (
    EMPTY_NOTES,
    first_free_list,
    first_free_note,
    with_language,
    with_lists,
    with_notes,
)
from briefgen.word.package import Package, Relationship, free_id, relationships_name, with_relationships
from briefgen.word.package_relations import CONTENT_TYPES, OFFICE
from briefgen.word.package_writer import PackageWriter
from briefgen.word.rendering import Rendering
from briefgen.word.seal import (
    CUSTOM_PROPERTIES,
    CUSTOM_PROPERTIES_RELATIONSHIP,
    CUSTOM_PROPERTIES_TYPE,
    SEAL,
    custom_properties,
    part_hash,
    read_custom_properties,
    seal_of,
)

_NOTES_PART = "word/footnotes.xml"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTES = Relationship("rIdNotes", f"{OFFICE}/footnotes", "footnotes.xml")


@dataclass(frozen=True)
class Finishing:
    """What is known of a template before any rendering, so that finishing one costs little.

    Attributes:
        own_properties: the custom properties that the template itself has.
        hashes: the hash of each part as it stands in the template.
        notes, numbering, styles: the names of these parts, "" where there are none.
    """

    writer: PackageWriter
    own_properties: Mapping[str, str]
    hashes: Mapping[str, str]
    notes: str
    numbering: str
    styles: str
    first_note: int
    first_list: int

    @classmethod
    def of(cls, template: Package) -> Finishing:
        """What finishing needs of a template."""
        package = _with_property_part(template)
        notes, numbering, styles = (_part(package, kind) for kind in ("footnotes", "numbering", "styles"))
        return cls(
            writer=PackageWriter.of(package),
            own_properties=_own_properties(template),
            hashes={name: part_hash(part.data) for name, part in package.parts.items()},
            notes=notes,
            numbering=numbering,
            styles=styles,
            first_note=first_free_note(_text(package, notes)),
            first_list=first_free_list(_text(package, numbering)),
        )

    def prepare(self, rendering: Rendering) -> None:
        """Tells a rendering where notes go and which ids are free."""
        rendering.notes_part = self.notes or _NOTES_PART
        rendering.first_note, rendering.first_list = self.first_note, self.first_list

    def finish(self, parts: dict[str, str], rendering: Rendering, language: str, custom: Mapping[str, str]) -> bytes:
        """The finished file.

        Args:
            parts: the XML of rendered parts by name.
            language: a BCP 47 tag, or "".
            custom: custom properties by name.
        """
        self._add(parts, rendering, language)
        changed = {name: xml.encode() for name, xml in parts.items()} | self._relationships(rendering)
        writer = self._writer_for(changed)
        hashes = {**self.hashes, **{name: part_hash(data) for name, data in changed.items()}}
        if writer is not self.writer:
            hashes[CONTENT_TYPES] = part_hash(writer.package.part(CONTENT_TYPES))
        changed[CUSTOM_PROPERTIES] = self._properties(custom, seal_of(hashes.items()))
        return writer.write(changed)

    def _add(self, parts: dict[str, str], rendering: Rendering, language: str) -> None:
        package = self.writer.package
        if rendering.notes:
            notes = parts.get(rendering.notes_part) or _text(package, self.notes) or EMPTY_NOTES
            parts[rendering.notes_part] = with_notes(notes, rendering.notes)
        if rendering.lists:
            parts[self.numbering] = with_lists(_text(package, self.numbering), rendering.lists, self.first_list)
        if language and self.styles:
            parts[self.styles] = with_language(_text(package, self.styles), language)

    def _relationships(self, rendering: Rendering) -> dict[str, bytes]:
        """The relationships of each part that links were put into, and of the document to its first footnotes."""
        added = {part: [_link(n, target) for n, target in enumerate(t, 1)] for part, t in rendering.links.items()}
        if rendering.notes and not self.notes:
            added.setdefault(self.writer.package.main_part, []).append(_NOTES)
        return {relationships_name(part): self._related(part, each) for part, each in added.items()}

    def _related(self, part: str, added: list[Relationship]) -> bytes:
        name, package = relationships_name(part), self.writer.package
        return with_relationships(package.part(name) if name in package.parts else None, added)

    def _writer_for(self, changed: Mapping[str, bytes]) -> PackageWriter:
        """The writer, or one for a package with parts that the template does not have."""
        missing = {name: data for name, data in changed.items() if name not in self.hashes}
        if not missing:
            return self.writer
        relationships = {name: data for name, data in missing.items() if name.endswith(".rels")}
        notes = {name: (data, _NOTES_TYPE) for name, data in missing.items() if name not in relationships}
        return PackageWriter.of(self.writer.package.with_parts(relationships, notes))

    def _properties(self, custom: Mapping[str, str], seal: str) -> bytes:
        return custom_properties({**self.own_properties, **custom}, seal)


def _link(number: int, target: str) -> Relationship:
    return Relationship(f"rIdLink{number}", f"{OFFICE}/hyperlink", target, external=True)


def _part(package: Package, kind: str) -> str:
    return next(iter(package.related_parts(package.main_part, kind)), "")


def _text(package: Package, name: str) -> str:
    return package.part(name).decode() if name else ""


def _own_properties(package: Package) -> dict[str, str]:
    properties = (
        read_custom_properties(package.parts[CUSTOM_PROPERTIES].data) if CUSTOM_PROPERTIES in package.parts else {}
    )
    return {name: text for name, text in properties.items() if name != SEAL}


def _with_property_part(package: Package) -> Package:
    """The package with a part for custom properties, so that every document can have its seal."""
    if CUSTOM_PROPERTIES in package.parts:
        return package
    relationships = package.relationships()
    root = relationships_name("")
    added = Relationship(free_id(relationships), CUSTOM_PROPERTIES_RELATIONSHIP, CUSTOM_PROPERTIES)
    return package.with_parts(
        {root: with_relationships(package.part(root), [added])},
        {CUSTOM_PROPERTIES: (custom_properties({}), CUSTOM_PROPERTIES_TYPE)},
    )
