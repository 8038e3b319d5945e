"""What is made of the rows that a database cuts out is what is made of all rows: documents, and findings about them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import create_engine

from briefgen.asof import situation_as_of
from briefgen.errors import FindingsError
from briefgen.findings import Finding
from briefgen.production.documents import make_documents_of
from briefgen.production.order import Order, Where
from briefgen.production.record import Record, cut_of, open_record
from briefgen.sources import DayCut
from briefgen.sources.files import sql as database
from tests.sources.servers import postgresql
from tests.sources.sql_ledgers import DAYS, Row, cuts, files, in_postgresql, in_sqlite, rows_of
from tests.workspaces import Workspace, a_workspace

__all__ = ["postgresql"]  # a fixture

STATES = ("ongoing", "done", "planned", "delayed", "withdrawn", "")
DUES = ("", "2023-04-10", "2023-Q2", "2024-03")
TEXTS = (
    "",
    "So far 558 people have been relocated.",
    "So far 524 people have been relocated.",
    "The roadmap was adopted.",
    "The roadmap will be adopted by 31 May 2023.",
    "EUR 20 million were paid. The roadmap will be adopted by 30 June 2023.",
)
COMMITMENTS = """\
point,number,part,as_of,state,text
dublin,10,,,,Carry out the roadmap by the end of 2023.
borders,11,,,,Relocate people.
borders,,,2023-03-04,withdrawn,
"""
TODAY = date(2023, 4, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return a_workspace(tmp_path)


def with_ledger(workspace: Workspace, url: str = "sqlite:///ledger.db") -> Workspace:
    about = files(url, "table")["dossier.yaml"]
    headings = "headings: {commitment: Agreed, follow-up: Done since}\nplace: Brussels\n"
    documents = "documents: {annex: annex.docx, tracker: {template: tracker.docx, kind: tracker}}\n"
    workspace.write("dossier.yaml", f"{about}{headings}{documents}")
    workspace.write("commitments.csv", COMMITMENTS)
    (workspace.data / "followup.csv").unlink(missing_ok=True)
    return workspace


def an_order(workspace: Workspace, cut: DayCut) -> Order:
    where = Where(workspace.root, workspace.root, cache=workspace.root / "kept")
    return Order(where, cut.as_of, TODAY, ("all",), since=cut.since, known_on=cut.known_on)


def made_of(record: Record, order: Order) -> tuple[list[bytes], tuple[Finding, ...]]:
    """The files and what was found; each names what it was made of, which is not the same for both."""
    record = replace(record, dossier=replace(record.dossier, digest=""))
    try:
        made = make_documents_of(record, replace(order, where=replace(order.where, cache=None)))
    except FindingsError as refused:
        return [], tuple(refused.findings)
    return [file.data for file in made.files], tuple(made.workshop.findings)


def assert_made_alike(workspace: Workspace, cut: DayCut) -> None:
    """The same files; and the same findings but for rows, of other items or days, that the cut leaves out."""
    order = an_order(workspace, cut)
    whole, part = (open_record(order.where, each) for each in (None, cut_of(order)))
    (files, found), (others, told) = (made_of(record, order) for record in (whole, part))
    read = {row.place for row in part.dossier.follow_ups}
    left_out = {row.place.row for row in whole.dossier.follow_ups if row.place not in read}
    assert told == tuple(each for each in found if each.place.row not in left_out or "ledger" not in each.place.part)
    assert others == files
    situation = situation_as_of(whole.dossier, cut.as_of, cut.known_on)
    assert read >= {row.place for item in situation.items for row in item.history}


rows = rows_of(STATES, DUES, TEXTS)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows, cuts, st.sampled_from(["", " "]))
def test_documents_of_a_cut_by_sqlite_are_those_of_all_rows(
    workspace: Workspace, rows: list[Row], cut: DayCut, blank: str
) -> None:
    in_sqlite(workspace.data, rows, blank, "table")
    assert_made_alike(with_ledger(workspace), cut)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows, cuts, st.sampled_from(["", " "]))
def test_documents_of_a_cut_by_postgresql_are_those_of_all_rows(
    workspace: Workspace, postgresql: str, rows: list[Row], cut: DayCut, blank: str
) -> None:
    engine = create_engine(postgresql)
    in_postgresql(engine, rows, blank)
    engine.dispose()
    assert_made_alike(with_ledger(workspace, postgresql), cut)


OLD = [
    *(Row("a", day, None, "ongoing", "", f"{number} transfers were made.") for number, day in enumerate(DAYS, 61)),
    *(Row("b", day, None, "ongoing" if day < DAYS[2] else "withdrawn", "", "Gone by then.") for day in DAYS[:3]),
    *(Row("C", day, None, "ongoing", "", "Gone as well.") for day in DAYS[:3]),
    Row("C", DAYS[4], None, "withdrawn", "", ""),
]
FEW = 10


@pytest.fixture
def large(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A ledger with more rows than are read, and an item of as many rows as there are days that stands."""
    monkeypatch.setattr(database, "MAX_ROWS", FEW)
    in_sqlite(workspace.data, OLD, "", "table")
    workspace.write("contributors.csv", "owner,email\nUnit,unit@example.eu\n")
    return with_ledger(workspace)


