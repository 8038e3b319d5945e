"""What macros, call blocks and filter blocks hand over, and where it may stand."""

import pytest

from briefgen.word import RenderingError, lint
from tests.word.docx_templates import compiled, p, part, r, rows, tbl, texts, tr

PARAGRAPHS = (p("{%p macro entry(x) %}"), p("Name"), p("{{ x }}"), p("{%p endmacro %}"))


def test_a_macro_of_paragraphs_takes_the_place_of_a_paragraph() -> None:
    document = compiled(*PARAGRAPHS, p("{{p entry('R & D') }}"), p("{{ entry('b') }}")).render({})
    assert texts(document) == ["Name", "R & D", "Name", "b"]
    assert lint(document) == []


def test_a_macro_of_paragraphs_in_a_sentence_is_refused() -> None:
    with pytest.raises(RenderingError, match="whole paragraphs or rows cannot be put into a text"):
        compiled(*PARAGRAPHS, p("so: {{ entry('a') }}")).render({})


def test_a_macro_of_rows_takes_the_place_of_a_row() -> None:
    macro = (tr("{%tr macro entry(x) %}", ""), tr("Name", "{{ x }}"), tr("{%tr endmacro %}", ""))
    template = compiled(
        tbl(*macro, tr("{%tr for x in xs %}", ""), tr("{{tr entry(x) }}", ""), tr("{%tr endfor %}", ""))
    )
    document = template.render({"xs": ["a", "b"]})
    assert rows(document) == [["Name", "a"], ["Name", "b"]]
    assert lint(document) == []


def test_a_text_in_place_of_a_row_is_refused() -> None:
    with pytest.raises(RenderingError, match="but gives a text"):
        compiled(tbl(tr("{{tr x }}", ""))).render({"x": "text"})


def test_a_macro_that_gives_nothing_leaves_no_paragraph() -> None:
    macro = (p("{%p macro entry(x) %}"), p("{%p if x %}"), p("{{ x }}"), p("{%p endif %}"), p("{%p endmacro %}"))
    assert texts(compiled(*macro, p("{{p entry('') }}"), p("end")).render({})) == ["end"]


def test_a_filter_block_filters_words_and_not_xml() -> None:
    document = compiled(p("{% filter upper %}{{ a }}{% endfilter %}")).render({"a": "r & d\n\tamp;"})
    assert texts(document) == ["R & D\n\tAMP;"]
    assert part(document).count("<w:br/>") == 1


def test_a_filter_block_over_several_looks_is_refused() -> None:
    with pytest.raises(RenderingError, match="a filter takes plain text"):
        compiled(p("{% filter upper %}a", r("b", "<w:b/>"), "{% endfilter %}")).render({})


def test_tags_in_a_remark_are_part_of_it() -> None:
    assert texts(compiled(p("a{# not now: {{ b }} {% if %} #}c")).render({})) == ["ac"]


def test_raw_text_is_printed_as_it_is() -> None:
    assert texts(compiled(p("{% raw %}{{ a }}{% b %}{% endraw %} {{ c }}")).render({"c": 1})) == ["{{ a }}{% b %} 1"]


def test_shapes_that_a_loop_repeats_have_names_of_their_own() -> None:
    shape = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="box"/></w:pict></w:r>'
    document = compiled(p("{%p for x in xs %}"), p("{{ x }}", shape), p("{%p endfor %}")).render({"xs": ["a", "b"]})
    assert 'id="box"' in part(document)
    assert 'id="box_2"' in part(document)


BOLD, ITALIC = "<w:b/>", "<w:i/>"


@pytest.mark.parametrize(
    ("runs", "yes", "expected"),
    [
        ((r("{% if yes %}", BOLD), r("in{% endif %} tail")), False, {" tail": ""}),
        ((r("head {% if yes %}", BOLD), r("in{% endif %} tail", ITALIC)), False, {"head ": BOLD, " tail": ITALIC}),
        ((r("head {% if yes %}", BOLD), r("in{% endif %} tail", ITALIC)), True, {"head ": BOLD, "in": ITALIC}),
        ((r("{% if yes %}a", BOLD), r("{% else %}b", ITALIC), r("{% endif %}c")), False, {"b": ITALIC, "c": ""}),
        ((r("{% for x in (1, 2) %}", BOLD), r("b{% endfor %}c")), True, {"b": "", "c": ""}),
    ],
)
def test_text_behind_a_block_keeps_its_own_look(runs: tuple[str, ...], yes: bool, expected: dict[str, str]) -> None:
    xml = part(compiled(p(*runs)).render({"yes": yes}))
    for text, look in expected.items():
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        assert f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>' in xml
