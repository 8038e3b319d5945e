"""Readings as the rows of a ledger: keys, days, and what each reading leaves to be told.

Several readings of one dossier become one history before they come here; one reading is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from briefgen.findings import Place
from briefgen.intake.reading import Reading, ReadItem, ReadPoint
from briefgen.intake.words import one_line, shorten
from briefgen.sources.mapping.keys import make_key

LedgerRow: TypeAlias = Mapping[str, str]
"""The cells of a row of the ledger by column."""
_SHOWN: Final = 3


@dataclass(frozen=True)
class LedgerNote:
    """Something that a person should know of the rows: a sentence, with where it was first and how often.

    Attributes:
        words: of the places, as they begin.
    """

    message: str
    place: Place
    count: int = 1
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewLedger:
    """The rows of a ledger, in the order of the paper.

    Attributes:
        commitments: rows of that table.
        follow_ups: rows of the table `followup`.
        notes: what was changed or could not be given back word for word.
        places: where each point and item was read, by its key.
    """

    commitments: tuple[LedgerRow, ...]
    follow_ups: tuple[LedgerRow, ...]
    notes: tuple[LedgerNote, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)


def ledger_of(readings: Sequence[Reading]) -> NewLedger:
    """The ledger that readings make; each has its day by now.

    Args:
        readings: one. (Several are joined to one history first: by their keys, then by equal words.)

    Raises:
        ValueError: a reading has no day.
    """
    [reading] = readings
    if reading.as_of is None:
        raise ValueError("a reading without a day cannot be in a ledger")
    return _LedgerWriter(reading, reading.as_of).write()


def _lines(text: str) -> str:
    """A plain text, line by line."""
    return "\n".join(filter(None, map(one_line, text.split("\n"))))


class _LedgerWriter:
    """Writes the rows of one reading."""

    def __init__(self, reading: Reading, day: date) -> None:
        self.reading, self.day = reading, day.isoformat()
        self.keys: dict[str, str] = {}
        self.numbers: set[str] = set()
        self.places: dict[str, Place] = {}
        self.notes: dict[str, list[tuple[Place, str]]] = {}

    def write(self) -> NewLedger:
        """All rows."""
        points = [
            (self._free_key(point.key or point.text, "point", point.place), point) for point in self.reading.points
        ]
        commitments = tuple(self._commitment(key, point) for key, point in points)
        follow_ups = tuple(row for key, point in points for row in self._follow_ups(key, point))
        notes = tuple(
            LedgerNote(message, those[0][0], len(those), tuple(words for _, words in those[:_SHOWN] if words))
            for message, those in self.notes.items()
        )
        return NewLedger(commitments, follow_ups, notes, self.places)

    def _commitment(self, key: str, point: ReadPoint) -> LedgerRow:
        number = one_line(point.number)
        if number in self.numbers:
            self._note(
                "a number that another point has was left out, as each stands once in an annex", point.place, number
            )
            number = ""
        self.numbers |= {number} - {""}
        return {"point": key, "number": number, "part": one_line(point.part), "text": point.text}

    def _follow_ups(self, key: str, point: ReadPoint) -> Iterator[LedgerRow]:
        names: dict[str, str] = {}
        days: set[tuple[str, str]] = set()
        for item in point.items:
            name = item.key or point.key or point.text
            if name not in names:
                own = key if name == (point.key or point.text) else ""
                names[name] = own if own and own not in names.values() else self._free_key(name, "item", item.place)
            yield self._follow_up(key, names[name], item, days)

    def _follow_up(self, point: str, name: str, item: ReadItem, days: set[tuple[str, str]]) -> LedgerRow:
        as_of = item.as_of or self.day
        if as_of > self.day:
            message = f"a day after that of the paper ({self.day}) was taken for that day, on which it was known"
            self._note(message, item.place, as_of)
            as_of = self.day
        if (name, as_of) in days:
            name = self._free_key(f"{name} {len(days) + 1}", "item", item.place)
        days.add((name, as_of))
        recorded = item.recorded if item.recorded and item.recorded <= self.day else ""
        plain = {each: _lines(getattr(item, each)) for each in ("group", "owner", "source")}
        dates = {"as_of": as_of, "recorded": recorded, "state": str(item.state), "due": item.due}
        return {"point": point, "item": name, **plain, **dates, "text": item.text}

    def _free_key(self, words: str, kind: str, place: Place) -> str:
        """The key that words make; with a number where others make it already."""
        key = wanted = make_key(words) or kind
        number = 1
        while f"{kind} {key.casefold()}" in self.keys:
            number += 1
            key = f"{wanted}-{number}"
        if key != wanted:
            self._note(
                "the same words stand in several rows; keys with a number tell them apart", place, shorten(words)
            )
        self.keys[f"{kind} {key.casefold()}"] = words
        self.places[key] = place
        return key

    def _note(self, message: str, place: Place, words: str) -> None:
        self.notes.setdefault(message, []).append((place, words))
