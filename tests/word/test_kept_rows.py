"""Rows are kept whole only where they certainly take less than a fifth of their page, whatever the template."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, Twips
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from briefgen.outputs.pdf import read_pages
from briefgen.word import Template
from briefgen.word.rows.typefaces import typeface_of, width_of_text
from tests.page_engines import Engine, both_engines, lost_words, with_office, with_rdocx
from tests.word.docx_templates import W, a_template, body, p, part, tbl, tc, texts, tr
from tests.word.good import MAIN, W_NS

SENTENCE = "The Council adopted its position and informed the Member States of it. "


@dataclass(frozen=True)
class Layout:
    """A template's page in millimetres, type in points, columns, and lines of the header; how its rows are kept."""

    width: int = 210
    height: int = 297
    points: float = 10
    font: str = "Arial"
    columns: int = 2
    header: int = 1
    margin: int = 25
    space_after: int = 0
    tag: str = "{% cantsplit true %}"
    is_ticked: bool = False


LAYOUTS = {
    "A4 portrait": Layout(),
    "A4 landscape": Layout(297, 210),
    "A3": Layout(297, 420),
    "A5": Layout(148, 210, margin=15),
    "type of 13 points": Layout(points=13, font="Times New Roman"),
    "a third column": Layout(columns=3),
    "a tall header": Layout(header=25),
    "narrow margins": Layout(margin=8),
    "a wide typeface": Layout(font="Verdana"),
    "typewriter": Layout(font="Courier New", space_after=6),
}


