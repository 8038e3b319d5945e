"""The last look at a document of `fill`: what its template's file has of its own, what is new, and what is text."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.errors import FindingsError
from briefgen.library import TemplateFile
from briefgen.production.postcheck import DefectError, blame_inputs_of_fill
from tests.word.changes import Change, both, swap, with_change
from tests.word.good import good_document

EMPTY_TABLE = swap("<w:p/><w:sectPr>", "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:p/><w:sectPr>")
HALF_BOOKMARK = swap("<w:p/><w:sectPr>", '<w:p><w:bookmarkStart w:id="90" w:name="half"/></w:p><w:p/><w:sectPr>')
NO_STYLE = swap("<w:p/><w:sectPr>", '<w:p><w:pPr><w:pStyle w:val="Nowhere"/></w:pPr></w:p><w:p/><w:sectPr>')
UNSOUND: Mapping[str, Change] = {"table": EMPTY_TABLE, "bookmark": HALF_BOOKMARK, "style": NO_STYLE}


def a_template_file(data: bytes) -> TemplateFile:
    return TemplateFile("t.docx", Path("t.docx"), data, "")


@pytest.mark.parametrize("kind", UNSOUND)
def test_what_the_template_has_of_its_own_the_document_may_have_too(kind: str) -> None:
    data = with_change(UNSOUND[kind])
    assert blame_inputs_of_fill(data, "o.docx", a_template_file(data)) == ()


@pytest.mark.parametrize("kind", UNSOUND)
def test_what_is_new_is_a_defect_where_the_template_is_sound(kind: str) -> None:
    with pytest.raises(DefectError, match=r"o\.docx"):
        blame_inputs_of_fill(with_change(UNSOUND[kind]), "o.docx", a_template_file(good_document()))


@pytest.mark.parametrize(("own", "new"), [("table", "style"), ("style", "bookmark"), ("bookmark", "table")])
def test_what_comes_of_a_template_that_is_not_sound_is_said_of_the_template(own: str, new: str) -> None:

    document = with_change(both(UNSOUND[own], UNSOUND[new]))
    with pytest.raises(FindingsError, match=r"t\.docx: error DOC-002: the template itself is not sound"):
        blame_inputs_of_fill(document, "o.docx", a_template_file(with_change(UNSOUND[own])))
