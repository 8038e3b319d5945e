"""The workbook behind a chart: it says what the chart says, and always in the same bytes."""

from __future__ import annotations

import io
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefgen.model.exhibits import Chart, ChartKind, Series
from briefgen.word.charts.drawing import workbook
from briefgen.word.charts.part import chart_part
from tests import validators
from tests.word.charts.samples import TWO, C, a_chart, numbers

# what a text of our data may hold, less what spreadsheets fold together
labels = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=20)
values = st.none() | st.decimals(-(10**9), 10**9, places=3)


def rows_of(data: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Sheet1"]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_names_stand_in_the_first_row_and_categories_in_the_first_column() -> None:
    assert rows_of(workbook(a_chart(ChartKind.COLUMN, *TWO))) == [
        (None, "Completed", "Ongoing"),
        ("Rule of law", 3, 4),
        ("Energy", 5, None),
        ("Borders", 2, 1),
    ]


@settings(max_examples=40)
@given(st.data())
def test_what_was_put_in_comes_out(data: st.DataObject) -> None:
    categories = data.draw(st.lists(labels, min_size=1, max_size=5))
    columns = data.draw(st.lists(st.tuples(labels, st.tuples(*[values] * len(categories))), min_size=1, max_size=3))
    chart = Chart("x", categories=tuple(categories), series=tuple(Series(*column) for column in columns))
    head, *rows = _padded(rows_of(workbook(chart)), len(columns) + 1, len(categories) + 1)
    assert [text or "" for text in head[1:]] == [name for name, _ in columns]
    assert [row[0] or "" for row in rows] == categories
    for at, (_, given_values) in enumerate(columns, 1):
        assert [row[at] for row in rows] == [None if value is None else float(value) for value in given_values]


def _padded(rows: list[tuple[object, ...]], width: int, height: int) -> list[tuple[object, ...]]:
    """openpyxl leaves out empty cells at the edges."""
    full = [(*row, *[None] * (width - len(row))) for row in rows]
    return [*full, *[(None,) * width] * (height - len(full))]


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(1)", "{=A1}", "https://example.org", "007", "+1", "-x", "@y"])
def test_a_text_stays_a_text_whatever_it_begins_with(text: str) -> None:
    chart = a_chart(ChartKind.COLUMN, Series(text, numbers(1)), categories=(text,))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(chart)))["Sheet1"]
    found = [(cell.value, cell.data_type, cell.hyperlink) for cell in (sheet["A2"], sheet["B1"])]
    assert found == [(text, "s", None)] * 2


def test_numbers_have_the_format_of_the_chart_and_keep_fifteen_digits() -> None:
    chart = a_chart(ChartKind.COLUMN, Series("n", numbers("0.123456789012345", 1, 2)), number_format="0\u00a0%")
    cell = openpyxl.load_workbook(io.BytesIO(workbook(chart)))["Sheet1"]["B2"]
    assert (Decimal(str(cell.value)), cell.number_format) == (Decimal("0.123456789012345"), "0\u00a0%")


def test_the_same_chart_gives_the_same_bytes_and_no_moment_of_the_clock() -> None:
    data = workbook(a_chart())
    assert workbook(a_chart()) == data
    created = openpyxl.load_workbook(io.BytesIO(data)).properties.created
    assert created is not None
    assert created.year == 1980


@pytest.mark.render
def test_libreoffice_reads_the_workbook(tmp_path: Path) -> None:
    file = tmp_path / "chart.xlsx"
    file.write_bytes(workbook(a_chart(ChartKind.COLUMN, *TWO)))
    profile = (tmp_path / "profile").as_uri()
    command = [
        validators._soffice(),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "csv",
        "--outdir",
    ]
    subprocess.run(
        [*command, str(tmp_path), str(file)], check=True, capture_output=True, timeout=validators.PDF_TIMEOUT
    )
    lines = (tmp_path / "chart.csv").read_text(encoding="utf-8").splitlines()
    assert lines == [",Completed,Ongoing", "Rule of law,3,4", "Energy,5,", "Borders,2,1"]


def test_the_archive_does_not_tell_by_which_system_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(a_chart()))) as archive:
        assert {(each.create_system, each.date_time[0], each.external_attr) for each in archive.infolist()} == {
            (0, 1980, 0)
        }


def test_the_chart_refers_to_the_cells_that_hold_what_it_shows() -> None:
    series = [Series(f"n{number}", numbers(number, number + 1, None)) for number in range(60)]
    chart = a_chart(ChartKind.COLUMN, *series)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(chart)))["Sheet1"]
    for reference in etree.fromstring(chart_part(chart, "rId1")).iter(f"{C}strRef", f"{C}numRef"):
        cells = (reference.findtext(f"{C}f") or "").removeprefix("Sheet1!").replace("$", "")
        found = [cell.value for (cell,) in sheet[cells]] if ":" in cells else [sheet[cells].value]
        cached = {int(each.get("idx") or ""): each.findtext(f"{C}v") for each in reference.iter(f"{C}pt")}
        assert [None if value is None else str(value) for value in found] == [
            cached.get(at) for at in range(len(found))
        ]
