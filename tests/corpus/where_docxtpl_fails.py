"""Templates that docxtpl fills wrongly: what it does, and what we do instead."""

from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.corpus.authoring import control, element, fill_cell, link, loop_rows, note_mark, notes, paragraphs, renamed, runs, table
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document

FAILS = "where docxtpl is wrong"


@case(
    FAILS,
    data={"a": None},
    differs="prints “None”",
    instead="refuses the empty value; `| default('…', true)` says what to print",
    refused="the value is empty",
)
def empty_value(document: "Document") -> None:
    """A value that is empty."""
    document.add_paragraph("[{{ a }}]")


@case(
    FAILS,
    data={"name": "Ada"},
    differs="prints nothing",
    instead="refuses the unknown name and says which one was meant",
    refused="“nmae” is not among the fields",
)
def unknown_name(document: "Document") -> None:
    """A name that the data do not have."""
    document.add_paragraph("Dear {{ nmae }},")


@case(
    FAILS,
    data={"xs": ["a", "b"]},
    differs="prints the list as Python writes it: `['a', 'b']`",
    instead="refuses it",
    refused="a whole list cannot be printed",
)
def list_printed_whole(document: "Document") -> None:
    """A list printed whole."""
    document.add_paragraph("{{ xs }}")


@case(
    FAILS,
    data={"x": 1},
    differs="prints `R&amp;D`: the tag is read as XML has written it",
    instead="prints R&D",
    ours=("R&D", "yes"),
)
def ampersand_in_a_tag(document: "Document") -> None:
    """`&` in a text inside a tag."""
    paragraphs(document, "{{ 'R&D' }}", "{{ 'yes' if 'R&D' | length == 3 else 'no' }}")


@case(
    FAILS,
    data={"a": "x\r\ny"},
    differs="keeps the carriage return beside the break",
    instead="makes one line break of it",
    ours=("x\ny",),
)
def windows_line_ends(document: "Document") -> None:
    """Line ends of Windows in a value."""
    document.add_paragraph("{{ a }}")


@case(
    FAILS,
    data={"a": True},
    differs="loses “before” and “behind” without a word",
    instead="refuses it: the text would be lost",
    refused="stands beside it and would be lost",
)
def text_beside_a_paragraph_tag(document: "Document") -> None:
    """Text beside `{%p %}`."""
    paragraphs(document, "before {%p if a %} behind", "inside", "{%p endif %}")


@case(
    FAILS,
    data={"xs": [1, 2]},
    differs="stops with “unknown tag 'tr'”, without a place",
    instead="refuses it",
    refused="it stands outside a table",
)
def row_tag_outside_a_table(document: "Document") -> None:
    """`{%tr %}` outside a table."""
    paragraphs(document, "{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}")


@case(
    FAILS,
    data={"yes": True, "no": False},
    differs="leaves an empty paragraph behind",
    instead="the paragraph goes with what it holds",
    ours=("a", "shown", "b"),
)
def whole_paragraph_under_a_condition(document: "Document") -> None:
    """`{% if %}…{% endif %}` around all that a paragraph holds."""
    paragraphs(document, "a", "{% if no %}hidden{% endif %}", "{% if yes %}shown{% endif %}", "b")


@case(
    FAILS,
    data={"xs": ["a", "b"]},
    differs="leaves empty paragraphs where the tags stood",
    instead="takes them for `{%p %}`",
    ours=("a", "b", "end"),
)
def statements_alone_in_paragraphs(document: "Document") -> None:
    """`{% for %}` and `{% endfor %}` alone in their paragraphs."""
    paragraphs(document, "{% for x in xs %}", "{{ x }}", "{% endfor %}", "end")


@case(
    FAILS,
    data={"xs": []},
    differs="leaves a cell without a paragraph, which Word does not open",
    instead="keeps an empty paragraph",
    ours=("x", ""),
)
def cell_that_comes_out_empty(document: "Document") -> None:
    """A cell all of whose paragraphs go away."""
    fill_cell(table(document, ["x", ""]).cell(0, 1), "{%p for x in xs %}", "{{ x }}", "{%p endfor %}")


@case(
    FAILS,
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
    FAILS,
    data={"xs": ["a", "b"]},
    differs="all rows share one note, with the tag's value undefined",
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
    FAILS,
    data={"point": {"items": ["a", "b"]}},
    differs="takes the field for a method of Python and stops",
    instead="the field is the field",
    ours=("ab",),
)
def field_called_items(document: "Document") -> None:
    """A field called `items`."""
    document.add_paragraph("{% for x in point.items %}{{ x }}{% endfor %}")


@case(
    FAILS,
    data={"name": "Ada"},
    differs="draws the rest of the paragraph into the link",
    instead="keeps the text where it stood",
    ours=("Dear Ada! and so on",),
)
def tag_half_in_a_link(document: "Document") -> None:
    """A tag that begins before a link and ends in it."""
    link(document.add_paragraph("Dear {{ na"), "me }}!")
    document.paragraphs[0].add_run(" and so on")


