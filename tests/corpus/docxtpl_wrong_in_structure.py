"""Templates whose structure docxtpl damages: what it does, and what we do instead."""

from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.corpus.authoring import (
    control,
    element,
    fill_cell,
    link,
    loop_rows,
    note_mark,
    notes,
    paragraphs,
    runs,
    table,
)
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document

WRONG = "where docxtpl is wrong"
BY = 'w:author="A" w:date="2023-03-17T00:00:00Z"'


@case(
    WRONG,
    data={"a": True},
    differs="loses “before” and “behind” without a word",
    instead="refuses it: the text would be lost",
    refused="stands beside it and would be lost",
)
def text_beside_a_paragraph_tag(document: "Document") -> None:
    """Text beside `{%p %}`."""
    paragraphs(document, "before {%p if a %} behind", "inside", "{%p endif %}")


@case(
    WRONG,
    data={"xs": [1, 2]},
    differs="stops with “unknown tag 'tr'”, without a place",
    instead="refuses it",
    refused="it stands outside a table",
)
def row_tag_outside_a_table(document: "Document") -> None:
    """`{%tr %}` outside a table."""
    paragraphs(document, "{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}")


@case(
    WRONG,
    data={"yes": True, "no": False},
    differs="leaves an empty paragraph behind",
    instead="the paragraph goes with what it holds",
    ours=("a", "shown", "b"),
)
def whole_paragraph_under_a_condition(document: "Document") -> None:
    """`{% if %}…{% endif %}` around all that a paragraph holds."""
    paragraphs(document, "a", "{% if no %}hidden{% endif %}", "{% if yes %}shown{% endif %}", "b")


@case(
    WRONG,
    data={"xs": ["a", "b"]},
    differs="leaves empty paragraphs where the tags stood",
    instead="takes them for `{%p %}`",
    ours=("a", "b", "end"),
)
def statements_alone_in_paragraphs(document: "Document") -> None:
    """`{% for %}` and `{% endfor %}` alone in their paragraphs."""
    paragraphs(document, "{% for x in xs %}", "{{ x }}", "{% endfor %}", "end")


@case(
    WRONG,
    data={"xs": []},
    differs="leaves a cell without a paragraph, which Word does not open",
    instead="keeps an empty paragraph",
    ours=("x", ""),
)
def cell_that_comes_out_empty(document: "Document") -> None:
    """A cell all of whose paragraphs go away."""
    fill_cell(table(document, ["x", ""]).cell(0, 1), "{%p for x in xs %}", "{{ x }}", "{%p endfor %}")


@case(
    WRONG,
    data={"xs": []},
    differs="leaves a table without rows, which Word does not open",
    instead="the table goes",
    ours=("before", "behind"),
)
def table_that_comes_out_empty(document: "Document") -> None:
    """A table all of whose rows go away."""
    document.add_paragraph("before")
    table(document, *loop_rows(["{{ x }}", ""]))
    document.add_paragraph("behind")


@case(
    WRONG,
    data={"xs": ["a", "b"]},
    differs="all repetitions share one note, and what the loop is at is not printed in it",
    instead="each row has its own note",
    part="word/footnotes.xml",
    ours=("", "", " On a.", " On b."),
)
def footnotes_in_a_loop(document: "Document") -> None:
    """A footnote in a loop, about what the loop is at."""
    document.add_paragraph("{%p for x in xs %}")
    note_mark(document.add_paragraph("{{ x }}"))
    document.add_paragraph("{%p endfor %}")
    notes(document, "On {{ x }}.")


@case(
    WRONG,
    data={"name": "Ada"},
    differs="loses the rest of the document, and the format of its pages",
    instead="keeps the text where it stood",
    ours=("Dear Ada! and so on",),
)
def tag_half_in_a_link(document: "Document") -> None:
    """A tag that begins before a link and ends in it."""
    link(document.add_paragraph("Dear {{ na"), "me }}!")
    document.paragraphs[0].add_run(" and so on")


@case(
    WRONG,
    data={"name": "Ada"},
    differs="draws the rest of the paragraph into the content control",
    instead="keeps the text where it stood",
    ours=("Dear Ada! and so on",),
)
def tag_half_in_a_content_control(document: "Document") -> None:
    """A tag that begins in a content control and ends behind it."""
    control(document.add_paragraph("Dear "), "{{ na")
    document.paragraphs[0].add_run("me }}! and so on")


