"""What changed between two situations, for templates that mark it: each item new, changed, ended or the same.

`briefgen.asof.change_list` has all that changed as a list, for those who ask what is new.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import partial

from msgspec import Struct

from briefgen.asof.situation import Item, Situation
from briefgen.model.dossier import Figure, FollowUp
from briefgen.model.vocabulary import WORDS

Wording = Callable[[FollowUp, Situation], str]
"""How the text of a row reads in a situation."""

# both spellings of the contract: figure("x") and "x" | figure
_CHANGING = "|".join(word.name for word in WORDS if word.changes_between_days)
_REFERENCE = (
    rf"""\b(?P<call>{_CHANGING})\(\s*(?P<q>["'])(?P<called>.*?)(?P=q)"""
    rf"""|(?P<p>["'])(?P<piped>[^"']*)(?P=p)\s*\|\s*(?P<filter>{_CHANGING})\b"""
)


class ChangeKind(StrEnum):
    """What became of an item between two days."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"
    SAME = "same"


class Change(Struct, frozen=True):
    """One item on both days.

    Attributes:
        before: None where it is new.
        after: None where it has ended.
        fields: for a changed item, which printed fields differ, of "point", "group", "text", "state", "due".
    """

    kind: ChangeKind
    before: Item | None
    after: Item | None
    fields: tuple[str, ...] = ()


class FigureChange(Struct, frozen=True):
    """A figure whose value or unit differs; None on the side where it has no value."""

    name: str
    before: Figure | None
    after: Figure | None


class Changes(Struct, frozen=True):
    """All differences between two situations.

    Attributes:
        items: what became of each item that stands on one of the two days, by its key: those of the later
            day first, in its order, then the ended ones.
        figures: the figures that differ, in the order of the later day.
    """

    items: Mapping[str, Change]
    figures: tuple[FigureChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures) or any(change.kind is not ChangeKind.SAME for change in self.items.values())

    def of(self, item_key: str) -> Change:
        """What became of one item.

        Raises:
            KeyError: if it stands on neither day.
        """
        return self.items[item_key]

    @property
    def ended(self) -> tuple[Item, ...]:
        """The items that stood before and no longer do, in their order before."""
        return tuple(change.before for change in self.items.values() if change.before and not change.after)

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many items are of each kind; every kind is there."""
        counted = Counter(change.kind for change in self.items.values())
        return {kind: counted[kind] for kind in ChangeKind}


def spell_out_values(row: FollowUp, situation: Situation) -> str:
    """The text of a row with each figure and point it refers to replaced by what that is on the day.

    Good for comparing, not for printing. Dates stay as typed on purpose: that a year is printed only because
    the calendar year has turned is no news to the reader of an annex.
    """
    return spell_out_text(row.text, situation)


def spell_out_text(text: str, situation: Situation) -> str:
    """The same for any text."""
    return re.sub(_REFERENCE, partial(_spell_out, situation), text) if "{{" in text else text


def _spell_out(situation: Situation, reference: re.Match[str]) -> str:
    name = reference["called"] or reference["piped"] or ""
    if (reference["call"] or reference["filter"]) == "figure":
        return f"«{name}: {_amount(situation.figures.get(name))}»"
    numbers = (point.commitment.number for point in situation.points if point.commitment.point == name)
    return f"«{name}: {next(numbers, None)}»"


def _amount(figure: Figure | None) -> tuple[str, str] | None:
    return (str(figure.value.normalize()), figure.unit) if figure else None


def changes_between(before: Situation, after: Situation, wording: Wording = spell_out_values) -> Changes:
    """What changed from one situation to another.

    An item has changed when something printed of it differs: its point, group, state, due date or text. Texts
    are compared as they read on their days, so a sentence whose figure moved has changed although its row has
    not.

    Args:
        before: the earlier situation, as a rule of the same dossier.
        after: the later one.
        wording: how a text reads in a situation; as it stands, the values it refers to are compared.
    """
    old = _as_printed(before, wording)
    new = _as_printed(after, wording)
    changes = {key: _change(old.get(key), printed) for key, printed in new.items()}
    changes |= {key: Change(ChangeKind.ENDED, item, None) for key, (item, _) in old.items() if key not in new}
    return Changes(changes, tuple(_figure_changes(before.figures, after.figures)))


_Printed = tuple[Item, Mapping[str, str]]


def _as_printed(situation: Situation, wording: Wording) -> dict[str, _Printed]:
    return {item.key: (item, _printed(item.follow_up, situation, wording)) for item in situation.items}


def _printed(row: FollowUp, situation: Situation, wording: Wording) -> Mapping[str, str]:
    return {
        "point": row.point,
        "group": row.group,
        "text": wording(row, situation),
        "state": row.state or "",
        "due": row.due,
    }


def _change(before: _Printed | None, after: _Printed) -> Change:
    item, new = after
    if before is None:
        return Change(ChangeKind.NEW, None, item)
    fields = tuple(name for name in new if before[1][name] != new[name])
    return Change(ChangeKind.CHANGED if fields else ChangeKind.SAME, before[0], item, fields)


def _figure_changes(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> Iterator[FigureChange]:
    for name in {**after, **before}:
        old, new = before.get(name), after.get(name)
        if _amount(old) != _amount(new):
            yield FigureChange(name, old, new)
