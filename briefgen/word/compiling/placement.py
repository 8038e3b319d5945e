"""How the statements of a block are cut out of the tree, so that what lies between them stays well-formed.

A statement in the text leaves its paragraph as it is. Where that would leave an empty paragraph behind, or cut a link
in two, the statements of the block are moved to where they do no harm; where that cannot be, they are refused.

Taking a tag out of the tree and putting its mark where the placement says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from enum import StrEnum
from itertools import takewhile

from lxml import etree
from msgspec import Struct

from briefgen.findings import Finding
from briefgen.opc.xml import Element
from briefgen.word.faults import PlacedTag
from briefgen.word.wml.ooxml import (
    CONTAINERS,
    PPR,
    RPR,
    RUN,
    SECTPR,
    TC,
    TR,
    XML_SPACE,
    P,
    T,
    ancestor,
    local_name,
    put_text_before,
    remove,
    replace_by_text,
    w,
)
from briefgen.word.wml.paragraph_text import ParagraphText, holds_breaks, is_break, paragraph_text
from briefgen.word.wml.places import Spot
from briefgen.word.wml.tags import Tag, TagKind, find_tags


class Cut(StrEnum):
    """What a tag's mark takes the place of."""

    TEXT = ""
    PARAGRAPH = "p"
    ROW = "tr"
    CELL = "tc"
    BETWEEN_RUNS = "r"
    BEFORE = "before the paragraph"
    BEHIND = "behind the paragraph"


_PROOFING = frozenset(map(w, ("noProof", "lang")))
REPLACED = {"p": P, "tr": TR, "tc": TC}


class Placement(Struct):
    """A tag in its paragraph and how it will be cut out."""

    placed: PlacedTag
    text: ParagraphText
    cut: Cut = Cut.TEXT

    @property
    def tag(self) -> Tag:
        """The tag itself."""
        return self.placed.tag

    @property
    def is_alone(self) -> bool:
        """Whether the paragraph holds nothing else but remarks and breaks."""
        return not "".join(sides(self)).strip() and self.text.paragraph.find(f"{PPR}/{SECTPR}") is None

    @property
    def element(self) -> Element:
        """What holds the tag's first character: a `w:t`."""
        return self.text.atom_at(self.tag.start).element

    @property
    def replaced(self) -> Element:
        """The paragraph, row or cell that the tag takes the place of."""
        if self.cut is Cut.PARAGRAPH:
            return self.text.paragraph
        found = ancestor(self.text.paragraph, REPLACED[self.cut.value])
        assert found is not None, "tags outside of tables were refused before"
        return found


def first_cut(tag: Tag) -> Cut:
    """How a tag is cut out by what its author wrote."""
    return Cut(tag.level) if tag.level in REPLACED else Cut.TEXT


def settle(block: Sequence[Placement]) -> Iterator[Finding]:
    """Chooses the cuts for the statements of a block; yields a finding where none is safe."""
    if any(each.cut in (Cut.PARAGRAPH, Cut.ROW, Cut.CELL) for each in block):
        yield from _misfits(block)
    elif _all_alone(block):
        _set(block, Cut.PARAGRAPH)
    elif _is_whole_paragraph(block):
        block[0].cut, block[-1].cut = Cut.BEFORE, Cut.BEHIND
    elif all(map(_has_own_run, block)) and _can_stand_between_runs(block):
        _set(block, Cut.BETWEEN_RUNS)
    elif not all(_fits(each, block[0]) for each in block):
        if _can_stand_between_runs(block):
            _set(block, Cut.BETWEEN_RUNS)
        else:
            yield from _misfits(block)
    elif len({_look(each) for each in block}) > 1 and _can_stand_between_runs(block):
        _set(block, Cut.BETWEEN_RUNS)  # else what follows the block would take the look of the tag that opens it


def _look(placement: Placement) -> bytes:
    """The look of the run that a tag begins in, but for what checks its spelling."""
    run = ancestor(placement.element, RUN)
    properties = None if run is None else run.find(RPR)
    looks = () if properties is None else properties
    return b"".join(etree.tostring(each, method="c14n") for each in looks if each.tag not in _PROOFING)


def _set(block: Sequence[Placement], cut: Cut) -> None:
    for each in block:
        each.cut = cut


def _all_alone(block: Sequence[Placement]) -> bool:
    parent = block[0].text.paragraph.getparent()
    return all(each.is_alone and each.text.paragraph.getparent() is parent for each in block)