@case(
    WRONG,
    data={"name": "Ada", "gone": "x"},
    differs="stops with “unexpected '/'”, without a place",
    instead="insertions are kept and deletions dropped, with a warning",
    ours=("Dear Ada!",),
)
def tracked_changes(document: "Document") -> None:
    """A tag half of which is a tracked insertion, and one that is deleted."""
    paragraph = runs(document.add_paragraph(), "Dear {{ na", "!")
    inserted = f'<w:ins {nsdecls("w")} w:id="1" {BY}><w:r><w:t>me }}}}</w:t></w:r></w:ins>'
    deleted = f'<w:del {nsdecls("w")} w:id="2" {BY}><w:r><w:delText>{{{{ gone }}}}</w:delText></w:r></w:del>'
    paragraph.runs[0]._r.addnext(parse_xml(inserted))
    paragraph.runs[0]._r.addnext(parse_xml(deleted))


@case(
    WRONG,
    data={"xs": ["a", "b"]},
    differs="repeats the bookmark's number and name, which Word takes for damage",
    instead="each repetition has its own; seen by `lint`",
    ours=("a", "b"),
)
def bookmarks_in_a_loop(document: "Document") -> None:
    """A bookmark in a loop."""
    document.add_paragraph("{%p for x in xs %}")
    paragraph = document.add_paragraph("{{ x }}")
    paragraph.runs[0]._r.addprevious(element("bookmarkStart", id="3", name="row"))
    paragraph.runs[0]._r.addnext(element("bookmarkEnd", id="3"))
    document.add_paragraph("{%p endfor %}")


@case(
    WRONG,
    data={"a": True},
    differs="stops with “unexpected end of template”, without a place",
    instead="says which tag is never closed, and where it stands",
    refused="it is opened here and never closed",
)
def block_never_closed(document: "Document") -> None:
    """A block that is opened and never closed."""
    paragraphs(document, "{%p if a %}", "x")


@case(
    WRONG,
    data={"a": "x", "b": "y"},
    differs="repeats the second paragraph in every row",
    instead="keeps both, in the first row",
    ours=("ab", "more", "1", "", "", "2"),
)
def merged_cell_of_two_paragraphs(document: "Document") -> None:
    """`{% vm %}` in a cell of two paragraphs."""
    made = table(document, *loop_rows(["", "{{ x }}"], over="x in [1, 2]"))
    fill_cell(made.cell(1, 0), "{% vm %}ab", "more")


@case(
    WRONG,
    data={},
    differs="leaves an empty paragraph",
    instead="takes the paragraph away, whatever the remark holds",
    ours=("before", "behind"),
)
def paragraph_remark_with_a_tag(document: "Document") -> None:
    """`{#p … #}` with a tag inside."""
    paragraphs(document, "before", "{#p not now: {{ name }} #}", "behind")


@case(
    WRONG,
    data={"x": True},
    differs="fills it, but damages the file as soon as the condition does not hold",
    instead="refuses it",
    refused="its block was opened elsewhere",
)
def condition_across_cells(document: "Document") -> None:
    """A condition that begins in one cell and ends in another."""
    table(document, ["{% if x %}a", "b{% endif %}"])


@case(
    WRONG,
    data={"x": True},
    differs="leaves an empty paragraph",
    instead="refuses it and says how to write it",
    refused="Write {%p endif %}",
)
def block_of_two_kinds(document: "Document") -> None:
    """`{%p if %}` closed by `{% endif %}`."""
    paragraphs(document, "{%p if x %}", "y", "{% endif %}")


@case(
    WRONG,
    data={"xs": [1, 2]},
    differs="takes the first tag only and stops at the last, without a place",
    instead="refuses it: the second would be lost",
    refused="“{%p if x > 1 %}” stands beside it and would be lost",
)
def two_tags_in_one_paragraph(document: "Document") -> None:
    """Two `{%p %}` in one paragraph."""
    paragraphs(document, "{%p for x in xs %}{%p if x > 1 %}", "{{ x }}", "{%p endif %}{%p endfor %}")


@case(
    WRONG,
    data={"colour": "red"},
    differs="writes the word, which no program reads as a colour",
    instead="refuses it and says what a colour looks like",
    refused="“red” is no colour",
)
def background_by_name(document: "Document") -> None:
    """`{% cellbg %}` with the name of a colour."""
    table(document, ["{% cellbg colour %}a", "b"])
