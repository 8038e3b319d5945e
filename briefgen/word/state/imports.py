"""What a rendering brings into a document from outside: parts, relationships, styles and numberings.

Images, charts and sub-documents collect here what they need; `briefgen.word.rendering.finish` writes it out.
Names and ids of imports come from its content, so the same image or link is there once, and bytes do not
depend on the order in which things came. Charts, which are there as often as they are put in, are numbered.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256

from msgspec import Struct, field

from briefgen.opc.read import Package, Relationship
from briefgen.opc.relationships import OFFICE
from briefgen.word.state.part_edits import first_free_abstract
from briefgen.word.wml.ooxml import w
from briefgen.word.wml.styles import Styles

StyleKey = tuple[str, str]
"""Kind and name of a style, the name without regard to case, as Word compares it."""


class ImportedPart(Struct, frozen=True):
    """A part that comes along with an image or a sub-document.

    Attributes:
        name: its name in any package, made from its content.
        relationships: those of the part itself; targets as they are written.
    """

    name: str
    data: bytes
    content_type: str
    relationships: tuple[Relationship, ...] = ()

    @classmethod
    def media(cls, data: bytes, extension: str, content_type: str = "") -> ImportedPart:
        """The part of an image; its content type is "image/" and the extension, unless another is given."""
        name = f"word/media/{content_name(data)}.{extension}"
        return cls(name, data, content_type or f"image/{extension}")

    @property
    def default_extension(self) -> str:
        """The extension whose default content type the part relies on; "" where it is named by itself."""
        extension = self.name.rpartition(".")[2].lower()
        return extension if self.content_type.startswith("image/") or extension == "xlsx" else ""


def content_name(*contents: bytes) -> str:
    """A name made from what it names: 16 hexadecimal digits."""
    return sha256(b"\0".join(contents)).hexdigest()[:16]


def relationship_to(kind: str, target: str, *, external: bool = False) -> Relationship:
    """A relationship with an id made from its kind and target.

    Args:
        kind: the type, a URI.
        target: the name of a part, or with `external` an address outside.
    """
    name = content_name(kind.encode(), target.encode("utf-8", "replace"), str(external).encode())
    return Relationship(
        f"rIdBg{name}", kind, target if external else f"/{target}", external, "" if external else target
    )


class Host(Struct, frozen=True, dict=True):
    """The document that things are imported into, as far as they must fit in; looked at when first asked."""

    package: Package

    @cached_property
    def styles(self) -> Styles:
        """Its styles."""
        names = self.package.related_parts(self.package.main_part, "styles")
        return Styles(self.package.xml(names[0]) if names else None)

    @cached_property
    def bookmarks(self) -> frozenset[str]:
        """The names of its bookmarks, without regard to case."""
        marked = (name for name, part in self.package.parts.items() if b"bookmarkStart" in part.data)
        starts = (start for name in marked for start in self.package.xml(name).iter(w("bookmarkStart")))
        return frozenset((start.get(w("name")) or "").casefold() for start in starts)

    @cached_property
    def first_abstract(self) -> int:
        """The first free id of a numbering's definition."""
        names = self.package.related_parts(self.package.main_part, "numbering")
        return first_free_abstract(self.package.part(names[0]).decode() if names else "")


class Imports(Struct):
    """All that one rendering has imported so far.

    Attributes:
        host: the document that it is imported into.
        parts: by name.
        relationships: by source part, then by id.
        styles: the XML of styles that the host does not have, in order.
        style_ids: the ids under which styles were imported.
        abstracts: the XML of the definitions of numberings (`w:abstractNum`), in order.
        abstract_ids: their ids, by the document they came from and the id that they had there.
        insertions: how often each sub-document was put in.
    """

    host: Host | None = None
    parts: dict[str, ImportedPart] = field(default_factory=dict)
    relationships: dict[str, dict[str, Relationship]] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)
    style_ids: dict[StyleKey, str] = field(default_factory=dict)
    abstracts: list[str] = field(default_factory=list)
    abstract_ids: dict[tuple[str, str], int] = field(default_factory=dict)
    insertions: dict[str, int] = field(default_factory=dict)

    def refer(self, source: str, relationship: Relationship) -> str:
        """The id of a relationship from a part."""
        self.relationships.setdefault(source, {})[relationship.id] = relationship
        return relationship.id

    def add_parts(self, parts: Iterable[ImportedPart]) -> None:
        """Parts that must be there, with the relationships between them."""
        for part in parts:
            self.parts[part.name] = part
            for relationship in part.relationships:
                self.relationships.setdefault(part.name, {})[relationship.id] = relationship

    def image(self, source: str, part: ImportedPart) -> str:
        """The id of the relationship by which a part shows an image."""
        self.add_parts([part])
        return self.refer(source, relationship_to(f"{OFFICE}/image", part.name))
