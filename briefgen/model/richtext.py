"""Rich text: what a text from the data becomes before it is put into a document.

Plain values, no file format: `briefgen.text` makes them, `briefgen.word` writes them. A rich text is a sequence of
blocks (paragraphs, list items, headings); a block is a sequence of spans with one look each. Looks are semantic
(bold, a bullet of depth 1); fonts and colours live in the template, and a span sets its own only where a program
has to.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import reduce
from typing import Final

from msgspec import Struct

NOT_XML: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What is no character of XML 1.0 (2.2, Char), so that no document can hold it; the inside of a regex's brackets."""
NONCHARACTERS: Final = "\ufdd0-\ufdef"
"""Characters that Unicode keeps for programs; XML allows them, and no text has any use for them."""
C1_CONTROLS: Final = "\x7f-\x9f"
"""Legal in XML, but only ever the trace of a file that was read with the wrong encoding."""


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"
    HEADING = "heading"


class Span(Struct, frozen=True):
    """A stretch of text with one look.

    Attributes:
        text: the characters; a newline is a line break, a tab a tab.
        href: the target of a link (http, https or mailto), or "".
        note: the text of a footnote whose mark this is (`text` is then ""), or None.
        language: a BCP 47 tag where the span's language is not its document's, or "".
        style: the name of a character style of the template, or "".
        colour: of the letters, as six hexadecimal digits for red, green and blue, or "".
        highlight: behind the letters: one of Word's names ("yellow", "lightGray" …), or a colour, or "".
        size: of the letters in points, whole or half; 0 leaves the template's.
        font: the name of a font, or "".
        anchor: the key by which others refer to this (neighbouring spans of one key count as one
            target; on a note, its number), e.g. "table/areas"; or "".
        refers_to: the anchor that the text is a live reference to; `text` is what is printed until it is resolved.
        sequence: the name of the sequence that this is a number of ("Table"); the number itself is given when the
            document is made.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    note: RichText | None = None
    language: str = ""
    style: str = ""
    underline: bool = False
    strike: bool = False
    colour: str = ""
    highlight: str = ""
    size: float = 0
    font: str = ""
    superscript: bool = False
    subscript: bool = False
    anchor: str = ""
    refers_to: str = ""
    sequence: str = ""


class ExhibitRef(Struct, frozen=True):
    """A reference to a chart or table in a paragraph of its own; see `briefgen.model.exhibits`.

    Attributes:
        key: by which texts refer to it: "areas".
    """

    key: str


class Block(Struct, frozen=True):
    """A paragraph, a list item or a heading.

    Attributes:
        level: for list items the depth (0 outermost), for headings the level (1 highest), else 0.
        restart: for a numbered item, whether numbering restarts with it.
        style: the name of a paragraph style of the template, which then goes before what `kind` asks for; or "".
        anchor: the key by which others refer to the paragraph's number, or "".
        exhibit: the chart or table instead of text (`spans` are then empty), or None.
    """

    spans: tuple[Span, ...]
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    restart: bool = False
    style: str = ""
    anchor: str = ""
    exhibit: ExhibitRef | None = None

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)


class RichText(Struct, frozen=True):
    """A text with its looks. Empty is false; `str()` gives the plain text, one line per block."""

    blocks: tuple[Block, ...] = ()

    def __bool__(self) -> bool:
        return any(block.exhibit or any(span.text or span.note for span in block.spans) for block in self.blocks)

    def __str__(self) -> str:
        return "\n".join(str(block) for block in self.blocks)


def plain(text: str) -> RichText:
    """A rich text of one paragraph without any look."""
    return RichText((Block((Span(text),)),)) if text else RichText()


def join_texts(texts: Iterable[RichText]) -> RichText:
    """The blocks of several texts, one after the other, as one text."""
    return RichText(reduce(lambda blocks, text: blocks + text.blocks, texts, ()))
