"""Tags that stand for their paragraph, and tags that join paragraphs."""

from typing import TYPE_CHECKING

from docx.enum.text import WD_BREAK

from tests.corpus.authoring import paragraphs
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document

PARAGRAPHS = "paragraphs"
PARTS = [
    {"title": "I", "points": [{"n": 1, "lines": ["a", "b"]}, {"n": 2, "lines": []}]},
    {"title": "II", "points": []},
]


@case(PARAGRAPHS, data={"agreed": True, "refused": False})
def paragraph_conditions(document: "Document") -> None:
    """`{%p if %}` … `{%p endif %}`."""
    paragraphs(
        document, "{%p if agreed %}", "Agreed.", "{%p endif %}", "{%p if refused %}", "Refused.", "{%p endif %}", "End."
    )


@case(PARAGRAPHS, data={"n": 3})
def paragraph_alternatives(document: "Document") -> None:
    """`{%p elif %}` and `{%p else %}`."""
    paragraphs(
        document, "{%p if n == 1 %}", "One.", "{%p elif n == 2 %}", "Two.", "{%p else %}", "Many.", "{%p endif %}"
    )


@case(PARAGRAPHS, data={"xs": ["a", "b"], "ys": []})
def paragraph_loop(document: "Document") -> None:
    """`{%p for %}` … `{%p endfor %}`, also over nothing."""
    paragraphs(document, "{%p for x in xs %}", "{{ loop.index }}. {{ x }}", "–", "{%p endfor %}")
    paragraphs(document, "{%p for x in ys %}", "{{ x }}", "{%p else %}", "nothing", "{%p endfor %}")


@case(PARAGRAPHS, data={"parts": PARTS})
def loops_in_loops(document: "Document") -> None:
    """Three loops in each other with a condition inside."""
    paragraphs(
        document,
        "{%p for part in parts %}",
        "{{ part.title }}",
        "{%p for point in part.points %}",
        "{{ part.title }}.{{ point.n }}",
    )
    paragraphs(
        document,
        "{%p if point.lines %}",
        "{%p for item in point.lines %}",
        "{{ loop.index }} {{ item }}",
        "{%p endfor %}",
    )
    paragraphs(document, "{%p else %}", "no items", "{%p endif %}", "{%p endfor %}", "{%p endfor %}", "end")


@case(PARAGRAPHS, data={"xs": ["a", "b"]})
def paragraph_remarks(document: "Document") -> None:
    """`{#p … #}` takes its paragraph away."""
    paragraphs(document, "before", "{#p a remark on what stands here #}", "behind {{ xs[0] }}")


@case(PARAGRAPHS, data={"town": False})
def joined_paragraphs(document: "Document") -> None:
    """`{%- … -%}` on lines of their own draw paragraphs together."""
    paragraphs(
        document,
        "I live",
        "{%- if town -%}",
        " in town",
        "{%- else -%}",
        " on the land",
        "{%- endif -%}",
        " and like it.",
    )


@case(PARAGRAPHS, data={"xs": ["a", "b", "c"]})
def joined_loop(document: "Document") -> None:
    """`{%- for -%}` on lines of its own makes one paragraph."""
    paragraphs(document, "All:", "{%- for x in xs -%}", " {{ x }},", "{%- endfor -%}", " done.")


@case(PARAGRAPHS, data={"x": 5})
def paragraph_set(document: "Document") -> None:
    """`{%p set %}` takes its paragraph away and keeps the name."""
    paragraphs(document, "{%p set y = x * 2 %}", "{{ y }}")


@case(PARAGRAPHS, data={"names": ["Ada", "R & D"]})
def paragraph_macro(document: "Document") -> None:
    """`{%p macro %}` around whole paragraphs, put in with `{{p … }}`."""
    paragraphs(
        document,
        "{%p macro entry(name) %}",
        "Name: {{ name }}",
        "–",
        "{%p endmacro %}",
        "{{p entry(names[0]) }}",
        "{{p entry(names[1]) }}",
        "end",
    )


@case(PARAGRAPHS, data={"name": "Ada"})
def paragraph_call(document: "Document") -> None:
    """`{%p call %}` hands whole paragraphs to a macro."""
    paragraphs(document, "{%p macro framed() %}", "above", "{{p caller() }}", "below", "{%p endmacro %}")
    paragraphs(document, "{%p call framed() %}", "Dear {{ name }}", "{%p endcall %}")


@case(PARAGRAPHS, data={"xs": [{"title": "A", "text": "a"}, {"title": "B", "text": "b"}]})
def headings_in_a_loop(document: "Document") -> None:
    """Headings and texts of several styles in a loop."""
    document.add_paragraph("{%p for x in xs %}")
    document.add_heading("{{ x.title }}", 2)
    document.add_paragraph("{{ x.text }}", style="Quote")
    document.add_paragraph("{%p endfor %}")


@case(PARAGRAPHS, data={"xs": ["a", "b"], "ys": ["c", "d"]})
def lists_in_loops(document: "Document") -> None:
    """Bullets and numbers in loops."""
    for style, over in (("List Bullet", "xs"), ("List Number", "ys")):
        document.add_paragraph(f"{{%p for x in {over} %}}", style=style)
        document.add_paragraph("{{ x }}", style=style)
        document.add_paragraph("{%p endfor %}", style=style)


@case(PARAGRAPHS, data={"xs": ["a", "b"]})
def page_for_each(document: "Document") -> None:
    """A page break in a loop, not before the first."""
    document.add_paragraph("{%p for x in xs %}")
    document.add_paragraph("{%p if not loop.first %}")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    paragraphs(document, "{%p endif %}", "{{ x }}", "{%p endfor %}")


@case(PARAGRAPHS, data={"xs": ["a", "b"]})
def table_in_a_loop(document: "Document") -> None:
    """A whole table that a loop over paragraphs repeats."""
    from tests.corpus.authoring import table

    document.add_paragraph("{%p for x in xs %}")
    table(document, ["{{ x }}", "{{ loop.index }}"])
    paragraphs(document, "between", "{%p endfor %}")
