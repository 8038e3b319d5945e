"""Fields that tags put together are looked at when they are finished; what can be known is said before."""

import pytest

from briefgen.word import RenderingError, Template, lint
from tests.word.docx_templates import a_template, p, part, r
from tests.word.good import HEADER

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def code(*pieces: str) -> str:
    """A run of a field's code for each piece."""
    return "".join(f"<w:r><w:instrText xml:space='preserve'>{piece}</w:instrText></w:r>" for piece in pieces)


def a_field(*runs: str) -> str:
    return f"<w:p>{BEGIN}{''.join(runs)}{SEPARATE}{r('x')}{END}</w:p>"


def simple(instruction: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{instruction}">{r("x")}</w:fldSimple></w:p>'


def a_shape(address: str) -> str:
    return f'<w:p><w:r><w:pict><v:shape {VML} href="{address}" style="width:9pt"/></w:pict></w:r></w:p>'


KNOWN = {
    "a keyword and a text": a_field(code("DDE{{ 'AUTO' }} c:\\\\x")),
    "two texts": a_field(code("{{ 'DDEA' }}{{ 'UTO' }} c:\\\\x")),
    "a remark within": a_field(code("DDE{# #}AUTO c:\\\\x")),
    "a condition around": a_field(code("{% if x %}DDEAUTO{% endif %} c:\\\\x")),
    "a condition over runs": a_field(r("{% if x %}"), code("PAGE "), r("{% endif %}"), code("DDEAUTO c:\\\\x")),
    "a simple field": simple("INCLUDE{{ 'TEXT' }} x"),
    "the address of a link": a_field(code("HYPERLINK &quot;{{ 'java' }}script:alert(1)&quot;")),
    "the address behind a switch": a_field(code("HYPERLINK \\o &quot;a&quot; &quot;{{ 'file' }}:///{{ v }}&quot;")),
    "the link of a shape": a_shape("{{ 'java' }}script:alert(1)"),
}


@pytest.mark.parametrize("way", KNOWN)
def test_a_field_that_is_dangerous_whatever_the_data_is_a_fault_of_the_template(way: str) -> None:
    template, findings = Template.check(a_template(KNOWN[way]), "t.docx")
    assert template is None
    assert [each.rule for each in findings] == ["TPL-026"]
    assert findings[0].words in findings[0].message


BY_DATA = {
    "a keyword from the data": a_field(code("DDE{{ a }} c:\\\\x")),
    "a keyword set before": p("{% set y = 'TEXT' %}") + a_field(code("INCLUDE{{ y }} x")),
    "a keyword in a loop": a_field(code("{% for l in ['D','D','E'] %}{{ l }}{% endfor %} c x")),
    "an address from the data": simple("HYPERLINK {{ s }}{{ c }}alert(1)"),
    "an address behind a switch": a_field(code("HYPERLINK \\h &quot;{{ s }}{{ c }}1&quot;")),
    "the link of a shape": a_shape("{{ s }}{{ c }}1"),
}
DATA = {"a": "AUTO", "s": "vbscript", "c": ":", "x": False, "v": "x"}


@pytest.mark.parametrize("way", BY_DATA)
def test_a_field_that_the_data_make_dangerous_is_refused_when_it_is_filled(way: str) -> None:
    with pytest.raises(RenderingError) as caught:
        Template.read(a_template(BY_DATA[way]), "t.docx").render(DATA)
    assert {each.rule for each in caught.value.findings} <= {"TPL-026", "TPL-020"}
    assert caught.value.findings[0].words


def test_the_part_is_named() -> None:
    header = HEADER.replace("<w:p>", a_field(code("DDE{{ a }} c x")) + "<w:p>", 1)
    with pytest.raises(RenderingError, match=r"header 1: error TPL-026.*DDEAUTO c x"):
        Template.read(a_template(p("a"), parts={"word/header1.xml": header}), "t.docx").render(DATA)


HARMLESS = {
    "a link": (a_field(code("HYPERLINK &quot;https://example.eu/{{ v }}&quot;")), "https://example.eu/x"),
    "a tip": (a_field(code("HYPERLINK \\l &quot;b&quot; \\o &quot;DDE: {{ v }}&quot;")), "DDE: x"),
    "a shape that is a link": (a_shape("https://example.eu/{{ v }}"), "https://example.eu/x"),
    "a place to click": (a_field(code("MACROBUTTON NoMacro [Click {{ v }}]")), "[Click x]"),
    "the result of a field": (
        f"<w:p>{BEGIN}{code('MERGEFIELD link')}{SEPARATE}{r('DDE{{ a }}')}{END}</w:p>",
        "DDEAUTO",
    ),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_harmless_when_finished_is_written(case: str) -> None:
    block, there = HARMLESS[case]
    made = Template.read(a_template(block), "t.docx").render(DATA)
    assert there in part(made)
    assert lint(made) == []
