"""CNT: numbers against the lists, names, points, parts and shares that follow them."""

from __future__ import annotations

import pytest

from briefgen.localise import EU
from tests.checks.builders import a_bullet, a_manuscript, a_passage, a_row, words

ALL = sorted(EU.languages)
ITEMS = ("one thing;", "another thing;", "a third thing.")


def listed(announced: str, language: str = "en", items: tuple[str, ...] = ITEMS) -> list[str]:
    """What CNT-001 says of a list behind a sentence."""
    return words("CNT-001", a_manuscript(announced, *map(a_bullet, items), language=language))


@pytest.mark.parametrize("language", ALL)
def test_a_number_word_of_every_language_announces_its_list(language: str) -> None:
    style = EU.style_of_text(language, "")
    assert listed(f"{style['cardinal_4']} xyzzy:", language) and not listed(f"{style['cardinal_3']} xyzzy:", language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The plan asks for the following four measures:"),
        ("en", "It consists of 4 parts:"),
        ("de", "Der Plan sieht die folgenden vier Maßnahmen vor:"),
        ("fr", "Le plan prévoit les quatre mesures suivantes :"),
        ("pl", "Seminarium składa się z czterech części:"),
        ("fi", "Suunnitelma koostuu neljästä osasta:"),
        ("cs", "Plán se skládá ze čtyř částí:"),
    ],
)
def test_a_list_is_as_long_as_is_said(language: str, text: str) -> None:
    assert len(listed(text, language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They agreed within four weeks on the following:",
        "The four countries of the region that lead the work have agreed on this:",
        "By four votes to two, five members asked for:",
        "The Presidency asked the 27 Member States:",
        "The following three things:",
        "These are 4 :",
        "It asks for measures in 2026:",
        "The plan has 12 parts:",
    ],
)
def test_a_number_that_counts_something_else_is_let_be(text: str) -> None:
    assert listed(text) == []


def test_items_of_a_second_level_and_a_list_that_goes_on_are_let_be() -> None:
    nested = [a_bullet("one;"), a_bullet("part;", level=1), a_bullet("two.")]
    assert words("CNT-001", a_manuscript("There are two steps:", *nested, "Three other things are told.")) == []
    resumed = (a_bullet("one;"), a_bullet("two;"), a_passage("with what it takes;"), a_bullet("three."))
    assert words("CNT-001", a_manuscript("There are three steps:", *resumed)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Four countries (Austria, Hungary and Romania) lead."),
        ("en", "Two cities: Linz, Szeged and Galați."),
        ("fr", "Quatre pays (la Grèce, l’Italie et le Portugal) dirigent."),
        ("de", "Vier Länder (Deutschland, Österreich und Ungarn) leiten."),
        ("pl", "Cztery państwa (Czechy, Niemcy i Polska) kierują."),
    ],
)
def test_as_many_names_stand_as_are_announced(language: str, text: str) -> None:
    assert len(words("CNT-002", text, language=language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Three countries (Austria, Hungary and Romania) lead.",
        "Six countries (among them Austria, Hungary and Romania) lead.",
        "Six countries (such as Austria, Hungary) lead.",
        "Two countries (Austria, Bosnia and Herzegovina) lead.",
        "In 2026 three officials (Paris, 12 May) met.",
        "Four weeks (from Monday to Friday, or so) went by.",
        "EUR 12 million: Austria, Hungary and Romania.",
    ],
)
def test_names_that_are_not_all_or_no_names_are_let_be(text: str) -> None:
    assert words("CNT-002", text) == []


def test_a_text_counts_as_many_recommendations_as_its_table_has() -> None:
    rows = [cell for n in range(1, 6) for cell in a_row(n, str(n), f"Do thing {n}.")]
    assert words("CNT-003", a_manuscript("The audit made six recommendations.", *rows)) == ["six recommendations"]
    for text in (
        "It made five recommendations.",
        "Two recommendations are done.",
        "Of five, four recommendations go on.",
    ):
        assert words("CNT-003", a_manuscript(text, *rows)) == []


