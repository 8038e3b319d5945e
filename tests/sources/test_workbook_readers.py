"""Workbooks by chance, written by openpyxl and by XlsxWriter: our reader and openpyxl's give the same cells."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from briefgen.sources.files.xlsx import open_workbook
from tests.sources.workbook_oracle import said_by, sheets_by_openpyxl

# what XML can hold; "_x" is left out, whose escapes openpyxl keeps in part
texts = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n\t", exclude_characters="\ufffe\uffff"
    ),
    max_size=12,
).filter(lambda text: "_x" not in text and not text.startswith("="))
days = st.dates(date(1904, 1, 2), date(2100, 1, 1))
moments = st.datetimes(datetime(1904, 1, 2), datetime(2100, 1, 1)).map(lambda each: each.replace(microsecond=0))  # noqa: DTZ001
numbers = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9, allow_nan=False))
formats = st.sampled_from(
    ["General", "0", "0.00", "#,##0", "0%", "@", "mm-dd-yy", "mmm-yy", "yyyy-mm-dd", "[h]:mm:ss", "h:mm", "000",
     '"day" 0', "[Red]0.0", 'yyyy"年"', "dd/mm/yyyy;@", "[$-409]d mmm yy", "\\d0", "0 _d"]
)  # fmt: skip
colours = st.sampled_from([None, "FFFF0000", "FF000000", "FF00B050"])
fonts: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    b=st.booleans(),
    i=st.booleans(),
    strike=st.booleans(),
    u=st.sampled_from([None, "single", "double"]),
    vertAlign=st.sampled_from([None, "superscript", "subscript"]),
    color=colours,
)
rich = st.lists(st.tuples(texts.filter(bool), st.none() | fonts), min_size=1, max_size=3)
values = st.one_of(st.none(), texts, numbers, st.booleans(), days, moments, rich, st.sampled_from(["#N/A", "#REF!"]))
styles = st.none() | st.tuples(fonts, colours, formats)
grids = st.lists(st.lists(st.tuples(values, styles), max_size=5), max_size=6)
areas = st.sampled_from(["A1:A2", "B2:C3", "D1:E1", "A5:E6"])


@st.composite
def by_openpyxl(draw: st.DrawFn) -> bytes:
    book = Workbook()
    if draw(st.booleans()):
        book.epoch = CALENDAR_MAC_1904
    sheet: Any = book.active
    for number, row in enumerate(draw(grids), 1):
        for index, (value, style) in enumerate(row, 1):
            cell = sheet.cell(number, index)
            parts = (
                [TextBlock(InlineFont(**font), text) if font else text for text, font in value]
                if isinstance(value, list)
                else []
            )
            cell.value = CellRichText(*parts) if parts else value
            if style:
                font, paper, number_format = style
                cell.font = Font(**font)
                cell.fill = PatternFill("solid", fgColor=paper) if paper else PatternFill()
                cell.number_format = number_format
    for area in draw(st.sets(areas, max_size=2)):
        sheet.merge_cells(area)
    if draw(st.booleans()):
        sheet["A3"].hyperlink = "https://example.eu/a"
    if draw(st.booleans()):
        sheet["A4"].comment = Comment("Ask them", "X")
    sheet.row_dimensions[draw(st.integers(1, 6))].hidden = draw(st.booleans())
    sheet.column_dimensions["B"].hidden = draw(st.booleans())
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@st.composite
def by_xlsxwriter(draw: st.DrawFn) -> bytes:
    content = io.BytesIO()
    with_strings = draw(st.booleans())
    options = {"in_memory": True, "constant_memory": with_strings, "date_1904": draw(st.booleans())}
    book = xlsxwriter.Workbook(content, options)
    sheet = book.add_worksheet()
    for number, row in enumerate(draw(grids)):
        for index, (value, style) in enumerate(row):
            look = (
                book.add_format({"bold": style[0]["b"], "italic": style[0]["i"], "num_format": style[2]})
                if style
                else None
            )
            if (
                isinstance(value, str) and value and draw(st.booleans())
            ):  # "" is no value saved; see the tests of formulas
                sheet.write_formula(number, index, '=A1&"x"', look, value)
            elif isinstance(value, bool | int | float | str):
                sheet.write(number, index, value, look)
            elif isinstance(value, date | time | timedelta):
                sheet.write_datetime(number, index, value, look)
    if draw(st.booleans()):
        sheet.set_column(1, 2, None, None, {"hidden": True})
    book.close()
    return content.getvalue()


@settings(max_examples=60, deadline=None)
@given(by_openpyxl() | by_xlsxwriter())
def test_both_readers_give_the_same_cells(content: bytes) -> None:
    book = open_workbook(content, "status.xlsx")
    expected = sheets_by_openpyxl(content)
    assert list(book.sheets) == list(expected)
    for name, sheet in book.sheets.items():
        spots = [(row, column) for row in range(1, sheet.height + 1) for column in range(1, sheet.width + 1)]
        found = {spot: said for spot in spots if (said := said_by(sheet.cell(*spot))) is not None}
        there = expected[name]
        formatted = {spot: (runs, None if found.get(spot, (0, 0))[1] is None else code, kind)
                     for spot, (runs, code, kind) in there["cells"].items()}  # fmt: skip
        assert found == formatted
        assert sorted(each.name for each in sheet.merged) == there["merged"]
        assert sheet.links == there["links"]
        assert {spot: comment.text for spot, comment in sheet.comments.items()} == there["comments"]
        assert sheet.hidden_rows == there["rows"]
        assert sheet.hidden_columns == there["columns"]
