"""`{%- … -%}`: a dash at the edge of a paragraph draws it to its neighbour, one beside a line break takes that away."""

from __future__ import annotations

from copy import deepcopy

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import MARKERS, PPR, SECTPR, P, remove
from briefgen.word.wml.paragraph_text import paragraph_text
from briefgen.word.wml.tags import Tag, TagKind, find_tags, may_hold_tags


def join_paragraphs(story: Element) -> None:
    """Moves the content of paragraphs that begin with `{%-`, or follow one that ends with `-%}`, until none is left."""
    for paragraph in list(story.iter(P)):
        while _draws(paragraph, -1) and _join(paragraph, _following(paragraph)):
            pass
        if _draws(paragraph, 0):
            _join(_preceding(paragraph), paragraph)


def _draws(paragraph: Element, edge: int) -> bool:
    """Whether the tag at an edge of a paragraph, 0 for its beginning and -1 for its end, has a dash there."""
    text = paragraph_text(paragraph).text.strip()
    tags = list(find_tags(text)) if paragraph.getparent() is not None and may_hold_tags(text) else []
    if not tags:
        return False
    tag = tags[edge]
    if edge:
        return tag.typed.endswith("-%}") and tag.end == len(text)
    return tag.typed.startswith("{%-") and tag.start == 0


def _following(paragraph: Element) -> Element | None:
    following = paragraph.getnext()
    while following is not None and following.tag in MARKERS:
        paragraph.append(following)
        following = paragraph.getnext()
    return following if following is not None and following.tag == P else None


def _preceding(paragraph: Element) -> Element | None:
    preceding = paragraph.getprevious()
    return preceding if preceding is not None and preceding.tag == P else None


def _join(first: Element | None, second: Element | None) -> bool:
    """The second paragraph's content goes to the end of the first, whose properties stay if it has any text."""
    if first is None or second is None or second.getparent() is None or _ends_section(first):
        return False
    if _ends_section(second) or not _holds_text(first):
        _take_properties(first, second)
    for child in [child for child in second if child.tag != PPR]:
        first.append(child)
    remove(second)
    return True


def _ends_section(paragraph: Element) -> bool:
    return paragraph.find(f"{PPR}/{SECTPR}") is not None


def _holds_text(paragraph: Element) -> bool:
    """Whether anything but statements and remarks stands in a paragraph."""
    text = paragraph_text(paragraph).text
    for tag in reversed(list(find_tags(text))):
        text = text if _prints(tag) else text[: tag.start] + text[tag.end :]
    return bool(text.strip())


def _prints(tag: Tag) -> bool:
    return tag.kind is TagKind.VALUE or bool(tag.fault)


def _take_properties(first: Element, second: Element) -> None:
    """Properties from the second paragraph: all of them where the first has no text, else the end of its section."""
    given, own = second.find(PPR), first.find(PPR)
    if given is None:
        given = first.makeelement(PPR)
    if _holds_text(first) and own is not None:
        own.extend(deepcopy(given.findall(SECTPR)))
        return
    if _holds_text(first):
        given = first.makeelement(PPR)
        given.extend(deepcopy(second.findall(f"{PPR}/{SECTPR}")))
    if own is not None:
        remove(own)
    first.insert(0, deepcopy(given))
