"""A dossier cut at a date: of everything ever recorded, what stands on that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from briefgen.asof.standing import histories, known_rows, standing, standing_frame
from briefgen.dates import DateSpellingError, parse
from briefgen.model.dossier import Commitment, Dossier, DossierProfile, Figure, FollowUp, State

if TYPE_CHECKING:
    from briefgen.model.data_tables import DataTable
    from briefgen.model.kinds import ParagraphEntry

_CLOSED = frozenset({State.DONE, State.WITHDRAWN})


@dataclass(frozen=True)
class Item:
    """A follow-up bullet as it stands on the day.

    Attributes:
        key: the identity of the bullet over all its wordings.
        follow_up: the wording that stands.
        history: the wordings seen up to that day, oldest first; the last is the one that stands.
        overdue: whether the last day of its `due` has passed and it is not done.
    """

    key: str
    follow_up: FollowUp
    history: tuple[FollowUp, ...]
    overdue: bool = False


@dataclass(frozen=True)
class Point:
    """A commitment with the items that stand under it on the day, in the file's order; there may be none."""

    commitment: Commitment
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class History:
    """The rows that had been recorded by the day of knowledge, of all days, in the file's order.

    What a document says never comes from here. It is for the few who ask what stood on other days: checks of the
    record as a whole, and messages that say when something begins to stand.
    """

    figures: tuple[Figure, ...] = ()
    paragraphs: tuple[ParagraphEntry, ...] = ()
    frames: Mapping[str, DataTable] = field(default_factory=dict)


@dataclass(frozen=True)
class Situation:
    """What stands on a day. Made by `situation_as_of` alone.

    Attributes:
        as_of: the day asked for.
        known_on: the day up to which entries had been recorded, or None for all that is known by now.
        profile: what is true of the dossier on every day.
        points: every commitment of the dossier, in the file's order.
        figures: by name, as they stand that day; a figure without a value yet is not there.
        frames: the dossier's frames with the rows that stand; `frames_of` gives those that every situation has too.
        history: the rows known on `known_on`, of all days.
    """

    as_of: date
    known_on: date | None
    profile: DossierProfile
    points: tuple[Point, ...]
    figures: Mapping[str, Figure]
    frames: Mapping[str, DataTable]
    history: History

    @property
    def items(self) -> Iterator[Item]:
        """All items that stand, point by point."""
        return (item for point in self.points for item in point.items)

    def paragraphs(self, document: str) -> tuple[ParagraphEntry, ...]:
        """The paragraphs of a document that stand, in the file's order; they stand and end as items do."""
        rows = (row for row in self.history.paragraphs if row.document == document)
        found = standing(rows, attrgetter("paragraph"), self.as_of).values()
        return tuple(row for row in found if row.kind != State.WITHDRAWN)


def situation_as_of(dossier: Dossier, as_of: date, known_on: date | None = None) -> Situation:
    """What stands on a day, seen with the knowledge of that or another day.

    Of the rows of an item, the one with the greatest `as_of` not after the day stands. Where two have the
    same, the one recorded later stands, then the one further down in the file. An item whose standing row is
    `withdrawn` has ended; a later row takes it up again. An item stands under the point that its standing row
    names; a row that names no point of the dossier is ignored here, and `sources` reports it.

    Args:
        dossier: all that was ever recorded.
        as_of: the day asked for.
        known_on: rows recorded after this day are not seen; None sees all.
    """
    items = _items_by_point(histories(dossier.follow_ups, attrgetter("item"), as_of, known_on), as_of)
    return Situation(
        as_of,
        known_on,
        dossier.profile,
        points=tuple(Point(each, tuple(items.get(each.point, ()))) for each in dossier.commitments),
        figures=standing(dossier.figures, attrgetter("figure"), as_of, known_on),
        frames={key: standing_frame(frame, as_of, known_on) for key, frame in dossier.frames.items()},
        history=_history(dossier, known_on),
    )


def _history(dossier: Dossier, known_on: date | None) -> History:
    frames = {key: replace(frame, rows=known_rows(frame.rows, known_on)) for key, frame in dossier.frames.items()}
    return History(known_rows(dossier.figures, known_on), known_rows(dossier.paragraphs, known_on), frames)


def _items_by_point(rows: Mapping[str, tuple[FollowUp, ...]], as_of: date) -> Mapping[str, list[Item]]:
    items: dict[str, list[Item]] = {}
    for key, history in rows.items():
        last = history[-1]
        if last.state is not State.WITHDRAWN:
            items.setdefault(last.point, []).append(Item(key, last, history, _is_overdue(last, as_of)))
    return items


def _is_overdue(row: FollowUp, as_of: date) -> bool:
    last = last_day_of(row.due) if row.state not in _CLOSED else None
    return last is not None and last < as_of


@lru_cache(maxsize=4096)
def last_day_of(due: str) -> date | None:
    """The last day that a deadline as typed may mean; None without one, or for one that `sources` has reported."""
    try:
        return parse(due).last if due else None
    except DateSpellingError:
        return None