@cache
def template(layout: Layout) -> Template:
    """A table with a repeated head row, and a row for each of `rows`, whose text is in its last cell."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.width), Mm(layout.height)
    section.orientation = WD_ORIENT.LANDSCAPE if layout.width > layout.height else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(layout.margin)
    section.header.paragraphs[0].text = "\n".join(f"Institution {line}" for line in range(layout.header))
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.size, normal.font.name = Pt(layout.points), layout.font
    normal.paragraph_format.space_after = Pt(layout.space_after)
    _fill(document.add_table(4, layout.columns, "Table Grid"), layout)
    saved = BytesIO()
    document.save(saved)
    return Template.read(saved.getvalue(), "test.docx")


def _fill(table: WordTable, layout: Layout) -> None:
    width = Twips((layout.width - 2 * layout.margin) * 567 // 10 // layout.columns)
    for cell in table._cells:
        cell.width = width
    for column in table.columns:
        column.width = width
    if layout.is_ticked:
        table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, (first, last) in zip(
        table.rows,
        [
            ("Point", "Follow-up"),
            ("{%tr for row in rows %}", ""),
            (f"{layout.tag}Agreed", "{{ row }}"),
            ("{%tr endfor %}", ""),
        ],
        strict=True,
    ):
        row.cells[0].text, row.cells[-1].text = first, last


def rendered(layout: Layout, *rows: str) -> bytes:
    return template(layout).render({"rows": rows})


def kept(document: bytes) -> list[bool]:
    """Of each row below the head row, whether it is kept whole."""
    return [row.find(f"{W}trPr/{W}cantSplit") is not None for row in list(body(document).iter(f"{W}tr"))[1:]]


def longest_kept(layout: Layout, text: str = SENTENCE) -> int:
    """The number of repetitions of a text up to which a row is kept."""
    found = kept(rendered(layout, *(text * number for number in range(1, 60))))
    assert found == sorted(found, reverse=True)
    return sum(found)


@pytest.mark.parametrize("name", LAYOUTS)
def test_short_rows_are_kept_and_long_ones_break(name: str) -> None:
    assert kept(rendered(LAYOUTS[name], "Done.", SENTENCE * 60)) == [True, False]


def test_a_row_is_judged_by_the_page_the_columns_and_the_type_of_its_template() -> None:
    a4 = Layout()
    most = longest_kept(a4)
    assert longest_kept(LAYOUTS["A3"]) > most > longest_kept(LAYOUTS["A5"])
    for tighter in (
        {"points": 13},
        {"columns": 3},
        {"header": 25},
        {"font": "Verdana"},
        {"font": "A typeface unheard of"},
    ):
        assert longest_kept(replace(a4, **tighter)) < most
    assert longest_kept(Layout(margin=8)) > most


def test_capitals_other_alphabets_and_breaks_take_more_room() -> None:
    most = longest_kept(Layout(), "abcd efg hij ")
    assert longest_kept(Layout(), "ABCD EFG HIJ ") < most
    assert longest_kept(Layout(), "абвг дей клм ") < most
    assert longest_kept(Layout(), "会議は開催され会議は開催") < longest_kept(Layout(), "абвг дей клм ")
    assert longest_kept(Layout(), "abcd efg hij\n") < most


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_row_that_was_ticked_in_word_stays_whole_as_long_as_it_fits_on_a_page(name: str) -> None:
    tagged = LAYOUTS[name]
    ticked = replace(tagged, tag="", is_ticked=True)
    most = longest_kept(tagged)
    assert kept(rendered(ticked, SENTENCE * (most + 2), SENTENCE * 150)) == [True, False]


def test_a_ticked_row_without_tags_is_as_it_was() -> None:
    fixed = tbl(tr("Head", LONG * 9, properties="<w:tblHeader/><w:cantSplit/>"))
    assert "<w:tblHeader/><w:cantSplit/>" in part(Template.read(a_template(fixed), "test.docx").render({}))


def test_a_condition_that_does_not_hold_lets_a_short_row_break() -> None:
    assert kept(rendered(Layout(tag="{% cantsplit row == 'whole' %}"), "whole", "other")) == [True, False]


def test_a_template_that_was_cached_decides_the_same() -> None:
    rows = [SENTENCE * number for number in range(1, 30)]
    finishing = template(Layout()).finishing
    rendered(Layout(), *rows)
    again = structs.replace(template(Layout()), finishing=pickle.loads(pickle.dumps(finishing)))
    assert again.render({"rows": rows}) == rendered(Layout(), *rows)


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
LONG = " ".join(["word"] * 400)
TAGGED = "{% cantsplit true %}Agreed"


def row_of(*cells: str, properties: str = "", styles: str = "", before: str = "", after: str = "") -> bool:
    """Whether the row of some cells is kept in a template of one table."""
    data = a_template(before, tbl(tr(*cells, properties=properties)), after, styles=styles)
    return "<w:cantSplit" in part(Template.read(data, "test.docx").render({"long": LONG}))


@pytest.mark.parametrize(
    ("what", "cells"),
    [
        ("merged downwards", [TAGGED, '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc>']),
        ("written sideways", [TAGGED, '<w:tc><w:tcPr><w:textDirection w:val="btLr"/></w:tcPr><w:p/></w:tc>']),
        ("a table inside", [TAGGED, tc(tbl(tr("a", "b")), p("c"))]),
        ("a page break", [TAGGED, tc(p('<w:r><w:br w:type="page"/></w:r>'))]),
        ("a style that is not there", [TAGGED, tc(p("a", style="Unheard"))]),
        ("a picture of the older kind", [TAGGED, tc(p("<w:r><w:pict/></w:r>"))]),
        ("a formula", [TAGGED, tc(f"<w:p><m:oMath {MATH}/></w:p>")]),
    ],
)
def test_a_row_of_which_nothing_certain_can_be_said_may_break(what: str, cells: list[str]) -> None:
    assert row_of(TAGGED, "Done")
    assert not row_of(*cells), what


@pytest.mark.parametrize(
    "paragraph",
    [
        p("{{ long }}"),
        p('<w:r><w:rPr><w:sz w:val="240"/></w:rPr><w:t>A large sign</w:t></w:r>'),
        p("a", properties='<w:spacing w:before="2000" w:after="2000"/>'),
        p("a", properties='<w:spacing w:line="4000" w:lineRule="exact"/>'),
        p("Some words in a narrow column of their own", properties='<w:ind w:left="3900"/>'),
        p("a", style="Tall"),
        p(*["<w:r><w:br/></w:r>"] * 20),
    ],
)
def test_what_makes_a_row_high_counts(paragraph: str) -> None:
    tall = (
        '<w:style w:type="paragraph" w:styleId="Tall"><w:name w:val="Tall"/>'
        '<w:pPr><w:spacing w:after="4000"/></w:pPr></w:style>'
    )
    assert row_of(TAGGED, tc(p("a")), styles=tall)
    assert not row_of(TAGGED, tc(paragraph), styles=tall)


def test_a_row_with_a_least_height_is_as_high() -> None:
    assert row_of(TAGGED, "", properties='<w:trHeight w:val="600"/>')
    assert not row_of(TAGGED, "", properties='<w:trHeight w:val="6000"/>')


def test_the_page_is_that_of_the_section_around_the_row() -> None:
    low = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="4000"/></w:sectPr></w:pPr></w:p>'
    text = "Three lines of text or so, " * 5
    assert row_of(TAGGED, text)
    assert row_of(TAGGED, text, before=low)
    assert not row_of(TAGGED, text, after=low)


def test_rows_of_tables_around_and_after_one_another_have_their_own_columns() -> None:
    inner = tbl(tr("{% cantsplit true %}x", "y"))
    outer = tbl(tr(tc(inner, p("")), "z"), tr("{% cantsplit true %}a", "b"))
    xml = part(Template.read(a_template(outer, p(""), inner), "test.docx").render({}))
    assert xml.count("<w:cantSplit/>") == 3
    assert "\ufddc" not in xml


def test_a_row_in_a_header_may_break_and_no_mark_is_left() -> None:
    ticked = tr("{{ x }}", "x", properties="<w:cantSplit/>")
    header = f"<w:hdr {W_NS}>{tbl(tr(TAGGED, 'x'), ticked)}<w:p/></w:hdr>"
    document = Template.read(a_template(p("x"), parts={"word/header1.xml": header}), "test.docx").render({"x": 1})
    xml = part(document, "word/header1.xml")
    assert "Agreed" in xml
    assert xml.count("<w:cantSplit/>") == 1  # the ticked one, as it was
    assert not {"\ufddc", "\ufddd"} & set(xml + part(document, MAIN))


@given(st.text(max_size=200), st.text(min_size=1, max_size=20))
def test_a_longer_text_is_never_narrower_than_its_beginning_alone(text: str, more: str) -> None:
    arial = typeface_of("Arial")
    if not (text.isupper() and not (text + more).isupper()):
        assert width_of_text(text + more, arial, caps=False) >= width_of_text(text, arial, caps=False)


# rdocx draws the first cell of one row in some layouts on a page and all the rest of the row on the next
WHITE_PAGES: Mapping[Engine, int] = {with_office: 0, with_rdocx: 1}


@both_engines
def test_no_word_is_lost_and_no_page_is_a_fifth_white_over_a_grid_of_templates(engine: Engine) -> None:
    layouts = {**LAYOUTS, "ticked": Layout(tag="", is_ticked=True)}
    documents = {name: rendered(layout, *_rows_of_every_length()) for name, layout in layouts.items()}
    for name, pdf in engine(documents).items():
        document = documents[name]
        assert any(kept(document)) and not all(kept(document)), name
        assert lost_words(texts(document), read_pages(pdf)) == [], name
        if name != "ticked":
            white = [each for each in _white_feet(pdf, Mm(layouts[name].margin).pt) if each >= 0.2]
            assert len(white) <= WHITE_PAGES[engine], (name, white)


def _rows_of_every_length() -> Iterator[str]:
    """Rows of one to many sentences, by turns, and one longer than any page."""
    for number in range(40):
        sentences = 1 + number * 7 % 23
        yield " ".join(f"{number}x{sentence} {SENTENCE}" for sentence in range(sentences))
    yield " ".join(f"last{sentence} {SENTENCE}" for sentence in range(150))


def _white_feet(pdf: bytes, margin: float) -> Iterator[float]:
    """The share of the page's text that is white at its foot, for each page but the last; margins in points."""
    document = pypdfium2.PdfDocument(pdf)
    for page in list(document)[:-1]:
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        lowest = min(bottom for _, bottom, _, top in boxes if top > bottom)
        yield (lowest - margin) / (page.get_height() - 2 * margin)
