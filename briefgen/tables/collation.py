"""The alphabetical order of a language: which letters are letters of their own, and their position.

Letters with marks that are not named here follow the plain letter, as in most languages. Source: the orders of CLDR
(root/common/collation), as far as they concern the alphabets of the official languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

Key = tuple[tuple[tuple[str, int], ...], str, str]

# a letter of the alphabet, then those that follow it as letters of their own; “=” joins equals
_ALPHABETS: Final[Mapping[str, str]] = {
    "bg": "и й",
    "cs": "c č, h ch, r ř, s š, z ž",
    "da": "z æ=ä ø=ö å=aa",
    "es": "n ñ",
    "et": "s š z ž, w õ ä ö ü",
    "fi": "z å ä=æ ö=ø",
    "hr": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö=ő, s sz, t ty, u ü=ű, z zs",
    "lt": "c č, i y, s š, z ž",
    "lv": "c č, g ģ, k ķ, l ļ, n ņ, s š, z ž",
    "mt": "b ċ, f ġ, g għ, h ħ, i ie, y ż",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș=ş, t ț=ţ",
    "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sv": "z å ä=æ ö=ø",
}


def sort_key(text: str, language: str) -> Key:
    """The sort key of a text in a language: letters first, then their marks, then capitals."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return tuple(_letters(plain, language)), plain, text


def _letters(text: str, language: str) -> Iterator[tuple[str, int]]:
    own = _letters_of(language)
    pattern = _pattern(language)
    for letter in pattern.findall(text):
        if letter in own:
            yield own[letter]
        else:
            base = unicodedata.normalize("NFD", letter)[0]
            yield (base if base.isalnum() else " "), 0


@lru_cache(maxsize=32)
def _letters_of(language: str) -> Mapping[str, tuple[str, int]]:
    groups = (group.split() for group in _ALPHABETS.get(language.partition("-")[0], "").split(",") if group.strip())
    return {
        letter: (first, position)
        for first, *others in groups
        for position, equals in enumerate(others, 1)
        for letter in equals.split("=")
    }


@lru_cache(maxsize=32)
def _pattern(language: str) -> re.Pattern[str]:
    several = sorted((letter for letter in _letters_of(language) if len(letter) > 1), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, several), "."]), re.DOTALL)