# the second and the fourth of a series
SERIES = {
    "bg": "Второ, а. Четвърто, б.", "cs": "Za druhé a. Za čtvrté b.", "da": "For det andet a. For det fjerde b.",
    "de": "Zweitens a. Viertens b.", "el": "Δεύτερον, α. Τέταρτον, β.", "en": "Second, a. Fourth, b.",
    "es": "En segundo lugar, a. En cuarto lugar, b.", "et": "Teiseks a. Neljandaks b.",
    "fi": "Toiseksi a. Neljänneksi b.",
    "fr": "Deuxièmement, a. Quatrièmement, b.", "ga": "Sa dara háit, a. Sa cheathrú háit, b.",
    "hr": "Drugo, a. Četvrto, b.", "hu": "Másodszor a. Negyedszer b.", "it": "In secondo luogo a. In quarto luogo b.",
    "lt": "Antra, a. Ketvirta, b.", "lv": "Otrkārt, a. Ceturtkārt, b.", "mt": "It-tieni, a. Ir-raba’, b.",
    "nl": "Ten tweede a. Ten vierde b.", "pl": "Po drugie, a. Po czwarte, b.",
    "pt": "Em segundo lugar, a. Em quarto lugar, b.", "ro": "În al doilea rând, a. În al patrulea rând, b.",
    "sk": "Po druhé a. Po štvrté b.", "sl": "Drugič a. Četrtič b.", "sv": "För det andra a. För det fjärde b.",
}  # fmt: skip


@pytest.mark.parametrize("language", ALL)
def test_an_ordinal_that_is_left_out_is_found_in_every_language(language: str) -> None:
    first, second = SERIES[language].replace(" а.", " все.").split(". ")
    text = f"{first} bcd. {second}"
    assert len(words("CNT-004", text, language=language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "First, they ask. Second, they plan. Third, they report. First, again. Second, again.",
        "Firstly, they ask. Secondly, they plan.",
        "First, they ask. Then they plan. Second, they report.",
        "Second quarters are slow. Fourth quarters are not.",
    ],
)
def test_series_in_order_are_let_be(text: str) -> None:
    assert words("CNT-004", text) == []


def test_ordinals_of_two_forms_are_found() -> None:
    assert words("CNT-004", "First, they ask. Secondly, they plan.") == ["Secondly"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Of the 46 projects, 50\u00a0% concern boats, 30\u00a0% training and 30\u00a0% sirens."),
        ("en", "Of the 46 projects, 50\u00a0% concern boats, 20\u00a0% training and 20\u00a0% sirens."),
        ("de", "Von den 46 Projekten betreffen 50\u00a0% Boote, 30\u00a0% Sirenen und 30\u00a0% Pumpen."),
        ("fr", "Sur les 46 projets, 50\u00a0% portent sur ceci, 30\u00a0% sur cela et 30\u00a0% sur le reste."),
        ("pl", "Spośród 46 projektów 50\u00a0% dotyczy łodzi, 30\u00a0% pomp, a 30\u00a0% syren."),
    ],
)
def test_shares_make_a_hundred(language: str, text: str) -> None:
    assert len(words("CNT-005", text, language=language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Of the 46 projects, 50\u00a0% concern boats and 30\u00a0% training.",
        "Of the respondents, 70\u00a0% named money, 50\u00a0% time and 30\u00a0% people.",
        "Prices rose by 150\u00a0% in Austria and by 20\u00a0% in Hungary.",
        "Of the projects, 33\u00a0% are new, 33\u00a0% are old and 33\u00a0% are neither.",
    ],
)
def test_shares_of_several_wholes_or_answers_are_let_be(text: str) -> None:
    assert words("CNT-005", text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "It has EUR 92 million, of which EUR 60 million are for A, EUR 32 million for B and EUR 9 million for C.",
        ),
        ("en", "There were 310 people, 188 of them women and 112 men."),
        ("de", "Es sind 120 Zimmer, davon 70 Einzelzimmer und 60 Doppelzimmer."),
        ("fr", "Il a réuni 310 agents, dont 118 femmes et 122 hommes."),
        ("pl", "Jest 120 pokoi, w tym 70 małych i 60 dużych."),
    ],
)
def test_parts_add_up_to_their_whole(language: str, text: str) -> None:
    assert len(words("CNT-006", text, language=language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "It has EUR 92 million, of which EUR 10 million go to A and EUR 20 million to B.",
        "There were 310 people, including 200 from Austria and 90 from Hungary.",
        "In 3 countries: 210 in Austria, 190 in Hungary and 240 in Romania.",
        "Section 8 of 1989, of which 3 and 9 apply; more than 20 people came, 12 of them women and 9 men.",
        "It is based on § 2 of the act, of which § 68 and § 159 apply.",
    ],
)
def test_parts_that_need_not_be_all_are_let_be(text: str) -> None:
    assert words("CNT-006", text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Some 42 of the 27 Member States train."),
        ("de", "Umgekehrt bilden 42 der 27 Mitgliedstaaten aus."),
        ("fr", "On voit que 42 des 27 États membres forment."),
        ("pl", "Szkoli 42 z 27 państw."),
        ("en", "In all 24 of the 27 train. Of these, 13 have a centre and 14 share one."),
        ("en", "It made eight recommendations. Four of them are done, two go on and one is late."),
    ],
)
def test_a_part_is_no_greater_than_its_whole(language: str, text: str) -> None:
    assert len(words("CNT-007", text, language=language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Article 42 of the 27 acts, and point 12 of the 9 annexes",
        "On 28 of the 2020 papers; it is 1951 of the 27.",
        "24 of the 27 train. Of these, 13 have a centre and 11 share one.",
        "It made eight recommendations. Three of them are done and two go on.",
    ],
)
def test_articles_and_parts_that_are_not_all_are_let_be(text: str) -> None:
    assert words("CNT-007", text) == []


