"""Stops, commas, dashes, quotation marks and colons."""

from __future__ import annotations

import pytest

from briefgen.findings import Grade
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Span
from tests.checks.builders import a_bullet, a_cell, a_passage, findings, words

ITEMS = ["The call is open.", "Two boats were sent.", "Talks go on.", "A report was made."]


def test_the_one_item_without_a_stop_is_found() -> None:
    items = [a_bullet(text) for text in (*ITEMS, "Partnerships will be launched with Egypt (March)")]
    assert words("PUN-001", *items) == ["be launched with Egypt (March)"]


@pytest.mark.parametrize(
    "items",
    [
        ITEMS,
        [text.rstrip(".") for text in ITEMS],
        ["borders,", "smuggling,", "asylum,", "funding support."],
        [*ITEMS, "Is it enough?"],
        [*ITEMS[:2], "no stop"],
    ],
)
def test_lists_that_end_alike_are_let_be(items: list[str]) -> None:
    assert findings("PUN-001", *(a_bullet(text) for text in items)) == []


def test_a_column_of_a_table_is_one_list() -> None:
    cells = [a_cell(text, row, role=Role.BULLET) for row, text in enumerate((*ITEMS, "A new Talent Pool"), 1)]
    assert words("PUN-001", *cells) == ["A new Talent Pool"]


def test_a_row_broken_over_a_page_is_no_missing_stop() -> None:
    cut = [*ITEMS, "Guidance by the EU", "Agency will follow, also in the countries of origin themselves."]
    cells = [a_cell(text, row, role=Role.BULLET) for row, text in enumerate(cut[:-1], 1)]
    assert words("PUN-001", *cells, a_cell(cut[-1], 6)) == []


RECITALS = ["RECALLING the talks;", "NOTING the report;", "WELCOMING the aid;", "STRESSING the need;", "NOTING it all."]


def recitals(*texts: str) -> list[Passage]:
    return [a_passage(text, role=Role.NUMBERED, number=f"{n}.") for n, text in enumerate(texts, 1)]


def test_a_recital_with_a_full_stop_among_semicolons_is_an_error() -> None:
    found = findings("PUN-002", *recitals(*RECITALS[:2], "UNDERLINING the fact.", *RECITALS[2:]))
    assert [(each.grade, each.message) for each in found] == [
        (Grade.ERROR, "item 3 ends with a full stop, the others of the list with a semicolon")
    ]


def test_a_second_sentence_in_a_recital_is_found() -> None:
    two = "NOTING the cooperation. Therefore, it matters;"
    assert words("PUN-002", *recitals(two, *RECITALS)) == [". Therefore, it matters;"]


def test_the_last_recital_before_the_enacting_words_ends_otherwise() -> None:
    run = recitals(*RECITALS[:4], "NOTING the rest;")
    assert words("PUN-002", *run, a_passage("THE COUNCIL")) == ["NOTING the rest;"]
    assert words("PUN-002", *run, a_passage("CALLS ON THE COMMISSION:"), *recitals("to go on.")) == []


def test_sound_recitals_and_numbered_paragraphs_are_let_be() -> None:
    assert findings("PUN-002", *recitals(*RECITALS)) == []
    assert (
        findings("PUN-002", *recitals("We met. It was good.", "We talked.", "We agreed.", "We left.", "It ended."))
        == []
    )


def test_spaced_hyphens_for_dashes_are_found() -> None:
    assert words("PUN-003", "the region - a paper") == ["region - a"]
    assert words("PUN-003", "EU-Western Balkans summit, 26-28 March – a start", "- a list item") == []


def test_a_spaced_compound_that_is_closed_elsewhere_is_found() -> None:
    assert words("PUN-003", "the EU-Western summit", "joint EU – Western teams") == ["EU – Western"]


def test_the_rarer_apostrophe_is_found() -> None:
    assert words("PUN-004", "partners' asylum, EU's role", "States’ assistance") == ["States’"]
    assert words("PUN-004", "partners' asylum, EU's role") == []


def test_quotation_marks_are_of_one_kind() -> None:
    assert words("PUN-004", "the “Roadmap for talks” (the ‘Roadmap’), “Plan A”") == ["‘Roadmap’"]
    assert words("PUN-004", "the “Roadmap ‘for’ talks”, {{ figure('x') }}") == []


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("de", "“Wir schaffen es”", "„Wir schaffen es“"),
        ("fr", '"Oui bien sûr"', "«\u00a0Oui bien sûr\u00a0»"),
        ("pl", "“Tak”", "„Tak”"),
    ],
)
def test_quotation_marks_are_those_of_the_language(language: str, wrong: str, right: str) -> None:
    assert words("PUN-004", f"a {wrong} b", language=language) == [wrong]
    assert words("PUN-004", f"a {right} b", language=language) == []


def test_quoted_words_end_with_a_quotation_mark_and_no_apostrophe() -> None:
    assert words("PUN-004", "the States’ aid, the EU’s role and the 'prevention' plan") == []
    assert words("PUN-004", "the States' aid, the EU's role and the ‘prevention’ plan") == []


def test_the_rarer_serial_comma_is_found() -> None:
    plain = "Albania, Kosovo and Serbia; air, sea and land"
    assert words("PUN-005", plain, "Tunisia, Egypt, and Libya") == ["Tunisia, Egypt, and Libya"]
    assert (
        words(
            "PUN-005",
            plain,
            "We met in May, however, and agreed. The Minister, Ann Lee, and he came. One, two, or of three.",
        )
        == []
    )
    assert words("PUN-005", "Tunisia, Egypt, and Libya") == []


@pytest.mark.parametrize(
    "text",
    [
        "the mechanism , and so on",
        "It is done..",
        "first,, second",
        "It is equipment. (see Table 18).",
        "82 participants from 37 countries Afghanistan, Armenia and others",
        "Given that, more than half replied, we go on.",
        "It is done,.",
    ],
)
def test_stray_and_missing_signs_are_found(text: str) -> None:
    assert len(findings("PUN-006", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Given that more than half replied, we go on...",
        "from 37 countries: Afghanistan, Armenia and others",
        "It is equipment (see Table 18).",
        "It ended. (see the note)",
        "the file .docx and ./.. stand here",
        "13 Member States take part, and GLO.ACT too",
    ],
)
def test_sound_signs_are_let_be(text: str) -> None:
    assert words("PUN-006", text) == []


def lead_in(bold: str, rest: str) -> Passage:
    return a_passage("", spans=(Span(bold, bold=True), Span(rest)))


def test_the_rarer_colon_of_lead_ins_is_found() -> None:
    others = [lead_in("Pakistan", ": talks."), lead_in("Morocco", ": talks.")]
    assert words("PUN-007", *others, lead_in("Egypt:", " talks.")) == ["Egypt:"]
    assert words("PUN-007", *others, lead_in("A whole heading:", "")) == []
    assert words("PUN-007", lead_in("Egypt:", " talks."), lead_in("Morocco", " talks")) == []
    assert words("PUN-007", *others, a_passage(": a stray sign"), lead_in("Egypt", " and others: talks")) == []
