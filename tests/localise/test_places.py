"""The names of states and cities, and the datelines that cities stand in."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from babel.core import Locale

from briefgen.localise import Localiser, languages, localiser
from briefgen.localise.house_style import EU, HouseStyle
from briefgen.localise.places import find_city

NAMES = Path("briefgen/localise/house_style/names")
DAY = date(2023, 3, 17)
MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
FURTHER = ("nb", "tr", "uk")
# names that the institutions write otherwise than CLDR; own knowledge of the Publications Office's list of states
NOT_AS_IN_CLDR = {
    "BA el": "Βοσνία-Ερζεγοβίνη",
    "BA en": "Bosnia and Herzegovina",
    "BR mt": "il-Brażil",
    "CI pt": "Costa do Marfim",
    "CV en": "Cabo Verde",
    "CV mt": "Cabo Verde",
    "CZ mt": "iċ-Ċekja",
    "GB da": "Det Forenede Kongerige",
    "GB fi": "Yhdistynyt kuningaskunta",
    "GB pl": "Zjednoczone Królestwo",
    "GB sv": "Förenade kungariket",
}


def table(name: str) -> list[Mapping[str, str]]:
    with (NAMES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def say(language: str) -> Localiser:
    return localiser(language, DAY)


@pytest.mark.parametrize("name", ["states.csv", "cities.csv"])
def test_every_place_has_a_name_in_every_language(name: str) -> None:
    rows = table(name)
    assert {language for language in (*languages(), *FURTHER) if language not in rows[0]} == set()
    assert [(row, each) for row in rows for each in (*languages(), *FURTHER) if not row[each].strip()] == []


def test_every_member_state_has_a_name_and_a_capital() -> None:
    assert set(MEMBERS) - {row["state"] for row in table("states.csv")} == set()
    assert set(MEMBERS) - {row["capital_of"] for row in table("cities.csv")} == set()


@pytest.mark.parametrize("language", [*languages(), *FURTHER])
def test_states_are_called_as_in_cldr_but_for_those_that_are_listed(language: str) -> None:
    known = Locale.parse("pt_PT" if language == "pt" else language).territories
    unlike = {f"{row['state']} {language}": row[language] for row in table("states.csv")
              if row[language] != known[row["state"]]}  # fmt: skip
    assert unlike == {key: name for key, name in NOT_AS_IN_CLDR.items() if key.endswith(f" {language}")}


def test_no_name_of_a_language_is_that_of_two_cities() -> None:
    for language in (*languages(), *FURTHER):
        assert [
            name for name, times in Counter(row[language] for row in table("cities.csv")).items() if times > 1
        ] == []


@pytest.mark.parametrize(
    ("language", "code", "state", "capital"),
    [
        ("en", "CZ", "Czechia", "Prague"),
        ("fr", "EL", "Grèce", "Athènes"),
        ("de", "UK", "Vereinigtes Königreich", "London"),
        ("pt", "NL", "Países Baixos", "Amesterdão"),
        ("pl", "tr", "Turcja", "Ankara"),
        ("mt", "MT", "Malta", "il-Belt Valletta"),
        ("hu", "SK", "Szlovákia", "Pozsony"),
    ],
)
def test_states_and_capitals_have_their_names(language: str, code: str, state: str, capital: str) -> None:
    assert (say(language).state(code), say(language).capital(code)) == (state, capital)


def test_states_that_the_table_lacks_are_called_as_in_cldr() -> None:
    assert say("fr").state("JM") == "Jamaïque"


@pytest.mark.parametrize("code", ["XX", "FRA", "", "419", "Fr."])
def test_what_is_no_code_of_a_state_is_told(code: str) -> None:
    with pytest.raises(ValueError, match="not the code of a state"):
        say("fr").state(code)
    with pytest.raises(ValueError, match="no name of the capital"):
        say("fr").capital(code)


def test_a_house_has_names_of_its_own() -> None:
    style = EU.style("en")
    own = HouseStyle("en", {**style.values, "state_TR": "Turkey", "city_Kyiv": "Kiev"}, "en")
    said = Localiser("en", DAY, own)
    assert (said.state("TR"), said.capital("UA"), said.dateline("Kyiv", DAY)) == (
        "Turkey",
        "Kiev",
        "Kiev, 17\u00a0March 2023",
    )


@pytest.mark.parametrize(
    ("language", "place", "line"),
    [
        ("de", "Prague", "Prag, den 17. März 2023"),
        ("cs", "Prague", "V Praze dne 17. března 2023"),
        ("cs", "Praha", "V Praze dne 17. března 2023"),
        ("cs", "Rabat", "Rabat 17. března 2023"),
        ("sk", "Vienna", "Vo Viedni 17. marca 2023"),
        ("lv", "Stockholm", "Stokholmā, 2023. gada 17. martā"),
        ("ga", "Athens", "An Aithin, 17 Márta 2023"),
        ("mt", "Valletta", "Il-Belt Valletta, 17 ta’ Marzu 2023"),
        ("en", "Kiev", "Kiev, 17 March 2023"),
        ("en", "Wien", "Wien, 17 March 2023"),
        ("fi", "Little Snoring", "Little Snoring, 17. maaliskuuta 2023"),
    ],
)
def test_datelines_call_a_city_as_the_language_does(language: str, place: str, line: str) -> None:
    assert say(language).dateline(place, DAY).replace("\u00a0", " ") == line


def test_every_capital_of_the_union_has_its_case_where_the_dateline_asks_for_one() -> None:
    capitals = [row["city"] for row in table("cities.csv") if row["capital_of"] in MEMBERS]
    for language in ("cs", "lv", "sk"):
        assert [city for city in capitals if f"place_{city}" not in EU.style(language)] == []


def test_a_city_is_found_by_its_name_in_a_language_or_in_english() -> None:
    assert (find_city("Varsovie", "fr"), find_city("Warsaw", "fr"), find_city("Varsovie", "de")) == (
        "Warsaw",
        "Warsaw",
        "",
    )
