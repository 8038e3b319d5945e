"""A situation point by point: how far each is, when it last moved, what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefgen.asof.situation import Item, Point, Situation, last_day_of
from briefgen.model.dossier import Commitment, State

# the state that a point is in by its items: the gravest that occurs, in this order
_GRAVEST = (State.BLOCKED, State.DELAYED, State.ONGOING, State.PLANNED, State.DONE)


@dataclass(frozen=True)
class PointOverview:
    """One point of a situation in figures.

    Attributes:
        state: the gravest state among its items, None where none has one.
        states: how many items are in each state.
        last_update: the day of its newest wording, None without items.
        next_due: the deadline, as typed, that ends first among the open items; "" without one.
        overdue: how many items are past their deadline.
    """

    commitment: Commitment
    items: int
    state: State | None
    states: Mapping[State, int]
    last_update: date | None
    next_due: str
    overdue: int


def overview(situation: Situation) -> tuple[PointOverview, ...]:
    """Every point of a situation, in order."""
    return tuple(_overview(point) for point in situation.points)


def _overview(point: Point) -> PointOverview:
    states = Counter(item.follow_up.state for item in point.items if item.follow_up.state)
    return PointOverview(
        commitment=point.commitment,
        items=len(point.items),
        state=next((state for state in _GRAVEST if states[state]), None),
        states=dict(states),
        last_update=max((item.follow_up.as_of for item in point.items), default=None),
        next_due=_next_due(point),
        overdue=sum(item.overdue for item in point.items),
    )


def _next_due(point: Point) -> str:
    """The first deadline of an item that is neither done nor overdue."""
    ahead = [(last, item.follow_up.due) for item in point.items if (last := _last_day(item)) and not item.overdue]
    return min(ahead, default=(None, ""))[1]


def _last_day(item: Item) -> date | None:
    return None if item.follow_up.state is State.DONE else last_day_of(item.follow_up.due)
