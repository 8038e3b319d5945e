"""Numbers as lists, captions and notes count: 1, iv, C.

The numbers that Word prints before the paragraphs of lists and numbered headings (ECMA-376-1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefgen.opc.xml import Element
from briefgen.word.references.fields import is_in_text_box
from briefgen.word.references.styles import StyleSheet
from briefgen.word.wml.ooxml import VAL, P, value_of, w

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999


def roman(number: int) -> str:
    """A number in small Roman numerals; beyond 3999 in Arabic ones."""
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def letters(number: int) -> str:
    """A number in small letters as Word counts: a to z, then aa, bb to zz, then aaa."""
    if number < 1:
        return str(number)
    rounds, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (rounds + 1)


# ST_NumberFormat (17.18.59), as far as it needs no language
FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}
# the general formatting switch of fields (17.16.4.3.1); case tells roman from ROMAN
SWITCHES: Mapping[str, Callable[[int], str]] = {
    "Arabic": str,
    "ARABIC": str,
    "arabic": str,
    "roman": roman,
    "ROMAN": FORMATS["upperRoman"],
    "Roman": FORMATS["upperRoman"],
    "alphabetic": letters,
    "ALPHABETIC": FORMATS["upperLetter"],
    "Alphabetic": FORMATS["upperLetter"],
    "MERGEFORMAT": str,
    "": str,
}


_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Label:
    """The number of a paragraph.

    Attributes:
        own: as printed, e.g. "2." or "(a)"; "" for a bullet.
        full: with the numbers of the levels above, unless it names them itself: "2.(a)".
        is_sure: whether Word is known to print the same.
    """

    own: str
    full: str
    is_sure: bool

    @property
    def cited(self) -> str:
        """As a reference gives it: with the levels above, without full stops at the end (17.16.5.50)."""
        return self.full.rstrip(".")


@dataclass(slots=True)
class _List:
    """One `w:abstractNum`: its levels, and how far they are counted."""

    levels: Mapping[int, Element]
    counts: dict[int, int] = field(default_factory=dict)

    def step(self, level: int) -> None:
        """Counts one more paragraph at a level; deeper ones begin anew, higher ones have begun."""
        self.counts[level] = self.counts.get(level, self.start(level) - 1) + 1
        for other in range(9):
            if other > level and self._begins_anew(other, level):
                self.counts.pop(other, None)
            elif other < level:
                self.counts.setdefault(other, self.start(other))

    def _begins_anew(self, level: int, above: int) -> bool:
        """By `w:lvlRestart` (17.9.10) a level begins anew behind some of the levels above only, or never."""
        restart = value_of(self.levels.get(level), w("lvlRestart"))
        return not restart.isdigit() or above < int(restart)

    def start(self, level: int) -> int:
        """The number that a level begins with."""
        text = value_of(self.levels.get(level), w("start"))
        return int(text) if text.isdigit() else 1


class Counting:
    """Counts the numbered paragraphs of a document.

    Args:
        root: the root of the part of numberings, None without one.
    """

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, Element] = {}
        if root is not None:
            self._nums = {each.get(w("numId")) or "": each for each in root.iter(w("num"))}
            self._lists = {
                each.get(w("abstractNumId")) or "": _List(_levels(each)) for each in root.iter(w("abstractNum"))
            }
        self._begun: set[str] = set()

    def labels(self, body: Element) -> dict[Element, Label]:
        """The number of each paragraph that Word numbers."""
        found = ((each, self._label(each)) for each in body.iter(P) if not is_in_text_box(each))
        return {paragraph: label for paragraph, label in found if label}

    def _label(self, paragraph: Element) -> Label | None:
        number, level = self._styles.list_of(paragraph)
        num = self._nums.get(number)
        counted = self._lists.get(value_of(num, w("abstractNumId")))
        if num is None or counted is None or level not in counted.levels:
            return None
        self._begin(number, num, counted)
        counted.step(level)
        own, is_sure = _printed(counted, level)
        return Label(own, _in_full(counted, level), is_sure) if own else None

    def _begin(self, number: str, num: Element, counted: _List) -> None:
        """A numbering of its own begins anew at its first paragraph, where it says so (`w:startOverride`)."""
        if number in self._begun:
            return
        self._begun.add(number)
        for override in num.findall(w("lvlOverride")):
            start, level = value_of(override, w("startOverride")), override.get(w("ilvl")) or ""
            if start.isdigit() and level.isdigit():
                counted.counts[int(level)] = int(start) - 1


def _levels(abstract: Element) -> dict[int, Element]:
    return {int(each.get(w("ilvl")) or 0): each for each in abstract.findall(w("lvl"))}


def _printed(counted: _List, level: int) -> tuple[str, bool]:
    """What a level prints, and whether all its numbers are of a kind that is known here."""
    definition = counted.levels[level]
    if value_of(definition, w("numFmt")) == "bullet":
        return "", True
    places = [int(found) - 1 for found in _PLACE.findall(value_of(definition, w("lvlText")))]
    kinds = {place: _kind(counted, place, level) for place in places}
    text = _PLACE.sub(
        lambda found: FORMATS.get(kinds[int(found[1]) - 1], str)(counted.counts.get(int(found[1]) - 1, 1)),
        value_of(definition, w("lvlText")),
    )
    return text, set(kinds.values()) <= FORMATS.keys()


def _kind(counted: _List, place: int, level: int) -> str:
    legal = counted.levels[level].find(w("isLgl"))
    if legal is not None and legal.get(VAL) not in ("0", "false", "off") and place != level:
        return "decimal"
    return value_of(counted.levels.get(place), w("numFmt")) or "decimal"


def _in_full(counted: _List, level: int) -> str:
    """The number with those of the levels above that it does not name itself."""
    named = {int(found) - 1 for found in _PLACE.findall(value_of(counted.levels[level], w("lvlText")))}
    if level == 0 or named - {level}:
        return _printed(counted, level)[0]
    return _in_full(counted, level - 1) + _printed(counted, level)[0] if level - 1 in counted.levels else ""
