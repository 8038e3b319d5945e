"""Where words stand in a document: all its text is searched at once, which is quick even for many terms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage, cache_per_manuscript
from briefgen.checks.engine.grouping import TextRange
from briefgen.checks.engine.passages import all_capitals
from briefgen.checks.language.patterns import late
from briefgen.model.manuscript import Manuscript

_WORD = late(r"\w+")


class SearchText(Struct, frozen=True, dict=True):
    """The passages of a document as one text; lines in capitals are left out, for they tell nothing of spelling."""

    passages: tuple[ScannedPassage, ...]

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for each in self.passages:
            starts.append(at)
            at += len(each.text) + 1
        return starts

    @cached_property
    def text(self) -> str:
        """All of it, a line to a passage."""
        return "\n".join(each.text.replace("\n", " ") for each in self.passages).replace("\u00a0", " ")

    @cached_property
    def typed(self) -> str:
        """The same as it is typed, with its hard spaces."""
        return "\n".join(each.text for each in self.passages)

    @cached_property
    def folded(self) -> str:
        """The same without capitals, character by character, to look quickly where a word may be."""
        return _small(self.text)

    @cached_property
    def _words(self) -> frozenset[str]:
        vocabularies = {id(each.vocabulary): each.vocabulary for each in self.passages}.values()
        return frozenset(_WORD.findall(_small("\n".join(each.text for each in vocabularies))))

    @cached_property
    def _by_number(self) -> Mapping[int, ScannedPassage]:
        return {each.number: each for each in self.passages}

    def holding(self, small: str) -> SearchText:
        """The passages of one document that hold each word of a phrase, given in small letters."""
        vocabulary, known = self.passages[0].vocabulary, self._by_number
        numbers = frozenset.intersection(*(vocabulary.holding_small((word,)) for word in small.split()))
        return SearchText(tuple(known[each] for each in sorted(numbers) if each in known))

    def places(self, word: str, *, any_case: bool = False, but: Collection[str] = frozenset()) -> Iterator[TextRange]:
        """Where a word stands, as a word of its own; a small first letter may be a capital, and an s may follow.

        Args:
            but: how it is not written there, without the s.
        """
        if not self.may_hold(word):
            return
        has_plural = word[-1:].islower() and not word.endswith("s")
        written = {word, word[:1].upper() + word[1:]} if word[:1].islower() else {word}
        for start, end in self.spans(_small(word), plural=has_plural):
            is_so = any_case or self.text[start : start + len(word)] in written
            if is_so and not (but and self.typed[start:end].removesuffix("s") in but):
                yield self.place(start, end)

    def has_place(self, word: str) -> bool:
        """Whether a word stands there in any capitals, as a word of its own or with an s behind it."""
        return self.may_hold(word) and any(True for _ in self.spans(_small(word), plural=True))

    def spans(self, small: str, *, plural: bool) -> Iterator[tuple[int, int]]:
        """From where to where a word stands in any capitals, not inside another word or compound.

        Args:
            small: in small letters, as `folded` has them.
            plural: whether an s may follow.
        """
        at = self.folded.find(small)
        while at >= 0:
            end = _end(self.text, at, at + len(small), plural=plural)
            if end:
                yield at, end
            at = self.folded.find(small, end or at + 1)

    def may_hold(self, term: str) -> bool:
        """Whether the words of a term stand in the text, the last with an s or without: a quick look."""
        *words, last = _WORD.findall(_small(term)) or [""]
        known = self._words
        return all(word in known for word in words) and (not last or last in known or f"{last}s" in known)

    def place(self, start: int, end: int) -> TextRange:
        """The place of some characters of the whole text."""
        number = bisect_right(self._starts, start) - 1
        offset = self._starts[number]
        return TextRange(self.passages[number], start - offset, end - offset)


def search_text(passages: Iterable[ScannedPassage]) -> SearchText:
    """The text of a document, to be searched."""
    return SearchText(tuple(each for each in passages if not all_capitals(each.text)))


def text_of_passages(passages: tuple[ScannedPassage, ...], context: CheckContext) -> SearchText:
    """The text of some passages; of all of a document the one that other rules search as well."""
    manuscript = passages[0].manuscript
    is_all = len(passages) == len(context.passages(manuscript))
    return text_of(manuscript, context) if is_all else search_text(passages)


@cache_per_manuscript
def text_of(manuscript: Manuscript, context: CheckContext) -> SearchText:
    """All the text of a document, to be searched by several rules."""
    return search_text(context.passages(manuscript))


def _small(text: str) -> str:
    """A text in small letters, as long as before: the few that become two letters stay as they are."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def _end(text: str, start: int, end: int, *, plural: bool) -> int:
    """Where a word ends that stands there by itself, with its s; 0 where it is part of another word or compound.

    A pattern could say the same, but compiling one for each term takes longer than searching the text.
    """
    before = text[start - 1 : start]
    if before == "-" or _joins(before):
        return 0
    last = end + 1 if plural and text[end : end + 1] == "s" else end
    follows = text[last : last + 2]
    is_part = follows and (_joins(follows[0]) or (follows[0] == "-" and _is_of_a_word(follows[1:])))
    return 0 if is_part else last


def _joins(sign: str) -> bool:
    return _is_of_a_word(sign) or sign == "‑"


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
