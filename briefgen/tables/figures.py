"""What a table or chart shows, before any of it is formatted: its categories in order, and a number at each point.

Places as in sport, so that equals share theirs, and cuts that separate no equals; shares that are rounded so that
their sum is the whole again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from briefgen.model.data_tables import Axis, DataTable, ExhibitSpec, Measure, OrderKind, ValueKind
from briefgen.tables.collation import Key
from briefgen.tables.counts import Counts, Point, RowSelection


def places(numbers: Sequence[Decimal]) -> tuple[int, ...]:
    """The place of each number, 1 for the largest: equals share a place, and the places after it stay empty."""
    falling = sorted(numbers, reverse=True)
    first = {number: place for place, number in reversed(list(enumerate(falling, 1)))}
    return tuple(first[number] for number in numbers)


def among_the_first(numbers: Sequence[Decimal], count: int, *, smallest: bool = False) -> tuple[bool, ...]:
    """Which numbers are among the first; those equal to the last that fits are too.

    Args:
        numbers: in any order.
        count: how many are wanted; 0 for all.
        smallest: whether the smallest come first.
    """
    if not count:
        return (True,) * len(numbers)
    return tuple(place <= count for place in places([-each for each in numbers] if smallest else numbers))


WHOLE = 100


def largest_remainder(counts: Sequence[int], units: int) -> tuple[int, ...]:
    """Whole units in proportion to the counts, adding up to exactly `units`.

    Each part first gets its quota without its fraction; the units left over go to the largest fractions, of equal
    ones to the larger count, then to the one further up (method of Hamilton, or of the largest remainder). No part is
    further than one unit from its quota, and a larger count never gets fewer units than a smaller one.

    Args:
        counts: none of them negative; where all are 0, so are the units.
        units: how many there are to give.
    """
    total = sum(counts)
    if not total:
        return (0,) * len(counts)
    given = [count * units // total for count in counts]
    by_claim = sorted(range(len(counts)), key=lambda at: (-(counts[at] * units % total), -counts[at], at))
    for at in by_claim[: units - sum(given)]:
        given[at] += 1
    return tuple(given)


def shares(counts: Sequence[int], decimals: int = 0) -> tuple[Decimal, ...]:
    """The counts as per cent of their sum, adding up to exactly 100; each with the decimals asked for."""
    return tuple(Decimal(each).scaleb(-decimals) for each in largest_remainder(counts, WHOLE * 10**decimals))


NameKey = Callable[[str, str], Key]
"""The sort key of a value by name, from its column and the value."""


class Numbers(Struct, frozen=True):
    """A number at each point; where nothing was counted, 0."""

    at_points: Mapping[Point, Decimal]

    def at(self, row: str | None = None, column: str | None = None) -> Decimal:
        """The number at a point; without a row or column, the total over it."""
        return self.at_points.get((row, column), Decimal(0))


class Figures(Struct, frozen=True, dict=True):
    """What is shown.

    Attributes:
        rows: the categories shown, in order.
        columns: those of the second axis, in order.
        every_row: the categories before any were cut off.
        values: the numbers of each value that the definition names.
        counts: how many rows there are at each point.
        name_key: the sort key of categories by name.
    """

    spec: ExhibitSpec
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    every_row: tuple[str, ...]
    values: tuple[Numbers, ...]
    counts: Numbers
    name_key: NameKey

    @property
    def has_ties(self) -> bool:
        """Whether more are shown than were asked for, because the last ones are equal."""
        return 0 < self.spec.top < len(self.rows) and not self.spec.ranked

    @cached_property
    def row_shares(self) -> Numbers:
        """The share of each row in all that is counted."""
        of_all = Measure(ValueKind.SHARE)
        return _shares(of_all, self.counts, self.every_row, (), self.spec.decimals)

    def leaders(self) -> tuple[tuple[int, str], ...]:
        """The rows by their first value, largest first, each with its place; equals by name."""
        return self._rank(self.spec.rows.column, self.rows, [self._decisive.at(row) for row in self.rows])

    def leaders_within(self, row: str) -> tuple[tuple[int, str], ...]:
        """The categories of the second axis that have anything in a row, with their places, as for `leaders`."""
        found = [column for column in self.columns if self._decisive.at(row, column)]
        numbers = [self._decisive.at(row, column) for column in found]
        return self._rank(self.spec.columns.column, found, numbers)

    @property
    def _decisive(self) -> Numbers:
        """The numbers to sort by: for shares the counts, because shares that are rounded alike need not be equal."""
        return self.counts if self.spec.values[0].kind is ValueKind.SHARE else self.values[0]

    def _rank(self, column: str, names: Sequence[str], numbers: Sequence[Decimal]) -> tuple[tuple[int, str], ...]:
        ranked = zip(places(numbers), names, strict=True)
        return tuple(sorted(ranked, key=lambda each: (each[0], self.name_key(column, each[1]))))


def figures_of(spec: ExhibitSpec, frame: DataTable, name_key: NameKey) -> Figures:
    """Compute the figures of a definition.

    Args:
        spec: the definition.
        frame: the frame that it names.
        name_key: the sort key of categories by name.
    """
    columns = [*(axis.column for axis in spec.axes), *(each.column for each in spec.values if each.column)]
    selection = RowSelection(frame, columns, spec.where)
    counts = _numbers(selection.counts(spec.rows.column, spec.columns.column))
    across = _categories(spec.columns, selection, frame)
    down = _categories(spec.rows, selection, frame)
    values = tuple(_values(each, spec, selection, (down, across), counts) for each in spec.values)
    decisive = counts if spec.values[0].kind is ValueKind.SHARE else values[0]
    rows = _sort_categories(spec.rows, {each: decisive.at(each) for each in down}, name_key)
    shown = among_the_first(
        [decisive.at(each) for each in rows],
        0 if spec.ranked else spec.top,
        smallest=spec.rows.order is OrderKind.SMALLEST,
    )
    return Figures(
        spec=spec,
        rows=tuple(row for row, is_shown in zip(rows, shown, strict=True) if is_shown),
        columns=_sort_categories(spec.columns, {each: decisive.at(None, each) for each in across}, name_key),
        every_row=down,
        values=values,
        counts=counts,
        name_key=name_key,
    )


def _categories(axis: Axis, selection: RowSelection, frame: DataTable) -> tuple[str, ...]:
    if not axis.column:
        return ()
    wanted = frame.values(axis.column) if axis.include == ("*",) else axis.include
    # the order is that of all rows of the file, so that a condition never changes it
    known = list(dict.fromkeys((*frame.values(axis.column), *axis.include)))
    return tuple(sorted({*selection.categories(axis.column), *wanted}, key=known.index))


def _sort_categories(axis: Axis, numbers: Mapping[str, Decimal], name_key: NameKey) -> tuple[str, ...]:
    """The categories in the order that the axis asks for; equal numbers by name, unlisted ones after the others."""
    by_name = sorted(numbers, key=lambda value: name_key(axis.column, value))
    match axis.order:
        case OrderKind.LARGEST:
            return tuple(sorted(by_name, key=lambda value: -numbers[value]))
        case OrderKind.SMALLEST:
            return tuple(sorted(by_name, key=lambda value: numbers[value]))
        case OrderKind.NAME:
            return tuple(by_name)
        case OrderKind.LISTED:
            at = {value: place for place, value in enumerate(axis.listed)}
            return tuple(sorted(numbers, key=lambda value: at.get(value, len(at))))
        case OrderKind.FILE:
            return tuple(numbers)


def _values(
    measure: Measure,
    spec: ExhibitSpec,
    selection: RowSelection,
    categories: tuple[tuple[str, ...], tuple[str, ...]],
    counts: Numbers,
) -> Numbers:
    match measure.kind:
        case ValueKind.COUNT:
            return counts
        case ValueKind.SHARE:
            return _shares(measure, counts, *categories, spec.decimals)
        case ValueKind.DISTINCT:
            return _numbers(selection.distinct(measure.column, spec.rows.column, spec.columns.column))


def _numbers(counts: Counts) -> Numbers:
    return Numbers({point: Decimal(number) for point, number in counts.items()})


def _shares(measure: Measure, counts: Numbers, rows: Sequence[str], columns: Sequence[str], decimals: int) -> Numbers:
    """Per cent at each point; all that is shares of one whole adds up to exactly 100."""
    down: list[Point] = [(row, None) for row in rows]
    across: list[Point] = [(None, column) for column in columns]
    cells: list[list[Point]] = [[(row, column) for column in columns] for row in rows]
    match measure.base:
        case "rows":
            wholes = [*cells, across]
        case "columns":
            wholes = [*map(list, zip(*cells, strict=True)), down]
        case _:
            wholes = [down, across, [point for row in cells for point in row]]
    found = {point: share for whole in wholes for point, share in _apportion(whole, counts, decimals)}
    return Numbers({**found, **_full(measure.base, counts, rows, columns)})


def _apportion(whole: Sequence[Point], counts: Numbers, decimals: int) -> Iterator[tuple[Point, Decimal]]:
    return zip(whole, shares([int(counts.at(*point)) for point in whole], decimals), strict=True)


def _full(base: str, counts: Numbers, rows: Sequence[str], columns: Sequence[str]) -> Mapping[Point, Decimal]:
    """The points at which there is 100 per cent."""
    points: list[Point] = [(None, None)]
    points += [(row, None) for row in rows] if base == "rows" else []
    points += [(None, column) for column in columns] if base == "columns" else []
    return {point: Decimal(WHOLE if counts.at(*point) else 0) for point in points}
