"""Numbers that stand in words: “Six Member States”, as far as the tables of the house style have their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefgen.localise import HouseStyle

_LEAST = 2  # “one”, “un”, “ein” are articles as well


class WordedNumber(NamedTuple):
    """A number in words that stands in a text, from `start` up to `end`."""

    start: int
    end: int
    typed: str
    value: int


def worded_numbers_in(text: str, style: HouseStyle) -> Iterator[WordedNumber]:
    """The numbers in words of a text, in order, from two on; bent forms only where the tables have them."""
    pattern = _pattern(style)
    for found in pattern.finditer(text) if pattern else ():
        yield WordedNumber(*found.span(), found[0], _words(style)[found[0].casefold()])


@lru_cache(maxsize=32)
def _words(style: HouseStyle) -> Mapping[str, int]:
    cells = ((re.fullmatch(r"cardinal_(?:[a-z]+_)?(\d+)", key), value) for key, value in style.values.items())
    found = {value.casefold(): int(key[1]) for key, value in cells if key and value}
    return {word: number for word, number in found.items() if number >= _LEAST}


@lru_cache(maxsize=32)
def _pattern(style: HouseStyle) -> re.Pattern[str] | None:
    words = "|".join(map(re.escape, sorted(_words(style), key=len, reverse=True)))
    return re.compile(rf"(?<![\w\-‑])(?:{words})(?![\w\-‑])", re.IGNORECASE) if words else None
