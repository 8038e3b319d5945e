from __future__ import annotations

import builtins
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError

from briefgen.errors import UnreadableInputError
from briefgen.sources.files.sql import open_for_reading, printable_address, without_secrets
from tests.sources.folders import a_folder, read
from tests.sources.servers import postgresql

__all__ = ["postgresql"]  # a fixture


def a_database(tmp_path: Path, rows: Sequence[Sequence[Any]]) -> None:
    folder = a_folder(tmp_path, {"followup.csv": None})
    with closing(sqlite3.connect(folder / "ledger.db")) as database:
        database.execute("CREATE TABLE follow_up (point TEXT, item TEXT, as_of DATE, owner REAL, text TEXT)")
        database.executemany("INSERT INTO follow_up VALUES (?, ?, ?, ?, ?)", rows)
        database.commit()


def files(source: str) -> Mapping[str, str | None]:
    return {"followup.csv": None, "dossier.yaml": f"title: x\nsources:\n  followup: {source}\n"}


@pytest.mark.parametrize(
    "source",
    [
        '{url: "sqlite:///ledger.db", table: follow_up}',
        '{url: "sqlite:///ledger.db", query: "SELECT * FROM follow_up"}',
    ],
)
def test_a_table_of_a_database_is_read_like_a_csv_file(tmp_path: Path, source: str) -> None:
    a_database(tmp_path, [("dublin", "007", "2023-03-01", 7.0, "x"), ("dublin", "b", "2023-03-02", None, "y")])
    dossier, findings = read(tmp_path, files(source))
    assert findings == ()
    assert [(row.item, row.as_of, row.owner) for row in dossier.follow_ups] == [
        ("007", date(2023, 3, 1), "7"),
        ("b", date(2023, 3, 2), ""),
    ]


def test_a_faulty_row_of_a_database_is_reported_with_table_row_and_column(tmp_path: Path) -> None:
    a_database(tmp_path, [("dublin", "a", "never", None, "x")])
    [finding] = read(tmp_path, files('{url: "sqlite:///ledger.db", table: follow_up}'))[1]
    assert str(finding.place) == "sqlite:///ledger.db, row 2, column as_of, table follow_up"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{url: "sqlite:///leger.db", table: x}', "Did you mean “ledger.db”"),
        ('{url: "sqlite:///ledger.db", table: nothing}', "no such table: nothing"),
        ('{url: "sqlite:///ledger.db", query: "SELEC 1"}', "begins with “SELEC”"),
        ('{url: "sqlite:///ledger.db", query: "SELECT FROM"}', "syntax error"),
        ('{url: "nonsense", table: x}', "is not the address of a database"),
        ('{url: "nonsense://a:secret@host/x", table: x}', "nonsense"),
        ('{url: "u:secret", table: x}', "is not the address of a database"),
        ('{url: "host with space:secret@", table: x}', "is not the address of a database"),
        ('{url: "postgresql://127.0.0.1:1/db?user=u&password=secret", table: x}', "postgresql"),
        ('{url: "mssql+pyodbc://?odbc_connect=DRIVER%3DX%3BPWD%3Dsecret", table: x}', "pyodbc"),
    ],
)
def test_a_database_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, source: str, words: str) -> None:
    a_database(tmp_path, [])
    with pytest.raises(UnreadableInputError) as refusal:
        read(tmp_path, files(source))
    assert words in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_a_missing_database_is_not_made(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    with pytest.raises(UnreadableInputError, match="there is no database file"):
        read(tmp_path, files('{url: "sqlite:///new.db", table: x}'))
    assert not (folder / "new.db").exists()


def test_a_query_changes_nothing(tmp_path: Path) -> None:
    a_database(tmp_path, [("dublin", "a", "2023-03-01", None, "x")])
    with pytest.raises(UnreadableInputError):
        read(tmp_path, files('{url: "sqlite:///ledger.db", query: "DELETE FROM follow_up"}'))
    assert len(read(tmp_path, files('{url: "sqlite:///ledger.db", table: follow_up}'))[0].follow_ups) == 1


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE follow_up",
        "CREATE TABLE more (a)",
        "PRAGMA journal_mode=WAL",
        "VACUUM INTO 'copy.db'",
        "ATTACH 'copy.db' AS other",
        "SELECT 1; DROP TABLE follow_up",
        "/* SELECT */ DROP TABLE follow_up",
        "WITH a AS (SELECT 1) DELETE FROM follow_up",
        "SELECT load_extension('x')",
        "",
    ],
)
def test_only_one_select_is_run_and_it_writes_nothing(tmp_path: Path, query: str) -> None:
    a_database(tmp_path, [("dublin", "a", "2023-03-01", None, "x")])
    before = (tmp_path / "spring-summit" / "ledger.db").read_bytes()
    with pytest.raises(UnreadableInputError):
        read(tmp_path, files(f'{{url: "sqlite:///ledger.db", query: "{query}"}}'))
    assert (tmp_path / "spring-summit" / "ledger.db").read_bytes() == before
    assert list(tmp_path.rglob("copy.db")) == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 'dublin' AS point, 'a' AS item, '2023-03-01' AS as_of, 'x; y' AS text -- ; no more",
        "  select 'dublin' point, 'a' item, '2023-03-01' as_of, 'x; y' text;",
        "WITH r AS (SELECT 'x; y' AS text) SELECT 'dublin' AS point, 'a' AS item, '2023-03-01' AS as_of, text FROM r",
    ],
)
def test_semicolons_in_texts_and_remarks_are_no_second_statement(tmp_path: Path, query: str) -> None:
    a_database(tmp_path, [])
    dossier, _ = read(tmp_path, files(f'{{url: "sqlite:///ledger.db", query: "{query}"}}'))
    assert [row.text for row in dossier.follow_ups] == ["x; y"]


