"""How wide the letters of a typeface are on average, and how high its lines: a table, so that no font is ever read.

A document is the same wherever it is made, so what is decided about it cannot depend on the fonts of a machine. The
numbers are averages over running text in English, French, German and Polish, spaces included, of the bold face, which
is the wider one, and five per cent more; those of a typeface that is not listed are wider than almost any.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct


class Typeface(Struct, frozen=True, order=True):
    """Lengths in ems, the size of the type.

    Attributes:
        letter: the average width in running text.
        capital: the average width of a capital.
        line: the height of a line with single spacing.
    """

    letter: float
    capital: float
    line: float


_SANS, _SERIF = Typeface(0.52, 0.74, 1.16), Typeface(0.47, 0.75, 1.16)
_MONO = Typeface(0.61, 0.61, 1.2)
_WIDE = Typeface(0.66, 0.83, 1.25)
_BOOK = Typeface(0.55, 0.8, 1.4)
UNKNOWN = Typeface(0.66, 0.83, 1.4)

_TYPEFACES = {
    **dict.fromkeys(("arial", "helvetica", "liberation sans", "arimo"), _SANS),
    **dict.fromkeys(("times new roman", "times", "liberation serif", "tinos"), _SERIF),
    **dict.fromkeys(("courier new", "courier", "liberation mono", "cousine", "consolas"), _MONO),
    **dict.fromkeys(("verdana", "dejavu sans", "dejavu serif", "tahoma"), _WIDE),
    **dict.fromkeys(("georgia", "palatino linotype", "book antiqua", "segoe ui", "aptos", "trebuchet ms"), _BOOK),
    **dict.fromkeys(("calibri", "carlito", "calibri light"), Typeface(0.46, 0.62, 1.24)),
    **dict.fromkeys(("cambria", "caladea"), Typeface(0.49, 0.67, 1.31)),
    **dict.fromkeys(("arial narrow", "liberation sans narrow"), Typeface(0.43, 0.61, 1.16)),
}
# the letters of other alphabets are wider than Latin ones by this, those of East Asia as wide as high
_OTHER_ALPHABETS = 1.15
_FIRST_OTHER = "\u0370"
# signs beyond that of every European text, hard spaces and dashes among them; without them most texts need no search
_SIGNS = str.maketrans("", "", "\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026\u2011\u202f\u20ac\u2022")


def typeface_of(name: str) -> Typeface:
    """The typeface of a name as Word has it; a wide one for a name that is not known."""
    return _TYPEFACES.get(name.casefold(), UNKNOWN)


def width_of_text(text: str, typeface: Typeface, *, caps: bool) -> float:
    """The width of a text on one line, in ems, on the safe side.

    Args:
        caps: whether it is printed in capitals, whatever it is written in.
    """
    letter = typeface.capital if caps or text.isupper() else typeface.letter
    if text.isascii() or max(text.translate(_SIGNS), default="") < _FIRST_OTHER:
        return len(text) * letter
    other, square = _alphabets()
    if not other.search(text):
        return len(text) * letter
    return len(text) * max(1.0 if square.search(text) else 0, letter * _OTHER_ALPHABETS)


@lru_cache(maxsize=1)
def _alphabets() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Letters of other alphabets, and those of East Asia; large sets, which take milliseconds to compile."""
    other = re.compile("[\u0370-\u1fff\u2c00-\uffff\U00010000-\U0010ffff]")
    return other, re.compile("[\u1100-\u11ff\u2e80-\uffff\U00010000-\U0010ffff]")
