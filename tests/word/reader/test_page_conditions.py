"""Fields that compare the number of pages, settled for what a PDF is made from."""

from __future__ import annotations

import pytest

from briefgen.word.reader.page_conditions import settle_page_conditions
from tests.word.docx_templates import a_template, p, part, texts

MARK = '"./.." ""'


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    text = text.replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def shown(text: str) -> str:
    return f"{sign('separate')}<w:r><w:t>{text}</w:t></w:r>"


PAGES = sign("begin") + code("NUMPAGES") + sign("end")


def condition(comparison: str = f"> 1 {MARK}", result: str = "") -> str:
    return sign("begin") + code("IF") + PAGES + code(comparison) + result + sign("end")


def quoted(result: str = shown("./..")) -> str:
    return sign("begin") + code("QUOTE") + condition() + result + sign("end")


@pytest.mark.parametrize("field", [condition(), condition(result=shown("old")), quoted(), quoted(result="")])
@pytest.mark.parametrize(("pages", "said"), [(1, "[]"), (2, "[./..]"), (30, "[./..]")])
def test_the_mark_stands_where_a_page_follows(field: str, pages: int, said: str) -> None:
    document = settle_page_conditions(a_template(p("[", field, "]")), "a.docx", pages)
    assert texts(document) == [said]
    assert "fldChar" not in part(document)


@pytest.mark.parametrize(("field", "said"), [(quoted(), "[./..]"), (quoted(result=""), "[]"), (condition(), "[]")])
def test_without_a_number_of_pages_it_stands_as_it_is_shown(field: str, said: str) -> None:
    assert texts(settle_page_conditions(a_template(p("[", field, "]")), "a.docx")) == [said]


@pytest.mark.parametrize(
    ("comparison", "pages", "said"),
    [
        ('= 1 "one" "more"', 1, "one"),
        ('= 1 "one" "more"', 2, "more"),
        ('<> 3 "x"', 3, ""),
        ('< 3 "short" "long"', 2, "short"),
        ('<= 3 "short" "long"', 4, "long"),
        ('>= 3 "long" "short"', 3, "long"),
    ],
)
def test_each_comparison_is_understood(comparison: str, pages: int, said: str) -> None:
    assert texts(settle_page_conditions(a_template(p(condition(comparison))), "a.docx", pages)) == [said]


@pytest.mark.parametrize(
    "field",
    [
        PAGES,
        sign("begin") + code(f'IF "a" = "b" {MARK}') + sign("end"),
        sign("begin") + code("IF") + sign("begin") + code("PAGE") + sign("end") + code(f"> 1 {MARK}") + sign("end"),
        condition(f"> many {MARK}"),
        condition(f"like 1 {MARK}"),
    ],
)
def test_other_fields_are_let_be(field: str) -> None:
    document = a_template(p(field))
    assert settle_page_conditions(document, "a.docx", 1) is document
