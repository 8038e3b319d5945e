"""Patterns that are quick to search with find what plain ones find, and what is kept changes no answer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks.language.dates import _found_dates, _pattern
from briefgen.checks.language.patterns import any_word, quick
from briefgen.localise import languages, style_of

ALTERNATIVES = (
    "adopted|(?:entered|came) into force|took place",
    "[Ww]ill|[Tt]o be|(?:is|are) to",
    r"(?:adopt|publi|lanc)(?:ée?s?)|eu lieu|s’est",
    r"ha(?:s|ve)|down (?:from|to)|[a|b]c",
    r"a?b|cd",
    r"(?:no|yes)? more|never",
    r"\w+ly|not",
)
WORDS = (
    "adopted came into force will To be is to has have ac bc b cd yes more never early not lieu adoptée publié".split()
)
PIECES = [
    *"12 31 2023 1er Q2 H1 I II 3. march March MARCH Mars mars janv. printemps spring early mid-2023 end".split(),
    *"first second quarter half trimestre marca kwartał semester kevät 14. 2023. gada m. of the and – , . x".split(),
]


@pytest.mark.parametrize("alternatives", ALTERNATIVES)
@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_a_look_at_the_first_character_changes_nothing_that_is_found(alternatives: str, words: list[str]) -> None:
    text = " ".join(words)
    for flags in (re.NOFLAG, re.IGNORECASE):
        plain = re.compile(rf"\b(?:{alternatives})\b", flags)
        sped_up = re.compile(rf"\b{quick(alternatives)}\b", flags)
        assert [each.span() for each in sped_up.finditer(text)] == [each.span() for each in plain.finditer(text)]


@pytest.mark.parametrize(
    ("alternatives", "firsts"),
    [
        ("adopted|[Ww]ill|(?:is|are) to", "Waiw"),
        (r"\w+ly|not", ""),
        ("a?b|cd", ""),
        ("(?:no)? more", ""),
        ("x|(?!)", ""),
    ],
)
def test_what_cannot_be_told_is_left_as_it_is(alternatives: str, firsts: str) -> None:
    look = re.match(r"\(\?=\[(\w+)\]\)", quick(alternatives))
    assert "".join(sorted(look[1])) if look else firsts == ""
    assert not firsts or (look and sorted(look[1]) == sorted(firsts))


def test_of_two_words_the_earlier_one_is_found_first() -> None:
    assert re.findall(any_word(["twenty-one", "twenty"]), "twenty-one of twenty") == ["twenty-one", "twenty"]


@given(
    language=st.sampled_from(languages()),
    pieces=st.lists(st.sampled_from(PIECES), max_size=14),
    gap=st.sampled_from(" \u00a0"),
)
def test_dates_are_found_where_the_long_pattern_alone_finds_them(language: str, pieces: list[str], gap: str) -> None:
    style, text = style_of(language), gap.join(pieces)
    expected = [each.span() for each in _pattern(style).finditer(text)]
    assert [each.span() for each in _found_dates(text, style)] == expected


@pytest.mark.parametrize("language", languages())
def test_the_words_of_every_language_open_a_date(language: str) -> None:
    style = style_of(language)
    values = [value for key, value in style.values.items() if re.match(r"(?:month|season)_", key) and "{" not in value]
    text = " ; ".join(f"14 {value} 2023" for value in values) + " ; " + " ; ".join(values)
    expected = [each.span() for each in _pattern(style).finditer(text)]
    assert [each.span() for each in _found_dates(text, style)] == expected


def test_of_no_words_none_is_found() -> None:
    assert re.search(any_word(()), "two or three") is None
