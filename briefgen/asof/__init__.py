"""What stands on a day, and what changed between two days.

`situation_as_of` is the only way to get a `Situation`; composing takes nothing else, so the date cannot be
forgotten. Everything here is pure: no files, no clock.
"""

from briefgen.asof.changes import (
    Change,
    ChangeKind,
    Changes,
    FigureChange,
    Wording,
    changes_between,
    spell_out_values,
)
from briefgen.asof.date_checks import date_findings
from briefgen.asof.situation import DueMove, Item, Point, Situation, situation_as_of

__all__ = [
    "Change",
    "ChangeKind",
    "Changes",
    "DueMove",
    "FigureChange",
    "Item",
    "Point",
    "Situation",
    "Wording",
    "changes_between",
    "date_findings",
    "situation_as_of",
    "spell_out_values",
]
