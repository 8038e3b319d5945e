"""Where words stand in a document: all its text is searched at once, which is quick even for many terms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from briefgen.checks.passages import all_capitals
from briefgen.checks.reading import Reading, Scanned, once
from briefgen.manuscript import Manuscript
from briefgen.values import dataclass

_GAP = "[ \u00a0\u202f]"


@dataclass(frozen=True)
class Place:
    """Where a word stands: in which passage, from `start` up to `end`."""

    scanned: Scanned
    start: int
    end: int

    @property
    def words(self) -> str:
        """As they stand there."""
        return self.scanned.text[self.start : self.end]


@dataclass(frozen=True)
class Searched:
    """The passages of a document as one text; lines in capitals are left out, for they tell nothing of spelling."""

    passages: tuple[Scanned, ...]

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
    def folded(self) -> str:
        """The same without capitals, character by character, to look quickly where a word may be."""
        return _small(self.text)

    def places(self, word: str, *, any_case: bool = False) -> Iterator[Place]:
        """Where a word stands, as a word of its own; a small first letter may be a capital, and an s may follow."""
        pattern, small = pattern_of(word, any_case=any_case), _small(word)
        at = self.folded.find(small)
        while at >= 0:
            if found := pattern.match(self.text, at):
                yield self.place(found.start(), found.end())
            at = self.folded.find(small, at + 1)

    def place(self, start: int, end: int) -> Place:
        """The place of some characters of the whole text."""
        number = bisect_right(self._starts, start) - 1
        offset = self._starts[number]
        return Place(self.passages[number], start - offset, end - offset)


def searched(passages: Iterable[Scanned]) -> Searched:
    """The text of a document, to be searched."""
    return Searched(tuple(each for each in passages if not all_capitals(each.text)))


@once
def text_of(manuscript: Manuscript, reading: Reading) -> Searched:
    """All the text of a document, to be searched by several rules."""
    return searched(reading.passages(manuscript))


def _small(text: str) -> str:
    """A text in small letters, as long as before: the few that become two letters stay as they are."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


@lru_cache(maxsize=1024)
def pattern_of(word: str, *, any_case: bool = False) -> re.Pattern[str]:
    """How a term is found: with any blanks between its words, and not inside another word or compound."""
    first = f"[{word[0]}{word[0].upper()}]" if word[:1].islower() else re.escape(word[:1])
    plural = "s?" if word[-1:].islower() and not word.endswith("s") else ""
    spaced = re.escape(word[1:]).replace(r"\ ", _GAP).replace("’", "['’]")
    return re.compile(rf"(?<![\w\-‑]){first}{spaced}{plural}(?![\w‑]|-\w)", re.IGNORECASE if any_case else 0)