@case(
    FAILS,
    data={"name": "Ada"},
    differs="draws the rest of the paragraph into the content control",
    instead="keeps the text where it stood",
    ours=("Dear Ada! and so on",),
)
def tag_half_in_a_content_control(document: "Document") -> None:
    """A tag that begins in a content control and ends behind it."""
    control(document.add_paragraph("Dear "), "{{ na")
    document.paragraphs[0].add_run("me }}! and so on")


BY = 'w:author="A" w:date="2023-03-17T00:00:00Z"'


@case(
    FAILS,
    data={"name": "Ada", "gone": "x"},
    differs="prints the tag that was struck out, in what is left of it",
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
    FAILS,
    data={"text": "plain"},
    differs="the text stands in no run, so that Word does not show it",
    instead="the same as `{{ text }}`",
    ours=("a plain b",),
)
def run_value_of_plain_text(document: "Document") -> None:
    """`{{r value }}` of a plain text."""
    runs(document.add_paragraph(), "a ", "{{r text }}", " b")


@case(
    FAILS,
    data={"text": "plain"},
    differs="the text stands in no paragraph, so that Word does not show it",
    instead="the paragraph holds the text",
    ours=("plain", "end"),
)
def paragraph_value_of_plain_text(document: "Document") -> None:
    """`{{p value }}` of a plain text."""
    paragraphs(document, "{{p text }}", "end")


@case(
    FAILS,
    data={"state": "done"},
    differs="stops: it does not know the mark „",
    instead="takes the quotes of every language",
    ours=("yes",),
)
def german_quotes(document: "Document") -> None:
    """German quotation marks inside tags."""
    document.add_paragraph("{{ 'yes' if state == „done“ }}")


@case(
    FAILS,
    data={"text": "a\u200bb"},
    differs="stops: the hard space is no space to Jinja2",
    instead="takes hard and invisible spaces inside tags for spaces",
    ours=("yes",),
)
def hard_spaces_in_tags(document: "Document") -> None:
    """Hard spaces and zero-width spaces inside tags."""
    document.add_paragraph("{%\u00a0if\u00a0text\u200b\u00a0%}yes{% endif %}{% if not text %}no{% endif %}")


@case(
    FAILS,
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
    FAILS,
    data={"a": True},
    differs="stops with “unexpected end of template”, without a place",
    instead="says which tag is never closed, and where it stands",
    refused="it is opened here and never closed",
)
def block_never_closed(document: "Document") -> None:
    """A block that is opened and never closed."""
    paragraphs(document, "{%p if a %}", "x")


@case(
    FAILS,
    data={"a": "x", "b": "y"},
    differs="merges the cell and loses its second paragraph",
    instead="keeps both, in the first row",
    ours=("ab", "more", "1", "", "", "2"),
)
def merged_cell_of_two_paragraphs(document: "Document") -> None:
    """`{% vm %}` in a cell of two paragraphs."""
    made = table(document, *loop_rows(["", "{{ x }}"], over="x in [1, 2]"))
    fill_cell(made.cell(1, 0), "{% vm %}ab", "more")


@case(
    FAILS,
    data={"name": "Ada & Co"},
    differs="filters the XML: `&amp;` becomes `&AMP;`, which is lost",
    instead="filters the text",
    ours=("TO ADA & CO",),
)
def filter_block_with_an_ampersand(document: "Document") -> None:
    """`{% filter %}` around a value with `&`."""
    document.add_paragraph("{% filter upper %}to {{ name }}{% endfilter %}")


@case(
    FAILS,
    data={},
    differs="leaves an empty paragraph",
    instead="takes the paragraph away, whatever the remark holds",
    ours=("before", "behind"),
)
def paragraph_remark_with_a_tag(document: "Document") -> None:
    """`{#p … #}` with a tag inside."""
    paragraphs(document, "before", "{#p not now: {{ name }} #}", "behind")


@case(
    FAILS,
    data={"text": "one\fpage"},
    differs="gives the page break a paragraph of its own",
    instead="puts the break into the paragraph",
    ours=("one\npage",),
)
def page_break_in_a_value(document: "Document") -> None:
    """`\\f`, a page break, in a value."""
    document.add_paragraph("{{ text }}")


@case(
    FAILS,
    data={"text": "x"},
    differs="has Jinja2's filters for web pages, which write HTML into the XML",
    instead="has no `urlize` and `xmlattr`, nor `random`, `lipsum`, `cycler`, `joiner`, and says so",
    refused="there is no filter (what stands behind “|”) “urlize”",
)
def filters_for_web_pages(document: "Document") -> None:
    """`urlize`, which makes HTML of a text."""
    document.add_paragraph("{{ text | urlize }}")


@case(
    FAILS,
    data={"town": True},
    differs="loses “I live”",
    instead="keeps what stands before",
    ours=("before", "I live in town."),
)
def dash_inside_a_sentence(document: "Document") -> None:
    """`{%-` in the middle of a sentence."""
    paragraphs(document, "before", "I live {%- if town %} in town{% endif %}.")


@case(
    FAILS,
    data={"x": "filled"},
    finish=lambda file: renamed(file, "wordprocessingml.document.main", "wordprocessingml.template.main"),
    differs="stops: it opens documents only",
    instead="fills it; what comes out is a document",
    ours=("filled",),
)
def word_template(document: "Document") -> None:
    """A `.dotx` file."""
    document.add_paragraph("{{ x }}")
