"""SEQ fields: captions and the like, numbered in the order in which they stand (ECMA-376-1, 17.16.5.56)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from briefgen.opc.xml import Element
from briefgen.word.wml.fields import FieldCode, FoundField
from briefgen.word.wml.numbering import format_number
from briefgen.word.wml.ooxml import P, ancestor, integer
from briefgen.word.wml.styles import Styles

# the number formats of the general formatting switch (17.16.4.3.1); case tells roman from ROMAN
_SWITCHES: Mapping[str, str] = {
    **dict.fromkeys(("", "MERGEFORMAT", "Arabic", "ARABIC", "arabic"), "decimal"),
    "roman": "lowerRoman",
    **dict.fromkeys(("ROMAN", "Roman"), "upperRoman"),
    "alphabetic": "lowerLetter",
    **dict.fromkeys(("ALPHABETIC", "Alphabetic"), "upperLetter"),
}


class _Counts(Struct):
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
            number = integer(code.switches["r"])
        elif not code.has("c"):
            number += 1
        self.numbers[name] = number
        return number


def number_sequences(fields: Iterable[FoundField], body: Element, styles: Styles) -> None:
    """Gives each SEQ field its number; one that asks for what is not known here stays as it is, marked as outdated."""
    counts = _Counts()
    found = [(each, code) for each in fields if (code := each.code).name == "SEQ" and code.first]
    chapters = _chapters(body, styles) if any("s" in code.switches for _, code in found) else {}
    for each, code in found:
        form = _SWITCHES.get(code.switches.get("*", ""))
        if len(code.words) > 1 or form is None:
            each.mark_dirty(dirty=True)
            continue
        number = counts.next(code, _chapter(each.begin, chapters, code.switches.get("s", "")))
        each.mark_dirty(dirty=not each.set_result("" if code.has("h") else format_number(number, form)))


def _chapters(body: Element, styles: Styles) -> dict[Element, tuple[int, ...]]:
    """For each paragraph, how many headings of levels 1 to 9 have begun before or with it."""
    counts = [0] * 9
    chapters = {}
    for paragraph in body.iter(P):
        if level := styles.heading_style(paragraph):
            counts[level - 1] += 1
        chapters[paragraph] = tuple(counts)
    return chapters


def _chapter(element: Element, chapters: dict[Element, tuple[int, ...]], level: str) -> int:
    paragraph = ancestor(element, P)
    counts = chapters.get(paragraph) if paragraph is not None else None
    return counts[integer(level) - 1] if counts and 1 <= integer(level) <= len(counts) else 0
