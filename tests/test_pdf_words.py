"""Every word of a document stands in its PDF, or the PDF is refused."""

from __future__ import annotations

import os
import shutil
from io import BytesIO

import docx
import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Twips
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import OutputError
from briefgen.outputs.office import Office
from briefgen.outputs.pdf import MissingWords, find_missing_words, read_pages, refuse_lost_words

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


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
    assert find_missing_words(texts, [], pages) == MissingWords(["on", "until", "its", "end"], 2)


def test_a_word_must_stand_there_as_often_as_in_the_document() -> None:
    assert find_missing_words(["ten", "ten"], [], ["ten"]) == MissingWords(["ten"], 1)
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
    office = Office(dict(os.environ))
    [cut, fine] = office.pdfs([("cut.docx", a_table(height=600)), ("fine.docx", a_table())])
    refuse_lost_words("fine.pdf", [LONG, "last"], [], fine)
    assert len(read_pages(fine)) > 1
    with pytest.raises(OutputError, match=r"cut\.pdf: \d+ words of the document are missing .* on or after page 1"):
        refuse_lost_words("cut.pdf", [LONG, "last"], [], cut)


LONG = " ".join(f"word{number}" for number in range(3_000))


def a_table(height: int = 0) -> bytes:
    """A document with one row that is several pages high, or as high as is said, in twentieths of a point."""
    document = docx.Document()
    row = document.add_table(rows=1, cols=1).rows[0]
    row.cells[0].text = LONG
    if height:
        row.height, row.height_rule = Twips(height), WD_ROW_HEIGHT_RULE.EXACTLY
    document.add_paragraph("last")
    data = BytesIO()
    document.save(data)
    return data.getvalue()
