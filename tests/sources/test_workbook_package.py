"""Files that are no workbook, or a dangerous one, each refused in its own sentence before a library opens it."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError
from briefgen.sources.files.xlsx import open_workbook
from tests.sources.folders import a_workbook, changed_part, read

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def good() -> bytes:
    return a_workbook({"followup": [["point", "item", "as_of", "text"], ["dublin", "a", "2023-03-01", "x"]]})


def a_zip(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return content.getvalue()


def with_sheet(xml: str) -> bytes:
    return changed_part(good(), SHEET, lambda _: f'<worksheet xmlns="{NAMESPACE}">{xml}</worksheet>'.encode())


def with_entry(name: str, part: bytes, compress_type: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO(good())
    with zipfile.ZipFile(content, "a", compress_type) as package:
        package.writestr(name, part)
    return content.getvalue()


def with_many_entries() -> bytes:
    content = io.BytesIO(good())
    with zipfile.ZipFile(content, "a") as package:
        for number in range(2_000):
            package.writestr(f"xl/extra/{number}.bin", b"")
    return content.getvalue()


def with_duplicate() -> bytes:
    content = io.BytesIO(good())
    with zipfile.ZipFile(content, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(SHEET, b"<worksheet/>")
    return content.getvalue()


def with_bad_crc() -> bytes:
    content = io.BytesIO(good())
    with zipfile.ZipFile(content) as package:
        start = package.getinfo(SHEET).header_offset
    damaged = bytearray(content.getvalue())
    at = start + 30 + len(SHEET) + 40
    damaged[at] ^= 0xFF
    return bytes(damaged)


def with_replaced(part: str, old: bytes, new: bytes) -> bytes:
    return changed_part(good(), part, lambda xml: xml.replace(old, new))


def with_cell(reference: str) -> bytes:
    return with_sheet(f'<sheetData><row><c r="{reference}"><v>1</v></c></row></sheetData>')


ALL = 'ref="A1:XFD1048576"'
MACRO_ENABLED = with_replaced("[Content_Types].xml", b"spreadsheetml.sheet.main", b"spreadsheet.macroEnabled.main")
CASES = {
    "empty": (b"", "the file is empty (0 bytes)"),
    "password": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "the workbook has a password"),
    "old excel": (OLE + b"\0" * 600, "(.xls)"),
    "html": (b"<html><body><table>", "a web page (HTML)"),
    "rtf": (b"{\\rtf1 x}", "an RTF text"),
    "pdf": (b"%PDF-1.7", "a PDF"),
    "csv": (b"point,item\n", "give it the ending .csv"),
    "word": (a_zip(word__document_dot_xml=b"<x/>"), "a Word document"),
    "opendocument": (a_zip(mimetype=b"x", content_dot_xml=b"<x/>"), "an OpenDocument file"),
    "binary workbook": (a_zip(xl__workbook_dot_bin=b"x"), "(.xlsb)"),
    "some zip": (a_zip(readme_dot_txt=b"x"), "a zip archive"),
    "truncated": (good()[:-200], "damaged or incomplete"),
    "bad crc": (with_bad_crc(), "damaged or incomplete"),
    "broken xml": (changed_part(good(), SHEET, lambda xml: xml[:-20]), f"the part {SHEET} of the workbook is damaged"),
    "macros": (with_entry("xl/vbaProject.bin", b"x"), "a workbook with macros"),
    "renamed xlsm": (MACRO_ENABLED, "a workbook with macros"),
    "old macros": (with_entry("xl/macrosheets/sheet1.xml", b"<x/>"), "a workbook with macros"),
    "doctype": (with_entry("xl/extra.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "DOCTYPE"),
    "doctype in utf-16": (with_entry("xl/extra.xml", "<!DOCTYPE x><x/>".encode("utf-16")), "DOCTYPE"),
    "many entries": (with_many_entries(), "more than 2000"),
    "tight part": (with_entry("xl/media/a.bin", b"\0" * 1_000_000), "packed more than 200 to 1"),
    "60 MB": (with_entry("xl/media/a.bin", b"\0" * 60_000_000), "MB when unpacked"),
    "last cell": (with_cell("XFD1048576"), "reaches beyond"),
    "row 5001": (with_cell("A5001"), "reaches beyond"),
    "column 61": (with_cell("BI1"), "reaches beyond"),
    "cells without references": (with_sheet(f"<sheetData>{'<row><c/></row>' * 5_001}</sheetData>"), "reaches beyond"),
    "merged to the end": (with_sheet(f"<sheetData/><mergeCells><mergeCell {ALL}/></mergeCells>"), "reaches beyond"),
    "linked to the end": (with_sheet(f"<sheetData/><hyperlinks><hyperlink {ALL}/></hyperlinks>"), "reaches beyond"),
    "strict": (
        with_replaced("xl/workbook.xml", NAMESPACE.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        "Strict Open XML",
    ),
    "no workbook part": (with_replaced("[Content_Types].xml", b"sheet.main+xml", b"nothing+xml"), "cannot be read"),
}


@pytest.mark.parametrize(("content", "words"), CASES.values(), ids=CASES.keys())
def test_what_is_no_sound_workbook_is_refused_in_a_sentence_and_at_once(content: bytes, words: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableInputError) as refusal:
        open_workbook(content, "status.xlsx")
    assert time.monotonic() - begun < 5
    assert str(refusal.value).startswith("status.xlsx: ")
    assert words in str(refusal.value)


def test_duplicate_parts_are_refused() -> None:
    with pytest.raises(UnreadableInputError, match="two parts of the same name"):
        open_workbook(with_duplicate(), "status.xlsx")


def test_a_million_rows_are_refused_at_once() -> None:
    begun = time.monotonic()
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 600_001))
    with pytest.raises(UnreadableInputError, match=r"reaches beyond|MB when unpacked"):
        open_workbook(with_sheet(f"<sheetData>{rows}</sheetData>"), "status.xlsx")
    assert time.monotonic() - begun < 5


def test_a_file_called_xlsm_is_refused(tmp_path: Path) -> None:
    yaml = "title: x\nsources: {followup: {file: status.xlsm}}\n"
    with pytest.raises(UnreadableInputError, match="a workbook with macros"):
        read(tmp_path, {"dossier.yaml": yaml, "followup.csv": None, "status.xlsm": good()})


def test_a_sheet_at_the_limit_is_read_in_time(tmp_path: Path) -> None:
    header = ["point", "item", "as_of", "text"]
    rows = [header, *(["dublin", f"i{number}", "2023-03-01", "x"] for number in range(4_999))]
    dossier, findings = read(tmp_path, {"followup.csv": None, "status.xlsx": a_workbook({"followup": rows})})
    assert findings == ()
    assert len(dossier.follow_ups) == 4_999
