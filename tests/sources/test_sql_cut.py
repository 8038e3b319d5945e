"""The cut that a database makes gives what all rows give, of whatever ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine
from sqlalchemy import text as sql

from briefgen.asof import date_findings, situation_as_of
from briefgen.asof.change_list import list_changes
from briefgen.asof.overview import overview
from briefgen.errors import UnreadableInputError
from briefgen.findings import has_errors
from briefgen.model.dossier import Dossier
from briefgen.sources import DayCut, read_dossier
from briefgen.sources.files import sql as database
from tests.sources.folders import a_folder
from tests.sources.servers import postgresql

__all__ = ["postgresql"]  # a fixture

FIRST = date(2023, 3, 1)
DAYS = [FIRST + timedelta(days=each) for each in range(6)]
COLUMNS = ("point", "item", "as_of", "recorded", "state", "due", "owner", "text")
POINTS = {"a": "dublin", "b": "borders", "C": "dublin", "é-1": "borders"}
PLAIN = (("", "ongoing", "done", "withdrawn"), ("", "2023-04-10", "2023-Q2", "2023-04"), ("", "Words.", "Other words."))
SPELT = ((" Withdrawn", "WITHDRAWN", "Done ", ""), ("2023-04-10 ", "", "2023-Q2"), (" ", "\u00a0", "\n", "Words. "))


class Row(NamedTuple):
    """A row as it stands in the database."""

    item: str
    day: date
    recorded: date | None
    state: str
    due: str
    text: str

    @property
    def age(self) -> tuple[str, date, date]:
        """The item, from which day the row holds, and on which it was known."""
        return self.item, self.day, self.recorded or self.day

    def cells(self, blank: str) -> dict[str, str | None]:
        """Its cells by column; `blank` stands behind days."""
        days = [f"{each}{blank}" if each else None for each in (self.day, self.recorded)]
        cells = (POINTS[self.item], self.item, *days, self.state, self.due or None, "Unit", self.text)
        return dict(zip(COLUMNS, cells, strict=True))


def rows_of(states: Sequence[str], dues: Sequence[str], texts: Sequence[str]) -> st.SearchStrategy[list[Row]]:
    """Ledgers without errors: no item has two rows of one day and knowledge, and the first row of each has words."""
    some = st.sampled_from
    row = st.builds(Row, some(list(POINTS)), some(DAYS), st.none() | some(DAYS), some(states), some(dues), some(texts))
    return st.lists(row, min_size=1, max_size=14, unique_by=lambda each: each.age).map(with_first_words)


def with_first_words(rows: list[Row]) -> list[Row]:
    firsts = {
        item: min(row.age for row in rows if row.item == item) for item in POINTS if item in {r.item for r in rows}
    }
    return [row._replace(text="First words.") if firsts[row.item] == row.age else row for row in rows]


SOURCES = {
    "table": "table: ledger",
    "table with gaps": "table: ledger",
    "view": "table: seen",
    "query": 'query: "SELECT * FROM ledger; "',
    "query in its own order": 'query: "SELECT * FROM ledger ORDER BY as_of DESC, text -- the newest"',
    "query with names of its own": 'query: "SELECT item, due, text AS TEXT, as_of AS \\"As of\\", point, recorded, '
    'state FROM ledger"',
}
ledgers = (rows_of(*PLAIN) | rows_of(*SPELT)).flatmap(
    lambda rows: st.tuples(st.just(rows), st.sampled_from(["", " "]), st.sampled_from(sorted(SOURCES)))
)
BEFORE = FIRST - timedelta(days=1)
cuts = st.builds(
    DayCut,
    st.sampled_from([BEFORE, *DAYS]),
    st.none() | st.sampled_from(DAYS),
    st.none() | st.sampled_from([BEFORE, *DAYS]),
).map(lambda cut: cut._replace(since=None) if cut.since and cut.since >= cut.as_of else cut)


def files(url: str, source: str) -> Mapping[str, str | None]:
    described = f'title: x\nsources:\n  followup: {{url: "{url}", {SOURCES[source]}}}\n'
    return {"followup.csv": None, "dossier.yaml": described}


MARKS = ", ".join(f":{each}" for each in COLUMNS)


def in_sqlite(folder: Path, rows: Sequence[Row], blank: str, source: str) -> None:
    """A ledger in SQLite; one that lost its first row has no numbers from 1 on."""
    (folder / "ledger.db").unlink(missing_ok=True)
    lost = rows[:1] if source == "table with gaps" else []
    with closing(sqlite3.connect(folder / "ledger.db")) as ledger:
        ledger.execute(
            "CREATE TABLE ledger (point, item TEXT COLLATE NOCASE, as_of DATE, recorded, state, due, owner, text)"
        )
        for row in (*lost, *rows):
            ledger.execute(f"INSERT INTO ledger VALUES ({MARKS})", row.cells(blank))
        if lost:
            ledger.execute("DELETE FROM ledger WHERE rowid = 1")
        ledger.execute("CREATE VIEW seen AS SELECT * FROM ledger")
        ledger.commit()


def in_postgresql(engine: Engine, rows: Sequence[Row], blank: str) -> None:
    """The same in PostgreSQL; without blanks behind them days are of a type of their own, another in each column."""
    day, known = ("text", "text") if blank else ("date", "timestamp")
    columns = f"point text, item text, as_of {day}, recorded {known}, state text, due text, owner text, text text"
    with engine.begin() as connection:
        connection.execute(sql("DROP TABLE IF EXISTS ledger CASCADE"))
        connection.execute(sql(f"CREATE TABLE ledger ({columns})"))
        connection.execute(sql(f"INSERT INTO ledger VALUES ({MARKS})"), [row.cells(blank) for row in rows])
        connection.execute(sql("CREATE VIEW seen AS SELECT * FROM ledger"))


def seen(dossier: Dossier, cut: DayCut) -> object:
    """All that status shows of points and items."""
    situation = situation_as_of(dossier, cut.as_of, cut.known_on)
    items = [(i.follow_up, i.history[-1], i.confirmed, i.first_due, i.moves, i.overdue) for i in situation.items]
    return overview(situation), items, date_findings(dossier, cut.as_of, cut.as_of, known_on=cut.known_on)


def changed(dossier: Dossier, cut: DayCut) -> object:
    assert cut.since
    before = situation_as_of(dossier, cut.since, min(cut.since, cut.known_on or cut.since))
    return list_changes(before, situation_as_of(dossier, cut.as_of, cut.known_on))


def assert_cut_alike(folder: Path, cut: DayCut) -> None:
    """The cut shows what all rows show."""
    (dossier, findings), (found, doubts) = read_dossier(folder), read_dossier(folder, cut=cut)
    assert not has_errors((*findings, *doubts))
    shown = changed if cut.since else seen
    assert shown(found, cut) == shown(dossier, cut)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ledgers, cuts)
def test_sqlite_cuts_a_ledger_as_briefgen_does(tmp_path: Path, ledger: tuple[list[Row], str, str], cut: DayCut) -> None:
    rows, blank, source = ledger
    folder = a_folder(tmp_path, files("sqlite:///ledger.db", source))
    in_sqlite(folder, rows, blank, source)
    assert_cut_alike(folder, cut)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ledgers, cuts)
def test_postgresql_cuts_a_ledger_as_briefgen_does(
    tmp_path: Path, postgresql: str, ledger: tuple[list[Row], str, str], cut: DayCut
) -> None:
    rows, blank, source = ledger
    engine = create_engine(postgresql)
    in_postgresql(engine, rows, blank)
    engine.dispose()
    assert_cut_alike(a_folder(tmp_path, files(postgresql, source)), cut)


def test_a_ledger_beyond_what_is_read_is_cut_and_the_refusal_of_all_its_rows_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "MAX_ROWS", 3)
    folder = a_folder(tmp_path, files("sqlite:///ledger.db", "table"))
    old = [Row("a", day, None, "ongoing", "", "Words.") for day in DAYS]
    in_sqlite(folder, old, "", "table")
    [row] = [each for each in read_dossier(folder, cut=DayCut(DAYS[-1]))[0].follow_ups if each.as_of == DAYS[-1]]
    assert row.place.row == len(old) + 1
    with pytest.raises(UnreadableInputError, match="“briefgen status” reads larger ledgers too"):
        read_dossier(folder)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"as_of": "01/03/2023"}, "can be read as more than one day"),
        ({"recorded": "soon"}, "is not a date"),
        ({"state": "finished"}, "there is no state “finished”"),
        ({"as_of": None}, "the cell is empty"),
    ],
)
def test_a_day_or_state_that_cannot_be_compared_is_told_of_wherever_it_stands(
    tmp_path: Path, cells: Mapping[str, str | None], said: str
) -> None:
    folder = a_folder(tmp_path, files("sqlite:///ledger.db", "table"))
    ended = [Row("b", DAYS[0], None, "", "", "Words."), Row("b", DAYS[1], None, "withdrawn", "", "")]
    in_sqlite(folder, [Row("a", DAYS[0], None, "", "", "Words."), *ended], "", "table")
    with closing(sqlite3.connect(folder / "ledger.db")) as ledger:
        [(column, value)] = cells.items()
        ledger.execute(f"UPDATE ledger SET {column} = ? WHERE rowid = 2", [value])
        ledger.commit()
    findings = read_dossier(folder, cut=DayCut(DAYS[3]))[1]
    assert any(said in str(each) and "row 3" in str(each) for each in findings)


def test_where_a_column_is_missing_it_is_asked_for(tmp_path: Path) -> None:
    described = (
        'title: x\nsources:\n  followup: {url: "sqlite:///ledger.db", query: "SELECT point, item, text FROM ledger"}\n'
    )
    folder = a_folder(tmp_path, {"followup.csv": None, "dossier.yaml": described})
    in_sqlite(folder, [Row("a", DAYS[0], None, "", "", "Words.")], "", "table")
    assert any("“as_of” is missing" in str(each) for each in read_dossier(folder, cut=DayCut(DAYS[3]))[1])


def test_rows_in_a_file_beside_the_database_are_read_with_all_of_its_rows(tmp_path: Path) -> None:
    beside = "point,item,as_of,state,text\ndublin,a,2023-03-03,withdrawn,\n"
    folder = a_folder(tmp_path, {**files("sqlite:///ledger.db", "table"), "followup.csv": beside})
    in_sqlite(folder, [Row("a", DAYS[0], None, "", "", "Words.")], "", "table")
    assert not [*situation_as_of(read_dossier(folder, cut=DayCut(DAYS[3]))[0], DAYS[3]).items]
