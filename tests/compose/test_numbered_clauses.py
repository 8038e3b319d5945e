"""Who numbers recitals and points, the template or Word, and that references lead to what prints the number."""

from __future__ import annotations

import pytest

from briefgen.compose import Composed
from briefgen.model.richtext import RichText
from briefgen.word import Template
from tests.compose.test_papers import paper, point, recital
from tests.word.docx_templates import a_template, p

ROWS = (recital("recalling"), point('to act, see {{ ref("point/a") }}'))
BY_WORD = frozenset({"recitals", "recitals.text", "calls", "calls.points", "calls.points.text"})
BY_THE_TEMPLATE = BY_WORD | {"recitals.number", "calls.points.number"}


def conclusions(reads: frozenset[str] | None) -> Composed:
    return paper("conclusions", *ROWS, reads=reads)


def anchors(text: RichText) -> tuple[str, list[str]]:
    """The anchor of the first paragraph, and those of its spans."""
    (block,) = text.blocks
    return block.anchor, [span.anchor for span in block.spans if span.anchor]


@pytest.mark.parametrize("reads", [BY_THE_TEMPLATE, None])
def test_references_lead_to_the_number_where_the_template_prints_it(reads: frozenset[str] | None) -> None:
    (clause,) = conclusions(reads).data["recitals"]
    assert anchors(clause["number"]) == ("", ["point/a"])
    assert anchors(clause["text"]) == ("", [])


def test_references_lead_to_the_paragraph_where_word_numbers_it() -> None:
    data = conclusions(BY_WORD).data
    (clause,), (call,) = data["recitals"], data["calls"]
    assert anchors(clause["text"]) == ("point/a", [])
    assert anchors(call["points"][0]["text"]) == ("point/p", [])
    assert str(clause["text"]) == "RECALLING,"


def test_recitals_may_be_numbered_by_word_and_points_by_the_template() -> None:
    data = conclusions(BY_WORD | {"calls.points.number"}).data
    assert anchors(data["recitals"][0]["text"]) == ("point/a", [])
    assert anchors(data["calls"][0]["points"][0]["text"]) == ("", [])


def test_what_a_template_reads_is_known_at_any_depth() -> None:
    tags = ("{%p for call in calls %}", "{%p for point in call.points %}", "{{ point.number }}", "{%p endfor %}")
    template, _ = Template.check(a_template(*map(p, tags), p("{%p endfor %}"), p("{{ title }}")), "a.docx")
    assert template is not None
    assert template.names == {"calls", "calls.points", "calls.points.number", "title"}
