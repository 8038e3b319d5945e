"""A dossier cut at a date: of everything ever recorded, what stands on that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.asof.standing import histories, known_rows, standing, standing_frame
from briefgen.dates import DateSpellingError, ImpreciseDate, parse
from briefgen.model.dossier import (
    Commitment,
    Dossier,
    DossierProfile,
    Figure,
    FollowUp,
    Letter,
    Recipient,
    State,
)

if TYPE_CHECKING:
    from briefgen.model.data_tables import DataTable
    from briefgen.model.kinds import ParagraphEntry

_CLOSED = frozenset({State.DONE, State.WITHDRAWN})
_Worded = TypeVar("_Worded", FollowUp, Commitment)
# what a row that confirms a wording may say anew, beside it
_BESIDE_THE_TEXT = ("group", "state", "due", "owner", "number", "part")


class DueMove(Struct, frozen=True):
    """A deadline that was moved.

    Attributes:
        before, after: as typed.
        day: from which the new one holds.
        recorded: the day on which it was known.
    """

    before: str
    after: str
    day: date
    recorded: date


class Item(Struct, frozen=True):
    """A follow-up bullet as it stands on the day.

    Attributes:
        key: the identity of the bullet over all its wordings.
        follow_up: the wording that stands, with what later rows that confirm it say of state, deadline and the like.
        history: the rows seen up to that day, oldest first; the last is the one that stands, or confirms it.
        overdue: whether the last day of its `due` has passed and it is not done.
    """

    key: str
    follow_up: FollowUp
    history: tuple[FollowUp, ...]
    overdue: bool = False

    @property
    def confirmed(self) -> date | None:
        """The day on which the wording was last confirmed by a row without a text; None where that is not the last."""
        last = self.history[-1]
        return last.as_of if confirms(last) else None

    @property
    def first_due(self) -> str:
        """The first deadline that was promised, as typed, or ""."""
        return next((row.due for row in self._promises()), "")

    @property
    def moves(self) -> tuple[DueMove, ...]:
        """Each time that the deadline was moved to another one, oldest first.

        A row of the same day corrects the one before it, which is no move; nor is a deadline that is set or dropped, or
        one that says more exactly what was promised ("14 March" for "spring").
        """
        return tuple(
            DueMove(one.due, other.due, other.as_of, other.recorded)
            for one, other in pairwise(self._promises())
            if not _keeps_the_promise(deadline_of(one.due), deadline_of(other.due))
        )

    def _promises(self) -> Iterator[FollowUp]:
        """The rows that name a deadline, the last one of each day."""
        last_of_day = {row.as_of: row for row in self.history if row.text or row.due}
        return (row for row in last_of_day.values() if row.due and row.state is not State.WITHDRAWN)


class Point(Struct, frozen=True):
    """A commitment with the items that stand under it on the day, in the file's order; there may be none."""

    commitment: Commitment
    items: tuple[Item, ...] = ()


