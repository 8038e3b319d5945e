"""The letter and its annex, whether they are two documents or stand in one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from briefgen.checks.engine.context import Reading, Scanned
from briefgen.model.manuscript import Manuscript, Role

_PROSE = 60
_OUTSIDE = (Role.HEADER, Role.FOOTER)


@dataclass(frozen=True)
class Sides:
    """A letter and the annex that reports on it, passage by passage, in one language."""

    letter: tuple[Scanned, ...]
    annex: tuple[Scanned, ...]


def sides_of(reading: Reading) -> Iterator[Sides]:
    """Each pair of a letter and an annex.

    A file that does not say what it is counts as both if its tables hold sentences: what stands outside its tables is
    the letter, what stands in them the annex.
    """
    for language in dict.fromkeys(each.language for each in reading.manuscripts):
        letter = _passages(reading, "letter", language)
        annex = _passages(reading, "annex", language)
        if letter and annex:
            yield Sides(letter, annex)
    yield from (pair for each in reading.manuscripts if not each.kind for pair in _within(each, reading))


def _passages(reading: Reading, kind: str, language: str) -> tuple[Scanned, ...]:
    return tuple(each for manuscript in reading.of_kind(kind, language) for each in reading.passages(manuscript))


def _within(manuscript: Manuscript, reading: Reading) -> Iterator[Sides]:
    body = [each for each in reading.passages(manuscript) if each.passage.role not in _OUTSIDE]
    letter = tuple(each for each in body if not each.passage.cell)
    annex = tuple(each for each in body if each.passage.cell)
    told = [len(each.text) for each in annex if each.amounts]
    if told and median(told) >= _PROSE:
        yield Sides(letter, annex)
