"""Ledgers in databases, by chance: rows with a history, and how they stand in SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy import text as sql

from briefgen.sources import DayCut

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
    """The rows, the first of each item with words."""
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