@pytest.mark.parametrize(
    "command",
    [
        ["annex", "--as-of", "2023-03-06"],
        ["annex", "--as-of", "2023-03-06", "--since", "2023-03-05", "-o", "marked.docx"],
        ["make", "all", "--as-of", "2023-03-06"],
        ["redline", "--since", "2023-03-05", "--as-of", "2023-03-06", "--summary"],
        ["export", "--as-of", "2023-03-06"],
        ["mail", "--as-of", "2023-03-06", "--to", "all"],
        ["status", "--as-of", "2023-03-06", "--since", "2023-03-05"],
        ["changes", "--as-of", "2023-03-06", "--since", "2023-03-05"],
    ],
    ids=" ".join,
)
def test_every_command_that_looks_at_a_day_reads_what_stands_of_a_large_ledger(
    large: Workspace, command: list[str]
) -> None:
    run = large.run(*command, "--allow-untranslated" if command[0] in {"annex", "make", "mail"} else "-q")
    assert run.code == 0, run.err


def test_an_edition_of_a_large_ledger_is_verified_redlined_and_corrected(large: Workspace) -> None:
    large.run("annex", "--as-of", "2023-03-05", "-o", "sent.docx")
    assert large.run("issued", "sent.docx", "--sent", "2023-03-05").code == 0
    late = Row("a", DAYS[3], date(2023, 3, 20), "ongoing", "", "Sixty-four transfers were made.")
    corrected = Row("a", DAYS[4], date(2023, 3, 20), "ongoing", "", "Sixty-five transfers were made.")
    in_sqlite(large.data, [*OLD, late, corrected], "", "table")
    verified = large.run("verify", "sent.docx")
    assert "Sixty-five transfers" in verified.out + verified.err
    assert large.run("redline", "--since", "last", "--as-of", "2023-03-06").code == 0
    run = large.run("corrigendum", "annex", "--edition", "1")
    assert run.code == 0, run.err


def test_what_asks_all_rows_says_what_reads_larger_ledgers(large: Workspace) -> None:
    run = large.run("check", "--as-of", "2023-03-06")
    assert run.code == 2
    assert "Documents, “briefgen status” and “briefgen changes” are made of larger ledgers too" in run.err


def test_a_history_of_more_rows_than_are_read_is_left_out_and_a_hint_says_so(
    large: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "MAX_ROWS", len(DAYS) - 1)
    cut = cut_of(an_order(large, DayCut(DAYS[-1])))
    record = open_record(an_order(large, cut).where, cut)
    assert "DATA-063" in {each.rule for each in record.findings}
    [item] = situation_as_of(record.dossier, cut.as_of).items
    assert item.follow_up.text == "66 transfers were made."
    assert [row.as_of for row in item.history] == [DAYS[0], DAYS[-1]]
