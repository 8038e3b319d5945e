"""What is taken out of one document to be put into others, as far as it does not depend on these.

The XML of blocks, styles, lists and notes holds a mark wherever something has another id in each document that it
goes into: `MARK`, a letter that says what, an index into the material's tuples, `MARK_END`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefgen.opc.read import Relationship
from briefgen.word.state.imports import BroughtPart, StyleKey
from briefgen.word.wml.delimiters import MARK, MARK_END


class MarkKind(StrEnum):
    """What a mark stands for."""

    STYLE = "s"
    LEVEL_STYLE = "l"
    LIST = "n"
    ABSTRACT = "a"
    REFERENCE = "r"
    NOTE = "f"
    DRAWING = "d"
    BOOKMARK = "b"
    NAME = "m"
    SHAPE = "v"


def mark(kind: MarkKind, index: int = 0) -> str:
    """The mark of an id."""
    return f"{MARK}{kind}{index}{MARK_END}"


@dataclass(frozen=True)
class MaterialStyle:
    """A style that the material uses: how it is found elsewhere, and its XML where it has to be brought."""

    key: StyleKey
    style_id: str
    xml: str


@dataclass(frozen=True)
class MaterialList:
    """A list (`w:num`): the index of its definition, its own overrides, and overrides that begin it anew."""

    abstract: int
    overrides: str
    restarts: str


@dataclass(frozen=True)
class Material:
    """The body of a document and all that it needs.

    Attributes:
        name: the file's name, for messages.
        digest: SHA-256 of the file, in hexadecimal.
        blocks: the XML of the paragraphs and tables.
        abstracts: the XML of the definitions of lists.
        notes: the XML of what the footnotes hold.
        names: the names of bookmarks.
        references: relationships from whatever part the blocks come to stand in.
        parts: images, charts and so on.
    """

    name: str
    digest: str
    blocks: str
    styles: tuple[MaterialStyle, ...]
    lists: tuple[MaterialList, ...]
    abstracts: tuple[str, ...]
    notes: tuple[str, ...]
    names: tuple[str, ...]
    references: tuple[Relationship, ...]
    parts: tuple[BroughtPart, ...]
