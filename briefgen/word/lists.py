"""`{% restart %}` in a numbered paragraph: the list begins anew there, each time a loop comes to it.

Word counts on through a whole document as long as paragraphs share a `w:numId` (ECMA-376-1, 17.9.18); a list begins
anew by a `w:num` of its own with `w:startOverride` (17.9.27). So from the first `{% restart %}` on, the numbering of
that list is given out by the rendering.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefgen.values import dataclass
from briefgen.word.ooxml import PPR, VAL, Element, P, value_of, w
from briefgen.word.styles import Styles

# what comes before w:numPr in a w:pPr (CT_PPrBase, 17.3.1.26)
_BEFORE_NUMBERING = frozenset(map(w, "pStyle keepNext keepLines pageBreakBefore framePr widowControl".split()))


@dataclass(frozen=True)
class Numbering:
    """The list that a paragraph belongs to: its `w:numId` and its level."""

    num_id: str
    level: str


def numbering_of(paragraph: Element, styles: Styles) -> Numbering | None:
    """The list that a paragraph is in by itself or by its style; None for a paragraph without a number."""
    properties = paragraph.find(PPR)
    own = value_of(properties, f"{w('numPr')}/{w('numId')}")
    style = styles.by_id(value_of(properties, w("pStyle")))
    num_id = own or (style.num_id if style else "")
    if num_id in ("", "0"):
        return None
    level = value_of(properties, f"{w('numPr')}/{w('ilvl')}") or (style.level if style and not own else "0")
    return Numbering(num_id, level)


def members(story: Element, num_ids: set[str], styles: Styles) -> Iterator[tuple[Element, Numbering]]:
    """The paragraphs of a story that are in one of the lists."""
    for paragraph in story.iter(P):
        numbering = numbering_of(paragraph, styles)
        if numbering and numbering.num_id in num_ids:
            yield paragraph, numbering


def set_numbering(paragraph: Element, level: str, num_id: str) -> None:
    """Says on the paragraph itself which list it is in; `num_id` may be a mark."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    position = sum(child.tag in _BEFORE_NUMBERING for child in properties)
    numbering = etree.Element(w("numPr"))
    etree.SubElement(numbering, w("ilvl")).set(VAL, level)
    etree.SubElement(numbering, w("numId")).set(VAL, num_id)
    properties.insert(position, numbering)
