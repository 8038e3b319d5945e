"""A page before a redline, which tells what changed."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from briefgen.redline import LineLook, PageLine, redline
from briefgen.word import lint
from briefgen.word.lint.accessible import accessibility
from tests.redline.papers import p, paper
from tests.redline.resolver import accepted, plain, rejected, texts
from tests.word import good

PAGE = (
    PageLine(LineLook.HEADING, "Spring summit: changes", "en-GB"),
    PageLine(LineLook.TITLE, "New (1)", "en"),
    PageLine(LineLook.ENTRY, "10 patrols (planned)", "fr-FR"),
    PageLine(LineLook.DETAIL, "deadline: <avril>", "fr-FR"),
)
WORDS = ["Spring summit: changes", "New (1)", "10 patrols (planned)", "deadline: <avril>"]
OLD, NEW = p("The agency will send tents to the islands."), p("The agency has sent tents to the islands.")
SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'
NAMED = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:pPr>{}</w:pPr></w:style>'
NUMBERED = '<w:numPr><w:numId w:val="1"/></w:numPr>'
BULLETS = NAMED.format("Dots", "List Bullet", NUMBERED)


def part(docx: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()


def with_page(styles: str = "", section: str = "", page: tuple[PageLine, ...] = PAGE) -> bytes:
    """A redline of two papers with a page before it, after the proof that the papers are behind the page."""
    old, new = (paper(text, styles=styles, section=section) for text in (OLD, NEW))
    made = redline(old, new, first_page=page).docx
    for got, wanted in ((accepted(made), plain(new)), (rejected(made), plain(old))):
        assert got[0][len(page) :] == wanted[0]
        assert got[1][-1:] == wanted[1]
    assert {each.code for each in lint(made)} <= {each.code for each in lint(new)}
    return made


def page_of(docx: bytes) -> list[str]:
    """The paragraphs of the page as XML."""
    return re.findall(r"<w:p>.*?</w:p>", part(docx), re.DOTALL)[: len(PAGE)]


def test_the_page_stands_before_the_document_and_is_no_change() -> None:
    made = with_page()
    assert texts(accepted(made)[0])[: len(PAGE)] == texts(rejected(made)[0])[: len(PAGE)]
    assert texts(accepted(made)[0])[: len(PAGE)] == WORDS
    assert not any("<w:ins" in each or "<w:del" in each for each in page_of(made))


def test_it_has_the_styles_of_the_document() -> None:
    heading, title, entry, _ = page_of(with_page(BULLETS))
    assert '<w:pStyle w:val="Heading1"/>' in heading
    assert '<w:pStyle w:val="Heading2"/>' in title
    assert '<w:pStyle w:val="Dots"/>' in entry
    assert "<w:ind " not in entry


def test_without_such_styles_headings_are_bold_with_their_level_and_entries_are_indented(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(good, "STYLES", good.STYLES.replace('"heading 2"', '"Zwischentitel"'))
    _, title, entry, _ = page_of(with_page(NAMED.format("Plain", "List Bullet", "")))
    assert '<w:outlineLvl w:val="1"/>' in title
    assert "<w:b/>" in title
    assert "<w:pStyle" not in title + entry
    assert '<w:ind w:left="360" w:hanging="360"/>' in entry


def test_its_headings_do_not_count_among_the_numbers_of_the_document_and_begin_no_page() -> None:
    _, title, _, _ = page_of(with_page(NAMED.format("H2", "heading 2", f"<w:pageBreakBefore/>{NUMBERED}")))
    assert '<w:pageBreakBefore w:val="0"/><w:numPr><w:numId w:val="0"/></w:numPr>' in title


def test_the_document_begins_on_a_page_of_its_own_with_the_header_of_its_first_page() -> None:
    last = page_of(with_page(section=f"{SIZE}<w:titlePg/>"))[-1]
    assert f"{SIZE}</w:sectPr>" in last
    assert "<w:titlePg" not in last
    assert "<w:br " not in last


def test_the_page_has_the_usual_header_of_the_document() -> None:
    assert '<w:headerReference w:type="default"' in page_of(with_page())[-1]


def test_a_document_that_would_go_on_upon_the_page_gets_a_page_break() -> None:
    last = page_of(with_page(section=f'<w:type w:val="continuous"/>{SIZE}'))[-1]
    assert '<w:br w:type="page"/>' in last


def test_a_document_without_sections_gets_a_page_break() -> None:
    def bare(docx: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(made, "w") as copy:
            for name in source.namelist():
                copy.writestr(name, re.sub(rb"<w:sectPr>.*</w:sectPr>", b"", source.read(name)))
        return made.getvalue()

    last = page_of(redline(bare(paper(OLD)), bare(paper(NEW)), first_page=PAGE).docx)[-1]
    assert "<w:sectPr" not in last
    assert '<w:br w:type="page"/>' in last


def test_the_page_says_in_which_language_each_line_is() -> None:
    assert re.findall('<w:lang w:val="([^"]*)"/>', "".join(page_of(with_page()))) == ["en-GB", "en", "fr-FR", "fr-FR"]


def test_the_page_is_accessible() -> None:
    known = {each.code for each in accessibility(paper(NEW))}
    assert {each.code for each in accessibility(with_page())} <= known


@pytest.mark.parametrize("sign", ["\x02", "\ufdd0"])
def test_a_sign_that_word_cannot_hold_becomes_another(sign: str) -> None:
    made = with_page(page=(PageLine(LineLook.HEADING, f"a{sign}b", "en"),))
    assert texts(accepted(made)[0])[0] == "a\ufffdb"


def test_without_a_page_nothing_is_before_the_document() -> None:
    assert redline(paper(OLD), paper(NEW), first_page=()).docx == redline(paper(OLD), paper(NEW)).docx
