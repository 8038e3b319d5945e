"""The distinct words of a document, each with the passages that it stands in.

Most rules have nothing to say of most passages. What a rule looks for is asked of each distinct word once, however
often it stands in the document; only the passages with such a word are then looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from briefgen.checks.language.numbers import MARKS
from briefgen.checks.language.patterns import in_small, late

Numbers = frozenset[int]
"""Some passages of a document, by their numbers from 0 on."""
_NONE: Numbers = frozenset()
_FIGURE = late(r"\d")
_SPACE = late(r"\s+")
_DOTTED = "i\u0307"
_DOUBLED_BEHIND_A_SIGN = late(r"[^\w\s’'.-]([^\W\d_]+)\s\1")


class Vocabulary:
    """The words of some passages. A word goes from space to space, with the signs that it has at its sides.

    All that is asked of it is kept, so that rules may ask anew of each passage.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._known: dict[object, Numbers] = {}

    @cached_property
    def all(self) -> Numbers:
        """Every passage."""
        return frozenset(range(len(self.texts)))

    @cached_property
    def _split(self) -> tuple[Mapping[str, Sequence[int]], Numbers]:
        """The words with their passages, and the passages in which the word behind another begins with it.

        Signs may stand before the first of the two: “(the the”.
        """
        found: dict[str, list[int]] = defaultdict(list)
        repeating = []
        for number, text in enumerate(self.texts):
            words = text.split()
            for word in words:
                found[word].append(number)
            is_doubled = any(map(str.startswith, islice(words, 1, None), words))
            if is_doubled or _DOUBLED_BEHIND_A_SIGN.search(text):
                repeating.append(number)
        return found, frozenset(repeating)

    @cached_property
    def _small(self) -> Mapping[str, Sequence[int]]:
        return _folded(self.words, str.casefold)

    @cached_property
    def _any_case(self) -> Mapping[str, Sequence[int]]:
        """The words without capitals as `re.IGNORECASE` reads them, which takes the two Turkish letters for an i."""
        is_plain = "ı" not in self._joined_small and _DOTTED not in self._joined_small
        return self._small if is_plain else _folded(self._small, in_small)

    @cached_property
    def _joined_small(self) -> str:
        return _in_lines(self._small)

    @cached_property
    def with_figures(self) -> Numbers:
        """The passages with a figure."""
        return self.matching(_FIGURE.search)

    @cached_property
    def with_amounts(self) -> Numbers:
        """The passages with a figure and the mark of a currency."""
        return self.holding(MARKS) & self.with_figures

    @cached_property
    def text(self) -> str:
        """Each distinct word in a line of its own: enough for a pattern without spaces that asks what stands at all."""
        return _in_lines(self.words)

    @property
    def words(self) -> Mapping[str, Sequence[int]]:
        """The distinct words, each with its passages in order, so often as it stands there."""
        return self._split[0]

    @property
    def with_doubled_words(self) -> Numbers:
        """The passages in which a word stands twice in a row; signs may stand before and behind."""
        return self._split[1]

    def holding(self, pieces: tuple[str, ...]) -> Numbers:
        """The passages in which one of some pieces of text stands, in these capitals; pieces may have spaces."""
        if pieces not in self._known:
            self._known[pieces] = _NONE.union(*map(self._with, pieces))
        return self._known[pieces]

    def holding_small(self, pieces: tuple[str, ...]) -> Numbers:
        """The passages in which one of some pieces without spaces stands in any capitals; they are given casefolded."""
        key = ("small", pieces)
        if key not in self._known:
            self._known[key] = _among(self._small, self._joined_small, pieces)
        return self._known[key]

    def holding_any_case(self, pieces: tuple[str, ...]) -> Numbers:
        """Those of `holding_small`, and what a pattern without regard to capitals takes for the same."""
        key = ("any case", pieces)
        if key not in self._known:
            plain = self._any_case is self._small
            self._known[key] = self.holding_small(pieces) if plain else self._dotless(pieces)
        return self._known[key]

    def _dotless(self, pieces: Iterable[str]) -> Numbers:
        return _among(self._any_case, _in_lines(self._any_case), pieces)

    def matching(self, is_one: Callable[[str], object]) -> Numbers:
        """The passages with a word of which something holds, such as that a pattern without spaces finds something."""
        if is_one not in self._known:
            self._known[is_one] = _NONE.union(*map(self.words.__getitem__, filter(is_one, self.words)))
        return self._known[is_one]

    def _with(self, piece: str) -> Numbers:
        """The passages with a piece of text: with the words of it, and these as they stand in it."""
        parts = _parts(piece)
        if parts == [piece]:
            return self._with_part(piece)
        numbers = frozenset.intersection(*map(self._with_part, parts)) if parts else self.all
        return frozenset(each for each in numbers if piece in self.texts[each])

    def _with_part(self, part: str) -> Numbers:
        key = ("part", part)
        if key not in self._known:
            self._known[key] = _among(self.words, self.text, (part,))
        return self._known[key]


def with_figures(vocabulary: Vocabulary, _language: str) -> Numbers:
    """What a rule needs that speaks of figures."""
    return vocabulary.with_figures


def _folded(words: Mapping[str, Sequence[int]], fold: Callable[[str], str]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for word, numbers in words.items():
        found[fold(word)].extend(numbers)
    return found


def _union(found: Sequence[Numbers]) -> Numbers:
    return found[0] if len(found) == 1 else _NONE.union(*found)


def _parts(piece: str) -> Sequence[str]:
    """The words of a piece, or parts of words, with a line's end where they end: “of”, “which” of “of which”."""
    words = _SPACE.split(piece)
    ends = ["\n"] * (len(words) - 1)
    return [f"{before}{word}{end}" for before, word, end in zip(["", *ends], words, [*ends, ""], strict=True) if word]


def _in_lines(words: Iterable[str]) -> str:
    """Each word in a line, with the end of a line before the first."""
    return "".join(["\n", *(f"{word}\n" for word in words)])


def _among(words: Mapping[str, Sequence[int]], text: str, parts: Iterable[str]) -> Numbers:
    """The passages of the words that hold one of some parts; `text` is as of `_in_lines`."""
    return _NONE.union(*(words[word] for part in parts for word in _lines_with(part, text)))


def _lines_with(part: str, text: str) -> Iterator[str]:
    behind_end = part.startswith("\n")
    at = text.find(part)
    while at >= 0:
        begins = at + behind_end
        end = text.find("\n", begins)
        yield text[text.rfind("\n", 0, begins) + 1 : end]
        at = text.find(part, end)
