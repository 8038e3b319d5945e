"""Files that are no workbook, or a dangerous one, each refused in its own sentence before a library opens it."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError
from briefgen.intake.trackers.sheets import read_sheets
from briefgen.sources.files.xlsx import open_workbook
from tests.sources.folders import a_workbook, changed_part, read

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def good() -> bytes:
    return a_workbook({"followup": [["point", "item", "as_of", "text"], ["dublin", "a", "2023-03-01", "x"]]})


def with_sheet(xml: str) -> bytes:
    return changed_part(good(), SHEET, lambda _: f'<worksheet xmlns="{NAMESPACE}">{xml}</worksheet>'.encode())


def with_entry(name: str, part: bytes, compress_type: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO(good())
    with zipfile.ZipFile(content, "a", compress_type) as package:
        package.writestr(name, part)
    return content.getvalue()


def with_replaced(part: str, old: bytes, new: bytes) -> bytes:
    return changed_part(good(), part, lambda xml: xml.replace(old, new))


def with_cell(reference: str) -> bytes:
    return with_sheet(f'<sheetData><row><c r="{reference}"><v>1</v></c></row></sheetData>')


ALL = 'ref="A1:XFD1048576"'
NUMBERED_ROWS = "".join(f'<row spans="{number}"><c/></row>' for number in range(100_031))
CASES = {
    "broken xml": (changed_part(good(), SHEET, lambda xml: xml[:-20]), f"not well-formed XML: {SHEET}"),
    "macros": (with_entry("xl/vbaProject.bin", b"x"), "contains macros"),
    "doctype": (with_entry("xl/extra.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "document type declaration"),
    "tight part": (with_entry("xl/more.xml", b"<a>" + b" " * 2_000_000 + b"</a>"), "more than 200 times its size"),
    "120 MB": (with_entry("xl/media/a.bin", b"\0" * 120_000_000), "more than 100 MB unpacked"),
    "last cell": (with_cell("XFD1048576"), "reaches beyond"),
    "row 100031": (with_cell("A100031"), "reaches beyond"),
    "column 61": (with_cell("BI1"), "reaches beyond"),
    "cells without references": (with_sheet(f"<sheetData>{NUMBERED_ROWS}</sheetData>"), "reaches beyond"),
    "merged to the end": (with_sheet(f"<sheetData/><mergeCells><mergeCell {ALL}/></mergeCells>"), "reaches beyond"),
    "linked to the end": (with_sheet(f"<sheetData/><hyperlinks><hyperlink {ALL}/></hyperlinks>"), "reaches beyond"),
}


@pytest.mark.parametrize(("content", "words"), CASES.values(), ids=CASES.keys())
def test_what_is_no_sound_workbook_is_refused_in_a_sentence_and_at_once(content: bytes, words: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableInputError) as refusal:
        open_workbook(content, "status.xlsx").sheet("followup")
    assert time.monotonic() - begun < 5
    assert re.match(r"status\.xlsx[: ]", str(refusal.value))
    assert words in str(refusal.value)


def test_a_million_rows_are_refused_at_once() -> None:
    begun = time.monotonic()
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 600_001))
    with pytest.raises(UnreadableInputError, match=r"reaches beyond|MB when unpacked"):
        open_workbook(with_sheet(f"<sheetData>{rows}</sheetData>"), "status.xlsx").sheet("followup")
    assert time.monotonic() - begun < 5


WIDE = [["Week", *range(1, 80)], ["Draft it", *"x" * 79]]


def test_a_sheet_beside_the_table_may_be_as_wide_as_a_calendar(tmp_path: Path) -> None:
    table = [["point", "item", "as_of", "text"], ["dublin", "a", "2023-03-01", "Words."]]
    content = a_workbook({"Calendar": WIDE, "followup": table})
    dossier, findings = read(tmp_path, {"followup.csv": None, "status.xlsx": content})
    assert [row.text for row in dossier.follow_ups] == ["Words."]
    assert findings == ()


def test_where_headings_stand_in_a_sheet_that_is_not_read_that_is_what_is_told(tmp_path: Path) -> None:
    yaml = "title: x\nsources: {followup: {file: t.xlsx, columns: {text: Status}}}\n"
    content = a_workbook({"Calendar": WIDE, "Notes": [["Nothing", "here"]]})
    with pytest.raises(UnreadableInputError, match="reaches beyond"):
        read(tmp_path, {"dossier.yaml": yaml, "followup.csv": None, "t.xlsx": content})


def test_an_import_reads_the_sheets_that_it_can_and_tells_of_the_other() -> None:
    content = a_workbook({"Calendar": WIDE, "Actions": [["Ref", "Action"], ["1", "Draft it"]]})
    read_ = read_sheets(content, "t.xlsx")
    assert [grid.place.sheet for grid in read_.grids] == ["Actions"]
    assert [(told.what, told.place.sheet) for told in read_.told] == [
        ("a sheet beyond 100000 rows or 60 columns, which is not read", "Calendar")
    ]
    with pytest.raises(UnreadableInputError, match="reaches beyond"):
        read_sheets(a_workbook({"Calendar": WIDE}), "t.xlsx")


def test_a_workbook_of_excel_with_macros_is_refused_under_its_own_name(tmp_path: Path) -> None:
    yaml = "title: x\nsources: {followup: {file: status.xlsm}}\n"
    content = with_replaced("[Content_Types].xml", b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    with pytest.raises(UnreadableInputError, match=r"status.xlsm contains macros"):
        read(tmp_path, {"dossier.yaml": yaml, "followup.csv": None, "status.xlsm": content})


def test_a_sheet_at_the_limit_is_read_in_time(tmp_path: Path) -> None:
    header = ["point", "item", "as_of", "text"]
    rows = [header, *(["dublin", f"i{number}", "2023-03-01", "x"] for number in range(4_999))]
    dossier, findings = read(tmp_path, {"followup.csv": None, "status.xlsx": a_workbook({"followup": rows})})
    assert findings == ()
    assert len(dossier.follow_ups) == 4_999


@pytest.mark.parametrize("area", ["A1:A1048576", "A1:B1048576"])
def test_a_margin_merged_down_to_the_last_row_is_harmless(tmp_path: Path, area: str) -> None:
    def change(part: bytes) -> bytes:
        return part.replace(b"</sheetData>", f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>'.encode())

    rows = [["", "", "Ref", "Action", "Status"], ["", "", "A", "Draft it", "done"]]
    content = changed_part(a_workbook({"Actions": rows}), "xl/worksheets/sheet1.xml", change)
    columns = "columns: {point: Ref, text: Status, state: Status}, constants: {as_of: 2026-06-15}"
    yaml = f"title: x\nsources:\n  followup: {{file: t.xlsx, {columns}}}\n"
    yaml += "  commitments: {from: followup, columns: {point: Ref, text: Action}}\n"
    files = {"commitments.csv": None, "followup.csv": None, "dossier.yaml": yaml, "t.xlsx": content}
    begun = time.monotonic()
    dossier, findings = read(tmp_path, files)
    assert time.monotonic() - begun < 5
    assert (len(dossier.follow_ups), findings) == (1, ())


def test_a_workbook_saved_as_strict_is_read_like_any_other(tmp_path: Path) -> None:
    rows = [["point", "item", "as_of", "text"], ["dublin", "a", "2023-03-01", "Sixty transfers"]]
    content = a_workbook({"followup": rows})
    office, oclc = b"http://schemas.openxmlformats.org", b"http://purl.oclc.org/ooxml"
    for part in ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/sharedStrings.xml"):
        content = changed_part(
            content, part, lambda xml: re.sub(office + rb"/(office\w+|spreadsheetml)/2006", oclc + rb"/\1", xml)
        )
    dossier, findings = read(tmp_path, {"followup.csv": None, "status.xlsx": content})
    assert ([row.text for row in dossier.follow_ups], findings) == (["Sixty transfers"], ())


def cells_of(xml: str, before: str = "") -> list[list[object]]:
    """The rows of the sheet with these elements; what is no plain text is its value."""
    content = changed_part(
        good(),
        SHEET,
        lambda _: f'<worksheet xmlns="{NAMESPACE}">{before}<sheetData>{xml}</sheetData></worksheet>'.encode(),
    )
    sheet = open_workbook(content, "status.xlsx").sheet("followup")
    return [
        [cell if isinstance(cell, str) else cell.value for cell in sheet.cells(row)]
        for row in range(1, sheet.height + 1)
    ]


INLINE = '<c t="inlineStr"><is>{}</is></c>'
ALOUD = '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh>'
PARTS = '<r><t>a </t></r><r><t xml:space="preserve"> b</t></r>'


@pytest.mark.parametrize(
    ("xml", "cells"),
    [
        ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", [[1, 2], [3, ""]]),
        ('<row r="2"><c r="B2"><v>1</v></c></row>', [["", ""], ["", 1]]),
        ('<row r="2"><c r="B2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>', [[2, ""], ["", 1]]),
        ('<row r="1"><c r="B2"><v>1</v></c><c><v>2</v></c></row>', [["", "", ""], ["", 1, 2]]),
        ('<row r="1"><c r="b1"><v>1</v></c></row>', [["", 1]]),
        ('<row r="1.0"><c><v>1e3</v></c></row>', [[1000.0]]),
        ("<row>\n <c>\n <v>7</v>\n </c>\n</row>", [[7]]),
        (f"<row>{INLINE.format(ALOUD)}</row>", [["東京"]]),
        (f"<row>{INLINE.format(PARTS)}</row>", [["a  b"]]),
        (f"<row>{INLINE.format('<t>one_x000D__x005F_x0041_</t>')}</row>", [["one\r_x0041_"]]),
        ('<row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v/></c></row>', [[True, "#N/A", ""]]),
        ("<row><c><!-- a --><v>1<!-- b -->2</v></c><c><v><![CDATA[3]]></v></c></row>", [[12, 3]]),
    ],
)
def test_sheets_are_read_as_other_programs_spell_them(xml: str, cells: list[list[object]]) -> None:
    assert cells_of(xml) == cells


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    assert cells_of("<row><c><v>1</v></c><c><v>2</v></c></row>", '<dimension ref="A1:XFD1048576"/>') == [[1, 2]]
    assert cells_of("<row><c><v>1</v></c><c><v>2</v></c></row>", '<dimension ref="A1"/>') == [[1, 2]]


HOSTILE = {
    "a row of 1e9": ('<row r="1000000000"><c><v>1</v></c></row>', "reaches beyond"),
    "a row of no number": ('<row r="x"><c><v>1</v></c></row>', "cannot be read"),
    "a cell in no column": ('<row r="1"><c r="1"><v>1</v></c></row>', "cannot be read"),
    "cells without end in a row": (f"<row>{'<c/>' * 61}</row>", "cannot be read|beyond"),
    "elements without end": ("".join(f"<x{n} y='{n}'/>" for n in range(2_500_001)), "reaches beyond"),
    "no such text": ('<row><c t="s"><v>99999</v></c></row>', "cannot be read"),
    "a text before the first": ('<row><c t="s"><v>-1</v></c></row>', "cannot be read"),
    "no such style": ('<row><c s="99"><v>1</v></c></row>', "cannot be read"),
    "a number of 5000 digits": (f"<row><c><v>{'9' * 5000}</v></c></row>", "cannot be read"),
    "no number": ("<row><c><v>many</v></c></row>", "cannot be read"),
}


@pytest.mark.parametrize(("xml", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_sheets_that_no_program_writes_are_refused_in_a_sentence(xml: str, words: str) -> None:
    with pytest.raises(UnreadableInputError, match=words):
        cells_of(xml)


def test_a_deep_sheet_and_an_endless_number_do_no_harm() -> None:
    depth = 100_000
    assert cells_of(
        "<row><c><v>1</v></c></row>"
        + "".join(f"<x{n % 7}>" for n in range(depth))
        + "".join(f"</x{n % 7}>" for n in reversed(range(depth)))
    ) == [[1]]
    assert cells_of("<row><c><v>1e999</v></c></row>") == [[float("inf")]]


def test_merged_cells_without_end_are_refused() -> None:
    areas = "".join(f'<mergeCell ref="A1:BH{20_000 + n}"/>' for n in range(10))
    content = changed_part(
        good(),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", f"</sheetData><mergeCells>{areas}</mergeCells>".encode()),
    )
    with pytest.raises(UnreadableInputError, match="Unmerge the cells A1:BH20000"):
        open_workbook(content, "status.xlsx").sheet("followup")
