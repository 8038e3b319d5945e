"""Templates whose texts and values docxtpl gets wrong: what it does, and what we do instead."""

from typing import TYPE_CHECKING

from tests.corpus.authoring import paragraphs, renamed, runs
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document

WRONG = "where docxtpl is wrong"


@case(
    WRONG,
    data={"a": None},
    differs="prints “None”",
    instead="refuses the empty value; `| default('…', true)` says what to print",
    refused="the value is empty",
)
def empty_value(document: "Document") -> None:
    """A value that is empty."""
    document.add_paragraph("[{{ a }}]")


@case(
    WRONG,
    data={"name": "Ada"},
    differs="prints nothing",
    instead="refuses the unknown name and says which one was meant",
    refused="“nmae” is not among the fields",
)
def unknown_name(document: "Document") -> None:
    """A name that the data do not have."""
    document.add_paragraph("Dear {{ nmae }},")


@case(
    WRONG,
    data={"xs": ["a", "b"]},
    differs="prints the list as Python writes it: `['a', 'b']`",
    instead="refuses it",
    refused="a whole list cannot be printed",
)
def list_printed_whole(document: "Document") -> None:
    """A list printed whole."""
    document.add_paragraph("{{ xs }}")


@case(
    WRONG,
    data={"x": 1},
    differs="prints `R&amp;D`: the tag is read as XML has written it",
    instead="prints R&D",
    ours=("R&D", "yes"),
)
def ampersand_in_a_tag(document: "Document") -> None:
    """`&` in a text inside a tag."""
    paragraphs(document, "{{ 'R&D' }}", "{{ 'yes' if 'R&D' | length == 3 else 'no' }}")


@case(
    WRONG,
    data={"a": "x\r\ny"},
    differs="keeps the carriage return beside the break",
    instead="makes one line break of it",
    ours=("x\ny",),
)
def windows_line_ends(document: "Document") -> None:
    """Line ends of Windows in a value."""
    document.add_paragraph("{{ a }}")


@case(
    WRONG,
    data={"point": {"items": ["a", "b"]}},
    differs="takes the field for a method of Python and stops",
    instead="the field is the field",
    ours=("ab",),
)
def field_called_items(document: "Document") -> None:
    """A field called `items`."""
    document.add_paragraph("{% for x in point.items %}{{ x }}{% endfor %}")


@case(
    WRONG,
    data={"text": "plain"},
    differs="the text stands in no run, so that Word does not show it",
    instead="the same as `{{ text }}`",
    ours=("a plain b",),
)
def run_value_of_plain_text(document: "Document") -> None:
    """`{{r value }}` of a plain text."""
    runs(document.add_paragraph(), "a ", "{{r text }}", " b")


@case(
    WRONG,
    data={"text": "plain"},
    differs="the text stands in no paragraph, so that Word does not show it",
    instead="the paragraph holds the text",
    ours=("plain", "end"),
)
def paragraph_value_of_plain_text(document: "Document") -> None:
    """`{{p value }}` of a plain text."""
    paragraphs(document, "{{p text }}", "end")


@case(
    WRONG,
    data={"state": "done"},
    differs="stops: it does not know the mark „",
    instead="takes the quotes of every language",
    ours=("yes",),
)
def german_quotes(document: "Document") -> None:
    """German quotation marks inside tags."""
    document.add_paragraph("{{ 'yes' if state == „done“ }}")


@case(
    WRONG,
    data={"text": "a\u200bb"},
    differs="stops with “unexpected char '\\u200b'”, without a place",
    instead="takes hard and invisible spaces inside tags for spaces",
    ours=("yes",),
)
def hard_spaces_in_tags(document: "Document") -> None:
    """Hard spaces and zero-width spaces inside tags."""
    document.add_paragraph("{%\u00a0if\u00a0text\u200b\u00a0%}yes{% endif %}{% if not text %}no{% endif %}")


