"""The content of a body, cell, header or note: which blocks are the same, and one content with the changes between.

The last paragraph mark before a table, or at the end of a cell, stays: Word would not let go of it. So where paragraphs
come or go there, each change of a mark stands one paragraph earlier, as Word itself has it when they are typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.xml import Element
from briefgen.pairs import MatchedPair, pair
from briefgen.redline.blocks import ComparedRow, ContentBlock, blocks_in, rows_in
from briefgen.redline.inline import is_same, read_wording, signature
from briefgen.redline.marks import CONTROL, CONTROL_CONTENT, DEL, INS, ChangeSource, Revisions
from briefgen.redline.paragraphs import bare_properties, merge_paragraph, merge_paragraph_properties
from briefgen.word.wml.ooxml import PPR, RPR, SECTPR, TBL, TCPR, TRPR, P, paragraph_properties, w


class UnsurePair(Struct, frozen=True):
    """Two that were taken for the same because they are like each other, which somebody should look at.

    Attributes:
        place: where, in words: "table 1, row 4, column 2, paragraph 1".
        likeness: from 0 to 1.
        old, new: how both begin.
    """

    place: str
    likeness: float
    old: str
    new: str


class _Step(Struct, eq=False):
    """A block of the result.

    Attributes:
        old, new: the blocks; None where it is in one document only.
        is_swap: whether the two only share a paragraph mark.
        mark: how the mark of a pair is marked, by what comes or goes behind it.
        keeps_mark: whether the mark of a paragraph that comes or goes stays.
        former: of a mark that stays although its paragraph is new: the block whose mark it was.
        later: of a mark that stays although its paragraph is deleted: the block whose mark it will be.
        cause: the block that comes or goes behind a mark.
    """

    old: ContentBlock | None
    new: ContentBlock | None
    is_swap: bool = False
    mark: str = ""
    keeps_mark: bool = False
    former: ContentBlock | None = None
    later: ContentBlock | None = None
    cause: ContentBlock | None = None

    @property
    def is_paragraph(self) -> bool:
        block = self.new or self.old
        return block is not None and block.is_paragraph

    @property
    def is_pair(self) -> bool:
        return self.old is not None and self.new is not None


class ContentMerger(Struct):
    """Merges content of an old document into the trees of the new one.

    Attributes:
        revisions: makes the marks.
        adopt: prepares a copy of something old for its place in the new document.
        merge_section: merges section properties: old, new, source.
        unsure: the pairs to look at.
    """

    revisions: Revisions
    adopt: Callable[[Element], Element]
    merge_section: Callable[[Element, Element, ChangeSource], None]
    unsure: list[UnsurePair] = field(default_factory=list)

    def merge(self, old: Element, new: Element, source: ChangeSource, place: str = "") -> None:
        """Merges content.

        Args:
            old: the former content, in the ids of the new document; blocks are copied from it.
            new: the content; it is changed.
            source: where changes come from, unless a paragraph or row has an identity with a source of its own.
            place: where the content stands, in words, for what is unsure.
        """
        ours, theirs = list(blocks_in(old)), list(blocks_in(new))
        pairs = pair(ours, theirs)
        self._note_unsure(pairs, ours, theirs, place)
        cursor = _Cursor(new, theirs)
        for step in _with_last_marks(_steps(pairs, ours, theirs)):
            self._take(step, cursor, source, place)

    def _note_unsure(
        self, pairs: Sequence[MatchedPair], old: Sequence[ContentBlock], new: Sequence[ContentBlock], place: str
    ) -> None:
        for each in pairs:
            both = old[each.old], new[each.new]
            if not each.is_sure and both[1].is_paragraph and not _reads_alike(*both):
                number = sum(block.is_paragraph for block in new[: each.new + 1])
                self._doubt(f"{place}paragraph {number}", each.likeness, *(block.texts[0] for block in both))

    def _doubt(self, place: str, likeness: float, old: str, new: str) -> None:
        self.unsure.append(UnsurePair(place, round(likeness, 2), old.strip()[:60], new.strip()[:60]))

    def _take(self, step: _Step, cursor: _Cursor, source: ChangeSource, place: str) -> None:
        block = step.new or step.old
        assert block is not None
        source = self.revisions.sources.get(block.record, source)
        if step.new is None:
            self._delete(step, cursor, source)
            return
        cursor.element = step.new.element
        if step.old is None:
            self._insert(step, source)
            return
        self._merge_pair(step, source, place, cursor.count(step.new))
        if step.mark and step.cause:
            cause = self.revisions.sources.get(step.cause.record, source)
            self.revisions.track_mark(step.new.element, step.mark, cause)

    def _merge_pair(self, step: _Step, source: ChangeSource, place: str, number: int) -> None:
        assert step.old is not None
        assert step.new is not None
        old, new = step.old.element, step.new.element
        if not step.is_swap and is_same(old, new):
            return
        if new.tag == P:
            self._merge_sections(old, new, source)
            merge_paragraph(self.adopt(deepcopy(old)), new, self.revisions, source, whole=step.is_swap)
        elif new.tag == TBL:
            self._merge_table(old, new, source, f"{place}table {number}, ")
        else:
            self.merge(_inside(old), _inside(new), source, place)

    def _merge_sections(self, old: Element, new: Element, source: ChangeSource) -> None:
        before, after = old.find(f"{PPR}/{SECTPR}"), new.find(f"{PPR}/{SECTPR}")
        if before is not None and after is not None:
            self.merge_section(before, after, source)

    def _insert(self, step: _Step, source: ChangeSource) -> None:
        assert step.new is not None
        element = step.new.element
        if not step.keeps_mark:
            self.revisions.track_block(element, INS, source)
            return
        self._track_content(element, INS, source)
        if step.former is not None:
            merge_paragraph_properties(step.former.element, element, self.revisions, source)

    def _delete(self, step: _Step, cursor: _Cursor, source: ChangeSource) -> None:
        assert step.old is not None
        element = self.adopt(deepcopy(step.old.element))
        cursor.put(element)
        if not step.keeps_mark:
            self.revisions.track_block(element, DEL, source)
            return
        self._track_content(element, DEL, source)
        if step.later is not None:
            _take_properties(step.later.element, element)
            merge_paragraph_properties(step.old.element, element, self.revisions, source)

    def _track_content(self, paragraph: Element, kind: str, source: ChangeSource) -> None:
        """Marks a paragraph without its mark, which stays."""
        self.revisions.counts.add(kind, "paragraphs")
        self.revisions.remark(paragraph, source)
        self.revisions.track_runs(paragraph, kind, source)

    def _merge_table(self, old: Element, new: Element, source: ChangeSource, place: str) -> None:
        self._merge_properties(old, new, "tblPr", source)
        _merge_grid(old, new, self.revisions, source)
        ours, theirs = rows_in(old), rows_in(new)
        pairs = pair(ours, theirs)
        cursor = _Cursor(new, theirs)
        i = j = 0
        for each in [*pairs, MatchedPair(len(ours), len(theirs), 1.0)]:
            for row in ours[i : each.old]:
                self._delete_row(row, cursor, source)
            for row in theirs[j : each.new]:
                cursor.element = row.element
                self.revisions.track_row(row.element, INS, self._source_of(row, source))
            i, j = each.old + 1, each.new + 1
            if each.old < len(ours):
                cursor.element = theirs[each.new].element
                self._merge_rows(ours[each.old], theirs[each.new], source, f"{place}row {each.new + 1}, ", each)

    def _source_of(self, row: ComparedRow, source: ChangeSource) -> ChangeSource:
        return self.revisions.sources.get(row.record, source)

    def _delete_row(self, row: ComparedRow, cursor: _Cursor, source: ChangeSource) -> None:
        element = self.adopt(deepcopy(row.element))
        cursor.put(element)
        self.revisions.track_row(element, DEL, self._source_of(row, source))

    def _merge_rows(
        self, old: ComparedRow, new: ComparedRow, source: ChangeSource, place: str, found: MatchedPair
    ) -> None:
        if not found.is_sure:
            self._doubt(place.removesuffix(", "), found.likeness, " | ".join(old.texts), " | ".join(new.texts))
        if is_same(old.element, new.element):
            return
        source = self._source_of(new, source)
        self._merge_properties(old.element, new.element, "trPr", source)
        for number, (ours, theirs) in enumerate(zip(old.cells, new.cells, strict=True), 1):
            self._merge_properties(ours, theirs, "tcPr", source)
            self.merge(ours, theirs, source, f"{place}column {number}, ")
        self.revisions.counts.changed_rows += 1

    def _merge_properties(self, old: Element, new: Element, name: str, source: ChangeSource) -> None:
        """Records former properties of a table, row or cell."""
        before, after = old.find(w(name)), new.find(w(name))
        if bare_properties(before, f"{name}Change") == bare_properties(after, f"{name}Change"):
            return
        if after is None:
            after = etree.Element(w(name))
            new.insert(sum(child.tag == w("tblPrEx") for child in new), after)
        self.revisions.record(after, f"{name}Change", before, source)


class _Cursor:
    """The place in the new content behind which the next deleted block or row goes."""

    def __init__(self, content: Element, blocks: Sequence[ContentBlock] | Sequence[ComparedRow]) -> None:
        self._content = content
        self._first = blocks[0].element if blocks else None
        self.element: Element | None = None
        self._counts: dict[str, int] = {}

    def put(self, element: Element) -> None:
        """Puts a deleted block or row there."""
        if self.element is not None:
            self.element.addnext(element)
        elif self._first is not None:
            self._first.addprevious(element)
        else:
            self._content.insert(sum(child.tag in _PROPERTIES for child in self._content), element)
        self.element = element

    def count(self, block: ContentBlock) -> int:
        """Which of its kind a block is, counted from 1 over all that were asked for."""
        tag = str(block.element.tag)
        self._counts[tag] = self._counts.get(tag, 0) + 1
        return self._counts[tag]


_PROPERTIES = frozenset({TCPR, TRPR, w("sdtPr"), w("tblPr"), w("tblGrid")})


def _steps(pairs: Sequence[MatchedPair], old: Sequence[ContentBlock], new: Sequence[ContentBlock]) -> list[_Step]:
    """The blocks of both in one order: where both have blocks between two pairs, the old ones come first."""
    steps: list[_Step] = []
    i = j = 0
    for each in [*pairs, MatchedPair(len(old), len(new), 1.0)]:
        steps += [_Step(block, None) for block in old[i : each.old]]
        steps += [_Step(None, block) for block in new[j : each.new]]
        if each.old < len(old):
            steps.append(_Step(old[each.old], new[each.new]))
        i, j = each.old + 1, each.new + 1
    return steps


def _with_last_marks(steps: Sequence[_Step]) -> list[_Step]:
    """The steps with the last paragraph mark of each stretch of paragraphs kept, wherever there is one to keep.

    Tables that come or go at the very end do not stand between the marks before and behind them.
    """
    start = _last_pair(steps) + 1
    while start and steps[start - 1].is_paragraph:
        start -= 1
    found: list[_Step] = []
    stretch: list[_Step] = []
    for step in steps[:start]:
        if step.is_paragraph:
            stretch.append(step)
        else:
            found += [*_with_last_mark(stretch), step]
            stretch = []
    return [*found, *_with_last_mark(stretch), *_with_last_mark(steps[start:])]


def _last_pair(steps: Sequence[_Step]) -> int:
    return max((at for at, each in enumerate(steps) if each.is_pair), default=-1)


def _with_last_mark(stretch: Sequence[_Step]) -> list[_Step]:
    if not stretch or stretch[-1].is_pair:
        return list(stretch)
    last = _last_pair(stretch)
    kept, tail = list(stretch[: last + 1]), list(stretch[last + 1 :])
    gone, come = [each for each in tail if each.new is None], [each for each in tail if each.old is None]
    ends = [each[-1] for each in (gone, come) if each]
    if not all(each.is_paragraph and not _ends_section(each) for each in [*ends, *kept[-1:]]):
        return [*kept, *tail]
    if len(ends) > 1:
        between = [each for each in tail if each not in ends]
        return [*kept, *between, _Step(ends[0].old, ends[1].new, is_swap=True)]
    if kept:
        _shift(kept[-1], tail)
    return [*kept, *tail]


def _ends_section(step: _Step) -> bool:
    return any(each is not None and "§" in each.kind for each in (step.old, step.new))


def _shift(kept: _Step, tail: Sequence[_Step]) -> None:
    """Moves the changes of marks one paragraph up."""
    kind = INS if tail[0].old is None else DEL
    kept.mark, kept.cause = kind, tail[0].new or tail[0].old
    tail[-1].keeps_mark = True
    if kind == INS:
        tail[-1].former = kept.old
    else:
        tail[-1].later = kept.new


def _take_properties(source: Element, paragraph: Element) -> None:
    """Gives a paragraph the properties of another, without changes recorded there."""
    properties = paragraph_properties(paragraph)
    taken = source.find(PPR)
    new = etree.Element(PPR) if taken is None else deepcopy(taken)
    for record in [*new.iter(w("pPrChange"), w("rPrChange")), *new.iterfind(f"{RPR}/*")]:
        parent = record.getparent()
        if parent is not None and record.tag in (w("pPrChange"), w("rPrChange"), w("ins"), w("del")):
            parent.remove(record)
    paragraph.replace(properties, new)


def _reads_alike(old: ContentBlock, new: ContentBlock) -> bool:
    """Whether two paragraphs differ in page numbers alone."""
    one, other = ([token.key for token in read_wording(each.element).tokens()] for each in (old, new))
    return one == other


def _inside(block: Element) -> Element:
    content = block.find(CONTROL_CONTENT) if block.tag == CONTROL else None
    return block if content is None else content


def _merge_grid(old: Element, new: Element, revisions: Revisions, source: ChangeSource) -> None:
    """Records the former widths of a table's columns (17.13.5.33)."""
    before, after = old.find(w("tblGrid")), new.find(w("tblGrid"))
    if before is None or after is None or signature(before) == signature(after):
        return
    number = revisions.mark("tblGridChange", source).get(w("id")) or ""
    change = etree.SubElement(after, w("tblGridChange"), {w("id"): number})
    grid = etree.SubElement(change, w("tblGrid"))
    grid.extend(deepcopy(each) for each in before.iterchildren(w("gridCol")))
