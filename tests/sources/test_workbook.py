from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding
from briefgen.model.dossier import Dossier
from tests.sources.folders import SOUND, a_workbook, changed_part, read

HEADER = ["point", "item", "as_of", "due", "owner", "text"]
ROW = ["dublin", "a", date(2023, 3, 1), None, None, "Sixty transfers"]


def read_rows(
    tmp_path: Path, *rows: list[Any], change: Callable[[Worksheet], None] | None = None
) -> tuple[Dossier, tuple[Finding, ...]]:
    """The dossier whose follow-up is a sheet with these rows."""

    def change_sheet(workbook: Workbook) -> None:
        if change:
            change(workbook["followup"])

    content = a_workbook({"followup": [HEADER, *(rows or [ROW])]}, change_sheet)
    return read(tmp_path, {"followup.csv": None, "status.xlsx": content})


def a_row(**cells: Any) -> list[Any]:
    return [cells.get(name, value) for name, value in zip(HEADER, ROW, strict=True)]


def test_a_sheet_is_read_like_a_csv_file(tmp_path: Path) -> None:
    dossier, findings = read_rows(tmp_path)
    assert findings == ()
    [row] = dossier.follow_ups
    assert (row.point, row.item, row.as_of, row.text) == ("dublin", "a", date(2023, 3, 1), "Sixty transfers")
    assert str(row.place) == "status.xlsx, sheet followup, row 2"


def test_all_tables_may_be_sheets_of_one_workbook_whatever_the_capitals(tmp_path: Path) -> None:
    content = a_workbook({"Commitments": [["point", "text"], ["dublin", "Transfers"]], "FollowUp": [HEADER, ROW]})
    dossier, findings = read(tmp_path, {"followup.csv": None, "commitments.csv": None, "status.xlsx": content})
    assert findings == ()
    assert (len(dossier.commitments), len(dossier.follow_ups)) == (1, 1)


def test_a_table_that_is_there_twice_is_reported_and_neither_is_preferred(tmp_path: Path) -> None:
    sheet = [["point", "text"], ["dublin", "Carry out the roadmap."]]
    dossier, findings = read(tmp_path, {"status.xlsx": a_workbook({"commitments": sheet})})
    assert [finding.rule for finding in findings] == ["DATA-032"]
    assert "commitments.csv, and the sheet “commitments” of status.xlsx" in findings[0].message
    assert dossier.commitments == ()


def test_a_workbook_without_the_sheet_names_its_sheets(tmp_path: Path) -> None:
    content = a_workbook({"follow-up": [HEADER, ROW]})
    with pytest.raises(UnreadableInputError, match="Did you mean “follow-up”"):
        read(tmp_path, {"followup.csv": None, "status.xlsx": content})


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (7, "General", "7"),
        (7.0, "General", "7"),
        (7.5, "General", "7.5"),
        (0.1 + 0.2, "General", "0.3"),
        (-1.25, "General", "-1.25"),
        (120000000.0, "General", "120000000"),
        (7, "000", "007"),
        (7.5, "0.00", "7.50"),
        ("007", "General", "007"),
        ("1.10", "General", "1.10"),
        ("=cmd|' /C calc'!A0", "General", "=cmd|' /C calc'!A0"),
        ("#N/A or not", "General", "#N/A or not"),
        (True, "General", "TRUE"),
    ],
)
def test_a_cell_of_a_text_column_is_the_text_that_it_shows(
    tmp_path: Path, value: object, number_format: str, text: str
) -> None:
    def show(sheet: Worksheet) -> None:
        sheet["E2"].number_format = number_format

    dossier, findings = read_rows(tmp_path, a_row(owner=value), change=show)
    assert findings == ()
    assert dossier.follow_ups[0].owner == text


@pytest.mark.parametrize("value", [date(2023, 3, 1), datetime(2023, 3, 1), "2023-03-01", " 2023-03-01 "])  # noqa: DTZ001
def test_dates_of_excel_and_iso_texts_are_dates(tmp_path: Path, value: object) -> None:
    dossier, findings = read_rows(tmp_path, a_row(as_of=value, due=value))
    assert findings == ()
    assert dossier.follow_ups[0].as_of == date(2023, 3, 1)
    assert dossier.follow_ups[0].due == "2023-03-01"


