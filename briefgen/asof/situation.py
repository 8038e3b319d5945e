"""A dossier cut at a date: of everything ever recorded, what stands on that day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

from briefgen.dates import DateSpellingError, parse
from briefgen.model.dossier import Commitment, Dossier, Figure, FollowUp, State

if TYPE_CHECKING:
    from briefgen.model.data_tables import Frame
    from briefgen.model.paragraphs import ParagraphEntry

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
class Situation:
    """What stands on a day. Made by `situation_as_of` alone.

    Attributes:
        as_of: the day asked for.
        known_on: the day up to which entries had been recorded, or None for all that is known by now.
        points: every commitment of the dossier, in the file's order.
        figures: by name, as they stand that day; a figure without a value yet is not there.
        frames: the dossier's frames with the rows that stand; `frames_of` gives those that every situation has too.
    """

    as_of: date
    known_on: date | None
    dossier: Dossier
    points: tuple[Point, ...]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    frames: Mapping[str, Frame] = field(default_factory=dict)

    @property
    def items(self) -> Iterator[Item]:
        """All items that stand, point by point."""
        return (item for point in self.points for item in point.items)

    def paragraphs(self, document: str) -> tuple[ParagraphEntry, ...]:
        """The paragraphs of a document that stand, in the file's order; they stand and end as items do."""
        rows = (row for row in self.dossier.paragraphs if row.document == document)
        standing = (history[-1] for _, history in _histories(rows, self.as_of, self.known_on))
        return tuple(row for row in standing if row.kind != State.WITHDRAWN)


def situation_as_of(dossier: Dossier, as_of: date, known_on: date | None = None) -> Situation:
    """What stands on a day, seen with the knowledge of that or another day.

    Of the rows of an item, the one with the greatest `as_of` not after the day stands. Where two have the
    same, the one recorded later stands, then the one further down in the file. An item whose standing row is
    `withdrawn` has ended; a later row takes it up again. An item stands under the point that its standing row
    names; a row that names no point of the dossier is left to the readers of the table, who report it.

    Items keep the order of the file, each counted from the first of its rows that is seen, so that a row of a
    later day never moves anything.

    A figure has no `recorded` of its own: like a follow-up without one, it is known from its `as_of` on.

    Args:
        dossier: all that was ever recorded.
        as_of: the day asked for.
        known_on: rows recorded after this day are not seen; None sees all.
    """
    items = _items_by_point(_histories(dossier.follow_ups, as_of, known_on), as_of)
    points = tuple(Point(each, tuple(items.get(each.point, ()))) for each in dossier.commitments)
    figures = _figures(dossier.figures, as_of, known_on)
    return Situation(as_of, known_on, dossier, points, figures, _frames(dossier, as_of, known_on))


def _frames(dossier: Dossier, as_of: date, known_on: date | None) -> Mapping[str, Frame]:
    if not dossier.frames:
        return {}
    from briefgen.asof.standing import frame_as_of  # few dossiers have frames

    return {key: frame_as_of(frame, as_of, known_on) for key, frame in dossier.frames.items()}


class _Dated(Protocol):
    """A row with a history: the wording of an item or a paragraph from a day on."""

    @property
    def item(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def recorded(self) -> date: ...


_Row = TypeVar("_Row", bound=_Dated)


def _histories(rows: Iterable[_Row], as_of: date, known_on: date | None) -> Iterator[tuple[str, tuple[_Row, ...]]]:
    """Each item with the rows seen, oldest first; items in the order of their first row."""
    seen: dict[str, list[_Row]] = {}
    for row in rows:
        if row.as_of <= as_of and (known_on is None or row.recorded <= known_on):
            seen.setdefault(row.item, []).append(row)
    for item, history in seen.items():
        history.sort(key=_age)  # stable: rows of the same days keep the file's order
        yield item, tuple(history)


def _age(row: _Dated) -> tuple[date, date]:
    return row.as_of, row.recorded


def _items_by_point(histories: Iterable[tuple[str, tuple[FollowUp, ...]]], as_of: date) -> Mapping[str, list[Item]]:
    items: dict[str, list[Item]] = {}
    for key, history in histories:
        standing = history[-1]
        if standing.state is not State.WITHDRAWN:
            item = Item(key, standing, history, _is_overdue(standing, as_of))
            items.setdefault(standing.point, []).append(item)
    return items


def _is_overdue(row: FollowUp, as_of: date) -> bool:
    if not row.due or row.state in _CLOSED:
        return False
    last = _last_day(row.due)
    return last is not None and last < as_of


@lru_cache(maxsize=4096)
def _last_day(due: str) -> date | None:
    try:
        return parse(due).last
    except DateSpellingError:  # reported at its row by whoever read the table
        return None


def _figures(rows: Iterable[Figure], as_of: date, known_on: date | None) -> Mapping[str, Figure]:
    """Each figure as it stands; of two rows of one day, the one further down in the file."""
    horizon = as_of if known_on is None else min(as_of, known_on)
    standing: dict[str, Figure] = {}
    for row in rows:
        if row.as_of <= horizon and not _outdated(row, standing.get(row.figure)):
            standing[row.figure] = row
    return standing


def _outdated(row: Figure, standing: Figure | None) -> bool:
    return standing is not None and row.as_of < standing.as_of
