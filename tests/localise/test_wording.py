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
        ("Hiato", "Francia y Hiato"),
        ("hielo", "Francia y hielo"),
        ("«Isla»", "Francia e «Isla»"),
    ],
)
def test_spanish_and_before_the_sound_i(last: str, joined: str) -> None:
    assert say("es").join(["Francia", last]) == joined


@pytest.mark.parametrize(
    ("last", "joined"),
    [("Egitto", "Spagna ed Egitto"), ("«Etna»", "Spagna ed «Etna»"), ("Austria", "Spagna e Austria")],
)
def test_italian_and_before_an_e(last: str, joined: str) -> None:
    assert say("it").join(["Spagna", last]) == joined


@pytest.mark.parametrize(
    ("language", "point", "said"),
    [
        ("fi", "2a", "ks. 2·a·kohta"),
        ("hr", "2a", "vidjeti točku·2.a"),
        ("hr", 2, "vidjeti točku·2."),
        ("hu", 5, "lásd az 5.·pontot"),
        ("hu", 1, "lásd az 1.·pontot"),
        ("hu", 15, "lásd a 15.·pontot"),
    ],
)
def test_a_reference_to_a_point_between_others_or_with_an_article(language: str, point: int | str, said: str) -> None:
    assert say(language).reference(point) == said.replace("·", "\u00a0")


@pytest.mark.parametrize(
    ("language", "label", "caption", "inside"),
    [
        ("en", "Table", "Table·1", "Table·1"),
        ("de", "Tabelle", "Tabelle·1", "Tabelle·1"),
        ("fr", "Tableau", "Tableau·1", "tableau·1"),
        ("hu", "Táblázat", "1.·táblázat", "1.·táblázat"),
        ("lv", "Tabula", "1.·tabula", "1.·tabula"),
        ("lt", "Lentelė", "1·lentelė", "1·lentelė"),
    ],
)
def test_a_table_is_named_in_the_order_of_the_language(language: str, label: str, caption: str, inside: str) -> None:
    said = [say(language).caption(label, "1"), say(language).caption(label, "1", inside=True)]
    assert said == [caption.replace("·", "\u00a0"), inside.replace("·", "\u00a0")]


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("hu", "a(z) 5. pont", "az 5. pont"),
        ("hu", "A(z) 100 fő", "A 100 fő"),
        ("hu", "a(z) 1·000 fő", "az 1·000 fő"),
        ("hu", "a(z) 51 állam", "az 51 állam"),
        ("hu", "a(z) „Unió”", "az „Unió”"),
        ("fr", "à partir d(e) août", "à partir d’août"),
        ("fr", "d(e) onze États", "de onze États"),
        ("fr", "qu(e) elle", "qu’elle"),
        ("it", "del(l’) 8 marzo", "dell’8 marzo"),
        ("it", "del(l’) 80 %", "del 80 %"),
        ("cs", "v(e) čtvrtek, v(e) dubnu", "ve čtvrtek, v·dubnu"),
        ("pl", "z(e) Szwecji i·z(e) Syrii", "ze Szwecji i·z·Syrii"),
        ("sl", "s/z Avstrijo in s/z Hrvaško", "z Avstrijo in s Hrvaško"),
        ("el", "στη(ν) 1η και στη(ν) 2η", "στην 1η και στη 2η"),
        ("en", "a(z) 5, d(e) août and/or s/z", "a(z) 5, d(e) août and/or s/z"),
        ("hu", "egy(ik) a(zok)", "egy(ik) a(zok)"),
    ],
)
def test_a_small_word_takes_the_end_that_what_follows_asks_for(language: str, typed: str, said: str) -> None:
    assert say(language).fit_joints(typed.replace("·", "\u00a0")) == said.replace("·", "\u00a0")


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
    [
        ("en", "see point·10"),
        ("fr", "voir le point·10"),
        ("hu", "lásd a 10.·pontot"),
        ("fi", "ks. 10·kohta"),
        ("lv", "sk. 10.·punktu"),
    ],
)
def test_a_reference_keeps_its_number_beside_its_word(language: str, said: str) -> None:
    assert say(language).reference(10) == said.replace("·", "\u00a0")


FORMS = {"one": "{number} bod", "few": "{number} body", "many": "{number} bodu", "other": "{number} bodů"}


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 bod"), (3, "3 body"), ("1.5", "1,5 bodu"), (5, "5 bodů"), (1000, "1\u00a0000 bodů")]
)
def test_a_phrase_takes_the_plural_of_its_number(number: int | str, said: str) -> None:
    assert say("cs").plural(number, FORMS) == said.replace(" ", "\u00a0")


def test_a_category_without_a_form_of_its_own_takes_the_other() -> None:
    assert say("cs").plural(3, {"one": "one point", "other": "{number} points"}) == "3\u00a0points"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "‘a “b”’"), ("de", "„a ‚b‘“"), ("fr", "«a “b”»"), ("pl", "„a »b«”"), ("da", "»a »b««")],
)
def test_quotation_marks(language: str, said: str) -> None:
    assert say(language).quote(f"a {say(language).quote('b', inner=True)}") == said
