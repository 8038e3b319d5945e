"""What changed between two wordings, as a reviser wants to read it: pure.

Texts are compared word by word; a number changes whole, with its currency and unit. The fewest words are marked
(Myers 1986), but no scraps are left: an equal word or two between two changes is marked with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from briefgen.pairs import words_of

OBJECT = "\ufffc"  # stands for what is no text: a picture, a field, the mark of a note
_SCRAP = 2  # equal words between two changes that are marked with them
_LEAST = 0.2  # of the words must be equal, or the wording is replaced whole
_MOST_CHANGES = 500  # past these, what is between the ends is replaced whole

_GAP = r"[ \u00a0\u202f\u2009]"
_HARD = r"[\u00a0\u202f]"
_DIGITS = rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/]\d+)*"
_CURRENCY = rf"(?:(?:\b(?:EUR|USD|GBP|CHF|[A-Z]{{3}}(?={_HARD}))|[€$£¥]){_GAP}?)?"
_MAGNITUDE = rf"(?:{_GAP}(?:thousand|million|billion|trillion|mn|bn)\b)?"
_UNIT = rf"(?:{_GAP}?[%‰°€$£](?!\w)|{_HARD}[^\W\d]+|(?:st|nd|rd|th)\b)?"
_TOKEN = re.compile(
    rf"(?P<word>{_CURRENCY}(?:{_DIGITS}){_MAGNITUDE}{_UNIT}"
    r"|[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])\w)+(?:['’\u2011-]\w+)*)"
    r"|(?P<space>\s+)|(?P<mark>.)",
    re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a wording that is kept or changed whole.

    Attributes:
        key: what makes two tokens equal: the text, with the link or control that it is in.
        start, end: where it stands in its text.
        kind: "word", "space", "mark" or "object".
    """

    key: tuple[str, ...]
    start: int
    end: int
    kind: str


class Stretch(Struct, frozen=True):
    """A stretch of two wordings, as ranges of characters: equal in both, or replaced."""

    is_equal: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def split_words(text: str, context: str = "", start: int = 0) -> Iterator[Token]:
    """The tokens of a text.

    Args:
        context: what the text stands in; the same words elsewhere are not equal.
        start: where the text begins.
    """
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "mark"
        yield Token((found[0], context), start + found.start(), start + found.end(), kind)


def compare(old: Sequence[Token], new: Sequence[Token]) -> list[Stretch]:
    """The stretches of two wordings, in order: together they hold every token once.

    Args:
        old, new: the tokens, in order and without gaps.
    """
    changes = _Changes(old, new)
    changes.absorb_scraps()
    return changes.as_characters()


def compare_texts(old: str, new: str) -> list[Stretch]:
    """The stretches of two plain texts."""
    return compare(list(split_words(old)), list(split_words(new)))


class _Changes:
    """The replaced ranges of tokens of two wordings; between them both are equal."""

    def __init__(self, old: Sequence[Token], new: Sequence[Token]) -> None:
        self._old, self._new = old, new
        self._ranges: list[tuple[int, int, int, int]] = []
        matches = match_tokens(old, new)
        if self._is_unlike(matches):
            matches = [(i, j) for i, j in matches if old[i].kind == "object"]
        self._fill(matches)
        for place, change in enumerate(self._ranges):
            self._ranges[place] = self._slide(change, place)

    def _is_unlike(self, matches: Sequence[tuple[int, int]]) -> bool:
        equal = sum(self._old[i].kind == "word" for i, _ in matches)
        most = max(_count(self._old), _count(self._new))
        return equal < _LEAST * most

    def _fill(self, matches: Sequence[tuple[int, int]]) -> None:
        """Between two matches, what is equal at either end (spaces, as a rule) stays."""
        i = j = 0
        for at, to in [*matches, (len(self._old), len(self._new))]:
            self._add(i, at, j, to)
            i, j = at + 1, to + 1

    def _add(self, i: int, at: int, j: int, to: int) -> None:
        while i < at and j < to and self._old[i].key == self._new[j].key:
            i, j = i + 1, j + 1
        while i < at and j < to and self._old[at - 1].key == self._new[to - 1].key:
            at, to = at - 1, to - 1
        if i < at or j < to:
            self._ranges.append((i, at, j, to))

    def _slide(self, change: tuple[int, int, int, int], place: int) -> tuple[int, int, int, int]:
        """An insertion or deletion of the same words in the place that reads best: whole phrases, then whole words."""
        i, at, j, to = change
        if i < at and j < to:
            return change
        tokens, start, end = (self._old, i, at) if i < at else (self._new, j, to)
        shift = max(self._shifts(place, tokens, start, end), key=lambda by: (_reads(tokens, start + by, end + by), by))
        return i + shift, at + shift, j + shift, to + shift

    def _shifts(self, place: int, tokens: Sequence[Token], start: int, end: int) -> list[int]:
        before = self._ranges[place - 1][1 if tokens is self._old else 3] if place else 0
        following = self._ranges[place + 1 :]
        limit = following[0][0 if tokens is self._old else 2] if following else len(tokens)
        shifts, back, forth = [0], 0, 0
        while start + back > before and tokens[start + back - 1].key == tokens[end + back - 1].key:
            back -= 1
            shifts.append(back)
        while end + forth < limit and tokens[start + forth].key == tokens[end + forth].key:
            forth += 1
            shifts.append(forth)
        return shifts

    def absorb_scraps(self) -> None:
        """Joins changes between which an equal word or two is left, but nothing that is no text."""
        joined: list[tuple[int, int, int, int]] = []
        for each in self._ranges:
            if joined and self._is_scrap(joined[-1][1], each[0]):
                joined[-1] = (joined[-1][0], each[1], joined[-1][2], each[3])
            else:
                joined.append(each)
        self._ranges = joined

    def _is_scrap(self, start: int, end: int) -> bool:
        between = self._old[start:end]
        return _count(between) <= _SCRAP and all(each.kind != "object" for each in between)

    def as_characters(self) -> list[Stretch]:
        """The changes and what is equal between them, in characters."""
        found: list[Stretch] = []
        i = j = 0
        for start, end, begin, stop in [
            *self._ranges,
            (len(self._old), len(self._old), len(self._new), len(self._new)),
        ]:
            found.append(self._stretch(True, i, start, j, begin))
            found.append(self._stretch(False, start, end, begin, stop))
            i, j = end, stop
        return [each for each in found if each.old_start < each.old_end or each.new_start < each.new_end]

    def _stretch(self, is_equal: bool, *ends: int) -> Stretch:
        start, end, begin, stop = ends
        return Stretch(
            is_equal, _at(self._old, start), _at(self._old, end), _at(self._new, begin), _at(self._new, stop)
        )


