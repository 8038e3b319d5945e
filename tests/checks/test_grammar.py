"""Articles, hyphens, doubled words and fixed phrases."""

from __future__ import annotations

import pytest

from briefgen.findings import Grade
from tests.checks.builders import a_cell, findings, words


@pytest.mark.parametrize(
    "text",
    [
        "an European",
        "an union",
        "a hour",
        "a important",
        "a MFF",
        "a EU",
        "an CEPOL",
        "a 8",
        "an UN",
        "an strong",
        "an one-off",
    ],
)
def test_the_wrong_article_is_an_error(text: str) -> None:
    assert [each.grade for each in findings("GRM-002", f"It is {text} thing.")] == [Grade.ERROR]


RIGHT = (
    "a European|a union|an hour|an important|an MFF|an EU|a CEPOL|an 8|a UN|a strong|a one-off|an unanswered"
    "|a unanimous|an unimportant|a NATO|an NGO|a EUR 40 million|a useful|an historic|a historic|a Union|an 11-month"
    "|an AI|an MEP|a SIENA|an SOM|a year|an x-ray|an umbrella|a uranium|an ‘early’|an upper|a usual|an urgent"
    "|an American|an honest|a ‘new’|an ASOP|a 10-year|a human|an MRI|a user|an English|a euro"
)


@pytest.mark.parametrize("text", RIGHT.split("|"))
def test_the_right_article_is_let_be(text: str) -> None:
    assert words("GRM-002", f"It is {text} thing.") == []


def test_where_the_sound_is_not_sure_nothing_is_said() -> None:
    assert words("GRM-002", "an mRNA shot, a of b, an ok from him, a FAQ, an SALW project") == []


def test_a_letter_is_no_article() -> None:
    assert (
        words("GRM-002", "See paragraph 1 a and Annex A and point a of Article 5; vitamin A is one. Plan A and B.")
        == []
    )


@pytest.mark.parametrize("text", ["illegally-staying", "newly-formed", "Jointly-run"])
def test_a_hyphen_behind_an_adverb_is_found(text: str) -> None:
    assert words("GRM-003", f"of {text} things") == [text]


@pytest.mark.parametrize(
    "text", ["early-warning", "family-run", "user-friendly-looking", "Italy-based", "well-run", "friendly-fire"]
)
def test_a_hyphen_behind_other_words_is_let_be(text: str) -> None:
    assert words("GRM-003", f"of {text} things") == []


def test_unusual_compounds_are_hints() -> None:
    (found,) = findings("GRM-003", "for on-going learning")
    assert (found.grade, found.remedy) == (Grade.HINT, "Write “ongoing”.")


def test_doubled_words_are_found() -> None:
    assert words("GRM-001", "in the the region") == ["the the"]
    assert words("GRM-001", "that that is so, had had, the theatre, is it in in-depth work") == []


def test_missing_words_of_fixed_phrases_are_found() -> None:
    assert words("GRM-001", "practices such as well as corridors, on a more regular manner") == [
        "such as well as",
        "on a more regular manner",
    ]
    assert words("GRM-001", "such corridors, as well as others, in a regular manner, in summer and autumn") == []


def test_a_statement_like_a_question_is_found_in_running_text() -> None:
    (found,) = findings("GRM-001", "We must act now! Is time for results. We go on.")
    assert (found.grade, found.words) == (Grade.ERROR, "Is time for results.")


def test_questions_and_notes_of_cells_are_let_be() -> None:
    assert words("GRM-001", "Is it time? It is. Do not wait. Was it hard?") == []
    assert findings("GRM-001", a_cell("Was adopted on time.")) == []


def test_grammar_is_asked_of_english_alone() -> None:
    assert findings("GRM-002", "an European network", language="de") == []
