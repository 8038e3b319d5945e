"""Parts that go along with a document's blocks (images, charts, diagrams), under names made from their content."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from briefgen.word.brought import BroughtPart, content_name
from briefgen.word.package import Package, Relationship


@dataclass(slots=True)
class Carrier:
    """Gathers the parts that a document's blocks refer to, each with the parts that it refers to itself.

    Attributes:
        parts: what was gathered, by the name in the document that it comes from.
    """

    package: Package
    parts: dict[str, BroughtPart] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def carry(self, name: str) -> BroughtPart | None:
        """The part under its new name; None where it refers back to a part that refers to it, or is missing."""
        if name not in self.package.parts or name in self._open:
            return None
        if name not in self.parts:
            self._open.add(name)
            self.parts[name] = self._carried(name)
            self._open.discard(name)
        return self.parts[name]

    def _carried(self, name: str) -> BroughtPart:
        data, content_type = self.package.part(name), self.package.content_type(name)
        if content_type.startswith("image/"):
            return BroughtPart.media(data, _extension(name, content_type), content_type)
        relationships = tuple(found for each in self.package.relationships(name) if (found := self._moved(each)))
        targets = (each.target.encode("utf-8", "replace") for each in relationships)
        folder, _, base = name.rpartition("/")
        new_name = f"{folder}/{base.rpartition('.')[0].rstrip('0123456789')}-{content_name(data, *targets)}"
        return BroughtPart(f"{new_name}.{base.rpartition('.')[2]}", data, content_type, relationships)

    def _moved(self, relationship: Relationship) -> Relationship | None:
        """The relationship as it is from the moved part; ids stay, since the part's own XML names them."""
        if relationship.external:
            return relationship
        part = self.carry(relationship.part)
        return replace(relationship, target=f"/{part.name}", part=part.name) if part else None


def _extension(name: str, content_type: str) -> str:
    kind = content_type.removeprefix("image/")
    return kind if kind in {"png", "jpeg", "gif"} else name.rpartition(".")[2].lower()
