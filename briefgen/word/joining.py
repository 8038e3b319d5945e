"""`{%- … -%}`: a tag that draws its paragraph to the one before or behind it, as in docxtpl."""

from __future__ import annotations

from briefgen.word.ooxml import PPR, Element, P, remove
from briefgen.word.story import paragraph_text
from briefgen.word.tags import find_tags, may_hold_tags


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
