"""REF-010 and the numbers of points: which there are, and that none is left out or used twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.checks.engine.context import Reading
from briefgen.checks.engine.passages import is_composed
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Passage, Role

_REMEDY = "Number the points one after the other, without a gap."
_TYPED = re.compile(r"(?P<number>\d{1,3})(?P<letter>[a-z]?)[.)][ \u00a0\u202f\t]+\S")


def numbers_of_points(manuscript: Manuscript, reading: Reading) -> frozenset[str]:
    """The numbers by which the points of a document, or of the record behind it, can be referred to."""
    own = (number for each in manuscript.passages for number in _numbers_of(each))
    recorded = (each.commitment.number for each in reading.situation.points) if reading.situation else ()
    return frozenset((*own, *recorded)) - {""}


def _numbers_of(passage: Passage) -> Iterator[str]:
    if passage.role is Role.NOTE:
        return
    if passage.number[:1].isdigit():
        yield passage.number.rstrip(".)")
    elif typed := _TYPED.match(passage.text):
        yield typed["number"] + typed["letter"]


@in_manuscripts(
    "REF-010",
    Grade.WARNING,
    source="points are referred to by their numbers for years; Council conclusions number them through",
    wrong="1. …, 2. …, 2. …, 4. …",
    right="1. …, 2. …, 3. …, 4. …",
)
def numbered_through(manuscript: Manuscript, reading: Reading) -> Faults:
    """Numbered points follow each other without a gap and without a number used twice."""
    if is_composed(manuscript):
        return  # the record's own rules look at its numbers
    for typed in _runs(manuscript):
        if len(typed) >= 3:
            yield from _faults(typed)


def _runs(manuscript: Manuscript) -> Iterator[list[tuple[int, str, Passage]]]:
    """Points with typed numbers that belong together: of one table, or of the text; a 0 or 1 begins anew."""
    runs: dict[int, list[tuple[int, str, Passage]]] = {}
    for passage in manuscript.passages:
        typed = _TYPED.match(passage.text)
        if not typed or passage.number or passage.role in (Role.NOTE, Role.HEADING):
            continue
        room = passage.cell.table if passage.cell else 0
        if room in runs and _begins_anew(runs[room], typed):
            yield runs.pop(room)
        runs.setdefault(room, []).append((int(typed["number"]), typed["letter"], passage))
    yield from runs.values()


def _begins_anew(run: Sequence[tuple[int, str, Passage]], typed: re.Match[str]) -> bool:
    """Whether a 0 or 1 is the first of other points, and not the 1 behind a 0."""
    follows = typed["number"] == "1" and run[-1][0] == 0
    return typed["number"] in ("0", "1") and typed["letter"] in "a" and not follows


def _faults(points: Sequence[tuple[int, str, Passage]]) -> Faults:
    for (before, letter_before, _), (number, letter, passage) in pairwise(points):
        name = f"{number}{letter}"
        if (number, letter) == (before, letter_before):
            message = f"Two points have the number {name}."
            yield Fault(passage.place, message, _REMEDY, passage.text[:40])
        elif number not in (before, before + 1):
            message = f"Point {name} comes after point {before}{letter_before}."
            yield Fault(passage.place, message, _REMEDY, passage.text[:40])