RISES = {
    "bg": "Броят нарасна от 57 на 38.", "cs": "Počet vzrostl z 57 na 38.", "da": "Antallet steg fra 57 til 38.",
    "de": "Die Zahl stieg von 57 auf 38.", "el": "Αυξήθηκαν από 57 σε 38, αυξήθηκαν από 57 έως 38.",
    "en": "It rose from 57 to 38.", "es": "El número aumentó de 57 a 38.", "fr": "Il a augmenté de 57 à 38.",
    "hr": "Broj je porastao s 57 na 38.", "it": "È aumentato da 57 a 38.", "lt": "Skaičius padidėjo nuo 57 iki 38.",
    "lv": "Skaits pieauga no 57 līdz 38.", "nl": "Het steeg van 57 naar 38.", "pl": "Liczba wzrosła z 57 do 38.",
    "pt": "O número aumentou de 57 a 38.", "ro": "Numărul a crescut de la 57 la 38.",
    "sk": "Počet vzrástol z 57 na 38.",
    "sl": "Število je naraslo s 57 na 38.", "sv": "Antalet steg från 57 till 38.",
}  # fmt: skip


@pytest.mark.parametrize("language", RISES)
def test_a_rise_that_falls_is_found(language: str) -> None:
    assert len(words("CNT-008", RISES[language], language=language)) == 1
    assert words("CNT-008", RISES[language].replace("38", "83"), language=language) == []


@pytest.mark.parametrize(
    "text",
    ["It fell from 57 to 38.", "It rose from 57 in May to 83 in June.",
     "It rose by 5, from Article 57 and to 38 others.",
     "It was reduced from 57 to 38 and rose later.", "Rates ranged from 57 to 38."],
)  # fmt: skip
def test_a_rise_and_a_fall_are_let_be(text: str) -> None:
    assert words("CNT-008", text) == []


def test_respectively_joins_lists_of_one_length() -> None:
    assert words("CNT-009", "Austria, Hungary and Romania sent 12 and 16 boats, respectively.")
    assert words(
        "CNT-009", "La Grèce, l’Italie et le Portugal ont envoyé respectivement 12 et 16 véhicules.", language="fr"
    )
    assert not words("CNT-009", "Austria, Hungary and Romania sent 12, 16 and 18 boats, respectively.")
    assert not words("CNT-009", "Austria and Hungary sent boats on 12 May and 3 June, respectively.")
