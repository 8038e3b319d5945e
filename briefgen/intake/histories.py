"""Several papers of different days as one ledger: one row for each wording, from the day that it was first read.

Equal texts join by themselves; a text that was reworded is joined where it is called the same or is most like one
other, and is listed with its likeness. What is gone from a complete paper is withdrawn on that day; what is gone from
others keeps its last state, and is listed with the day on which it was last seen.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.intake.identities import EarlierWording, Match, make_keys, match_wordings
from briefgen.intake.reading import Reading, ReadItem, ReadPoint
from briefgen.intake.values import with_values
from briefgen.localise import Options
from briefgen.model.dossier import Commitment, FollowUp, State


class ProposedJoin(NamedTuple):
    """Two wordings of different days that are like each other.

    Attributes:
        key: of the point or item that the later wording was put under.
        likeness: 0 to 1, word by word.
        joined: whether they were taken for one; else the earlier ended and the later is new.
    """

    key: str
    before: str
    after: str
    likeness: float
    joined: bool
    day: date
    place: Place


class LastSeen(NamedTuple):
    """A point or item that is gone.

    Attributes:
        day: on which it was read last.
        withdrawn: the day of the complete paper that it is not in; None where papers are not complete.
    """

    key: str
    text: str
    day: date
    withdrawn: date | None
    place: Place


class JoinedLedger(Struct, frozen=True):
    """The rows of a ledger, and what is to be looked at.

    Attributes:
        readings: those it was made of, with the keys of the ledger and with values, the oldest first.
        reworded: wordings that are like each other, joined or not; equal ones are not listed.
        gone: points and items that the last papers do not have.
        out_of_order: days whose order the ledger cannot keep beside that of later days.
    """

    commitments: tuple[Commitment, ...]
    follow_ups: tuple[FollowUp, ...]
    readings: tuple[Reading, ...]
    reworded: tuple[ProposedJoin, ...] = ()
    gone: tuple[LastSeen, ...] = ()
    out_of_order: tuple[date, ...] = ()


def join_readings(
    readings: Sequence[Reading], options: Options = Options(), *, named_keys: bool = False, confirm: bool = True  # noqa: B008
) -> JoinedLedger:  # fmt: skip
    """Papers of different days as one ledger; also one paper alone.

    Args:
        readings: each with its day, in any order; their points and items have keys.
        options: the house style in which values are said.
        named_keys: whether keys are names that the papers give, and so count before the words.
        confirm: whether an item that stands unchanged gets a row that confirms it, so that it is known to have been
            looked at.

    Raises:
        ValueError: a reading has no day.
    """
    if any(reading.as_of is None for reading in readings):
        raise ValueError("each reading needs the day that it reports on")
    ordered = sorted(readings, key=lambda reading: reading.as_of or date.min)
    joiner = _Joiner(named_keys)
    with_points = [joiner.with_points(reading) for reading in ordered]
    valued = [with_values(reading, options) for reading in with_points]
    keyed = tuple(joiner.with_items(reading) for reading in valued)
    return _Rows(keyed, confirm).ledger(joiner.reworded)


class _Earlier(NamedTuple):
    """A point or item that was read on an earlier day, in its last wording."""

    key: str
    text: str
    name: str


class _Joiner(Struct):
    """Gives points and items of one reading after the other the keys of those that they are.

    Attributes:
        points: those known so far, by key.
        items: of each point the items known so far, by key.
    """

    named_keys: bool
    points: dict[str, _Earlier] = field(default_factory=dict)
    items: dict[str, dict[str, _Earlier]] = field(default_factory=dict)
    reworded: list[ProposedJoin] = field(default_factory=list)
    _item_keys: set[str] = field(default_factory=set)

    def with_points(self, reading: Reading) -> Reading:
        """The reading with the keys of points that are known, and new ones for others."""
        names = [point.key if self.named_keys else point.number or point.key for point in reading.points]
        keys = self._keys(self.points, reading.points, names, reading, set(self.points))
        points = tuple(replace(point, key=key) for point, key in zip(reading.points, keys, strict=True))
        self.points |= {p.key: _Earlier(p.key, p.text, name) for p, name in zip(points, names, strict=True)}
        return replace(reading, points=points)

    def with_items(self, reading: Reading) -> Reading:
        """The same of items, each within its point."""
        return replace(reading, points=tuple(self._with_items(point, reading) for point in reading.points))

    def _with_items(self, point: ReadPoint, reading: Reading) -> ReadPoint:
        known = self.items.setdefault(point.key, {})
        # a paper with a history of its own has several wordings of an item; the last one counts
        last = {item.key: item for item in point.items}
        found = dict(zip(last, self._keys(known, [*last.values()], [*last], reading, self._item_keys), strict=True))
        known |= {found[name]: _Earlier(found[name], item.text, name) for name, item in last.items()}
        self._item_keys |= set(found.values())
        return replace(point, items=tuple(replace(item, key=found[item.key]) for item in point.items))

    def _keys(
        self, known: dict[str, _Earlier], read: Sequence[ReadPoint | ReadItem], names: Sequence[str], reading: Reading,
        taken: set[str],
    ) -> list[str]:  # fmt: skip
        before = list(known.values())
        olds = [EarlierWording(each.text, each.name, self.named_keys) for each in before]
        news = [EarlierWording(each.text, name, self.named_keys) for each, name in zip(read, names, strict=True)]
        matches = match_wordings(olds, news)
        joined = {match.after: before[match.before].key for match in matches if match.joined}
        keys = [joined.get(at, "") for at in range(len(read))]
        for at, key in enumerate(keys):
            if not key:
                keys[at] = _new_key(read[at].key, {*taken, *keys})
        self.reworded += (self._told(match, before, read, keys, reading) for match in matches if match.likeness < 1)
        return keys

    def _told(
        self, match: Match, before: Sequence[_Earlier], read: Sequence[ReadPoint | ReadItem], keys: Sequence[str],
        reading: Reading,
    ) -> ProposedJoin:  # fmt: skip
        old, new = before[match.before], read[match.after]
        day = reading.as_of or date.min
        return ProposedJoin(keys[match.after], old.text, new.text, match.likeness, match.joined, day, new.place)


def _new_key(key: str, taken: set[str]) -> str:
    if key and key not in taken:
        return key
    return make_keys([key.replace("-", " ")], taken)[0]


class _Rows(Struct, frozen=True, dict=True):
    """Makes the rows of readings whose points and items have the keys of the ledger."""

    readings: Sequence[Reading]
    confirm: bool

    def ledger(self, reworded: Sequence[ProposedJoin]) -> JoinedLedger:
        """All rows, each point and item in one place, its wordings below each other."""
        points = merge_orders([[point.key for point in reading.points] for reading in self.readings])
        items = {key: merge_orders(self._orders(key)) for key in points}
        gone: list[LastSeen] = []
        return JoinedLedger(
            commitments=tuple(row for key in points for row in self._commitments(key, gone)),
            follow_ups=tuple(row for key in points for item in items[key] for row in self._follow_ups(key, item, gone)),
            readings=tuple(self.readings),
            reworded=tuple(reworded),
            gone=tuple(gone),
            out_of_order=tuple(self._out_of_order(points, items)),
        )

    @cached_property
    def _items(self) -> list[dict[tuple[str, str], list[ReadItem]]]:
        """The items of each reading by point and key; several where a paper itself has a history."""
        found: list[dict[tuple[str, str], list[ReadItem]]] = [{} for _ in self.readings]
        for reading, items in zip(self.readings, found, strict=True):
            for point in reading.points:
                for item in point.items:
                    items.setdefault((point.key, item.key), []).append(item)
        return found

    def _orders(self, point: str) -> list[list[str]]:
        found = (each for reading in self.readings for each in reading.points if each.key == point)
        return [list(dict.fromkeys(item.key for item in each.items)) for each in found]

    def _out_of_order(self, points: Sequence[str], items: dict[str, list[str]]) -> Iterator[date]:
        for reading in self.readings:
            kept = keeps(points, [point.key for point in reading.points])
            within = (keeps(items[p.key], [*dict.fromkeys(i.key for i in p.items)]) for p in reading.points)
            if not (kept and all(within)):
                yield _day(reading)

    def _commitments(self, key: str, gone: list[LastSeen]) -> Iterator[Commitment]:
        last: ReadPoint | None = None
        seen = first = _day(self.readings[0])
        for reading in self.readings:
            day = _day(reading)
            point = next((each for each in reading.points if each.key == key), None)
            if point is not None:
                if last is None or _said(point) != _said(last):
                    yield _commitment(point, None if day == first else day)
                last, seen = point, day
            elif last is not None and reading.is_complete:
                gone.append(LastSeen(key, last.text, seen, day, last.place))
                yield replace(_commitment(last, day), text="", state=State.WITHDRAWN)
                last = None
        if last is not None and seen != _day(self.readings[-1]):
            gone.append(LastSeen(key, last.text, seen, None, last.place))

    def _follow_ups(self, point: str, key: str, gone: list[LastSeen]) -> Iterator[FollowUp]:
        last: FollowUp | None = None
        for reading, items in zip(self.readings, self._items, strict=True):
            found = [_row(item, point, reading) for item in items.get((point, key), ())]
            for row in found:
                if last is None or not _says_the_same(row, last):
                    yield row
                elif self.confirm and row.as_of > last.as_of:
                    yield replace(row, text="", group="", due="", owner="", state=None)
                last = row
            if not found and last is not None and reading.is_complete:
                gone.append(LastSeen(key, last.text, last.as_of, _day(reading), last.place))
                yield _ended(last, _day(reading), reading)
                last = None
        if last is not None and last.as_of < _day(self.readings[-1]) and (point, key) not in self._items[-1]:
            gone.append(LastSeen(key, last.text, last.as_of, None, last.place))


def _day(reading: Reading) -> date:
    assert reading.as_of is not None, "asked for before"
    return reading.as_of


def _said(point: ReadPoint) -> tuple[str, str, str]:
    return point.text, point.number, point.part


def _commitment(point: ReadPoint, day: date | None) -> Commitment:
    return Commitment(point.key, point.number, point.part, point.text, point.place, as_of=day, recorded=day)


def _row(item: ReadItem, point: str, reading: Reading) -> FollowUp:
    """The row of an item; its day is that of the paper, unless the paper says another one."""
    day = date.fromisoformat(item.as_of) if item.as_of else _day(reading)
    recorded = date.fromisoformat(item.recorded) if item.recorded else day
    state = State(item.state) if item.state else None
    told = item.owner, item.source or reading.file, item.text
    return FollowUp(point, item.key, day, recorded, item.group, state, item.due, *told, item.place)


def _says_the_same(row: FollowUp, last: FollowUp) -> bool:
    """Whether a row says of an item what the one before it says."""
    day = replace(row, as_of=last.as_of, recorded=last.recorded)
    return replace(day, place=last.place, source=last.source) == last


def _ended(last: FollowUp, day: date, reading: Reading) -> FollowUp:
    return replace(
        last, as_of=day, recorded=day, state=State.WITHDRAWN, group="", due="", owner="", text="", source=reading.file
    )


_Key = TypeVar("_Key", bound=Hashable)


def merge_orders(orders: Sequence[Sequence[_Key]]) -> list[_Key]:
    """All keys in an order that keeps each of some orders; where two disagree, the later one counts.

    Args:
        orders: the keys of each day, the latest day last; each key once in a day.
    """
    behind: dict[_Key, set[_Key]] = {key: set() for order in orders for key in order}
    for order in reversed(orders):
        for before, after in pairwise(order):
            if not _leads(behind, after, before):
                behind[before].add(after)
    return _sorted(behind)


def keeps(merged: Sequence[_Key], order: Sequence[_Key]) -> bool:
    """Whether an order is kept in another one that has all its keys."""
    place = {key: at for at, key in enumerate(merged)}
    return [place[key] for key in order] == sorted(place[key] for key in order)


def _leads(behind: dict[_Key, set[_Key]], start: _Key, end: _Key) -> bool:
    """Whether one key stands before another already."""
    seen, left = {start}, [start]
    while left:
        here = left.pop()
        if here == end:
            return True
        new = behind[here] - seen
        seen |= new
        left += new
    return False


def _sorted(behind: dict[_Key, set[_Key]]) -> list[_Key]:
    """The keys so that each stands before those behind it, otherwise as they were first met."""
    waits = dict.fromkeys(behind, 0)
    for key in (key for each in behind.values() for key in each):
        waits[key] += 1
    found: list[_Key] = []
    while waits:
        key = next(key for key, count in waits.items() if not count)
        del waits[key]
        found.append(key)
        for freed in behind[key]:
            waits[freed] -= 1
    return found
