"""A manuscript as HTML for mail programs: no style sheet, no drawing, no picture, and every word."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from msgspec.structs import replace

from briefgen.model.exhibits import Series
from briefgen.model.manuscript import Role
from briefgen.model.richtext import Span
from briefgen.pages.html import write_email, write_html
from briefgen.pages.page import is_untouched_page, seal_html
from briefgen.word.reader import read_manuscript
from tests.pages.manuscripts import CHART, Tree, heading, manuscript, note, passage
from tests.pages.test_html import EVERYTHING
from tests.word.good import good_document

LETTER = manuscript(
    passage("Brussels, 20 March 2023"), passage("See ", Span("the report", href="https://example.eu/a"), note("Ours."))
)


@pytest.mark.parametrize("name", ["style", "script", "svg", "img", "link", "main", "header", "footer", "figure"])
def test_there_is_nothing_that_mail_programs_take_away(name: str) -> None:
    assert Tree(write_email(EVERYTHING)).named(name) == []


def test_it_is_sound_and_has_no_classes_or_places_to_jump_to() -> None:
    page = Tree(write_email(EVERYTHING))
    assert page.faults == []
    assert {name for _, attributes in page.tags for name in attributes} & {"class", "id", "tabindex"} == set()


def test_it_says_what_the_web_page_says_but_for_what_is_only_heard() -> None:
    heard = re.compile(r'<(h1|caption)[^>]*><?[^>]*class="unseen".*?</\1>|<h1 class="unseen">.*?</h1>')
    drawn = re.compile(r"<svg.*?</svg>", re.DOTALL)
    web = Tree(drawn.sub("", heard.sub("", write_html(EVERYTHING)))).text.split()
    assert [each for each in Tree(write_email(EVERYTHING)).text.split() if each != "\u00a0"] == web


def test_each_element_has_its_look_and_the_page_the_width_of_a_letter() -> None:
    page = write_email(manuscript(heading("First", 2), passage("Text.")))
    assert '<p style="margin: 0 0 10px">Text.</p>' in page
    assert 'style="width: 100%; max-width: 680px"' in page


def test_links_to_the_web_stay_and_those_within_the_page_are_their_words() -> None:
    page = Tree(write_email(LETTER))
    assert [each["href"] for each in page.named("a")] == ["https://example.eu/a"]
    assert "1 Ours." in page.text


def test_a_chart_is_bars_beside_its_figures() -> None:
    chart = replace(CHART, series=(Series("Done", (Decimal(4), Decimal(1))),))
    page = write_email(manuscript(passage("", exhibit=chart)))
    assert re.findall(r'<table role="presentation" width="(\d+%)" cell', page) == ["100%", "25%"]
    assert Tree(page).faults == []


def test_a_chart_with_figures_below_nought_is_its_figures_alone() -> None:
    assert "bgcolor" not in write_email(manuscript(passage("", exhibit=CHART)))


def test_a_picture_is_told_by_its_alternative_text() -> None:
    assert "[The institution&#x27;s emblem]" in write_email(read_manuscript(good_document(), "good.docx"))


def test_it_bears_a_seal() -> None:
    assert is_untouched_page(seal_html(write_email(LETTER)))


def test_a_header_is_set_off_by_a_line() -> None:
    page = write_email(manuscript(passage("The Institution", role=Role.HEADER), passage("Text.")))
    assert re.search(r'<div style="border-bottom: 1px solid[^"]*"><p style="[^"]*">The Institution</p></div>', page)
