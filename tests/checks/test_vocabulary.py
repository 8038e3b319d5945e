"""What is asked of the distinct words of a document is true of its passages, as if each had been asked by itself."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.checks import all_rules
from briefgen.checks.engine.rule import CheckRule, Scope
from briefgen.checks.engine.vocabulary import Vocabulary
from briefgen.checks.language.dates import _found_dates, date_candidates, may_hold_dates
from briefgen.checks.language.patterns import late
from briefgen.localise import languages, style_of
from tests.checks.builders import a_context, a_manuscript, words
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


def test_a_word_that_stands_twice_is_told_with_the_signs_at_its_sides() -> None:
    apart = ["the plan the", "", "(a plan"]
    doubled = ["the the plan", "a plan plan.", "(plan plan)", "“plan\u00a0plan", "plan/act act"]
    assert Vocabulary([*apart, *doubled]).with_doubled_words == {3, 4, 5, 6, 7}


PASSED_OVER = [rule for rule in all_rules().values() if rule.scope is Scope.PASSAGE and rule.needs]
IN_OTHER_SIGNS: dict[str, Callable[[str], str]] = {
    "as it stands": str,
    "in capitals": str.upper,
    "as a title": str.title,
    "in small letters": str.lower,
    "in Turkish letters": lambda text: text.replace("I", "İ").replace("i", "ı"),
    "in brackets": lambda text: re.sub(r"(\w+)", r"(\1", text),
    "with fixed spaces": lambda text: text.replace(" ", "\u00a0"),
    "with long letters": lambda text: text.replace("s", "ſ"),
}


@pytest.mark.parametrize("rule", PASSED_OVER, ids=lambda rule: rule.id)
def test_a_rule_finds_nothing_in_the_passages_that_it_passes_over(rule: CheckRule) -> None:
    language = min(rule.languages, default="en", key=lambda each: (each != "en", each))
    manuscript = a_manuscript(*(change(rule.wrong) for change in IN_OTHER_SIGNS.values()), language=language)
    context = a_context(manuscript)
    asked = rule.passages(context.vocabulary(manuscript), language)
    found = {each.number for each in context.passages(manuscript) if list(rule.check(each, context))}
    assert found <= set(asked)


@pytest.mark.parametrize(
    ("rule", "text", "language", "said"),
    [
        ("DAT-006", "THE REPORT WILL BE READY SOON.", "en", ["SOON"]),
        ("DAT-006", "LE RAPPORT SERA PRÊT PROCHAINEMENT.", "fr", ["PROCHAINEMENT"]),
        ("AMT-004", "Half a Billion Euros", "en", ["Half a Billion Euros"]),
        ("NUM-005", "Le projet coûte 3.2 millions de dollars.", "fr", ["3.2"]),
        ("GRM-004", "alle Dienste (für für Kinder)", "de", ["für für"]),
    ],
)
def test_what_is_typed_in_other_signs_is_found(rule: str, text: str, language: str, said: list[str]) -> None:
    assert words(rule, text, language=language) == said


@pytest.mark.parametrize("text", ["DREİ VON FÜNF", "zwölf und dreı"])
def test_a_number_in_words_with_turkish_letters_is_read(text: str) -> None:
    (passage,) = a_context(a_manuscript(text, language="de")).every_passage
    assert 3 in [each.value for each in passage.number_words]


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
