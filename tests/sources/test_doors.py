"""All doors give the same rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.sources.files.csv import read_csv
from briefgen.sources.files.schema import FOLLOWUP
from briefgen.sources.files.sql import read_sql
from briefgen.sources.files.table import SourceTable
from briefgen.sources.files.text import markup_of_lines
from briefgen.sources.files.xlsx import open_workbook, read_sheet
from tests.sources.folders import a_csv, a_workbook, found, read

HEADER = ("point", "item", "as_of", "due", "owner", "text")

# what a cell can hold and a CSV file can tell: no carriage return (a line end is one sign in all doors), no byte order
# mark, and no "_x" (openpyxl drops Excel's mark for a text that looks like an escape)
cells = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cs", "Cc"],
        include_characters="\n\t",
        exclude_characters="\ufeff\ufffe\uffff\x7f",
    ),
    max_size=12,
).filter(lambda cell: "_x" not in cell)
rows = st.lists(st.tuples(*[cells] * len(HEADER)), max_size=5)


@settings(max_examples=60)
@given(rows, st.sampled_from(",;\t"))
def test_rows_written_to_csv_xlsx_and_sql_come_back_the_same(table: list[tuple[str, ...]], delimiter: str) -> None:
    by_csv = read_csv(FOLLOWUP, a_csv([HEADER, *table], delimiter).encode(), "followup.csv")
    workbook = open_workbook(a_workbook({"followup": [HEADER, *table]}), "status.xlsx")
    by_sheet = read_sheet(FOLLOWUP, workbook, "followup")
    filled = (dict(zip(HEADER, row, strict=True)) for row in table if any(cell.strip() for cell in row))
    expected = [{**row, "text": markup_of_lines(row["text"])} for row in filled]
    for read_table in (by_csv, by_sheet, _by_database(table)):
        assert [row.cells for row in read_table.rows] == expected
    assert [row.place.row for row in by_csv.rows] == [row.place.row for row in by_sheet.rows]
    assert [finding.rule for finding in by_csv.findings] == [finding.rule for finding in by_sheet.findings]


def _by_database(table: list[tuple[str, ...]]) -> SourceTable:
    with TemporaryDirectory() as folder:
        with closing(sqlite3.connect(Path(folder) / "ledger.db")) as database:
            database.execute(f"CREATE TABLE followup ({', '.join(HEADER)})")
            database.executemany("INSERT INTO followup VALUES (?, ?, ?, ?, ?, ?)", table)
            database.commit()
        return read_sql(FOLLOWUP, "sqlite:///ledger.db", Path(folder), table="followup")[0]


def test_dossier_yaml_says_which_file_and_sheet(tmp_path: Path) -> None:
    content = a_workbook({"Sheet1": [HEADER, ("dublin", "a", "2023-03-01", "", "", "x")]})
    yaml = "title: x\nsources: {followup: {file: other.xlsx, sheet: sheet1}}\n"
    dossier, findings = read(tmp_path, {"followup.csv": None, "dossier.yaml": yaml, "other.xlsx": content})
    assert findings == ()
    assert dossier.follow_ups[0].place.sheet == "Sheet1"


def test_dossier_yaml_settles_a_table_that_is_there_twice(tmp_path: Path) -> None:
    content = a_workbook({"followup": [HEADER]})
    yaml = "title: x\nsources: {followup: {file: followup.csv}}\n"
    dossier, findings = read(tmp_path, {"dossier.yaml": yaml, "status.xlsx": content})
    assert findings == ()
    assert len(dossier.follow_ups) == 1


def test_findings_of_a_sheet_and_of_a_csv_file_stand_in_one_run(tmp_path: Path) -> None:
    content = a_workbook({"figures": [["figure", "as_of", "value"], ["funds", "2023-03-01", "many"]]})
    findings = found(tmp_path, {"status.xlsx": content, "commitments.csv": "point,text\ndublin,\n"})
    assert [finding.split(": ")[0] for finding in findings] == [
        "commitments.csv, row 2, column text",
        "status.xlsx, sheet figures, row 2, column value, cell C2",
    ]
