"""What an imported paper adds to a dossier: new points, new items, new wordings, and what was confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Final, NamedTuple

from msgspec import Struct

from briefgen.asof.standing import histories
from briefgen.findings import Finding, Place, warning
from briefgen.intake.doubts import NOT_SEEN, OF_ANOTHER_DAY
from briefgen.intake.ledger import LedgerRow, NewLedger
from briefgen.intake.words import alike, shorten
from briefgen.model.dossier import Commitment, Dossier, FollowUp, State

_SHOWN: Final = 5
_FACTS: Final = ("state", "due", "owner", "group")


class AdditionKind(StrEnum):
    """What a row adds."""

    NEW_POINT = "new point"
    NEW_ITEM = "new item"
    CHANGED = "changed"
    CONFIRMED = "confirmed"


class Addition(NamedTuple):
    """A row to be put to a table."""

    kind: AdditionKind
    table: str
    row: LedgerRow


class Additions(Struct, frozen=True):
    """All rows to be put to a dossier, in the order of the paper, and what is told of."""

    rows: tuple[Addition, ...]
    told: tuple[Finding, ...] = ()


def additions_to(dossier: Dossier, ledger: NewLedger, day: date, file: str) -> Additions:
    """The rows that a paper adds; no row that is there is changed, and nothing is withdrawn by its absence.

    Points and items are the same where their keys are, else where their words are equal.

    Args:
        dossier: all that was recorded so far.
        ledger: the rows of the paper.
        day: that it reports on.
        file: its name.
    """
    return _Adder(dossier, ledger, day, file).add()


class _Adder:
    """Compares the rows of a paper with those of a dossier."""

    def __init__(self, dossier: Dossier, ledger: NewLedger, day: date, file: str) -> None:
        self.ledger, self.day, self.file = ledger, day, file
        self.points = _last(dossier.commitments, "point", day)
        self.items = histories(dossier.follow_ups, attrgetter("item"), day)
        self.all_items = {each.item: each for each in dossier.follow_ups}
        self.on_the_day = {(each.item, each.as_of): each for each in dossier.follow_ups}
        self.by_words = {alike(each.text): key for key, each in self.points.items()}
        self.keys: dict[str, str] = {}
        self.seen: set[str] = set()
        self.added: set[str] = set()
        self.clashes: list[str] = []
        self.reworded: list[str] = []

    def add(self) -> Additions:
        """All that the paper adds."""
        rows = (*self._points(), *self._follow_ups())
        return Additions(rows, tuple(self._told()))

    def _points(self) -> Iterator[Addition]:
        for row in self.ledger.commitments:
            if not row["text"]:
                continue  # it ends in the paper, and goes on in the dossier
            key = row["point"] if row["point"] in self.points else self.by_words.get(alike(row["text"]), "")
            self.keys[row["point"]] = key or row["point"]
            if not key:
                yield Addition(AdditionKind.NEW_POINT, "commitments", row)
            elif alike(row["text"]) != alike(self.points[key].text):
                self.reworded.append(key)

    def _follow_ups(self) -> Iterator[Addition]:
        for row in self.ledger.follow_ups:
            point = self.keys[row["point"]]
            name = self._item_of(row, point)
            self.seen.add(name)
            addition = self._addition({**row, "point": point, "item": name})
            if addition:
                yield addition

    def _item_of(self, row: LedgerRow, point: str) -> str:
        """The item that a row is about: that of its key, of its point's key, or of the same words."""
        same = {alike(rows[-1].text): item for item, rows in self.items.items() if rows[-1].point == point}
        names = (row["item"], point if row["item"] == row["point"] else "", same.get(alike(row["text"]), ""))
        return next((name for name in names if name and name in self.all_items), row["item"])

    def _addition(self, row: LedgerRow) -> Addition | None:
        as_of = date.fromisoformat(row["as_of"])
        if there := self.on_the_day.get((row["item"], as_of)):
            if not self._is_confirmed(row, self.items.get(row["item"], (there,))):
                self.clashes.append(row["item"])
            return None
        if row["item"] not in self.all_items:
            later = AdditionKind.CHANGED if row["text"] or row["state"] else AdditionKind.CONFIRMED
            kind = later if row["item"] in self.added else AdditionKind.NEW_ITEM
            self.added.add(row["item"])
            return Addition(kind, "followup", row)
        earlier = [each for each in self.items.get(row["item"], ()) if each.as_of <= as_of]
        if earlier and self._is_confirmed(row, earlier):
            bare = {"point": row["point"], "item": row["item"], "as_of": row["as_of"], "text": ""}
            return Addition(AdditionKind.CONFIRMED, "followup", bare)
        return Addition(AdditionKind.CHANGED, "followup", row)

    def _is_confirmed(self, row: LedgerRow, rows: Sequence[FollowUp]) -> bool:
        """Whether a row says what the last ones say already."""
        text = next((each.text for each in reversed(rows) if each.text), "")
        facts = {name: next((str(v) for each in reversed(rows) if (v := getattr(each, name))), "") for name in _FACTS}
        return alike(row["text"]) in ("", alike(text)) and all(row[name] in ("", facts[name]) for name in _FACTS)

    def _told(self) -> Iterator[Finding]:
        place = Place(self.file)
        if self.clashes:
            message = f"says something else on {self.day} than the dossier does already, of {_listed(self.clashes)}."
            yield warning(
                OF_ANOTHER_DAY, place, f"the file {message}", "Correct the rows there by hand, if it is right."
            )
        if self.reworded:
            message = f"commitments are worded otherwise here: {_listed(self.reworded)}; those of the dossier stay."
            remedy = "Where they were agreed anew, add rows with a later as_of to the commitments."
            yield warning(OF_ANOTHER_DAY, place, message, remedy)
        gone = [rows[-1] for item, rows in self.items.items() if item not in self.seen and _is_open(rows[-1])]
        if gone:
            last = max(each.as_of for each in gone)
            message = (
                f"{len(gone)} open items of the dossier are not in the file: {_listed([each.item for each in gone])}."
            )
            remedy = (
                f"They keep their state, last said on {last} or before. What has ended gets a row with state withdrawn."
            )
            yield warning(NOT_SEEN, place, message, remedy)


def _is_open(row: FollowUp) -> bool:
    return row.state not in (State.DONE, State.WITHDRAWN)


def _last(rows: Iterable[Commitment], name: str, day: date) -> Mapping[str, Commitment]:
    """The last row of each key that has words."""
    found: dict[str, Commitment] = {}
    for row in rows:
        if row.text and (row.as_of is None or row.as_of <= day):
            found[getattr(row, name)] = row
    return found


def _listed(keys: Sequence[str]) -> str:
    unique = list(dict.fromkeys(keys))
    shown = ", ".join(f"“{shorten(each, 30)}”" for each in unique[:_SHOWN])
    return shown + (f" and {len(unique) - _SHOWN} more" if len(unique) > _SHOWN else "")