def _is_whole_paragraph(block: Sequence[Placement]) -> bool:
    """`{% if a %}…{% endif %}` around all that a paragraph holds: the paragraph goes when its text does."""
    first, last = block[0], block[-1]
    if len(block) != 2 or first.tag.word != "if" or first.text is not last.text:
        return False
    outside = sides(first)[0] + sides(last)[1]
    is_last_of_section = first.text.paragraph.find(f"{PPR}/{SECTPR}") is not None
    return not (outside.strip() or holds_breaks(outside) or is_last_of_section)


def _fits(placement: Placement, other: Placement) -> bool:
    """Whether what lies between two statements in the text is well-formed: one container, the same way down to it."""
    return _container(placement) is _container(other) and _path(placement) == _path(other)


def _container(placement: Placement) -> Element:
    return next(found for found in placement.element.iterancestors() if found.tag in CONTAINERS)


def _path(placement: Placement) -> list[str]:
    """The names of the elements around the tag, from its run up to the paragraph."""
    paragraph = placement.text.paragraph
    return [local_name(found) for found in _until(placement.element.iterancestors(), paragraph)]


def _until(ancestors: Iterator[Element], last: Element) -> Iterator[Element]:
    return takewhile(lambda each: each is not last, ancestors)


def _has_own_run(placement: Placement) -> bool:
    """Whether the run of a tag holds nothing but statements and remarks: it goes away with them."""
    run = ancestor(placement.element, RUN)
    atoms = [atom for atom in placement.text.atoms if atom.element.getparent() is run]
    if run is None or not all(atom.is_text for atom in atoms):
        return False
    rest = placement.text.text[atoms[0].start : atoms[-1].end]
    tags = list(find_tags(rest))
    inside = sum(len(tag.typed) for tag in tags if tag.kind is not TagKind.VALUE)
    return inside == len(rest) and not any(tag.fault for tag in tags)


def _can_stand_between_runs(block: Sequence[Placement]) -> bool:
    return all(_container(each) is _container(block[0]) and way_out(each) is not None for each in block)


def way_out(placement: Placement) -> Element | None:
    """The child of the paragraph beside or in which a mark between runs would go; None in the middle of a link."""
    inner: Element | None = ancestor(placement.element, RUN)
    while inner is not None and (outer := inner.getparent()) is not None and outer is not placement.text.paragraph:
        if not (begins(placement, outer) or ends(placement, outer)):
            return None
        inner = outer
    return inner


def begins(placement: Placement, element: Element) -> bool:
    """Whether the tag is the first text inside an element."""
    return placement.tag.start == min(_offsets(placement, element))


def ends(placement: Placement, element: Element) -> bool:
    """Whether the tag is the last text inside an element."""
    return placement.tag.end == max(_offsets(placement, element))


def _offsets(placement: Placement, element: Element) -> list[int]:
    inside = [atom for atom in placement.text.atoms if element in atom.element.iterancestors()]
    return [offset for atom in inside for offset in (atom.start, atom.end)]


def _misfits(block: Sequence[Placement]) -> Iterator[Finding]:
    opened = block[0]
    for other in block[1:]:
        if other.cut is not opened.cut:
            yield _other_kind(opened, other)
        elif _parent(other) is not _parent(opened):
            yield _elsewhere(opened, other)


def _parent(placement: Placement) -> Element | None:
    if placement.cut in (Cut.PARAGRAPH, Cut.ROW, Cut.CELL):
        return placement.replaced.getparent()
    return placement.element


def _other_kind(opened: Placement, other: Placement) -> Finding:
    how = f"with {{%{opened.tag.level}" if opened.tag.level in REPLACED else "in the text"
    message = f"its block was opened {how} ({opened.tag.typed}, {opened.placed.spot.words})"
    remedy = f"Write {{%{opened.tag.level} {other.tag.word} %}}, so that both ends are of one kind."
    return other.placed.fault("TPL-005", message, remedy)


def _elsewhere(opened: Placement, other: Placement) -> Finding:
    where = opened.placed.spot.words
    message = f"its block was opened elsewhere ({opened.tag.typed}, {where}): text between them would be lost"
    remedy = "Put both ends into the same cell, text box or part, and both inside or outside of a link."
    return other.placed.fault("TPL-005", message, remedy)


def sides(placement: Placement) -> tuple[str, str]:
    """The text of the paragraph before and behind a tag, remarks left out: they are there to be left out."""
    text, tag = placement.text.without_remarks, placement.tag
    return text[: tag.start].replace("\0", ""), text[tag.end :].replace("\0", "")