class History(Struct, frozen=True):
    """The rows that had been recorded by the day of knowledge, of all days, in the file's order.

    What a document says never comes from here. It is for the few who ask what stood on other days: checks of the
    record as a whole, and messages that say when something begins to stand.
    """

    commitments: tuple[Commitment, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    figures: tuple[Figure, ...] = ()
    paragraphs: tuple[ParagraphEntry, ...] = ()
    frames: Mapping[str, DataTable] = field(default_factory=dict)


class Situation(Struct, frozen=True):
    """What stands on a day. Made by `situation_as_of` alone.

    Attributes:
        as_of: the day asked for.
        known_on: the day up to which entries had been recorded, or None for all that is known by now.
        profile: what is true of the dossier on every day.
        points: every commitment that stands, in the file's order.
        figures: by name, as they stand that day; a figure without a value yet is not there.
        recipients: those that stand, in the file's order.
        letter: the one that holds on the day; None without any.
        frames: the dossier's frames with the rows that stand; `frames_of` gives those that every situation has too.
        history: the rows known on `known_on`, of all days.
    """

    as_of: date
    known_on: date | None
    profile: DossierProfile
    points: tuple[Point, ...]
    figures: Mapping[str, Figure]
    recipients: tuple[Recipient, ...]
    letter: Letter | None
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
    names; a row that names no point that stands is ignored here, and `sources` reports it. Commitments, recipients
    and the letter stand alike; those without a day always have.

    A row without a text confirms the wording before it: that one stands on, with what the row says of state, deadline
    and the like.

    Args:
        dossier: all that was ever recorded.
        as_of: the day asked for.
        known_on: rows recorded after this day are not seen; None sees all.
    """
    items = _items_by_point(histories(dossier.follow_ups, attrgetter("item"), as_of, known_on), as_of)
    letters = standing(dossier.letters, type, as_of, known_on)  # all are wordings of one
    return Situation(
        as_of,
        known_on,
        dossier.profile,
        points=tuple(Point(each, tuple(items.get(each.point, ()))) for each in _commitments(dossier, as_of, known_on)),
        figures=standing(dossier.figures, attrgetter("figure"), as_of, known_on),
        recipients=tuple(standing(dossier.recipients, attrgetter("recipient"), as_of, known_on).values()),
        letter=next(iter(letters.values()), None),
        frames={key: standing_frame(frame, as_of, known_on) for key, frame in dossier.frames.items()},
        history=_history(dossier, known_on),
    )


def _history(dossier: Dossier, known_on: date | None) -> History:
    frames = {key: replace(frame, rows=known_rows(frame.rows, known_on)) for key, frame in dossier.frames.items()}
    return History(
        known_rows(dossier.commitments, known_on),
        known_rows(dossier.follow_ups, known_on),
        known_rows(dossier.figures, known_on),
        known_rows(dossier.paragraphs, known_on),
        frames,
    )


def _commitments(dossier: Dossier, as_of: date, known_on: date | None) -> Iterator[Commitment]:
    for rows in histories(dossier.commitments, attrgetter("point"), as_of, known_on).values():
        row = row_that_stands(rows)
        if row and row.state is not State.WITHDRAWN:
            yield row


def _items_by_point(rows: Mapping[str, tuple[FollowUp, ...]], as_of: date) -> Mapping[str, list[Item]]:
    items: dict[str, list[Item]] = {}
    for key, history in rows.items():
        last = row_that_stands(history)
        if last and last.state is not State.WITHDRAWN:
            items.setdefault(last.point, []).append(Item(key, last, history, _is_overdue(last, as_of)))
    return items


def confirms(row: FollowUp | Commitment) -> bool:
    """Whether a row has no words of its own, and confirms those before it."""
    return not row.text and row.state is not State.WITHDRAWN


def row_that_stands(history: Sequence[_Worded]) -> _Worded | None:
    """The last row of a history; where it only confirms, the wording before it with what the row says beside it.

    Args:
        history: rows that are seen, oldest first.

    Returns:
        None where no row has any words yet.
    """
    if not confirms(history[-1]):
        return history[-1]
    at = next((at for at in reversed(range(len(history))) if history[at].text), None)
    if at is None:
        return None
    said = (_cells_beside(row) for row in history[at + 1 :])
    return replace(history[at], **{name: value for cells in said for name, value in cells.items()})


def _cells_beside(row: FollowUp | Commitment) -> Mapping[str, Any]:
    return {name: value for name in _BESIDE_THE_TEXT if (value := getattr(row, name, None))}


def _keeps_the_promise(one: ImpreciseDate | str | None, other: ImpreciseDate | str | None) -> bool:
    """Whether a deadline is another one, or lies within it."""
    if not (isinstance(one, ImpreciseDate) and isinstance(other, ImpreciseDate)):
        return one == other
    begins_in_it = (one.first or date.min) <= (other.first or date.min)
    return begins_in_it and (other.last or date.max) <= (one.last or date.max)


def _is_overdue(row: FollowUp, as_of: date) -> bool:
    last = last_day_of(row.due) if row.state not in _CLOSED else None
    return last is not None and last < as_of


def last_day_of(due: str) -> date | None:
    """The last day that a deadline as typed may mean; None without one, or for one that `sources` has reported."""
    deadline = deadline_of(due)
    return None if deadline is None or isinstance(deadline, str) else deadline.last


@lru_cache(maxsize=4096)
def deadline_of(due: str) -> ImpreciseDate | str | None:
    """A deadline, so that two spellings of one are the same; None without one, the text where it cannot be read."""
    try:
        return parse(due) if due else None
    except DateSpellingError:
        return due
