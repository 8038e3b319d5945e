"""What a layout engine of few skills does not draw, and the bars that stand in place of charts."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import docx
import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import parse_xml

from briefgen.model.exhibits import Chart
from briefgen.opc.read import read_package
from briefgen.word.reader import read_manuscript
from briefgen.word.reader.drawings import CHART, FIXED, PICTURE, SHAPE, ChartWords, replace_charts, survey_drawings
from tests import sample_documents

NOTE = "note-2020-05-12"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_VML = f'<w:r {_W}><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>'
_OBJECT = f"<w:r {_W}><w:object/></w:r>"


def rows_of(chart: Chart) -> list[list[str]]:
    """A head, and a row for each category with a figure for each series."""
    figures = [[f"figure {index} {number}" for number in range(len(chart.series))] for index in range(99)]
    return [[], *(["", *each] for each in figures)]


WORDS = ChartWords(rows_of, lambda *_: "00AA11")


def a_document(kind: str) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("Text")
    if kind in ("png", "gif", "in a header"):
        where = document.sections[0].header.paragraphs[0] if kind == "in a header" else paragraph
        where.add_run().add_picture(BytesIO(a_png() if kind == "png" else A_GIF))
    elif kind in ("vml", "object"):
        paragraph._p.append(parse_xml(_VML if kind == "vml" else _OBJECT))
    elif kind == "fixed row":
        document.add_table(rows=1, cols=1).rows[0].height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def a_png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


A_GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("none", ()),
        ("png", ()),
        ("gif", (PICTURE,)),
        ("in a header", (PICTURE,)),
        ("vml", (SHAPE,)),
        ("object", (SHAPE,)),
        ("fixed row", (FIXED,)),
    ],
)
def test_what_is_not_drawn_is_found(kind: str, found: tuple[str, ...]) -> None:
    assert survey_drawings(a_document(kind), "a.docx") == found


def test_charts_are_found_in_the_sample() -> None:
    assert survey_drawings(sample_documents.document(NOTE), "note.docx") == (CHART,)
    assert survey_drawings(sample_documents.document("annex-2023-03-17"), "annex.docx") == ()


def test_a_chart_becomes_a_table_of_its_figures_and_all_else_stays() -> None:
    before = sample_documents.document(NOTE)
    after = replace_charts(before, "note.docx", WORDS)
    assert survey_drawings(after, "note.docx") == ()
    texts = [each.text for each in read_manuscript(after, "note.docx").passages]
    assert [each for each in texts if each.startswith("figure ")][:8] == [f"figure {index} 0" for index in range(8)]
    assert {"Border management", "figure 7 0"} <= set(texts)
    old, new = read_package(before, "note.docx"), read_package(after, "note.docx")
    assert {name for name in old.names if old.part(name) != new.part(name)} == {old.main_part}
    kept = [each.text for each in read_manuscript(before, "note.docx").passages if each.text]
    assert [each for each in kept if texts.count(each) < kept.count(each)] == []
    assert new.part(new.main_part).count(b'w:fill="00AA11"') == 23  # numbers of four charts, none of them nought


def test_the_bar_of_a_number_is_as_long_as_it_is_great() -> None:
    table = docx.Document(BytesIO(replace_charts(sample_documents.document(NOTE), "note.docx", WORDS))).tables
    [bars] = [each.cell(0, 0).tables[0] for each in table if each.cell(0, 0).tables][:1]
    cells = [row._tr.tc_lst[1].width for row in bars.rows]
    longest, shortest = cells[0] or 0, cells[-1] or 0
    assert cells == sorted(cells, reverse=True)
    assert longest / shortest == pytest.approx(32 / 2, rel=0.25)  # the shares that are printed are rounded


def test_bookmarks_at_a_chart_stay_in_the_document() -> None:
    before, after = sample_documents.document(NOTE), replace_charts(sample_documents.document(NOTE), "n.docx", WORDS)
    packages = [read_package(each, "n.docx") for each in (before, after)]
    first, second = (each.part(each.main_part).count(b"<w:bookmarkStart") for each in packages)
    assert first == second > 0
