"""Tags leave nothing of themselves behind: no empty runs, and nothing of what they look like."""

from __future__ import annotations

import re
from typing import Any

import pytest

from briefgen.model.richtext import Block, RichText, Span
from briefgen.word import lint
from tests.word.docx_templates import compiled, p, part, r, texts

TAG = '<w:rStyle w:val="TemplateTag"/>'
BOLD = RichText((Block((Span("bold", bold=True), Span(" and not"))),))


def render(paragraph: str, data: dict[str, Any]) -> bytes:
    document = compiled(paragraph).render(data)
    assert [each for each in lint(document) if "STYLE" not in each.code] == []
    return document


def empty_runs(document: bytes) -> list[str]:
    runs = re.findall(r"<w:r>(?:(?!</w:r>).)*</w:r>", part(document))
    return [run for run in runs if not re.sub(r"<w:rPr>.*?</w:rPr>|<w:t[^>]*>|</?w:r>|</w:t>", "", run)]


@pytest.mark.parametrize(
    ("paragraph", "data", "text"),
    [
        (p(r("{% if a %}", TAG), r("x"), r("{% endif %}", TAG), r(" y")), {"a": True}, "x y"),
        (p(r("{% if a %}", TAG), r("x"), r("{% endif %}", TAG), r(" y")), {"a": False}, " y"),
        (p(r("{% if a %}", TAG), r("x"), r("{% else %}{% endif %}", TAG), r(" y")), {"a": False}, " y"),
        (p(r("{% for b in a %}", TAG), r("{% if b %}", TAG), r("{{ b }}, "), r("{% endif %}{% endfor %}", TAG)),
         {"a": ["1", "", "2"]}, "1, 2, "),
        (p(r("{# of the author #}", TAG), r("x")), {}, "x"),
        (p(r("{% if a %}x{% endif %}"), r("y")), {"a": False}, "y"),
        (p(r("{{ a }}"), r(" end")), {"a": BOLD}, "bold and not end"),
        (p(r("{{ a }}"), r("end")), {"a": ""}, "end"),
        (p(r("{% set b = a %}", TAG), r("{{ b }}")), {"a": "x"}, "x"),
    ],
)  # fmt: skip
def test_a_tag_leaves_no_run_behind(paragraph: str, data: dict[str, Any], text: str) -> None:
    document = render(paragraph, data)
    assert texts(document) == [text]
    assert empty_runs(document) == []
    assert TAG not in part(document)


def test_a_run_that_holds_more_than_text_stays() -> None:
    document = render(p(r("{{ a }}").replace("</w:r>", "<w:br/></w:r>"), r("x")), {"a": ""})
    assert part(document).count("<w:br/>") == 1


def test_an_empty_run_of_a_template_with_look_of_its_own_goes_with_its_look_only() -> None:
    document = render(p(r("{{ a }}", "<w:b/>"), r("x", "<w:i/>")), {"a": ""})
    assert "<w:b/>" not in part(document)
    assert "<w:i/>" in part(document)


def test_a_run_that_word_has_numbered_goes_too() -> None:
    numbered = r("{{ a }}", "<w:b/>").replace("<w:r>", '<w:r w:rsidR="00AB12CD" w:rsidRPr="00AB12CE">')
    assert part(render(p(numbered, r("x")), {"a": ""})).count("<w:r") == 1 + part(render(p("x"), {})).count("<w:rPr")
