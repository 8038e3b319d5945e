"""Two wordings of a paragraph as one with tracked changes: word by word, with looks, links, notes and fields kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.xml import Element
from briefgen.redline.inline import ParagraphWording, WordingPiece, Wrapper, look_of, read_wording, signature
from briefgen.redline.marks import (
    CONTROL,
    CONTROL_CONTENT,
    DEL,
    INS,
    NOT_IN_RECORD,
    ChangeSource,
    Revisions,
    properties_of_mark,
    shell_of,
)
from briefgen.redline.words import Stretch, compare, count_words
from briefgen.word.wml.ooxml import PPR, RPR, RUN, XML_SPACE, P, T, paragraph_properties, w

_KEPT_IN_SHELL = frozenset(map(w, ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")))


def merge_paragraph(old: Element, new: Element, revisions: Revisions, source: ChangeSource, *, whole: bool) -> bool:
    """Turns a paragraph into one with the changes from its former wording; whether there was any.

    Args:
        old: the former paragraph, in the ids of the new document.
        new: the paragraph; it is changed.
        whole: whether the wording is replaced whole, as where the two only share a paragraph mark.
    """
    before, after = read_wording(old), read_wording(new)
    stretches = (
        [Stretch(False, 0, before.length, 0, after.length)] if whole else compare(before.tokens(), after.tokens())
    )
    builder = _ParagraphBuilder(new, before, after, revisions, source)
    count = revisions.counts.changed_properties
    is_reworded = any(not each.is_equal for each in stretches) or builder.has_other_looks(stretches)
    if is_reworded:
        builder.build(stretches)
    merge_paragraph_properties(old, new, revisions, source)
    if is_reworded or revisions.counts.changed_properties > count:
        revisions.counts.changed_paragraphs += 1
        revisions.remark(new, source)
        return True
    return False


def merge_paragraph_properties(old: Element, new: Element, revisions: Revisions, source: ChangeSource) -> None:
    """Records in a paragraph the properties of another, where they differ, as its former ones."""
    before, after = old.find(PPR), new.find(PPR)
    if bare_properties(before, "pPrChange") != bare_properties(after, "pPrChange"):
        revisions.record(paragraph_properties(new), "pPrChange", before, source)
    former = None if before is None else before.find(RPR)
    look = None if after is None else after.find(RPR)
    if look_of(former) != look_of(look):
        revisions.record(properties_of_mark(new), "rPrChange", former, source)


def bare_properties(properties: Element | None, name: str) -> str:
    """What is equal for properties that are the same as far as a record of changes keeps them."""
    if properties is None:
        return ""
    return "".join(signature(each) for each in properties if each.tag not in NOT_IN_RECORD[name])


class _ParagraphBuilder(Struct):
    """Builds the content of a paragraph anew.

    Attributes:
        _open: the elements that are open at the end of what was built, by what they are.
        _whole: content controls that are in one of the two only, and which.
        _run: the last run, by what makes another piece go on in it.
    """

    paragraph: Element
    old: ParagraphWording
    new: ParagraphWording
    revisions: Revisions
    source: ChangeSource
    _built: Element = field(default_factory=lambda: etree.Element(P))
    _open: list[tuple[str, Element]] = field(default_factory=list)
    _whole: dict[str, str] = field(default_factory=dict)
    _run: tuple[object, ...] = ()
    _last: Element | None = None
    _next: int = 0

    def has_other_looks(self, stretches: Iterable[Stretch]) -> bool:
        """Whether something that is equal in both looks otherwise."""
        equal = (found for each in stretches if each.is_equal for found in self._equal(each))
        return any(look_of(former) != look_of(self.new.pieces[at].look) for at, _, _, former in equal)

    def build(self, stretches: Sequence[Stretch]) -> None:
        """Replaces the content of the paragraph."""
        self._whole = self._whole_controls(stretches)
        for each in stretches:
            if each.is_equal:
                for at, start, end, former in self._equal(each):
                    self._put_new(at, start, end, "", former)
            else:
                self._replace(each)
        self._put_marks(len(self.new.pieces))
        for child in [child for child in self.paragraph if child.tag != PPR]:
            self.paragraph.remove(child)
        self.paragraph.extend(list(self._built))

    def _replace(self, stretch: Stretch) -> None:
        wide = (at for at in range(self._next, len(self.new.pieces)) if self.new.pieces[at].text)
        self._put_marks(next(wide, len(self.new.pieces)))
        for at, start, end in self.old.between(stretch.old_start, stretch.old_end):
            self._put(self.old.pieces[at], start, end, DEL, None)
        for at, start, end in self.new.between(stretch.new_start, stretch.new_end):
            self._put_new(at, start, end, INS, None)

    def _put_new(self, at: int, start: int, end: int, kind: str, former: Element | None) -> None:
        self._put_marks(at)
        piece = self.new.pieces[at]
        self._put(piece, start, end, kind, former)
        self._next = at + (end == len(piece.text))

    def _put_marks(self, end: int) -> None:
        """Puts the bookmarks and the like that stand before a piece of the new wording."""
        for mark in self.new.pieces[self._next : end]:
            if not mark.text:
                self._put(mark, 0, 0, "", None)
        self._next = max(self._next, end)

    def _equal(self, stretch: Stretch) -> Iterable[tuple[int, int, int, Element | None]]:
        """The pieces of the new wording in a stretch, cut where the look of the old one changes, with that look."""
        former = [(at, end - start) for at, start, end in self.old.between(stretch.old_start, stretch.old_end)]
        place, left = 0, former[0][1] if former else 0
        for at, begin, end in self.new.between(stretch.new_start, stretch.new_end):
            start = begin
            while start < end:
                size = min(end - start, left)
                yield at, start, start + size, self.old.pieces[former[place][0]].look
                start, left = start + size, left - size
                if not left and place + 1 < len(former):
                    place, left = place + 1, former[place + 1][1]

    def _whole_controls(self, stretches: Sequence[Stretch]) -> dict[str, str]:
        kinds = defaultdict(set)
        for each in stretches:
            for kind, wording, start, end in (
                (DEL, self.old, each.old_start, each.old_end),
                (INS, self.new, each.new_start, each.new_end),
            ):
                for at, _, _ in wording.between(start, end):
                    for wrapper in wording.pieces[at].path:
                        kinds[wrapper.key].add("" if each.is_equal else kind)
        controls = {key: found for key, found in kinds.items() if key.startswith("sdt")}
        return {key: min(found) for key, found in controls.items() if len(found) == 1 and "" not in found}

    def _put(self, piece: WordingPiece, start: int, end: int, kind: str, former: Element | None) -> None:
        if piece.run is None:
            self._put_elements(piece, kind)
            return
        tracked = kind if piece.text else ""
        parent = self._enter(piece.path, tracked)
        look = piece.look
        other = look_of(former) if piece.text and not kind else look_of(look)
        is_same = other == look_of(look)
        key = (id(piece.run), kind, other, id(parent))
        if key != self._run or self._last is None or self._last.getparent() is not parent:
            self._run, self._last = key, self._new_run(parent, look, None if is_same else former, not is_same)
        self._fill(self._last, piece, piece.text[start:end], kind)

    def _new_run(self, parent: Element, look: Element | None, former: Element | None, is_changed: bool) -> Element:
        run = etree.SubElement(parent, RUN)
        if look is not None:
            run.append(deepcopy(look))
        if is_changed:
            properties = run.find(RPR)
            if properties is None:
                properties = etree.SubElement(run, RPR)
            self.revisions.record(properties, "rPrChange", former, self.source)
        return run

    def _fill(self, run: Element, piece: WordingPiece, text: str, kind: str) -> None:
        if kind:
            self.revisions.counts.add(kind, "words", count_words(text))
        if piece.elements:
            for each in map(deepcopy, piece.elements):
                run.append(each)
                if kind:
                    self.revisions.convert(each, kind, self.source)
            return
        name = w("delText") if kind == DEL else T
        last = run[-1] if len(run) else None
        if last is None or last.tag != name:
            last = etree.SubElement(run, name)
            last.text = ""
            last.set(XML_SPACE, "preserve")
        last.text = (last.text or "") + text

    def _put_elements(self, piece: WordingPiece, kind: str) -> None:
        """What stands in a paragraph beside its runs: fields, formulas; bookmarks are not tracked."""
        parent = self._enter(piece.path, "")
        copies = [deepcopy(each) for each in piece.elements]
        if kind and piece.text:
            holder = etree.Element(P)
            holder.extend(copies)
            self.revisions.track_runs(holder, kind, self.source)
            copies = list(holder)
        parent.extend(copies)

    def _enter(self, path: Sequence[Wrapper], kind: str) -> Element:
        """The element that content of a path goes into, opened where it is not open."""
        wanted: list[tuple[str, Wrapper | str]] = []
        for wrapper in path:
            if wrapper.key in self._whole and not any(isinstance(each, str) for _, each in wanted):
                wanted.append((self._whole[wrapper.key], self._whole[wrapper.key]))
            wanted.append((wrapper.key, wrapper))
        if kind and not any(isinstance(each, str) for _, each in wanted):
            wanted.append((kind, kind))
        shared = 0
        while shared < min(len(wanted), len(self._open)) and wanted[shared][0] == self._open[shared][0]:
            shared += 1
        del self._open[shared:]
        for key, what in wanted[shared:]:
            self._open.append((key, self._opened(what)))
        return self._inside()

    def _inside(self) -> Element:
        if not self._open:
            return self._built
        element = self._open[-1][1]
        content = element.find(CONTROL_CONTENT)
        return element if content is None else content

    def _opened(self, what: Wrapper | str) -> Element:
        parent = self._inside()
        element = self.revisions.mark(what, self.source) if isinstance(what, str) else _shell(what.element)
        parent.append(element)
        return element


def _shell(element: Element) -> Element:
    """A link, control or the like without what is in it."""
    shell = shell_of(element)
    shell.extend(deepcopy(each) for each in element if each.tag in _KEPT_IN_SHELL)
    if element.tag == CONTROL:
        etree.SubElement(shell, CONTROL_CONTENT)
    return shell
