"""`{%- … -%}`: a tag that draws its paragraph to the one before or behind it, as in docxtpl.

`{% restart %}` in a numbered paragraph: the list begins anew there, each time a loop comes to it.

Word counts on through a whole document as long as paragraphs share a `w:numId` (ECMA-376-1, 17.9.18); a list begins
anew by a `w:num` of its own with `w:startOverride` (17.9.27). So from the first `{% restart %}` on, the numbering of
that list is given out by the rendering.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import PPR, VAL, P, remove, w
from briefgen.word.wml.paragraph_text import paragraph_text
from briefgen.word.wml.styles import ListPlace, Styles
from briefgen.word.wml.tags import find_tags, may_hold_tags


def join_paragraphs(story: Element) -> None:
    """Moves the content of paragraphs that begin with `{%-`, or stand behind one that ends with `-%}`."""
    for paragraph in list(story.iter(P)):
        text = paragraph_text(paragraph).text.strip()
        if not may_hold_tags(text):
            continue
        tags = list(find_tags(text))
        if tags and tags[-1].typed.endswith("-%}") and tags[-1].end == len(text):
            _join(paragraph, _following(paragraph))
        if tags and tags[0].typed.startswith("{%-") and tags[0].start == 0:
            _join(_preceding(paragraph), paragraph)


def _following(paragraph: Element) -> Element | None:
    following = paragraph.getnext()
    return following if following is not None and following.tag == P else None


def _preceding(paragraph: Element) -> Element | None:
    preceding = paragraph.getprevious()
    return preceding if preceding is not None and preceding.tag == P else None


def _join(first: Element | None, second: Element | None) -> None:
    """The second paragraph's content goes to the end of the first, whose properties stay."""
    if first is None or second is None or second.getparent() is None:
        return
    for child in [child for child in second if child.tag != PPR]:
        first.append(child)
    remove(second)


# what comes before w:numPr in a w:pPr (CT_PPrBase, 17.3.1.26)
_BEFORE_NUMBERING = frozenset(map(w, "pStyle keepNext keepLines pageBreakBefore framePr widowControl".split()))


def members(story: Element, num_ids: set[str], styles: Styles) -> Iterator[tuple[Element, ListPlace]]:
    """The paragraphs of a story that are in one of the lists."""
    for paragraph in story.iter(P):
        place = styles.list_of(paragraph)
        if place and place.num_id in num_ids:
            yield paragraph, place


def set_numbering(paragraph: Element, level: int, num_id: str) -> None:
    """Writes into the paragraph itself which list it is in; `num_id` may be a mark."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    position = sum(child.tag in _BEFORE_NUMBERING for child in properties)
    numbering = etree.Element(w("numPr"))
    etree.SubElement(numbering, w("ilvl")).set(VAL, str(level))
    etree.SubElement(numbering, w("numId")).set(VAL, num_id)
    properties.insert(position, numbering)
