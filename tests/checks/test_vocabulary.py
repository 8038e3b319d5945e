"""What is asked of the distinct words of a document is true of its passages, as if each had been asked by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.checks.engine.vocabulary import Vocabulary
from briefgen.checks.language.dates import _found_dates, date_candidates, may_hold_dates
from briefgen.checks.language.patterns import late
from briefgen.localise import languages, style_of
from tests.checks.test_patterns import PIECES

WORDS = st.sampled_from(
    "the The THE (the the, Straße STRASSE kıs KİS K ſee 12 3.5 % “of of” of and/or x\u00a0y \u202f \n \t - –".split(" ")
)
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=6)
PIECE = st.sampled_from(["the", "he ", " of", "of the", "%", "12", ".", " ", "  ", "\n", "x\u00a0y", "absent", ""])
SMALL = st.sampled_from(["the", "strasse", "kis", "see", "k", "%", "absent"])


@given(texts=TEXTS, pieces=st.lists(PIECE, max_size=3))
@example(texts=["the the of", "of"], pieces=["the of"])
def test_a_piece_stands_in_the_passages_that_hold_it(texts: list[str], pieces: list[str]) -> None:
    expected = {number for number, text in enumerate(texts) if any(each in text for each in pieces)}
    assert Vocabulary(texts).holding(tuple(pieces)) == expected


@given(texts=TEXTS, pieces=st.lists(SMALL, max_size=3))
def test_a_small_piece_stands_in_any_capitals(texts: list[str], pieces: list[str]) -> None:
    expected = {number for number, text in enumerate(texts) if any(each in text.casefold() for each in pieces)}
    assert Vocabulary(texts).holding_small(tuple(pieces)) == expected


@given(texts=TEXTS, pieces=st.lists(SMALL, max_size=3))
@example(texts=["kıs KİS"], pieces=["kis"])
def test_what_a_pattern_finds_in_any_capitals_is_held(texts: list[str], pieces: list[str]) -> None:
    found = {n for n, text in enumerate(texts) for each in pieces if re.search(re.escape(each), text, re.IGNORECASE)}
    assert found <= Vocabulary(texts).holding_any_case(tuple(pieces))


@given(texts=TEXTS)
def test_a_pattern_without_spaces_is_asked_of_each_word(texts: list[str]) -> None:
    pattern = re.compile(r"(?<!\w)[a-z]{2,}|\d(?!\d)")
    expected = {number for number, text in enumerate(texts) if pattern.search(text)}
    assert Vocabulary(texts).matching(pattern.search) == expected


def test_a_word_that_stands_twice_is_told_with_the_sign_behind_it() -> None:
    assert Vocabulary(["the the plan", "the plan the", "a plan plan.", ""]).with_doubled_words == {0, 2}


@given(
    language=st.sampled_from(languages()),
    pieces=st.lists(st.sampled_from(PIECES), max_size=14),
    gap=st.sampled_from(" \u00a0"),
)
def test_where_no_word_of_a_date_stands_there_is_none(language: str, pieces: list[str], gap: str) -> None:
    style, text = style_of(language), gap.join(pieces)
    found = [each.span() for each in _found_dates(text, style)]
    has_small = any(map(may_hold_dates(style, small=True), text.split()))
    assert not found or any(map(may_hold_dates(style), text.split()))
    assert [each.span() for each in date_candidates(text, style, small=has_small)] == found


def test_a_late_pattern_is_compiled_when_it_is_first_used() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("")
    found = late(r"(?P<day>\d+)", re.IGNORECASE).fullmatch("12")
    assert found is not None and found["day"] == "12"
