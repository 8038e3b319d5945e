"""What a drafter says by the look of a cell is read as markup, or a sentence names the cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from briefgen.findings import Finding
from briefgen.model.dossier import Dossier
from briefgen.sources.files.cell_formats import period_shown
from tests.sources.folders import a_workbook, changed_part, read

HEADER = ["point", "item", "as_of", "due", "owner", "text"]
ROW = ["dublin", "a", date(2023, 3, 1), None, "DG A", "Sixty transfers"]
BOLD, ITALIC = InlineFont(b=True), InlineFont(i=True)

Change = Callable[[Worksheet], object]


def read_sheet(tmp_path: Path, change: Change, rows: int = 1) -> tuple[Dossier, tuple[Finding, ...]]:
    """The dossier whose follow-up is a sheet of such rows, with what a drafter does to it."""

    def change_sheet(workbook: Workbook) -> None:
        change(workbook["followup"])

    content = a_workbook({"followup": [HEADER, *([*ROW[:1], f"a{n}", *ROW[2:]] for n in range(rows))]}, change_sheet)
    return read(tmp_path, {"followup.csv": None, "status.xlsx": content})


def put(spot: str, **changes: Any) -> Change:
    """Set attributes of a cell."""

    def change(sheet: Worksheet) -> None:
        for name, value in changes.items():
            setattr(sheet[spot], name, value)

    return change


def rich(*parts: str | TextBlock) -> CellRichText:
    return CellRichText(*parts)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (rich(TextBlock(BOLD, "Sixty"), " transfers"), "**Sixty** transfers"),
        (rich("It is ", TextBlock(BOLD, "adopted"), " and ", TextBlock(ITALIC, "de facto"), " applied"),
         "It is **adopted** and *de facto* applied"),
        (rich(TextBlock(BOLD, "Note: "), "see"), "**Note:** see"),
        (rich("a ", TextBlock(InlineFont(b=True, i=True), "both")), "a ***both***"),
        (rich("first\n", TextBlock(BOLD, "second\nthird")), "first\\\n**second**\\\n**third**"),
        (rich(TextBlock(BOLD, "• one\n• two")), "- **one**\n- **two**"),
        (rich(TextBlock(BOLD, "part"), "ial"), "**part**ial"),
        (rich(TextBlock(InlineFont(), "plain"), " words"), "plain words"),
    ],
)  # fmt: skip
def test_bold_and_italics_of_words_arrive_as_markup(tmp_path: Path, value: CellRichText, text: str) -> None:
    dossier, findings = read_sheet(tmp_path, put("F2", value=value))
    assert findings == ()
    assert dossier.follow_ups[0].text == text


def test_a_cell_in_bold_is_a_text_in_bold(tmp_path: Path) -> None:
    dossier, findings = read_sheet(tmp_path, put("F2", font=Font(bold=True)))
    assert (dossier.follow_ups[0].text, findings) == ("**Sixty transfers**", ())


@pytest.mark.parametrize(
    ("target", "text", "marked"),
    [
        ("https://example.eu/plan", "The plan", "[The plan](https://example.eu/plan)"),
        ("https://example.eu/a (b)", "The plan", "[The plan](https://example.eu/a%20%28b%29)"),
        ("mailto:a@example.eu", "Ms [A]", r"[Ms \[A\]](mailto:a@example.eu)"),
    ],
)
def test_a_link_set_in_excel_is_a_link(tmp_path: Path, target: str, text: str, marked: str) -> None:
    dossier, findings = read_sheet(tmp_path, put("F2", value=text, hyperlink=target))
    assert (dossier.follow_ups[0].text, findings) == (marked, ())


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (put("F2", hyperlink="file:///C:/plan.docx"), "cell F2", "the link of the cell, to file:///C:/plan.docx"),
        (put("E2", hyperlink="https://example.eu"), "cell E2", "the link of the cell, to https://example.eu"),
        (put("F2", value=rich("m", TextBlock(InlineFont(vertAlign="superscript"), "2"))), "cell F2", "superscript"),
        (put("F2", font=Font(vertAlign="subscript")), "cell F2", "subscript"),
        (put("F2", font=Font(underline="single")), "cell F2", "underlining"),
        (put("F2", value=rich("un", TextBlock(ITALIC, "believ"), "able")), "cell F2", "italics"),
        (put("E2", value=rich("DG ", TextBlock(BOLD, "A"))), "cell E2", "the look of the text is not read: bold"),
        (put("A2", comment=Comment("Do not send before 20 March", "X")), "cell A2", "“Do not send before 20 March”"),
        (put("E1", comment=Comment("Ask them", "X")), "cell E1", "“Ask them”"),
    ],
)
def test_what_cannot_be_carried_is_told_with_the_cell(tmp_path: Path, change: Change, place: str, words: str) -> None:
    dossier, findings = read_sheet(tmp_path, change)
    assert [str(finding) for finding in findings if place in str(finding) and words in str(finding)] != []
    assert len(findings) == 1
    assert len(dossier.follow_ups) == 1  # nothing is refused for it


def test_of_a_thread_of_comments_the_words_are_told(tmp_path: Path) -> None:
    thread = "[Threaded comment]\n\nYour version of Excel allows you to read it\n\nComment:\n    Ask again"
    _, (finding,) = read_sheet(tmp_path, put("B2", comment=Comment(thread, "X")))
    assert "is not read: “Ask again”" in finding.message


def test_a_comment_beside_the_rows_makes_no_row(tmp_path: Path) -> None:
    dossier, findings = read_sheet(tmp_path, put("B5", comment=Comment("see above", "X")))
    assert (len(dossier.follow_ups), [finding.rule for finding in findings]) == (1, ["DATA-047"])


RED = PatternFill("solid", fgColor="FFFF0000")


def test_cells_that_differ_by_colour_alone_are_named_in_one_hint(tmp_path: Path) -> None:
    def colour(sheet: Worksheet) -> None:
        for spot in ("E2", "F3"):
            cell = sheet[spot]
            assert isinstance(cell, Cell)
            cell.fill = RED
        sheet["E4"].font = Font(color="FF00B050")

    _, findings = read_sheet(tmp_path, colour, rows=5)
    assert [(finding.rule, finding.grade.word) for finding in findings] == [("DATA-046", "hint")]
    assert "(E2, F3, E4)" in findings[0].message


@pytest.mark.parametrize("ink", ["FF000000", None])
def test_a_column_in_one_colour_and_black_on_white_mean_nothing(tmp_path: Path, ink: str | None) -> None:
    def colour(sheet: Worksheet) -> None:
        for row in range(1, 7):
            sheet.cell(row, 2).fill = RED
        sheet["F3"].fill = PatternFill("solid", fgColor="FFFFFFFF")
        sheet["F4"].font = Font(color=ink)

    _, findings = read_sheet(tmp_path, colour, rows=5)
    assert findings == ()


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("TODAY()", "the formula =TODAY(…) gives another value each time"),
        ("TEXT(NOW(),&quot;yyyy&quot;)", "the formula =NOW(…)"),
        ("RANDBETWEEN(1,6)", "the formula =RANDBETWEEN(…)"),
        ("HYPERLINK(&quot;https://x.eu&quot;,&quot;x&quot;)", "the link that the formula =HYPERLINK(…) makes"),
    ],
)
def test_a_formula_that_changes_by_itself_is_told_with_its_cell(tmp_path: Path, formula: str, words: str) -> None:
    def with_formula(part: bytes) -> bytes:
        cell = f'<c r="E2" t="str"><f>{formula}</f><v>x</v></c>'.encode()
        return re.sub(b'<c r="E2".*?</c>', cell, part)

    content = a_workbook({"followup": [HEADER, ROW]})
    changed = changed_part(content, "xl/worksheets/sheet1.xml", with_formula)
    assert changed != content
    _, (finding,) = read(tmp_path, {"followup.csv": None, "status.xlsx": changed})
    assert str(finding).startswith("status.xlsx, sheet followup, row 2, column owner, cell E2: warning")
    assert words in finding.message


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Measures:\n– first;\n– second;\n• third", "Measures:\n- first;\n- second;\n- third"),
        ("•\tone\n•\ttwo", "- one\n- two"),
        ("· one\n· two", "- one\n- two"),
        ("-one\n-two", "- one\n- two"),
        ("• alone", "- alone"),
        ("– alone", "– alone"),
        ("-5 %\n-7 %", "-5 %\\\n-7 %"),
        ("Mr A\nMs B\nMr C", "Mr A\\\nMs B\\\nMr C"),
        ("First_x000B_item", "First\\\nitem"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("1. one\n2. two\nthree", "1. one\n2. two\\\nthree"),
        ("Meeting of\n17. March", "Meeting of\\\n17. March"),
        ("## Head\ntext[^a]\n[^a]: note", "## Head\ntext[^a]\n[^a]: note"),
        ("one  \ntwo\\\nthree", "one  \ntwo\\\nthree"),
    ],
)
def test_lines_and_bullets_of_a_cell_stay_lines_and_bullets(tmp_path: Path, cell: str, text: str) -> None:
    dossier, findings = read_sheet(tmp_path, put("F2", value=cell))
    assert (dossier.follow_ups[0].text, findings) == (text, ())


def test_lines_in_a_cell_of_csv_are_read_as_those_of_a_sheet(tmp_path: Path) -> None:
    content = 'point,item,as_of,owner,text\ndublin,a,2023-03-01,"Mr A\nMs B","Mr A\x0bMs B\n• one"\n'
    dossier, findings = read(tmp_path, {"followup.csv": content})
    assert findings == ()
    assert (dossier.follow_ups[0].owner, dossier.follow_ups[0].text) == ("Mr A\nMs B", "Mr A\\\nMs B\n- one")


@pytest.mark.parametrize(
    ("shown", "period"),
    [
        (r"mmm\-yy", "2023-04"),
        ("mmm-yy", "2023-04"),
        (r"[$-407]mmmm\ yyyy;@", "2023-04"),
        ("mm/yyyy", "2023-04"),
        ('mmmm" of "yyyy', "2023-04"),
        ("yyyy-mm-dd", "2023-04-01"),
        ("d mmm yyyy", "2023-04-01"),
    ],
)
def test_a_month_typed_as_a_deadline_is_that_month(tmp_path: Path, shown: str, period: str) -> None:
    dossier, findings = read_sheet(tmp_path, put("D2", value=date(2023, 4, 1), number_format=shown))
    assert (dossier.follow_ups[0].due, findings) == (period, ())


def test_a_year_typed_as_a_deadline_is_that_year(tmp_path: Path) -> None:
    dossier, findings = read_sheet(tmp_path, put("D2", value=date(2023, 1, 1), number_format="yyyy"))
    assert (dossier.follow_ups[0].due, findings) == ("2023", ())


@pytest.mark.parametrize(
    ("spot", "day", "words"),
    [
        ("D2", date(2023, 4, 17), "the cell shows 2023-04 and holds the day 2023-04-17"),
        ("C2", date(2023, 4, 1), "This column takes a day"),
    ],
)
def test_a_format_that_hides_what_is_meant_is_refused(tmp_path: Path, spot: str, day: date, words: str) -> None:
    _, (finding,) = read_sheet(tmp_path, put(spot, value=day, number_format="mmm-yy"))
    assert finding.grade.word == "error"
    assert words in str(finding)


@pytest.mark.parametrize("shown", ["General", "h:mm", "mm:ss", "dd/mm/yy", '"y"0', r"\y0"])
def test_other_formats_show_no_period(shown: str) -> None:
    assert period_shown(shown) == ""


def test_errors_in_a_column_that_is_not_read_do_no_harm(tmp_path: Path) -> None:
    def add_column(sheet: Worksheet) -> None:
        sheet["G1"].value, sheet["G2"].value = "My notes", "#N/A"
        sheet["G2"].font = Font(strike=True)

    dossier, findings = read_sheet(tmp_path, add_column)
    assert [finding.rule for finding in findings] == ["DATA-001"]
    assert len(dossier.follow_ups) == 1
