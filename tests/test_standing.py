"""The one cut through dated rows, beside one that is too simple to be wrong."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.asof.standing import histories, known_rows, standing, standing_frame
from briefgen.findings import Place
from briefgen.model.data_tables import DataRow, DataTable
from briefgen.model.dossier import Dossier
from briefgen.model.kinds import ParagraphEntry
from tests.builders import a_commitment, a_dossier, a_figure, a_follow_up


@dataclass(frozen=True)
class LedgerRow:
    """A row of any table: `number` is its place in the file."""

    item: str
    as_of: date | None
    recorded: date | None
    number: int = 0


BY_ITEM = attrgetter("item")
days = st.integers(0, 6).map(lambda number: date(2023, 3, 1) + timedelta(days=number))
ledgers = st.lists(
    st.builds(LedgerRow, st.sampled_from("abc"), st.none() | days, st.none() | days), max_size=14
).map(lambda rows: [dataclasses.replace(row, number=number) for number, row in enumerate(rows)])  # fmt: skip


def stands_plainly(rows: list[LedgerRow], item: str, as_of: date, known_on: date | None) -> LedgerRow | None:
    """The row of an item that stands, by trying each row against every other."""

    def is_seen(row: LedgerRow) -> bool:
        return (row.as_of is None or row.as_of <= as_of) and not (known_on and row.recorded and row.recorded > known_on)

    def age(row: LedgerRow) -> tuple[date, date, int]:
        return row.as_of or date.min, row.recorded or date.min, row.number

    seen = [row for row in rows if row.item == item and is_seen(row)]
    best = [row for row in seen if all(age(other) <= age(row) for other in seen)]
    return best[0] if best else None


@given(ledgers, days, st.none() | days)
def test_the_row_that_stands_is_the_one_that_trying_them_all_gives(
    rows: list[LedgerRow], as_of: date, known_on: date | None
) -> None:
    plain = {item: stands_plainly(rows, item, as_of, known_on) for item in "abc"}
    assert standing(rows, BY_ITEM, as_of, known_on) == {item: row for item, row in plain.items() if row}


@given(ledgers, days, st.none() | days)
def test_items_keep_the_order_in_which_they_are_first_seen(
    rows: list[LedgerRow], as_of: date, known_on: date | None
) -> None:
    firsts = [min(row.number for row in found) for found in histories(rows, BY_ITEM, as_of, known_on).values()]
    assert firsts == sorted(firsts)


@given(ledgers, days, days, days)
def test_who_knows_more_never_sees_fewer_items_nor_older_rows(
    rows: list[LedgerRow], as_of: date, one: date, other: date
) -> None:
    less, more = (histories(rows, BY_ITEM, as_of, known_on) for known_on in sorted((one, other)))
    for item, rows_then in less.items():
        assert [row for row in more[item] if row in rows_then] == list(rows_then)
        assert (more[item][-1].as_of or date.min) >= (rows_then[-1].as_of or date.min)


@given(ledgers, days, days)
def test_a_later_day_never_sees_fewer_rows(rows: list[LedgerRow], one: date, other: date) -> None:
    earlier, later = (histories(rows, BY_ITEM, as_of) for as_of in sorted((one, other)))
    assert all(later[item][: len(rows_then)] == rows_then for item, rows_then in earlier.items())


@given(ledgers, days, days)
def test_knowing_up_to_a_day_is_having_no_later_rows(rows: list[LedgerRow], as_of: date, known_on: date) -> None:
    assert standing(rows, BY_ITEM, as_of, known_on) == standing(known_rows(rows, known_on), BY_ITEM, as_of)
    assert standing(rows, BY_ITEM, as_of, None) == standing(rows, BY_ITEM, as_of, date.max)


@given(st.lists(st.tuples(st.sampled_from(["", "k", "l"]), days, days, st.sampled_from(["", "withdrawn"])), max_size=9))
def test_a_data_table_stands_as_its_rows_do_and_rows_without_a_key_each_for_itself(
    cells: list[tuple[str, date, date, str]],
) -> None:
    rows = tuple(
        DataRow((state,), Place("t.csv", row=n), key, as_of, recorded)
        for n, (key, as_of, recorded, state) in enumerate(cells)
    )
    day = date(2023, 3, 4)
    found = standing_frame(DataTable("t", ("state",), rows), day, day).rows
    keyed = standing([row for row in rows if row.key], attrgetter("key"), day, day).values()
    assert {row for row in found if row.key} == {row for row in keyed if row.cells != ("withdrawn",)}
    unkeyed = [row for row in rows if not row.key and max(row.as_of or day, row.recorded or day) <= day]
    assert [row for row in found if not row.key] == unkeyed


# what a situation carries

_RECORDED = st.tuples(st.sampled_from("abc"), days, days)


def _paragraph(item: str, as_of: date, recorded: date) -> ParagraphEntry:
    return ParagraphEntry("note", item, as_of, recorded, "paragraph", "", "", "", "", "", "", Place("paragraphs.csv"))


def _dossier(entries: list[tuple[str, date, date]]) -> Dossier:
    follow_ups = [a_follow_up(item=item, as_of=as_of, recorded=recorded) for item, as_of, recorded in entries]
    figures = [a_figure(figure=item, as_of=as_of) for item, as_of, _ in entries]
    rows = tuple(DataRow((), Place("t.csv"), *entry) for entry in entries)
    paragraphs = tuple(_paragraph(*entry) for entry in entries)
    dossier = a_dossier(a_commitment(), *follow_ups, *figures)
    return replace(dossier, paragraphs=paragraphs, frames={"t": DataTable("t", (), rows)})


def _as_recorded_by(dossier: Dossier, known_on: date) -> Dossier:
    """The dossier as it was on a day, before anything later had been written into it."""
    rows = tuple(row for row in dossier.frames["t"].rows if row.recorded and row.recorded <= known_on)
    return replace(
        dossier,
        follow_ups=tuple(row for row in dossier.follow_ups if row.recorded <= known_on),
        figures=tuple(row for row in dossier.figures if row.as_of <= known_on),
        paragraphs=tuple(row for row in dossier.paragraphs if row.recorded <= known_on),
        frames={"t": DataTable("t", (), rows)},
    )


@given(st.lists(_RECORDED, max_size=8), days, days)
def test_nothing_in_a_situation_was_recorded_after_the_day_of_knowledge(
    entries: list[tuple[str, date, date]], as_of: date, known_on: date
) -> None:
    dossier = _dossier(entries)
    then = situation_as_of(_as_recorded_by(dossier, known_on), as_of)
    assert situation_as_of(dossier, as_of, known_on) == replace(then, known_on=known_on)


def test_a_situation_does_not_hand_out_the_dossier_it_was_cut_from() -> None:
    situation = situation_as_of(_dossier([]), date(2023, 3, 17))
    assert type(situation.profile) is not Dossier
    assert not hasattr(situation, "dossier")
