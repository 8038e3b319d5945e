"""Files that are no workbook, or a dangerous one, each refused in its own sentence before a library opens it."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError
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
CASES = {
    "broken xml": (changed_part(good(), SHEET, lambda xml: xml[:-20]), f"not well-formed XML: {SHEET}"),
    "macros": (with_entry("xl/vbaProject.bin", b"x"), "contains macros"),
    "doctype": (with_entry("xl/extra.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "document type declaration"),
    "tight part": (with_entry("xl/more.xml", b"<a>" + b" " * 2_000_000 + b"</a>"), "more than 200 times its size"),
    "60 MB": (with_entry("xl/media/a.bin", b"\0" * 60_000_000), "more than 40 MB unpacked"),
    "last cell": (with_cell("XFD1048576"), "reaches beyond"),
    "row 5001": (with_cell("A5001"), "reaches beyond"),
    "column 61": (with_cell("BI1"), "reaches beyond"),
    "cells without references": (with_sheet(f"<sheetData>{'<row><c/></row>' * 5_001}</sheetData>"), "reaches beyond"),
    "merged to the end": (with_sheet(f"<sheetData/><mergeCells><mergeCell {ALL}/></mergeCells>"), "reaches beyond"),
    "linked to the end": (with_sheet(f"<sheetData/><hyperlinks><hyperlink {ALL}/></hyperlinks>"), "reaches beyond"),
}


@pytest.mark.parametrize(("content", "words"), CASES.values(), ids=CASES.keys())
def test_what_is_no_sound_workbook_is_refused_in_a_sentence_and_at_once(content: bytes, words: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableInputError) as refusal:
        open_workbook(content, "status.xlsx")
    assert time.monotonic() - begun < 5
    assert re.match(r"status\.xlsx[: ]", str(refusal.value))
    assert words in str(refusal.value)


def test_a_million_rows_are_refused_at_once() -> None:
    begun = time.monotonic()
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 600_001))
    with pytest.raises(UnreadableInputError, match=r"reaches beyond|MB when unpacked"):
        open_workbook(with_sheet(f"<sheetData>{rows}</sheetData>"), "status.xlsx")
    assert time.monotonic() - begun < 5


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
