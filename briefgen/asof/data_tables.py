"""The frames of a situation: those of the dossier as they stand, and those that every situation has."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.asof.overview import overview
from briefgen.asof.situation import Item, Situation
from briefgen.model.data_tables import BUILT_IN, ITEMS, POINTS, DataRow, DataTable
from briefgen.model.dossier import Commitment


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
