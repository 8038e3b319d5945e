"""Which paragraph of an edited file is which of the document as it was made: by anchors, and by words between them.

An anchored paragraph and those behind it without one are a group. Within a group paragraphs are paired by their words,
and by their place only where as many were taken out as put in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.model.manuscript import CellOf, Passage
from briefgen.pairs import pair, words_of
from briefgen.pull.characters import Character, characters_of
from briefgen.word.anchors.names import AnchorName
from briefgen.word.reader.traces import Hand, TracedDocument, TracedPassage

_UNLIKE: Final = 0.34
_LIKE: Final = 0.66


class TextLine(Struct, frozen=True):
    """A paragraph with something in it.

    Attributes:
        anchor: its own; None without one.
        hands: whose tracked changes are in it.
    """

    passage: Passage
    anchor: AnchorName | None = None
    hands: tuple[Hand, ...] = ()

    @property
    def identity(self) -> str:
        """That of its anchor, or ""."""
        return self.anchor.identity if self.anchor else ""

    @property
    def text(self) -> str:
        """Its words, with single spaces."""
        return " ".join(self.passage.text.split())

    @property
    def characters(self) -> list[Character]:
        """What it shows."""
        return characters_of(self.passage.spans)

    # what pairs are found by
    kind, record, number = "paragraph", "", ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Its words."""
        return (self.text,)


class Pairing(NamedTuple):
    """A paragraph as it was made, and as it is: one of them is None for what was deleted or is new."""

    made: TextLine | None
    found: TextLine | None


