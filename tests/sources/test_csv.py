from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError
from briefgen.sources.files.csv import read_csv, read_records
from briefgen.sources.files.schema import FOLLOWUP
from tests.sources.folders import found, read

TABLE = "point,item,as_of,text\ndublin,a,2023-03-01,Übergabe – 60\n"


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        ("sep=;\n" + TABLE.replace(",", ";")).encode(),
        codecs.BOM_UTF8 + ("sep=|\r\n" + TABLE.replace(",", "|")).encode(),
        TABLE.replace("point", '"point"').replace("dublin", '"dublin"').encode(),
        ("\n" + TABLE + "\n,,,\n").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "crlf", "cr", ";", "tab", "sep", "bom+sep", "quoted", "blank rows"],
)
def test_the_usual_ways_to_write_a_csv_file_give_the_same_row(tmp_path: Path, content: bytes) -> None:
    dossier, findings = read(tmp_path, {"followup.csv": content})
    assert findings == ()
    [row] = dossier.follow_ups
    assert (row.point, row.item, row.text) == ("dublin", "a", "Übergabe – 60")


def test_cells_over_several_lines_are_kept_and_rows_counted_as_excel_shows_them(tmp_path: Path) -> None:
    content = 'point,item,as_of,text\ndublin,a,2023-03-01,"one\r\ntwo"\n\ndublin,b,2023-13-01,x\n'
    dossier, [finding] = read(tmp_path, {"followup.csv": content})
    assert dossier.follow_ups[0].text == "one\\\ntwo"
    assert str(finding.place) == "followup.csv, row 4, column as_of, line 5"


def test_the_sep_line_is_no_row_but_a_line(tmp_path: Path) -> None:
    [finding] = read(tmp_path, {"followup.csv": "sep=,\npoint,item,as_of,text\ndublin,b,never,x\n"})[1]
    assert (finding.place.row, finding.place.line) == (2, 3)


@pytest.mark.parametrize(("row", "count"), [("dublin,a,2023-03-01,x,y", 5), ("dublin,a,2023-03-01", 3)])
def test_a_row_with_a_field_more_or_less_is_reported_with_its_row(tmp_path: Path, row: str, count: int) -> None:
    dossier, findings = read(tmp_path, {"followup.csv": f"{TABLE}{row}\n"})
    assert [str(finding.place) for finding in findings] == ["followup.csv, row 3"]
    assert f"the row has {count} fields, the header has 4" in findings[0].message
    assert [entry.item for entry in dossier.follow_ups] == ["a"]


def test_a_decimal_comma_never_shifts_a_row(tmp_path: Path) -> None:
    [finding] = found(tmp_path, {"figures.csv": "figure,as_of,value\nfunds,2023-03-01,1,5\n"})
    assert "the row has 4 fields, the header has 3" in finding
    [finding] = found(tmp_path, {"figures.csv": "figure;as_of;value\nfunds;2023-03-01;1,5\n"})
    assert "because of the comma" in finding


def test_text_in_a_column_without_a_name_is_reported(tmp_path: Path) -> None:
    findings = found(tmp_path, {"followup.csv": "point,item,as_of,text,\ndublin,a,2023-03-01,x,\n"})
    assert findings == []
    [finding] = found(tmp_path, {"followup.csv": "point,item,as_of,text,\ndublin,a,2023-03-01,x,note\n"})
    assert "stands in a column without a name" in finding


@pytest.mark.parametrize("text", ["007", "1E5", "NA", "null", "None", "n/a", "=cmd|' /C calc'!A0", "NO", "1.10"])
def test_a_text_is_a_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    dossier, findings = read(
        tmp_path, {"followup.csv": f"point,item,as_of,owner,text\ndublin,a,2023-03-01,{text},{text}\n"}
    )
    assert findings == ()
    assert (dossier.follow_ups[0].owner, dossier.follow_ups[0].text) == (text, text)


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (TABLE.encode("cp1252"), "followup.csv, line 2", "Windows-1252, where this byte is “Ü”"),
        (codecs.BOM_UTF8 + TABLE.encode("cp1252"), "followup.csv, line 2", "CSV UTF-8"),
        (TABLE.encode("utf-16-le"), "followup.csv, line 1", "NUL character"),
        (TABLE.encode() + b"dublin,b,2023-03-01,a\0b\n", "followup.csv, line 3", "NUL character"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "followup.csv", "UTF-16 but is damaged"),
        (f'{TABLE}dublin,b,2023-03-01,"open\nmore\n'.encode(), "followup.csv, row 3", "never closed"),
        (f'{TABLE}dublin,b,2023-03-01,"a"b\n'.encode(), "followup.csv, row 3", "after its closing quotation mark"),
        (f"{TABLE}dublin,b,2023-03-01,{'x' * 131_073}\n".encode(), "followup.csv, row 3", "more than 131072"),
    ],
    ids=["cp1252", "bom+cp1252", "utf-16 without bom", "nul", "half utf-16", "unclosed", "after quote", "huge field"],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, content: bytes, place: str, words: str
) -> None:
    with pytest.raises(UnreadableInputError) as refusal:
        read(tmp_path, {"followup.csv": content})
    assert str(refusal.value).startswith(place)
    assert words in str(refusal.value)


def test_an_empty_file_is_reported_with_the_columns_it_should_have(tmp_path: Path) -> None:
    [finding] = found(tmp_path, {"followup.csv": ""})
    assert "the table “followup” is empty" in finding
    assert "point, item, as_of" in finding


@pytest.mark.parametrize("rows", ["a\n", '"a\nb"\n'])
def test_rows_are_counted_and_neither_lines_nor_headings(rows: str) -> None:
    header = "point\n"
    assert sum(1 for _ in read_records((header + rows * 100_000).encode(), "followup.csv")) == 100_001
    with pytest.raises(UnreadableInputError, match="has 100001 rows; at most 100000 are read"):
        read_records((header + rows * 100_001).encode(), "followup.csv")


def test_a_header_without_end_is_refused_and_a_wide_one_told_of() -> None:
    with pytest.raises(UnreadableInputError, match=r"row 1: the row has 200000 fields; at most 16384 are read"):
        read_csv(FOLLOWUP, ",".join(f"c{at}" for at in range(200_000)).encode(), "followup.csv")
    twice = read_csv(FOLLOWUP, ",".join(f"c{at % 8_000}" for at in range(16_000)).encode(), "followup.csv")
    assert sum("stands there twice" in str(each) for each in twice.findings) == 8_000
