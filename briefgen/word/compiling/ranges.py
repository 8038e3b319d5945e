"""Bookmarks, comments and fields beside the blocks of a template: none is cut in half by a condition or a loop.

A bookmark that begins in a block and ends outside is widened to hold the whole block, so what refers to it finds all
of its text. A comment stays whole at the end that is outside. A field cannot be moved; its block is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from briefgen.findings import Finding
from briefgen.opc.xml import Element
from briefgen.word.anchors.names import read_name
from briefgen.word.compiling.placement import Cut, Placement
from briefgen.word.wml.ooxml import (
    BOOKMARK,
    BOOKMARK_END,
    COMMENT,
    CURSOR,
    ENDS,
    MARKERS,
    NOTE,
    RPR,
    RUN,
    TBL,
    P,
    ancestor,
    remove,
    w,
)
from briefgen.word.wml.tags import TagKind

_ID, _NAME, _CHAR, _TYPE, _REFERENCE = w("id"), w("name"), w("fldChar"), w("fldCharType"), w("commentReference")
_AWAY = (Cut.PARAGRAPH, Cut.ROW, Cut.CELL)
_AROUND = (Cut.BEFORE, Cut.BEHIND)
_INFINITE = float("inf")

Block = Sequence[Placement]
Path = tuple[tuple[int, int], ...]
"""The blocks around a place, outermost first: the number of each, and which of its arms (if, else)."""


def drop_traces(root: Element) -> None:
    """Takes out the bookmark in which Word keeps the place of the cursor, and the anchors of a document made before."""
    ids = {each.get(_ID) for each in root.iter(BOOKMARK) if _is_trace(each.get(_NAME) or "")}
    for each in [each for each in root.iter(BOOKMARK, BOOKMARK_END) if each.get(_ID) in ids]:
        remove(each)


def _is_trace(name: str) -> bool:
    return name == CURSOR or read_name(name) is not None


def mend_ranges(root: Element, placements: Sequence[Placement], blocks: Sequence[Block]) -> list[Finding]:
    """Moves the ends of ranges that blocks would cut in half; findings for those that cannot be moved.

    Args:
        placements: all tags of the story, their cuts settled.
        blocks: the statements of each block, in order.
    """
    if next(root.iter(*MARKERS, _CHAR), None) is None:
        return []
    for _ in range(2):  # an end that leaves a paragraph that goes may then stand in a block
        layout = _Layout.of(root, placements, blocks)
        for start, end in layout.ranges():
            layout.mend(start, end)
    layout = _Layout.of(root, placements, blocks)
    return [*layout.find_cut_ranges(), *layout.find_cut_fields()]


class _Layout(Struct):
    """Where the ends of ranges stand among the blocks.

    Attributes:
        paths: the path of each end; none for those that go with a tag.
        gone: the paragraph, row or cell with which an end goes, and the tag that takes it away.
    """

    root: Element
    blocks: Sequence[Block]
    paths: dict[Element, Path] = field(default_factory=dict)
    gone: dict[Element, Placement] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element, placements: Sequence[Placement], blocks: Sequence[Block]) -> _Layout:
        layout = cls(root, blocks)
        order = {element: number for number, element in enumerate(root.iter())}
        away = {each.replaced: each for each in placements if each.cut in _AWAY}
        layout._sweep(order)
        for marker in list(layout.paths) if away else ():
            found = next((away[each] for each in marker.iterancestors() if each in away), None)
            if found:
                layout.gone[marker] = found
        return layout

    def _sweep(self, order: Mapping[Element, int]) -> None:
        """Goes through the story from statement to statement and notes which blocks are open at each end."""
        events: list[tuple[tuple[float, float], Element | None, tuple[int, int]]] = []
        for number, block in enumerate(self.blocks):
            events += ((_position(each, order), None, (number, arm)) for arm, each in enumerate(block))
        events += (((order[each], 0), each, (0, 0)) for each in self.root.iter(*MARKERS, _CHAR, _REFERENCE))
        stack: list[tuple[int, int]] = []
        for _, marker, statement in sorted(events, key=lambda event: event[0]):
            if marker is None:
                self._step(stack, statement)
            else:
                self.paths[marker] = tuple(stack)

    def _step(self, stack: list[tuple[int, int]], statement: tuple[int, int]) -> None:
        number, arm = statement
        if arm:
            stack.pop()
        if arm < len(self.blocks[number]) - 1:
            stack.append(statement)

    def ranges(self) -> Iterator[tuple[Element, Element]]:
        """The two ends of each range that has both."""
        for kind, ending in ENDS.items():
            ends = {each.get(_ID): each for each in self.root.iter(ending)}
            for start in list(self.root.iter(kind)):
                if start.get(_ID) in ends:
                    yield start, ends.pop(start.get(_ID))

    def _where(self, end: Element) -> Path | Placement:
        return self.gone.get(end) or self.paths[end]

    def is_cut(self, start: Element, end: Element) -> bool:
        """Whether only one of two ends may stay, or may be repeated."""
        return self._where(start) != self._where(end)

    def mend(self, start: Element, end: Element) -> None:
        """Moves one or both ends of a range to where they stay together."""
        if start.tag == COMMENT:
            self._mend_comment(start, end)
        elif (tag := self.gone.get(start)) and tag is self.gone.get(end):
            if tag.tag.kind is not TagKind.COMMENT:
                self._move_out(tag, start, end)
        elif start in self.gone or end in self.gone:
            for each in (start, end):
                if each in self.gone:
                    self._move_out(self.gone[each], each)
        else:
            self._widen(start, end)

    def _move_out(self, tag: Placement, *ends: Element) -> None:
        """Ends out of what goes with a tag: before it, or behind the last tag of a block."""
        block = next((each for each in self.blocks if any(tag is one for one in each)), (tag,))
        if len(block) > 1 and tag is block[-1]:
            for end in reversed(ends):
                _anchor(tag).addnext(end)
        else:
            for end in ends:
                _anchor(block[0]).addprevious(end)

    def _widen(self, start: Element, end: Element) -> None:
        before, behind = self.paths[start], self.paths[end]
        common = sum(1 for _ in _while_same(before, behind))
        if len(before) > common:
            _anchor(self.blocks[before[common][0]][0]).addprevious(start)
        if len(behind) > common:
            _anchor(self.blocks[behind[common][0]][-1]).addnext(end)

    def _mend_comment(self, start: Element, end: Element) -> None:
        marks = [each for each in self.root.iter(_REFERENCE) if each.get(_ID) == start.get(_ID)]
        if len(marks) != 1 or not (self.is_cut(start, end) or self.is_cut(start, marks[0])):
            return
        parent, run = start.getparent(), _alone_in_run(marks[0])
        is_outer = marks[0] in self.gone or len(self.paths[start]) < len(self.paths[marks[0]])
        if is_outer and start not in self.gone and parent is not None and parent.tag == P:
            self._end_beside(start, end, run)
        else:
            run.addprevious(start)
            run.addprevious(end)

    def _end_beside(self, start: Element, end: Element, run: Element) -> None:
        """Ends a comment in the paragraph in which it begins, before a block that begins there."""
        last = start
        statements = {each.element for block in self.blocks for each in block}
        while (following := last.getnext()) is not None and statements.isdisjoint(following.iter()):
            last = following
        last.addnext(run)
        last.addnext(end)

    def find_cut_ranges(self) -> Iterator[Finding]:
        """Findings for the ranges that are still cut."""
        for start, end in self.ranges():
            if self.is_cut(start, end):
                what = "a comment" if start.tag == COMMENT else f"the bookmark “{start.get(_NAME) or ''}”"
                yield from self._refusal(start, end, what, "Put both its ends on one side of the tag, or delete it.")

    def find_cut_fields(self) -> Iterator[Finding]:
        """Findings for the fields that a block would cut in half."""
        begun: list[Element] = []
        for char in self.root.iter(_CHAR):
            if char.get(_TYPE) == "begin":
                begun.append(char)
            elif char.get(_TYPE) == "end" and begun and self.is_cut(start := begun.pop(), char):
                remedy = "Put the whole field on one side of the tag, or make it plain text (Ctrl+Shift+F9)."
                yield from self._refusal(start, char, "a field", remedy)

    def _refusal(self, start: Element, end: Element, what: str, remedy: str) -> Iterator[Finding]:
        one, other = self._where(start), self._where(end)
        if isinstance(one, Placement) or isinstance(other, Placement):
            tag = one if isinstance(one, Placement) else other
        else:
            common = sum(1 for _ in _while_same(one, other))
            tag = self.blocks[(one[common:] or other[common:])[0][0]][0]
        if isinstance(tag, Placement):
            yield tag.placed.fault(
                "TPL-005", f"{what} begins or ends inside of its block and would be cut in half", remedy
            )


def _while_same(one: Path, other: Path) -> Iterator[None]:
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            return
        yield None


def _position(placement: Placement, order: Mapping[Element, int]) -> tuple[float, float]:
    """Where a tag's mark will stand, in the order of the document."""
    if placement.cut is Cut.BEHIND:
        return order[_last(placement.text.paragraph)], _INFINITE
    if placement.cut in _AWAY or placement.cut is Cut.BEFORE:
        replaced = placement.text.paragraph if placement.cut is Cut.BEFORE else placement.replaced
        return order[replaced], -1
    atom = placement.text.atom_at(placement.tag.start)
    return order[atom.element], 1 + placement.tag.start - atom.start


def _last(element: Element) -> Element:
    while len(element):
        element = element[-1]
    return element


def _anchor(placement: Placement) -> Element:
    """What an end goes before or behind so that it is outside of a tag."""
    if placement.cut in _AWAY:
        table = ancestor(placement.replaced, TBL) if placement.cut is Cut.ROW else None
        return placement.replaced if table is None else table  # which may lose all of its rows
    paragraph = placement.text.paragraph
    if placement.cut in _AROUND:
        return paragraph
    return next(each for each in placement.element.iterancestors() if each.getparent() is paragraph)


def _alone_in_run(mark: Element) -> Element:
    """A run with nothing but the mark of a comment and the comment itself, in place of the mark."""
    run, note = mark.getparent(), mark.getprevious()
    assert run is not None, "a mark stands in a run"
    if all(each.tag == RPR or each is mark or (each is note and each.tag == NOTE) for each in run):
        return run
    alone = etree.Element(RUN)
    alone.extend(deepcopy(run.findall(RPR)))
    alone.extend([each for each in (note, mark) if each is mark or (each is not None and each.tag == NOTE)])
    run.addnext(alone)
    return alone
