"""Where a drafter finds a paragraph: "table 1, row 4, column 2, paragraph 1", and the heading above it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import INCLUDED, NOTE, TBL, TC, TR, TXBX_CONTENT, P, ancestor, w
from briefgen.word.wml.paragraph_text import paragraph_text, without_objects
from briefgen.word.wml.styles import Styles

_TRANSPARENT = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo")))
_NOTES = frozenset(map(w, ("footnote", "endnote", "comment")))
MAX_HEADING = 60


class Spot(Struct, frozen=True):
    """A place inside a part: counted in words, with the nearest heading above; `file` where it was included."""

    words: str = ""
    heading: str = ""
    file: str = ""

    def inside(self, words: str) -> Spot:
        """The same spot, one step further in."""
        return replace(self, words=f"{self.words}, {words}" if self.words else words)


_START = Spot()


class Walk:
    """Goes over the paragraphs of a story in reading order; keeps the count and the last heading.

    Args:
        styles: by which headings are known; None where nobody asks for them.
    """

    def __init__(self, styles: Styles | None) -> None:
        self._styles = styles
        self._heading = ""

    def paragraphs(self, container: Element, spot: Spot = _START) -> Iterator[tuple[Element, Spot]]:
        """Every paragraph below the container (tables, notes, text boxes included) with its spot."""
        counts = {P: 0, TBL: 0}
        for child in _blocks(container):
            if child.tag in counts:
                counts[child.tag] += 1
            if child.tag == P:
                yield from self._paragraph(child, spot, counts[P])
            elif child.tag == TBL:
                yield from self._rows(child, spot.inside(f"table {counts[TBL]}"))
            elif child.tag == INCLUDED:
                counts[P] += 1  # the tag's own paragraph, which the drafter sees
                yield from self.paragraphs(child, Spot(heading=self._heading, file=child.get("file") or ""))
            elif child.tag in _NOTES:
                yield from self.paragraphs(child, spot.inside(f"note {child.get(w('id'))}"))

    def _paragraph(self, paragraph: Element, spot: Spot, number: int) -> Iterator[tuple[Element, Spot]]:
        if self._styles and self._styles.is_heading(paragraph):
            self._heading = without_objects(paragraph_text(paragraph).text).strip()[:MAX_HEADING]
        words = f"{spot.words}, paragraph {number}" if spot.words else f"paragraph {number}"
        here = Spot(words, self._heading, spot.file)
        yield paragraph, here
        for inner, words in _inner_stories(paragraph):
            yield from self.paragraphs(inner, here.inside(words))

    def _rows(self, table: Element, spot: Spot) -> Iterator[tuple[Element, Spot]]:
        for number, row in enumerate((child for child in _blocks(table) if child.tag == TR), 1):
            for column, cell in enumerate((child for child in _blocks(row) if child.tag == TC), 1):
                yield from self.paragraphs(cell, spot.inside(f"row {number}, column {column}"))


def _inner_stories(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """Text boxes and notes that belong to a paragraph itself, not to a paragraph inside it."""
    counts = {TXBX_CONTENT: 0, NOTE: 0}
    for inner in paragraph.iter(TXBX_CONTENT, NOTE):
        if ancestor(inner, P) is paragraph:
            counts[str(inner.tag)] += 1
            yield inner, f"{'text box' if inner.tag == TXBX_CONTENT else 'note'} {counts[str(inner.tag)]}"


def _blocks(container: Element) -> Iterator[Element]:
    """The children, looking through content controls and the like."""
    for child in container:
        if child.tag in _TRANSPARENT:
            yield from _blocks(child)
        else:
            yield child
