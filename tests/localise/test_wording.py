from __future__ import annotations

from datetime import date

import pytest

from briefgen.localise import Localiser, localiser


def say(language: str) -> Localiser:
    return localiser(language, date(2023, 3, 17))


@pytest.mark.parametrize(
    ("items", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (list("abcd"), "a, b, c and d")],
)
def test_a_list(items: list[str], joined: str) -> None:
    assert say("en").join(items) == joined


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("Portugal", "Francia y Portugal"),
        ("Italia", "Francia e Italia"),
        ("Hispania", "Francia e Hispania"),
        ("hielo", "Francia y hielo"),
        ("«Isla»", "Francia e «Isla»"),
    ],
)
def test_spanish_and_before_the_sound_i(last: str, joined: str) -> None:
    assert say("es").join(["Francia", last]) == joined


def test_the_hard_space_of_czech_lists_is_kept() -> None:
    assert say("cs").join(["a", "b", "c"]) == "a, b a\u00a0c"


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        *[("en", number, words) for number, words in ((1, "first"), (9, "ninth"), (10, "10th"), (11, "11th"))],
        *[("en", number, words) for number, words in ((21, "21st"), (22, "22nd"), (23, "23rd"), (112, "112th"))],
        ("fr", 1, "1er"),
        ("fr", 2, "2e"),
        ("sv", 2, "2:a"),
        ("sv", 3, "3:e"),
        ("de", 3, "3."),
        ("es", 10, "10.º"),
    ],
)
def test_an_ordinal_number(language: str, number: int, said: str) -> None:
    assert say(language).ordinal(number) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "see point·10"), ("fr", "voir point·10"), ("fi", "ks. 10·kohta"), ("lv", "sk. 10.·punktu")],
)
def test_a_reference_keeps_its_number_beside_its_word(language: str, said: str) -> None:
    assert say(language).reference(10) == said.replace("·", "\u00a0")


FORMS = {"one": "{number} bod", "few": "{number} body", "many": "{number} bodu", "other": "{number} bodů"}


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 bod"), (3, "3 body"), ("1.5", "1,5 bodu"), (5, "5 bodů"), (1000, "1\u00a0000 bodů")]
)
def test_a_phrase_takes_the_plural_of_its_number(number: int | str, said: str) -> None:
    assert say("cs").plural(number, FORMS) == said


def test_a_category_without_a_form_of_its_own_takes_the_other() -> None:
    assert say("cs").plural(3, {"one": "one point", "other": "{number} points"}) == "3 points"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "‘a “b”’"), ("de", "„a ‚b‘“"), ("fr", "«\u00a0a “b”\u00a0»"), ("pl", "„a «b»”")]
)
def test_quotation_marks(language: str, said: str) -> None:
    assert say(language).quote(f"a {say(language).quote('b', inner=True)}") == said
