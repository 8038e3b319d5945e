"""What stands on a day, as DataFrames for programs that count, join or draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefgen.asof import Situation
from briefgen.asof.situation import Item, Point

if TYPE_CHECKING:
    import pandas as pd

_ITEMS = ("point", "number", "item", "group", "text", "state", "due", "owner", "source", "as_of")
_FIGURES = ("figure", "value", "unit", "part_of", "label", "source", "as_of")


def items_to_dataframe(situation: Situation) -> pd.DataFrame:
    """The items that stand, a row each, in the order of the annex.

    Texts are as they are typed in the ledger, in light Markdown with values; `due` is as typed too. `as_of` is the day
    from which the wording holds. A point under which nothing stands has one row, with empty cells (`as_of`: NaT).
    """
    rows = [_item(point, item) for point in situation.points for item in point.items or (None,)]
    return _dataframe(rows, _ITEMS, situation)


def figures_to_dataframe(situation: Situation) -> pd.DataFrame:
    """The figures as they stand, a row each, in the order of the table; `value` is an exact `decimal.Decimal`."""
    rows = [
        (each.figure, each.value, each.unit, each.part_of, each.label, each.source, each.as_of)
        for each in situation.figures.values()
    ]
    return _dataframe(rows, _FIGURES, situation)


def _item(point: Point, item: Item | None) -> tuple[object, ...]:
    about = point.commitment
    if item is None:
        return (about.point, about.number, *[""] * 7, None)
    row = item.follow_up
    state = row.state.value if row.state else ""
    return (about.point, about.number, item.key, row.group, row.text, state, row.due, row.owner, row.source, row.as_of)


def _dataframe(rows: Sequence[tuple[object, ...]], columns: tuple[str, ...], situation: Situation) -> pd.DataFrame:
    """Days are pandas' own (datetime64), everything else as it is; `attrs` says as of when, and as known when."""
    import pandas as pd  # half a second: only who asks for a DataFrame pays for it

    frame = pd.DataFrame(rows, columns=list(columns), dtype=object)
    frame["as_of"] = pd.to_datetime(frame["as_of"])
    frame.attrs = {"as_of": situation.as_of, "known_on": situation.known_on}
    return frame
