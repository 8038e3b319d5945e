"""Every template of the corpus, filled by docxtpl and by us: the same, or different on purpose and said so."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from briefgen.word import Template, lint
from tests import validators
from tests.corpus.case import FOLDER, RESAVED, Case, all_cases
from tests.corpus.compatibility import PAGE, with_table
from tests.corpus.engines import filled, filled_by_docxtpl, filled_by_us, refusal
from tests.corpus.make_corpus import SOURCES, written
from tests.corpus.nesting import DATA, templates
from tests.corpus.structure import CORE, Structure, structures

CASES = list(all_cases().values())
SAME = [case for case in CASES if not case.differs]
DIFFERENT = [case for case in CASES if case.differs]
FILLED = [case for case in CASES if not case.refused]
OF_PYTHON_DOCX = [case for case in CASES if case.write]
OF_LIBREOFFICE = [case for case in CASES if not case.write]
# python-docx, which docxtpl works with, does not find the properties of LibreOffice's files: see lo_properties
WITHOUT_PROPERTIES = {case for case in OF_LIBREOFFICE if not case.differs}


def name_of(case: Case) -> str:
    return case.name


def compared(case: Case, document: bytes) -> Mapping[str, Mapping[str, Any]]:
    """What of a document is compared, as plain values, which pytest shows the differences of."""
    found = structures(document)
    return {part: asdict(found[part]) for part in found if part != CORE or case not in WITHOUT_PROPERTIES}


@pytest.mark.parametrize("case", SAME, ids=name_of)
def test_both_engines_give_the_same_text_and_structure(case: Case) -> None:
    assert compared(case, filled_by_us(case)) == compared(case, filled_by_docxtpl(case))


@pytest.mark.parametrize("case", [case for case in DIFFERENT if not case.refused], ids=name_of)
def test_where_docxtpl_is_wrong_we_do_what_is_told(case: Case) -> None:
    assert structures(filled_by_us(case))[case.part].paragraphs == case.ours


@pytest.mark.parametrize("case", [case for case in DIFFERENT if case.refused], ids=name_of)
def test_what_docxtpl_spoils_we_refuse_in_words(case: Case) -> None:
    assert case.refused in refusal(case)


@pytest.mark.parametrize("case", [case for case in DIFFERENT if not case.refused], ids=name_of)
def test_docxtpl_is_still_different_where_the_table_says_so(case: Case) -> None:
    assert of_docxtpl(case) != structures(filled_by_us(case))


@settings(max_examples=100)
@given(template=templates)
def test_both_engines_agree_on_any_nesting(template: bytes) -> None:
    ours = Template.read(template, "nested.docx").render(DATA)
    assert structures(ours) == structures(filled(template, DATA))
    assert lint(ours) == []


def of_docxtpl(case: Case) -> Mapping[str, Structure] | None:
    """What docxtpl makes of a template; None where it stops."""
    from jinja2 import TemplateError
    from lxml.etree import LxmlError

    try:
        return structures(filled_by_docxtpl(case))
    except (TemplateError, LxmlError, TypeError, ValueError):
        return None


@pytest.mark.parametrize("case", FILLED, ids=name_of)
def test_our_documents_pass_our_lint(case: Case) -> None:
    problems = [
        problem for problem in lint(filled_by_us(case)) if not (case.prints_braces and is_of_braces(problem.code))
    ]
    assert problems == []


def is_of_braces(code: str) -> bool:
    return code == "TEMPLATE_TAG_LEFT"


@pytest.mark.parametrize("case", FILLED, ids=name_of)
def test_our_documents_have_no_fault_that_the_template_has_not(case: Case, tmp_path: Path) -> None:
    document = tmp_path / "filled.docx"
    document.write_bytes(filled_by_us(case))
    assert sorted(set(validators.audit(document)) - set(validators.audit(case.path))) == []


@pytest.mark.parametrize("case", OF_PYTHON_DOCX, ids=name_of)
def test_the_template_is_what_its_function_writes(case: Case) -> None:
    assert parts_of(case.path.read_bytes()) == parts_of(written(case))


def parts_of(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("case", OF_LIBREOFFICE, ids=name_of)
def test_the_template_was_written_by_libreoffice_and_its_source_is_kept(case: Case) -> None:
    assert b"LibreOffice/7.4" in parts_of(case.path.read_bytes())["docProps/app.xml"]
    kept = {path.stem for path in SOURCES.iterdir()} | {f"{RESAVED}{each.name}" for each in OF_PYTHON_DOCX}
    assert case.name in kept


def test_the_corpus_is_large_and_whole() -> None:
    assert len(CASES) >= 40
    assert len(OF_LIBREOFFICE) >= 8
    assert {path.stem for path in FOLDER.glob("*.docx")} == {case.name for case in CASES}


def test_every_template_says_what_it_shows_and_every_difference_has_a_reason() -> None:
    assert [case.name for case in CASES if not case.shows] == []
    assert [case.name for case in DIFFERENT if not case.instead or not (case.ours or case.refused)] == []


def test_the_page_says_what_the_corpus_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_table(page) == page, "python -m tests.corpus.make_corpus writes it anew"
