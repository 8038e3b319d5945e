from __future__ import annotations

import pytest

from briefgen.localise import languages
from briefgen.tables.collation import sort_key


def in_order(language: str, words: str) -> str:
    return " ".join(sorted(words.split(), key=lambda word: sort_key(word, language)))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Åland Albania Österreich Serbia Zagreb"),
        ("sv", "Albanien Serbien Zagreb Åland Österrike"),
        ("da", "Zagreb Ægypten Østrig Åland"),
        ("de", "Albanien Österreich Serbien Zypern"),
        ("cs", "Cypr Česko Dánsko Hamburk Chorvatsko Island Řecko Slovensko Španělsko"),
        ("pl", "Cypr Ćmielów Lublin Łotwa Malta"),
        ("hu", "Ciprus Csehország Dánia Olaszország Örményország Szlovákia"),
        ("et", "Saksamaa Šveits Zagreb Taani Ungari Õru Ühendkuningriik"),
        ("es", "nube ñandú oso"),
        ("bg", "Италия Йемен Кипър"),
        ("el", "Άλφα Βέλγιο Γαλλία"),
        ("lt", "Italija Ypatinga Jonava"),
        ("mt", "Belġju Ċipru Franza Ġermanja"),
        ("ro", "Italia Suedia Ștefan Turcia"),
        ("hr", "Cipar Češka Danska Luksemburg Ljubljana Malta Slovenija Španjolska"),
    ],
)
def test_names_stand_as_in_a_dictionary_of_the_language(language: str, words: str) -> None:
    assert in_order(language, " ".join(reversed(words.split()))) == words


def test_capitals_decide_nothing_unless_all_else_is_equal() -> None:
    assert in_order("en", "b A a B") == "A a B b"


def test_marks_decide_where_letters_are_equal() -> None:
    assert in_order("fr", "côté coté côte cote").split()[0] == "cote"


@pytest.mark.parametrize("language", languages())
def test_a_blank_comes_before_any_letter(language: str) -> None:
    assert sorted(["Bosnan", "Bosn a"], key=lambda word: sort_key(word, language)) == ["Bosn a", "Bosnan"]
