"""SUM-005 and SUM-010: a figure of the record equals its parts, on every day of their history, and has their unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter

from msgspec import Struct

from briefgen.asof import Situation
from briefgen.asof.standing import standing
from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.findings import Grade
from briefgen.model.dossier import Figure

Rows = Mapping[str, list[Figure]]


class _Break(Struct, frozen=True):
    """A day from which on a total is not the sum of its parts; `row` came on that day."""

    day: date
    row: Figure
    total: Figure
    parts: tuple[Figure, ...]

    @property
    def sum(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal())


@in_context(
    "SUM-005",
    Grade.ERROR,
    source="Documents of any day are made from the record, so its totals must hold on every day.",
    wrong="relocations: 524; its parts 397, 111, 34 and 16",
    right="relocations: 558; its parts 397, 111, 34 and 16",
)
def totals_of_the_record(context: CheckContext) -> Iterator[Fault]:
    """A figure equals the sum of the figures that are parts of it, on every day of their history.

    An error where the total is wrong on the as-of date itself, a warning where it is wrong on other days only.
    """
    if (situation := context.situation) is None:
        return
    rows: dict[str, list[Figure]] = defaultdict(list)
    for figure in situation.history.figures:
        rows[figure.figure].append(figure)
    parts: dict[str, dict[str, None]] = defaultdict(dict)
    for figure in situation.history.figures:
        if figure.part_of:
            parts[figure.part_of][figure.figure] = None
    for total, names in parts.items():
        if total in rows and total not in names:
            yield from _faults(_history(total, list(names), rows), situation)


def _history(total: str, parts: list[str], rows: Rows) -> Iterator[tuple[date, _Break | None]]:
    """Each day on which a row of the total or of a part came, with what is wrong from then on."""
    by_day: dict[date, list[Figure]] = defaultdict(list)
    for name in (total, *parts):
        for row in rows[name]:
            by_day[row.as_of].append(row)
    of_family = [row for name in (total, *parts) for row in rows[name]]
    for day in sorted(by_day):
        figures = standing(of_family, attrgetter("figure"), day)
        present = tuple(figures[name] for name in parts if name in figures and figures[name].part_of == total)
        yield day, _broken(day, by_day[day], figures.get(total), present)


def _broken(day: date, came: list[Figure], total: Figure | None, parts: tuple[Figure, ...]) -> _Break | None:
    if total is None or not parts or total.value == sum(part.value for part in parts):
        return None
    standing = [row for row in came if row in (total, *parts)]
    return _Break(day, (standing or came)[-1], total, parts)


def _faults(history: Iterator[tuple[date, _Break | None]], situation: Situation) -> Iterator[Fault]:
    """One fault for each stretch of days with the same difference; the last before the as-of date is the error."""
    breaks: list[_Break] = []
    last: _Break | None = None
    on_the_day: _Break | None = None
    for day, broken in history:
        if broken and (last is None or broken.sum - broken.total.value != last.sum - last.total.value):
            breaks.append(broken)
        last = broken and (breaks[-1] if breaks else broken)
        if day <= situation.as_of:
            on_the_day = last
    yield from (_fault(each, each is on_the_day) for each in breaks)


def _fault(broken: _Break, is_on_the_day: bool) -> Fault:
    total, row = broken.total, broken.row
    listed = " + ".join(f"{part.value:f}" for part in broken.parts)
    message = (
        f"from {broken.day.isoformat()} on, the parts of “{total.figure}” add up to {broken.sum:f}, "
        f"not {total.value:f}: {listed} ({', '.join(part.figure for part in broken.parts)})"
    )
    units = {part.unit for part in broken.parts} - {total.unit}
    remedy = f"Correct the total or a part, or add a row of this day for what is missing.{_of_units(units, total.unit)}"
    return Fault(row.place, message, remedy, f"{row.value:f}", None if is_on_the_day else Grade.WARNING)


def _of_units(other: set[str], unit: str) -> str:
    named = ", ".join(f"“{each}”" for each in sorted(other))
    return f" The total is in “{unit}”, parts are in {named}." if other else ""


@in_context(
    "SUM-010",
    Grade.WARNING,
    source="What has two units cannot be added up; one of them is mistyped.",
    wrong="total in EUR, one of its parts in USD or without a unit",
    right="total and parts in EUR",
)
def parts_in_the_unit_of_their_total(context: CheckContext) -> Iterator[Fault]:
    """A figure that is part of another has the same unit."""
    figures = context.situation.history.figures if context.situation else ()
    units = {each.figure: each.unit for each in figures}
    for each in figures:
        unit = units.get(each.part_of, each.unit) if each.part_of else each.unit
        if unit != each.unit:
            mine = f"in “{each.unit}”" if each.unit else "without a unit"
            message = f"“{each.figure}” is {mine}, but part of “{each.part_of}”, which is in “{unit}”."
            yield Fault(each.place.in_column("unit"), message, "Give both the same unit.", each.unit)
