"""A letter that differs from a good one in its words alone is as good; what else differs is found as in any."""

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.opc.package import PackageWriter
from briefgen.opc.read import read_package
from briefgen.word.lint import LintResult, inspect, lint
from tests.word.good import good_document

_WRITER = PackageWriter(read_package(good_document(), "good.docx"))
_HEADER, _NOTES = "word/header1.xml", "word/footnotes.xml"
_TEXT = '<w:t xml:space="preserve">'


def document(**ends: str) -> bytes:
    """The good document, laid out as the engine does, with more paragraphs in header and notes."""
    parts = {"header": (_HEADER, "</w:hdr>"), "notes": (_NOTES, "</w:footnote></w:footnotes>")}
    changed = {}
    for kind, xml in ends.items():
        name, end = parts[kind]
        changed[name] = _WRITER.package.part(name).decode().replace(end, f"<w:p>{xml}</w:p>{end}").encode()
    return _WRITER.write(changed)


def letter(words: str, more: str = "") -> bytes:
    """A document with some words in its header, as the engine writes them, and more behind them."""
    return document(header=f"<w:r>{_TEXT}{words}</w:t></w:r>{more}")


def seen() -> LintResult:
    """What is known when two good letters were looked at."""
    before = inspect(letter("Dear Ms Blå,"))
    assert inspect(letter("Dear Mr Green,"), before) is before
    return before


@pytest.mark.parametrize(
    "words", ["Dear all", "Madame\u202f: l\u2019an\u00a02023 &amp; &#39;24&#39;", "", "π – ∞", "a_b"]
)
def test_other_words_need_no_second_look(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = seen()
    monkeypatch.setattr(import_module("briefgen.word.lint.document"), "read_successor", None)
    assert inspect(letter(words), before) is before


ODD = {
    "a tag that was left": "Dear {{ name }}",
    "half of a tag": "50 %}",
    "a sign that turns the text": "abc\u202edef",
    "an escape of Excel": "a_x000D_b",
    "a reference to nothing": "R&D;",
    "a sign that XML cannot hold": "a\x0bb",
    "a number that XML cannot hold": "a&#11;b",
    "the end of a section": "a]]>b",
    "an element without its end": "a<w:b>c",
}


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_odd_words_are_found_as_in_a_single_letter(words: str) -> None:
    before = seen()
    assert inspect(letter(words), before).problems == lint(letter(words)) != []


def test_an_escape_that_goes_on_in_the_next_text_is_looked_at() -> None:
    one, other = (document(header=f"<w:r>{_TEXT}{a}</w:t>{_TEXT}{b}</w:t></w:r>") for a, b in (("a_", "x000D_"), "ab"))
    before = inspect(document())
    assert inspect(other, before) is before
    assert inspect(one, before).problems == lint(one)


@pytest.mark.parametrize(
    ("texts", "words"),
    [("<w:t>a_x0</w:t>{}", "00D_"), ("<w:t>_x, a_</w:t>{}", "x000D_"), ("{}<w:t>x000D_ _x</w:t>", "a_")],
)
def test_an_escape_that_words_make_with_a_text_of_the_template_is_found(texts: str, words: str) -> None:
    ab, cd, odd = (
        document(header=f"<w:r>{texts.format(f'{_TEXT}{each}</w:t>')}</w:r>") for each in ("ab", "cd", words)
    )
    before = inspect(ab)
    inspect(cd, before)
    assert [each.code for each in inspect(odd, before).problems] == ["EXCEL_ESCAPE_IN_TEXT"]


def test_another_element_is_found() -> None:
    missing = '<w:r><w:rPr><w:rStyle w:val="Nobody"/></w:rPr><w:t>x</w:t></w:r>'
    assert [each.code for each in inspect(letter("Dear all", missing), seen()).problems] == ["STYLE_MISSING"]


def test_words_of_a_field_are_looked_at_each_time() -> None:
    """The instruction of a field may go through its texts."""

    def with_field(words: str) -> bytes:
        begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return letter("Dear all", f"{begin}<w:r>{_TEXT}{words}</w:t></w:r>{end}")

    before = inspect(with_field(" PAGE "))
    assert inspect(with_field(" NUMPAGES "), before).problems == []
    assert [each.code for each in inspect(with_field(" DDE cmd "), before).problems] == ["DANGEROUS_FIELD"]


def test_parts_that_are_good_by_themselves_need_not_be_good_together() -> None:
    """Two bookmarks of one name stand in two parts, each of which was good beside another one."""

    def with_marks(header: str, notes: str) -> bytes:
        mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
        return document(header=mark.format(71, header), notes=mark.format(72, notes))

    before = inspect(with_marks("a", "b"))
    for header, notes in (("c", "b"), ("a", "c")):
        assert inspect(with_marks(header, notes), before) is before
    assert [each.code for each in inspect(with_marks("c", "c"), before).problems] == ["DUPLICATE_BOOKMARK_NAME"]


@given(st.text(max_size=8))
def test_whatever_the_words_the_finding_is_that_of_a_single_letter(words: str) -> None:
    data = letter(words.encode(errors="ignore").decode())
    assert inspect(data, BEFORE).problems == lint(data)


BEFORE = inspect(letter("Dear all"))
