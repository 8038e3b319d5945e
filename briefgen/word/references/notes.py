"""The numbers of footnotes and endnotes, for references to them (ECMA-376-1, 17.11)."""

from __future__ import annotations

from briefgen.values import dataclass
from briefgen.word.ooxml import Element, value_of, w
from briefgen.word.references.numerals import FORMATS

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