def test_dates_of_a_workbook_that_counts_from_1904_are_right(tmp_path: Path) -> None:
    def count_from_1904(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = CALENDAR_MAC_1904

    dossier, findings = read_rows(tmp_path, change=count_from_1904)
    assert findings == ()
    assert dossier.follow_ups[0].as_of == date(2023, 3, 1)


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"as_of": "01/02/2026"}, "C2", "can be read as more than one day"),
        (
            {"as_of": 46082},
            "C2",
            "bare number 46082, not a date.\n  Give the cell the format “Date”. It may be 2026-03-01",
        ),
        ({"as_of": "2023-02-30"}, "C2", "there is no day 2023-02-30"),
        ({"as_of": datetime(2023, 3, 1, 12, 30)}, "C2", "holds a time"),  # noqa: DTZ001
        ({"as_of": time(12, 30)}, "C2", "holds a time"),
        ({"as_of": date(1900, 1, 5)}, "C2", "a day of 1900"),
        ({"item": date(2023, 2, 1)}, "B2", "Excel has turned the cell into a date"),
        ({"item": 12345678901234567890}, "B2", "more than 15 digits"),
        ({"owner": 1.0e15}, "E2", "more than 15 digits"),
        ({"item": "a b"}, "B2", "U+0020"),
        ({"text": "one_xD800_two"}, "F2", "U+D800"),
        ({"text": None}, "F2", "the cell is empty"),
    ],
)
def test_a_faulty_cell_is_reported_by_its_name(tmp_path: Path, cells: dict[str, Any], cell: str, words: str) -> None:
    dossier, findings = read_rows(tmp_path, a_row(**cells))
    assert dossier.follow_ups == ()
    assert [finding.place.spot for finding in findings] == [f"cell {cell}"], findings
    assert words in str(findings[0])


def test_escapes_of_excel_are_read_as_what_they_stand_for(tmp_path: Path) -> None:
    dossier, findings = read_rows(tmp_path, a_row(text="one_x000D_\ntwo _x005F_x0041_"))
    assert findings == ()
    assert dossier.follow_ups[0].text == "one\\\ntwo _x0041_"


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [(1234, "#,##0", "shows it in the format “#,##0”"), (0.5, "0%", "shows it in the format “0%”")],
)
def test_a_number_that_shows_as_something_else_is_refused_in_a_text_column(
    tmp_path: Path, value: float, number_format: str, words: str
) -> None:
    def show(sheet: Worksheet) -> None:
        sheet["E2"].number_format = number_format

    [finding] = read_rows(tmp_path, a_row(owner=value), change=show)[1]
    assert words in finding.message


@pytest.mark.parametrize("formula", ["=1+1", "=VLOOKUP(A1,B:C,2)"])
def test_a_formula_without_a_saved_value_is_refused(tmp_path: Path, formula: str) -> None:
    def compute(sheet: Worksheet) -> None:
        sheet["F2"] = formula

    [finding] = read_rows(tmp_path, change=compute)[1]
    assert (finding.rule, finding.place.spot) == ("DATA-014", "cell F2")


def test_a_formula_with_a_saved_value_is_that_value(tmp_path: Path) -> None:
    content = a_workbook({"followup": [HEADER, ROW]}, lambda book: book["followup"].__setitem__("E2", "=1+1"))
    saved = changed_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
        ),
    )
    dossier, findings = read(tmp_path, {"followup.csv": None, "status.xlsx": saved})
    assert findings == ()
    assert dossier.follow_ups[0].owner == "2"


@pytest.mark.parametrize("value", ["#N/A", "#REF!", "#VALUE!"])
def test_an_error_of_excel_is_refused(tmp_path: Path, value: str) -> None:
    def break_it(sheet: Worksheet) -> None:
        sheet["F2"].data_type = "e"

    [finding] = read_rows(tmp_path, a_row(text=value), change=break_it)[1]
    assert (finding.rule, finding.place.spot) == ("DATA-015", "cell F2")
    assert value in finding.message


def hide_rows(sheet: Worksheet) -> None:
    for number in (2, 3, 5):
        sheet.row_dimensions[number].hidden = True


