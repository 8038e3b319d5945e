"""A word behind the text of every page, in every header that can be shown, and in the text where that lacks it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Inches
from lxml import etree

from briefgen.editions.clean import clean_copy
from briefgen.model.manuscript import Role
from briefgen.word import DocumentProperties, Template
from briefgen.word.lint import lint
from briefgen.word.reader import read_manuscript
from briefgen.word.reader.drawings import survey_drawings
from tests.validators import audit
from tests.word.docx_templates import a_template, p, part
from tests.word.good import DECLARATION, R_NS, W_NS

VML = "urn:schemas-microsoft-com:vml"
HEADER = f"<w:hdr {W_NS} {R_NS}>{{}}</w:hdr>"


def a_draft(template: bytes, word: str = "ENTWURF") -> bytes:
    properties = DocumentProperties(watermark=word)
    return Template.read(template, "t.docx").render({"draft": True, "title": "x"}, properties=properties)


def shapes(xml: str, what: str) -> list[str]:
    """What the watermarks of a part have in an attribute, such as `@id` or `v:textpath/@string`."""
    root = etree.fromstring(xml.removeprefix(DECLARATION).encode())
    found = root.xpath(f"//v:shape/{what}", namespaces={"v": VML})
    assert isinstance(found, list)
    return [str(each) for each in found]


def headers(document: bytes) -> dict[str, list[str]]:
    """What the headers of each section say, and [watermarks] behind, by the kind of page."""
    opened = docx.Document(io.BytesIO(document))
    kinds = {"default": "header", "first": "first_page_header", "even": "even_page_header"}
    found: dict[str, list[str]] = {kind: [] for kind in kinds}
    for section in opened.sections:
        for kind, name in kinds.items():
            header = getattr(section, name)
            if not header.is_linked_to_previous:
                marks = [
                    each.get("string") for each in header._element.iter(f"{{{VML}}}textpath") if each.get("string")
                ]
                found[kind].append("".join([each.text for each in header.paragraphs] + [f"[{m}]" for m in marks]))
    return found


def of_python_docx(*, first: bool = False, evens: bool = False, sections: int = 1) -> bytes:
    """A template without headers, as python-docx begins one."""
    made = docx.Document()
    made.add_paragraph("{{ title }}")
    for _ in range(sections - 1):
        made.add_section()
    made.sections[-1].different_first_page_header_footer = first
    made.settings.odd_and_even_pages_header_footer = evens
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


class TestEveryHeader:
    def test_a_header_gets_the_shape_and_keeps_all_that_it_has(self) -> None:
        own = p("The Institution") + p("{% if draft %}ENTWURF{% endif %}")
        document = a_draft(a_template(p("{{ title }}"), parts={"word/header1.xml": HEADER.format(own)}))
        header = part(document, "word/header1.xml")
        assert shapes(header, "@id") == ["PowerPlusWaterMarkObject1"]
        assert shapes(header, "v:textpath/@string") == ["ENTWURF"]
        assert [header.count(f">{text}<") for text in ("The Institution", "ENTWURF")] == [1, 1]

    def test_a_section_without_a_header_gets_one_which_says_the_word_in_its_text_too(self) -> None:
        assert headers(a_draft(of_python_docx()))["default"] == ["ENTWURF[ENTWURF]"]

    def test_first_and_even_pages_that_differ_get_their_own(self) -> None:
        found = headers(a_draft(of_python_docx(first=True, evens=True)))
        assert found == {kind: ["ENTWURF[ENTWURF]"] for kind in ("default", "first", "even")}

    def test_what_a_later_section_takes_over_is_there_once(self) -> None:
        found = headers(a_draft(of_python_docx(sections=3, first=True)))
        assert found == {"default": ["ENTWURF[ENTWURF]"], "first": ["ENTWURF[ENTWURF]"], "even": []}

    def test_no_two_shapes_have_one_name(self) -> None:
        document = a_draft(of_python_docx(first=True, evens=True))
        names = [each for n in (1, 2, 3) for each in shapes(part(document, f"word/headerDraft{n}.xml"), "@id")]
        assert len(set(names)) == 3

    def test_without_a_watermark_the_document_is_as_it_was(self) -> None:
        template = Template.read(of_python_docx(), "t.docx")
        plain = template.render({"title": "x"}, properties=DocumentProperties())
        assert plain == template.render({"title": "x"})
        assert headers(plain) == {"default": [], "first": [], "even": []}


class TestTheWord:
    @pytest.mark.parametrize("word", ["A & B", '"<>"', "ΣΧΕΔΙΟ", "ПРОЕКТ", "I"])
    def test_it_is_written_as_it_is(self, word: str) -> None:
        assert headers(a_draft(of_python_docx(), word))["default"] == [f"{word}[{word}]"]

    def test_it_is_said_once_for_those_who_listen_and_no_picture_lacks_words(self) -> None:
        manuscript = read_manuscript(a_draft(of_python_docx()), "t.docx")
        assert [each.text for each in manuscript.passages if each.role is Role.HEADER] == ["ENTWURF"]
        assert (manuscript.watermark, manuscript.pictures) == ("ENTWURF", ())

    def test_it_stays_on_its_page(self) -> None:
        narrow = docx.Document()
        narrow.add_paragraph("x")
        narrow.sections[0].left_margin = narrow.sections[0].right_margin = Inches(1)
        narrow.sections[0].page_width = Inches(4)
        written = io.BytesIO()
        narrow.save(written)
        header = part(a_draft(written.getvalue()), "word/headerDraft1.xml")
        (style,) = shapes(header, "@style")
        sizes = dict(each.split(":") for each in style.split(";"))
        slanted = sum(float(sizes[each].removesuffix("pt")) for each in ("width", "height")) / 2**0.5
        assert 72 < slanted < 144


class TestOthers:
    def test_what_looks_at_finished_files_finds_nothing_wrong(self, tmp_path: Path) -> None:
        header = {"word/header1.xml": HEADER.format(p("The Institution"))}
        document = a_draft(a_template(p("{{ title }}"), parts=header))
        written = tmp_path / "draft.docx"
        written.write_bytes(document)
        assert (list(lint(document)), audit(written)) == ([], [])

    def test_a_copy_without_traces_is_a_draft_still(self) -> None:
        cleaned = clean_copy(a_draft(of_python_docx()), "t.docx").data
        assert headers(cleaned)["default"] == ["ENTWURF[ENTWURF]"]

    def test_the_quick_engine_draws_it(self) -> None:
        assert survey_drawings(a_draft(of_python_docx()), "t.docx") == ()
