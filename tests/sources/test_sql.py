from __future__ import annotations

import builtins
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefgen.errors import UnreadableInputError
from tests.sources.folders import a_folder, read


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
        ('{url: "sqlite:///ledger.db", query: "SELEC 1"}', "syntax error"),
        ('{url: "nonsense", table: x}', "is not the address of a database"),
        ('{url: "nonsense://a:secret@host/x", table: x}', "nonsense"),
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
