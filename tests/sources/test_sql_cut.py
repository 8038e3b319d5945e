"""The cut that a database makes gives what all rows give, of whatever ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import create_engine

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
from tests.sources.sql_ledgers import DAYS, Row, cuts, files, in_postgresql, in_sqlite, ledgers

__all__ = ["postgresql"]  # a fixture


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
    with pytest.raises(UnreadableInputError, match="are made of larger ledgers too"):
        read_dossier(folder)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"as_of": "01/03/2023"}, "can be read as more than one day"),
        ({"as_of": "2023-13-01"}, "there is no day 2023-13-01"),
        ({"as_of": "2023-02-31"}, "there is no day 2023-02-31"),
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


def test_days_that_are_held_as_bytes_are_compared_as_the_text_that_they_are_read_as(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, files("sqlite:///ledger.db", "table"))
    ended = [Row("b", DAYS[0], None, "", "", "Words."), Row("b", DAYS[1], DAYS[1], "withdrawn", "", "")]
    in_sqlite(folder, [Row("a", DAYS[0], DAYS[0], "done", "", "Words."), *ended], "", "table")
    with closing(sqlite3.connect(folder / "ledger.db")) as ledger:
        ledger.execute("UPDATE ledger SET recorded = CAST(recorded AS BLOB)")
        ledger.commit()
    for known_on in (None, DAYS[2]):
        assert_cut_alike(folder, DayCut(DAYS[3], known_on))


def test_two_rows_of_one_day_that_contradict_each_other_are_told_of_as_of_all_rows(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, files("sqlite:///ledger.db", "table"))
    twice = [Row("a", DAYS[0], None, "", "", "First."), *(Row("a", DAYS[2], None, "", "", each) for each in "xy")]
    in_sqlite(folder, twice, "", "table")
    (dossier, findings), (found, doubts) = read_dossier(folder), read_dossier(folder, cut=DayCut(DAYS[3]))
    assert [each.rule for each in findings] == ["DATA-024"]
    assert doubts == findings
    assert found.follow_ups == dossier.follow_ups


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
