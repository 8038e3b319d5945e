"""How the places of a fault are told that may stand all over a document, such as a space that is not hard.

In the record each cell is told, for each is mended by itself. In a finished file a few places are told one by one; many
as one finding, with their number and the first of them, so that they do not drown the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.checks.engine.context import Scanned
from briefgen.checks.engine.rule import Fault
from briefgen.findings import Grade

_TOLD_ONE_BY_ONE = 3
_MARKUP = re.compile(r"[*\\]")
_SHOWN = 3


@dataclass(frozen=True)
class Spot:
    """Some of a passage's characters, from `start` up to `end`."""

    scanned: Scanned
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


def told(spots: Iterable[Spot], what: str, remedy: str, grade: Grade | None = None) -> Iterator[Fault]:
    """The faults of one kind of one document.

    Args:
        what: what is wrong, as the words behind “…” or “in 12 places” go on: "has no hard space before the sign".
    """
    typed = [spot for spot in spots if spot.is_typed]
    of_files = [spot for spot in typed if not spot.scanned.passage.source]
    for cell in _by_cell(spot for spot in typed if spot.scanned.passage.source):
        yield _fault(cell, what, remedy, grade)
    if len(of_files) > _TOLD_ONE_BY_ONE:
        yield _fault(of_files, what, remedy, grade)
    else:
        yield from (_fault([spot], what, remedy, grade) for spot in of_files)


def _by_cell(spots: Iterable[Spot]) -> Iterable[list[Spot]]:
    cells: dict[object, list[Spot]] = {}
    for spot in spots:
        cells.setdefault((spot.scanned.passage.place, spot.scanned.passage.key), []).append(spot)
    return cells.values()


def _fault(spots: list[Spot], what: str, remedy: str, grade: Grade | None) -> Fault:
    first = spots[0]
    return first.scanned.at(first.start, first.end, f"{_places(spots)} {what}", remedy, grade)


def _places(spots: list[Spot]) -> str:
    words = list(dict.fromkeys(spot.words for spot in spots))
    shown = ", ".join(f"“{each}”" for each in words[:_SHOWN])
    if len(spots) == 1:
        return shown
    return f"in {len(spots)} places ({shown}{' …' if len(words) > _SHOWN else ''}) the text"
