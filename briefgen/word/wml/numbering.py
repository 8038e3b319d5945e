"""The numbers that Word prints before paragraphs ("27.", "2.1", "(a)") and at the marks of notes.

Source: ECMA-376 part 1, 17.9 (numbering), 17.11 (footnotes and endnotes), 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.opc.xml import Element
from briefgen.word.wml.notes import KINDS
from briefgen.word.wml.ooxml import OFF, PPR, SECTPR, P, integer_of, is_on, value_of, w
from briefgen.word.wml.styles import ListPlace, Styles

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
# the formats that `format_number` knows; what an ordinal looks like depends on the language of its paragraph
_KNOWN = frozenset(
    "decimal decimalZero lowerRoman upperRoman lowerLetter upperLetter chicago none bullet ordinal".split()
)
_SURE = _KNOWN - {"ordinal"}


def format_number(number: int, form: str) -> str:
    """A number in one of Word's formats (ST_NumberFormat); in digits where the format, or one so large, is not known.

    Letters are counted as Word does: a to z, then aa, bb to zz. A bullet and "none" give "".
    """
    if form in {"none", "bullet"}:
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        return f"{number}{'th' if number // 10 % 10 == 1 else _ORDINALS.get(number % 10, 'th')}"
    signs = _in_signs(number, form)
    return signs.upper() if form.startswith("upper") else signs


def _in_signs(number: int, form: str) -> str:
    """In signs that take more room the larger the number, as far as Word writes it in them."""
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= _LARGEST:
        return _roman(number)
    if 0 < number <= _LARGEST_IN_LETTERS:
        if form in {"lowerLetter", "upperLetter"}:
            return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        if form == "chicago":
            return _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


class Level(Struct, frozen=True):
    """One level of a list (17.9.6).

    Attributes:
        text: what is printed, with `%1` for the number of the first level.
        restart: the level, counted from 1, whose items let this one begin anew; 0 for never, None for any higher.
        style: the id of the style whose paragraphs are on this level (17.9.23), or "".
        legal: whether the numbers of all levels are printed in digits (17.9.4).
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        """The levels, counted from 0, whose numbers its text names."""
        return tuple(int(found) - 1 for found in _PLACE.findall(self.text))


class ListNumber(Struct, frozen=True):
    """What Word puts before a paragraph of a list.

    Attributes:
        level: from 0.
        text: as printed, "2." or "(a)"; "" for a bullet.
        full: with the numbers of the levels above, unless it names them itself: "2.(a)".
        is_sure: whether Word is known to print the same.
    """

    level: int
    is_bullet: bool = False
    text: str = ""
    full: str = ""
    is_sure: bool = True

    @property
    def cited(self) -> str:
        """As a reference gives it: with the levels above, without full stops at the end (17.16.5.50)."""
        return self.full.rstrip(".")


class ListCounter:
    """Counts the paragraphs of lists in a story, in order.

    Args:
        root: the root of numbering.xml, or None.
        styles: the styles of the same document.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts = _by_id(root, "abstractNum", "abstractNumId")
        self._nums = _by_id(root, "num", "numId")
        self._levels: dict[str, tuple[Level, ...]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, paragraph: Element) -> ListNumber | None:
        """Counts the next paragraph; what stands before it, None where that is nothing."""
        place = self._styles.list_of(paragraph)
        levels = self._levels_of(place.num_id) if place else ()
        if place is None or not levels:
            return None
        depth = _depth(place, levels)
        counts = self._count(place.num_id, depth, levels)
        if levels[depth].format == "bullet":
            return ListNumber(depth, is_bullet=True)
        text = _printed(levels[depth], levels, counts)
        return (
            ListNumber(depth, False, text, _in_full(depth, levels, counts), _is_sure(depth, levels)) if text else None
        )

    def _count(self, num_id: str, depth: int, levels: tuple[Level, ...]) -> list[int]:
        """The counts of all levels once one more paragraph is counted."""
        counts = self._counts.setdefault(self._abstract_of(num_id), [None] * _LEVELS)
        fresh, before = self._begins_anew(num_id, depth), counts[depth]
        counts[depth] = levels[depth].start if fresh or before is None else min(before + 1, _LARGEST)
        for higher in range(depth):
            counts[higher] = levels[higher].start if counts[higher] is None else counts[higher]
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart
            if restart is None or depth < restart:
                counts[deeper] = None
        return [levels[each].start if count is None else count for each, count in enumerate(counts)]

    def _begins_anew(self, num_id: str, depth: int) -> bool:
        """Whether the list's own start is set for this level and was not used yet (17.9.27)."""
        first = (num_id, depth) not in self._begun
        self._begun.add((num_id, depth))
        return first and self._has_start(num_id, depth)

    def _has_start(self, num_id: str, depth: int) -> bool:
        overrides = self._nums[num_id].iterfind(w("lvlOverride"))
        return any(each.find(w("startOverride")) is not None for each in overrides if each.get(w("ilvl")) == str(depth))

    def _levels_of(self, num_id: str) -> tuple[Level, ...]:
        if num_id not in self._levels:
            self._levels[num_id] = self._read_levels(num_id)
        return self._levels[num_id]

    def _read_levels(self, num_id: str) -> tuple[Level, ...]:
        """The levels of a list; () for one that is not defined."""
        num, abstract = self._nums.get(num_id), self._abstracts.get(self._abstract_of(num_id))
        if num is None or abstract is None:
            return ()
        found = _levels_in(abstract)
        for override in num.iterfind(w("lvlOverride")):
            found |= _levels_in(override)
            depth, start = override.get(w("ilvl")) or "", integer_of(override, w("startOverride"))
            if depth in _DEPTHS and start is not None:
                found[int(depth)] = replace(found.get(int(depth), Level()), start=min(start, _LARGEST))
        return tuple(found.get(depth, Level()) for depth in range(_LEVELS))

    def _abstract_of(self, num_id: str) -> str:
        """The id of the definition behind a `w:numId`, through the list style that may stand between (17.9.21)."""
        abstract = value_of(self._nums.get(num_id), w("abstractNumId"))
        link = self._styles.by_id(value_of(self._abstracts.get(abstract), w("numStyleLink")))
        linked = self._nums.get(link.num_id) if link else None
        return value_of(linked, w("abstractNumId")) or abstract