def an_engine(path: Path) -> Engine:
    sqlite3.connect(path).close()
    return create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")


@pytest.mark.parametrize("words", [" :a", "at 10:30:00", "::text", "\\:b", "100 %s"])
def test_colons_and_percents_in_a_query_are_those_of_its_texts(tmp_path: Path, words: str) -> None:
    a_database(tmp_path, [("dublin", "a", "2023-03-01", None, words)])
    query = f"SELECT point, item, as_of, text FROM follow_up WHERE text = '{words}'".replace("\\", "\\\\")
    dossier, findings = read(tmp_path, files(f'{{url: "sqlite:///ledger.db", query: "{query}"}}'))
    assert [row.text for row in dossier.follow_ups] == [words.strip()]
    assert findings == ()


def test_a_query_without_an_end_is_stopped(tmp_path: Path) -> None:
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
    engine = an_engine(tmp_path / "x.db")
    with engine.connect() as connection:
        open_for_reading(engine.url, connection, seconds=1)
        with pytest.raises(OperationalError, match="interrupted"):
            connection.execute(sql(endless))
    engine.dispose()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT zeroblob(900000000) AS point", "string or blob too big"),
        (
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT zeroblob(9000000) AS point FROM c",
            "50 MB",
        ),
        ("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS point FROM c", "100000 rows"),
    ],
)
def test_what_is_too_much_is_refused_before_it_is_there(tmp_path: Path, query: str, words: str) -> None:
    a_database(tmp_path, [])
    with pytest.raises(UnreadableInputError, match=words):
        read(tmp_path, files(f'{{url: "sqlite:///ledger.db", query: "{query}"}}'))


def test_a_sentence_of_the_driver_is_printed_without_secrets() -> None:
    address = make_url("postgresql://u:s3cret@h/d?password=t0ken&sslkey=f1le")
    said = "connection failed: password=s3cret t0ken f1le; PWD=other;"
    assert without_secrets(said, address) == "connection failed: password=*** *** ***; PWD=***;"
    assert printable_address(address) == "postgresql://u:***@h/d"


