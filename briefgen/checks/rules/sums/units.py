"""SUM-010: the parts of a figure have the unit of their total."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.findings import Grade


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
