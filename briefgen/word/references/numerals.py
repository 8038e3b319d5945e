"""Numbers as lists, captions and notes count: 1, iv, C."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
