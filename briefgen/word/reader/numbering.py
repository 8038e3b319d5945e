"""The numbers that Word prints before paragraphs: "27.", "2.1", "(a)", "iv)".

Source: ECMA-376 part 1, 17.9 (numbering), 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.opc.xml import Element
from briefgen.word.reader.stylebook import Listing, StyleBook, is_on
from briefgen.word.wml.ooxml import value_of, w

_LEVELS = 9
_LARGEST = 32767  # what Word itself counts to
_LARGEST_IN_LETTERS = 780  # 30 times the letter z: 17.18.59
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_CHICAGO = "*†‡§"


@dataclass(frozen=True)
class Level:
    """One level of a list (17.9.6).

    Attributes:
        restart: the level, counted from 1, whose items let this one begin anew; 0 for never, None for any higher.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False


@dataclass(frozen=True)
class Numbered:
    """What a paragraph in a list is: its level, whether it has a bullet, and its printed number."""

    level: int
    is_bullet: bool
    number: str


class Counting:
    """Counts the numbered paragraphs of a story, in order.

    Args:
        root: the root of numbering.xml, or None.
    """

    def __init__(self, root: Element | None, styles: StyleBook) -> None:
        self._styles = styles
        self._abstracts = _by_id(root, "abstractNum", "abstractNumId")
        self._nums = _by_id(root, "num", "numId")
        self._levels: dict[str, tuple[Level, ...]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, listing: Listing | None) -> Numbered | None:
        """What the next paragraph of a list is; None where there is no such list, or nothing is printed."""
        levels = self._levels_of(listing.num_id) if listing else ()
        if listing is None or not levels:
            return None
        depth = min(_depth(listing, levels), _LEVELS - 1)
        level = levels[depth]
        if level.format == "bullet":
            return Numbered(depth, True, "")
        counts = self._counted(listing.num_id, depth, levels)
        number = _printed(level, levels, counts)
        return Numbered(depth, False, number) if number else None

    def _counted(self, num_id: str, depth: int, levels: tuple[Level, ...]) -> list[int]:
        """The counts of all levels once this paragraph is counted."""
        counts = self._counts.setdefault(self._list_of(num_id), [None] * _LEVELS)
        fresh, before = self._begins_anew(num_id, depth), counts[depth]
        counts[depth] = levels[depth].start if fresh or before is None else min(before + 1, _LARGEST)
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart
            if restart is None or 0 < depth + 1 <= restart:
                counts[deeper] = None
        return [levels[each].start if count is None else count for each, count in enumerate(counts)]

    def _begins_anew(self, num_id: str, depth: int) -> bool:
        """Whether the list's own start is set for this level and was not used yet (17.9.27)."""
        first = (num_id, depth) not in self._begun
        self._begun.add((num_id, depth))
        return first and self._override(num_id, depth) is not None

    def _override(self, num_id: str, depth: int) -> Element | None:
        overrides = self._nums[num_id].iterfind(w("lvlOverride"))
        found = (each.find(w("startOverride")) for each in overrides if each.get(w("ilvl")) == str(depth))
        return next((each for each in found if each is not None), None)

    def _levels_of(self, num_id: str) -> tuple[Level, ...]:
        if num_id not in self._levels:
            self._levels[num_id] = self._read_levels(num_id)
        return self._levels[num_id]

    def _read_levels(self, num_id: str) -> tuple[Level, ...]:
        num, abstract = self._nums.get(num_id), self._abstracts.get(self._list_of(num_id))
        if num is None or abstract is None:
            return ()
        found = _levels_in(abstract)
        for override in num.iterfind(w("lvlOverride")):
            found |= _levels_in(override)
            depth, start = override.get(w("ilvl")) or "", value_of(override, w("startOverride"))
            if depth.isdecimal() and start.isdecimal():
                found[int(depth)] = _with_start(found.get(int(depth), Level()), start)
        return tuple(found.get(depth, Level()) for depth in range(_LEVELS))

    def _list_of(self, num_id: str) -> str:
        """The id of the list behind a `w:numId`, through the style that may define it (17.9.21)."""
        abstract = value_of(self._nums.get(num_id), w("abstractNumId"))
        link = value_of(self._abstracts.get(abstract), w("numStyleLink"))
        linked = value_of(self._styles.elements.get(link), f"{w('pPr')}/{w('numPr')}/{w('numId')}") if link else ""
        return value_of(self._nums.get(linked), w("abstractNumId")) or abstract


def say(number: int, form: str) -> str:
    """A number in one of Word's formats; those that are not known are said in digits."""
    if form in {"lowerRoman", "upperRoman"}:
        said = _roman(number)
    elif form in {"lowerLetter", "upperLetter"} and 0 < number <= _LARGEST_IN_LETTERS:
        said = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form == "decimalZero":
        return f"{number:02}"
    elif form == "ordinal":
        return f"{number}{'th' if number // 10 % 10 == 1 else _ORDINALS.get(number % 10, 'th')}"
    elif form == "chicago" and 0 < number <= _LARGEST_IN_LETTERS:
        return _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1)
    else:
        return "" if form == "none" else str(number)
    return said.upper() if form.startswith("upper") else said


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def _printed(level: Level, levels: tuple[Level, ...], counts: list[int]) -> str:
    def place(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        form = levels[depth].format
        return say(counts[depth], "decimal" if level.legal and form != "none" else form)

    return _PLACE.sub(place, level.text).strip()


def _depth(listing: Listing, levels: tuple[Level, ...]) -> int:
    """The level of a paragraph; one that is in a list by its style has the level that names the style (17.9.23)."""
    if listing.level is not None:
        return listing.level
    return next((depth for depth, level in enumerate(levels) if level.style and level.style == listing.style), 0)


def _levels_in(parent: Element) -> dict[int, Level]:
    found = {each.get(w("ilvl")) or "": _level(each) for each in parent.iterfind(w("lvl"))}
    return {int(depth): level for depth, level in found.items() if depth.isdecimal()}


def _level(element: Element) -> Level:
    restart = value_of(element, w("lvlRestart"))
    return Level(
        start=_number(value_of(element, w("start")), 0),
        format=value_of(element, w("numFmt")) or "decimal",
        text=value_of(element, w("lvlText")),
        restart=int(restart) if restart.isdecimal() else None,
        style=value_of(element, w("pStyle")),
        legal=is_on(element.find(w("isLgl"))),
    )


def _with_start(level: Level, start: str) -> Level:
    return Level(_number(start, level.start), level.format, level.text, level.restart, level.style, level.legal)


def _number(text: str, default: int) -> int:
    return min(int(text), _LARGEST) if text.isdecimal() and len(text) < 10 else default


def _by_id(root: Element | None, name: str, key: str) -> Mapping[str, Element]:
    return {} if root is None else {each.get(w(key)) or "": each for each in root.iterchildren(w(name))}
