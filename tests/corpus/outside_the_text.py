"""Headers, footers, notes, text boxes, properties: parts of a document besides its text."""

from typing import TYPE_CHECKING

from docx.oxml.ns import nsdecls
from docx.shared import Cm

from tests.corpus.authoring import field, new_part, note_mark, notes, paragraphs, renamed, table, text_box
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document

OUTSIDE = "outside the text"


@case(OUTSIDE, data={"title": "R & D", "day": "Monday"})
def header_and_footer(document: "Document") -> None:
    """Tags in a header and a footer."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ title }}\tas of {{ day }}"
    section.footer.paragraphs[0].text = "Page of {{ title }}"
    document.add_paragraph("{{ day }}")


@case(OUTSIDE, data={"title": "Annex"})
def headers_of_first_and_even_pages(document: "Document") -> None:
    """Headers and footers of the first page, of even and of other pages."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    for kind in ("first_page_", "even_page_", ""):
        getattr(section, f"{kind}header").paragraphs[0].text = f"{kind} header of {{{{ title }}}}"
        getattr(section, f"{kind}footer").paragraphs[0].text = f"{kind} footer of {{{{ title }}}}"


@case(OUTSIDE, data={"draft": True, "xs": ["a", "b"]})
def blocks_in_a_header(document: "Document") -> None:
    """Paragraph conditions and a table's row loop in a header."""
    header = document.sections[0].header
    paragraphs(header, "{%p if draft %}", "DRAFT", "{%p endif %}")
    made = header.add_table(3, 1, Cm(14))
    for row, text in zip(made.rows, ("{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text
    header.add_paragraph("end")


@case(OUTSIDE, data={"a": "one", "b": "two"})
def headers_of_sections(document: "Document") -> None:
    """Two sections with headers of their own and a page break between them."""
    document.sections[0].header.paragraphs[0].text = "First {{ a }}"
    document.add_paragraph("{{ a }}")
    second = document.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Second {{ b }}"
    document.add_paragraph("{{ b }}")


@case(OUTSIDE, data={"source": "R & D", "day": "Monday", "more": True})
def footnotes(document: "Document") -> None:
    """Tags in footnotes."""
    note_mark(document.add_paragraph("One {{ day }}"), 1)
    note_mark(document.add_paragraph("Two"), 2)
    notes(document, "From {{ source }}.", "{% if more %}More of {{ day }}{% else %}None{% endif %}.")


@case(OUTSIDE, data={"title": "Annex", "who": "Ada", "word": "x"})
def core_properties(document: "Document") -> None:
    """Tags in title, author, subject, comments."""
    properties = document.core_properties
    properties.title, properties.author = "{{ title }} of {{ who }}", "{{ who }}"
    properties.subject, properties.comments = "On {{ word }}", "{% if word %}Yes{% endif %}"
    document.add_paragraph("{{ title }}")


@case(OUTSIDE, data={"inside": "in the box", "outside": "out"})
def text_box_with_a_tag(document: "Document") -> None:
    """A text box, which Word writes twice."""
    text_box(document.add_paragraph("{{ outside }} "), "It is {{ inside }}.")


@case(OUTSIDE, data={"xs": ["a", "b"]})
def text_box_in_a_loop(document: "Document") -> None:
    """A text box that a loop repeats."""
    document.add_paragraph("{%p for x in xs %}")
    text_box(document.add_paragraph("{{ x }}"), "box {{ x }}")
    document.add_paragraph("{%p endfor %}")


@case(
    OUTSIDE,
    data={"title": "Annex", "xs": ["a", "b"]},
    differs="leaves the entries that the template was saved with",
    instead="lists the headings that there are",
    ours=("a\t", "b\t", "a", "b"),
)
def table_of_contents(document: "Document") -> None:
    """A table of contents and headings in a loop."""
    field(document.add_paragraph(), ' TOC \\o "1-3" ', "{{ title }}")
    document.add_paragraph("{%p for x in xs %}")
    document.add_heading("{{ x }}", 1)
    document.add_paragraph("{%p endfor %}")


@case(OUTSIDE, data={"title": "Annex"})
def page_numbers(document: "Document") -> None:
    """A field beside tags in a footer."""
    field(document.sections[0].footer.paragraphs[0], " PAGE ", "1").add_run(" of {{ title }}")
    document.add_paragraph("{{ title }}")


@case(OUTSIDE, data={"wide": True})
def sections_under_a_condition(document: "Document") -> None:
    """Sections of several page formats with tags in each."""
    document.add_paragraph("{% if wide %}wide{% endif %} text")
    section = document.add_section()
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("landscape {{ wide }}")
    table(document, ["{{ wide }}", "x"])


COMMENT = (
    '<w:comments %s><w:comment w:id="0" w:author="A" w:initials="A"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:comment>'
    "</w:comments>"
)


@case(
    OUTSIDE,
    data={"x": "done"},
    differs="leaves tags in comments as they are",
    instead="fills them",
    part="word/comments.xml",
    ours=("Is it done?",),
)
def comments(document: "Document") -> None:
    """A tag in a comment."""
    new_part(document, "comments", COMMENT % (nsdecls("w"), "Is it {{ x }}?"))
    document.add_paragraph("{{ x }}")


@case(
    OUTSIDE,
    data={"x": "done"},
    differs="leaves tags in endnotes as they are",
    instead="fills them",
    part="word/endnotes.xml",
    ours=("", "", " It is done."),
)
def endnotes(document: "Document") -> None:
    """A tag in an endnote."""
    note_mark(document.add_paragraph("{{ x }}"), kind="endnote")
    notes(document, "It is {{ x }}.", kind="endnote")


@case(
    OUTSIDE,
    data={"x": "R & D"},
    differs="prints `&amp;` for `&` in properties, and does not fill keywords and category",
    instead="fills every property, with the text as it is",
    part="docProps/core.xml",
    ours=("title: On R & D", "keywords: about R & D", "category: R & D"),
)
def ampersand_in_properties(document: "Document") -> None:
    """Properties with `&`; keywords and category."""
    properties = document.core_properties
    properties.author = properties.comments = ""
    properties.title = "On {{ x }}"
    for name, text in (("keywords", "about {{ x }}"), ("category", "{{ x }}")):
        found = document.part.package.core_properties._element.find(f"{{*}}{name}")
        found.text = text


@case(
    OUTSIDE,
    data={"x": "filled", "title": "Annex"},
    finish=lambda file: renamed(file, "document.xml", "document2.xml"),
    part="word/document2.xml",
)
def main_part_of_another_name(document: "Document") -> None:
    """A document whose text stands in `document2.xml`, as Word Online writes it."""
    document.sections[0].header.paragraphs[0].text = "{{ title }}"
    document.add_paragraph("{{ x }}")


@case(OUTSIDE, data={"title": "Annex", "xs": ["a", "b"]})
def tables_in_a_footer(document: "Document") -> None:
    """A column loop and a picture in a footer."""
    import io

    from tests.corpus.authoring import a_picture

    footer = document.sections[0].footer
    made = footer.add_table(1, 3, Cm(14))
    for cell, text in zip(made.rows[0].cells, ("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"), strict=True):
        cell.text = text
    footer.add_paragraph("{{ title }} ").add_run().add_picture(io.BytesIO(a_picture()), width=360000)
