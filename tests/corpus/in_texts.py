"""Conditions, loops and remarks in the text of paragraphs, and runs of their own."""

from typing import TYPE_CHECKING

from tests.corpus.authoring import a_picture, control, element, link, paragraphs, runs
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document

TEXTS = "in the text"


@case(TEXTS, data={"n": 2})
def condition_in_a_sentence(document: "Document") -> None:
    """`{% if %}`, `{% elif %}` and `{% else %}` in a sentence."""
    document.add_paragraph("It is {% if n == 1 %}one{% elif n == 2 %}two{% else %}many{% endif %}, is it not?")


@case(TEXTS, data={"xs": ["a", "b", "c"], "ys": []})
def loop_in_a_sentence(document: "Document") -> None:
    """`{% for %}` in a sentence, with `{% else %}` for an empty list."""
    document.add_paragraph("[{% for x in xs %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}]")
    document.add_paragraph("[{% for x in ys %}{{ x }}{% else %}nothing{% endfor %}]")


@case(TEXTS, data={"xs": ["a", "b"], "bold": True})
def blocks_over_runs(document: "Document") -> None:
    """Blocks that begin in one run and end in another."""
    runs(
        document.add_paragraph(),
        "x{% for x in xs %}",
        ("{{ x }}", "bold"),
        "; {% endfor %}y",
        "{% if bold %}",
        ("z", "italic"),
        "{% endif %}.",
    )


@case(TEXTS, data={"long": True, "short": False})
def condition_over_paragraphs(document: "Document") -> None:
    """A condition that begins in one paragraph and ends in another."""
    paragraphs(document, "a {% if long %}b", "c", "d{% endif %} e", "f {% if short %}g", "h{% endif %} i")


@case(TEXTS, data={"urgent": True, "secret": False})
def run_conditions(document: "Document") -> None:
    """`{%r if %}` around runs."""
    runs(
        document.add_paragraph(),
        "This is ",
        "{%r if urgent %}",
        ("urgent", "bold"),
        "{%r endif %}",
        "{%r if secret %}",
        "secret",
        "{%r endif %}",
        ".",
    )


@case(TEXTS, data={"xs": ["a", "b"]})
def run_loop(document: "Document") -> None:
    """`{%r for %}` around runs."""
    runs(document.add_paragraph(), "All: ", "{%r for x in xs %}", ("{{ x }} ", "bold"), "{%r endfor %}", "done.")


@case(TEXTS, data={"a": 1})
def remarks(document: "Document") -> None:
    """`{# … #}` in a sentence and alone."""
    paragraphs(document, "one{# not for {{ print }} #} two {{ a }}", "{# alone #}", "three")


@case(TEXTS, data={"price": 12.5, "name": "Ada"})
def names_given_in_the_template(document: "Document") -> None:
    """`{% set %}` and `{% with %}`."""
    document.add_paragraph("{% set total = price * 2 %}{{ total }} {% with who = name | upper %}{{ who }}{% endwith %}")
    document.add_paragraph("Again {{ total }}.")


@case(TEXTS, data={"a": "x"})
def set_block(document: "Document") -> None:
    """`{% set %}` with what stands between it and `{% endset %}`."""
    document.add_paragraph("{% set b %}[{{ a }} & more]{% endset %}{{ b }}{{ b }}")


@case(TEXTS, data={"first": "a", "second": "b"})
def macro_in_a_sentence(document: "Document") -> None:
    """A macro with arguments and defaults."""
    document.add_paragraph(
        "{% macro both(x, y='-') %}<{{ x }}/{{ y }}>{% endmacro %}{{ both(first, second) }} & {{ both(first) }}"
    )
    document.add_paragraph("Later: {{ both(second) }}")


@case(TEXTS, data={"name": "Ada & Co"})
def call_block(document: "Document") -> None:
    """`{% call %}` hands text to a macro."""
    document.add_paragraph(
        "{% macro framed() %}[{{ caller() }}]{% endmacro %}{% call framed() %}{{ name }}!{% endcall %}"
    )


@case(TEXTS, data={"name": "Ada"})
def filter_block(document: "Document") -> None:
    """`{% filter %}` around a text."""
    document.add_paragraph("{% filter upper | replace('A', 'O') %}to {{ name }}{% endfilter %}")


@case(TEXTS, data={"xs": ["a", "b"]})
def pictures_in_a_loop(document: "Document") -> None:
    """A picture that a loop repeats."""
    import io

    document.add_paragraph("{%p for x in xs %}")
    document.add_paragraph("{{ x }} ").add_run().add_picture(io.BytesIO(a_picture()), width=360000)
    document.add_paragraph("{%p endfor %}")


@case(TEXTS, data={"town": "Brussels & Ghent", "more": True})
def link_with_tags(document: "Document") -> None:
    """Whole tags inside a link."""
    link(document.add_paragraph("See "), "{{ town }}", " now{% if more %} and later{% endif %}")


@case(TEXTS, data={"name": "Ada"})
def content_control_with_a_tag(document: "Document") -> None:
    """A whole tag inside a content control."""
    control(document.add_paragraph("Dear "), "{{ name }}")


@case(TEXTS, data={"name": "Ada"})
def tag_over_a_line_break(document: "Document") -> None:
    """Tags with a tab or line break typed inside."""
    paragraphs(document, "Dear {{\tname }},", "{% if name\n== 'Ada' %}yes{% endif %}")


@case(TEXTS, data={"name": "Ada"})
def tag_in_a_field(document: "Document") -> None:
    """A tag in what a simple field shows."""
    paragraph = document.add_paragraph("Dear ")
    made = element("fldSimple", instr=" AUTHOR ")
    made.append(paragraph.add_run("{{ name }}")._r)
    paragraph._p.append(made)


@case(TEXTS, data={"xs": ["a", "b"], "more": True})
def content_control_of_paragraphs(document: "Document") -> None:
    """A loop and a condition inside a content control around paragraphs."""
    paragraphs(
        document, "{%p for x in xs %}", "{{ x }}", "{%p endfor %}", "{% if more %}more{% else %}no more{% endif %}"
    )
    outer, content = element("sdt"), element("sdtContent")
    document.paragraphs[0]._p.addprevious(outer)
    outer.append(content)
    for paragraph in document.paragraphs:
        content.append(paragraph._p)
    document.add_paragraph("end")


@case(TEXTS, data={"a": 1, "b": 0, "c": {"d": [{"e": "deep"}]}})
def nested_conditions(document: "Document") -> None:
    """Conditions in conditions with `and`, `or`, `not`, `in`."""
    document.add_paragraph(
        "{% if a and not b %}{% if a or b %}both{% if a in [1, 2] %}, in{% endif %}"
        "{% endif %}{% endif %} {{ c.d[0].e }}"
    )


@case(TEXTS, data={"xs": ["a", "b"]})
def remark_over_runs(document: "Document") -> None:
    """A remark cut up by formats."""
    runs(document.add_paragraph(), "one {# not", (" for", "bold"), " print #", ("}two ", "italic"), "{{ xs[0] }}")


@case(TEXTS, data={"name": "Ada"})
def values_with_dashes(document: "Document") -> None:
    """`{{- … -}}` takes the spaces beside it away."""
    paragraphs(document, "before", "{{- name }} is here", "I am {{- name -}} , or  {{ name -}} !", "behind {{ name -}}")
