"""Which parts of a package can hold tags, and what a drafter calls them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from briefgen.opc.read import Package


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
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml": "chart",
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


def _numbered(word: str, name: str) -> str:
    """For word/header2.xml: "header 2"."""
    digits = "".join(character for character in name.rpartition("/")[2] if character.isdigit())
    return f"{word} {digits}" if digits else word
