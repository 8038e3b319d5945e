"""What holds for every template and all data: nothing is lost, nothing breaks, and threads do not meet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefgen.word import Template, lint
from tests.word.docx_templates import a_template, compiled, p, part, tbl, texts, tr

# every character that XML 1.0 can carry, but for those that only programs use
_NONCHARACTERS = map(chr, [*range(32), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF])
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[*_NONCHARACTERS]),
    max_size=30,
)
OPENINGS = st.sampled_from(
    [("for {v} in xs", "endfor"), ("for {v} in empty", "endfor"), ("if yes", "endif"), ("if no", "endif")]
)

records = st.recursive(
    st.fixed_dictionaries({"t": TEXT}),
    lambda below: st.fixed_dictionaries({"t": TEXT, "xs": st.lists(below, max_size=3)}),
    max_leaves=8,
)
_GIVEN = {"t": TEXT, "xs": st.lists(TEXT, max_size=3), "yes": st.just(True), "no": st.just(False)}
DATA = st.fixed_dictionaries(_GIVEN).map(lambda data: {**data, "empty": []})


@st.composite
def runs(draw: st.DrawFn, depth: int = 2) -> str:
    """The text of a paragraph, with loops and conditions inside."""
    if not depth or draw(st.booleans()):
        return draw(st.sampled_from(["plain ", "{{ t }}", "<{{ t }}>", "& "]))
    opening, closing = draw(OPENINGS)
    inside = draw(runs(depth - 1)) + draw(runs(depth - 1))
    return f"{{% {opening.format(v='x')} %}}{inside}{{% {closing} %}}"


@st.composite
def blocks(draw: st.DrawFn, depth: int = 3) -> list[str]:
    """Paragraphs and tables, with loops and conditions around them."""
    kind = draw(st.sampled_from(["text", "block", "table", "both"] if depth else ["text"]))
    if kind == "text":
        return [p(draw(runs()))]
    if kind == "both":
        return draw(blocks(depth - 1)) + draw(blocks(depth - 1))
    if kind == "table":
        return [tbl(*draw(table_rows(depth - 1))), p("behind")]
    opening, closing = draw(OPENINGS)
    return [p(f"{{%p {opening.format(v='y')} %}}"), *draw(blocks(depth - 1)), p(f"{{%p {closing} %}}")]


@st.composite
def table_rows(draw: st.DrawFn, depth: int) -> list[str]:
    """Rows, with loops and conditions around them."""
    row = tr(_cell(draw(blocks(depth))), _cell([p(draw(runs()))]))
    if not draw(st.booleans()):
        return [row]
    opening, closing = draw(OPENINGS)
    return [tr(f"{{%tr {opening.format(v='z')} %}}", ""), row, tr(f"{{%tr {closing} %}}", "")]


def _cell(inside: list[str]) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{"".join(inside)}</w:tc>'


@settings(max_examples=60)
@given(blocks(), DATA)
def test_any_nest_of_loops_and_conditions_gives_a_sound_document(body: list[str], data: dict[str, Any]) -> None:
    document = compiled(*body, p("end")).render(data)
    etree.fromstring(part(document).encode())
    assert lint(document) == []
    assert texts(document)[-1] == "end"


@settings(max_examples=60)
@given(st.lists(TEXT, max_size=5))
def test_the_text_read_back_is_the_text_put_in(values: list[str]) -> None:
    template = compiled(p("{%p for x in xs %}"), p("[{{ x }}]"), p("{{ x }}"), p("{%p endfor %}"), p("end"))
    expected = [text for value in values for text in (f"[{value}]", value)]
    assert texts(template.render({"xs": values})) == [*expected, "end"]


@settings(max_examples=40)
@given(st.integers(0, 6), st.lists(TEXT, min_size=1, max_size=4))
def test_a_cell_loop_gives_as_many_cells_as_there_are_values(columns: int, values: list[str]) -> None:
    row = tr("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}", *["."] * columns)
    assert texts(compiled(tbl(row), p("end")).render({"xs": values})) == [*values, *["."] * columns, "end"]


@settings(max_examples=15)
@given(blocks(), st.lists(DATA, min_size=8, max_size=8))
def test_eight_threads_make_the_documents_that_one_makes(body: list[str], batch: list[dict[str, Any]]) -> None:
    template = Template.read(a_template(*body, p("{{ t }}")), "test.docx")
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(template.render, batch)) == [template.render(data) for data in batch]


@settings(max_examples=40)
@given(records)
def test_a_recursive_macro_reads_a_tree_of_any_shape(tree: dict[str, Any]) -> None:
    macro = "{% macro all(r) %}[{{ r.t }}{% for x in r.xs|default([]) %}{{ all(x) }}{% endfor %}]{% endmacro %}"

    def said(record: dict[str, Any]) -> str:
        return f"[{record['t']}{''.join(map(said, record.get('xs', [])))}]"

    assert texts(compiled(p(macro + "{{ all(tree) }}")).render({"tree": tree})) == [said(tree)]
