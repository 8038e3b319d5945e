"""The parts of a package that can hold tags, what a drafter calls them, and their trees as they are compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from briefgen.opc.read import Package
from briefgen.opc.xml import Element
from briefgen.word.wml.notes import KINDS, move_to_marks
from briefgen.word.wml.revisions import accept_revisions


class PartKind(StrEnum):
    """How a part is compiled."""

    STORY = "story"
    PROPERTIES = "properties"


_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_STORIES = {
    f"{_WML}header+xml": "header",
    f"{_WML}footer+xml": "footer",
    f"{_WML}footnotes+xml": "footnotes",
    f"{_WML}endnotes+xml": "endnotes",
    f"{_WML}comments+xml": "comments",
}
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_PROPERTIES = {
    CORE: "document properties",
    "application/vnd.openxmlformats-officedocument.extended-properties+xml": "document properties",
    "application/vnd.openxmlformats-officedocument.custom-properties+xml": "document properties",
    f"{_WML}settings+xml": "settings",
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml": "chart",
    "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml": "diagram",
    "application/vnd.ms-office.drawingml.diagramDrawing+xml": "diagram",
}


def taggable_parts(package: Package) -> Iterator[tuple[str, str, PartKind]]:
    """Name, a drafter's word for it, and kind of each part that can hold tags; the document first."""
    yield package.main_part, "document", PartKind.STORY
    for name in package.names:
        content_type = package.content_type(name)
        if content_type in _STORIES and name != package.main_part:
            yield name, _numbered(_STORIES[content_type], name), PartKind.STORY
        elif content_type in _PROPERTIES:
            yield name, _numbered(_PROPERTIES[content_type], name), PartKind.PROPERTIES


def stores_of(package: Package) -> Iterator[str]:
    """What content controls can be bound to, as text: the stores of custom XML, and the document's properties."""
    for name, part in package.parts.items():
        if name.lower().startswith(("customxml/item", "docprops/")) and name.lower().endswith(".xml"):
            yield part.data.decode("utf-8", "replace")


def _numbered(word: str, name: str) -> str:
    """For word/header2.xml: "header 2"."""
    digits = "".join(character for character in name.rpartition("/")[2] if character.isdigit())
    return f"{word} {digits}" if digits else word


REVISED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|\w+Change|cellIns|cellDel|cellMerge)[ />]")
_TAGGED = re.compile(rb"\{[{%#_]|\{</w:t>")


class Stories:
    """Reads the stories of a package; the document is read first, because notes follow it.

    Notes move to their marks where a tag stands in them, or where the document repeats anything: then each
    repetition needs a note of its own. Else their part is copied as it is.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._roots: dict[str, Element] = {}
        self._changed: set[str] = set()
        self._revised: set[str] = set()
        self._move_notes()

    def take(self, name: str) -> tuple[Element, bool]:
        """The root of a story, and whether it is no longer what its part says."""
        return self._root(name), name in self._changed

    def had_revisions(self, name: str) -> bool:
        """Whether tracked changes were accepted in a story."""
        return name in self._revised

    def _root(self, name: str) -> Element:
        if name not in self._roots:
            root = self._package.xml(name)
            if REVISED.search(self._package.part(name)) and accept_revisions(root):
                self._changed.add(name)
                self._revised.add(name)
            self._roots[name] = root
        return self._roots[name]

    def _move_notes(self) -> None:
        main = self._package.main_part
        for part, kind in KINDS.items():
            for name in self._package.related_parts(main, part):
                if _TAGGED.search(self._package.part(name)) or self._repeats(main):
                    move_to_marks(self._root(main), self._root(name), kind)
                    self._changed |= {name, main}

    def _repeats(self, main: str) -> bool:
        """Whether the document may hold a loop; reading its tags comes later, so any statement counts."""
        return b"{%" in self._package.part(main) or b"%}" in self._package.part(main)
