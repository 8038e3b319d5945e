"""Readings as the rows of a ledger: keys that stay, days that can be, and what is changed on the way told.

Readings of several days become one history; see `briefgen.intake.histories`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.intake.histories import JoinedLedger, join_readings
from briefgen.intake.identities import TOLD_FROM, EarlierWording, free_key, likeness_of
from briefgen.intake.reading import Reading, ReadItem, ReadPoint
from briefgen.intake.words import one_line, shorten
from briefgen.localise import Options
from briefgen.model.dossier import Commitment, FollowUp
from briefgen.sources.files.schema import COMMITMENTS, FOLLOWUP
from briefgen.sources.mapping.keys import make_key

LedgerRow: TypeAlias = Mapping[str, str]
"""The cells of a row of the ledger by column."""
_SHOWN: Final = 3


class LedgerNote(Struct, frozen=True):
    """Something that a person should know of the rows: a sentence, with where it was first and how often.

    Attributes:
        words: of the places, as they begin.
    """

    message: str
    place: Place
    count: int = 1
    words: tuple[str, ...] = ()


class NewLedger(Struct, frozen=True):
    """The rows of a ledger, in the order of the papers.

    Attributes:
        commitments: rows of that table.
        follow_ups: rows of the table `followup`.
        joined: the history that they are of.
        notes: what was changed of keys, numbers and days.
    """

    commitments: tuple[LedgerRow, ...]
    follow_ups: tuple[LedgerRow, ...]
    joined: JoinedLedger
    notes: tuple[LedgerNote, ...] = ()


def ledger_of(readings: Sequence[Reading], options: Options = Options()) -> NewLedger:  # noqa: B008 (frozen)
    """The ledger that readings make: one, or several of different days.

    Args:
        readings: each with its day.
        options: the house style in which values are said.

    Raises:
        ValueError: a reading has no day.
    """
    keyed = [_KeyMaker(reading) for reading in readings]
    papers = [maker.keyed() for maker in keyed]
    joined = join_readings(papers, options, named_keys=_are_names(papers))
    notes = tuple(note for maker in keyed for note in maker.told())
    commitments = tuple(_cells(row, COMMITMENTS.column_names) for row in joined.commitments)
    return NewLedger(commitments, tuple(_cells(row, FOLLOWUP.column_names) for row in joined.follow_ups), joined, notes)


def _cells(row: Commitment | FollowUp, names: Sequence[str]) -> LedgerRow:
    return {name: str(getattr(row, name, None) or "") for name in names}


def _are_names(readings: Sequence[Reading]) -> bool:
    """Whether the numbers of lists are names that stay: most that two of them have are of much the same words."""
    if any(reading.is_complete for reading in readings):
        return False
    texts: dict[str, str] = {}
    same: list[bool] = []
    for point in (each for reading in readings for each in reading.points if each.number):
        if point.key in texts:
            same.append(likeness_of(EarlierWording(texts[point.key]), EarlierWording(point.text)) >= TOLD_FROM)
        texts[point.key] = point.text
    return 2 * sum(same) >= len(same)


def _lines(text: str) -> str:
    """A plain text, line by line."""
    return "\n".join(filter(None, map(one_line, text.split("\n"))))


class _KeyMaker(Struct):
    """Gives the points and items of a reading keys of the ledger, each once, and days that are not after its own."""

    reading: Reading
    keys: dict[str, set[str]] = field(default_factory=lambda: {"point": set(), "item": set()})
    numbers: set[str] = field(default_factory=set)
    notes: dict[str, list[tuple[Place, str]]] = field(default_factory=dict)

    def keyed(self) -> Reading:
        """The reading with these keys."""
        if self.reading.as_of is None:
            raise ValueError("a reading without a day cannot be in a ledger")
        keys = [self._free_key(point.key or point.text, "point", point.place) for point in self.reading.points]
        points = (self._point(point, key) for point, key in zip(self.reading.points, keys, strict=True))
        return replace(self.reading, points=tuple(points))

    def told(self) -> Iterator[LedgerNote]:
        """What was changed."""
        for message, those in self.notes.items():
            words = tuple(words for _, words in those[:_SHOWN] if words)
            yield LedgerNote(message, those[0][0], len(those), words)

    def _point(self, point: ReadPoint, key: str) -> ReadPoint:
        number = one_line(point.number)
        # an annex prints its numbers as it likes; a tracker's are names
        if number in self.numbers and not self.reading.is_complete:
            self._note(
                "a number that another point has was left out, as each stands once in an annex", point.place, number
            )
            number = ""
        self.numbers |= {number} - {""}
        items = tuple(self._items(point, key))
        return replace(point, key=key, number=number, part=one_line(point.part), items=items)

    def _items(self, point: ReadPoint, key: str) -> Iterator[ReadItem]:
        names: dict[str, str] = {}
        days: set[tuple[str, str]] = set()
        for item in point.items:
            name = item.key or point.key or point.text
            if name not in names:
                own = key if name == (point.key or point.text) else ""
                names[name] = own if own and own not in names.values() else self._free_key(name, "item", item.place)
            yield self._item(names[name], item, days)

    def _item(self, name: str, item: ReadItem, days: set[tuple[str, str]]) -> ReadItem:
        day = str(self.reading.as_of)
        as_of = item.as_of
        if as_of > day:
            message = f"a day after that of the paper ({day}) was taken for that day, on which it was known"
            self._note(message, item.place, as_of)
            as_of = day
        if (name, as_of or day) in days:
            name = self._free_key(f"{name} {len(days) + 1}", "item", item.place)
        days.add((name, as_of or day))
        recorded = item.recorded if item.recorded <= day else ""
        group, owner, source = map(_lines, (item.group, item.owner, item.source))
        return replace(item, key=name, as_of=as_of, recorded=recorded, group=group, owner=owner, source=source)

    def _free_key(self, words: str, kind: str, place: Place) -> str:
        """The key that words make; with a number where others make it already."""
        wanted = make_key(words) or kind
        key = free_key(wanted, self.keys[kind])
        if key != wanted:
            self._note(
                "the same words stand in several rows; keys with a number tell them apart", place, shorten(words)
            )
        self.keys[kind].add(key.casefold())
        return key

    def _note(self, message: str, place: Place, words: str) -> None:
        self.notes.setdefault(message, []).append((place, words))
