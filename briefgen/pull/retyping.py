"""An edited text as it is to be typed: values, bold words and links stand where their words were left as they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import Struct, field

from briefgen.model.richtext import Block, Kind, RichText
from briefgen.pull.characters import (
    Character,
    TypedLook,
    TypedText,
    differ,
    plain,
    spans_of,
    without_case,
)
from briefgen.pull.value_edits import ValueEdit, ValueReader
from briefgen.redline.words import Token, match_tokens, split_words
from briefgen.text.parse import draft
from briefgen.text.source import write_source

_FIRST_MARK: Final = 0x100000  # a plane of private characters that no text uses for its values


class Line(NamedTuple):
    """A paragraph of a text, as it was made and as it is now.

    Attributes:
        block: its number in the text; None for a new one.
        made, found: what stands in the documents; `found` is empty where it was deleted.
        kind: of a new one.
    """

    block: int | None
    made: Sequence[Character]
    found: Sequence[Character]
    kind: Kind = Kind.PARAGRAPH
    level: int = 0


class Retyped(Struct, frozen=True):
    """An edited text.

    Attributes:
        source: as it is typed now.
        values: the values in whose words somebody has written.
        lost: looks that light Markdown cannot say.
        around: whether what a template prints before or behind the text was edited as well.
    """

    source: str
    values: tuple[ValueEdit, ...] = ()
    lost: tuple[str, ...] = ()
    around: bool = False


def offset_of(text: Sequence[Character], paragraph: Sequence[Character]) -> int:
    """Where a paragraph of a text begins in one of a document; -1 where it does not stand in it."""
    return without_case(plain(paragraph)).find(without_case(plain(text))) if text else -1


def retype(typed: TypedText, lines: Iterable[Line], reader: ValueReader) -> Retyped:
    """An edited text as it is to be typed.

    Args:
        typed: as it was typed.
        lines: its paragraphs as they stand now, in their order; those that were deleted may be left out.
        reader: finds what edits inside values mean.
    """
    return _Retyping(typed, reader).of(lines)


def type_new(found: Iterable[Sequence[Character]]) -> Retyped:
    """New paragraphs as they are to be typed."""
    blocks = tuple(Block(tuple(spans_of(_legible(each)))) for each in found)
    written = write_source(RichText(blocks))
    return Retyped(written.text, lost=written.lost)


def _legible(found: Iterable[Character]) -> list[Character]:
    """Characters without the private ones, which stand for values here."""
    return [each for each in found if not 0xF0000 <= ord(each.sign) <= 0x10FFFF]


class _Retyping(Struct):
    """Types one text anew.

    Attributes:
        marks: by private character, how its value is typed.
    """

    typed: TypedText
    reader: ValueReader
    marks: dict[str, str] = field(default_factory=dict)
    values: list[ValueEdit] = field(default_factory=list)
    around: bool = False

    def of(self, lines: Iterable[Line]) -> Retyped:
        self.marks = dict(self.typed.marks)
        blocks = [self._block(line) for line in lines]
        written = write_source(RichText(tuple(each for each in blocks if each.spans)))
        before = self._filled(write_source(RichText(self.typed.typed_blocks)).text)
        after = self._filled(written.text)
        source = _sparing(self.typed.source, before, after)
        return Retyped(source, tuple(self.values), written.lost, self.around)

    def _filled(self, text: str) -> str:
        return "".join(self.marks.get(sign, sign) for sign in text)

    def _block(self, line: Line) -> Block:
        if line.block is None:
            return Block(tuple(spans_of(_legible(line.found))), line.kind, line.level)
        old = self.typed.typed_blocks[line.block]
        if not differ(line.made, line.found):
            return old
        merge = _ParagraphMerge(self.typed, line, self._mark)
        spans = tuple(spans_of(merge.characters()))
        self.around = self.around or merge.around
        return Block(spans, old.kind, old.level, old.restart, old.style, old.anchor)

    def _mark(self, number: int, old: str, new: str, is_clear: bool) -> str | None:
        """The private character for a value that says something else now; None where its words are typed instead."""
        typed = list(self.typed.marks.values())[number]
        edit = self.reader.read(typed, old, new) if is_clear else ValueEdit(typed, old, new)
        self.values.append(edit)
        if not edit.retyped:
            return None
        mark = chr(_FIRST_MARK + len(self.marks))
        self.marks[mark] = edit.retyped
        return mark


MarkValue = Callable[[int, str, str, bool], str | None]
"""Says what becomes of a value: its number, its words before and now, and whether they are its own for certain."""


class _ParagraphMerge:
    """One paragraph of a text: as it is typed, as it was made, as it is found."""

    def __init__(self, typed: TypedText, line: Line, mark: MarkValue) -> None:
        assert line.block is not None, "a new paragraph is not merged"
        self.typed, self.mark, self.signs = typed.blocks[line.block], mark, list(typed.marks)
        self.start = offset_of(self.typed, line.made)
        self.end = self.start + len(self.typed)
        self.made, self.found = line.made, _legible(line.found)
        self._images = _images(plain(self.made), plain(self.found))
        self._begin, self._stop = self._range()

    def _range(self) -> tuple[int, int]:
        """Where what belongs to the text begins and ends in the file, between what a template prints around it."""
        before, inside, after = (
            [at for at in self._images[start:end] if at is not None]
            for start, end in ((0, self.start), (self.start, self.end), (self.end, len(self.made)))
        )
        begin = before[-1] + 1 if before else min(inside, default=0) if self.start else 0
        stop = after[0] if after else len(self.found)
        return begin, max(begin, stop)

    @property
    def around(self) -> bool:
        """Whether what a template prints around the text was edited."""
        made, found = plain(self.made), plain(self.found)
        was, now = (made[: self.start], made[self.end :]), (found[: self._begin], found[self._stop :])
        return any(one.split() != other.split() for one, other in zip(was, now, strict=True))

    def characters(self) -> list[Character]:
        """The paragraph as it is typed now: with a private character for each value."""
        pieces = dict(self._values())
        origins = {at: i for i, at in enumerate(self._images) if at is not None and self.start <= i < self.end}
        found, at = list[Character](), self._begin
        while at < self._stop:
            end, character = pieces.get(at) or (at + 1, self._character(at, origins.get(at)))
            found.append(character)
            at = end
        return _smoothed(found)

    def _character(self, at: int, origin: int | None) -> Character:
        found = self.found[at]
        if origin is None:
            return found._replace(look=self._inserted(found.look))
        typed, made = self.typed[origin - self.start], self.made[origin]
        note = found.note if str(found.note).split() != str(made.note).split() else self._typed_note(origin)
        return Character(found.sign, _look_of(typed.look, made.look, found.look), None, note)

    def _typed_note(self, origin: int) -> RichText | None:
        return self.typed[origin - self.start].typed_note

    def _inserted(self, look: TypedLook) -> TypedLook:
        """The look of new words, without what the template gives to the whole paragraph."""
        words = [at for at, each in enumerate(self.typed) if not each.sign.isspace()]
        made = [self.made[self.start + at].look for at in words]
        imposed = [all(each[n] for each in made) and not any(self.typed[at].look[n] for at in words) for n in range(2)]
        return TypedLook(look.bold and not imposed[0], look.italic and not imposed[1], look.href)

    def _values(self) -> Iterator[tuple[int, tuple[int, Character]]]:
        """By where it begins in the file, where each value ends, and the private character for it."""
        at = 0
        while at < len(self.typed):
            number, first = self.typed[at].value, at
            while at < len(self.typed) and self.typed[at].value == number:
                at += 1
            if number is not None and (piece := self._value(number, self.start + first, self.start + at)):
                yield piece

    def _value(self, number: int, first: int, end: int) -> tuple[int, tuple[int, Character]] | None:
        begin, stop = self._place_of(first, end)
        old, new = plain(self.made[first:end]), plain(self.found[begin:stop])
        if not new:
            return None
        is_kept = "".join(old.split()) == "".join(new.split())
        sign = self.signs[number] if is_kept else self.mark(number, old, new, self._is_clear(first, end))
        if sign is None:
            return None
        looks = (self.typed[first - self.start].look, self.made[first].look, self.found[begin].look)
        return begin, (stop, Character(sign, _look_of(*looks)))

    def _place_of(self, first: int, end: int) -> tuple[int, int]:
        """Where a value stands in the file: its own words, or what is between those that stood beside it."""
        words = [i for i in range(first, end) if not self.made[i].sign.isspace()]
        images = [at for i in words if (at := self._images[i]) is not None]
        if len(images) == len(words):
            begin, stop = images[0], images[-1] + 1
            if len("".join(plain(self.found[begin:stop]).split())) == len(words):
                return begin, stop
        begin = next((at + 1 for at in self._images[:first][::-1] if at is not None), 0)
        stop = next((at for at in self._images[end:] if at is not None), len(self.found))
        new = plain(self.found[begin:stop])
        return begin + len(new) - len(new.lstrip()), max(begin, stop - len(new) + len(new.rstrip()))

    def _is_clear(self, first: int, end: int) -> bool:
        """Whether no value directly beside it has changed as well, so that what stands there now is its own."""
        beside = (range(first - 1, self.start - 1, -1), range(end, self.end))
        nearest = (next((i for i in side if not self.made[i].sign.isspace()), None) for side in beside)
        typed = (i for i in nearest if i is not None and self._images[i] is None)
        return all(self.typed[i - self.start].value is None for i in typed)


def _look_of(typed: TypedLook, made: TypedLook, found: TypedLook) -> TypedLook:
    """The look that is typed, but for what was changed by hand."""
    bold = typed.bold if found.bold == made.bold else found.bold
    italic = typed.italic if found.italic == made.italic else found.italic
    return TypedLook(bold, italic, typed.href if found.href == made.href else found.href)


def _images(old: str, new: str) -> list[int | None]:
    """Where each character of a wording stands in another; None for those that are gone, and most blanks."""
    ours, theirs = list(split_words(old)), list(split_words(new))
    found: list[int | None] = [None] * len(old)
    for i, j in match_tokens(ours, theirs):
        for offset in range(ours[i].end - ours[i].start):
            found[ours[i].start + offset] = theirs[j].start + offset
    return found


def _smoothed(characters: Sequence[Character]) -> list[Character]:
    """Blanks get the look of the words around them: that of both, else none."""
    words = [at for at, each in enumerate(characters) if not each.sign.isspace()]
    found = list(characters)
    for at, each in enumerate(characters):
        if each.sign.isspace():
            behind = bisect_left(words, at)
            beside = [characters[words[i]].look for i in (behind - 1, behind) if 0 <= i < len(words)]
            same = len(beside) == 2 and beside[0] == beside[1]
            found[at] = each._replace(look=beside[0] if same else TypedLook())
    return found


def _sparing(source: str, before: str, after: str) -> str:
    """What was changed from one spelling to another, changed in a source that spells the same otherwise.

    Labels of notes and signs of lists are the drafter's; what does not read as it should is taken as it was written.
    """
    typed = source.strip("\n")
    if before == typed:
        return after
    ours, theirs, own = (list(split_words(each)) for each in (before, after, typed))
    start, end = _common_ends(ours, theirs)
    there = dict(match_tokens(ours, own))
    first, last = there.get(start - 1), there.get(len(ours) - end)
    if (start and first is None) or (end and last is None):
        return after
    head = typed[: own[first].end] if first is not None else ""
    tail = typed[own[last].start :] if last is not None else ""
    middle = after[theirs[start - 1].end if start else 0 : theirs[len(theirs) - end].start if end else len(after)]
    patched = head + middle + tail
    return patched if _reads(patched) == _reads(after) else after


def _common_ends(ours: Sequence[Token], theirs: Sequence[Token]) -> tuple[int, int]:
    """How many tokens are equal at the start and at the end; neither ends with a blank, which is found in no pair."""
    start = _common(ours, theirs)
    end = _common(ours[start:][::-1], theirs[start:][::-1])
    while start and ours[start - 1].kind == "space":
        start -= 1
    while end and ours[len(ours) - end].kind == "space":
        end -= 1
    return start, end


def _common(one: Sequence[Token], other: Sequence[Token]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a.key != b.key), min(len(one), len(other)))


def _reads(source: str) -> object:
    read = draft(source, block=True)
    looks = [
        (
            each.kind,
            each.level,
            [(span.text, span.bold, span.italic, span.href, str(span.note or "")) for span in each.spans],
        )
        for each in read.blocks
    ]
    return looks, [call.words for _, call in read.values]