def test_postgresql_is_read_and_never_written(tmp_path: Path, postgresql: str) -> None:
    engine = create_engine(postgresql)
    with engine.begin() as connection:
        connection.execute(sql("CREATE SEQUENCE counter"))
        connection.execute(sql("CREATE TABLE follow_up (point text, item text, as_of date, text text)"))
        connection.execute(sql("INSERT INTO follow_up VALUES ('dublin', 'a', '2023-03-01', 'x')"))
    dossier, _ = read(tmp_path, files(f'{{url: "{postgresql}", table: follow_up}}'))
    assert [row.item for row in dossier.follow_ups] == ["a"]
    for write in (
        "WITH gone AS (DELETE FROM follow_up RETURNING point, item, as_of, text) SELECT * FROM gone",
        "SELECT nextval('counter') AS point",
    ):
        with pytest.raises(UnreadableInputError, match=r"read-only transaction|data-modifying"):
            read(tmp_path, files(f'{{url: "{postgresql}", query: "{write}"}}'))
    with engine.connect() as connection:
        assert connection.execute(sql("SELECT count(*) FROM follow_up")).scalar() == 1
        open_for_reading(engine.url, connection, seconds=1)
        with pytest.raises(OperationalError, match="statement timeout"):
            connection.execute(sql("SELECT pg_sleep(30)"))
    engine.dispose()


def test_the_digest_follows_the_rows(tmp_path: Path) -> None:
    source = files('{url: "sqlite:///ledger.db", table: follow_up}')
    a_database(tmp_path, [("dublin", "a", "2023-03-01", None, "x")])
    first = read(tmp_path, source)[0].digest
    with closing(sqlite3.connect(tmp_path / "spring-summit" / "ledger.db")) as database:
        database.execute("UPDATE follow_up SET text = 'y'")
        database.commit()
    assert read(tmp_path, source)[0].digest != first


def test_without_sqlalchemy_the_refusal_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name.startswith("sqlalchemy"):
            raise ImportError(name)
        return load(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableInputError, match=r"briefgen\[sql\]"):
        read(tmp_path, files('{url: "sqlite:///ledger.db", table: follow_up}'))


MAPPED = """\
title: x
sources:
  commitments: {from: followup, columns: {point: Ref, number: Ref, text: Action}}
  followup: {url: "URL", table: actions, constants: {as_of: 2026-06-15}, date-format: dmy,
    columns: {point: Ref, text: Status, state: Status, due: Deadline}, states: {Completed: done}}
"""
COLUMNS_OF_ACTIONS = '("Ref" TEXT, "Action" TEXT, "Status" TEXT, "Deadline" TEXT)'
ROW_OF_ACTIONS = "('A 1', 'Draft', 'Completed', '03/04/2026')"


def mapped_row(tmp_path: Path, url: str) -> tuple[str, str | None, str]:
    """What a tracker in a database gives: the commitment, and the state and deadline of its follow-up."""
    yaml = MAPPED.replace("URL", url)
    dossier, findings = read(tmp_path, {"commitments.csv": None, "followup.csv": None, "dossier.yaml": yaml})
    assert findings == ()
    [commitment], [item] = dossier.commitments, dossier.follow_ups
    return commitment.text, item.state, item.due


def test_a_tracker_in_a_database_is_mapped_as_one_in_a_file(tmp_path: Path) -> None:
    with closing(sqlite3.connect(a_folder(tmp_path, {"followup.csv": None}) / "ledger.db")) as database:
        database.execute(f"CREATE TABLE actions {COLUMNS_OF_ACTIONS}")
        database.execute(f"INSERT INTO actions VALUES {ROW_OF_ACTIONS}")
        database.commit()
    assert mapped_row(tmp_path, "sqlite:///ledger.db") == ("Draft", "done", "2026-04-03")


def test_a_tracker_in_postgresql_is_mapped_as_one_in_a_file(tmp_path: Path, postgresql: str) -> None:
    engine = create_engine(postgresql)
    with engine.begin() as connection:
        connection.execute(sql(f"CREATE TABLE actions {COLUMNS_OF_ACTIONS}"))
        connection.execute(sql(f"INSERT INTO actions VALUES {ROW_OF_ACTIONS}"))
    assert mapped_row(tmp_path, postgresql) == ("Draft", "done", "2026-04-03")
    engine.dispose()
