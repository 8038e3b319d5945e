"""The tables and charts of a situation in one language, each computed on first access."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Generic, TypeVar

from briefgen.asof import Situation
from briefgen.asof.overview import frames_of
from briefgen.findings import did_you_mean
from briefgen.localise import Localiser
from briefgen.model.data_tables import Axis, DataTable, ExhibitSpec, ValueKind
from briefgen.model.exhibits import Chart, Table
from briefgen.tables.collation import Key, sort_key
from briefgen.tables.figures import Figures, figures_of
from briefgen.tables.layout import chart_of, table_of
from briefgen.tables.wording import ExhibitWording, TranslateLabel

_Value = TypeVar("_Value")


class LazyMapping(Mapping[str, _Value], Generic[_Value]):
    """A mapping that computes each of its values on first access."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], _Value]) -> None:
        self._keys = tuple(keys)
        self._make = make
        self._made: dict[str, _Value] = {}

    def __getitem__(self, key: str) -> _Value:
        """The value; a KeyError for a key that is not there."""
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class ComputedExhibits:
    """Tables, charts, and the words by which texts quote them.

    Texts name a table by its key, or by "table/KEY" or "chart/KEY" where both have one; rows and columns by the
    values of the data, before any label or translation. Each raises a LookupError, with a sentence for the drafter,
    for what is not there.

    Attributes:
        charts: by key.
        tables: by key.
    """

    def __init__(self, situation: Situation, localiser: Localiser, translate_label: TranslateLabel) -> None:
        self._situation = situation
        self._localiser = localiser
        self._say_label = translate_label
        specs = situation.profile.exhibits
        self._specs = {f"{spec.group.removesuffix('s')}/{spec.key}": spec for spec in specs}
        self._figures: LazyMapping[Figures] = LazyMapping(self._specs, self._count)
        drawn = [spec.key for spec in specs if spec.chart]
        self.charts: Mapping[str, Chart] = LazyMapping(drawn, self._draw)
        self.tables: Mapping[str, Table] = LazyMapping([s.key for s in specs if not s.chart], self._lay_out)

    def cell(self, key: str, row: str, column: str = "") -> str:
        """A number formatted as in the table or chart: a percentage or a plain number.

        Args:
            key: of the table or chart.
            row: the row's category, as in the data.
            column: in a cross table the column's category; else, where there are several values, "count", "share" or
                "distinct"; the first where it is left out.
        """
        figures = self._figures_of(key)
        at = self._value(figures, "" if figures.spec.columns.column else column)
        row = self._category(figures, figures.spec.rows, row, f"row of “{key}”")
        is_crossed = bool(figures.spec.columns.column and column)
        across = self._category(figures, figures.spec.columns, column, f"column of “{key}”") if is_crossed else None
        return self._wording(figures.spec).number(figures.spec.values[at], figures.values[at].at(row, across))

    def total(self, key: str) -> str:
        """The total over all rows counted; where shares come first, their number, as their sum has no meaning."""
        figures = self._figures_of(key)
        is_share = figures.spec.values[0].kind is ValueKind.SHARE
        return self._localiser.number((figures.counts if is_share else figures.values[0]).at())

    def share(self, key: str, row: str) -> str:
        """The share of a row in all rows counted, as a percentage; all shares of one table add up to 100."""
        figures = self._figures_of(key)
        row = self._category(figures, figures.spec.rows, row, f"row of “{key}”")
        return self._localiser.percent(figures.row_shares.at(row))

    def leader(self, key: str, n: int = 1, row: str = "") -> str:
        """The label of the row with the n-th largest figure; where several share that place, all of them.

        Args:
            key: of the table or chart.
            n: 1 for the largest.
            row: in a cross table or ranked list, the row within which the columns are ranked.
        """
        figures = self._figures_of(key)
        ranked, column = figures.leaders(), figures.spec.rows.column
        if row:
            row = self._category(figures, figures.spec.rows, row, f"row of “{key}”")
            ranked, column = figures.leaders_within(row), figures.spec.columns.column
        if not 1 <= n <= len(ranked):
            raise LookupError(f"“{key}” has no place {n}: it ranks {len(ranked)}.")
        wording = self._wording(figures.spec)
        return self._localiser.join([wording.label(column, each) for at, each in ranked if at == ranked[n - 1][0]])

    def rows(self, key: str) -> int:
        """How many rows the table or chart shows, totals not counted."""
        return len(self._figures_of(key).rows)

    @property
    def words(self) -> Mapping[str, Callable[..., str | int]]:
        """The words by name, for the vocabulary of texts."""
        return {
            "cell": self.cell, "total": self.total, "share": self.share, "leader": self.leader, "rows": self.rows,
        }  # fmt: skip

    @cached_property
    def _frames(self) -> Mapping[str, DataTable]:
        return frames_of(self._situation)

    def _count(self, name: str) -> Figures:
        spec = self._specs[name]
        return figures_of(spec, self._frames[spec.frame], partial(self._name_key, self._wording(spec)))

    def _name_key(self, wording: ExhibitWording, column: str, value: str) -> Key:
        return sort_key(wording.label(column, value), self._localiser.language)

    def _wording(self, spec: ExhibitSpec) -> ExhibitWording:
        return ExhibitWording(spec, self._localiser, self._say_label)

    def _draw(self, key: str) -> Chart:
        figures = self._figures[f"chart/{key}"]
        return chart_of(figures, self._wording(figures.spec))

    def _lay_out(self, key: str) -> Table:
        figures = self._figures[f"table/{key}"]
        return table_of(figures, self._wording(figures.spec))

    def _figures_of(self, key: str) -> Figures:
        for name in (key, f"table/{key}", f"chart/{key}"):
            if name in self._specs:
                return self._figures[name]
        keys = list(dict.fromkeys(spec.key for spec in self._specs.values()))
        raise LookupError(f"there is no table or chart “{key}”. {did_you_mean(key, keys)}".rstrip())

    def _category(self, figures: Figures, axis: Axis, name: str, what: str) -> str:
        """Check the name of a category; one that occurs on another day or outside the condition only has 0."""
        frame = self._situation.history.frames.get(figures.spec.frame, self._frames[figures.spec.frame])
        included = (each for each in axis.include if each != "*")
        return self._check_name(name, dict.fromkeys((*frame.values(axis.column), *included)), what)

    def _check_name(self, name: str, names: Iterable[str], what: str) -> str:
        names = tuple(names)
        if name in names:
            return name
        remedy = did_you_mean(name, names) or f"There are: {', '.join(names)}."
        raise LookupError(f"there is no {what} that is called “{name}”. {remedy}")

    def _value(self, figures: Figures, kind: str) -> int:
        kinds = [each.kind.value for each in figures.spec.values]
        return kinds.index(self._check_name(kind, kinds, f"value of “{figures.spec.key}”")) if kind else 0


def compute_exhibits(situation: Situation, localiser: Localiser, translate_label: TranslateLabel) -> ComputedExhibits:
    """The tables and charts that the dossier defines; each is counted on first use.

    Args:
        situation: the dossier as of the day.
        localiser: formats numbers and phrases.
        translate_label: translates a label or caption, given its source and context.
    """
    return ComputedExhibits(situation, localiser, translate_label)
