"""What the old document's content refers to, brought into the package of the new one: links, pictures, charts.

Both sides get the same id for what is the same: a link to one address, a picture of the same bytes. Only what comes
out is brought along.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from msgspec import Struct, field

from briefgen.opc.read import Package, Relationship, relationships_name, with_relationships
from briefgen.opc.xml import Element
from briefgen.word.inserts.donor import PartCollector
from briefgen.word.state.imports import ImportedPart
from briefgen.word.wml.ooxml import R

_PREFIX = f"{{{R}}}"
_STORIES = frozenset({"header", "footer"})  # merged by themselves


class PartsToAdd(Struct):
    """What goes into the package of the new document.

    Attributes:
        parts: bytes and content type by name.
        relationships: new relationships by their source part.
    """

    parts: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    relationships: dict[str, list[Relationship]] = field(default_factory=dict)

    def add(self, part: ImportedPart) -> None:
        """Adds a part; what it refers to must be added by itself."""
        self.parts[part.name] = (part.data, part.content_type)
        if part.relationships:
            self.relationships[part.name] = list(part.relationships)

    def refer(self, source: str, relationship: Relationship) -> None:
        """Adds a relationship of a part."""
        self.relationships.setdefault(source, []).append(relationship)


class RelationshipMap:
    """The relationships of two stories, one of each document, under the ids of one; headers and footers stay apart.

    Args:
        packages: the old and the new package.
        names: the parts of the two stories.
        roots: the roots of the two stories; they are changed.
    """

    def __init__(
        self, packages: tuple[Package, Package], names: tuple[str, str], roots: tuple[Element, Element]
    ) -> None:
        self._collector, theirs = PartCollector(packages[0]), PartCollector(packages[1])
        self._new_name = names[1]
        self._first: dict[tuple[str, str], str] = {}
        self.waiting: dict[str, Relationship] = {}
        used = _ids_in(roots[1])
        known = [each for each in packages[1].relationships(names[1]) if each.id in used]
        same = {each.id: self._first.setdefault(_key(each, theirs), each.id) for each in known}
        self._taken = {each.id for each in packages[1].relationships(names[1])}
        used = _ids_in(roots[0])
        ids = {each.id: self._new_id(each) for each in packages[0].relationships(names[0]) if each.id in used}
        _translate(roots[0], ids)
        _translate(roots[1], same)

    def _new_id(self, relationship: Relationship) -> str:
        key = ("old", relationship.id) if relationship.kind in _STORIES else _key(relationship, self._collector)
        if key not in self._first:
            new_id = next(each for n in range(1, 1 << 30) if (each := f"rIdOld{n}") not in self._taken)
            self._taken.add(new_id)
            self._first[key] = new_id
            self.waiting[new_id] = relationship
        return self._first[key]

    def collect(self, root: Element, into: PartsToAdd) -> None:
        """Adds what the finished story refers to and its package lacks."""
        used = _ids_in(root) if self.waiting else set()
        for new_id, relationship in self.waiting.items():
            if new_id in used:
                self._bring(new_id, relationship, into)

    def _bring(self, new_id: str, relationship: Relationship, into: PartsToAdd) -> None:
        if relationship.external:
            into.refer(self._new_name, Relationship(new_id, relationship.type, relationship.target, external=True))
            return
        part = self._collector.carry(relationship.part)
        if part is None:
            return
        for each in self._collector.parts.values():
            into.add(each)
        target = f"/{part.name}"
        into.refer(self._new_name, Relationship(new_id, relationship.type, target, part=part.name))


def _key(relationship: Relationship, collector: PartCollector) -> tuple[str, str]:
    """What is equal for two relationships to the same thing."""
    if relationship.external:
        return relationship.type, relationship.target
    if relationship.kind in _STORIES:
        return "new", relationship.id
    part = collector.carry(relationship.part)
    return relationship.type, part.name if part else relationship.part


def _ids_in(root: Element) -> set[str]:
    return set(map(str, cast("list[str]", root.xpath("//@r:*", namespaces={"r": R}))))


def _translate(root: Element, ids: dict[str, str]) -> None:
    if all(old == new for old, new in ids.items()):
        return
    for element in cast("list[Element]", root.xpath("//*[@r:*]", namespaces={"r": R})):
        for name, text in element.attrib.items():
            if str(name).startswith(_PREFIX) and str(text) in ids:
                element.set(name, ids[str(text)])


def relationships_with(package: Package, added: PartsToAdd) -> dict[str, bytes]:
    """The parts of relationships with those that are added."""
    found = {}
    for source, relationships in added.relationships.items():
        name = relationships_name(source)
        known = package.part(name) if name in package.parts else None
        found[name] = with_relationships(known, relationships)
    return found


def free_name(taken: Iterable[str], wanted: str) -> str:
    """A part's name that is not taken: "word/header.xml", "word/header2.xml" and so on."""
    stem, _, suffix = wanted.rpartition(".")
    names = set(taken)
    return next(each for n in range(1, 1 << 20) if (each := f"{stem}{n if n > 1 else ''}.{suffix}") not in names)