def _at(tokens: Sequence[Token], index: int) -> int:
    if index < len(tokens):
        return tokens[index].start
    return tokens[-1].end if tokens else 0


def _count(tokens: Sequence[Token]) -> int:
    return sum(each.kind == "word" for each in tokens)


def _reads(tokens: Sequence[Token], start: int, end: int) -> int:
    """How well a change of these tokens reads: 3 from sentence to sentence, 2 with its comma, 1 as whole words."""
    before = tokens[start - 1].key[0] if start else "."
    first, last = tokens[start].key[0], tokens[end - 1].key[0]
    after = tokens[end].key[0] if end < len(tokens) else "."
    if first.isspace() and last in ".;:!?" and after.isspace():
        return 4
    if last.isspace() and (start == 0 or before.isspace()):
        return 3 if start < 2 or tokens[start - 2].key[0] in ".;:!?," else 1
    return 2 if first in ",;" and after in ",;." else 0


def match_tokens(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[int, int]]:
    """The pairs of equal tokens that stay; spaces follow the words that they stand beside."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    ours = [i for i in range(start, len(old) - end) if old[i].kind != "space"]
    theirs = [j for j in range(start, len(new) - end) if new[j].kind != "space"]
    between = _shortest([old[i].key for i in ours], [new[j].key for j in theirs])
    head = [(at, at) for at in range(start)]
    tail = [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]
    return [*head, *((ours[i], theirs[j]) for i, j in between), *tail]


def _common(one: Sequence[Token], other: Sequence[Token]) -> int:
    """How many tokens are equal at the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a.key != b.key), min(len(one), len(other)))


_Key = tuple[str, ...]


def _shortest(old: Sequence[_Key], new: Sequence[_Key]) -> list[tuple[int, int]]:
    """The equal pairs of a shortest edit script; none where it would be very long."""
    if not old or not new:
        return []
    reach: dict[int, int] = {1: 0}
    trace: list[dict[int, int]] = []
    for changes in range(min(len(old) + len(new), _MOST_CHANGES) + 1):
        trace.append(dict(reach))
        for diagonal in range(-changes, changes + 1, 2):
            reach[diagonal] = end = _follow(old, new, reach, diagonal, changes)
            if end >= len(old) and end - diagonal >= len(new):
                return _way_back(trace, len(old), len(new))
    return []


def _is_down(reach: dict[int, int], diagonal: int, changes: int) -> bool:
    left, right = reach.get(diagonal - 1, -1), reach.get(diagonal + 1, -1)
    return diagonal == -changes or (diagonal != changes and left < right)


def _follow(old: Sequence[_Key], new: Sequence[_Key], reach: dict[int, int], diagonal: int, changes: int) -> int:
    """How far one more change leads on a diagonal."""
    i = reach[diagonal + 1] if _is_down(reach, diagonal, changes) else reach[diagonal - 1] + 1
    while i < len(old) and i - diagonal < len(new) and old[i] == new[i - diagonal]:
        i += 1
    return i


def _way_back(trace: Sequence[dict[int, int]], i: int, j: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for changes in range(len(trace) - 1, -1, -1):
        start = begin = 0
        turn = (0, 0)
        if changes:
            diagonal = i - j
            is_down = _is_down(trace[changes], diagonal, changes)
            start = trace[changes][diagonal + 1 if is_down else diagonal - 1]
            begin = start - (diagonal + 1 if is_down else diagonal - 1)
            turn = (start, begin + 1) if is_down else (start + 1, begin)
        while (i, j) != turn:
            i, j = i - 1, j - 1
            found.append((i, j))
        i, j = start, begin
    return found[::-1]


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(words_of(text))
