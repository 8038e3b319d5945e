"""Group many occurrences of one fault, such as a space that is not hard, into few findings.

Of the record each cell gets a finding of its own, since each is corrected by itself. In a finished file a few
occurrences get one each; many get one together, with their number and the first of them, so that they do not drown
the other findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from briefgen.checks.engine.context import ScannedPassage
from briefgen.checks.engine.rule import Fault
from briefgen.findings import Grade

_FEW = 3
_MARKUP = re.compile(r"[*\\]")
_SHOWN = 3


class TextRange(Struct, frozen=True):
    """Some of a passage's characters, from `start` up to `end`."""

    scanned: ScannedPassage
    start: int
    end: int

    @property
    def words(self) -> str:
        """The characters."""
        return self.scanned.text[self.start : self.end]

    @property
    def is_typed(self) -> bool:
        """Whether a drafter typed them; else a value of the record prints so, by the house style chosen for it."""
        source = self.scanned.passage.source
        return not source or self.words in source or self.words in _MARKUP.sub("", source)


def group_ranges(ranges: Iterable[TextRange], what: str, remedy: str, grade: Grade | None = None) -> Iterator[Fault]:
    """The faults of one kind of one document, grouped.

    Args:
        what: what is wrong, as the words behind “…” or “in 12 places” go on: "has no hard space before the sign".
    """
    typed = [spot for spot in ranges if spot.is_typed]
    of_files = [spot for spot in typed if not spot.scanned.passage.source]
    for cell in _by_cell(spot for spot in typed if spot.scanned.passage.source):
        yield _fault(cell, what, remedy, grade)
    if len(of_files) > _FEW:
        yield _fault(of_files, what, remedy, grade)
    else:
        yield from (_fault([spot], what, remedy, grade) for spot in of_files)


def _by_cell(ranges: Iterable[TextRange]) -> Iterable[list[TextRange]]:
    cells: dict[object, list[TextRange]] = {}
    for spot in ranges:
        cells.setdefault((spot.scanned.passage.place, spot.scanned.passage.key), []).append(spot)
    return cells.values()


def _fault(ranges: list[TextRange], what: str, remedy: str, grade: Grade | None) -> Fault:
    first = ranges[0]
    return first.scanned.at(first.start, first.end, f"{_places(ranges)} {what}", remedy, grade)


def _places(ranges: list[TextRange]) -> str:
    words = list(dict.fromkeys(spot.words for spot in ranges))
    shown = ", ".join(f"“{each}”" for each in words[:_SHOWN])
    if len(ranges) == 1:
        return shown
    return f"in {len(ranges)} places ({shown}{' …' if len(words) > _SHOWN else ''}) the text"