def text_beside(placement: Placement) -> str:
    """What would be lost with the paragraph, row or cell that a tag takes the place of, in words; "" for nothing.

    Breaks in a paragraph stay when it goes. What a remark takes away besides its own paragraph is meant to go.
    """
    text, tag = placement.text, placement.tag
    keeps_breaks = placement.cut is Cut.PARAGRAPH
    before, behind = sides(placement)
    if (before + behind).strip() or ("\f" in before + behind and not keeps_breaks):
        return text.in_words((0, tag.start), (tag.end, len(text.text)))
    if keeps_breaks or tag.kind is TagKind.COMMENT:
        return ""
    others = (p for p in placement.replaced.iter(P) if p is not text.paragraph)
    return next((found for other in others if (found := _content(other))), "")


def _content(paragraph: Element) -> str:
    """What a paragraph holds besides remarks and line breaks, in words."""
    text = paragraph_text(paragraph)
    words = text.without_remarks.replace("\0", "")
    return text.in_words((0, len(text.text))) if words.strip() or "\f" in words else ""


def cut(placement: Placement, mark: str) -> None:
    """Replaces a tag, or the paragraph, row or cell that it replaces, by a mark."""
    text, tag = placement.text, placement.tag
    if placement.cut is Cut.TEXT:
        text.splice(tag.start, tag.end, mark)
    elif placement.cut is Cut.BETWEEN_RUNS:
        _cut_between_runs(placement, mark)
    elif placement.cut is Cut.BEFORE:
        text.splice(tag.start, tag.end, "")
        put_text_before(text.paragraph, mark)
    elif placement.cut is Cut.BEHIND:
        text.splice(tag.start, tag.end, "")
        _put_text_behind(text.paragraph, mark)
    else:
        if placement.cut is Cut.PARAGRAPH:
            keep_breaks(text, tag)
        replace_by_text(placement.replaced, mark)


def keep_breaks(text: ParagraphText, tag: Tag) -> None:
    """Paragraphs for what stays of one that goes: breaks before and behind its tag, and the end of a section."""
    paragraph = text.paragraph
    breaks = [atom for atom in text.atoms if is_break(atom) and not tag.start <= atom.start < tag.end]
    before = [atom.element for atom in breaks if atom.start < tag.start]
    behind = [atom.element for atom in breaks if atom.start >= tag.end]
    if before:
        paragraph.addprevious(_paragraph_like(paragraph, before, ends_section=False))
    if behind or paragraph.find(f"{PPR}/{SECTPR}") is not None:
        paragraph.addnext(_paragraph_like(paragraph, behind, ends_section=True))


def _paragraph_like(paragraph: Element, breaks: Sequence[Element], *, ends_section: bool) -> Element:
    made, properties = etree.Element(P), deepcopy(paragraph.find(PPR))
    if properties is not None:
        made.append(properties)
        for section in [] if ends_section else properties.findall(SECTPR):
            properties.remove(section)
    for each in breaks:
        etree.SubElement(made, RUN).append(deepcopy(each))
    return made


def _cut_between_runs(placement: Placement, mark: str) -> None:
    """The mark goes between two runs of the paragraph: out of the link or control that the tag begins or ends."""
    element, outermost = placement.element, way_out(placement)
    assert outermost is not None, "checked when the placement was settled"
    at_start = begins(placement, outermost)
    tag = placement.tag
    if outermost.tag == RUN:
        placement.text.splice(tag.start, tag.end, mark)
        _split_run(element, mark)
    else:
        placement.text.splice(tag.start, tag.end, "")
        put_text_before(outermost, mark) if at_start else _put_text_behind(outermost, mark)


def _split_run(text: Element, mark: str) -> None:
    """Divides a run at a mark in one of its texts; the mark then is between the two runs."""
    run = ancestor(text, RUN)
    assert run is not None, "a w:t stands in a run"
    head, _, tail = (text.text or "").partition(mark)
    second = etree.Element(RUN)
    properties = run.find(RPR)
    second.extend([deepcopy(properties)] if properties is not None else [])
    rest = etree.SubElement(second, T)
    rest.text = tail
    rest.set(XML_SPACE, "preserve")
    second.extend(list(text.itersiblings()))
    text.text = head
    second.tail, run.tail = run.tail, None
    run.addnext(second)
    run.tail = mark
    for half in (run, second):
        if not any(child.text if child.tag == T else child.tag != RPR for child in half):
            remove(half)


def _put_text_behind(element: Element, text: str) -> None:
    element.tail = text + (element.tail or "")


def spot_beside(element: Element) -> Spot:
    """Where a text is found that is no paragraph's own: by what it stands in."""
    around = next((local_name(each) for each in element.iterancestors() if each.tag not in (RUN, P)), "")
    return Spot(f"text in {around}")


def spot_of_target(target: str, text: str = "") -> Spot:
    """Where the target of a link is found: by the link's text, or by itself where a picture is the link."""
    return Spot(f"target {target[:60]} of the link “{text[:60]}”" if text else f"target of the link {target[:60]}")
