"""CSV files and workbooks as grids: what their cells show, what they cannot show, and which files are refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from briefgen.errors import UnreadableInputError
from briefgen.intake.trackers.sheets import read_grids, read_sheets
from tests.sources.folders import a_csv, a_workbook

WHEN = datetime.fromisoformat("2026-09-30T14:05")


def cells(content: bytes, name: str = "tracker.xlsx") -> list[tuple[str, ...]]:
    """The cells of the only sheet."""
    [grid] = read_grids(content, name)
    return [row.cells for row in grid.rows]


def test_cells_are_the_words_that_they_show() -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet["B1"].number_format = "0%"
        sheet["C1"].number_format = "mmm yyyy"

    row = ["a", 0.5, date(2026, 4, 1), WHEN, 7, True, date(1900, 1, 1)]
    assert cells(a_workbook({"x": [row]}, change)) == [("a", "50%", "2026-04", "2026-09-30", "7", "TRUE")]


def test_a_joined_cell_has_its_text_in_all_its_cells() -> None:
    def change(workbook: Workbook) -> None:
        workbook.worksheets[0].merge_cells("A1:B2")

    assert cells(a_workbook({"x": [["Title", None, "x"], [None, None, "y"]]}, change)) == [
        ("Title", "Title", "x"),
        ("Title", "Title", "y"),
    ]


def test_links_bullets_and_bold_words_are_kept_and_signs_escaped() -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet["A1"].hyperlink = "https://example.eu"
        sheet["B1"] = CellRichText("5*3 is ", TextBlock(InlineFont(b=True), "much"))

    row = ["the report", "", "• one\n• two", "* one\n* two", "{{ x }}", "=not a formula"]
    found = cells(a_workbook({"x": [row]}, change))[0]
    assert found[:5] == (
        "[the report](https://example.eu)",
        "5\\*3 is **much**",
        "• one\n• two",
        "- one\n- two",
        "\\{{ x }}",
    )


def test_what_cells_cannot_show_is_told_of_with_its_cell() -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet["A1"] = "=1+1"
        sheet["B1"] = "#REF!"
        sheet["B1"].data_type = "e"

    read = read_sheets(a_workbook({"x": [["", "", "c"]]}, change), "tracker.xlsx")
    assert read.grids[0].rows[0].cells == ("", "", "c")
    assert [(each.what, each.place.spot, each.rows) for each in read.told] == [
        ("formulas without a saved value", "cell A1", 0),
        ("errors of Excel (#N/A, #REF!)", "cell B1", 0),
    ]


def test_rows_and_columns_that_are_only_formatted_are_no_rows() -> None:
    assert cells(a_workbook({"x": [["a", "b"], [None, None], ["", ""]]})) == [("a", "b")]


def test_a_csv_file_may_have_semicolons_and_marks_inside_its_headings() -> None:
    text = "\ufeffRef;\ufeffAction\n1;Roof\n\n"
    assert cells(text.encode(), "tracker.csv") == [("Ref", "Action"), ("1", "Roof")]


def test_control_characters_are_left_out_and_told_of() -> None:
    read = read_sheets(a_csv([["Ref", "A\x01ction"]]).encode(), "tracker.csv")
    assert read.grids[0].rows[0].cells == ("Ref", "Action")
    assert [each.what for each in read.told] == ["characters that Word cannot hold (left out, the rest was read)"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("tracker.xls", "Excel Workbook"),
        ("annex.doc", "Word Document"),
        ("annex.pdf", "Word or Excel file that it was made from"),
        ("tracker.ods", "Excel Workbook"),
        ("picture.png", "CSV files are read"),
    ],
)
def test_formats_that_cannot_be_read_are_refused_by_name_with_a_remedy(name: str, remedy: str) -> None:
    with pytest.raises(UnreadableInputError, match="cannot be imported") as refused:
        read_grids(b"", name)
    assert name in str(refused.value)
    assert remedy in str(refused.value)
