import time
from pathlib import Path

import pytest

from briefgen.word.lint import accessibility, inspect, lint
from tests import validators
from tests.word.broken import BARRIERS, DEFECTS
from tests.word.changes import Defect, put, swap, with_change
from tests.word.good import DOCUMENT, MAIN, SECTION, TABLE, good_document

CAUGHT_BY_LINT = [defect for defect in DEFECTS if defect.code]
LEFT_TO_SCHEMA = [defect for defect in DEFECTS if not defect.code]


def named(defect: Defect) -> str:
    return defect.name


def test_the_good_document_is_silent() -> None:
    assert lint(good_document()) == []
    assert accessibility(good_document()) == []


@pytest.mark.parametrize("defect", CAUGHT_BY_LINT, ids=named)
def test_lint_names_the_defect(defect: Defect) -> None:
    assert defect.code in {problem.code for problem in lint(with_change(defect.change))}


@pytest.mark.parametrize("defect", DEFECTS, ids=named)
def test_a_defect_is_seen_in_a_document_whose_like_was_looked_at_before(defect: Defect) -> None:
    broken, before = with_change(defect.change), inspect(good_document())
    assert inspect(broken, before).problems == lint(broken)
    assert inspect(good_document(), inspect(broken)).problems == []


def test_of_a_document_as_good_as_the_one_before_only_what_differs_is_looked_at() -> None:
    first = inspect(good_document())
    assert inspect(with_change(swap("The Inst", "Our Inst", "word/header1.xml")), first) is first


@pytest.mark.parametrize("defect", LEFT_TO_SCHEMA, ids=named)
def test_openxml_audit_objects_to_what_lint_leaves_to_it(defect: Defect, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(with_change(defect.change))
    assert validators.audit(path)


@pytest.mark.parametrize("barrier", BARRIERS, ids=named)
def test_accessibility_names_the_barrier_and_nothing_else(barrier: Defect) -> None:
    assert {problem.code for problem in accessibility(with_change(barrier.change))} == {barrier.code}


def test_the_matrix_has_at_least_48_defects_under_distinct_names() -> None:
    assert len({defect.name for defect in DEFECTS}) == len(DEFECTS) >= 48


def test_openxml_audit_is_silent_on_the_good_document(tmp_path: Path) -> None:
    path = tmp_path / "good.docx"
    path.write_bytes(good_document())
    assert validators.audit(path) == []


def test_a_problem_says_its_part_and_rule() -> None:
    (problem,) = lint(with_change(swap('"Grid"', '"Lattice"')))
    assert str(problem) == "word/document.xml: STYLE_MISSING: Lattice"


def test_a_file_that_cannot_be_read_is_one_problem() -> None:
    (problem,) = lint(b"")
    assert (problem.code, problem.part) == ("EMPTY_FILE", "")


def test_bookmarks_of_one_name_in_two_parts_are_seen() -> None:
    again = '<w:bookmarkStart w:id="9" w:name="bg_FU_001"/><w:bookmarkEnd w:id="9"/><w:r><w:t>The Inst'
    problems = lint(with_change(swap("<w:r><w:t>The Inst", again, "word/header1.xml")))
    assert [problem.code for problem in problems] == ["DUPLICATE_BOOKMARK_NAME"]


def test_cells_and_rows_in_content_controls_fill_the_grid() -> None:
    wrapped = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = TABLE[TABLE.index("<w:tr><w:trPr><w:cantSplit/>") : -len("</w:tbl>")]
    assert lint(with_change(swap(row, wrapped.format(row)))) == []
    cell = row[row.index("<w:tc>") : row.index("</w:tc>") + len("</w:tc>")]
    assert lint(with_change(swap(cell, wrapped.format(cell)))) == []


def test_a_decorative_picture_needs_no_text() -> None:
    mark = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
    )
    change = swap('descr="The institution\'s emblem"/>', f">{mark}</wp:docPr>")
    assert accessibility(with_change(change)) == []


def test_tab_stops_of_a_paragraph_are_no_repeated_blanks() -> None:
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="100"/><w:tab w:val="left" w:pos="200"/></w:tabs></w:pPr>'
    change = swap("<w:p><w:r><w:t>Commitment", f"<w:p>{stops}<w:r><w:t>Commitment")
    assert accessibility(with_change(change)) == []


def test_an_annex_of_five_pages_is_looked_at_in_a_few_milliseconds() -> None:
    row = TABLE[TABLE.index("<w:tr><w:trPr><w:cantSplit/>") : -len("</w:tbl>")]
    long = DOCUMENT.replace(f"<w:p/>{SECTION}", f"{TABLE.replace(row, row * 70)}<w:p/>{SECTION}")
    annex = with_change(put(MAIN, long.encode()))
    assert lint(annex) == []
    # seven milliseconds on a quiet machine; the limit leaves room for a busy one
    assert min(_seconds(annex) for _ in range(5)) < 0.05


def _seconds(annex: bytes) -> float:
    start = time.perf_counter()
    lint(annex)
    return time.perf_counter() - start
