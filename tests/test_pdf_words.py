"""Every word of a document stands in its PDF, or the PDF is refused."""

from __future__ import annotations

import os
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.shared import Twips
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import FindingsError
from briefgen.findings import Place
from briefgen.outputs import Output
from briefgen.outputs.pdf import MissingWords, find_missing_words, read_pages
from briefgen.production.formats import make_pdfs
from briefgen.production.order import Order, Where
from tests.page_engines import needs_office, needs_rdocx


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("The Member States agreed.", "The Mem\ufffe\r\nber States agreed."),
        ("The Member States agreed.", "The Mem-\nber States agreed."),
        ("An official file", "An o\ufb03cial \ufb01le"),
        ("Conseil européen", "CONSEIL EUROPÉEN"),
        ("Ευρωπαϊκή Επιτροπή", "ΕΥΡΩΠΑΙΚΗ ΕΠΙΤΡΟΠΗ"),
        ("Große Straße", "GROSSE STRASSE"),
        ("EUR 600\u00a0million", "EUR 600\nmillion"),
        ("1\u00a0250 persons", "1 250 persons"),
        ("cofinanced", "c o f i n a n c e d"),
    ],
)
def test_words_are_found_however_the_page_prints_them(text: str, page: str) -> None:
    assert find_missing_words([text], [], [page]) is None


def test_what_is_lost_is_named_in_order_with_the_page_where_its_paragraph_begins() -> None:
    texts = ["Title", "The first item is done.", "The second item goes on and on until its end."]
    pages = ["Title The first item is done.", "The second item goes on and"]
    assert find_missing_words(texts, [], pages) == MissingWords(["on", "until", "its", "end"], 2, texts[2])


def test_a_word_must_stand_there_as_often_as_in_the_document() -> None:
    assert find_missing_words(["ten", "ten"], [], ["ten"]) == MissingWords(["ten"], 1, "ten")
    assert find_missing_words(["ten", "ten"], [], ["ten ten ten"]) is None


def test_headers_stand_there_once_whatever_their_numbers_are() -> None:
    assert find_missing_words(["Text"], ["Council 1/3"], ["Council 2/9 Text", "Council 3/9"]) is None
    assert find_missing_words(["Text"], ["Council 1/3"], ["Text"]) == MissingWords(["council"], 1)


def test_a_document_without_words_lacks_none() -> None:
    assert find_missing_words([], [], []) is None


WORDS = st.lists(st.text("abcdefghijklmnopq", min_size=9, max_size=12), min_size=2, max_size=30, unique=True)


@given(WORDS, st.data())
def test_each_word_taken_out_of_the_pages_is_missed_and_no_other(words: list[str], data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from(words))
    kept = [each for each in words if each != lost]
    if lost in "".join(kept):
        return
    missing = find_missing_words(words, [], [" ".join(kept)])
    assert missing is not None
    assert missing.words == [lost]


@needs_office
@pytest.mark.render
def test_a_row_of_a_fixed_height_that_cuts_its_text_off_makes_no_pdf() -> None:
    [fine], _ = make_pdfs([Output(Path("fine.pdf"), a_table())], an_order())
    assert len(read_pages(fine.data)) > 1
    with pytest.raises(FindingsError) as refusal:
        make_pdfs([Output(Path("cut.pdf"), a_table(height=600))], an_order())
    [lost] = refusal.value.findings
    assert (lost.rule, lost.place) == ("PAGE-006", Place("cut.pdf", spot="table 1, row 1"))
    assert re.match(r"\d+ words of the document are missing from its PDF, on or after page 1: “word\d+ ", lost.message)


@needs_rdocx
def test_a_row_that_may_not_break_and_is_higher_than_a_page_is_named_with_the_words_that_it_loses() -> None:
    files = [Output(Path(name), a_table(whole=True, before=rows)) for rows, name in enumerate(("a.pdf", "b.pdf"))]
    with pytest.raises(FindingsError) as refusal:
        make_pdfs(files, an_order("rdocx"))
    assert [str(each.place) for each in refusal.value.findings] == ["a.pdf, table 1, row 1", "b.pdf, table 1, row 2"]


@needs_rdocx
@needs_office
@pytest.mark.render
def test_such_a_row_is_left_to_libreoffice_which_breaks_it() -> None:
    [whole], [told] = make_pdfs([Output(Path("whole.pdf"), a_table(whole=True))], an_order("auto"))
    assert find_missing_words([LONG, "last"], [], read_pages(whole.data)) is None
    assert told.message.startswith("LibreOffice made this PDF: rdocx left out words, the first of them “word")


def an_order(engine: str = "libreoffice") -> Order:
    day = date(2023, 3, 17)
    return Order(Where(Path()), day, day, (), format="pdf", engine=engine, environment=dict(os.environ))


LONG = " ".join(f"word{number}" for number in range(3_000))


def a_table(height: int = 0, *, whole: bool = False, before: int = 0) -> bytes:
    """A document with a row that is several pages high, or as high as is said, in twentieths of a point; it may be
    kept whole, and stand behind short ones.
    """
    document = docx.Document()
    row = document.add_table(rows=1 + before, cols=1).rows[-1]
    row.cells[0].text = LONG
    if whole:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if height:
        row.height, row.height_rule = Twips(height), WD_ROW_HEIGHT_RULE.EXACTLY
    document.add_paragraph("last")
    data = BytesIO()
    document.save(data)
    return data.getvalue()