@case(
    WRONG,
    data={"name": "Ada & Co"},
    differs="filters the XML: `&amp;` becomes `&AMP;`, which is lost",
    instead="filters the text",
    ours=("TO ADA & CO",),
)
def filter_block_with_an_ampersand(document: "Document") -> None:
    """`{% filter %}` around a value with `&`."""
    document.add_paragraph("{% filter upper %}to {{ name }}{% endfilter %}")


@case(
    WRONG,
    data={"text": "one\fpage"},
    differs="gives the page break a paragraph of its own",
    instead="puts the break into the paragraph",
    ours=("one\npage",),
)
def page_break_in_a_value(document: "Document") -> None:
    """`\\f`, a page break, in a value."""
    document.add_paragraph("{{ text }}")


@case(
    WRONG,
    data={"text": "x"},
    differs="has Jinja2's filters for web pages, which write HTML into the XML",
    instead="has no `urlize` and `xmlattr`, nor `random`, `lipsum`, `cycler`, `joiner`, and says so",
    refused="there is no filter (what stands behind “|”) “urlize”",
)
def filters_for_web_pages(document: "Document") -> None:
    """`urlize`, which makes HTML of a text."""
    document.add_paragraph("{{ text | urlize }}")


@case(
    WRONG,
    data={"town": True},
    differs="loses “I live”",
    instead="keeps what stands before",
    ours=("before", "I live in town."),
)
def dash_inside_a_sentence(document: "Document") -> None:
    """`{%-` in the middle of a sentence."""
    paragraphs(document, "before", "I live{%- if town %} in town{% endif %}.")


@case(
    WRONG,
    data={"x": "filled"},
    finish=lambda file: renamed(file, "wordprocessingml.document.main", "wordprocessingml.template.main"),
    differs="stops: it opens documents only",
    instead="fills it; what comes out is a document",
    ours=("filled",),
)
def word_template(document: "Document") -> None:
    """A `.dotx` file."""
    document.add_paragraph("{{ x }}")


@case(
    WRONG,
    data={"name": "Ada"},
    differs="takes the spaces away only where Word happens to keep them in the same run",
    instead="takes them away in every run",
    ours=("oneAdatwo",),
)
def dashes_at_the_edges_of_runs(document: "Document") -> None:
    """`{{- … -}}` in a run of its own."""
    runs(document.add_paragraph(), "one ", ("{{- name -}}", "bold"), " two")


@case(
    WRONG,
    data={},
    prints_braces=True,
    differs="prints `{_{` where Word has cut it up",
    instead="prints the braces",
    ours=("{{ x }} and {% y %}",),
)
def escaped_braces_over_runs(document: "Document") -> None:
    """`{_{` and `%_}` cut up by formats."""
    runs(document.add_paragraph(), "{", ("_{ x }_", "bold"), "} and {_", ("% y %", "italic"), "_}")


@case(
    WRONG,
    data={"x": 1},
    differs="makes one paragraph of the two",
    instead="refuses the tag",
    refused="not closed with }} in the same paragraph",
)
def tag_over_two_paragraphs(document: "Document") -> None:
    """A tag that begins in one paragraph and ends in the next."""
    paragraphs(document, "a {{ x", "}} b")


@case(
    WRONG,
    data={"x": 1},
    differs="stops with “unexpected char”, or prints a straight one",
    instead="leaves what stands between quotation marks as it is typed",
    ours=("it’s and it’s",),
)
def apostrophe_between_quotes(document: "Document") -> None:
    """A curly apostrophe in a text inside a tag."""
    document.add_paragraph("{{ “it’s” }} and {{ 'it’s' }}")


@case(
    WRONG,
    data={},
    differs="takes the condition for false",
    instead="refuses the unknown name; `is defined` asks for it",
    refused="“agreed” is not among the fields",
)
def unknown_name_in_a_condition(document: "Document") -> None:
    """A condition about a name that the data do not have."""
    document.add_paragraph("{% if agreed %}yes{% else %}no{% endif %}")
