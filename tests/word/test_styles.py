"""What Word's styles make of paragraphs is the same for the reader, for references, for findings and for the lint."""

from __future__ import annotations

import pytest

from briefgen.model.manuscript import Role
from briefgen.model.richtext import Block, RichText, Span
from briefgen.word import Template, TemplateFaultsError
from briefgen.word.lint import accessibility
from briefgen.word.reader import read_manuscript
from tests.word.docx_templates import a_style, a_template, p

HEADINGS = {
    "by its outline level": a_style("Note Title", inside='<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    "by its name": a_style("heading 1").replace("heading1", "NoteTitle"),
    "by what it is based on": a_style("Base", inside='<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + a_style("Note Title", inside='<w:basedOn w:val="Base"/>'),
}
TEXT = a_style("Aside", inside='<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')


@pytest.mark.parametrize("style", HEADINGS.values(), ids=HEADINGS)
def test_a_heading_is_a_heading_to_the_reader(style: str) -> None:
    (passage,) = read_manuscript(a_template(p("Borders", style="NoteTitle"), styles=style), "x").body
    assert (passage.role, passage.level) == (Role.HEADING, 1)


@pytest.mark.parametrize("style", HEADINGS.values(), ids=HEADINGS)
def test_a_heading_is_a_heading_to_findings(style: str) -> None:
    with pytest.raises(TemplateFaultsError, match="under “Borders”"):
        Template.read(a_template(p("Borders", style="NoteTitle"), p("{{ open"), styles=style), "test.docx")


@pytest.mark.parametrize("style", HEADINGS.values(), ids=HEADINGS)
def test_a_heading_is_a_heading_to_references(style: str) -> None:
    name = "heading 1" if "heading 1" in style else "Note Title"
    blocks = (Block((Span("Borders"),), style=name, anchor="b"), Block((Span("See "), Span("", refers_to="b"))))
    document = Template.read(a_template(p("{{ t }}"), styles=style), "x").render({"t": RichText(blocks)})
    assert [each.text for each in read_manuscript(document, "x").body] == ["Borders", "See Borders"]


@pytest.mark.parametrize("style", HEADINGS.values(), ids=HEADINGS)
def test_a_heading_is_a_heading_to_the_lint(style: str) -> None:
    third = a_style("Third", inside='<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    data = a_template(p("Borders", style="NoteTitle"), p("Visas", style="Third"), styles=style + third)
    assert [each.message for each in accessibility(data) if each.code == "HEADING_SKIPPED"] == [
        "level 3 after 1: “Visas”"
    ]


def test_body_text_is_no_heading_whatever_its_style_is_based_on() -> None:
    styles = TEXT.replace("<w:pPr>", '<w:basedOn w:val="Heading1"/><w:pPr>')
    (passage,) = read_manuscript(a_template(p("Borders", style="Aside"), styles=styles), "x").body
    assert passage.role is Role.PARAGRAPH
