"""The numbers of footnotes and endnotes, for references to them (ECMA-376-1, 17.11).

SEQ fields: captions and the like, numbered in the order in which they stand (ECMA-376-1, 17.16.5.56).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.opc.xml import Element
from briefgen.word.references.field_code import FieldCode
from briefgen.word.references.fields import FoundField
from briefgen.word.references.list_numbers import FORMATS, SWITCHES
from briefgen.word.references.styles import StyleSheet
from briefgen.word.wml.ooxml import P, ancestor, value_of, w

_KINDS = {w("footnoteReference"): ("footnotePr", "decimal"), w("endnoteReference"): ("endnotePr", "lowerRoman")}
_CUSTOM = w("customMarkFollows")


@dataclass(frozen=True)
class NoteNumber:
    """The number at a mark as printed, and whether Word is known to print the same."""

    text: str
    is_sure: bool


def note_numbers(body: Element, settings: Element | None) -> dict[Element, NoteNumber]:
    """The number of each mark of a note that Word numbers.

    Args:
        settings: the root of the part of settings, None without one.
    """
    numbers: dict[Element, NoteNumber] = {}
    for tag, (properties, usual) in _KINDS.items():
        said = [each for root in (settings, body) if root is not None for each in root.iter(w(properties))]
        kind = next((each for each in (value_of(one, w("numFmt")) for one in said) if each), usual)
        start = next((each for each in (value_of(one, w("numStart")) for one in said) if each.isdigit()), "1")
        restarts = any(value_of(each, w("numRestart")) not in ("", "continuous") for each in said)
        sure = not restarts and kind in FORMATS
        marks = [each for each in body.iter(tag) if each.get(_CUSTOM) in (None, "0", "false")]
        look = FORMATS.get(kind, str)
        numbers.update({mark: NoteNumber(look(number), sure) for number, mark in enumerate(marks, int(start))})
    return numbers


@dataclass(slots=True)
class _Counts:
    """How far each sequence is counted, and since which headings of each level."""

    numbers: dict[str, int] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)

    def next(self, code: FieldCode, headings: int) -> int:
        """The number of one more field of a sequence."""
        name = code.first.casefold()
        number = self.numbers.get(name, 0)
        if "s" in code.switches and headings != self.headings.get(name, 0):
            number, self.headings[name] = 0, headings
        if code.switches.get("r", "").isdigit():
            number = int(code.switches["r"])
        elif not code.has("c"):
            number += 1
        self.numbers[name] = number
        return number


def number_sequences(fields: Iterable[FoundField], body: Element, styles: StyleSheet) -> None:
    """Gives each SEQ field its number; one that asks for what is not known here stays as it is, marked as outdated."""
    counts = _Counts()
    found = [(each, code) for each in fields if (code := each.code).name == "SEQ" and code.first]
    chapters = _chapters(body, styles) if any("s" in code.switches for _, code in found) else {}
    for each, code in found:
        look = SWITCHES.get(code.switches.get("*", ""))
        if len(code.words) > 1 or look is None:
            each.mark(outdated=True)
            continue
        number = counts.next(code, _chapter(each.begin, chapters, code.switches.get("s", "")))
        each.mark(outdated=not each.answer("" if code.has("h") else look(number)))


def _chapters(body: Element, styles: StyleSheet) -> dict[Element, tuple[int, ...]]:
    """For each paragraph, how many headings of levels 1 to 9 have begun before or with it."""
    counts = [0] * 9
    chapters = {}
    for paragraph in body.iter(P):
        if level := styles.heading_level(paragraph):
            counts[level - 1] += 1
        chapters[paragraph] = tuple(counts)
    return chapters


def _chapter(element: Element, chapters: dict[Element, tuple[int, ...]], level: str) -> int:
    paragraph = ancestor(element, P)
    counts = chapters.get(paragraph) if paragraph is not None else None
    return counts[int(level) - 1] if counts and level.isdigit() and 1 <= int(level) <= len(counts) else 0
