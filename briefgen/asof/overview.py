"""A situation point by point: how far each is, when it last moved, what comes next; and as data tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from briefgen.asof.situation import Item, Point, Situation, last_day_of
from briefgen.model.data_tables import BUILT_IN, ITEMS, POINTS, DataRow, DataTable
from briefgen.model.dossier import Commitment, State

# the state that a point is in by its items: the gravest that occurs, in this order
_GRAVEST = (State.BLOCKED, State.DELAYED, State.ONGOING, State.PLANNED, State.DONE)


class PointOverview(Struct, frozen=True):
    """One point of a situation in figures.

    Attributes:
        state: the gravest state among its items, None where none has one.
        states: how many items are in each state.
        last_update: the day of its newest wording, or of the newest row that confirms one; None without items.
        next_due: the deadline, as typed, that ends first among the open items; "" without one.
        first_due: the first one that was promised in its place; the same where it was never moved.
        moves: how often it was moved.
        overdue: how many items are past their deadline.
    """

    commitment: Commitment
    items: int
    state: State | None
    states: Mapping[State, int]
    last_update: date | None
    next_due: str
    first_due: str
    moves: int
    overdue: int


def overview(situation: Situation) -> tuple[PointOverview, ...]:
    """Every point of a situation, in order."""
    return tuple(_overview(point) for point in situation.points)


def _overview(point: Point) -> PointOverview:
    states = Counter(item.follow_up.state for item in point.items if item.follow_up.state)
    due_next = _due_next(point)
    return PointOverview(
        commitment=point.commitment,
        items=len(point.items),
        state=next((state for state in _GRAVEST if states[state]), None),
        states=dict(states),
        last_update=max((item.history[-1].as_of for item in point.items), default=None),
        next_due=due_next.follow_up.due if due_next else "",
        first_due=due_next.first_due if due_next else "",
        moves=len(due_next.moves) if due_next else 0,
        overdue=sum(item.overdue for item in point.items),
    )


def _due_next(point: Point) -> Item | None:
    """The item with the first deadline among those that are neither done nor overdue."""
    ahead = [(last, item.follow_up.due, item) for item in point.items if (last := _last_day(item)) and not item.overdue]
    return min(ahead, key=lambda each: each[:2], default=(None, "", None))[2]


def _last_day(item: Item) -> date | None:
    return None if item.follow_up.state is State.DONE else last_day_of(item.follow_up.due)


def frames_of(situation: Situation) -> Mapping[str, DataTable]:
    """All frames of a situation: `items`, `points`, and those of the dossier as they stand."""
    return {ITEMS: _items(situation), POINTS: _points(situation), **situation.frames}


def _items(situation: Situation) -> DataTable:
    rows = (_item(item, point.commitment) for point in situation.points for item in point.items)
    return DataTable(ITEMS, BUILT_IN[ITEMS], tuple(rows))


def _item(item: Item, commitment: Commitment) -> DataRow:
    row = item.follow_up
    cells = (
        *(row.point, commitment.number, commitment.part, item.key, row.group),
        *(row.state.value if row.state else "", row.owner, row.due, _yes_or_no(item.overdue)),
    )
    return DataRow(cells, row.place, item.key, row.as_of, row.recorded)


def _points(situation: Situation) -> DataTable:
    rows = tuple(
        DataRow(
            (
                *(each.commitment.point, each.commitment.number, each.commitment.part),
                *(each.state.value if each.state else "", str(each.items), _yes_or_no(bool(each.overdue))),
            ),
            each.commitment.place,
            each.commitment.point,
        )
        for each in overview(situation)
    )
    return DataTable(POINTS, BUILT_IN[POINTS], rows)


def _yes_or_no(answer: bool) -> str:
    return "yes" if answer else "no"
