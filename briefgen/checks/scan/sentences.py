"""Sentences of a text, by their stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.checks.scan.around import REACH

_STOP = re.compile(r"(?<![.!?…])[.!?…]+[”’\"')\]»]*(?=\s)")
_NEXT = re.compile(r"\s*[“‘„«\"'(\[]*(?P<sign>.)", re.DOTALL)
_LAST = re.compile(r"[\w.]+$")
_LONGEST_ORDINAL = 2
_ABBREVIATIONS = frozenset(
    "no nos nr art arts cf vs mr mrs ms dr st pp vol para paras ch approx ca fig tab tel abs bzw ff al jr sr prof gen "
    "inc ltd co ed eds etc mio mrd mln mld ust pkt poz tj np št čl bl str lit sog ggf vgl zob por mme".split()
)


class Sentence(NamedTuple):
    """A stretch of a text, from `start` up to `end`, with its stop and without the space around it."""

    start: int
    end: int
    text: str


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text. A stop after an ordinal (14. März) or a short word (No. 5, e.g. this) ends none."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, start, stop):
            yield _trimmed(text, start, stop.end())
            start = stop.end()
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    following = _NEXT.match(text, stop.end())
    if not following or not (following["sign"].isupper() or following["sign"].isdigit()):
        return False
    if stop[0][0] != ".":
        return True
    last = _LAST.search(text, max(start, stop.start() - REACH), stop.start())
    return not last or _is_word(last[0])


def _is_word(last: str) -> bool:
    """Whether a sentence can end with it: no abbreviation, no letter, no ordinal of a day or a point."""
    if last.isdigit():
        return len(last) > _LONGEST_ORDINAL
    return len(last) > 1 and "." not in last and last.casefold() not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Sentence(start, end, piece.strip())