def filter_rows(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:F5"
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["E"].hidden = True


def hide_sheet(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.create_sheet("other")
    sheet.sheet_state = "veryHidden"


def merge_owners(sheet: Worksheet) -> None:
    sheet.merge_cells("E2:E3")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (hide_rows, "rows are hidden (2–3, 5)"),
        (filter_rows, "rows are filtered out (3)"),
        (hide_column, "the column “owner” is hidden"),
        (hide_sheet, "the sheet is hidden"),
        (merge_owners, "the cells E2:E3 are merged"),
    ],
)
def test_what_a_drafter_cannot_see_is_read_and_said(
    tmp_path: Path, change: Callable[[Worksheet], None], words: str
) -> None:
    rows = [a_row(item=item) for item in "abcd"]
    dossier, [finding] = read_rows(tmp_path, *rows, change=change)
    assert str(finding).split(": ", 1)[1].startswith(f"warning {finding.rule}: {words}")
    assert len(dossier.follow_ups) == 4


def test_merged_key_cells_are_refused(tmp_path: Path) -> None:
    dossier, findings = read_rows(tmp_path, ROW, a_row(item="b"), change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert {(finding.rule, finding.grade.word, finding.place.spot) for finding in findings} == {
        ("DATA-005", "error", "cell A3"),
        ("DATA-017", "error", "cells A2:A3"),
    }
    assert [row.item for row in dossier.follow_ups] == ["a"]


def test_a_row_of_no_height_counts_as_hidden(tmp_path: Path) -> None:
    flat = changed_part(
        a_workbook({"followup": [HEADER, ROW]}),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<row r="2"', b'<row r="2" ht="0" customHeight="1"'),
    )
    [finding] = read(tmp_path, {"followup.csv": None, "status.xlsx": flat})[1]
    assert "rows are hidden (2)" in finding.message


def strike_cell(sheet: Worksheet) -> None:
    sheet["F2"].font = Font(strike=True)


def strike_a_word(sheet: Worksheet) -> None:
    struck = TextBlock(InlineFont(strike=True), "Sixty")
    sheet["F2"].value = CellRichText(struck, " transfers")


@pytest.mark.parametrize("strike", [strike_cell, strike_a_word])
def test_text_struck_through_is_refused(tmp_path: Path, strike: Callable[[Worksheet], None]) -> None:
    dossier, [finding] = read_rows(tmp_path, change=strike)
    assert (finding.rule, finding.place.spot) == ("DATA-018", "cell F2")
    assert dossier.follow_ups == ()


def test_text_with_bold_words_is_read_whole(tmp_path: Path) -> None:
    def embolden(sheet: Worksheet) -> None:
        sheet["F2"].value = CellRichText(TextBlock(InlineFont(b=True), "Sixty"), " transfers")

    dossier, findings = read_rows(tmp_path, change=embolden)
    assert findings == ()
    assert dossier.follow_ups[0].text == "**Sixty** transfers"


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (12.5, "General", "12.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1326000000, "#,##0", "1326000000"),
        ("480 million", "General", "480000000"),
        ("50\u00a0000", "General", "50000"),
    ],
)
def test_numbers_of_excel_are_exact(tmp_path: Path, value: object, number_format: str, expected: str) -> None:
    def show(book: Workbook) -> None:
        book["figures"]["C2"].number_format = number_format

    rows: list[list[Any]] = [["figure", "as_of", "value"], ["funds", date(2023, 3, 1), value]]
    dossier, findings = read(tmp_path, {"status.xlsx": a_workbook({"figures": rows}, show)})
    assert findings == ()
    assert str(dossier.figures[0].value) == expected


def test_a_percentage_of_excel_is_refused_because_it_holds_another_number(tmp_path: Path) -> None:
    def show(book: Workbook) -> None:
        book["figures"]["C2"].number_format = "0.0%"

    rows: list[list[Any]] = [["figure", "as_of", "value"], ["share", date(2023, 3, 1), 0.125]]
    [finding] = read(tmp_path, {"status.xlsx": a_workbook({"figures": rows}, show)})[1]
    assert "Write 12.5 in the format “General”" in finding.remedy


def test_blank_rows_are_skipped_and_keep_their_numbers(tmp_path: Path) -> None:
    dossier, _ = read_rows(tmp_path, [None] * 6, ROW)
    assert dossier.follow_ups[0].place.row == 3


def test_a_cell_beside_the_table_is_reported(tmp_path: Path) -> None:
    [finding] = read_rows(tmp_path, [*ROW, None, "note"])[1]
    assert "“note” stands in a column without a name" in finding.message


def test_the_sound_files_are_what_the_tests_think(tmp_path: Path) -> None:
    assert read(tmp_path, SOUND)[1] == ()
