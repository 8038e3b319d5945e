"""Taking a tag out of the tree and putting its mark where the placement says."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from briefgen.word.ooxml import RPR, RUN, XML_SPACE, Element, T, ancestor, put_text_before, replace_by_text
from briefgen.word.placement import Cut, Placement, begins, way_out
from briefgen.word.places import Spot


def cut(placement: Placement, mark: str) -> None:
    """Replaces a tag, or the paragraph, row or cell it stands for, by a mark."""
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
        replace_by_text(placement.replaced, mark)


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
    """Divides a run at a mark in one of its texts; the mark then stands between the two runs."""
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
    run.addnext(second)
    run.tail = mark


def _put_text_behind(element: Element, text: str) -> None:
    element.tail = text + (element.tail or "")


def spot_of_target(target: str) -> Spot:
    """Where the target of a link is found: by the link."""
    return Spot(f"target of the link {target[:60]}")
