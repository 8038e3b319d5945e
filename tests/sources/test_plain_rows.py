"""Rows of a sheet that are read without a parser: the same comes of them as where the parser reads all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import UnreadableInputError
from briefgen.sources.files.sheets.cells import CellStyle, Sheet, TextLook, TextRun
from briefgen.sources.files.sheets.plain_rows import PlainRow, PlainRows, is_whole
from briefgen.sources.files.sheets.scan import scan_sheet
from briefgen.sources.files.sheets.values import FROM_1900, CellMaker

MAKE = CellMaker(
    ["point", ("a", TextRun("b", TextLook(bold=True)))[0], (TextRun("b", TextLook(bold=True)),), ""],
    [CellStyle(), CellStyle(TextLook(bold=True)), CellStyle(number_format="d/m/yyyy", is_date=True)],
    FROM_1900,
)
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FOREIGN = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
REMARK = b"<!-- with a remark anywhere, all is parsed -->"


def a_sheet(rows: str, *, prefix: str = "") -> bytes:
    opened = f'<{prefix}worksheet xmlns{prefix and ":"}{prefix[:-1]}="{NAMESPACE}" xmlns:x14ac="{FOREIGN}">'
    return f"{opened}<{prefix}sheetData>{rows}</{prefix}sheetData></{prefix}worksheet>".encode()


def said_of(content: bytes) -> Sheet | str:
    try:
        return scan_sheet(content, "sheet1.xml", "status.xlsx", Sheet("followup"), MAKE).sheet
    except UnreadableInputError as refusal:
        return str(refusal)


SOUND = [
    *(f' t="s"><v>{number}</v></c>' for number in (0, 1, 2, 3)),
    *(f"{style}><v>{number}</v></c>" for style in ("", ' s="1"', ' s="2"') for number in (0, 7, "1.5", "2E3")),
    *("/>", "></c>", "><v></v></c>", ' s="1"/>', ' t="b"><v>1</v></c>', ' t="e"><v>#REF!</v></c>'),
    *(' t="str"><v>word</v></c>', ' t="str"><v>two words</v></c>', ' t="str"><v>a&amp;b</v></c>'),
    *("><f>NOW()</f><v>1</v></c>", ' t="inlineStr"><is><t>own</t></is></c>', ' t="inlineStr"><is/></c>', ' cm="1"/>'),
]
ODD = [
    *(' t="s"><v>4</v></c>', ' t="s"><v>-1</v></c>', ' s="9"><v>1</v></c>', ' t="q"><v>1</v></c>', "><v>x</v></c>"),
    *("><v>1</v><v>2</v></c>", "><v>1</v>", ' xmlns="urn:other"><v>1</v></c>'),
    '><row r="9"><c r="A9" t="s"><v>0</v></c></row></c>',
]
BEGINNINGS = [' spans="1:8">', ">", ' x14ac:dyDescent="0.25">', ' hidden="1">', ' ht="0">', ' ht="12.8">', " >"]
ODD_BEGINNINGS = [
    *(' other:dyDescent="0.25">', ' xmlns="urn:other">', ' r="1">', ' a="b>c">', ' a="/>">', "/>", '/><row r="3">'),
]


def mostly(usual: st.SearchStrategy[str], odd: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.integers(0, 29).flatmap(lambda number: usual if number else odd)


@st.composite
def rows(draw: st.DrawFn) -> str:
    """Mostly rows in their order, written alike; now and then any other."""
    beginnings = draw(st.lists(st.sampled_from(BEGINNINGS), min_size=1, max_size=2))
    written = ""
    for number in range(1, draw(st.integers(2, 8))):
        named = draw(mostly(st.just(str(number)), st.sampled_from(["1", "02", "100031", "2.0", "x"])))
        inner = ""
        for letters in draw(st.lists(st.sampled_from("ABCDE"), max_size=4)):
            name = draw(mostly(st.just(f"{letters}{named}"), st.sampled_from(["A1", "BH2", "BI2", "a2", "A02", ""])))
            inner += f'<c r="{name}"{draw(mostly(st.sampled_from(SOUND), st.sampled_from(ODD)))}'
        begins = draw(mostly(st.sampled_from(beginnings), st.sampled_from(ODD_BEGINNINGS)))
        written += f'<row r="{named}"{begins}{inner}</row>'
    return written


@given(rows())
def test_the_same_comes_of_any_rows_as_where_all_are_parsed(written: str) -> None:
    sheet = a_sheet(written)
    assert said_of(sheet) == said_of(sheet + REMARK)


@given(rows(), st.integers(0, 10_000), st.binary(max_size=2))
def test_of_a_sheet_with_a_fault_the_parser_says_where(written: str, at: int, put_in: bytes) -> None:
    sheet = a_sheet(written)
    at %= len(sheet) - len(b"</sheetData></worksheet>")
    damaged = sheet[:at] + put_in + sheet[at + 1 :]
    assert said_of(damaged) == said_of(damaged + REMARK)


PLAIN = b'<row r="2" spans="1:2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>7</v></c>'


def test_a_row_is_read_where_one_that_begins_alike_has_been_parsed() -> None:
    reader = PlainRows(MAKE)
    assert reader.read(PLAIN) is None
    reader.learn(b'<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c>', 1)
    assert reader.read(PLAIN) == PlainRow(2, [1, 2], ["point", MAKE.cell("n", "1", "7")])


@pytest.mark.parametrize(
    "row",
    [
        PLAIN.replace(b'"A2"', b'"A3"'),
        PLAIN.replace(b'r="2"', b'r="02"'),
        PLAIN.replace(b"<v>7</v>", b"<f>A1</f><v>7</v>"),
        PLAIN.replace(b"<v>7</v>", b"<v>7</v><!-- -->"),
        PLAIN.replace(b"<v>0<", b"<v>4<"),
        PLAIN.replace(b"B2", b"BI2"),
        PLAIN.replace(b'r="2"', b'r="100031"').replace(b"2", b"100031"),
        PLAIN.replace(b"spans", b"spens"),
    ],
)
def test_any_other_row_is_left_to_the_parser(row: bytes) -> None:
    reader = PlainRows(MAKE)
    reader.learn(PLAIN, 2)
    assert reader.read(row) is None


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (b'<row r="2" hidden="0" xmlns="urn:other"><c r="A2"/>', 2),
        (b'<row r="2"/><row r="3"><c r="A3"/>', 3),
        (b'<row r="2"><c r="A2"/>', 0),
    ],
)
def test_nothing_is_learnt_of_a_row_that_may_mean_something_else(row: bytes, number: int) -> None:
    reader = PlainRows(MAKE)
    reader.learn(row, number)
    assert reader.read(b'<row r="4"><c r="A4"/>') is None
    assert reader.attributes == set()


@pytest.mark.parametrize(
    ("row", "whole"),
    [
        (b'<row r="2"><c r="A2"/>', True),
        (b'<row r="1"/><row r="2"><c r="A2"/>', True),
        (b'<row r="1"><row r="2"><c r="A2"/>', False),
        (b'<row r="1"/><c r="A1"><row r="2">', False),
        (b'<row r="1" a="/>"><row r="2">', False),
        (b'<c r="A1"><row r="2">', False),
    ],
)
def test_what_is_open_behind_a_row_is_not_taken_for_a_sheet(row: bytes, whole: bool) -> None:
    assert is_whole(row) is whole


def test_a_sheet_with_prefixes_is_read_as_well() -> None:
    written = '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>'
    assert said_of(a_sheet(written, prefix="x:")) == said_of(a_sheet(written.replace("x:", "")))


@pytest.mark.parametrize("hides", [' hidden="1"', ' ht="0"'])
def test_each_hidden_row_is_told_of(hides: str) -> None:
    written = "".join(f'<row r="{number}"{hides}><c r="A{number}"><v>1</v></c></row>' for number in (1, 2, 3))
    sheet = said_of(a_sheet(written))
    assert isinstance(sheet, Sheet)
    assert sheet.hidden_rows == [1, 2, 3]