_DEPTHS = frozenset(map(str, range(_LEVELS)))


def _depth(place: ListPlace, levels: tuple[Level, ...]) -> int:
    """The level of a paragraph; one that is in a list by its style has the level that names the style (17.9.23)."""
    if place.level is not None:
        return min(place.level, _LEVELS - 1)
    return next((depth for depth, level in enumerate(levels) if level.style and level.style == place.style), 0)


def _printed(level: Level, levels: tuple[Level, ...], counts: Sequence[int]) -> str:
    def number(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        return format_number(counts[depth], _form(level, levels[depth]))

    return "" if level.format == "bullet" else _PLACE.sub(number, level.text).strip()


def _form(level: Level, shown: Level) -> str:
    return "decimal" if level.legal and shown.format not in ("none", "bullet") else shown.format


def _in_full(depth: int, levels: tuple[Level, ...], counts: Sequence[int]) -> str:
    """The number with those of the levels above that it does not name itself."""
    own = _printed(levels[depth], levels, counts)
    names_others = set(levels[depth].places) - {depth}
    return own if depth == 0 or names_others else _in_full(depth - 1, levels, counts) + own


def _is_sure(depth: int, levels: tuple[Level, ...]) -> bool:
    return all(_form(levels[depth], levels[place]) in _SURE for place in levels[depth].places)


def _levels_in(parent: Element) -> dict[int, Level]:
    return {int(depth): _level(each) for each in parent.iterfind(w("lvl")) if (depth := each.get(w("ilvl"))) in _DEPTHS}


def _level(element: Element) -> Level:
    return Level(
        start=min(integer_of(element, w("start")) or 0, _LARGEST),  # 0 where it is left out: 17.9.25
        format=value_of(element, w("numFmt")) or "decimal",
        text=value_of(element, w("lvlText")),
        restart=integer_of(element, w("lvlRestart")),
        style=value_of(element, w("pStyle")),
        legal=is_on(element.find(w("isLgl"))),
    )


def _by_id(root: Element | None, name: str, key: str) -> Mapping[str, Element]:
    return {} if root is None else {each.get(w(key)) or "": each for each in root.iterchildren(w(name))}


_NOTE_FORMATS = {"footnotes": "decimal", "endnotes": "lowerRoman"}
_MARKS = {KINDS[kind].reference: kind for kind in _NOTE_FORMATS}


class NoteNumber(Struct, frozen=True):
    """The number at a mark as printed, and whether Word is known to print the same."""

    text: str
    is_sure: bool


class NoteCounter(Struct):
    """Counts the marks of footnotes and endnotes, in order.

    Args:
        settings: the root of settings.xml, or None.
        sections: the section properties of the body, in order; see `end_section`.
    """

    settings: Element | None
    sections: Sequence[Element] = ()
    _counts: dict[str, int] = field(default_factory=dict)
    _section: int = 0

    def next(self, kind: str, mark: Element) -> NoteNumber | None:
        """The number at the next mark of a kind ("footnotes"); None where its author typed something else."""
        if (mark.get(w("customMarkFollows")) or "0") not in OFF:
            return None
        start = self._rule(kind, "numStart")
        first = int(start) if start.isdecimal() and len(start) < 6 else 1
        self._counts[kind] = self._counts.get(kind, first - 1) + 1
        form = self._rule(kind, "numFmt") or _NOTE_FORMATS[kind]
        is_sure = form in _SURE and self._rule(kind, "numRestart") != "eachPage"
        return NoteNumber(format_number(self._counts[kind], form), is_sure)

    def end_section(self) -> None:
        """From here on the next section's rules hold."""
        self._section += 1
        for kind in list(self._counts):
            if self._rule(kind, "numRestart") == "eachSect":
                del self._counts[kind]

    def _rule(self, kind: str, name: str) -> str:
        path = f"{w(f'{KINDS[kind].name}Pr')}/{w(name)}"
        section = self.sections[self._section] if self._section < len(self.sections) else None
        return value_of(section, path) or value_of(self.settings, path)


def number_notes(body: Element, settings: Element | None) -> dict[Element, NoteNumber]:
    """The number of each mark of a note in a body that Word numbers."""
    counter, ending = NoteCounter(settings, list(body.iter(SECTPR))), None
    numbers: dict[Element, NoteNumber] = {}
    for each in body.iter(P, *_MARKS):
        if ending is not None and ending not in each.iterancestors():
            counter.end_section()
            ending = None
        if each.tag == P:
            ending = each if each.find(f"{PPR}/{SECTPR}") is not None else ending
        elif number := counter.next(_MARKS[str(each.tag)], each):
            numbers[each] = number
    return numbers