class AlignedGroup(Struct, frozen=True):
    """A group of paragraphs that belong to one anchor.

    Attributes:
        anchor: None for what stands before the first.
        pairings: in the order of the file; what was deleted stands behind what stood before it.
    """

    anchor: AnchorName | None
    pairings: tuple[Pairing, ...]

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left of it."""
        return all(each.found is None for each in self.pairings)


class Alignment(Struct, frozen=True):
    """An edited file beside the document as it was made.

    Attributes:
        groups: in the order of the file; those that are gone are last.
        moved: what stands in another order now, by identity, with its words.
    """

    groups: tuple[AlignedGroup, ...]
    moved: Mapping[str, str] = field(default_factory=dict)


def align(made: TracedDocument, found: TracedDocument) -> Alignment:
    """Which paragraph is which."""
    return _Aligner(made, found).align()


def _paragraphs_made(document: TracedDocument) -> list[TextLine]:
    return [
        TextLine(each.passage, each.anchors[-1] if each.anchors else None)
        for each in document.body
        if _says_something(each.passage)
    ]


def _says_something(passage: Passage) -> bool:
    return bool(passage.text.strip()) or any(span.note for span in passage.spans)


class _Aligner:
    def __init__(self, made: TracedDocument, found: TracedDocument) -> None:
        self.made = _paragraphs_made(made)
        self.by_identity = {each.identity: each for each in self.made if each.anchor}
        self.found = self._found(found.body)

    def align(self) -> Alignment:
        ours, theirs = _groups(self.made), _groups(self.found)
        by_identity = {each[0].identity: each for each in ours}
        known = [
            AlignedGroup(each[0].anchor, tuple(self._paired(by_identity.get(each[0].identity, ()), each)))
            for each in theirs
        ]
        there = {each.anchor.identity if each.anchor else "" for each in known}
        gone = [
            AlignedGroup(each[0].anchor, tuple(Pairing(line, None) for line in each))
            for each in ours
            if each[0].identity not in there
        ]
        return Alignment((*known, *gone), dict(self._moved()))

    def _found(self, body: Sequence[TracedPassage]) -> list[TextLine]:
        chosen = [self._choose(each) for each in body if _says_something(each.passage)]
        return _with_heads(self._with_lost(_each_once(chosen, self.by_identity)), self.made)

    def _choose(self, traced: TracedPassage) -> TextLine:
        """The paragraph with that of its anchors to which its words belong: others are left of deleted ones."""
        anchors = [each for each in traced.anchors if each.identity in self.by_identity]
        words = " ".join(traced.passage.text.split())
        likeness = [likeness_of(self.by_identity[each.identity].text, words) for each in anchors]
        best = max(range(len(anchors)), key=lambda at: (likeness[at], at), default=None)
        return TextLine(traced.passage, None if best is None else anchors[best], traced.hands)

    def _with_lost(self, found: Sequence[TextLine]) -> list[TextLine]:
        """The paragraphs, with the anchors that some have lost: those of the very same words."""
        there = {each.identity for each in found}
        lost: dict[str, list[AnchorName]] = defaultdict(list)
        for each in self.made:
            if each.anchor and each.identity not in there:
                lost[each.text].append(each.anchor)
        return [
            replace(each, anchor=lost[each.text].pop(0)) if each.anchor is None and lost.get(each.text) else each
            for each in found
        ]

    @staticmethod
    def _paired(made: Sequence[TextLine], found: Sequence[TextLine]) -> Iterator[Pairing]:
        if len(made) == len(found) == 1:
            yield Pairing(made[0], found[0])
            return
        i = j = 0
        is_lost = any(found[0].text == each.text for each in made[1:])  # the first of a group was deleted
        sides = [[replace(each, anchor=None) for each in side] if is_lost else side for side in (made, found)]
        ends = [(each.old, each.new) for each in pair(*sides)]
        for old, new in [*ends, (len(made), len(found))]:
            yield from _between(made[i:old], found[j:new])
            if (old, new) != (len(made), len(found)):
                yield Pairing(made[old], found[new])
            i, j = old + 1, new + 1

    def _moved(self) -> Iterator[tuple[str, str]]:
        both = {each.identity for each in self.found if each.anchor} & set(self.by_identity)
        ours = [each for each in self.made if each.identity in both]
        theirs = [each for each in self.found if each.identity in both]
        staying = {theirs[each.new].identity for each in pair(ours, theirs)}
        yield from ((each.identity, each.text) for each in theirs if each.identity not in staying)


def _between(made: Sequence[TextLine], found: Sequence[TextLine]) -> Iterator[Pairing]:
    """What lies between two pairs: one for one where there are as many, else deleted and new."""
    if len(made) == len(found):
        yield from map(Pairing, made, found)
    else:
        yield from (Pairing(each, None) for each in made)
        yield from (Pairing(None, each) for each in found)


def _groups(paragraphs: Sequence[TextLine]) -> list[list[TextLine]]:
    found: list[list[TextLine]] = []
    for each in paragraphs:
        if each.anchor or not found:
            found.append([])
        found[-1].append(each)
    return found


def _each_once(found: Sequence[TextLine], made: Mapping[str, TextLine]) -> list[TextLine]:
    """The paragraphs; of several with one anchor, as copies have, that which is most like the made one keeps it."""
    counts = Counter(each.identity for each in found if each.anchor)
    best: dict[str, int] = {}
    for at, each in enumerate(found):
        if counts[each.identity] > 1 and each.anchor:
            rank = likeness_of(made[each.identity].text, each.text)
            other = best.get(each.identity)
            if other is None or rank > likeness_of(made[each.identity].text, found[other].text):
                best[each.identity] = at
    keeps = set(best.values())
    return [
        replace(each, anchor=None) if counts[each.identity] > 1 and each.anchor and at not in keeps else each
        for at, each in enumerate(found)
    ]


def _with_heads(found: Sequence[TextLine], made: Sequence[TextLine]) -> list[TextLine]:
    """The paragraphs, with the anchors of groups where they belong: to the words that they were made with.

    Who begins a new paragraph before an old one leaves the anchor in the new; who deletes the first of several, takes
    it away.
    """
    groups = {each[0].identity: each for each in _groups(made)}
    found = _with_swapped(list(found), groups)
    there = {each.identity for each in found}
    for identity, group in groups.items():
        if identity and identity not in there and len(group) > 1:
            followers = {each.text for each in group[1:]}
            at = next((at for at, each in enumerate(found) if not each.anchor and each.text in followers), None)
            if at is not None:
                found[at] = replace(found[at], anchor=group[0].anchor)
    return found


def _with_swapped(found: list[TextLine], groups: Mapping[str, Sequence[TextLine]]) -> list[TextLine]:
    for at, each in enumerate(found):
        group = groups.get(each.identity)
        if not (each.anchor and group) or at + 1 >= len(found) or found[at + 1].anchor:
            continue
        is_other = likeness_of(group[0].text, each.text) < _UNLIKE
        if is_other and likeness_of(group[0].text, found[at + 1].text) > _LIKE:
            found[at], found[at + 1] = replace(each, anchor=None), replace(found[at + 1], anchor=each.anchor)
    return found


def likeness_of(one: str, other: str) -> float:
    """The share of equal words in two texts, from 0 to 1 (Dice 1945)."""
    if one == other:
        return 1.0
    ours, theirs = Counter(words_of(one)), Counter(words_of(other))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


def same_cell(one: CellOf | None, other: CellOf | None) -> bool:
    """Whether two paragraphs stand in one cell of a table."""
    return (
        one is not None
        and other is not None
        and (one.table, one.row, one.column)
        == (
            other.table,
            other.row,
            other.column,
        )
    )
