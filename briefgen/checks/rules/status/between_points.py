"""What one point tells of a thing, held against the point that it refers to: a part of STA-001."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.checks.engine.context import Scanned
from briefgen.checks.engine.rule import Fault
from briefgen.checks.language.tenses import sentence_around, tenses_of
from briefgen.checks.rules.status.points import Row, Thing, first_things, may_name

_SEE_POINT = re.compile(r"\bpoints? (\d{1,2}[a-z]?)\b")
_MORE = frozenset({"further", "more", "next", "new", "additional", "other", "second", "future", "upcoming"})
_UNDER_WAY, _TO_COME = "under way", "to come"
_OPPOSITE = {_UNDER_WAY: _TO_COME, _TO_COME: _UNDER_WAY}


@dataclass(frozen=True)
class _Told:
    """Where a passage tells of a thing, and the state that it gives it."""

    scanned: Scanned
    start: int
    end: int
    state: str


_Things = Mapping[Thing, Sequence[_Told]]


def against_other_points(points: Mapping[str, Row]) -> Iterator[Fault]:
    """Both places of each thing that one point tells as under way and another, which it refers to, as to come."""
    for number, row in points.items():
        for target, referring in _references(row, number).items():
            here = _told_in(referring)
            there = _told_in(points[target].reported, here) if here and target in points else {}
            for thing in sorted(there.keys() & here.keys()):
                yield from _contradictions(thing, here[thing], there[thing], target)
                yield from _contradictions(thing, there[thing], here[thing], number)


def _references(row: Row, number: str) -> Mapping[str, list[Scanned]]:
    """The passages of a point that refer to another, by its number."""
    found: dict[str, list[Scanned]] = defaultdict(list)
    for scanned in row.reported:
        if "point" in scanned.text:
            for target in sorted({each[1] for each in _SEE_POINT.finditer(scanned.text)} - {number}):
                found[target].append(scanned)
    return found


def _told_in(passages: Iterable[Scanned], wanted: Collection[Thing] | None = None) -> _Things:
    """The things that passages tell as under way or to come; only those wanted, if any are named."""
    found: dict[Thing, list[_Told]] = defaultdict(list)
    for scanned in passages:
        if wanted is None or may_name(scanned.text, wanted):
            for thing, told in _told(scanned, wanted):
                found[thing].append(told)
    return found


def _told(scanned: Scanned, wanted: Collection[Thing] | None) -> Iterator[tuple[Thing, _Told]]:
    text, words = scanned.text, tenses_of("en")
    if not (words.under_way.search(text) or words.expects.search(text)):
        return
    for thing, (start, end, before) in first_things(text).items():
        if before not in _MORE and (wanted is None or thing in wanted):
            first, last = sentence_around(text, start, end)
            sentence = text[first:last]
            if words.under_way.search(sentence):
                yield thing, _Told(scanned, start, end, _UNDER_WAY)
            elif words.expects.search(sentence):
                yield thing, _Told(scanned, start, end, _TO_COME)


def _contradictions(thing: Thing, here: Sequence[_Told], there: Sequence[_Told], where: str) -> Iterator[Fault]:
    states = {each.state for each in there}
    for told in here:
        other = _OPPOSITE[told.state]
        if other in states:
            message = f"“{' '.join(thing)}” is {told.state} here, but {other} in point {where}."
            yield told.scanned.at(told.start, told.end, message, "Say the same of it in both points.")
