"""DUP: nothing is said twice in the same words within a document."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from briefgen.findings import Grade, Place
from briefgen.model.manuscript import Role
from tests.checks.builders import a_cell, a_manuscript, a_passage, a_typed_cell, findings

LONG = "The partners will step up their work on returns, so that more people go back to where they came from."
OTHER = "A new call for proposals opens in June and offers money for places near the external borders of the Union."


def test_a_paragraph_that_stands_there_again_is_found() -> None:
    [found] = findings("DUP-001", LONG, OTHER, LONG)
    assert (found.grade, found.place.spot) == (Grade.WARNING, "paragraph 3")
    assert "paragraph 1" in found.message


def test_one_sentence_of_a_paragraph_is_enough() -> None:
    [found] = findings("DUP-001", f"It began well. {LONG}", f"{OTHER} {LONG}")
    assert found.words == LONG


def test_a_sentence_that_differs_by_a_word_is_a_hint() -> None:
    [found] = findings("DUP-001", LONG, LONG.replace("will step up", "will also step up"))
    assert found.grade is Grade.HINT


def test_short_sentences_headings_and_lines_without_a_stop_may_come_again() -> None:
    heading = a_passage(LONG, role=Role.HEADING)
    assert findings("DUP-001", "See the explanation in footnote 2.", "See the explanation in footnote 2.") == []
    assert findings("DUP-001", LONG, heading) == []
    assert findings("DUP-001", LONG[:-1], LONG[:-1]) == []


def test_a_letter_may_say_what_its_annex_says() -> None:
    assert findings("DUP-001", LONG, a_cell(LONG)) == []


def test_items_of_the_ledger_may_be_worded_alike_but_not_copied() -> None:
    def found(*texts: str) -> list[Grade]:
        items = (a_typed_cell(text, place=Place("followup.csv", row=n)) for n, text in enumerate(texts, 2))
        return [each.grade for each in findings("DUP-001", a_manuscript(*items, kind="annex"))]

    assert found(f"**Egypt:** {LONG}", f"**Tunisia:** {LONG}") == []
    assert found(LONG, OTHER, LONG) == [Grade.WARNING]


@given(st.permutations(LONG.rstrip(".").split()))
def test_the_same_words_in_another_order_are_another_sentence(words: list[str]) -> None:
    other = f"{' '.join(words)}."
    told = {each.grade for each in findings("DUP-001", LONG, other)}
    assert Grade.WARNING not in told or _words(other) == _words(LONG)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
