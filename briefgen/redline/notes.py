"""Footnotes and endnotes: which are the same, and what changed inside them.

A note that came or went is tracked at its mark, as Word has it, and its text with it.
"""

from __future__ import annotations

from copy import deepcopy

from msgspec import Struct, field

from briefgen.opc.xml import Element
from briefgen.pairs import pair
from briefgen.redline.blocks import anchor_of, text_of
from briefgen.redline.content import ContentMerger
from briefgen.redline.documents import MergedPackage
from briefgen.redline.inline import signature
from briefgen.redline.marks import DEL, INS, ChangeSource, shell_of
from briefgen.redline.relations import RelationshipMap
from briefgen.word.wml.notes import KINDS, NoteKind
from briefgen.word.wml.ooxml import TR, P, integer, w

_ID = w("id")


class ComparedNote:
    """A note as what is paired."""

    kind, identity, record, number = "note", "", "", ""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.texts = (text_of(element),)


class NoteMerger(Struct):
    """The notes of one kind of two documents.

    Attributes:
        result: the package that they go into.
        kind: footnotes or endnotes.
        pairs: the old and the new note of each pair.
        gone: the old notes that have no partner, by the number under which they would be in the new document.
        come: the new notes that have no partner.
    """

    result: MergedPackage
    kind: NoteKind
    pairs: list[tuple[Element, Element]] = field(default_factory=list)
    gone: dict[str, Element] = field(default_factory=dict)
    come: list[Element] = field(default_factory=list)
    relations: RelationshipMap | None = None
    _root: Element | None = None

    def pair(self) -> None:
        """Pairs the notes, and puts the numbers of the new ones into the old document's marks."""
        old, new = self.result.old, self.result.new
        before, self._root = old.root_of(self.kind.part), new.root_of(self.kind.part)
        if before is None:
            self.come = [] if self._root is None else _notes(self._root, self.kind, new.body)
            return
        self.result.translate(before)
        if self._root is None:
            self._root = self.result.make_part(self.kind.part, _without_notes(before))
        names = (old.part(self.kind.part), new.part(self.kind.part) or list(self.result.changed)[-1])
        self.relations = self.result.relate(names, (before, self._root))
        self._match(_notes(before, self.kind, old.body), _notes(self._root, self.kind, new.body))

    def _match(self, old: list[Element], new: list[Element]) -> None:
        assert self._root is not None
        found = pair([ComparedNote(each) for each in old], [ComparedNote(each) for each in new])
        partners = {each.old: each.new for each in found}
        free = max((integer(each.get(_ID)) for each in self._root), default=0) + 1
        numbers = {}
        for place, note in enumerate(old):
            if place in partners:
                self.pairs.append((note, new[partners[place]]))
                numbers[note.get(_ID)] = new[partners[place]].get(_ID) or ""
            else:
                numbers[note.get(_ID)] = str(free)
                self.gone[str(free)] = note
                free += 1
        self.come = [each for place, each in enumerate(new) if place not in partners.values()]
        for mark in self.result.old.body.iter(self.kind.reference):
            mark.set(_ID, numbers.get(mark.get(_ID), mark.get(_ID) or ""))

    def merge(self, merger: ContentMerger) -> None:
        """Tracks what changed in the notes, once the marks that refer to them are in their places."""
        if self._root is None:
            return
        marks = {mark.get(_ID): mark for mark in self.result.new.body.iter(self.kind.reference)}
        for old, new in self.pairs:
            if signature(old) != signature(new):
                merger.merge(old, new, _source_of(marks.get(new.get(_ID)), merger), f"{self.kind.name}, ")
        for note in self.come:
            self._track(note, INS, merger, _source_of(marks.get(note.get(_ID)), merger))
        for number, note in self.gone.items():
            if number in marks:
                copy = merger.adopt(deepcopy(note))
                copy.set(_ID, number)
                self._root.append(copy)
                self._track(copy, DEL, merger, _source_of(marks[number], merger))
        self._keep()

    def _keep(self) -> None:
        name = self.result.new.part(self.kind.part)
        assert self._root is not None
        if name:
            self.result.changed[name] = self._root
        if self.relations is not None:
            self.relations.collect(self._root, self.result.added)

    def _track(self, note: Element, kind: str, merger: ContentMerger, source: ChangeSource) -> None:
        paragraphs = [child for child in note if child.tag == P]
        for paragraph in paragraphs:
            merger.revisions.track_runs(paragraph, kind, source)
        for paragraph in paragraphs[:-1]:
            merger.revisions.track_mark(paragraph, kind, source)


def pair_notes(result: MergedPackage) -> list[NoteMerger]:
    """The notes of both kinds, paired."""
    mergers = [NoteMerger(result, KINDS[kind]) for kind in ("footnotes", "endnotes")]
    for each in mergers:
        each.pair()
    return mergers


def _notes(root: Element, kind: NoteKind, body: Element) -> list[Element]:
    """The notes in the order of their marks in the text; those of separators have none."""
    by_id = {each.get(_ID): each for each in root.iter(kind.element)}
    order = dict.fromkeys(mark.get(_ID) for mark in body.iter(kind.reference))
    return [by_id[number] for number in order if number in by_id]


def _without_notes(root: Element) -> Element:
    """A part of notes with those of the separators only."""
    made = shell_of(root)
    made.extend(deepcopy(each) for each in root if each.get(w("type")) is not None)
    return made


def _source_of(mark: Element | None, merger: ContentMerger) -> ChangeSource:
    """The source of the paragraph or row that a note's mark is in."""
    sources = merger.revisions.sources
    for each in () if mark is None else mark.iterancestors(P, TR):
        anchor = anchor_of(each, of_row=each.tag == TR)
        if anchor and anchor.record in sources:
            return sources[anchor.record]
    return merger.revisions.default
