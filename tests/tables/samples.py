"""Frames and definitions for tests; a test names only what it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.findings import Place
from briefgen.localise import localiser
from briefgen.model.data_tables import Axis, DataRow, DataTable, ExhibitSpec, Measure, ValueKind
from briefgen.model.dossier import Commitment, FollowUp
from briefgen.tables import ComputedExhibits, compute_exhibits
from tests.builders import a_dossier, day

DAY = date(2020, 5, 12)
COUNT, SHARE = Measure(), Measure(ValueKind.SHARE)

ACTIVITIES = (
    # who, for whom, in which area
    ("Austria", "Serbia", "border management"),
    ("Austria", "Serbia", "asylum"),
    ("Belgium", "Serbia", "border management"),
    ("Belgium", "Albania", "border management"),
    ("Belgium", "Albania", "return"),
    ("Croatia", "Kosovo", "border management"),
)


def a_frame(
    rows: Sequence[Sequence[str]] = ACTIVITIES, columns: Sequence[str] = ("member_state", "partner", "area")
) -> DataTable:
    placed = (DataRow(tuple(cells), Place("activities.csv", row=number)) for number, cells in enumerate(rows, 2))
    return DataTable("activities", tuple(columns), tuple(placed))


def a_row(*cells: str, key: str = "", as_of: str = "", recorded: str = "") -> DataRow:
    known = recorded or as_of
    return DataRow(
        cells, Place("activities.csv", row=2), key, day(as_of) if as_of else None, day(known) if known else None
    )


def distinct(column: str, head: str = "") -> Measure:
    return Measure(ValueKind.DISTINCT, column=column, head=head)


def a_spec(rows: str | Axis = "area", columns: str | Axis = "", **overrides: Any) -> ExhibitSpec:
    spec = ExhibitSpec(
        key="areas",
        place=Place("dossier.yaml", line=5, char=3),
        frame="activities",
        rows=Axis(rows) if isinstance(rows, str) else rows,
        columns=Axis(columns) if isinstance(columns, str) else columns,
    )
    return replace(spec, **overrides)


def as_it_is(text: str, context: str) -> str:
    return text


def computed_of(
    *specs: ExhibitSpec,
    frame: DataTable | None = None,
    parts: Sequence[Commitment | FollowUp] = (),
    language: str = "en",
    catalogue: Mapping[str, str] | None = None,
    translate_label: Callable[[str, str], str] = as_it_is,
    as_of: date = DAY,
) -> ComputedExhibits:
    """The tables and charts of a dossier with one frame."""
    frame = frame or a_frame()
    dossier = replace(a_dossier(*parts), frames={frame.key: frame}, exhibits=tuple(specs))
    said = localiser(language, as_of, catalogue=catalogue)
    return compute_exhibits(situation_as_of(dossier, as_of), said, translate_label)


def texts(computed: ComputedExhibits, key: str = "areas") -> list[list[str]]:
    """The cells of a table's rows and totals."""
    table = computed.tables[key]
    return [[str(cell.text) for cell in row] for row in (*table.rows, *table.totals)]
